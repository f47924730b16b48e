"""spaCy and Hugging Face datasets: JSON Lines, one source a line, `{"text", "spans": [{"start", "end", "label"}]}`."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec

from reader.formats.carried_text import CarriedText, count_overlaps
from reader.formats.corpus import AnnotatedSource, Corpus
from reader.formats.format import Format, Losses, Options, OutputFile, Records, RejectedRecord, parse_each
from reader.formats.json_io import compact_json, convert, read_json_lines
from reader.formats.offset_units import OffsetConverter


def write(corpus: Corpus, _options: Options, losses: Losses) -> Iterator[OutputFile]:
    """Yield one file with a line for each source."""
    yield OutputFile("annotations.jsonl", _lines(corpus, losses))


def _lines(corpus: Corpus, losses: Losses) -> Iterator[str]:
    for annotated in corpus.by_source():
        losses["overlaps, which doc.ents refuses (a span group accepts them)"] += count_overlaps(annotated)
        yield compact_json(_line(annotated)) + "\n"


def _line(annotated: AnnotatedSource) -> dict[str, Any]:
    spans = (each.present for each in annotated.annotations)
    return {
        "text": annotated.text,
        "spans": [{"start": each.start, "end": each.end, "label": each.tag} for each in spans],
        "meta": {"source": annotated.source.id},
    }


class _LabelledSpan(msgspec.Struct):
    start: int
    end: int
    label: str


class _Line(msgspec.Struct):
    text: str
    spans: list[Any] = []
    meta: dict[str, Any] = {}
    answer: str = "accept"
    annotator: str = msgspec.field(default="", name="_annotator_id")


def read(path: Path, options: Options) -> Records:
    """Yield the records of all lines."""
    yield from parse_each(read_json_lines(path), "line", lambda where, line: parse_line(where, line, options))


def parse_line(where: str, value: Any, options: Options) -> Records:
    """Yield the records of one decoded line, which may be a task of Prodigy's.

    Spans of a rejected task are refused; tasks with the answer `ignore` are suggestions, and are skipped.
    """
    line = convert(value, _Line)
    if line.answer != "accept":
        if line.spans and line.answer != "ignore":
            yield RejectedRecord(where, f"its answer is {line.answer!r}")
        return
    carried = CarriedText(line.text, str(line.meta.get("source", "")), OffsetConverter(line.text, options.unit))

    def parse_span(where: str, value: Any) -> Records:
        span = convert(value, _LabelledSpan)
        yield carried.record(where, span.start, span.end, span.label, creator=line.annotator)

    yield from parse_each(line.spans, f"{where}, span", parse_span)


def sniff(_path: Path, head: str) -> bool:
    """Return whether a file begins with an object that has a text and spans."""
    return head.startswith("{") and '"text"' in head.partition("\n")[0] and '"spans"' in head


SPACY = Format(
    name="spacy",
    meaning="spaCy and Hugging Face datasets, JSON Lines",
    file="annotations.jsonl",
    write=write,
    read=read,
    recognises=sniff,
    keeps=frozenset(),
)
