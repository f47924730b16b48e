"""The doccano format: JSON Lines, one source a line, `{"text", "label": [[start, end, tag]]}`."""

from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

from reader.annotation.anchoring.anchor import Anchored
from reader.annotation.model.annotation import Annotation
from reader.annotation.model.link_targets import linked_id
from reader.formats.carried_text import CarriedText, count_overlaps, has_astral_characters
from reader.formats.corpus import AnnotatedSource, Corpus
from reader.formats.format import Format, LeftOut, Losses, Options, OutputFile, Record, Records, parse_each
from reader.formats.json_io import compact_json
from reader.formats.json_lines import parse_lines
from reader.formats.left_over import left_over
from reader.formats.loose_json import SOURCE_KEYS, is_blank, label, mapping, offset, sequence, source_name
from reader.formats.offset_units import OffsetConverter, OffsetUnit
from reader.formats.outline import outline
from reader.formats.properties import links_between
from reader.formats.relations import Relation, with_relations
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
    line = {"text": annotated.text, "label": label, "source": annotated.source.id}
    numbers = {each.annotation.id: number for number, each in enumerate(annotated.annotations)}
    relations = [
        {"id": len(numbers) + number, "from_id": numbers[start], "to_id": numbers[end], "type": kind}
        for number, (start, end, kind) in enumerate(_links(annotated))
    ]
    return {**line, **_with_relations(label, relations)} if relations else line


def _links(annotated: AnnotatedSource) -> Iterator[tuple[str, str, str]]:
    """Yield the links between the passages of a source: the ids at both ends, and the type."""
    ids = {each.annotation.id for each in annotated.annotations}
    for each in annotated.annotations:
        for _, link in links_between(each.present):
            if linked_id(link) in ids:
                yield each.annotation.id, linked_id(link), link["type"]


def _with_relations(label: list[list[Any]], relations: list[dict[str, Any]]) -> dict[str, Any]:
    """Return the members that doccano's importer of relations reads; its other importers read `label` only."""
    entities = [
        {"id": number, "start_offset": start, "end_offset": end, "label": tag}
        for number, (start, end, tag) in enumerate(label)
    ]
    return {"entities": entities, "relations": relations}


def preserve(anchored: Anchored) -> Annotation:
    """Return the annotation with its links to others of the same source, which are relations without notes."""
    each = anchored.present
    return replace(each, links={id: {"type": link["type"], "to": link["to"]} for id, link in links_between(each)})


_LABELS = ("label", "labels", "annotations", "entities")  # in this version, before 1.5, before 1.0, with relations
_ABOUT_TEXT = {"cats": "labels for a whole text"}
_COMMENTS = ("Comments", "comments")
_OF_LINE = frozenset({*_LABELS, *_ABOUT_TEXT, *_COMMENTS, *SOURCE_KEYS, "id", "text", "data", "meta", "relations"})
_OF_LABEL = frozenset({"id", "start_offset", "end_offset", "start", "end", "label"})


def read(path: Path, options: Options) -> Records:
    """Yield the records of all lines, in the shapes of this and earlier versions of doccano."""
    records = parse_lines(path, _parse_line)
    yield from settle(records, options)


def _parse_line(where: str, line: Any) -> Records:
    if not isinstance(line, dict):
        raise ValueError("it is not an object with a text")
    text = line.get("text", line.get("data"))
    source, carried = source_name(line, line.get("meta")), None
    if isinstance(text, str):
        carried = CarriedText(text, source)
    yield from with_relations(_labels(where, line, carried), _relations(where, line), where)
    for key, what in _ABOUT_TEXT.items():
        yield from (LeftOut(where, what) for each in sequence(line.get(key)) if not is_blank(each))
    for key in _COMMENTS:
        yield from (LeftOut(where, "comments on a whole text") for each in sequence(line.get(key)) if each)
    if all(line.get(key) is None for key in _LABELS):
        yield LeftOut(where, "texts without labels")
    yield from left_over(where, line, _OF_LINE)
    yield from left_over(where, line.get("meta"), SOURCE_KEYS)


def _labels(where: str, line: dict[str, Any], carried: CarriedText | None) -> Records:
    parse = partial(_parse_label, carried=carried)
    entities = {_passage(each) for each in sequence(line.get("entities"))} - {None}
    for key in _LABELS:
        values = sequence(line.get(key))
        if key != "entities" and entities:  # once more, for programs that read no relations
            values = [each for each in values if _passage(each) not in entities]
        yield from parse_each(values, f"{where}, label", parse)


def _passage(value: Any) -> str | None:
    """Return what identifies a labelled passage; None if the value is not one."""
    if isinstance(value, list) and len(value) >= 3:
        return str(value[:3])
    keys = ("start_offset", "end_offset", "label")
    return str([value[key] for key in keys]) if isinstance(value, dict) and all(key in value for key in keys) else None


def _relations(where: str, line: dict[str, Any]) -> Iterator[Relation]:
    for each in sequence(line.get("relations")):
        if not is_blank(each):
            found = mapping(each)
            kind = found.get("type", found.get("label"))
            start, end = (str(found.get(name, "")) for name in ("from_id", "to_id"))
            yield Relation(where, start, end, kind if isinstance(kind, str) else "")


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
        raise ValueError("its text is missing or not text")
    start, end = offset(value["start_offset"], "start"), offset(value.get("end_offset"), "end")
    record = carried.record(where, start, end, label(value["label"]))
    yield replace(record, handle=str(value.get("id", "")))
    yield from left_over(where, value, _OF_LABEL)


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
    keeps=frozenset({"links"}),
    fits=preserve,
    is_inside=True,
    units=(OffsetUnit.CODE_POINTS, OffsetUnit.UTF16),
)
