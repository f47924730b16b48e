"""Fields and links in other programs' files: as texts that these programs show, with the exact values beside them.

A text cannot tell a number from digits, nor where in the source a name stands. So a format that has room also writes
the exact values. When the file comes back, an unchanged text stands for the exact value; a text that was changed in the
other program is used as it is.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from reader.annotation.model.annotation import Annotation
from reader.annotation.model.field_spans import Value, digests_of, has_span, map_spans
from reader.annotation.model.field_values import shown
from reader.annotation.model.link_targets import led_link, linked_id
from reader.annotation.model.links import problem_of_link

Fields = Mapping[str, Value]
Links = Mapping[str, Any]
Content = tuple[str, ...]
ToTexts = Callable[[Value], list[str]]

_IN_SPAN = frozenset({"prefix", "suffix", "digest"})  # members that follow from a place and its text


def texts_of(value: Value) -> list[str]:
    """Return the texts of a value of a field, one for each of many values."""
    values = value if isinstance(value, list) else [value]
    return [text for each in values if (text := shown(each))]


def joined_text(value: Value) -> list[str]:
    """Return a value as one text, with commas between many values; none for an empty value."""
    text = shown(value)
    return [text] if text else []


def exact_of(fields: Fields, to_texts: ToTexts = texts_of) -> dict[str, Value]:
    """Return those values that cannot be restored from their texts alone."""
    return {
        name: value for name, value in fields.items() if (texts := to_texts(value)) == [] or _of_texts(texts) != value
    }


def restored_fields(texts: Mapping[str, Sequence[str]], exact: Any, to_texts: ToTexts = texts_of) -> dict[str, Value]:
    """Return the fields in a file.

    Args:
        texts: The texts of each field.
        exact: What `exact_of` returned when the file was written; anything if another program wrote it.
        to_texts: The function that made the texts of a value.
    """
    exact = exact if isinstance(exact, dict) else {}
    fields = {name: _of_texts(each) for name, each in texts.items() if each}
    return fields | {name: value for name, value in exact.items() if to_texts(value) == list(texts.get(name, ()))}


def _of_texts(texts: Sequence[str]) -> Value:
    return texts[0] if len(texts) == 1 else list(texts)


def standing(annotation: Annotation, text: str) -> Annotation:
    """Return an annotation whose fields keep only the places where a text has their words."""

    def place(value: Value) -> Value:
        is_inside = 0 <= value["start"] < value["end"] <= len(text)
        return value if is_inside and text[value["start"] : value["end"]] == value["exact"] else shown(value)

    if not annotation.fields:
        return annotation
    fields = map_spans(annotation.fields, place)
    return annotation if fields == annotation.fields else replace(annotation, fields=fields)


def has_places(annotation: Annotation) -> bool:
    """Return whether a field of an annotation has a place in the text."""
    return next(digests_of(annotation), None) is not None


def without_nulls(value: Any) -> Any:
    """Return a value without the nulls in it: libraries write them for every key that another record has."""
    if isinstance(value, Mapping):
        return {name: without_nulls(each) for name, each in value.items() if each is not None}
    return [without_nulls(each) for each in value if each is not None] if isinstance(value, list) else value


def map_texts(value: Any, change: Callable[[str], str]) -> Any:
    """Return a value of JSON with every text in it changed."""
    if isinstance(value, str):
        return change(value)
    if isinstance(value, Mapping):
        return {change(name): map_texts(each, change) for name, each in value.items()}
    return [map_texts(each, change) for each in value] if isinstance(value, list) else value


# Links


def as_list(links: Links) -> list[dict[str, Any]]:
    """Return links as a list of objects with their ids, since tables and schemas cannot use ids as names."""
    return [{"id": id, **each} if _is_plain(each) else {"id": id, "value": each} for id, each in links.items()]


def _is_plain(link: Any) -> bool:
    """Return whether an id can be a member of a link's object."""
    return isinstance(link, dict) and "id" not in link and link.keys() != {"value"}


def from_list(values: Any) -> dict[str, Any]:
    """Return the links that `as_list` wrote; one without an id gets one that is made from its content."""
    links: dict[str, Any] = {}
    for each in values if isinstance(values, list) else []:
        if isinstance(each, dict):
            rest = {name: value for name, value in each.items() if name != "id"}
            value = rest["value"] if rest.keys() == {"value"} else rest
            links[str(each["id"]) if "id" in each else link_id(str(value))] = value
    return links


def link_id(content: str) -> str:
    """Return an id for a link that has none, the same each time that the file is read."""
    return uuid5(NAMESPACE_URL, f"urn:x-reader:link:{content}").hex[:12]


def with_ends(links: Links, ids: Mapping[str, str]) -> Links:
    """Return links whose ends name other annotations by other ids."""
    return {id: led_link(each, ids) for id, each in links.items()} if links else links


def links_between(annotation: Annotation) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield the id and value of each valid link to another annotation of the same source."""
    for id, link in annotation.links.items():
        if linked_id(link) and not problem_of_link(annotation, link) and link["to"].get("source") == annotation.source:
            yield id, link


# Losses


def lost_properties(annotation: Annotation, preserved: Annotation) -> Iterator[str]:
    """Name each loss in fields and links between an annotation and what comes back of it."""
    for name, value in annotation.fields.items():
        if name not in preserved.fields or texts_of(preserved.fields[name]) != texts_of(value):
            yield "fields"
        elif _places(preserved.fields[name]) != _places(value):
            yield "places of what fields name"
    for id, link in annotation.links.items():
        if id not in preserved.links:
            yield "links"
        elif isinstance(link, dict) and link_content(preserved.links[id]) != link_content(link):
            yield "words at the ends of links"
        elif _note(preserved.links[id]) != _note(link):
            yield "notes of links"


def link_content(link: Any) -> Content:
    """Return the content of a link, by which it is recognised without its id."""
    to = link.get("to") if isinstance(link, dict) else None
    if not isinstance(to, dict):
        return (str(link),)
    end = ("annotation",) if "annotation" in to else ("url",) if "url" in to else ("source", "exact")
    return str(link.get("type")), *(str(to.get(name)) for name in end)


def bare(value: Value) -> Value:
    """Return a value of a field without its place."""
    if isinstance(value, list):
        return [bare(each) for each in value]
    return {name: value[name] for name in value if name not in _IN_SPAN} if has_span(value) else value


def _places(value: Value) -> list[tuple[int, int]]:
    """Return the places in a value, without the white space at their edges."""
    values = [each for each in (value if isinstance(value, list) else [value]) if has_span(each)]
    strips = [len(each["exact"]) - len(each["exact"].lstrip()) for each in values]
    return [
        (each["start"] + strip, each["start"] + strip + len(each["exact"].strip()))
        for each, strip in zip(values, strips, strict=True)
    ]


def _note(link: Any) -> str:
    return str(link.get("note", "")) if isinstance(link, dict) else ""
