"""Twins: equal tags that the program set in several workspaces without anybody looking, and that count as one tag.

`reader suggest --accept` tags the same passages for everybody who runs it. Each of these tags has an id of its own, so
a merge by id would keep all of them.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from reader.annotation.model.annotation import Annotation, Dismissal
from reader.annotation.model.link_targets import led_link
from reader.annotation.model.revision import Document, revision

READER = "reader"  # the creator of accepted suggestions that nobody has looked at

TwinKey = tuple[str, int, int, str, str]  # source, start, end, exact, tag


@dataclass(slots=True, eq=False, repr=False)
class United:
    """The outcome of uniting twins.

    Attributes:
        dropped: The id of the tag that stays, by the id of each twin of it that goes.
        changed: The documents that have changed, by id: tags that got something from a twin, and tags whose links led
            to a twin that goes.
    """

    dropped: dict[str, str] = field(default_factory=dict)
    changed: dict[str, Document] = field(default_factory=dict)


def twin_key(annotation: Annotation) -> TwinKey | None:
    """Return the parts that an annotation by the program has in common with its twins; None if it can have none."""
    if annotation.creator != READER or isinstance(annotation, Dismissal):
        return None
    return annotation.source, annotation.start, annotation.end, annotation.exact, annotation.tag


def twin_key_of_document(document: Mapping[str, Any]) -> TwinKey | None:
    """Return the `twin_key` of a document that is an annotation; None for any other document."""
    if document.get("creator") != READER or "dismissed" in document or "tag" not in document:
        return None
    found = tuple(document.get(name) for name in ("source", "start", "end", "exact", "tag"))
    match found:
        case (str(source), int(start), int(end), str(exact), str(tag)):
            return source, start, end, exact, tag
    return None


def unite_twins(documents: Iterable[Document]) -> United:
    """Make one tag of all twins: the first of them stays, with the note, fields and links that only others have.

    Twins with different notes or fields stay apart, for a person has changed one of them.

    Args:
        documents: The documents of annotations; those that should be preferred come first.
    """
    documents, united = list(documents), United()
    kept: dict[TwinKey, list[str]] = {}
    by_id: dict[str, Document] = {}
    for document in documents:
        if (key := twin_key_of_document(document)) is None:
            continue
        for id in kept.setdefault(key, []):
            if (joined := _joined(by_id[id], document)) is not None:
                united.dropped[document["id"]] = id
                if joined is not by_id[id]:
                    by_id[id] = united.changed[id] = joined
                break
        else:
            kept[key].append(document["id"])
            by_id[document["id"]] = document
    if united.dropped:
        _lead_links(documents, united)
    return united


def _joined(stays: Document, goes: Document) -> Document | None:
    """Return the tag that two twins make together; None if they contradict each other."""
    notes = stays.get("note", ""), goes.get("note", "")
    fields, others = _members(stays, "fields"), _members(goes, "fields")
    differs = any(
        name in fields and without_digest(fields[name]) != without_digest(value) for name, value in others.items()
    )
    if differs or (all(notes) and notes[0] != notes[1]):
        return None
    links = _members(stays, "links")
    origin = _members(stays, "origin")
    more: Document = {
        "fields": {**others, **fields},
        "links": {**new_links(links, _members(goes, "links")), **links},
        "origin": origin or _members(goes, "origin"),
    }
    if more == {"fields": fields, "links": links, "origin": origin} and (notes[0] or not notes[1]):
        return stays
    parts = {name: value for name, value in more.items() if value}
    modified = max(str(stays.get("modified", "")), str(goes.get("modified", "")))
    count = max(revision(stays), revision(goes)) + 1
    return {**stays, "note": notes[0] or notes[1], **parts, "modified": modified, "revision": count}


def _members(document: Document, part: str) -> dict[str, Any]:
    value = document.get(part)
    return value if isinstance(value, dict) else {}


def without_digest(value: Any) -> Any:
    """Return a value of a field without the digest of the text in which its place counts."""
    if isinstance(value, list):
        return [without_digest(each) for each in value]
    return {name: each for name, each in value.items() if name != "digest"} if isinstance(value, dict) else value


def new_links(here: Mapping[str, Any], there: Mapping[str, Any]) -> dict[str, Any]:
    """Return the links that only the second document has, by their ids in it."""
    return {id: link for id, link in there.items() if link not in here.values()}


def _lead_links(documents: Iterable[Document], united: United) -> None:
    """Redirect the links to a twin that goes to the one that stays."""
    for document in documents:
        id = document.get("id")
        if id in united.dropped or not isinstance(id, str):
            continue
        now = united.changed.get(id, document)
        links = _members(now, "links")
        led = {name: led_link(link, united.dropped) for name, link in links.items()}
        if led != links:
            united.changed[id] = {**now, "links": led, "revision": revision(document) + 1}
