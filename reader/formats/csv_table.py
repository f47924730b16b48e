"""CSV (RFC 4180): a row an annotation, for spreadsheets."""

import codecs
import csv
import io
import re
import sys
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from reader.annotation.anchoring.anchor import Anchored
from reader.annotation.model.annotation import Annotation, from_document, to_document
from reader.formats.carried_text import encodable
from reader.formats.corpus import Corpus
from reader.formats.format import File, Format, FormatError, Found, ImportedRecord, Losses, Options, checked
from reader.system.files import open_lines

COLUMNS = (
    "source", "start", "end", "exact", "tag", "note", "creator", "created", "modified", "status",
    "id", "revision", "digest",
)  # fmt: skip
# What a spreadsheet takes for a formula, and what already looks like a guard.
_FORMULA = re.compile(r"'*[=+\-@\t\r]")


def write(corpus: Corpus, options: Options, _losses: Losses) -> Iterator[File]:
    yield File("annotations.csv", _lines(corpus, options))


def _lines(corpus: Corpus, options: Options) -> Iterator[str]:
    guard = str if options.raw else guarded
    yield _line(COLUMNS)
    for row in _rows(corpus):
        yield _line([guard(str(row[name])) for name in COLUMNS])


def _rows(corpus: Corpus) -> Iterator[dict[str, Any]]:
    """Orphans last, without offsets; the others with the digest of what their offsets count in."""
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


def guarded(cell: str) -> str:
    return f"'{cell}" if _FORMULA.match(cell) else cell


def unguarded(cell: str) -> str:
    return cell[1:] if cell.startswith("'") and _FORMULA.match(cell) else cell


def fits(anchored: Anchored) -> Annotation:
    """An orphan has no offsets, and no cell what UTF-8 has not."""
    each = encodable(anchored.present)
    return each if anchored.placed else replace(each, start=-1, end=-1)


def read(path: Path, options: Options) -> Found:
    """Only a table of ours: the names of its columns say what they hold."""
    csv.field_size_limit(sys.maxsize)  # a passage may be a whole text
    with open_lines(path) as file:
        rows = csv.reader(codecs.iterdecode(file, "utf-8-sig"), strict=True)
        names = next(rows, [])
        if not {"source", "start", "end", "exact", "tag"} <= set(names):
            raise FormatError(f"{path}: it needs the columns source, start, end, exact and tag")
        try:
            yield from checked(
                rows, "row", lambda where, row: _incoming(where, dict(zip(names, row, strict=False)), options)
            )
        except csv.Error as error:
            raise FormatError(f"{path}: it is not CSV in line {rows.line_num}: {error}") from error


def _incoming(where: str, row: dict[str, str], options: Options) -> Found:
    cells: dict[str, Any] = row if options.raw else {name: unguarded(cell) for name, cell in row.items()}
    numbers = {name: int(cells.get(name) or -1) for name in ("start", "end")}
    record = {**cells, "id": cells.get("id", ""), "revision": int(cells.get("revision") or 1), **numbers}
    yield ImportedRecord(where, from_document(record))


def recognises(_path: Path, head: str) -> bool:
    return head.startswith(",".join(COLUMNS[:4]))


CSV = Format(
    name="csv",
    meaning="CSV, a row an annotation",
    file="annotations.csv",
    write=write,
    read=read,
    recognises=recognises,
    fits=fits,
    has_orphans=True,
)
