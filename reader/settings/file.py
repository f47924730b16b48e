"""One reader.toml: what may stand in it, and on which line stands what may not. Data only: no code and no commands."""

import re
import tomllib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Annotated, Any, Literal

import msgspec

from reader.errors import SettingsError
from reader.settings import COLOURS, MOST, TAGS, Settings, Tag
from reader.settings.keys import PROTECTED, Key, Keymap
from reader.settings.lines import Place, line_of

THEMES = (
    "reader-dark", "reader-light", "textual-dark", "textual-light", "nord", "gruvbox", "catppuccin-mocha", "dracula",
    "tokyo-night", "monokai", "flexoki", "catppuccin-latte", "catppuccin-frappe", "catppuccin-macchiato",
    "solarized-light", "solarized-dark", "rose-pine", "rose-pine-moon", "rose-pine-dawn", "atom-one-dark",
    "atom-one-light", "ansi-dark", "ansi-light",
)  # fmt: skip
MOST_WRONG = 9  # problems of a file that are told
STYLES = ("bold", "italic", "underline", "underline2", "strike", "overline", "reverse")
WORDS = {
    "theme": "the name of a theme, such as reader-dark, reader-light or nord",
    "measure": "a whole number from 30 to 200: the widest line of an article",
    "after_tag": '"next" or "stay": what the cursor does after a tag',
    "creator": "who tags; if empty, the user's name",
    "tags": "`[[tags]]`, one a tag: a new one, or what is different about a given one",
    "keys": "the keys of an action, by its id: one, or a list",
}
TAG_WORDS = {
    "name": "up to 32 letters, digits, blanks and hyphens",
    "key": "one character, no digit: it sets the tag, and stands in the gutter",
    "colour": f"one of {', '.join(COLOURS)}, or #rrggbb",
    "style": f"one of {', '.join(STYLES)}: how it looks without colour",
    "meaning": "what it is for, up to 80 characters",
}
ARROWS = "up|down|left|right|home|end|pageup|pagedown|insert|delete"
KEY = re.compile(rf"(?:ctrl\+)?(?:shift\+)?(?:{ARROWS})|space|backspace|f(?:[1-9]|1\d|2[0-4])|ctrl\+[a-z]|alt\+[a-z]")
NOT_SENT = {"ctrl+h": "backspace", "ctrl+i": "tab", "ctrl+m": "enter", "ctrl+j": "enter", "ctrl+[": "escape"}


def _text(name: str, **limits: Any) -> msgspec.Meta:
    return msgspec.Meta(description={**WORDS, **TAG_WORDS}[name], **limits)


class TagEntry(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """A tag in `[[tags]]`."""

    name: Annotated[str, _text("name", pattern=r"^[^\W_]([\w -]{0,30}\w)?$")]
    key: Annotated[str, _text("key", pattern=r"^[!-/:-~¡-ž]$")] = ""
    colour: Annotated[str, _text("colour", pattern=rf"^({'|'.join(COLOURS)}|#[0-9a-fA-F]{{6}})$")] = ""
    style: Annotated[str, _text("style", pattern=rf"^({'|'.join(STYLES)})$")] = ""
    meaning: Annotated[str, _text("meaning", max_length=80)] = ""


_KEYS = {key.id: key for keys in Keymap((), {}).groups.values() for key in keys}
Keys = msgspec.defstruct(
    "Keys",
    [(id.replace("-", "_"), Annotated[str | list[str], msgspec.Meta(description=_KEYS[id].label)], "") for id in _KEYS],
    rename="kebab",
    forbid_unknown_fields=True,
    frozen=True,
)


class File(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """A reader.toml; its JSON Schema is what `reader config schema` prints."""

    theme: Annotated[str, _text("theme", extra_json_schema={"enum": [*THEMES]})] = "reader-dark"
    measure: Annotated[int, _text("measure", ge=30, le=200)] = 72
    after_tag: Annotated[Literal["next", "stay"], _text("after_tag")] = "next"
    creator: Annotated[str, _text("creator")] = ""
    tags: Annotated[tuple[TagEntry, ...], _text("tags", max_length=9)] = ()
    keys: Annotated[Keys, _text("keys")] = Keys()  # type: ignore[valid-type]


class WrongError(Exception):
    """What cannot be, and where in the file."""

    def __init__(self, place: Place, reason: str) -> None:
        super().__init__(reason)
        self.place = place


def with_file(settings: Settings, file: Path, data: bytes) -> Settings:
    """`settings` with what a file says. Raises SettingsError with all that cannot be in it, by file and line."""
    try:
        values, text = _parsed(data), data.decode("utf-8")
        wrong = [(line_of(text, each.place), str(each)) for each in _all_wrong(settings, values)]
    except UnicodeDecodeError as error:
        wrong = [(data.count(b"\n", 0, error.start) + 1, "it is not UTF-8")]
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        at = re.search(r" \(at line (\d+), column \d+\)", str(error))
        wrong = [(int(at[1]) if at else 1, str(error).replace(at[0] if at else "", ""))]
    if wrong:
        *others, last = (f"{file}:{line}: {reason}" for line, reason in sorted(wrong))
        raise SettingsError(*others, f"{last}; the file is left out")
    return _with_values(settings, values)


def _parsed(data: bytes) -> dict[str, Any]:
    if len(data) > MOST:
        raise tomllib.TOMLDecodeError(f"it is longer than {MOST:,} bytes")
    return tomllib.loads(data.decode("utf-8"))


def _all_wrong(settings: Settings, values: dict[str, Any]) -> Iterator[WrongError]:
    """One after the other: what is wrong is left out, to see what else is."""
    for _ in range(MOST_WRONG):
        try:
            _with_values(settings, values)
            return
        except WrongError as wrong:
            yield wrong
            if not wrong.place:
                return
            _leave_out(values, *wrong.place)


def _leave_out(values: Any, name: str | int, part: str | int = "", *_rest: str | int) -> None:
    """A setting, a key, or a tag: in its place comes one that says nothing, so that the others keep their numbers."""
    if name == "tags" and part != "":
        values["tags"][part] = {"name": TAGS[0].name}
    elif part != "":
        del values[name][part]
    else:
        del values[name]


def _with_values(settings: Settings, values: dict[str, Any]) -> Settings:
    given = _converted(values)
    if given.theme not in THEMES:
        raise WrongError(("theme",), f"there is no theme {given.theme!r} ({_likely(given.theme, THEMES)})")
    plain = {name: getattr(given, name) for name in values if name not in ("tags", "keys")}
    keys = {id: _checked_keys(_KEYS[id], getattr(given.keys, id.replace("-", "_"))) for id in values.get("keys", ())}
    new = replace(settings, **plain, tags=_with_tags(settings.tags, given.tags), keys={**settings.keys, **keys})
    for name, one, other in Keymap(new.tags, new.keys).clashes():
        raise WrongError(
            _blame(given, keys, (one, other)), f"{name} is the key of two: {_called(one)} and {_called(other)}"
        )
    return new


def _converted(values: dict[str, Any]) -> File:
    try:
        return msgspec.convert(values, File)
    except msgspec.ValidationError as error:
        reason, _, at = str(error).partition(" - at `$")
    path = tuple(name or int(number) for name, number in re.findall(r"\.([\w-]+)|\[(\d+)\]", at))
    if unknown := re.fullmatch("Object contains unknown field `(.*)`", reason, re.DOTALL):
        known = TAG_WORDS if path[:1] == ("tags",) else _KEYS if path == ("keys",) else WORDS
        raise WrongError((*path, unknown[1]), f"unknown setting {unknown[1]!r} ({_likely(unknown[1], known)})")
    if path[:1] == ("keys",) and path[1:]:
        raise WrongError(path, f"{path[1]} must be a key or a list of keys")
    field = path[-1] if path and isinstance(path[-1], str) else "name"  # the only one that must be there
    raise WrongError(path, f"{field} must be {({**WORDS, **TAG_WORDS})[field]}")


def _likely(name: str, known: Iterable[str]) -> str:
    """What may have been meant; `reader config show` has them all."""
    from difflib import get_close_matches  # it is rarely needed, and takes as long as all the rest

    return f"known: {', '.join(get_close_matches(name, known, 3, 0) or known)}"


def _checked_keys(key: Key, given: str | list[str]) -> str:
    """What an action is to be done by, and what it keeps."""
    names = [given] if isinstance(given, str) else given
    for name in names:
        problem = ""
        if name in NOT_SENT:
            problem = f"a terminal sends {NOT_SENT[name]} for it"
        elif name in PROTECTED and name not in key.names:
            problem = "it is not to be had for anything else"
        elif name not in PROTECTED and not (_is_character(name) or KEY.fullmatch(name)):
            problem = "it is no character, and no key such as f5, ctrl+e, pagedown or shift+left"
        if problem:
            raise WrongError(("keys", key.id), f"{key.id} cannot be on {name!r}: {problem}")
    if not names:
        raise WrongError(("keys", key.id), f"{key.id} must have a key")
    kept = [name for name in key.names if name in PROTECTED]
    return " ".join(dict.fromkeys([*names, *kept]))


def _is_character(name: str) -> bool:
    return len(name) == 1 and name.isprintable() and not name.isspace()


def _with_tags(tags: Sequence[Tag], entries: Sequence[TagEntry]) -> tuple[Tag, ...]:
    """The tags with those of a file: changed, or new ones after them, numbered on."""
    found = {tag.name: tag for tag in tags}
    for number, entry in enumerate(entries):
        if entry.name not in found:
            if not entry.key:
                raise WrongError(("tags", number), f"the new tag {entry.name!r} must have a key")
            taken = {tag.colour for tag in found.values()}
            colour = next((colour for colour in COLOURS if colour not in taken), COLOURS[0])
            alias = str(len(found) + 1) if len(found) < 9 else ""
            found[entry.name] = Tag(entry.name, entry.key, alias, "your own", "bold", colour)
        said = {name: value for name in TAG_WORDS if (value := getattr(entry, name))}
        found[entry.name] = replace(found[entry.name], **said)
    return tuple(found.values())


def _blame(given: File, keys: dict[str, str], clashing: Sequence[Key]) -> Place:
    """Which part of the file made two keys clash."""
    for number, entry in enumerate(given.tags):
        if any(not key.id and key.brief == entry.name for key in clashing):
            return "tags", number, "key"
    return next((("keys", key.id) for key in clashing if key.id in keys), ())


def _called(key: Key) -> str:
    return key.id or f"the tag {key.brief}"
