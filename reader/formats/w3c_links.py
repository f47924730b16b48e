"""Links as web annotations of their own: the target is the passage that a link starts from, the body is where it leads.

Both ends have selectors, and name the annotations there. A link that another program made is taken if it starts from a
passage that is tagged in the same file, or from its annotation.
"""

import uuid
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from reader.annotation.model.annotation import Annotation
from reader.annotation.model.field_spans import has_span
from reader.annotation.model.field_values import is_url
from reader.annotation.model.links import problem_of_link
from reader.formats.carried_text import uuid_of
from reader.formats.format import LeftOut
from reader.formats.json_io import compact_json, decode_json
from reader.formats.loose_json import is_blank, mapping, sequence
from reader.formats.properties import as_list, from_list, link_id
from reader.formats.relations import RELATED, link_type
from reader.formats.w3c_fields import NAMESPACE, PREFIX
from reader.formats.w3c_target import (
    flat,
    local_name,
    passage_of,
    purposes,
    text,
    written_passage,
)

UUID = "urn:uuid:"
ANNOTATION, LINK, LINKS = f"{PREFIX}:annotation", f"{PREFIX}:link", f"{PREFIX}:links"
_KINDS = {"describing", "classifying", "tagging"}

Place = tuple[str, int, int, str]


def written_links(
    annotation: Annotation, target: dict[str, Any], known: Mapping[str, Annotation]
) -> Iterator[dict[str, Any]]:
    """Yield the links of an annotation that can be annotations of their own.

    Args:
        annotation: The annotation, with the ids that the file has.
        target: The target of the annotation in the file.
        known: All annotations of the file by their ids.
    """
    for id, link in annotation.links.items():
        if is_writable(annotation, link):
            notes = [{"type": "TextualBody", "purpose": "commenting", "value": link["note"]}] if "note" in link else []
            kind = {"type": "TextualBody", "purpose": "describing", "value": link["type"]}
            yield {
                "id": UUID + str(uuid.uuid5(uuid.NAMESPACE_URL, f"{NAMESPACE}link:{annotation.id} {id}")),
                "type": "Annotation",
                "motivation": "linking",
                LINK: id,
                "body": [kind, *notes, _written_end(link["to"], known)],
                "target": {**target, ANNOTATION: UUID + annotation.id},
            }


def other_links(annotation: Annotation) -> dict[str, str]:
    """Return, as a member of the annotation itself, those links that cannot be annotations of their own."""
    others = {id: link for id, link in annotation.links.items() if not is_writable(annotation, link)}
    return {LINKS: compact_json(as_list(others))} if others else {}


def is_writable(annotation: Annotation, link: Any) -> bool:
    """Return whether a link is valid, and a web annotation can hold all of it."""
    if problem_of_link(annotation, link) or not link.keys() <= {"type", "to", "note"}:
        return False
    try:
        return bool(FoundLinks([]).end_of(_written_end(link["to"], {})) == link["to"])
    except (KeyError, TypeError, ValueError):
        return False


def _written_end(to: Mapping[str, Any], known: Mapping[str, Annotation]) -> dict[str, Any]:
    if "url" in to:
        return {"type": "SpecificResource", "purpose": "linking", "source": to["url"]}
    common = {"type": "SpecificResource", "purpose": "linking"}
    if "annotation" not in to:
        return {**common, **written_passage(to["source"], to)}
    there = known.get(to["annotation"])
    if there and (there.source, there.exact) == (to["source"], to["exact"]) and there.end >= 0:
        to = {**to, "start": there.start, "end": there.end, "prefix": there.prefix, "suffix": there.suffix}
    return {**common, **written_passage(to["source"], to), ANNOTATION: UUID + to["annotation"]}


# Reading


class FoundLinks:
    """The links of a file, by the annotations or passages that they start from."""

    def __init__(self, values: Sequence[Any]) -> None:
        """Take the annotations of a file, some of which are links."""
        self._ids = {each["id"]: uuid_of(each["id"]) for each in values if isinstance(mapping(each).get("id"), str)}
        self._by_id: dict[str, dict[str, Any]] = {}
        self._by_place: dict[Place, dict[str, Any]] = {}

    def take(self, where: str, value: dict[str, Any]) -> LeftOut | None:
        """Add a link; a value that cannot be a link is left out."""
        targets = [each for target in sequence(value.get("target")) for each in flat(target)]
        link = self._link(value)
        if link is None or len(targets) != 1:
            return LeftOut(where, "links without an end in this file, or with several")
        id = str(value.get(LINK) or link_id(compact_json(link)))
        (target,) = targets
        if start := self._named(target):
            self._by_id.setdefault(start, {})[id] = link
        elif place := _place(target):
            self._by_place.setdefault(place, {})[id] = link
        else:
            return LeftOut(where, "links without an end in this file, or with several")
        return None

    def of(self, annotation: Annotation) -> dict[str, Any]:
        """Return the links that start from an annotation, each of them once."""
        place = (annotation.source, annotation.start, annotation.end, annotation.exact)
        return self._by_id.pop(annotation.id, {}) | self._by_place.pop(place, {})

    def left(self) -> Iterator[LeftOut]:
        """Yield the links that do not start from an annotation of the file."""
        for links in (*self._by_id.values(), *self._by_place.values()):
            yield from (LeftOut("a link", "links from passages not tagged in this file") for _ in links)

    def _link(self, value: dict[str, Any]) -> dict[str, Any] | None:
        bodies = [each for body in sequence(value.get("body")) for each in flat(body)]
        kinds, notes, ends = list[str](), list[str](), list[dict[str, Any]]()
        for each in bodies:
            about = purposes(mapping(each).get("purpose"))
            if end := self.end_of(each):
                ends.append(end)
            elif words := text(each if isinstance(each, str) else mapping(each).get("value"), "a body"):
                (kinds if about & _KINDS else notes).append(words)
        if len(ends) != 1:
            return None
        kind = link_type(kinds[0]) if kinds else RELATED
        if not kind:
            return None
        note = {"note": "\n\n".join(notes)} if notes else {}
        return {"type": kind, "to": ends[0], **note}

    def end_of(self, body: Any) -> dict[str, Any] | None:
        """Return the end that a body names: an annotation in the file, a passage or a web page; else None."""
        if isinstance(body, str):
            body = {"id": body}
        found = mapping(body)
        if named := self._named(found):
            source, passage = passage_of(found) if "selector" in found else ("", {})
            return {"annotation": named, "source": source, "exact": passage.get("exact", "")}
        if "selector" in found:
            source, passage = passage_of(found)
            return {"source": source, **passage} if has_span(passage) else None
        address = next((found[key] for key in ("source", "id", "@id") if not is_blank(found.get(key))), None)
        address = mapping(address).get("id", address)
        return {"url": address} if is_url(address) else None

    def _named(self, end: Any) -> str:
        """Return the id of the annotation that an end of a link names; empty if it names none."""
        if isinstance(end, str):
            return self._ids.get(end, "")
        found = mapping(end)
        if isinstance(own := found.get(ANNOTATION), str) and own.startswith(UUID):
            return own.removeprefix(UUID)
        names = (found.get(key) for key in ("id", "@id", "source"))
        return next((self._ids[each] for each in names if isinstance(each, str) and each in self._ids), "")


def is_link(value: Any) -> bool:
    """Return whether a value is an annotation that links and does not tag."""
    found = mapping(value)
    motivations = {local_name(each) for each in sequence(found.get("motivation")) if isinstance(each, str)}
    return motivations == {"linking"}


def links_beside(value: dict[str, Any]) -> dict[str, Any]:
    """Return the links that `other_links` wrote into an annotation."""
    written = value.get(LINKS)
    try:
        return from_list(decode_json(written.encode("utf-8", "surrogatepass"))) if isinstance(written, str) else {}
    except ValueError:
        return {}


def _place(target: Any) -> Place | None:
    if not isinstance(mapping(target).get("selector"), dict | list):
        return None
    source, passage = passage_of(target)
    return source, passage.get("start", -1), passage.get("end", -1), passage.get("exact", "")
