"""Which format a file is: each by what only it has, wherever in the file that is."""

import json
import zipfile
from pathlib import Path
from typing import Any

import pytest

from reader.errors import UsageError
from reader.formats import all_formats, detect_format

LONG = "A long text. " * 1000
SELECTOR = {"type": "TextQuoteSelector", "exact": "so"}
RESULTS = {"id": 1, "annotations": [{"result": [{"value": {"text": "x" * 9000}}]}]}
CONTENTS: list[tuple[str, Any]] = [
    ("json", {"format": 1, "unit": "code point", "annotations": []}),
    ("json", {"sources": [{"title": LONG}], "annotations": [], "unit": "code point", "format": 1}),
    ("w3c", {"@context": "http://www.w3.org/ns/anno.jsonld", "type": "AnnotationCollection", "total": 0}),
    ("w3c", {"label": LONG, "type": "AnnotationPage", "items": []}),
    ("w3c", [{"id": LONG, "target": {"source": "a", "selector": [SELECTOR]}}]),
    ("w3c", {"total": 1, "rows": [{"text": LONG, "target": [{"selector": [SELECTOR]}]}]}),
    ("w3c", [{"uri": "http://example.org", "text": LONG, "target": []}]),
    ("label-studio", [{"data": {"text": LONG}, "annotations": []}]),
    ("label-studio", [{**RESULTS, "data": {"text": "so"}}]),
    ("label-studio", {**RESULTS, "data": {"text": "so"}}),
    ("label-studio", [{"id": 1, "completions": [], "data": {"body": "so"}}]),
    ("label-studio", [{"text": LONG, "annotator": 1, "lead_time": 2.0, "label": [{"start": 0, "labels": ["a"]}]}]),
    ("prodigy", [{"text": LONG, "tokens": []}, None]),
    ("prodigy", [{"spans": [], "text": LONG, "_view_id": "x"}, None]),
    ("prodigy", [{"text": LONG, "options": [], "answer": "accept"}, None]),
    ("doccano", [{"text": LONG, "label": []}, None]),
    ("doccano", [{"id": 1, "text": LONG, "labels": [[0, 1, "a"]]}, None]),
    ("doccano", [{"text": LONG, "entities": [], "relations": []}, None]),
    ("doccano", [{"text": LONG}, {"text": "so", "label": []}, None]),
    ("spacy", [{"text": LONG, "spans": []}, None]),
    ("spacy", [{"text": "so", "spans": [{"start": 0, "end": 2, "label": "x"}]}, None]),
    ("spacy", [["so", {"entities": [[0, 2, "x"]]}], None]),
    ("spacy", [{"text": LONG}, {"text": "so", "spans": []}, None]),
]  # None at the end of a list: it is written as JSON Lines


def written(content: Any, path: Path, indent: int | None = None) -> Path:
    if isinstance(content, list) and content[-1] is None:
        path.write_text("".join(json.dumps(each) + "\n" for each in content[:-1]), "utf-8")
    else:
        path.write_text(json.dumps(content, indent=indent), "utf-8")
    return path


@pytest.mark.parametrize(("name", "content"), CONTENTS)
def test_a_file_is_recognised_by_its_keys_wherever_they_stand(name: str, content: Any, tmp_path: Path) -> None:
    assert detect_format(written(content, tmp_path / "x")).name == name
    assert detect_format(written(content, tmp_path / "x", indent=2)).name == name


@pytest.mark.parametrize(("name", "content"), CONTENTS)
def test_an_encoding_and_a_byte_order_mark_do_not_matter(name: str, content: Any, tmp_path: Path) -> None:
    text = written(content, tmp_path / "x").read_text("utf-8")
    for encoding in ("utf-8-sig", "utf-16", "utf-32"):
        (tmp_path / "x").write_text(text, encoding)
        assert detect_format(tmp_path / "x").name == name
    (tmp_path / "x").write_text(" \n\t\n" + text.replace("\n", "\r\n\r\n"), "utf-8")
    assert detect_format(tmp_path / "x").name == name


@pytest.mark.parametrize(("name", "content"), [each for each in CONTENTS if each[0] not in ("w3c", "json")])
def test_words_about_a_format_in_a_text_make_it_no_other(name: str, content: Any, tmp_path: Path) -> None:
    quoted = '{"@context": "http://www.w3.org/ns/anno.jsonld", "format": 1, "unit": "a", "TextQuoteSelector": "tokens"}'
    text = written(content, tmp_path / "x").read_text("utf-8").replace("so", quoted.replace('"', '\\"'))
    (tmp_path / "x").write_text(text.replace("A long text.", quoted.replace('"', '\\"')), "utf-8")
    assert detect_format(tmp_path / "x").name == name


@pytest.mark.parametrize(
    "head",
    [
        '{"format": 1, "unit": "code point", "annotations": [{', '[{"id": 7, "data": {"text": "a',
        '{"text": "a", "spans": [{"start": 0, "e', '{"text": "a"}\n{"text": "b", "label": [',
    ],
)  # fmt: skip
def test_a_damaged_file_is_told_as_well_as_it_can_be(head: str, tmp_path: Path) -> None:
    (tmp_path / "x").write_text(head, "utf-8")
    assert detect_format(tmp_path / "x").name in ("json", "label-studio", "spacy", "doccano")


@pytest.mark.parametrize(
    "content",
    ["{", "[", '{"text": "a"}', '{"format": 1}', '{"unit": 1}', "[1, 2]", '"data"', "start,end",
     '{"a": {"text": "b", "spans": []}}', '[[{"data": {}}]]', 'x "text" "tokens"', '{"label": 1}',
     '{"text": "an article about \\"spans\\" and \\"label\\""}'],
)  # fmt: skip
def test_what_is_of_none_is_reported(content: str, tmp_path: Path) -> None:
    (tmp_path / "x").write_text(content, "utf-8")
    with pytest.raises(UsageError, match="x: unrecognised format; name it with --format"):
        detect_format(tmp_path / "x")


@pytest.mark.parametrize(
    "content",
    [
        "source,start,end,exact,tag", "\ufeffsource,start,end,exact,tag\r\na.txt,0,1,a,b\r\n",
        '"tag","exact","end","start","source","more"\n', "tag;source;start;end;exact\n",
        "tag\tsource\tstart\tend\texact\r",
    ],
)  # fmt: skip
def test_a_table_is_recognised_by_its_columns_in_any_order(content: str, tmp_path: Path) -> None:
    for encoding in ("utf-8", "utf-16"):
        (tmp_path / "x").write_text(content, encoding)
        assert detect_format(tmp_path / "x").name == "csv"
    (tmp_path / "x").write_text(content.lstrip("\ufeff").replace("more", "Überschrift"), "cp1252")
    assert detect_format(tmp_path / "x").name == "csv"


def test_a_folder_is_of_brat_or_label_studio(tmp_path: Path) -> None:
    with pytest.raises(UsageError):
        detect_format(tmp_path)
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "a.ann").touch()
    assert detect_format(tmp_path).name == detect_format(tmp_path / "sub" / "a.ann").name == "brat"
    (tmp_path / "tasks.json").touch()
    assert detect_format(tmp_path).name == "label-studio"


def test_a_zip_is_refi_qda_with_a_project_in_it(tmp_path: Path) -> None:
    for name, member in (("other", "x"), ("project", "project.qde"), ("upper", "Project.QDE")):
        with zipfile.ZipFile(tmp_path / name, "w") as archive:
            archive.writestr(member, "x" * 9000)
    assert detect_format(tmp_path / "project").name == detect_format(tmp_path / "upper").name == "refi-qda"
    with pytest.raises(UsageError):
        detect_format(tmp_path / "other")


@pytest.mark.parametrize(
    "content",
    [
        '<?xml version="1.0"?>\n<CodeBook/>',
        '<q:CodeBook xmlns:q="urn:QDA-XML:codebook:1:0"/>',
        "<!-- so --><CodeBook />",
    ],
)
def test_a_codebook_is_qdc_in_any_encoding(content: str, tmp_path: Path) -> None:
    for encoding in ("utf-8", "utf-8-sig", "utf-16"):
        (tmp_path / "x").write_text(content, encoding)
        assert detect_format(tmp_path / "x").name == "qdc"


def test_other_xml_is_not_a_codebook_and_a_damaged_one_is_recognised_by_its_name(tmp_path: Path) -> None:
    for content in ("<Book><CodeBook/></Book>", "<CodeBook", "so <CodeBook/>"):
        (tmp_path / "x.xml").write_text(content)
        with pytest.raises(UsageError):
            detect_format(tmp_path / "x.xml")
    (tmp_path / "x.QDC").write_text("<CodeBook><Codes>")
    assert detect_format(tmp_path / "x.QDC").name == "qdc"


def test_every_format_that_can_be_read_can_be_told() -> None:
    assert {each.name for each in all_formats() if each.read} == {
        *(name for name, _ in CONTENTS),
        "brat",
        "csv",
        "refi-qda",
        "qdc",
    }
