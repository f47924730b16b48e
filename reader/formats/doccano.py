"""The doccano format: JSON Lines, one source a line, `{"text", "label": [[start, end, tag]]}`."""

from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

from reader.formats.carried_text import CarriedText, count_overlaps, has_astral_characters
from reader.formats.corpus import AnnotatedSource, Corpus
from reader.formats.format import Format, LeftOut, Losses, Options, OutputFile, Record, Records, parse_each
from reader.formats.json_io import compact_json
from reader.formats.json_lines import parse_lines
from reader.formats.loose_json import is_blank, label, offset, sequence, source_name
from reader.formats.offset_units import OffsetConverter, OffsetUnit
from reader.formats.outline import outline
from reader.formats.settled import settle


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


_LABELS = ("label", "labels", "annotations", "entities")  # of this version, before 1.5, before 1.0, with relations
_ABOUT_TEXT = {"relations": "relations", "cats": "labels for a whole text"}
_COMMENTS = ("Comments", "comments")


def read(path: Path, options: Options) -> Records:
    """Yield the records of all lines, in the shapes of this and earlier versions of doccano."""
    records = parse_lines(path, _parse_line)
    yield from settle(records, options)


def _parse_line(where: str, line: Any) -> Records:
    if not isinstance(line, dict):
        raise ValueError("it is no object with a text")
    text = line.get("text", line.get("data"))
    source, carried = source_name(line, line.get("meta")), None
    if isinstance(text, str):
        carried = CarriedText(text, source)
    for key in _LABELS:
        parse = partial(_parse_label, carried=carried)
        yield from parse_each(sequence(line.get(key)), f"{where}, label", parse)
    for key, what in _ABOUT_TEXT.items():
        yield from (LeftOut(where, what) for each in sequence(line.get(key)) if not is_blank(each))
    for key in _COMMENTS:
        yield from (LeftOut(where, "comments on a whole text") for each in sequence(line.get(key)) if each)
    if all(line.get(key) is None for key in _LABELS):
        yield LeftOut(where, "texts without labels")


def _parse_label(where: str, value: Any, carried: CarriedText | None) -> Iterator[Record]:
    if isinstance(value, list) and len(value) >= 3:
        value = {"start_offset": value[0], "end_offset": value[1], "label": value[2]}
    elif isinstance(value, dict) and "start" in value:
        value = {"start_offset": value["start"], "end_offset": value.get("end"), **value}
    if isinstance(value, str | int) or (isinstance(value, dict) and "start_offset" not in value):
        yield LeftOut(where, "labels for a whole text")
        return
    if not isinstance(value, dict):
        raise ValueError("it is neither [start, end, label] nor an object")
    if is_blank(value.get("label")):
        yield LeftOut(where, "passages without a label")
        return
    if carried is None:
        raise ValueError("its text is missing or no text")
    start, end = offset(value["start_offset"], "start"), offset(value.get("end_offset"), "end")
    yield carried.record(where, start, end, label(value["label"]))


def sniff(_path: Path, text: str) -> bool:
    """Return whether a file has texts with labels, but no spans."""
    keys = outline(text).keys
    has_text = "text" in keys or {"data", "label"} <= keys
    return has_text and not keys.isdisjoint((*_LABELS, "relations", *_COMMENTS)) and keys.isdisjoint(("spans", "ents"))


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
