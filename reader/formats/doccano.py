"""doccano: JSON Lines, a source a line, `{"text", "label": [[start, end, tag]]}`."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec

from reader.formats.carried_text import Carried, beyond_the_plane, overlapping
from reader.formats.corpus import Corpus, Passages
from reader.formats.format import File, Format, Found, Losses, Options, RejectedRecord, checked
from reader.formats.json_io import compact, read_lines, shaped
from reader.formats.offset_units import OffsetConverter, OffsetUnit


def write(corpus: Corpus, options: Options, losses: Losses) -> Iterator[File]:
    yield File("annotations.jsonl", _lines(corpus, options, losses))


def _lines(corpus: Corpus, options: Options, losses: Losses) -> Iterator[str]:
    for passages in corpus.by_source():
        losses["overlaps, which doccano drops unless its project allows them"] += overlapping(passages)
        losses["empty sources, which doccano refuses"] += not passages.text
        if options.unit is OffsetUnit.CODE_POINTS and passages.annotations and beyond_the_plane(passages.text):
            losses["sources with characters that doccano's page counts twice (--unit utf16 is for it)"] += 1
        yield compact(_line(passages, options)) + "\n"


def _line(passages: Passages, options: Options) -> dict[str, Any]:
    ruler = OffsetConverter(passages.text, options.unit)
    spans = (each.present for each in passages.annotations)
    label = [[ruler.units(each.start), ruler.units(each.end), each.tag] for each in spans]
    return {"text": passages.text, "label": label, "source": passages.source.id}


class _Entity(msgspec.Struct):
    start_offset: int
    end_offset: int
    label: str


class _Line(msgspec.Struct):
    text: str
    label: list[Any] | None = None
    labels: list[Any] | None = None  # before doccano 1.5
    entities: list[Any] | None = None  # of a project with relations
    source: Any = ""


def read(path: Path, options: Options) -> Found:
    yield from checked(read_lines(path), "line", lambda where, line: _incoming(where, line, options))


def _incoming(where: str, value: Any, options: Options) -> Found:
    line = shaped(value, _Line)
    text = Carried(line.text, str(line.source), OffsetConverter(line.text, options.unit))

    def of_label(place: str, value: Any) -> Found:
        if isinstance(value, list) and len(value) == 3:
            value = {"start_offset": value[0], "end_offset": value[1], "label": value[2]}
        entity = shaped(value, _Entity)
        yield text.incoming(place, entity.start_offset, entity.end_offset, entity.label)

    found = next((each for each in (line.label, line.labels, line.entities) if each is not None), None)
    if found is None:
        yield RejectedRecord(where, "it has no `label`")
    yield from checked(found or (), f"{where}, label", of_label)


def recognises(_path: Path, head: str) -> bool:
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
    recognises=recognises,
    keeps=frozenset(),
    units=(OffsetUnit.CODE_POINTS, OffsetUnit.UTF16),
)
