"""W3C Web Annotation as JSON-LD: an AnnotationCollection with one embedded page (https://www.w3.org/TR/annotation-model/)."""

import base64
import uuid
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote

import msgspec

from reader.annotation.anchoring.anchor import Anchored
from reader.annotation.model.annotation import Annotation
from reader.formats.carried_text import uuid_of
from reader.formats.corpus import Corpus
from reader.formats.format import (
    ALL_FIELDS,
    Format,
    FormatError,
    ImportedRecord,
    Losses,
    Options,
    OutputFile,
    Records,
    RejectedRecord,
    parse_each,
)
from reader.formats.json_io import compact_json, convert, json_list_chunks, read_json
from reader.formats.outline import outline
from reader.version import VERSION

JSON_LD_CONTEXT = "http://www.w3.org/ns/anno.jsonld"
SOURCE = "urn:x-reader:source:"  # followed by the id of a source; its path on this machine stays private
UUID = "urn:uuid:"
_SELECTORS = ("TextQuoteSelector", "TextPositionSelector")
_BESIDE_TARGET = frozenset({"body", "bodyValue", "motivation", "uri"})
_DIGEST = "ni:///sha-256;"  # RFC 6920: names the bytes of a source by their digest


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
    state = {"sourceDate": each.modified, "cached": digest and _DIGEST + _base64(digest)}
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


# Import: JSON-LD allows many shapes for the same thing, and other programs use them


class _Target(msgspec.Struct):
    source: Any = None
    selector: Any = ()
    state: Any = ()


class _Record(msgspec.Struct):
    target: Any
    body: Any = ()
    bodyValue: str = ""  # noqa: N815 (the standard's name)
    id: str = ""
    creator: Any = ()
    created: str = ""
    modified: str = ""


def read(path: Path, _options: Options) -> Records:
    """Yield the records of a collection, page, list or single annotation; further pages are not fetched."""
    yield from parse_each(_items(read_json(path), path), "annotation", _parse_annotation)


def _items(document: Any, path: Path) -> list[Any]:
    if isinstance(document, list):
        return document
    kind = document.get("type") if isinstance(document, dict) else None
    if "Annotation" in _list(kind):
        return [document]
    for name in ("items", "first"):
        if isinstance(document, dict) and name in document:
            inner = document[name]
            return _list(inner) if name == "items" else _items(inner, path)
    if "AnnotationCollection" in _list(kind) and not document.get("total"):
        return []
    raise FormatError(f"{path}: no annotations in this file")


def _parse_annotation(where: str, value: Any) -> Records:
    record = convert(value, _Record)
    bodies = [each if isinstance(each, dict) else {"value": each} for each in _list(record.body)]
    tags = [each["value"] for each in bodies if each.get("purpose") == "tagging" and each.get("value")]
    notes = [str(each["value"]) for each in bodies if each.get("purpose") != "tagging" and each.get("value")]
    if not tags:
        yield RejectedRecord(where, "it has no body with the purpose “tagging”")
        return
    annotation = Annotation(
        id=record.id.removeprefix(UUID) if record.id.startswith(UUID) else "",
        note="\n\n".join([*notes, record.bodyValue] if record.bodyValue else notes),
        creator=next(map(_name, _list(record.creator)), ""),
        created=record.created,
        modified=record.modified,
        tag=str(tags[0]),
        **_target_fields(record.target),
    )
    yield ImportedRecord(where, annotation)
    for tag in tags[1:]:
        yield ImportedRecord(where, replace(annotation, id="", tag=str(tag)))


def _target_fields(target: Any) -> dict[str, Any]:
    if isinstance(target, str):
        raise ValueError("it is about a whole source, not a passage")
    if len(targets := _list(target)) != 1:
        raise ValueError(f"it has {len(targets)} targets instead of one")
    found = convert(targets[0], _Target)
    selectors = {each.get("type"): each for each in _list(found.selector) if isinstance(each, dict)}
    position, quotation = selectors.get("TextPositionSelector", {}), selectors.get("TextQuoteSelector", {})
    if not (position or quotation):
        raise ValueError("it has neither a TextPositionSelector nor a TextQuoteSelector")
    source = found.source.get("id", "") if isinstance(found.source, dict) else found.source or ""
    return {
        "source": unquote(str(source).removeprefix(SOURCE), errors="surrogateescape"),
        "start": int(position.get("start", -1)),
        "end": int(position.get("end", -1)),
        "exact": str(quotation.get("exact", "")),
        "prefix": str(quotation.get("prefix", "")),
        "suffix": str(quotation.get("suffix", "")),
        "digest": next(filter(None, map(_digest, _list(found.state))), ""),
    }


def _digest(state: Any) -> str:
    cached = state.get("cached", "") if isinstance(state, dict) else ""
    if not isinstance(cached, str) or not cached.startswith(_DIGEST):
        return ""
    return base64.urlsafe_b64decode(cached.removeprefix(_DIGEST) + "==").hex()


def _name(agent: Any) -> str:
    return (
        str(agent.get("name") or agent.get("nickname") or agent.get("id") or "")
        if isinstance(agent, dict)
        else str(agent)
    )


def _list(value: Any) -> list[Any]:
    return list(value) if isinstance(value, list | tuple) else [] if value is None else [value]


def sniff(_path: Path, text: str) -> bool:
    """Return whether a JSON file has annotations of the standard, or rows as Hypothesis writes them."""
    found = outline(text)
    return found.kind != "none" and (
        found.has_string(*_SELECTORS, JSON_LD_CONTEXT, "AnnotationCollection", "AnnotationPage")
        or ("target" in found.keys and not _BESIDE_TARGET.isdisjoint(found.keys))
    )


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
