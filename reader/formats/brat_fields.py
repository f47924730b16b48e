"""Fields in brat standoff: attributes for choices, notes for texts, and for places, related passages."""

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import count

from reader.annotation.model.annotation import Annotation, selector_of
from reader.annotation.model.field_spans import Value, has_span
from reader.annotation.model.field_values import shown
from reader.formats.brat_text import fragments
from reader.settings.fields import Field
from reader.text.span import Span

PREFIX = "field-"  # begins the type of a note, relation or passage that belongs to a field
_NAME = re.compile(r"[\w-]+")
_VALUE = re.compile(r"[^\s|]+")

Fields = Mapping[str, Sequence[Field]]


class Numbers:
    """The numbers of the next lines of a file; a note on a tagged passage has the number of the passage."""

    def __init__(self, passages: int) -> None:
        """Begin after a number of tagged passages."""
        self._next = {"T": count(passages + 1), "#": count(passages + 1), "A": count(1), "R": count(1)}

    def id(self, letter: str) -> str:
        """Return the next id for lines whose ids begin with a letter."""
        return f"{letter}{next(self._next[letter])}"


def choices(fields: Fields) -> dict[str, list[str]]:
    """Return the values of each choice that can be an attribute, by the name of the field."""
    found: dict[str, list[str]] = {}
    for field in (field for of_tag in fields.values() for field in of_tag if field.type == "choice"):
        values = [each.value for each in field.choices if _VALUE.fullmatch(each.value)]
        known = found.setdefault(field.name, [])
        known += [each for each in values if each not in known]
    return found


def written_lines(
    id: str, held: Annotation, text: str, choices: dict[str, list[str]], numbers: Numbers
) -> Iterator[str]:
    """Yield the lines of the fields of a passage.

    Args:
        id: The id of the passage in the file.
        held: The annotation, with its fields as `as_held` returns them.
        text: The text of the source.
        choices: What `choices` returned.
        numbers: The numbers of the next lines.
    """
    for name, value in held.fields.items():
        for each in value if isinstance(value, list) else [value]:
            if isinstance(each, str) and each in choices.get(name, ()):
                yield f"{numbers.id('A')}\t{name} {id} {each}\n"
            elif isinstance(each, str):
                yield f"{numbers.id('#')}\t{PREFIX}{name} {id}\t{each}\n"
            else:
                yield from _place_lines(id, PREFIX + name, each, text, numbers)


def _place_lines(id: str, kind: str, value: Value, text: str, numbers: Numbers) -> Iterator[str]:
    parts = fragments(text, Span(value["start"], value["end"]))
    offsets = ";".join(f"{start} {end}" for start, end in parts)
    there = numbers.id("T")
    yield f"{there}\t{kind} {offsets}\t{' '.join(part.of(text) for part in parts)}\n"
    yield f"{numbers.id('R')}\t{kind} Arg1:{id} Arg2:{there}\n"
    if "name" in value:
        yield f"{numbers.id('#')}\t{kind} {there}\t{value['name']}\n"


def has_place(value: Value) -> bool:
    """Return whether a value, or one of many, has a place in the text."""
    return any(map(has_span, value)) if isinstance(value, list) else has_span(value)


def as_held(fields: Mapping[str, Value]) -> dict[str, Value]:
    """Return fields as brat holds them: texts on one line, and places without the white space around them."""
    held = {}
    for name, value in fields.items():
        values = [_item(each) for each in (value if isinstance(value, list) else [value])]
        values = [each for each in values if each]
        if values and _NAME.fullmatch(name):
            held[name] = one_or_several(values)
    return held


def one_or_several(values: list[Value]) -> Value:
    """Return a single value as itself, and several as a list: the lines do not tell one value from a list of one."""
    return values[0] if len(values) == 1 else values


def _item(value: Value) -> Value:
    words = " ".join(shown(value).split())
    if not has_span(value):
        return words
    parts = fragments(value["exact"], Span(0, len(value["exact"])))
    is_person = isinstance(value.get("name"), str)
    if not parts or value["start"] < 0 or value["end"] - value["start"] != len(value["exact"]):
        return words
    start, end = parts[0].start, parts[-1].end
    place = {"start": value["start"] + start, "end": value["start"] + end, "exact": value["exact"][start:end]}
    return {**({"name": words} if is_person and words else {}), **place, "prefix": "", "suffix": "", "digest": ""}


def place_of(words: str, parts: Sequence[Span], text: str, digest: str) -> dict[str, Value] | None:
    """Return the passage of a field if its words are at its offsets; otherwise None."""
    whole = Span(parts[0].start, parts[-1].end)
    if " ".join(part.of(text) for part in parts) != words or fragments(text, whole) != list(parts):
        return None
    return {**selector_of(whole, text), "digest": digest}
