"""The doccano format: JSON Lines, one source a line, `{"text", "label": [[start, end, tag]]}`."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec

from reader.formats.carried_text import CarriedText, count_overlaps, has_astral_characters
from reader.formats.corpus import AnnotatedSource, Corpus
from reader.formats.format import Format, Losses, Options, OutputFile, Records, RejectedRecord, parse_each
from reader.formats.json_io import compact_json, convert, read_json_lines
from reader.formats.offset_units import OffsetConverter, OffsetUnit


def write(corpus: Corpus, options: Options, losses: Losses) -> Iterator[OutputFile]:
    """Yield one file with a line for each source."""
    yield OutputFile("annotations.jsonl", _lines(corpus, options, losses))


def _lines(corpus: Corpus, options: Options, losses: Losses) -> Iterator[str]:
    for annotated in corpus.by_source():
        losses["overlaps, which doccano drops unless the project allows them"] += count_overlaps(annotated)
        losses["empty sources, which doccano refuses"] += not annotated.text
        is_miscounted = annotated.annotations and has_astral_characters(annotated.text)
        if options.unit is OffsetUnit.CODE_POINTS and is_miscounted:
            losses["sources with characters that doccano's web page counts twice (--unit utf16 allows for it)"] += 1
        yield compact_json(_line(annotated, options)) + "\n"


def _line(annotated: AnnotatedSource, options: Options) -> dict[str, Any]:
    converter = OffsetConverter(annotated.text, options.unit)
    spans = (each.present for each in annotated.annotations)
    label = [[converter.to_units(each.start), converter.to_units(each.end), each.tag] for each in spans]
    return {"text": annotated.text, "label": label, "source": annotated.source.id}


class _Entity(msgspec.Struct):
    start_offset: int
    end_offset: int
    label: str


class _Line(msgspec.Struct):
    text: str
    label: list[Any] | None = None
    labels: list[Any] | None = None  # before doccano 1.5
    entities: list[Any] | None = None  # in a project with relations
    source: Any = ""


def read(path: Path, options: Options) -> Records:
    """Yield the records of all lines, in the shapes of this and earlier versions of doccano."""
    yield from parse_each(read_json_lines(path), "line", lambda where, line: _parse_line(where, line, options))


def _parse_line(where: str, value: Any, options: Options) -> Records:
    line = convert(value, _Line)
    carried = CarriedText(line.text, str(line.source), OffsetConverter(line.text, options.unit))

    def parse_label(where: str, value: Any) -> Records:
        if isinstance(value, list) and len(value) == 3:
            value = {"start_offset": value[0], "end_offset": value[1], "label": value[2]}
        entity = convert(value, _Entity)
        yield carried.record(where, entity.start_offset, entity.end_offset, entity.label)

    labels = next((each for each in (line.label, line.labels, line.entities) if each is not None), None)
    if labels is None:
        yield RejectedRecord(where, "it has no field “label”")
    yield from parse_each(labels or (), f"{where}, label", parse_label)


def sniff(_path: Path, head: str) -> bool:
    """Return whether a file begins with an object that has a text and labels, but no spans."""
    first = head.partition("\n")[0]
    return (
        head.startswith("{")
        and '"text"' in first
        and any(f'"{name}"' in head for name in ("label", "labels", "entities"))
        and '"spans"' not in head
    )


DOCCANO = Format(
    name="doccano",
    meaning="doccano, JSON Lines",
    file="annotations.jsonl",
    write=write,
    read=read,
    recognises=sniff,
    keeps=frozenset(),
    units=(OffsetUnit.CODE_POINTS, OffsetUnit.UTF16),
)
