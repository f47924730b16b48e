"""spaCy and Hugging Face datasets: JSON Lines, a source a line, `{"text", "spans": [{"start", "end", "label"}]}`."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec

from reader.formats.carried_text import Carried, overlapping
from reader.formats.corpus import Corpus, Passages
from reader.formats.format import File, Format, Found, Losses, Options, RejectedRecord, checked
from reader.formats.json_io import compact, read_lines, shaped
from reader.formats.offset_units import OffsetConverter


def write(corpus: Corpus, _options: Options, losses: Losses) -> Iterator[File]:
    yield File("annotations.jsonl", _lines(corpus, losses))


def _lines(corpus: Corpus, losses: Losses) -> Iterator[str]:
    for passages in corpus.by_source():
        losses["overlaps, which doc.ents refuses (a span group takes them)"] += overlapping(passages)
        yield compact(_document(passages)) + "\n"


def _document(passages: Passages) -> dict[str, Any]:
    spans = (each.present for each in passages.annotations)
    return {
        "text": passages.text,
        "spans": [{"start": each.start, "end": each.end, "label": each.tag} for each in spans],
        "meta": {"source": passages.source.id},
    }


class Span(msgspec.Struct):
    start: int
    end: int
    label: str


class Line(msgspec.Struct):
    text: str
    spans: list[Any] = []
    meta: dict[str, Any] = {}
    answer: str = "accept"
    annotator: str = msgspec.field(default="", name="_annotator_id")


def read(path: Path, options: Options) -> Found:
    yield from checked(read_lines(path), "line", lambda where, line: incoming(where, line, options))


def incoming(where: str, value: Any, options: Options) -> Found:
    """What a line says, also one of Prodigy's."""
    line = shaped(value, Line)
    if line.answer != "accept":
        yield from (
            [RejectedRecord(where, f"its answer is {line.answer!r}")] if line.spans and line.answer != "ignore" else []
        )
        return
    text = Carried(line.text, str(line.meta.get("source", "")), OffsetConverter(line.text, options.unit))

    def of_span(place: str, value: Any) -> Found:
        span = shaped(value, Span)
        yield text.incoming(place, span.start, span.end, span.label, creator=line.annotator)

    yield from checked(line.spans, f"{where}, span", of_span)


def recognises(_path: Path, head: str) -> bool:
    return head.startswith("{") and '"text"' in head.partition("\n")[0] and '"spans"' in head


SPACY = Format(
    name="spacy",
    meaning="spaCy and Hugging Face datasets, JSON Lines",
    file="annotations.jsonl",
    write=write,
    read=read,
    recognises=recognises,
    keeps=frozenset(),
)
