"""Elements of REFI-QDA files: their names, GUIDs and attributes, as other programs write them."""

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from reader.formats.carried_text import decode_text

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

MOST_TAGS = 5_000_000  # in a document; a passage has about ten, and each takes 100 bytes or more
_DECLARATION = re.compile(r"\A\ufeff?\s*<\?xml[^>]*\?>|\A\ufeff")


class NotXMLError(ValueError):
    """Raised for bytes that are not XML, or that declare entities."""


def parse_xml(data: bytes) -> "Element":
    """Return the root element of a document in the encoding that it declares, or that its byte-order mark shows.

    Tags are without their namespace, which differs between versions of the standard.

    Raises:
        NotXMLError: It is not XML, has millions of elements, or declares entities: a few lines of entities can expand
            to gigabytes, or to a file.
    """
    if data.count(b"<") > MOST_TAGS:
        raise NotXMLError(f"it has more than {MOST_TAGS:,} tags")
    from xml.etree.ElementTree import ParseError, fromstring

    try:
        _refuse_entities(data)
        return _with_local_names(fromstring(data))
    except (ParseError, LookupError, ValueError) as error:
        if "encoding specified" not in str(error):
            raise NotXMLError(str(error)) from error
        reason = str(error)
    try:  # some programs declare UTF-16 and write UTF-8, or the other way round
        text = _DECLARATION.sub("", decode_text(data)).encode()
        _refuse_entities(text)
        return _with_local_names(fromstring(text))
    except NotXMLError:
        raise
    except (ParseError, ValueError) as error:
        raise NotXMLError(reason) from error


def _with_local_names(root: "Element") -> "Element":
    for each in root.iter():
        each.tag = each.tag.rpartition("}")[2]
    return root


class _RootFoundError(Exception):
    """The root element begins, after which no entity can be declared."""


def _refuse_entities(data: bytes) -> None:
    from xml.parsers import expat

    def refuse(*_declared: object) -> None:
        raise NotXMLError("it declares entities, which are not read")

    def stop(*_element: object) -> None:
        raise _RootFoundError

    parser = expat.ParserCreate()
    parser.EntityDeclHandler, parser.StartElementHandler = refuse, stop
    try:
        parser.Parse(data, True)
    except (_RootFoundError, expat.ExpatError):  # the parser that builds the tree says what is wrong
        return


def is_by_reader(root: "Element") -> bool:
    """Return whether reader wrote a project or codebook."""
    return root.get("origin", "").startswith("reader ")


def children(element: "Element", kinds: set[str]) -> "list[Element]":
    """Return the elements of some kinds directly in an element."""
    return [each for each in element if each.tag in kinds]


def once(elements: "Iterable[Element]", seen: set[int]) -> "Iterator[Element]":
    """Yield the elements that have not been seen, and remember them."""
    for each in elements:
        if id(each) not in seen:
            seen.add(id(each))
            yield each


def guid(value: str | None) -> str:
    """Normalise a GUID for comparison: programs differ in case, and some put braces around it."""
    return (value or "").strip().strip("{}").lower()


def first_attribute(elements: "Iterable[Element]", *names: str) -> str:
    """Return the first attribute with one of these names; empty if there is none."""
    return next((value for each in elements for name in names if (value := each.get(name))), "")


def description(element: "Element") -> str:
    """Return the description of an element; empty if it has none."""
    return "".join(each.text or "" for each in children(element, {"Description"}))


def position(each: "Element", points: dict[str, str | None]) -> tuple[int, int]:
    """Return the offsets of a selection; in a transcript, it names two points.

    Raises:
        ValueError: There are none.
    """
    names = ("startPosition", "endPosition"), ("fromSyncPoint", "toSyncPoint")
    if each.tag == "TranscriptSelection" and each.get("startPosition") is None:
        values = [points.get(guid(each.get(name))) for name in names[1]]
    else:
        values = [each.get(name) for name in names[0]]
    try:
        start, end = (int(value or "") for value in values)
    except ValueError as error:
        raise ValueError(f"it goes from {values[0]!r} to {values[1]!r}, which are not offsets") from error
    return start, end
