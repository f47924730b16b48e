"""The entries of `[[tags.fields]]` in a reader.toml, and the fields that they define."""

from collections.abc import Sequence
from typing import Annotated, Any, Literal

import msgspec

from reader.settings.fields import CHOICE_KEYS, RESERVED, TYPES, Choice, Field

FIELD_DESCRIPTIONS = {
    "name": "up to 32 letters, digits and hyphens",
    "type": f"one of {', '.join(TYPES)}",
    "meaning": "what the field is for, up to 80 characters",
    "values": "the values of a choice, each a text or `{ value = …, key = … }`",
    "value": "one value of a choice, up to 32 characters on one line",
    "key": "one letter or digit, which sets the value on the card",
    "many": "true if an annotation can have several values",
}


def _limits(name: str, **limits: Any) -> msgspec.Meta:
    return msgspec.Meta(description=FIELD_DESCRIPTIONS[name], **limits)


Value = Annotated[str, _limits("value", pattern=r"^\S([^\x00-\x1f\x7f]{0,30}\S)?$")]


class ChoiceEntry(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """One of `values`, with a key of its own."""

    value: Value
    key: Annotated[str, _limits("key", pattern=r"^[^\W_]$")] = ""


class FieldEntry(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """One entry of `[[tags.fields]]`."""

    name: Annotated[str, _limits("name", pattern=r"^[^\W\d_]([\w-]{0,30}[^\W_])?$")]
    type: Annotated[Literal["choice", "text", "url", "date", "number", "span", "person", ""], _limits("type")] = (
        ""  # in place of a field that the tag has already
    )
    description: Annotated[str, _limits("meaning", max_length=80)] = msgspec.field(default="", name="meaning")
    values: Annotated[tuple[Value | ChoiceEntry, ...], _limits("values", max_length=35)] = ()
    many: Annotated[bool | None, _limits("many")] = None


class InvalidFieldError(Exception):
    """A field that cannot be used: the number of its entry, the setting that is wrong, and the reason."""

    def __init__(self, number: int, setting: str, reason: str) -> None:
        super().__init__(reason)
        self.number, self.setting = number, setting


def with_field_entries(fields: Sequence[Field], entries: Sequence[FieldEntry]) -> tuple[Field, ...]:
    """Return a tag's fields as entries change them, followed by the new ones.

    Raises:
        InvalidFieldError: An entry cannot be used.
    """
    found = {field.name: field for field in fields}
    seen = set[str]()
    for number, entry in enumerate(entries):
        if entry.name in seen:
            raise InvalidFieldError(number, "name", f"there are two fields {entry.name!r} in this tag")
        found[entry.name] = _field(number, entry, found.get(entry.name))
        seen.add(entry.name)
    return tuple(found.values())


def _field(number: int, entry: FieldEntry, before: Field | None) -> Field:
    """Return the field that an entry defines or changes."""
    if entry.name in RESERVED:
        raise InvalidFieldError(number, "name", f"a field cannot have the name {entry.name!r}: filters use it")
    kind = entry.type or (before.type if before else "")
    if not kind:
        raise InvalidFieldError(number, "name", f"the new field {entry.name!r} must have a type")
    choices = _choices(number, entry) or (before.choices if before and kind == before.type else ())
    if kind == "choice" and not choices:
        raise InvalidFieldError(number, "name", f"the choice {entry.name!r} must have values")
    if kind != "choice" and entry.values:
        raise InvalidFieldError(number, "values", f"only a choice has values: {entry.name!r} has the type {kind}")
    is_many = entry.many if entry.many is not None else bool(before and before.is_many)
    return Field(entry.name, kind, entry.description or (before.description if before else ""), choices, is_many)


def _choices(number: int, entry: FieldEntry) -> tuple[Choice, ...]:
    """Return the values of a choice: those without a key get the next free digit, then the next free letter."""
    given = [each if isinstance(each, ChoiceEntry) else ChoiceEntry(each) for each in entry.values]
    values, keys = [each.value for each in given], [each.key for each in given if each.key]
    for what, texts in (("value", values), ("key", keys)):
        for text in texts:
            if texts.count(text) > 1:
                raise InvalidFieldError(number, "values", f"the {what} {text!r} is given twice in {entry.name!r}")
    free = iter([key for key in f"{CHOICE_KEYS}abcdefghijklmnopqrstuvwxyz" if key not in keys])
    return tuple(Choice(each.value, each.key or next(free)) for each in given)
