"""Links between the passages of one text, which other programs call relations."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any, NamedTuple

from reader.annotation.model.annotation import Annotation
from reader.annotation.model.link_targets import linked_id
from reader.annotation.model.links import problem_of_link, to_annotation
from reader.formats.format import ImportedRecord, LeftOut, Record, Records
from reader.formats.properties import Links, link_id

RELATED = "related"  # the type of a link whose type the file does not give
_NOT_IN_TYPE = re.compile(r"[^\w-]+")
_TYPE = re.compile(r"[^\W\d_]([\w-]{0,30}[^\W_])?")


class Relation(NamedTuple):
    """A relation, as a file names it.

    Attributes:
        where: The place in the file, for people.
        start, end: The handles of the records that it leads from and to.
        kind: The name of its type.
        id, note: The link's id and note; may be empty.
        what: Its name, in the plural, if it is left out.
    """

    where: str
    start: str
    end: str
    kind: str
    id: str = ""
    note: str = ""
    what: str = "relations"


def link_type(label: str) -> str:
    """Return the name of another program's relation as the type of a link; empty if it cannot be one."""
    name = _NOT_IN_TYPE.sub("-", label).strip("-_")
    return name if _TYPE.fullmatch(name) else ""


def with_relations(records: Iterable[Record], relations: Iterable[Relation], scope: str) -> Records:
    """Yield records with the links that relations make between them; a relation without both ends is left out.

    Args:
        records: The records, with handles that are unique among them.
        relations: The relations.
        scope: The part of the file in which the handles are unique.
    """
    found, left = list(records), list[LeftOut]()
    places = {each.handle: at for at, each in enumerate(found) if isinstance(each, ImportedRecord) and each.handle}
    links: dict[int, dict[str, Any]] = {}
    for each in relations:
        start, end, kind = places.get(each.start), places.get(each.end), link_type(each.kind)
        if start is None or end is None or start == end or not kind:
            left.append(LeftOut(each.where, each.what))
            continue
        note = {"note": each.note} if each.note else {}
        link = {"type": kind, "to": _end(found[end], scope), **note}
        links.setdefault(start, {})[each.id or link_id(f"{each.start} {kind} {each.end}")] = link
    for at, record in enumerate(found):
        yield _with_links(record, links.get(at, {}), scope) if isinstance(record, ImportedRecord) else record
    yield from left


def _end(record: Record, scope: str) -> dict[str, Any]:
    assert isinstance(record, ImportedRecord)
    each = record.annotation
    return to_annotation(each if each.id else replace(each, id=f"{scope} {record.handle}"))


def _with_links(record: ImportedRecord, links: Links, scope: str) -> ImportedRecord:
    if record.handle:
        record = replace(record, handle=f"{scope} {record.handle}")
    if not links:
        return record
    each = record.annotation
    return replace(record, annotation=replace(each, links={**each.links, **links}))


def relations_among(annotations: Sequence[Annotation]) -> Iterator[tuple[Annotation, str, Annotation]]:
    """Yield the links among annotations that a relation holds completely: the start, the id and the end of each."""
    by_id = {each.id: each for each in annotations}
    for each in annotations:
        for id, link in each.links.items():
            target = by_id.get(linked_id(link))
            if target and not problem_of_link(each, link) and link == _written(link, target):
                yield each, id, target


def _written(link: dict[str, Any], target: Annotation) -> dict[str, Any]:
    """Return the part of a link that a file with relations keeps."""
    note = {"note": link["note"]} if link.get("note") else {}
    return {"type": link["type"], "to": to_annotation(target), **note}
