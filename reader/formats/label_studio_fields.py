"""Fields of regions in Label Studio: a control for each, whose results have the id of the region.

The values that no control can hold, such as where a name stands, are in the `meta` of the region.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from reader.annotation.model.field_spans import Value
from reader.annotation.model.field_values import problem_of, shown
from reader.formats.loose_json import mapping, sequence
from reader.formats.properties import texts_of
from reader.formats.xml_text import quoted
from reader.settings.fields import Field

PREFIX = "field-"  # begins the name of a control that sets a field
OTHERS = "other_fields"  # in the `meta` of a region: the fields that no control shows
_KINDS = ("choices", "number", "datetime", "rating", "taxonomy")  # the types of results that describe a region

Fields = Mapping[str, Sequence[Field]]


class FieldControls:
    """The controls for the fields of some tags."""

    def __init__(self, fields: Fields, label: str, text: str) -> None:
        """Take the fields by tag, and the names of the labels' control and of the text."""
        self._label, self._text = label, text
        self._by_name: dict[str, list[tuple[str, Field]]] = {}
        for tag, of_tag in fields.items():
            for field in of_tag:
                if field.type != "span":
                    self._by_name.setdefault(field.name, []).append((tag, field))

    def config(self) -> Iterator[str]:
        """Yield the controls as XML, each shown for the labels that have the field."""
        for name, used in self._by_name.items():
            tags, field = [tag for tag, _ in used], used[0][1]
            shown_for = f"whenTagName={quoted(self._label)} whenLabelValue={quoted(','.join(tags))}"
            common = (
                f"name={quoted(PREFIX + name)} toName={quoted(self._text)} perRegion="
                f'"true" visibleWhen="region-selected" {shown_for}'
            )
            kind = _control(field)
            if kind == "choices":
                yield f'  <Choices {common} choice="{"multiple" if field.is_many else "single"}">\n'
                yield from (f"    <Choice value={quoted(each.value)}/>\n" for each in field.choices)
                yield "  </Choices>\n"
            elif kind == "number":
                yield f"  <Number {common}/>\n"
            elif kind == "datetime":
                yield f'  <DateTime {common} only="date" format="%Y-%m-%d"/>\n'
            else:
                yield f"  <TextArea {common} placeholder={quoted(name)}/>\n"

    def results(self, tag: str, fields: Mapping[str, Value]) -> Iterator[dict[str, Any]]:
        """Yield the part of each field's result that is its own: its control, type and value."""
        for name, value in fields.items():
            used = self._by_name.get(name, [])
            if tag not in (other for other, _ in used) or problem_of(used[0][1], value):
                continue
            kind = _control(used[0][1])
            values: Any = value if kind == "choices" and isinstance(value, list) else texts_of(value)
            if kind in ("number", "datetime"):
                values = value
            yield {"from_name": PREFIX + name, "type": kind, "value": {_key(kind): values}}


def _control(field: Field) -> str:
    """Return the type of the results of a field's control."""
    if field.type == "choice":
        return "choices"
    if field.is_many:
        return "textarea"
    return {"number": "number", "date": "datetime"}.get(field.type, "textarea")


def _text(item: Any) -> str:
    """Return the text of a value; a value of a taxonomy is a list of levels."""
    return " / ".join(map(str, item)) if isinstance(item, list) else shown(item)


def _key(kind: str) -> str:
    return "text" if kind == "textarea" else kind


class RegionFields:
    """The results of one person about labelled regions, by region."""

    def __init__(self, results: Iterable[Any], regions: set[str]) -> None:
        """Take all results, and the ids of the labelled regions."""
        self._regions = regions
        self._texts: dict[str, dict[str, list[str]]] = {}
        for each in results:
            if self.has(each):
                name = str(each.get("from_name") or each.get("type")).removeprefix(PREFIX)
                value = mapping(each.get("value")).get(_key(str(each.get("type"))))
                texts = self._texts.setdefault(str(each.get("id")), {}).setdefault(name, [])
                texts += [
                    " / ".join(map(str, item)) if isinstance(item, list) else shown(item) for item in sequence(value)
                ]

    def has(self, result: Any) -> bool:
        """Return whether a result is the value of a field."""
        found = mapping(result)
        kind, name = found.get("type"), found.get("from_name")
        is_field = kind in _KINDS or (kind == "textarea" and isinstance(name, str) and name.startswith(PREFIX))
        return is_field and str(found.get("id")) in self._regions

    def of(self, id: str) -> dict[str, list[str]]:
        """Return the texts of the fields of a region."""
        return self._texts.get(id, {})
