"""CSV (RFC 4180) for spreadsheets: one row per annotation, with a column for each field that has a value somewhere.

The cell of a field has its text. The cells of `fields`, `links` and `origin` hold the rest as JSON.
"""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any

from reader.annotation.anchoring.anchor import Anchored
from reader.annotation.model.annotation import Annotation, to_document
from reader.annotation.model.field_values import shown
from reader.formats.carried_text import encodable
from reader.formats.corpus import Corpus
from reader.formats.csv_import import FIELD, guard_formula, read, sniff
from reader.formats.format import EVERYTHING, Format, Losses, Options, OutputFile
from reader.formats.json_io import compact_json
from reader.formats.properties import as_list, exact_of, joined_text

COLUMNS = (
    "source", "start", "end", "exact", "tag", "note", "creator", "created", "modified", "status",
    "id", "revision", "digest",
)  # fmt: skip


def write(corpus: Corpus, options: Options, _losses: Losses) -> Iterator[OutputFile]:
    """Yield the table."""
    yield OutputFile("annotations.csv", _lines(corpus, options))


def _lines(corpus: Corpus, options: Options) -> Iterator[str]:
    guard = str if options.raw else guard_formula
    columns = [*COLUMNS, *_columns_of_properties([each.present for each in corpus.annotations])]
    yield _line(map(guard, columns))  # fields may have any name
    for row in _rows(corpus):
        yield _line([guard(str(row.get(name, ""))) for name in columns])


def _columns_of_properties(annotations: Sequence[Annotation]) -> Iterator[str]:
    """Yield the columns of fields, links and origins that have a value somewhere."""
    yield from sorted({FIELD + name for each in annotations for name in each.fields})
    if any(exact_of(each.fields, joined_text) for each in annotations):
        yield "fields"
    if any(each.links for each in annotations):
        yield "links"
    if any(each.origin for each in annotations):
        yield "origin"


def _rows(corpus: Corpus) -> Iterator[dict[str, Any]]:
    """Yield placed annotations with the digest of their source as it is now, then orphans without offsets."""
    digests = {source.id: source.digest for source in corpus.sources}
    for each in corpus.placed:
        yield {**_row(each), "digest": digests[each.present.source]}
    for each in corpus.orphans:
        yield {**_row(each), "start": "", "end": ""}


def _row(anchored: Anchored) -> dict[str, Any]:
    each = preserve(anchored)
    row = {**to_document(each), "fields": "", "links": "", "origin": "", "status": anchored.status.value}
    row |= {FIELD + name: shown(value) for name, value in each.fields.items()}
    if exact := exact_of(each.fields, joined_text):
        row["fields"] = compact_json(exact)
    if each.links:
        row["links"] = compact_json(as_list(each.links))
    if each.origin:
        row["origin"] = compact_json(dict(each.origin))
    return row


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
    keeps=EVERYTHING,
    fits=preserve,
    has_orphans=True,
)
