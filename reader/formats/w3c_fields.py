"""Fields of an annotation as bodies of a web annotation, each with its purpose and the name of the field.

A person identifies, a URL links, and anything else describes. A value with a place in the text is a specific resource
with selectors. What bodies cannot express, such as whether a value is a number, is written beside them as JSON.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from reader.annotation.model.field_spans import Value, has_span
from reader.annotation.model.field_values import is_url, shown
from reader.formats.json_io import compact_json, decode_json
from reader.formats.loose_json import LARGEST, mapping
from reader.formats.w3c_target import passage_of, purposes, text, written_passage

PREFIX, NAMESPACE = "reader", "urn:x-reader:"
FIELD, MANY, EXACT, ORIGIN = (f"{PREFIX}:{name}" for name in ("field", "many", "exact", "origin"))


def written_fields(fields: Mapping[str, Value], source: str) -> Iterator[dict[str, Any]]:
    """Yield the bodies of fields.

    Args:
        fields: The fields of an annotation.
        source: The id of its source.
    """
    for name, value in fields.items():
        bodies = [_body(name, each, source) for each in (value if isinstance(value, list) else [value])]
        if isinstance(value, list):
            bodies = [{**each, MANY: True} for each in bodies]
        bodies = bodies or [{"type": "TextualBody", "value": "", FIELD: name}]
        if _value(bodies) != value:
            bodies[0] = {**bodies[0], EXACT: compact_json(value)}
        yield from bodies


def _body(name: str, value: Value, source: str) -> dict[str, Any]:
    common = {FIELD: name}
    is_person = isinstance(value, dict) and isinstance(value.get("name"), str)
    if is_url(value):
        return {"type": "SpecificResource", "purpose": "linking", "source": value, **common}
    if has_span(value) and 0 <= value["start"] < value["end"] <= LARGEST:
        words = {"value": value["name"]} if is_person else {}
        purpose = "identifying" if is_person else "describing"
        return {"type": "SpecificResource", "purpose": purpose, **words, **written_passage(source, value), **common}
    purpose = "identifying" if is_person else "describing"
    return {"type": "TextualBody", "purpose": purpose, "value": shown(value), **common}


def is_of_field(body: Any) -> bool:
    """Return whether a body is the value of a field."""
    return isinstance(mapping(body).get(FIELD), str)


def parse_fields(bodies: list[dict[str, Any]]) -> dict[str, Value]:
    """Return the fields in the bodies of an annotation."""
    by_name: dict[str, list[dict[str, Any]]] = {}
    for each in bodies:
        by_name.setdefault(each[FIELD], []).append(each)
    return {name: _exact(each) for name, each in by_name.items()}


def _exact(bodies: list[dict[str, Any]]) -> Value:
    """Return the exact value of a field, unless somebody has changed what its bodies say."""
    value = _value(bodies)
    written = next((each[EXACT] for each in bodies if isinstance(each.get(EXACT), str)), "")
    try:
        exact = decode_json(written.encode("utf-8", "surrogatepass"))
    except ValueError:
        return value
    is_same = _value([_body("", each, "") for each in (exact if isinstance(exact, list) else [exact])]) == value
    return exact if is_same or shown(exact) == shown(value) else value


def _value(bodies: list[dict[str, Any]]) -> Value:
    values = [_item(each) for each in bodies]
    return values if len(values) != 1 or MANY in bodies[0] else values[0]


def _item(body: dict[str, Any]) -> Value:
    is_person = "identifying" in purposes(body.get("purpose"))
    if "selector" in body:
        name = {"name": text(body.get("value"), "a name")} if is_person else {}
        return {**name, **passage_of(body)[1]}
    words = text(body["source"] if "source" in body else body.get("value"), "a body")
    return {"name": words} if is_person else words


# Where a tag comes from


def written_origin(origin: Mapping[str, Any]) -> dict[str, str]:
    """Return the origin of an annotation as a member of it, in JSON; nothing if it has none."""
    return {ORIGIN: compact_json(dict(origin))} if origin else {}


def parse_origin(value: Mapping[str, Any]) -> dict[str, Any]:
    """Return the origin that `written_origin` wrote into an annotation."""
    written = value.get(ORIGIN)
    try:
        return mapping(decode_json(written.encode("utf-8", "surrogatepass"))) if isinstance(written, str) else {}
    except ValueError:
        return {}
