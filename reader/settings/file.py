"""Reading one reader.toml: the settings it can have, and a message with file and line for each mistake.

Settings are data: nothing in the file is ever run.
"""

import re
import tomllib
from codecs import BOM_UTF8
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import chain, islice
from pathlib import Path
from typing import Annotated, Any, Literal

import msgspec

from reader.errors import SettingsError
from reader.settings import FOLLOW, MAX_BYTES, TAGS, Settings, Tag
from reader.settings.field_entries import FIELD_DESCRIPTIONS
from reader.settings.keymap import Keymap
from reader.settings.keys import FORMER_KEYS, GIVE_WAY, PROTECTED, Key
from reader.settings.lines import Place, lines_of
from reader.settings.tag_entries import TAG_DESCRIPTIONS, InvalidTagError, TagEntry, with_tags
from reader.similar import similar_name
from reader.system.lazy_pattern import lazy_pattern

THEMES = (
    "reader-dark", "reader-light", "textual-dark", "textual-light", "nord", "gruvbox", "catppuccin-mocha", "dracula",
    "tokyo-night", "monokai", "flexoki", "catppuccin-latte", "catppuccin-frappe", "catppuccin-macchiato",
    "solarized-light", "solarized-dark", "rose-pine", "rose-pine-moon", "rose-pine-dawn", "atom-one-dark",
    "atom-one-light", "ansi-dark", "ansi-light",
)  # fmt: skip
MAX_PARTS = 16  # parts of a key, as in `a.b.c`; no setting has more than three
_PART = r"""(?:[\w-]++|"[^"\n]*+"|'[^'\n]*+')"""
DEEP_KEY = lazy_pattern(rf"(?<![\w-]){_PART}(?:[ \t]*+\.[ \t]*+{_PART}){{{MAX_PARTS}}}")
MAX_REASON = 300  # characters of one message
MAX_PROBLEMS = 9  # problems reported for one file
CONFLICT = "git could not merge two changes here: keep one, and remove the lines <<<<<<<, ======= and >>>>>>>"
MAX_TAGS = 500  # in one file
DESCRIPTIONS = {
    "theme": "the name of a theme, such as reader-dark, reader-light or nord; auto is as light or dark as the terminal",
    "measure": "a whole number from 30 to 200: the greatest width of a line of the article",
    "after_tag": '"next" or "stay": where the cursor goes after tagging',
    "creator": "the name of the annotator; if empty, the user's name",
    "side_panel": '"auto" or "key": whether the card opens by itself on a screen of 200 columns or more',
    "tags": f"`[[tags]]`, one for each of up to {MAX_TAGS} tags: a new one, or changes to a default one",
    "keys": "the keys for an action, by its id: one key or a list",
}
ARROWS = "up|down|left|right|home|end|pageup|pagedown|insert|delete"
KEY = lazy_pattern(rf"(?:ctrl\+)?(?:shift\+)?(?:{ARROWS})|space|backspace|f(?:[1-9]|1\d|2[0-4])|ctrl\+[a-z]|alt\+[a-z]")
SENT_AS = {
    "ctrl+h": "backspace",
    "ctrl+i": "tab",
    "ctrl+m": "enter",
    "ctrl+j": "enter",
    "ctrl+[": "escape",
}  # by every terminal


def _limits(name: str, **limits: Any) -> msgspec.Meta:
    return msgspec.Meta(description=DESCRIPTIONS[name], **limits)


_DEFAULTS = Settings()
_KEYS = {key.id: key for keys in Keymap((), {}).groups.values() for key in keys}
Keys = msgspec.defstruct(
    "Keys",
    [(id.replace("-", "_"), Annotated[str | list[str], msgspec.Meta(description=_KEYS[id].label)], "") for id in _KEYS],
    rename="kebab",
    forbid_unknown_fields=True,
    frozen=True,
)


class SettingsFile(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """The contents of a reader.toml; `reader config schema` prints its JSON Schema."""

    theme: Annotated[str, _limits("theme", extra_json_schema={"enum": [FOLLOW, *THEMES]})] = _DEFAULTS.theme
    measure: Annotated[int, _limits("measure", ge=30, le=200)] = _DEFAULTS.measure
    after_tag: Annotated[Literal["next", "stay"], _limits("after_tag")] = _DEFAULTS.after_tag
    creator: Annotated[str, _limits("creator")] = _DEFAULTS.creator
    side_panel: Annotated[Literal["auto", "key"], _limits("side_panel")] = _DEFAULTS.side_panel
    tags: Annotated[tuple[TagEntry, ...], _limits("tags", max_length=MAX_TAGS)] = ()
    keys: Annotated[Keys, _limits("keys")] = Keys()  # type: ignore[valid-type]


class _InvalidSettingError(Exception):
    """A setting that cannot be used, and its place in the file."""

    def __init__(self, place: Place, reason: str) -> None:
        super().__init__(reason)
        self.place = place


def apply_file(settings: Settings, file: Path, data: bytes) -> Settings:
    """Return the settings as one reader.toml changes them.

    Args:
        settings: The settings so far.
        file: The path of the file, for messages.
        data: Its contents.

    Raises:
        SettingsError: Something in the file cannot be used; it has a message with file and line for each mistake.
    """
    data = data.removeprefix(BOM_UTF8)  # which Windows' Notepad writes
    try:
        values, text = _parse(data), data.decode("utf-8")
        changed, found = _check(settings, values)
        lines = lines_of(text, [each.place for each in found]) if found else ()
        problems = [(line, str(each)) for line, each in zip(lines, found, strict=True)]
    except UnicodeDecodeError as error:
        problems = [(data.count(b"\n", 0, error.start) + 1, "it is not UTF-8")]
    except tomllib.TOMLDecodeError as error:
        at = re.search(r" \(at line (\d+), column \d+\)", str(error))
        line, reason = int(at[1]) if at else 1, str(error).replace(at[0] if at else "", "")
        problems = [(line, CONFLICT if _is_conflict(data, line) else reason)]
    except RecursionError:
        problems = [(1, "it is nested too deeply")]
    except ValueError:  # Python's own error, for thousands of digits
        problems = [(1, "it has a number that is too long")]
    if problems:
        *others, last = (f"{file}:{line}: {_shortened(reason)}" for line, reason in sorted(problems))
        raise SettingsError(*others, f"{last}; this file is ignored")
    return changed


def _is_conflict(data: bytes, line: int) -> bool:
    """Return whether a line is one of git's conflict marks."""
    return data.split(b"\n")[line - 1].startswith((b"<<<<<<< ", b"=======", b">>>>>>> ", b"||||||| "))


def _shortened(reason: str) -> str:
    """Return a reason that quotes only part of a very long name."""
    return reason if len(reason) <= MAX_REASON else f"{reason[: MAX_REASON - 1]}…"


def _parse(data: bytes) -> dict[str, Any]:
    if len(data) > MAX_BYTES:
        raise tomllib.TOMLDecodeError(f"it is longer than {MAX_BYTES:,} bytes")
    text = data.decode("utf-8")
    if deep := DEEP_KEY.search(text):  # Python's parser would take hours for some of them
        line = text.count("\n", 0, deep.start()) + 1
        raise tomllib.TOMLDecodeError(f"a key has more than {MAX_PARTS} parts (at line {line}, column 1)")
    return tomllib.loads(text)


def _check(settings: Settings, values: dict[str, Any]) -> tuple[Settings, list[_InvalidSettingError]]:
    """Return the settings with values applied, and the mistakes; with any mistake, the settings are not to be used.

    A setting with a mistake is removed from the values, so that the next can be found.
    """
    found = list[_InvalidSettingError]()
    while len(found) < MAX_PROBLEMS:
        try:
            file = _convert(values)
            settings = _apply(settings, file, values)
        except _InvalidSettingError as error:
            found.append(error)
            _remove(values, *error.place)
        else:
            found += islice(_clashes(settings, file, values.get("keys", {})), MAX_PROBLEMS - len(found))
            break
    return settings, found


def _remove(values: Any, name: str | int, part: str | int = "", setting: str | int = "", *_rest: str | int) -> None:
    """Remove a setting or a key; replace a tag by an entry without effect, so that the others keep their numbers.

    A tag with a mistake keeps its name, so that tags nested in it do not become mistakes.
    """
    if name == "tags" and setting not in ("", "name"):
        del values["tags"][part][setting]
    elif name == "tags" and part != "":
        values["tags"][part] = {"name": TAGS[0].name}
    elif part != "":
        del values[name][part]
    else:
        del values[name]


def _apply(settings: Settings, file: SettingsFile, values: Mapping[str, Any]) -> Settings:
    if file.theme not in (FOLLOW, *THEMES):
        hint = _suggest(file.theme, THEMES, "`reader config schema` lists them")
        raise _InvalidSettingError(("theme",), f"there is no theme {file.theme!r}{hint}")
    plain = {name: getattr(file, name) for name in values if name not in ("tags", "keys")}
    keys = {id: _check_keys(_KEYS[id], getattr(file.keys, id.replace("-", "_"))) for id in values.get("keys", ())}
    try:
        tags, keys = with_tags(settings.entries, file.tags), {**settings.keys, **keys}
    except InvalidTagError as error:
        raise _InvalidSettingError(("tags", *error.place), str(error)) from None
    entries = (*settings.entries, *file.tags)
    return replace(settings, **plain, tags=tags, entries=entries, keys={**_former_keys(tags, keys), **keys})


def _former_keys(tags: Sequence[Tag], keys: Mapping[str, str]) -> dict[str, str]:
    """Return the keys left for actions whose new key reader.toml already uses for something else.

    An action that had another key before keeps it; a new action has none, but is in the palette.
    """
    given = (names.split() for id, names in keys.items() if id not in FORMER_KEYS)
    taken = {tag.key for tag in tags if tag.key and not tag.is_retired}.union(*given)
    former = {id: former for id, former in FORMER_KEYS.items() if id not in keys and _KEYS[id].keys in taken}
    taken |= {*former.values()}
    meeting = [id for id in GIVE_WAY if id not in keys and taken.intersection(_KEYS[id].names)]
    return former | {id: " ".join(name for name in _KEYS[id].names if name not in taken) for id in meeting}


def _convert(values: dict[str, Any]) -> SettingsFile:
    try:
        return msgspec.convert(values, SettingsFile)
    except msgspec.ValidationError as error:
        reason, _, at = str(error).partition(" - at `$")
    path = tuple(name or int(number) for name, number in re.findall(r"\.([\w-]+)|\[(\d+)\]", at))
    if unknown := re.fullmatch("Object contains unknown field `(.*)`", reason, re.DOTALL):
        known = _KEYS if path == ("keys",) else _descriptions(path)
        hint = _suggest(unknown[1], known, "`reader config show` lists them")
        raise _InvalidSettingError((*path, unknown[1]), f"there is no setting {unknown[1]!r}{hint}")
    if too_many := re.fullmatch("Expected `array` of length <= (.*)", reason):
        given: Any = values
        for part in path:
            given = given[part]
        reason = f"{path[-1]} has {len(given):,} entries, and can have no more than {too_many[1]}"
        raise _InvalidSettingError(path, reason)
    if path[:1] == ("keys",) and path[1:]:
        raise _InvalidSettingError(path, f"{path[1]} must be a key or a list of keys")
    field = path[-1] if path and isinstance(path[-1], str) else "name"  # the only required one
    if path[-2:-1] == ("values",):
        field = "value"
    elif path[-2:-1] == ("examples",):
        field = "examples"
    raise _InvalidSettingError(path, f"{field} must be {_descriptions(path)[field]}")


def _descriptions(path: Place) -> Mapping[str, str]:
    """Return the descriptions of the settings allowed at a place."""
    in_field = len(path) > 3 and path[0] == "tags" and path[2] == "fields"
    return (
        FIELD_DESCRIPTIONS if in_field else TAG_DESCRIPTIONS | DESCRIPTIONS if path[:1] == ("tags",) else DESCRIPTIONS
    )


def _suggest(name: str, known: Iterable[str], otherwise: str) -> str:
    """Return the end of a message about an unknown name: the most similar known one, or else where to find them."""
    similar = similar_name(name, known)
    return f": did you mean {similar!r}?" if similar else f"; {otherwise}"


def _check_keys(key: Key, given: str | list[str]) -> str:
    """Return the keys for an action, separated by spaces: those given, and its protected ones."""
    names = [given] if isinstance(given, str) else given
    for name in names:
        problem = ""
        if name in SENT_AS:
            problem = f"a terminal sends {SENT_AS[name]} for it"
        elif name in PROTECTED and name not in key.names:
            problem = "its meaning cannot be changed"
        elif name not in PROTECTED and not (_is_character(name) or KEY.fullmatch(name)):
            problem = "it is neither a character nor a key such as f5, ctrl+e, pagedown or shift+left"
        if problem:
            raise _InvalidSettingError(("keys", key.id), f"{key.id} cannot have the key {name!r}: {problem}")
    if not names:
        raise _InvalidSettingError(("keys", key.id), f"{key.id} must have a key")
    kept = [name for name in key.names if name in PROTECTED]
    return " ".join(dict.fromkeys([*names, *kept]))


def _is_character(name: str) -> bool:
    return len(name) == 1 and name.isprintable() and not name.isspace()


def _clashes(settings: Settings, file: SettingsFile, changed: Mapping[str, Any]) -> Iterator[_InvalidSettingError]:
    """Yield one error for each setting of the file that gives a key to a second action."""
    reported = set[Place]()
    for name, one, other in Keymap(settings.tags, settings.keys).clashes():
        place = _cause(name, (one, other), file, changed)
        if place not in reported:
            reported.add(place)
            both = f"{_name_of(one)} and {_name_of(other)}"
            yield _InvalidSettingError(place, f"the key {name!r} is assigned twice: to {both}")


def _cause(name: str, clashing: Sequence[Key], file: SettingsFile, changed: Mapping[str, Any]) -> Place:
    """Return the place in the file that gave two actions the same key."""
    tags = {key.brief for key in clashing if not key.id}
    entries = [(number, entry) for number, entry in enumerate(file.tags) if entry.name in tags]
    by_tag = (("tags", number, "key") for number, entry in entries if entry.key == name)
    by_key = (("keys", key.id) for key in clashing if key.id in changed)
    by_number = (("tags", number) for number, _ in entries)  # for a new tag
    return next(chain(by_tag, by_key, by_number))


def _name_of(key: Key) -> str:
    return key.id or f"the tag {key.brief}"
