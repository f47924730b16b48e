"""Reading tables of annotations, as reader writes them, and as spreadsheets and data frames save them afterwards."""

import csv
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Lock
from typing import Any

from reader.annotation.model.annotation import from_document
from reader.formats.carried_text import undecodable
from reader.formats.format import FormatError, ImportedRecord, LeftOut, Options, Records, RejectedRecord, parse_one
from reader.formats.json_io import decode_json
from reader.formats.left_over import OF_ANNOTATION, left_over, remark_on
from reader.formats.loose_json import mapping, offset
from reader.formats.properties import from_list, joined_text, restored_fields
from reader.system.files import read_regular
from reader.text.source import detect_encoding

REQUIRED = frozenset({"source", "start", "end", "exact", "tag"})
FIELD = "fields."  # begins the name of a column that has a field's texts
SOME_COLUMNS = 3  # columns that show a table to be one of annotations, even without the others
_UNNAMED = "unnamed"
DELIMITERS = ",;\t|"
MAX_ERRORS = 1000  # unreadable rows after which the rest is not tried
_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|\Z)")
_DELIMITER_LINE = re.compile(r"sep=(.)[\r\n]*")  # what spreadsheets write first to name the delimiter
# Places where a spreadsheet may begin a cell: at the start, and, if its delimiter is not the comma or it splits lines
# inside quotes, after a semicolon, a tab or a line end. Blanks, quotes and guards may stand before the sign.
_SIGN = "[ '\"]*[=+\\-@＝＋－＠]"  # full-width signs begin a formula, too
_CELL = rf"(?:\A(?='*[\t\r\n]|{_SIGN})|(?<=[;\t\r\n])(?={_SIGN}))"
_FORMULA = re.compile(_CELL)
_GUARDED = re.compile(_CELL.replace("(?=", "'(?="))
_DIGEST = re.compile("[0-9a-f]{64}")
_MISSING = frozenset({"", "nan", "na", "n/a", "none", "null", "<na>"})  # a missing number in a data frame
_OF_JSON: dict[str, type] = {"fields": dict, "links": list, "origin": dict}
_FIELD_LIMIT = Lock()


def read(path: Path, options: Options) -> Records:
    """Yield the records of a table; its first row must name our columns, in any order.

    Raises:
        FormatError: A column is missing, or the file is in an unknown encoding.
    """
    lines = _LINE.findall(_decoded(read_regular(path), path))
    delimiter, names, first = _header(lines)
    if missing := REQUIRED.difference(names):
        raise FormatError(f"{path}: columns are missing: {', '.join(sorted(missing))}")
    for number, row in enumerate(_rows(lines, first, delimiter), 1):
        where = f"row {number}"
        if isinstance(row, str):
            yield RejectedRecord(where, row)
        elif _is_header(row, names):
            yield LeftOut(where, "repeated headers")
        elif any(cell.strip() for cell in row):
            yield from parse_one(where, row, lambda where, row: _parse_row(where, names, row, options))


def _decoded(data: bytes, path: Path) -> str:
    try:
        return data.decode(detect_encoding(data)).lstrip("\ufeff")
    except UnicodeDecodeError as error:
        raise FormatError(f"{path}: {undecodable(error)}") from error


def _header(lines: list[str]) -> tuple[str, list[str], int]:
    """Return the delimiter, the names of the columns, and the number of lines before the first row."""
    first = next((number for number, line in enumerate(lines) if line.strip()), 0)
    delimiters = DELIMITERS
    if first < len(lines) and (named := _DELIMITER_LINE.fullmatch(lines[first])):
        delimiters, first = named[1] + DELIMITERS, first + 1
    found = [(delimiter, *_names(lines, first, delimiter)) for delimiter in delimiters]
    return max(found, key=lambda each: len(REQUIRED.intersection(each[1])))


def _names(lines: list[str], first: int, delimiter: str) -> tuple[list[str], int]:
    """Return the cells of the header, which may take several lines, and the number of lines up to its end."""
    for is_strict in (True, False):
        rows = csv.reader(iter(lines[first:]), strict=is_strict, delimiter=delimiter)
        try:
            names = next(rows, [])
        except csv.Error:
            continue
        if is_strict or "\n" not in "".join(names):  # with wrong quotes, a header of several lines has swallowed a row
            return _each_once([_column(name) for name in names]), first + rows.line_num
    return [], first


def _each_once(names: list[str]) -> list[str]:
    """Return the names of columns; a repeated one gets another name, and its cells are not read."""
    found = dict[str, None]()
    for number, name in enumerate(names, 1):
        found[name if name and name not in found else f"{name or _UNNAMED} in column {number}"] = None
    return list(found)


def _is_header(row: list[str], names: list[str]) -> bool:
    """Return whether a row repeats the names of the columns; for nearly every row, the first cell decides."""
    could_be = _column(row[0]) in (names[0], "") if row else False
    return could_be and _each_once([_column(cell) for cell in row]) == names


def _column(name: str) -> str:
    """Return the name of a column in lower case, except for the names that people gave to fields."""
    name = unguard_formula(name.strip())
    is_field = name.lower().startswith(FIELD)
    return FIELD + name[len(FIELD) :] if is_field else name.lower()


def _rows(lines: list[str], first: int, delimiter: str) -> Iterator[list[str] | str]:
    """Yield the cells of each row, or the reason why it cannot be read; the next row begins on the line after it."""
    for _ in range(MAX_ERRORS):
        rows = csv.reader(iter(lines[first:]), strict=True, delimiter=delimiter)
        begin = 0
        try:
            for row in _unlimited(rows):
                yield row
                begin = rows.line_num
        except csv.Error as error:
            yield f"line {first + begin + 1} is invalid CSV: {error}"
            first += begin + 1
        else:
            return
    yield f"too many rows are invalid CSV; the rest, from line {first + 1}, was not read"


def _unlimited(rows: Any) -> Iterator[list[str]]:
    while True:
        with _unlimited_fields():
            row = next(rows, None)
        if row is None:
            return
        yield row


@contextmanager
def _unlimited_fields() -> Iterator[None]:
    """Let a cell be as long as a whole text; the limit is global, so it is restored after each row."""
    with _FIELD_LIMIT:
        limit = csv.field_size_limit(sys.maxsize)
        try:
            yield
        finally:
            csv.field_size_limit(limit)


def _parse_row(where: str, names: list[str], row: list[str], options: Options) -> Records:
    if any(cell.strip() for cell in row[len(names) :]):
        raise ValueError(
            f"it has {len(row)} cells, but the header has {len(names)}: is a delimiter in a cell without quotes?"
        )
    cells: dict[str, Any] = dict.fromkeys(names, "") | dict(zip(names, row, strict=False))
    if not options.raw:
        cells = {name: unguard_formula(cell) for name, cell in cells.items()}
    if not cells["tag"].strip():
        yield LeftOut(where, "rows without a tag")
        return
    cells |= {name: _number(cells, name, -1) for name in ("start", "end")}
    cells |= {"id": cells.get("id", ""), "revision": _number(cells, "revision", 1)}
    values = {name: _json(cells, name) for name in _OF_JSON}
    for name, kind in _OF_JSON.items():
        if cells.get(name, "").strip() and not isinstance(values[name], kind):
            wanted = "list" if kind is list else "object"
            yield LeftOut(where, f"cells of the column {name} that hold no {wanted} in JSON")
    cells |= {
        "fields": _fields(cells, values["fields"]),
        "links": from_list(values["links"]),
        "origin": mapping(values["origin"]),
    }
    if not _DIGEST.fullmatch(cells.get("digest", "")):
        cells["digest"] = ""
    yield ImportedRecord(where, from_document(cells), remark=remark_on(cells.get("status")))
    own = {name: cell for name, cell in cells.items() if not (name.startswith(FIELD) or _is_index(name, cell))}
    yield from left_over(where, own, OF_ANNOTATION)


def _is_index(name: str, cell: Any) -> bool:
    """Return whether a cell is the index of its row, which data frames write into a column without a name."""
    return name.startswith(_UNNAMED) and str(cell).isdecimal()


def _number(cells: dict[str, Any], name: str, missing: int) -> int:
    """Return a number, which data frames write as `3.0` if another row has none."""
    cell = str(cells.get(name, "")).strip()
    return missing if cell.lower() in _MISSING else offset(cell, name)


def _fields(cells: dict[str, Any], exact: Any) -> dict[str, Any]:
    """Return the fields of a row: a text that was changed in a spreadsheet takes precedence over its exact value."""
    texts = {name.removeprefix(FIELD): [cell] for name, cell in cells.items() if name.startswith(FIELD) and cell}
    return restored_fields(texts, exact, joined_text)


def _json(cells: dict[str, Any], name: str) -> Any:
    """Return the JSON in a cell; None if it is empty or holds something else."""
    cell = cells.get(name, "")
    try:
        return decode_json(cell.encode("utf-8", "surrogatepass")) if cell else None
    except ValueError:
        return None


def guard_formula(cell: str) -> str:
    """Return a cell with `'` wherever a spreadsheet could begin a formula in it."""
    return _FORMULA.sub("'", cell)


def unguard_formula(cell: str) -> str:
    """Return a cell as it was before `guard_formula`."""
    return _GUARDED.sub("", cell)


def sniff(_path: Path, text: str) -> bool:
    """Return whether a file begins with the columns that an annotation needs, in any order."""
    return _columns(text) >= REQUIRED


def missing_columns(text: str) -> frozenset[str]:
    """Return the columns that a table lacks; none if it has all, or too few to be a table of annotations."""
    names = REQUIRED & _columns(text)
    return REQUIRED - names if len(names) >= SOME_COLUMNS else frozenset()


def _columns(text: str) -> set[str]:
    """Return the names of the columns of a file, from the beginning of its text."""
    return {*_header(_LINE.findall(text[:_HEAD].lstrip("\ufeff")))[1]}


_HEAD = 1 << 16  # code points in which the header must be
