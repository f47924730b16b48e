"""Which format a file is: each by what only it has."""

import zipfile
from pathlib import Path

import pytest

from reader.errors import UsageError
from reader.formats import SNIFF_BYTES, detect_format

HEADS = {
    "json": ['{"format": 1, "unit": "code point"', '\ufeff\n {"unit": "x", "format": 1'],
    "w3c": ['{"@context": "http://www.w3.org/ns/anno.jsonld"'],
    "label-studio": ['[{"data": {"text"'],
    "prodigy": ['{"text": "a", "tokens": []', '{"text": "a", "_view_id": "x", "spans": []'],
    "doccano": ['{"text": "a", "label": []', '{"text": "a", "labels": []', '{"text": "a", "entities": []'],
    "spacy": ['{"text": "a", "spans": []', '{"text": "a", "spans": [{"label": "x"}]'],
    "csv": ["source,start,end,exact,tag"],
}


@pytest.mark.parametrize(("name", "head"), [(name, head) for name, heads in HEADS.items() for head in heads])
def test_a_file_is_of_the_format_that_its_head_is_of(name: str, head: str, tmp_path: Path) -> None:
    (tmp_path / "x").write_text(head, "utf-8")
    assert detect_format(tmp_path / "x").name == name


@pytest.mark.parametrize(
    "head",
    ["{", "[", '{"text": "a"', '{"format": 1', '{"unit": 1', '[{"text": "a", "spans": []', '[1, 2]', '"data"',
     '{"a": 1}\n{"text": "b", "spans": []', '{"a": 1}\n{"text": "b", "label": []', '{"label": 1', "start,end,source",
     'x "text" "tokens"', 'x "text" "label"', 'x "text" "spans"', 'x "format" "unit"', 'x[ "data"',
     " x" * SNIFF_BYTES + '{"text": "a", "spans": []'],
)  # fmt: skip
def test_what_is_of_none_is_said(head: str, tmp_path: Path) -> None:
    (tmp_path / "x").write_text(head, "utf-8")
    with pytest.raises(UsageError, match="x: unrecognised format; name it with --format"):
        detect_format(tmp_path / "x")


def test_a_folder_is_of_brat_or_label_studio(tmp_path: Path) -> None:
    with pytest.raises(UsageError):
        detect_format(tmp_path)
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "a.ann").touch()
    assert detect_format(tmp_path).name == detect_format(tmp_path / "sub" / "a.ann").name == "brat"
    (tmp_path / "tasks.json").touch()
    assert detect_format(tmp_path).name == "label-studio"


def test_a_zip_is_refi_qda_with_a_project_in_it(tmp_path: Path) -> None:
    for name, member in (("other", "x"), ("project", "project.qde")):
        with zipfile.ZipFile(tmp_path / name, "w") as archive:
            archive.writestr(member, "x")
    assert detect_format(tmp_path / "project").name == "refi-qda"
    with pytest.raises(UsageError):
        detect_format(tmp_path / "other")


def test_a_byte_order_mark_and_white_space_may_come_first(tmp_path: Path) -> None:
    (tmp_path / "x").write_bytes('\ufeff \t\r\n{"text": "a", "spans": []'.encode())
    assert detect_format(tmp_path / "x").name == "spacy"
