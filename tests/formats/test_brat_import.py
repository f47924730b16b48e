"""Passages of brat that consist of several parts, with the text beside them or without it."""

from pathlib import Path
from typing import Any

import pytest

from reader.formats.brat_import import _is_continuous, _pieces, _Place, read
from reader.formats.format import ImportedRecord, LeftOut, Options, RejectedRecord
from reader.formats.offset_units import OffsetUnit
from reader.formats.readings import CountedText, OffsetReading
from reader.text.span import Span

TEXT = "One two.\nThree four. \n Five."


@pytest.mark.parametrize(
    ("words", "parts", "pieces"),
    [
        ("One Three", [Span(0, 3), Span(9, 14)], ["One", "Three"]),
        ("One two Five", [Span(0, 3), Span(4, 7), Span(23, 27)], ["One", "two", "Five"]),
        ("One", [Span(0, 3)], ["One"]),
        ("One, Three", [Span(0, 3), Span(9, 14)], ["One, Three"]),  # it is not known where to split
        ("OneThree", [Span(0, 3), Span(9, 14)], ["OneThree"]),
        ("Three One", [Span(0, 3), Span(9, 14)], ["Three One"]),  # in the order in which somebody marked them
    ],
)
def test_words_are_split_where_the_parts_are(words: str, parts: list[Span], pieces: list[str]) -> None:
    assert _pieces(words, parts) == pieces


@pytest.mark.parametrize(
    ("parts", "is_whole"),
    [
        ([Span(0, 8), Span(9, 14)], True),  # a line end is between them
        ([Span(0, 8), Span(9, 20), Span(23, 27)], True),  # and white space, too
        ([Span(0, 3), Span(4, 8)], False),  # a blank alone parts no lines
        ([Span(0, 7), Span(9, 14)], False),  # a full stop is left out
        ([Span(0, 8), Span(23, 27)], False),  # a line is
        ([Span(0, 8), Span(9, 99)], False),
    ],
)
def test_parts_are_one_passage_if_only_line_ends_part_them(parts: list[Span], is_whole: bool) -> None:
    assert _is_continuous(parts, CountedText(TEXT, OffsetReading(OffsetUnit.CODE_POINTS))) is is_whole


@pytest.mark.parametrize(
    ("text", "parts", "words", "found"),
    [
        (TEXT, [Span(0, 3)], "", (0, 3, "")),
        (TEXT, [Span(0, 3)], "One", (0, 3, "One")),
        (TEXT, [Span(0, 8), Span(9, 14)], "One two. Three", (0, 14, "One two. Three")),
        (TEXT, [Span(0, 3), Span(9, 14)], "", (-1, -1, "One … Three")),
        (TEXT, [Span(0, 3), Span(9, 99)], "One Three", (-1, -1, "One Three")),
        (TEXT, [Span(0, 3), Span(23, 28)], "", (-1, -1, "One … Five.")),
        (None, [Span(0, 3)], "One", (0, 3, "One")),
        (None, [Span(0, 3), Span(9, 14)], "One Three", (-1, -1, "One Three")),
    ],
)
def test_a_passage_has_its_place_or_its_words(text: str | None, parts: list[Span], words: str, found: Any) -> None:
    record = _Place("a.txt", text).record("here", parts, "claim", words, "so")
    each = record.annotation
    assert (each.start, each.end, each.exact) == found
    assert (each.source, each.tag, each.note, record.text) == ("a.txt", "claim", "so", text)


@pytest.mark.parametrize(
    ("text", "parts", "why"),
    [
        (TEXT, [Span(0, 3), Span(23, 29)], "0 to 29 is not a passage of its text"),
        (None, [Span(0, 3)], "the .txt beside it is missing or not UTF-8, and its words are not in the line"),
    ],
)
def test_a_passage_without_either_is_refused(text: str | None, parts: list[Span], why: str) -> None:
    with pytest.raises(ValueError, match=why.replace(".", r"\.")):
        _Place("a.txt", text).record("here", parts, "claim", "", "")


def test_each_file_stands_alone_and_its_handles_are_its_own(tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / f"{name}.txt").write_text(TEXT)
        lines = "T1\tclaim 0 3\tOne\nT2\tquote 4 7\ttwo\nR1\tBy Arg1:T1 Arg2:T2\nX\n\nTx\n"
        (tmp_path / f"{name}.ann").write_text(lines)
    found = list(read(tmp_path, Options()))
    records = [each for each in found if isinstance(each, ImportedRecord)]
    assert [each.handle for each in records] == [f"{name}.ann T{number}" for name in "ab" for number in (1, 2)]
    assert [len(each.annotation.links) for each in records] == [1, 0, 1, 0]
    assert [each.where for each in found if isinstance(each, LeftOut)] == ["a.ann, line 4", "b.ann, line 4"]
    assert [each.where for each in found if isinstance(each, RejectedRecord)] == ["a.ann, line 6", "b.ann, line 6"]


def test_a_byte_order_mark_does_not_hide_the_first_line(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT)
    for encoding in ("utf-8-sig", "utf-16"):
        (tmp_path / "a.ann").write_text("T1\tclaim 0 3\tOne\n", encoding=encoding)
        (record,) = read(tmp_path, Options())
        assert isinstance(record, ImportedRecord)
        assert record.annotation.exact == "One"


def test_lines_of_blanks_are_nothing_and_others_are_named(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT)
    (tmp_path / "a.ann").write_text("T1\tclaim 0 3\tOne\n \n\t\n?\n\n")
    record, left = read(tmp_path, Options())
    assert isinstance(record, ImportedRecord)
    assert isinstance(left, LeftOut)
    assert left.what == "lines of another kind"


@pytest.mark.parametrize(
    "line", ["T1\tclaim 0 {}\tOne", "T1\tclaim 0 3\tOne\nT2\tfield-x 0 {}\tOne\nR1\tfield-x Arg1:T1 Arg2:T2"]
)
def test_a_number_of_thousands_of_digits_is_not_an_offset(line: str, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT)
    (tmp_path / "a.ann").write_text(line.format("9" * 5000))
    refused = [each for each in read(tmp_path, Options()) if isinstance(each, RejectedRecord)]
    assert [each.why.partition(":")[0] for each in refused] == ["not a tagged passage"]
