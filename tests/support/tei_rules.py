"""Rules of TEI P5 that our files keep to, since no package carries the whole schema: `problems(root)` is empty then.

They are those of `tei_all` for the elements that we write: what may stand in each, which attributes it may have, and
that every pointer leads to an element of the document.
"""

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element

TEI = "{http://www.tei-c.org/ns/1.0}"
ID = "{http://www.w3.org/XML/1998/namespace}id"
SPACE = "{http://www.w3.org/XML/1998/namespace}space"
TEXT = "#text"
INLINE = {"seg", "said", TEXT}
CHILDREN: dict[str, set[str]] = {
    "teiCorpus": {"teiHeader", "TEI"},
    "TEI": {"teiHeader", "text"},
    "teiHeader": {"fileDesc", "encodingDesc", "profileDesc"},
    "fileDesc": {"titleStmt", "publicationStmt", "sourceDesc"},
    "titleStmt": {"title", "respStmt"},
    "title": {TEXT},
    "respStmt": {"resp", "name"},
    "resp": {TEXT},
    "name": {TEXT},
    "publicationStmt": {"p"},
    "sourceDesc": {"p"},
    "encodingDesc": {"classDecl"},
    "classDecl": {"taxonomy"},
    "taxonomy": {"category"},
    "category": {"catDesc", "category"},
    "catDesc": {TEXT},
    "profileDesc": {"particDesc"},
    "particDesc": {"listPerson"},
    "listPerson": {"person"},
    "person": {"persName"},
    "persName": {TEXT},
    "text": {"body", "back"},
    "body": {"p"},
    "back": {"div"},
    "div": {"note"},
    "note": {"quote", TEXT},
    "quote": {TEXT},
    "p": INLINE,
    "seg": INLINE,
    "said": INLINE,
}
REQUIRED = {
    "teiCorpus": ["teiHeader", "TEI"],
    "TEI": ["teiHeader", "text"],
    "teiHeader": ["fileDesc"],
    "fileDesc": ["titleStmt", "publicationStmt", "sourceDesc"],
    "titleStmt": ["title"],
    "text": ["body"],
    "body": ["p"],
    "taxonomy": ["category"],
    "listPerson": ["person"],
}
ATTRIBUTES = {
    "seg": {"ana", "resp", "type", "corresp", "next", "prev"},
    "said": {"ana", "resp", "who", "direct", "next", "prev"},
    "note": {"type", "subtype", "target", "resp"},
    "div": {"type"},
    "text": {SPACE},
}
POINTERS = ("ana", "resp", "who", "corresp", "next", "prev", "target")
_NAME = re.compile(r"[^\W\d][\w.-]*")


def problems(root: Element) -> list[str]:
    """Return what in a document is against the rules."""
    ids = [id for each in root.iter() if (id := each.get(ID))]
    return [*(f"{id} twice" for id in set(ids) if ids.count(id) > 1), *_problems_of(root, set(ids))]


def _problems_of(element: Element, ids: set[str]) -> Iterator[str]:
    name = element.tag.removeprefix(TEI)
    children = [each.tag.removeprefix(TEI) for each in element]
    texts = [element.text, *(each.tail for each in element)]
    has_text = any((text or "").strip(" \t\r\n") for text in texts)
    found = {*children, *([TEXT] if has_text else [])}
    yield from (f"{each} in {name}" for each in found - CHILDREN.get(name, set()))
    yield from (f"{name} without {each}" for each in REQUIRED.get(name, ()) if each not in children)
    order = [list(dict.fromkeys(children)).index(each) for each in REQUIRED.get(name, ()) if each in children]
    if order != sorted(order):
        yield f"the order in {name}"
    for attribute, value in element.attrib.items():
        if attribute == ID:
            if not _NAME.fullmatch(value):
                yield f"the name {value}"
        elif attribute not in ATTRIBUTES.get(name, ()):
            yield f"{attribute} on {name}"
        elif attribute in POINTERS:
            yield from (f"{each} leads nowhere" for each in value.split() if each[0] == "#" and each[1:] not in ids)
        elif attribute == "direct" and value not in ("true", "false", "unknown"):
            yield f"direct {value}"
    for child in element:
        yield from _problems_of(child, ids)


def passages(body: Element) -> dict[str, tuple[int, int]]:
    """Return the start and end of each passage in the text of a body, from first to last fragment, by its id."""
    found: dict[str, tuple[int, int]] = {}

    def walk(element: Element, at: int) -> int:
        start = at
        at += len(element.text or "")
        for child in element:
            at = walk(child, at) + len(child.tail or "")
        if id := element.get(ID):
            first = id if not element.get("prev") else id.rpartition(".")[0]
            found[first] = (min(start, found.get(first, (start, at))[0]), at)
        return at

    walk(body, 0)
    return found
