"""JSON as the formats write it: the same values, and nothing that a terminal obeys."""

import json
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.formats import format_by_name
from reader.formats.format import FormatError, Losses, Options
from reader.formats.json_io import (
    ITEMS_PER_CHUNK,
    compact_json,
    indented_json,
    json_list_chunks,
    read_json,
)
from reader.formats.verified_output import write_files
from tests.support.corpora import a_corpus, a_tag

OBEYED = "\x07\x1b\x7f\x85\x9b\u061c\u200e\u202e\u2028\u2066"  # bell, escape, DEL, C1, directions, line separator
TEXTS = st.text(st.sampled_from(list(OBEYED)) | st.characters(), max_size=20)


class Point(msgspec.Struct):
    x: int
    y: int = 0


@given(TEXTS)
def test_json_means_the_same_and_has_no_control_characters(text: str) -> None:
    value = {"text": text, "list": [text, 1, None]}
    for written in (compact_json(value), indented_json(value), indented_json(value, 4)):
        assert json.loads(written) == value
        assert not set(OBEYED).intersection(written)
    assert "\n" not in compact_json(value)


@pytest.mark.parametrize("name", ["json", "w3c", "label-studio", "prodigy", "doccano", "spacy"])
def test_no_format_in_json_has_control_characters(name: str, tmp_path: Path) -> None:
    tag = a_tag("a.txt", 0, 5, note=OBEYED, creator=OBEYED)
    corpus = a_corpus({"a.txt": f"One {OBEYED} two."}, tag)
    for file in write_files(format_by_name(name), corpus, Options(), Losses(), tmp_path):
        assert not set(OBEYED).intersection(file.read_text("utf-8").replace("\n", "")), file.name


def test_indented_json_can_stand_deeper_in_a_document() -> None:
    assert indented_json({"a": [1]}, 4) == '{\n      "a": [\n        1\n      ]\n    }'
    assert indented_json({"a": "\ud800"}, 2) == '{\n    "a": "\\ud800"\n  }'


@pytest.mark.parametrize("count", [0, 1, 2, ITEMS_PER_CHUNK, ITEMS_PER_CHUNK + 1, 2 * ITEMS_PER_CHUNK])
def test_a_list_is_written_in_chunks_and_looks_as_if_written_at_once(count: int) -> None:
    items = [{"number": number} for number in range(count)]
    chunks = list(json_list_chunks("items", items, 2))
    whole = json.dumps({"items": items}, indent=2)
    assert "{\n" + "".join(chunks) + "\n}" == whole
    assert len(chunks) == count // ITEMS_PER_CHUNK + 3, "the opening, full chunks, the last one, the end"


@pytest.mark.parametrize(
    ("content", "value"),
    [
        (b"\xef\xbb\xbf[1]", [1]),
        (b'{"a": 1}', {"a": 1}),
        (b'"\\ud800"', "\ud800"),
        (b"[1, Infinity, -Infinity, NaN]", [1, "Infinity", "-Infinity", "NaN"]),  # which no file of ours can hold
        (b"[1e308, 1e999, -0.5]", [1e308, "1e999", -0.5]),
    ],
)
def test_json_with_a_byte_order_mark_and_what_only_python_reads(content: bytes, value: Any, tmp_path: Path) -> None:
    (tmp_path / "x").write_bytes(content)
    assert read_json(tmp_path / "x") == value


@pytest.mark.parametrize("content", [b"", b"{", b"[1,]", b"\xff\xfe", b"[" * 100_000])
def test_what_is_not_json_is_named_with_its_file(content: bytes, tmp_path: Path) -> None:
    (tmp_path / "x").write_bytes(content)
    with pytest.raises(FormatError, match="x: invalid JSON: "):
        read_json(tmp_path / "x")


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b'[{"label": "quote", "label": "claim"}]', "it has the key 'label' twice"),
        (b'{"a": {"b": 1, "c": 2, "b": 1}}', "it has the key 'b' twice"),
        (b'["caf\xe9"]', r"byte 0xE9\): save it as UTF-8"),
        (b'[\n"caf\xe9"]', "byte 0xE9 in line 2"),
        (b"[" + b"7" * 5000 + b"]", "a number of thousands of digits"),
    ],
)
def test_json_that_could_be_read_in_two_ways_or_not_at_all_is_refused(content: bytes, why: str, tmp_path: Path) -> None:
    (tmp_path / "x").write_bytes(content)
    with pytest.raises(FormatError, match=why):
        read_json(tmp_path / "x")
