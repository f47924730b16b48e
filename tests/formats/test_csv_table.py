"""CSV as it is read: long cells, damage, and the limit of the process, which stays as it is."""

import csv
from pathlib import Path

import pytest

from reader.formats.csv_table import read
from reader.formats.format import FormatError, ImportedRecord, Options, Record, RejectedRecord

HEAD = "source,start,end,exact,tag"


def records(path: Path, content: str | bytes, options: Options = Options()) -> list[Record]:  # noqa: B008
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return list(read(path, options))


def test_a_cell_may_be_as_long_as_a_text_and_the_limit_of_the_process_stays(tmp_path: Path) -> None:
    long = "x" * (2 * csv.field_size_limit())
    before = csv.field_size_limit(1000)
    try:
        (tmp_path / "x").write_text(f"{HEAD}\r\na.txt,0,1,{long},quote\r\na.txt,0,1,a,quote\r\n")
        found = read(tmp_path / "x", Options())
        first = next(found)
        assert isinstance(first, ImportedRecord)
        assert len(first.annotation.exact) == len(long)
        assert csv.field_size_limit() == 1000, "while an import is under way, too"
        assert len(list(found)) == 1
        with pytest.raises(FormatError):
            records(tmp_path / "x", f'{HEAD}\r\n"a')
        assert csv.field_size_limit() == 1000, "after an error, too"
    finally:
        csv.field_size_limit(before)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("", "columns are missing: end, exact, source, start, tag"),
        ("source,start,end\r\n", "columns are missing: exact, tag"),
        (f'{HEAD}\r\n"a', "invalid CSV in line 2: "),
        ('"source', "invalid CSV in line 1: "),
        (b"\xff", "not UTF-8 after line 0; save it as UTF-8"),
        (f"{HEAD}\r\na.txt,0,4,caf".encode() + b"\xe9,quote\r\n", "not UTF-8 after line 1; save it as UTF-8"),
    ],
)
def test_a_damaged_table_is_named_with_the_line(content: str | bytes, words: str, tmp_path: Path) -> None:
    with pytest.raises(FormatError) as raised:
        records(tmp_path / "x", content)
    assert str(raised.value).startswith(f"{tmp_path / 'x'}: {words}")


def test_columns_may_come_in_any_order_and_others_are_left(tmp_path: Path) -> None:
    (found,) = records(tmp_path / "x", "\ufefftag,extra,exact,end,start,source\r\nquote,?,One.,4,,a.txt\r\n")
    assert isinstance(found, ImportedRecord)
    each = found.annotation
    assert (found.where, each.source, each.start, each.end, each.exact, each.tag) == (
        "row 1", "a.txt", -1, 4, "One.", "quote",
    )  # fmt: skip
    assert (each.id, each.revision) == ("", 1)


def test_a_row_that_is_no_annotation_is_refused_and_the_next_one_read(tmp_path: Path) -> None:
    first, second = records(tmp_path / "x", f"{HEAD}\r\na.txt,zero,4,One.,quote\r\na.txt,0,4,One.,quote\r\n")
    assert isinstance(first, RejectedRecord)
    assert (first.where, "zero" in first.why) == ("row 1", True)
    assert isinstance(second, ImportedRecord)


def test_guards_are_taken_off_unless_the_table_is_raw(tmp_path: Path) -> None:
    content = f"{HEAD},note\r\na.txt,0,4,'=A1,quote,'+1\r\n"
    for options, exact, note in ((Options(), "=A1", "+1"), (Options(raw=True), "'=A1", "'+1")):
        (found,) = records(tmp_path / "x", content, options)
        assert isinstance(found, ImportedRecord)
        assert (found.annotation.exact, found.annotation.note) == (exact, note)
