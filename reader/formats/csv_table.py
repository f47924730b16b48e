"""CSV (RFC 4180) for spreadsheets: one row per annotation."""

import codecs
import csv
import io
import re
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from threading import Lock
from typing import Any

from reader.annotation.anchoring.anchor import Anchored
from reader.annotation.model.annotation import Annotation, from_document, to_document
from reader.formats.carried_text import encodable
from reader.formats.corpus import Corpus
from reader.formats.format import Format, FormatError, ImportedRecord, Losses, Options, OutputFile, Records, parse_each
from reader.system.files import open_lines

COLUMNS = (
    "source", "start", "end", "exact", "tag", "note", "creator", "created", "modified", "status",
    "id", "revision", "digest",
)  # fmt: skip
REQUIRED = frozenset({"source", "start", "end", "exact", "tag"})
# The start of a cell that a spreadsheet takes for a formula, or that looks guarded already.
_FORMULA = re.compile(r"'*[=+\-@\t\r]")
_FIELD_LIMIT = Lock()


def write(corpus: Corpus, options: Options, _losses: Losses) -> Iterator[OutputFile]:
    """Yield the table."""
    yield OutputFile("annotations.csv", _lines(corpus, options))


def _lines(corpus: Corpus, options: Options) -> Iterator[str]:
    guard = str if options.raw else guard_formula
    yield _line(COLUMNS)
    for row in _rows(corpus):
        yield _line([guard(str(row[name])) for name in COLUMNS])


def _rows(corpus: Corpus) -> Iterator[dict[str, Any]]:
    """Yield placed annotations with the digest of their source as it is now, then orphans without offsets."""
    digests = {source.id: source.digest for source in corpus.sources}
    for each in corpus.placed:
        yield {**_row(each), "digest": digests[each.present.source]}
    for each in corpus.orphans:
        yield {**_row(each), "start": "", "end": ""}


def _row(anchored: Anchored) -> dict[str, Any]:
    return {**to_document(anchored.present), "status": anchored.status.value}


def _line(cells: Iterable[str]) -> str:
    out = io.StringIO()
    csv.writer(out, lineterminator="\r\n").writerow(cells)
    return out.getvalue()


def guard_formula(cell: str) -> str:
    """Return a cell with `'` before it if a spreadsheet would take it for a formula."""
    return f"'{cell}" if _FORMULA.match(cell) else cell


def unguard_formula(cell: str) -> str:
    """Return a cell as it was before `guard_formula`."""
    return cell[1:] if cell.startswith("'") and _FORMULA.match(cell) else cell


def preserve(anchored: Anchored) -> Annotation:
    """Return the annotation with lone surrogates written out, and without offsets if it is an orphan."""
    each = encodable(anchored.present)
    return each if anchored.placed else replace(each, start=-1, end=-1)


# Import


def read(path: Path, options: Options) -> Records:
    """Yield the records of a table; its first row must name our columns, in any order.

    Raises:
        FormatError: A column is missing, or the file is not CSV in UTF-8.
    """
    with open_lines(path) as file:
        rows = _parsed_rows(path, codecs.iterdecode(file, "utf-8-sig"))
        names = next(rows, [])
        if missing := REQUIRED.difference(names):
            raise FormatError(f"{path}: columns are missing: {', '.join(sorted(missing))}")
        yield from parse_each(
            rows, "row", lambda where, row: _parse_row(where, dict(zip(names, row, strict=False)), options)
        )


def _parsed_rows(path: Path, lines: Iterator[str]) -> Iterator[list[str]]:
    rows = csv.reader(lines, strict=True)
    while True:
        try:
            with _unlimited_fields():
                row = next(rows, None)
        except csv.Error as error:
            raise FormatError(f"{path}: invalid CSV in line {rows.line_num}: {error}") from error
        except UnicodeDecodeError as error:
            raise FormatError(f"{path}: not UTF-8 after line {rows.line_num}; save it as UTF-8") from error
        if row is None:
            return
        yield row


@contextmanager
def _unlimited_fields() -> Iterator[None]:
    """Let a cell be as long as a whole text; the limit is the process's, so it is restored after each row."""
    with _FIELD_LIMIT:
        limit = csv.field_size_limit(sys.maxsize)
        try:
            yield
        finally:
            csv.field_size_limit(limit)


def _parse_row(where: str, row: dict[str, str], options: Options) -> Records:
    cells: dict[str, Any] = row if options.raw else {name: unguard_formula(cell) for name, cell in row.items()}
    numbers = {name: int(cells.get(name) or -1) for name in ("start", "end")}
    record = {**cells, "id": cells.get("id", ""), "revision": int(cells.get("revision") or 1), **numbers}
    yield ImportedRecord(where, from_document(record))


def sniff(_path: Path, head: str) -> bool:
    """Return whether a file begins with the columns that an export has."""
    return head.startswith(",".join(COLUMNS[:4]))


CSV = Format(
    name="csv",
    meaning="CSV, one row per annotation",
    file="annotations.csv",
    write=write,
    read=read,
    recognises=sniff,
    fits=preserve,
    has_orphans=True,
)
