"""The values of an annotation's fields: plain JSON, with what makes them valid.

A choice, a text, a URL and a date are strings, a number is a number. A span is the selector of a passage of the
annotation's source, with the digest of the source that its offsets count in. A person is `{"name": …}`, and has the
parts of a span, too, if the name stands in the text. A field with many values holds a list of them.
"""

import math
import re
from collections.abc import Iterator, Mapping
from datetime import date

from reader.annotation.model.annotation import Annotation
from reader.annotation.model.field_spans import Value, has_span
from reader.settings import Tag
from reader.settings.fields import Field
from reader.system.lazy_pattern import lazy_pattern

_URL = lazy_pattern(r"(https?://[^\s/?#]+|mailto:[^\s@]+@[^\s@]+)\S*", re.IGNORECASE)
_NUMBER = lazy_pattern(r"[+-]?(\d+(\.\d*)?|\.\d+)(e[+-]?\d+)?", re.ASCII | re.IGNORECASE)


def person(name: str, passage: Mapping[str, Value] | None = None) -> dict[str, Value]:
    """Return the value that stands for a person, with the passage of the name if it stands in the text."""
    return {"name": " ".join(name.split()), **(passage or {})}


def shown(value: Value) -> str:
    """Return a value as people read it; several are separated by commas."""
    if isinstance(value, list):
        return ", ".join(map(shown, value))
    if isinstance(value, dict):
        return str(value.get("name") or value.get("exact") or "")
    return str(value)


def field_words(annotation: Annotation) -> Iterator[str]:
    """Yield each field of an annotation with its value, such as `rating open`; passages are left out."""
    for name, value in annotation.fields.items():
        if not has_span(value) or "name" in value:
            yield f"{name} {shown(value)}"


def is_url(value: Value) -> bool:
    """Return True if a value is an address that may be opened: http, https or mailto."""
    return isinstance(value, str) and _URL.fullmatch(value) is not None


def parse_value(field: Field, text: str) -> Value:
    """Return the value that a typed text stands for; a person gets no passage.

    Args:
        field: The field that is to have the value.
        text: What was typed; for a choice, the value or its key.

    Raises:
        ValueError: The field cannot have that value; the message says why.
    """
    text = " ".join(text.split())
    value: Value = text
    if field.type == "choice":
        value = next((each.value for each in field.choices if text in (each.value, each.key)), text)
    elif field.type == "number" and _NUMBER.fullmatch(text):
        value = float(text)
        value = int(value) if value.is_integer() and "e" not in text.lower() and "." not in text else value
    elif field.type == "person":
        value = person(text)
    elif field.type == "span":
        raise ValueError(f"{field.name} is a passage of the source: select it there")
    if problem := problem_of(field, value, is_one=True):
        raise ValueError(problem)
    return value


def problem_of(field: Field, value: Value, *, is_one: bool = False) -> str:
    """Return why a field cannot have a value; an empty string if it can.

    Args:
        field: The field.
        value: What the field holds.
        is_one: Whether this is one value of a field that can have many.
    """
    if field.is_many and not is_one:
        if not isinstance(value, list):
            return f"{field.name} must be a list"
        return next((problem for each in value if (problem := problem_of(field, each, is_one=True))), "")
    return _PROBLEMS[field.type](field, value)


def problems(tag: Tag | None, annotation: Annotation) -> Iterator[str]:
    """Yield the problems in the fields of an annotation, such as one from another program's file.

    Args:
        tag: The annotation's tag; None if the settings have none of this name.
        annotation: The annotation.
    """
    for name, value in annotation.fields.items():
        field = tag.field(name) if tag else None
        if field is None:
            yield f"{annotation.tag} has no field “{name}”"
        elif problem := problem_of(field, value):
            yield problem


def _choice_problem(field: Field, value: Value) -> str:
    known = [each.value for each in field.choices]
    return "" if value in known else f"{field.name}: “{shown(value)}” is not one of {', '.join(known)}"


def _text_problem(field: Field, value: Value) -> str:
    return "" if isinstance(value, str) and value.strip() else f"{field.name}: a text is missing"


def _url_problem(field: Field, value: Value) -> str:
    if is_url(value):
        return ""
    return f"{field.name}: “{shown(value)}” is not an address: links must be http, https or mailto"


def _date_problem(field: Field, value: Value) -> str:
    if isinstance(value, str) and re.fullmatch(r"\d{4}-\d\d-\d\d", value, re.ASCII):
        try:
            date.fromisoformat(value)
        except ValueError:
            pass  # the month or the day does not exist
        else:
            return ""
    return f"{field.name}: “{shown(value)}” is not a date: write it like 2026-12-31"


def _number_problem(field: Field, value: Value) -> str:
    is_valid = isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)
    return "" if is_valid else f"{field.name}: “{shown(value)}” is not a number"


def _span_problem(field: Field, value: Value) -> str:
    if not has_span(value):
        return f"{field.name} must be a passage of the source"
    is_valid = 0 <= value["start"] < value["end"] and value["end"] - value["start"] == len(value["exact"])
    return "" if is_valid else f"{field.name}: its offsets and its words do not have the same length"


def _person_problem(field: Field, value: Value) -> str:
    if not (isinstance(value, dict) and isinstance(value.get("name"), str) and value["name"].strip()):
        return f"{field.name}: a name is missing"
    return _span_problem(field, value) if "start" in value or "exact" in value else ""


_PROBLEMS = {
    "choice": _choice_problem,
    "text": _text_problem,
    "url": _url_problem,
    "date": _date_problem,
    "number": _number_problem,
    "span": _span_problem,
    "person": _person_problem,
}
