"""Reading web annotations: JSON-LD allows many shapes for the same thing, and Hypothesis has a shape of its own."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any

from reader.formats.carried_text import uuid_of
from reader.formats.format import (
    FormatError,
    ImportedRecord,
    LeftOut,
    Options,
    Record,
    Records,
    RejectedRecord,
    parse_each,
    parse_one,
)
from reader.formats.json_io import compact_json, decode_json, read_json
from reader.formats.json_lines import parse_lines
from reader.formats.left_over import left_over, named
from reader.formats.loose_json import is_blank, mapping, sequence, time
from reader.formats.outline import outline
from reader.formats.properties import link_id
from reader.formats.relations import RELATED
from reader.formats.w3c_fields import ORIGIN, is_of_field, parse_fields, parse_origin
from reader.formats.w3c_links import LINK, LINKS, FoundLinks, is_link, links_beside
from reader.formats.w3c_target import flat, place, purposes, text, types
from reader.system.files import read_regular

OTHER_PEOPLE = "further creators of one annotation"
JSON_LD_CONTEXT = "http://www.w3.org/ns/anno.jsonld"
_CONTAINERS = ("items", "first", "last", "next", "@graph", "rows", "annotations", "resources")
_ENDS, _PAGES = {"first", "last"}, {"first", "last", "next"}
_KINDS = {"Annotation", "AnnotationPage", "AnnotationCollection"}
_TAGGING = {"tagging", "classifying"}
_VALUES = ("value", "rdf:value", "@value", "chars", "cnt:chars", "label", "name", "id", "@id")  # of a body
_BESIDE_TARGET = frozenset({"body", "bodyValue", "motivation", "uri"})
# What is taken of an annotation, of the standard's or of Hypothesis', or says how a server keeps and shows it.
_OF_ANNOTATION = frozenset(
    {
        "@context", "id", "@id", "type", "@type", "motivation", "body", "bodyValue", "target", "creator", "created",
        "modified", "generator", "generated", "uri", "user", "text", "tags", "updated", "group", "permissions",
        "document", "links", "user_info", "hidden", "flagged", "moderation", "moderation_status", "actions", "mentions",
        LINK, LINKS, ORIGIN,
    }
)  # fmt: skip
_MARKS = ("TextQuoteSelector", "TextPositionSelector", JSON_LD_CONTEXT, "AnnotationCollection", "AnnotationPage")


def read(path: Path, _options: Options) -> Records:
    """Yield the records of a collection, a page, a list or a single annotation, or of the rows of Hypothesis.

    Further pages are not fetched, and a page that the file only names is refused.

    Raises:
        FormatError: There are no annotations in the file.
    """
    try:
        document = decode_json(read_regular(path))
    except ValueError:
        try:
            yield from parse_lines(path, lambda where, value: _parse_found(where, [*_found(value)]))
        except FormatError:
            read_json(path)  # says where it is damaged
        return
    if not isinstance(document, list) and _is_of_another_kind(document):
        raise FormatError(f"{path}: no annotations in this file")
    found = list(_found(document))
    links = FoundLinks(found)
    numbered = [(f"annotation {number}", each) for number, each in enumerate(found, 1)]
    for where, value in numbered:
        if is_link(value):
            yield from parse_one(where, value, lambda where, value: filter(None, [links.take(where, value)]))
    for where, value in numbered:
        if not is_link(value):
            yield from parse_one(where, value, lambda where, value: _parse_annotation(where, value, links))
    yield from links.left()


def _parse_found(where: str, found: list[Any]) -> Records:
    parse = partial(_parse_annotation, links=FoundLinks(found))
    return parse_one(where, found[0], parse) if len(found) == 1 else parse_each(found, f"{where}, annotation", parse)


def _is_of_another_kind(document: Any) -> bool:
    if not isinstance(document, dict):
        return True
    is_known = bool(types(document) & _KINDS) or any(key in document for key in (*_CONTAINERS, "target"))
    return not is_known


@dataclass(frozen=True, slots=True)
class _Elsewhere:
    """Annotations that are not in the file.

    Attributes:
        address: Their address, or whatever else identifies them in the file.
    """

    address: str


def _found(value: Any) -> Iterator[Any]:
    """Yield the annotations in a value: those of collections and pages in it, to any depth."""
    if isinstance(value, list):
        for each in value:
            yield from _found(each) if each != [] else [each]
    elif not isinstance(value, dict) or "target" in value or "Annotation" in types(value):
        yield value
    elif inside := {key: value[key] for key in _CONTAINERS if not is_blank(value.get(key))}:
        for key, each in inside.items():
            if key == "last" and "first" in inside:
                continue  # the first page leads to it
            if not isinstance(each, str):
                yield from _found(each)
            elif key not in _ENDS or inside.keys() <= _PAGES:  # else the annotations themselves are here
                yield _Elsewhere(each)
    elif value.keys().isdisjoint(_CONTAINERS) and not types(value) & _KINDS:
        yield value
    elif value.get("total"):
        yield _Elsewhere(f"there should be {value['total']}")
    elif "total" not in value and value.keys().isdisjoint(_CONTAINERS):
        yield _Elsewhere("the page or collection has no list of them")


# One annotation


def _parse_annotation(where: str, value: Any, links: FoundLinks) -> Records:
    if isinstance(value, _Elsewhere):
        raise ValueError(f"these annotations are not in the file: {value.address}")
    if not isinstance(value, dict):
        raise ValueError("it is not an annotation")
    tags, notes, fields, linked = _bodies(value, links)
    targets = [each for target in sequence(value.get("target")) for each in flat(target)]
    if not tags:
        yield LeftOut(where, "annotations without a tag")
    elif not targets:
        yield LeftOut(where, "annotations of nothing")
    else:
        common: dict[str, Any] = {**_about(value), "note": "\n\n".join(notes)}
        links_here = linked | links_beside(value)
        own = {"fields": parse_fields(fields), "links": links_here, "origin": parse_origin(value)}
        found = list(_passages(where, value, targets, tags, common))
        for number, each in enumerate(found):
            yield _with_properties(each, own if number == 0 else {}, links)
        if any(isinstance(each, ImportedRecord) for each in found):
            yield from left_over(where, value, _OF_ANNOTATION)
            yield from (named(where, name, OTHER_PEOPLE) for name in _creators(value)[1:])


def _with_properties(record: Record, own: dict[str, Any], links: FoundLinks) -> Record:
    """Return a record with its fields and links; only the first record of an annotation has its own id and fields."""
    if not isinstance(record, ImportedRecord):
        return record
    each = record.annotation
    found = links.of(each)
    if not (own or found):
        return record
    own = {**own, "links": {**own.get("links", {}), **found}}
    return replace(record, annotation=replace(each, **own))


def _passages(
    where: str, value: dict[str, Any], targets: list[Any], tags: list[str], common: dict[str, str]
) -> Records:
    """Yield an annotation for each tag of each target; only the first one can have the id."""
    id, name = _id(value), text(value.get("uri"), "its uri")
    for number, target in enumerate(targets, 1):
        at = where if len(targets) == 1 else f"{where}, target {number}"
        try:
            found = place(at, target, name)
        except ValueError as error:
            yield from (RejectedRecord(at, str(error)) for _ in tags)
            continue
        if isinstance(found, LeftOut):
            yield from (found for _ in tags)
            continue
        for tag in tags:
            yield ImportedRecord(at, replace(found, id=id, tag=tag, **common))  # type: ignore[arg-type]
            id = ""


def _id(value: dict[str, Any]) -> str:
    """Return a UUID for an address or an id of Hypothesis; other ids are unique in one file only."""
    id = value.get("id", value.get("@id"))
    is_global = isinstance(id, str) and not id.startswith("_:") and (":" in id or "user" in value)
    return uuid_of(id) if is_global and isinstance(id, str) else ""


def _about(value: dict[str, Any]) -> dict[str, str]:
    """Return who made an annotation, and when."""
    return {
        "creator": next(iter(_creators(value)), ""),
        "created": time(value.get("created")),
        "modified": time(value.get("modified", value.get("updated"))),
    }


def _creators(value: dict[str, Any]) -> list[str]:
    """Return the names of those who made an annotation; one annotation here has one creator."""
    user = value.get("user")
    found = [_name(each) for creator in sequence(value.get("creator")) for each in flat(creator)]
    found += [user.removeprefix("acct:")] if isinstance(user, str) else []
    return list(dict.fromkeys(filter(None, found)))


def _name(agent: Any) -> str:
    if isinstance(agent, dict):
        names = (
            each for key in ("name", "@value", "nickname", "email", "id", "@id") for each in sequence(agent.get(key))
        )
        return next((_name(each) for each in names if not is_blank(each)), "")
    return str(agent) if isinstance(agent, str | int) else ""


# Bodies


def _bodies(
    value: dict[str, Any], links: FoundLinks
) -> tuple[list[str], list[str], list[dict[str, Any]], dict[str, Any]]:
    """Return the tags and the notes of an annotation, the bodies of its fields, and the links among its bodies.

    A body without a purpose has the motivation of the annotation, unless another body is a tag by its purpose.
    """
    bodies = [each for body in sequence(value.get("body")) for each in flat(body)]
    bodies += [] if is_blank(value.get("bodyValue")) else [value["bodyValue"]]
    fields = [each for each in bodies if is_of_field(each)]
    bodies = [each for each in bodies if not is_of_field(each)]
    about = [purposes(mapping(each).get("purpose")) for each in bodies]
    is_tagging = bool(purposes(value.get("motivation")) & _TAGGING) and not any(each & _TAGGING for each in about)
    linked: dict[str, Any] = {}
    tags = [text(each, "a tag") for each in sequence(value.get("tags"))]
    notes = [] if is_blank(value.get("text")) else [text(value["text"], "its text")]
    for body, purpose in zip(bodies, about, strict=True):
        if purpose == {"linking"} and (end := links.end_of(body)):
            link = {"type": RELATED, "to": end}
            linked[link_id(compact_json(link))] = link
        elif words := _value(body):
            (tags if purpose & _TAGGING or (is_tagging and not purpose) else notes).append(words)
    return list(dict.fromkeys(filter(None, tags))), notes, fields, linked


def _value(body: Any) -> str:
    """Return the value of a body; that of a specific resource is its source's."""
    if not isinstance(body, dict):
        return text(body, "a body")
    if "source" in body and is_blank(body.get("value")):
        return _value(body["source"])
    return next((text(body[key], "a body") for key in _VALUES if not is_blank(body.get(key))), "")


def sniff(_path: Path, content: str) -> bool:
    """Return whether a JSON file has annotations of the standard, or rows as Hypothesis writes them."""
    found = outline(content)
    return found.kind != "none" and (
        found.has_string(*_MARKS) or ("target" in found.keys and not _BESIDE_TARGET.isdisjoint(found.keys))
    )
