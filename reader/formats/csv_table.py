"""CSV (RFC 4180) for spreadsheets: one row per annotation."""

import csv
import io
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from reader.annotation.anchoring.anchor import Anchored
from reader.annotation.model.annotation import Annotation, to_document
from reader.formats.carried_text import encodable
from reader.formats.corpus import Corpus
from reader.formats.csv_import import guard_formula, read, sniff
from reader.formats.format import Format, Losses, Options, OutputFile

COLUMNS = (
    "source", "start", "end", "exact", "tag", "note", "creator", "created", "modified", "status",
    "id", "revision", "digest",
)  # fmt: skip


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


def preserve(anchored: Anchored) -> Annotation:
    """Return the annotation with lone surrogates written out, and without offsets if it is an orphan."""
    each = encodable(anchored.present)
    return each if anchored.placed else replace(each, start=-1, end=-1)


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
