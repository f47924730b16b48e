"""JSON Lines as other programs write them: a line that cannot be read is refused, and the others are taken."""

from pathlib import Path
from typing import Any

import pytest

from reader.annotation.model.annotation import Annotation
from reader.formats.format import FormatError, ImportedRecord, Record, Records, RejectedRecord
from reader.formats.json_lines import parse_lines


def parse(where: str, value: Any) -> Records:
    if value == 0:
        raise ValueError("it is nothing")
    yield ImportedRecord(where, Annotation(id="", source="", start=-1, end=-1, exact=str(value), tag=""))


def parsed(tmp_path: Path, content: str | bytes) -> list[tuple[str, str]]:
    (tmp_path / "x").write_bytes(content if isinstance(content, bytes) else content.encode())
    return [(each.where, words(each)) for each in parse_lines(tmp_path / "x", parse)]


def words(record: Record) -> str:
    if isinstance(record, ImportedRecord):
        return record.annotation.exact
    assert isinstance(record, RejectedRecord)
    return record.why


@pytest.mark.parametrize(
    "content",
    [
        "1\n2\n", "\n1\n \n\n2", "1\r\n2\r\n", "1\r2\r", "\ufeff1\n2", "1\n2\n".encode("utf-16"),
        "1\n2".encode("utf-32"), '1\n2\n\n',
    ],
)  # fmt: skip
def test_blank_lines_line_ends_and_encodings_do_not_matter(content: str | bytes, tmp_path: Path) -> None:
    assert [found for _, found in parsed(tmp_path, content)] == ["1", "2"]


def test_lines_are_counted_as_an_editor_does(tmp_path: Path) -> None:
    assert parsed(tmp_path, "1\n\n\n2\n") == [("line 1", "1"), ("line 4", "2")]


def test_a_line_that_cannot_be_read_is_refused_alone(tmp_path: Path) -> None:
    found = parsed(tmp_path, b'1\n{"a\n0\n"\xff"\n2')
    assert [where for where, _ in found] == ["line 1", "line 2", "line 3", "line 4", "line 5"]
    assert (found[0][1], found[2][1], found[4][1]) == ("1", "it is nothing", "2")
    assert found[1][1].startswith("invalid JSON: ")
    assert found[3][1].startswith("invalid JSON: ")


@pytest.mark.parametrize(
    ("content", "found"),
    [
        ("[1, 2]", ["1", "2"]), ("[\n1,\n2\n]\n", ["1", "2"]), ('{\n"a": 1\n}', ["{'a': 1}"]), ("[]", []), ("", []),
        ('["a", {}]', ["['a', {}]"]), ('["a", {}]\n["b", {}]', ["['a', {}]", "['b', {}]"]),
    ],
)  # fmt: skip
def test_a_list_or_an_object_on_several_lines_is_read_too(content: str, found: list[str], tmp_path: Path) -> None:
    assert [each for _, each in parsed(tmp_path, content)] == found


@pytest.mark.parametrize("content", [b"x", b"{\n{", b"\x00", b"[" * 100_000, b"\xff\xfe{"])
def test_a_file_without_any_json_is_named_as_such(content: bytes, tmp_path: Path) -> None:
    with pytest.raises(FormatError, match=r"x: (invalid JSON in line 1|neither UTF-8 nor UTF-16)"):
        parsed(tmp_path, content)


@pytest.mark.parametrize(
    ("content", "found"),
    [
        ('["a", {"b": 1}]', [("line 1", "['a', {'b': 1}]")]),  # a text with its entities is one record
        ('["a", "b"]', [("record 1", "a"), ("record 2", "b")]),
        ('["a", ["b"]]', [("record 1", "a"), ("record 2", "['b']")]),
        ('[1, {"b": 1}]', [("record 1", "1"), ("record 2", "{'b': 1}")]),
        ('["a", {}, {}]', [("record 1", "a"), ("record 2", "{}"), ("record 3", "{}")]),
        ('{\n"a": 1\n}', [("record 1", "{'a': 1}")]),
        ('{"a": 1}\n', [("line 1", "{'a': 1}")]),
    ],
)
def test_a_list_is_a_list_of_records_unless_it_is_one(
    content: str, found: list[tuple[str, str]], tmp_path: Path
) -> None:
    assert parsed(tmp_path, content) == found
