"""The entries of `[[tags]]` in a reader.toml, and the codebook that they make of the default tags."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Annotated, Any, Literal, get_args

import msgspec

from reader.settings import COLOURS, TAGS, Look, Tag
from reader.settings.field_entries import FieldEntry, InvalidFieldError, with_field_entries
from reader.settings.tag_names import BETWEEN, MARKS, in_tree, is_within
from reader.similar import similar_name

STYLES = ("bold", "dim", "italic", "underline", "underline2", "strike", "overline", "reverse")
LONGEST_NAME, LONGEST_MEANING, LONGEST_TEXT = 64, 200, 2_000  # characters
MOST_EXAMPLES, LONGEST_EXAMPLE = 50, 1_000
TAG_DESCRIPTIONS = {
    "name": (
        f"up to {LONGEST_NAME} letters, digits, spaces and hyphens, with {BETWEEN} between a tag and one nested in it"
    ),
    "key": "one character that is not a digit: it sets the tag and stands for it in the gutter",
    "colour": f"one of {', '.join(COLOURS)}, or #rrggbb",
    "style": f"one of {', '.join(STYLES)}: how the tag looks without colour",
    "look": f"one of {', '.join(get_args(Look))}: coloured text, text on a coloured ground, or quiet text",
    "meaning": f"what the tag is for, up to {LONGEST_MEANING} characters",
    "when": f"when to use the tag, up to {LONGEST_TEXT:,} characters",
    "when_not": f"when not to use it, and which one to use instead, up to {LONGEST_TEXT:,} characters",
    "examples": f"up to {MOST_EXAMPLES} passages that have the tag, each of up to {LONGEST_EXAMPLE:,} characters",
    "formerly": "names that the tag had before: annotations that still have one of them count as its own",
    "retired": "true if the tag is no longer offered; annotations that have it keep it",
    "fields": "`[[tags.fields]]`, one for each field: a new one, or changes to one that the tag has",
}
_PART = rf"[^\W_](?:[\w{MARKS} -]*[\w{MARKS}])?"
_NAME = rf"^{_PART}(?:{BETWEEN}{_PART})*$(?!\n)"


def is_tag_name(name: str) -> bool:
    """Return whether a tag can have a name."""
    return len(name) <= LONGEST_NAME and re.match(_NAME, name) is not None


def _limits(name: str, **limits: Any) -> msgspec.Meta:
    return msgspec.Meta(description=TAG_DESCRIPTIONS[name], **limits)


class TagEntry(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """One entry of `[[tags]]`."""

    name: Annotated[str, _limits("name", pattern=_NAME, max_length=LONGEST_NAME)]
    key: Annotated[str, _limits("key", pattern=r"^[!-/:-~¡-ž]?$(?!\n)")] | None = None
    colour: Annotated[str, _limits("colour", pattern=rf"^({'|'.join(COLOURS)}|#[0-9a-fA-F]{{6}})$")] = ""
    style: Annotated[str, _limits("style", pattern=rf"^({'|'.join(STYLES)})$")] = ""
    look: Annotated[Look | Literal[""], _limits("look")] = ""
    description: Annotated[str, _limits("meaning", max_length=LONGEST_MEANING)] = msgspec.field(
        default="", name="meaning"
    )
    when: Annotated[str, _limits("when", max_length=LONGEST_TEXT)] = ""
    when_not: Annotated[str, _limits("when_not", max_length=LONGEST_TEXT)] = ""
    examples: Annotated[
        tuple[Annotated[str, msgspec.Meta(max_length=LONGEST_EXAMPLE)], ...],
        _limits("examples", max_length=MOST_EXAMPLES),
    ] = ()
    is_retired: Annotated[bool, _limits("retired")] | None = msgspec.field(default=None, name="retired")
    formerly: Annotated[tuple[Annotated[str, msgspec.Meta(max_length=LONGEST_NAME)], ...], _limits("formerly")] = ()
    fields: Annotated[tuple[FieldEntry, ...], _limits("fields", max_length=20)] = ()


def problem_of_name(name: str) -> str:
    """Return why a tag cannot have a name; an empty string if it can."""
    return "" if is_tag_name(name) else f"the name of a tag must be {TAG_DESCRIPTIONS['name']}"


class InvalidTagError(Exception):
    """A tag that cannot be used: the place of the setting in `[[tags]]`, such as `(1, "name")`, and the reason."""

    def __init__(self, reason: str, *place: str | int) -> None:
        super().__init__(reason)
        self.place = place


_Numbered = tuple[int, TagEntry]


def with_tags(earlier: Sequence[TagEntry], entries: Sequence[TagEntry]) -> tuple[Tag, ...]:
    """Return the codebook: the default tags and those of all entries, each followed by those that are nested in it.

    A nested tag inherits what its entries lack from the tag above, whichever file defines that.

    Args:
        earlier: The entries of the files before this one.
        entries: The entries of this file.

    Raises:
        InvalidTagError: An entry cannot be used.
    """
    given: dict[str, list[_Numbered]] = {tag.name: [] for tag in TAGS}
    for number, entry in enumerate([*earlier, *entries], -len(earlier)):
        given.setdefault(entry.name, []).append((number, entry))
    found = {tag.name: tag for tag in TAGS}
    used = Counter[str]()  # colours of the tags that are nested in no other
    for name in sorted(given, key=lambda name: name.count(BETWEEN)):  # the tag above comes first
        tag = found.get(name) or _new(name, given, found, min(COLOURS, key=lambda colour: used[colour]))
        try:
            found[name] = _changed(tag, given[name])
        except InvalidTagError as error:
            raise _in_this_file(error, name, entries) from None
        if not tag.parent:
            used[found[name].colour] += 1
    _check_former_names(given)
    numbered = _with_numbers([found[name] for name in given])
    return tuple(numbered[name] for name in in_tree(given))


def _new(name: str, given: Mapping[str, Sequence[_Numbered]], found: Mapping[str, Tag], colour: str) -> Tag:
    """Return a tag before its entries apply: a nested one has what the tag above has."""
    parent, _, last = name.rpartition(BETWEEN)
    if not parent:
        return Tag(name, "", "", "", "bold", colour)
    above = found.get(parent)
    if above is None:
        similar = similar_name(parent, found)
        hint = f": did you mean {similar + BETWEEN + last!r}?" if similar else f": add an entry for {parent!r}"
        raise InvalidTagError(
            f"there is no tag {parent!r} that {name!r} can be nested in{hint}", given[name][0][0], "name"
        )
    letter = above.key or above.inherited_letter
    return Tag(name, "", "", "", above.style, above.colour, above.fields, above.look, inherited_letter=letter)


def _changed(tag: Tag, entries: Sequence[_Numbered]) -> Tag:
    """Return a tag after its entries have been applied in turn."""
    for number, entry in entries:
        given = {name: getattr(entry, name) for name in entry.__struct_fields__ if getattr(entry, name)}
        kept = {"key": entry.key, "is_retired": entry.is_retired}  # for these, an empty value has a meaning
        given |= {name: value for name, value in kept.items() if value is not None}
        given["formerly"] = tuple(dict.fromkeys((*tag.formerly, *entry.formerly)))
        try:
            tag = tag._replace(**{**given, "fields": with_field_entries(tag.fields, entry.fields)})
        except InvalidFieldError as error:
            raise InvalidTagError(str(error), number, "fields", error.number, error.setting) from None
    return tag


def _check_former_names(given: Mapping[str, Sequence[_Numbered]]) -> None:
    """Check that each former name means one tag."""
    first: dict[str, tuple[str, int]] = {}  # by former name: the tag that had it, and the number of its entry
    for name, entries in given.items():
        for number, entry in entries:
            for former in entry.formerly:
                problem = f"{name!r} cannot have had the name {former!r} before"
                if former in given:
                    at = max([number, *(other for other, _ in given[former])])
                    raise InvalidTagError(f"{problem}: there is a tag of this name", at, "name")
                other, at = first.setdefault(former, (name, number))
                if other != name:
                    raise InvalidTagError(f"{problem}: {other!r} had it, too", max(at, number), "name")


def _in_this_file(error: InvalidTagError, name: str, entries: Sequence[TagEntry]) -> InvalidTagError:
    """Return the error of a tag; for a tag from an earlier file, with the place of the entry here that causes it."""
    if error.place[0] in range(len(entries)):
        return error
    spoiling = (number for number, entry in enumerate(entries) if entry.fields and is_within(name, entry.name))
    return InvalidTagError(f"{error} in {name!r}, which another file defines", next(spoiling), "fields")


def _with_numbers(tags: Sequence[Tag]) -> Mapping[str, Tag]:
    """Return tags by name; those with a key of their own also get the next free digit."""
    found = {tag.name: tag if tag.key else tag._replace(alias="") for tag in tags}
    known = sum(bool(tag.alias) for tag in TAGS)
    new = [tag.name for tag in found.values() if tag.key and not tag.alias]
    numbers = zip(new, range(known + 1, 10), strict=False)
    return found | {name: found[name]._replace(alias=str(number)) for name, number in numbers}
