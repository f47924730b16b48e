"""CSV as spreadsheets and data frames save it: encodings, line ends, numbers, damage; and cells as long as a text."""

import csv
from pathlib import Path

import pytest

from reader.formats.csv_import import _fields, _header, missing_columns, read, sniff
from reader.formats.format import FormatError, ImportedRecord, LeftOut, Options, Record, RejectedRecord
from reader.formats.left_over import named

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
        (refused,) = records(tmp_path / "x", f'{HEAD}\r\n"a')
        assert isinstance(refused, RejectedRecord)
        assert csv.field_size_limit() == 1000, "after an error, too"
    finally:
        csv.field_size_limit(before)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("", "columns are missing: end, exact, source, start, tag"),
        ("source,start,end\r\n", "columns are missing: exact, tag"),
        ('"source', "columns are missing: end, exact, start, tag"),
        (b"\xff", "neither UTF-8 nor UTF-16 (byte 0xFF): save it as UTF-8, or convert it"),
        (f"{HEAD}\r\na.txt,0,4,caf".encode() + b"\xe9,quote\r\n", "neither UTF-8 nor UTF-16 (byte 0xE9 in line 2)"),
        (b"\xff\xfea", "neither UTF-8 nor UTF-16 (byte 0x61)"),
    ],
)
def test_a_file_that_is_not_a_table_is_named_with_the_reason(content: str | bytes, words: str, tmp_path: Path) -> None:
    with pytest.raises(FormatError) as raised:
        records(tmp_path / "x", content)
    assert str(raised.value).startswith(f"{tmp_path / 'x'}: {words}")


def test_columns_may_come_in_any_order_and_others_are_left(tmp_path: Path) -> None:
    found, left = records(tmp_path / "x", "\ufefftag,Extra,exact,end,start,source\r\nquote,?,One.,4,,a.txt\r\n")
    assert isinstance(found, ImportedRecord)
    assert left == named("row 1", "extra")
    each = found.annotation
    assert (found.where, each.source, each.start, each.end, each.exact, each.tag) == (
        "row 1", "a.txt", -1, 4, "One.", "quote",
    )  # fmt: skip
    assert (each.id, each.revision) == ("", 1)


def test_a_row_that_is_not_an_annotation_is_refused_and_the_next_one_read(tmp_path: Path) -> None:
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


def read_rows(path: Path, content: str | bytes) -> list[tuple[int, int, str, str]]:
    found = [each.annotation for each in records(path, content) if isinstance(each, ImportedRecord)]
    return [(each.start, each.end, each.exact, each.tag) for each in found]


TABLE = f"{HEAD},note\na.txt,0,4,Café,quote,so\na.txt,5,8,and,claim,\n"
ROWS = [(0, 4, "Café", "quote"), (5, 8, "and", "claim")]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_any_program_s_table_is_read(end: str, encoding: str, delimiter: str, tmp_path: Path) -> None:
    table = TABLE.replace(",", delimiter).replace("\n", end)
    assert read_rows(tmp_path / "x", table.encode(encoding)) == ROWS
    assert read_rows(tmp_path / "x", f"sep={delimiter}{end}{table}".encode(encoding)) == ROWS


@pytest.mark.parametrize(
    ("content", "rows"),
    [
        (f"{HEAD}\n\na.txt,0,4,Café,quote\n,,,,\n\n", ROWS[:1]),
        (f"{HEAD}\n , ,\na.txt,0,4,Café,quote\n", ROWS[:1]),
        ("\n\n" + TABLE, ROWS),
        (" Source ,START,End,Exact,Tag\na.txt,0,4,Café,quote\n", ROWS[:1]),
        (f"{HEAD}\na.txt,0.0,4.0,Café,quote\n", ROWS[:1]),
        (f"{HEAD},revision\na.txt,0.0,4.0,Café,quote,2.0\n", ROWS[:1]),
        (f"{HEAD}\na.txt,,,Café,quote\na.txt,nan,NaN,Café,quote\na.txt,None,<NA>,Café,quote\n",
         [(-1, -1, "Café", "quote")] * 3),
        (f',{HEAD}\n0,a.txt,0,4,Café,quote\n', ROWS[:1]),
        (f'{HEAD}\na.txt,0,9,"one\rtwo\u2028x",quote\n', [(0, 9, "one\rtwo\u2028x", "quote")]),
        (f"{HEAD},,\na.txt,0,4,Café,quote,,\n", ROWS[:1]),
    ],
)  # fmt: skip
def test_what_spreadsheets_and_data_frames_add_is_taken_away(
    content: str, rows: list[tuple[int, int, str, str]], tmp_path: Path
) -> None:
    assert read_rows(tmp_path / "x", content) == rows
    assert all(isinstance(each, ImportedRecord) for each in records(tmp_path / "x", content))


def test_a_header_that_swallows_the_first_row_is_none(tmp_path: Path) -> None:
    with pytest.raises(FormatError, match="columns are missing"):
        records(tmp_path / "x", f'{HEAD},"note\n"a.txt",0,4,Café,quote\n')


@pytest.mark.parametrize("tag", ["", " "])
def test_a_row_without_a_tag_and_a_repeated_header_are_left_out(tag: str, tmp_path: Path) -> None:
    found = records(tmp_path / "x", f"{HEAD}\na.txt,0,4,Café,{tag}\n{HEAD}\n")
    assert found == [LeftOut("row 1", "rows without a tag"), LeftOut("row 2", "repeated headers")]


@pytest.mark.parametrize(
    ("column", "cell", "wanted"),
    [("fields", "[1]", "object"), ("links", "{}", "list"), ("origin", "x", "object"), ("links", "[]", None)],
)
def test_a_cell_that_holds_no_json_of_its_kind_is_left_out(
    column: str, cell: str, wanted: str | None, tmp_path: Path
) -> None:
    *left, found = records(tmp_path / "x", f"{HEAD},{column}\na.txt,0,4,Café,quote,{cell}\n")
    assert isinstance(found, ImportedRecord)
    what = f"cells of the column {column} that hold no {wanted} in JSON"
    assert left == ([LeftOut("row 1", what)] if wanted else [])


def test_a_row_that_cannot_be_read_is_named_by_its_line(tmp_path: Path) -> None:
    row = "a.txt,0,4,Café,quote"
    found = records(tmp_path / "x", f'{HEAD}\n{row}\n{row}\n"x"y\n{row}\n"x"y\n')
    assert [each.why.partition(" is")[0] for each in found if isinstance(each, RejectedRecord)] == ["line 4", "line 6"]


def test_blanks_in_cells_of_numbers_and_of_json_are_nothing(tmp_path: Path) -> None:
    (found,) = records(tmp_path / "x", f"{HEAD},revision,links,FIELDS.Mood\na.txt, 0 , nan ,Café,quote, 2 , ,dark\n")
    assert isinstance(found, ImportedRecord)
    assert (found.annotation.start, found.annotation.end, found.annotation.revision) == (0, -1, 2)
    assert (found.annotation.links, found.annotation.fields) == ({}, {"Mood": "dark"})


@pytest.mark.parametrize(
    ("row", "why"),
    [
        ('a.txt,0,4,"Café"x,quote', "line 2 is invalid CSV: ',' expected after '\"'"),
        ('"a.txt,0,4,Café,quote', "line 2 is invalid CSV: unexpected end of data"),
        (
            "a.txt,0,4,Café, and more,quote",
            "it has 6 cells, but the header has 5: is a delimiter in a cell without quotes?",
        ),
        ("a.txt,0.5,4,Café,quote", "start is '0.5', not a whole number"),
        ("a.txt,0,four,Café,quote", "end is 'four', not a whole number"),
    ],
)
def test_a_row_that_cannot_be_read_does_not_stop_the_next(row: str, why: str, tmp_path: Path) -> None:
    first, second = records(tmp_path / "x", f"{HEAD}\n{row}\na.txt,5,8,and,claim\n")
    assert first == RejectedRecord("row 1", why)
    assert isinstance(second, ImportedRecord)


def test_a_table_that_is_damaged_all_over_ends(tmp_path: Path) -> None:
    found = records(tmp_path / "x", f"{HEAD}\n" + '"x"y\n' * 2000)
    assert len(found) == 1001
    assert isinstance(found[-1], RejectedRecord)
    assert found[-1].why == "too many rows are invalid CSV; the rest, from line 1002, was not read"


@pytest.mark.parametrize(
    ("text", "header"),
    [
        ("source;b\n", (";", ["source", "b"], 1)),
        ("\n \nsource,tag\n", (",", ["source", "tag"], 3)),
        ("sep=|\nsource|tag\n", ("|", ["source", "tag"], 2)),
        ("source\ttag\n", ("\t", ["source", "tag"], 1)),
    ],
)
def test_the_header_is_the_first_line_that_is_not_blank(text: str, header: tuple[str, list[str], int]) -> None:
    assert _header(text.splitlines(keepends=True)) == header


def test_an_empty_cell_of_a_field_is_not_a_value() -> None:
    assert _fields({"fields.a": "x", "fields.b": "", "note": "y"}, None) == {"a": "x"}


@pytest.mark.parametrize(("more", "is_taken"), [("", True), (",,", True), (", ", True), (",x", False)])
def test_cells_beyond_the_header_must_be_blank(more: str, is_taken: bool, tmp_path: Path) -> None:
    (tmp_path / "x").write_text(f"source,start,end,exact,tag\na.txt,0,3,One,claim{more}\n")
    (found,) = read(tmp_path / "x", Options())
    assert isinstance(found, ImportedRecord if is_taken else RejectedRecord)


@pytest.mark.parametrize("start", ["", "\ufeff", "\n", "sep=,\n"])
@pytest.mark.parametrize(
    ("columns", "missing"),
    [
        ("source,start,end,exact,tag", []),
        ("note,tag,exact,end,start,source", []),
        ("source,start,end,exact", ["tag"]),
        ("source,exact,tag", ["end", "start"]),
        ("exact,tag,note", []),  # that may be any table
    ],
)
def test_a_table_of_annotations_is_recognised_by_its_columns_and_those_that_it_lacks(
    columns: str, missing: list[str], start: str
) -> None:
    text = f"{start}{columns}\na.txt,0,4\n"
    assert sorted(missing_columns(text)) == missing
    assert sniff(Path("a.csv"), text) is (not missing and "source" in columns)
