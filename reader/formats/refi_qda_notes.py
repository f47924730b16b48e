"""Fields and links in REFI-QDA: memos named by them on a passage, and links between passages.

The standard has no values of passages, only of sources and cases. The text of a memo shows a field or link; its
description holds as JSON what the text cannot.
"""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from reader.annotation.model.annotation import Annotation
from reader.formats.json_io import compact_json, decode_json
from reader.formats.loose_json import mapping
from reader.formats.properties import as_list, exact_of, from_list, joined_text, restored_fields
from reader.formats.relations import relations_among

FIELD, LINK = "field: ", "link: "  # begin the names of memos


class Memo(NamedTuple):
    """A memo: its name, its text and its description."""

    name: str
    text: str
    description: str


class QdaLink(NamedTuple):
    """A link between two passages: their ids, its type, and the memo on it."""

    start: str
    end: str
    kind: str
    memo: Memo


def memos_on(annotation: Annotation, links: Mapping[str, Any]) -> list[Memo]:
    """Return the memos on a passage: one for each field, and one for each of these links."""
    exact = exact_of(annotation.fields, joined_text)
    found = [
        Memo(FIELD + name, "".join(joined_text(value)), compact_json(exact[name]) if name in exact else "")
        for name, value in annotation.fields.items()
    ]
    for each in as_list(links):
        kind = str(each.get("type", ""))
        found.append(Memo(LINK + kind, _shown(each), compact_json(each)))
    return found


def _shown(link: dict[str, Any]) -> str:
    to = mapping(link.get("to"))
    end = next((str(to[name]) for name in ("url", "exact", "annotation") if name in to), "")
    return "\n".join(each for each in (end, str(link.get("note", ""))) if each)


def split_links(annotations: Sequence[Annotation]) -> tuple[list[QdaLink], dict[str, dict[str, Any]]]:
    """Return the links between annotations, and for each annotation, by its id, its links to anything else."""
    between, said = list[QdaLink](), set[tuple[str, str]]()
    for each, id, target in relations_among(annotations):
        link = each.links[id]
        said.add((each.id, id))
        memo = Memo(LINK + link["type"], link.get("note", ""), compact_json({"id": id}))
        between.append(QdaLink(each.id, target.id, link["type"], memo))
    others = {
        each.id: {id: link for id, link in each.links.items() if (each.id, id) not in said} for each in annotations
    }
    return between, others


# Reading


def is_property(name: str) -> bool:
    """Return whether a memo of this name is a field or a link."""
    return name.startswith((FIELD, LINK))


def parse_memos(memos: Sequence[Memo]) -> dict[str, Any]:
    """Return the fields and links in the memos on a passage, as members of an annotation."""
    texts = {each.name.removeprefix(FIELD): [each.text] for each in memos if each.name.startswith(FIELD) and each.text}
    exact = {
        each.name.removeprefix(FIELD): value
        for each in memos
        if each.name.startswith(FIELD) and ((value := decoded(each)) is not None or each.description == "null")
    }
    links = [decoded(each) for each in memos if each.name.startswith(LINK)]
    return {"fields": restored_fields(texts, exact, joined_text), "links": from_list(links)}


def decoded(memo: Memo) -> Any:
    """Return the JSON in the description of a memo; None if there is none."""
    try:
        return decode_json(memo.description.encode("utf-8", "surrogatepass"))
    except ValueError:
        return None
