"""W3C Web Annotation as JSON-LD: an AnnotationCollection with one embedded page (https://www.w3.org/TR/annotation-model/)."""

import base64
import uuid
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any
from urllib.parse import quote

from reader.annotation.anchoring.anchor import Anchored
from reader.annotation.model.annotation import Annotation
from reader.formats.carried_text import uuid_of
from reader.formats.corpus import Corpus
from reader.formats.format import (
    ALL_FIELDS,
    Format,
    Losses,
    Options,
    OutputFile,
)
from reader.formats.json_io import compact_json, json_list_chunks
from reader.formats.w3c_import import JSON_LD_CONTEXT, UUID, read, sniff
from reader.formats.w3c_target import DIGEST, SOURCE
from reader.version import VERSION


def write(corpus: Corpus, _options: Options, _losses: Losses) -> Iterator[OutputFile]:
    """Yield the collection."""
    yield OutputFile("annotations.jsonld", _chunks(corpus))


def _chunks(corpus: Corpus) -> Iterator[str]:
    digests = {source.id: source.digest for source in corpus.sources}
    total = len(corpus.annotations)
    name = uuid.uuid5(uuid.NAMESPACE_URL, " ".join(uuid_of(each.annotation.id) for each in corpus.annotations))
    head = {
        "@context": JSON_LD_CONTEXT,
        "id": f"{UUID}{name}",
        "type": "AnnotationCollection",
        "label": f"reader {VERSION}",
        "total": total,
    }
    yield "{\n" + ",\n".join(f'  "{key}": {compact_json(value)}' for key, value in head.items())
    if total:  # the standard has no empty page
        yield ',\n  "first": {\n    "type": "AnnotationPage",\n    "startIndex": 0,\n'
        yield from json_list_chunks("items", (_record(each, digests) for each in corpus.annotations), 4)
        yield "\n  }"
    yield "\n}\n"


def _record(anchored: Anchored, digests: dict[str, str]) -> dict[str, Any]:
    each = preserve(anchored)
    bodies = [{"type": "TextualBody", "value": each.tag, "purpose": "tagging"}]
    if each.note:
        bodies.append({"type": "TextualBody", "value": each.note, "purpose": "commenting"})
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
        "body": bodies,
        "target": _target(each, digests.get(each.source, "") if anchored.placed else each.digest),
    }


def _target(each: Annotation, digest: str) -> dict[str, Any]:
    selector: list[dict[str, Any]] = [
        {"type": "TextQuoteSelector", "exact": each.exact, "prefix": each.prefix, "suffix": each.suffix}
    ]
    if each.end >= 0:
        selector.insert(0, {"type": "TextPositionSelector", "start": each.start, "end": each.end})
    state = {"sourceDate": each.modified, "cached": digest and DIGEST + _base64(digest)}
    state = {name: value for name, value in state.items() if value}
    target: dict[str, Any] = {"source": SOURCE + quote(each.source, errors="surrogateescape"), "selector": selector}
    return {**target, "state": {"type": "TimeState", **state}} if state else target


def preserve(anchored: Anchored) -> Annotation:
    """Return the annotation with a UUID for its id and times in UTC; an orphan has no offsets."""
    each = anchored.present
    if not anchored.placed:
        each = replace(each, start=-1, end=-1)
    return replace(each, id=uuid_of(each.id), created=_utc(each.created), modified=_utc(each.modified))


def _utc(time: str) -> str:
    """Return a time in UTC; empty if it is not a time."""
    if time.endswith("Z"):
        return time
    try:
        return datetime.fromisoformat(time).astimezone(UTC).isoformat().replace("+00:00", "Z")
    except (ValueError, OverflowError):
        return ""


def _base64(digest: str) -> str:
    return base64.urlsafe_b64encode(bytes.fromhex(digest)).decode("ascii").rstrip("=")


W3C = Format(
    name="w3c",
    meaning="W3C Web Annotation, JSON-LD",
    file="annotations.jsonld",
    write=write,
    read=read,
    recognises=sniff,
    keeps=ALL_FIELDS - {"revision", "status"},
    fits=preserve,
    has_orphans=True,
)
