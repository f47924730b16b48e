"""W3C Web Annotation as JSON-LD: an AnnotationCollection with one embedded page (https://www.w3.org/TR/annotation-model/)."""

import uuid
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from reader.annotation.anchoring.anchor import Anchored
from reader.annotation.model.annotation import Annotation
from reader.formats.carried_text import uuid_of, with_uuid
from reader.formats.corpus import Corpus
from reader.formats.format import (
    EVERYTHING,
    Format,
    Losses,
    Options,
    OutputFile,
)
from reader.formats.json_io import compact_json, json_list_chunks
from reader.formats.loose_json import utc
from reader.formats.w3c_fields import NAMESPACE, PREFIX, written_fields, written_origin
from reader.formats.w3c_import import JSON_LD_CONTEXT, read, sniff
from reader.formats.w3c_links import UUID, is_writable, other_links, written_links
from reader.formats.w3c_target import written_digest, written_passage
from reader.version import VERSION


def write(corpus: Corpus, _options: Options, _losses: Losses) -> Iterator[OutputFile]:
    """Yield the collection."""
    yield OutputFile("annotations.jsonld", _chunks(corpus))


def _chunks(corpus: Corpus) -> Iterator[str]:
    digests = {source.id: source.digest for source in corpus.sources}
    known = {each.id: each for each in map(preserve, corpus.annotations)} if _has_properties(corpus) else {}
    total = len(corpus.annotations) + sum(
        is_writable(each, link) for each in known.values() for link in each.links.values()
    )
    name = uuid.uuid5(uuid.NAMESPACE_URL, " ".join(uuid_of(each.annotation.id) for each in corpus.annotations))
    head = {
        "@context": [JSON_LD_CONTEXT, {PREFIX: NAMESPACE}] if known else JSON_LD_CONTEXT,
        "id": f"{UUID}{name}",
        "type": "AnnotationCollection",
        "label": f"reader {VERSION}",
        "total": total,
    }
    yield "{\n" + ",\n".join(f'  "{key}": {compact_json(value)}' for key, value in head.items())
    if total:  # the standard allows no empty page
        yield ',\n  "first": {\n    "type": "AnnotationPage",\n    "startIndex": 0,\n'
        yield from json_list_chunks("items", _records(corpus, digests, known), 4)
        yield "\n  }"
    yield "\n}\n"


def _has_properties(corpus: Corpus) -> bool:
    return any(each.present.fields or each.present.links or each.present.origin for each in corpus.annotations)


def _records(corpus: Corpus, digests: dict[str, str], known: dict[str, Annotation]) -> Iterator[dict[str, Any]]:
    """Yield each annotation, and each of its links as an annotation of its own."""
    for anchored in corpus.annotations:
        record = _record(anchored, digests)
        yield record
        if anchored.present.links:
            yield from written_links(preserve(anchored), record["target"], known)


def _record(anchored: Anchored, digests: dict[str, str]) -> dict[str, Any]:
    each = preserve(anchored)
    bodies: list[dict[str, Any]] = [{"type": "TextualBody", "value": each.tag, "purpose": "tagging"}]
    if each.note:
        bodies.append({"type": "TextualBody", "value": each.note, "purpose": "commenting"})
    bodies += written_fields(each.fields, each.source)
    known = {
        "creator": each.creator and {"type": "Person", "name": each.creator},
        "created": each.created,
        "modified": each.modified,
    }
    return {
        "id": UUID + each.id,
        "type": "Annotation",
        "motivation": "tagging",
        **{name: value for name, value in known.items() if value},
        **other_links(each),
        **written_origin(each.origin),
        "body": bodies,
        "target": _target(each, digests.get(each.source, "") if anchored.placed else each.digest),
    }


def _target(each: Annotation, digest: str) -> dict[str, Any]:
    parts: dict[str, Any] = {"exact": each.exact, "prefix": each.prefix, "suffix": each.suffix}
    if each.end >= 0:
        parts |= {"start": each.start, "end": each.end}
    target = written_passage(each.source, parts)
    state = {"sourceDate": each.modified, "cached": digest and written_digest(digest)}
    state = {name: value for name, value in state.items() if value}
    return {**target, "state": {"type": "TimeState", **state}} if state else target


def preserve(anchored: Anchored) -> Annotation:
    """Return the annotation with a UUID for its id and times in UTC; an orphan has no offsets."""
    each = anchored.present
    if not anchored.placed:
        each = replace(each, start=-1, end=-1)
    return replace(with_uuid(each), created=utc(each.created), modified=utc(each.modified))


W3C = Format(
    name="w3c",
    meaning="W3C Web Annotation, JSON-LD",
    file="annotations.jsonld",
    write=write,
    read=read,
    recognises=sniff,
    keeps=EVERYTHING - {"revision", "status"},
    fits=preserve,
    has_orphans=True,
)
