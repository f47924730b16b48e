"""The order of annotations by the value of a field, and the number of annotations with each value."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from reader.annotation.model.annotation import Annotation
from reader.annotation.model.field_spans import Value, values_of
from reader.annotation.model.field_values import shown
from reader.annotation.model.people import People
from reader.settings import Tag
from reader.settings.tag_names import nearest
from reader.text.fold import fold

BY_PLACE = "place"  # the order by source and place
NONE = "none"  # stands for annotations without a value in the field

Key = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class FieldOrder:
    """The order and the counts of annotations by one field.

    The values of a choice come in the order of the settings, numbers by size, and everything else alphabetically,
    persons by their main names. Annotations without a value come last.

    Attributes:
        name: The name of the field.
        tags: The names of the tags that have the field.
        choices: The values of the field in order, if it is a choice of any tag.
        people: The names that mean one person.
    """

    name: str
    tags: Collection[str] = ()
    choices: Mapping[str, int] = field(default_factory=dict)
    people: People = field(default_factory=People)
    _keys: dict[str, Key] = field(
        default_factory=dict, repr=False, compare=False
    )  # by text: the same texts come again and again

    @classmethod
    def of(cls, name: str, tags: Iterable[Tag], people: People) -> "FieldOrder":
        """Return the order by a field of some tags."""
        fields = {tag.name: found for tag in tags if (found := tag.field(name))}
        values = dict.fromkeys(each.value for found in fields.values() for each in found.choices)
        return cls(name, fields.keys(), {value: number for number, value in enumerate(values)}, people)

    def key(self, annotation: Annotation) -> Key:
        """Return the key by which annotations are sorted."""
        values = values_of(annotation, self.name) if annotation.fields else ()
        return (0, *map(self._value_key, (annotation.source,) * len(values), values)) if values else (1,)

    def labels(self, annotation: Annotation) -> list[str]:
        """Return an annotation's values as they are counted; `none` if its tag has the field but it has no value."""
        values = values_of(annotation, self.name) if annotation.fields else ()
        if not values:
            return [NONE] if nearest(annotation.tag, self.tags) in self.tags else []
        return [self._label(annotation.source, value) for value in values]

    def counts(self, annotations: Iterable[Annotation]) -> Counter[str]:
        """Return the number of annotations with each value, in the order of the values."""
        found = Counter(label for each in annotations for label in dict.fromkeys(self.labels(each)))
        return Counter({label: found[label] for label in sorted(found, key=self.label_key)})

    def label_key(self, label: str) -> Key:
        """Return the key by which the counted values are sorted."""
        try:
            return (0, 1, float(label), "") if label not in self.choices else (0, *self._text_key(label))
        except ValueError:
            return (1,) if label == NONE else (0, *self._text_key(label))

    def _label(self, source: str, value: Value) -> str:
        is_person = isinstance(value, dict) and isinstance(value.get("name"), str)
        return self.people.person(value["name"], source).name.text if is_person else shown(value)

    def _value_key(self, source: str, value: Value) -> Key:
        if isinstance(value, int | float):
            return (1, value, "")
        return self._text_key(self._label(source, value))

    def _text_key(self, text: str) -> Key:
        if text not in self._keys:
            self._keys[text] = (0, self.choices[text], "") if text in self.choices else (2, 0, fold(text))
        return self._keys[text]


def fields_of(annotations: Iterable[Annotation], tags: Sequence[Tag]) -> list[str]:
    """Return the names of the fields that annotations have: those of the settings in order, then any others."""
    used = {name for each in annotations if each.fields for name in each.fields}
    known = dict.fromkeys(each.name for tag in tags for each in tag.fields)
    return [*(name for name in known if name in used), *sorted(used - known.keys())]


def field_orders(annotations: Iterable[Annotation], tags: Sequence[Tag]) -> list[str]:
    """Return the orders that make sense for annotations: by place, and by each field that they have."""
    return [BY_PLACE, *fields_of(annotations, tags)]
