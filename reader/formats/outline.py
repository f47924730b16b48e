"""The outline of a JSON or JSON Lines file: the keys of its records, which identify its format."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

import msgspec

from reader.system.lazy_pattern import lazy_pattern

SAMPLE = 1 << 20  # code points of a file that is not valid JSON in which keys are looked for
_TOKEN = lazy_pattern(r'"(?:[^"\\]|\\.)*"(\s*:)?|[{}\[\]]', re.DOTALL)
_RECORD = msgspec.json.Decoder(dict[str, msgspec.Raw])
_LIST = msgspec.json.Decoder(list[msgspec.Raw])


@dataclass(frozen=True, slots=True)
class Outline:
    """The shape of a file.

    Attributes:
        kind: `object` for one object, `list` for a list, `lines` for several values, and `none` for anything else.
        keys: The keys of the object, or of all records in the list or on the lines.
        pairs: The number of records that are lists and not objects.
        text: The whole file.
    """

    kind: str
    keys: frozenset[str]
    pairs: int
    text: str

    def has_string(self, *values: str) -> bool:
        """Return whether the file has one of these values as a whole string, not inside a longer one."""
        return any(f'"{value}"' in self.text for value in values)


@lru_cache(maxsize=1)
def outline(text: str) -> Outline:
    """Return the outline of a file, given its text; for a damaged file, as far as it can be told."""
    text = text.lstrip("\ufeff \t\r\n")
    if not text.startswith(("{", "[")):
        return Outline("none", frozenset(), 0, text)
    if (keys := _keys(text)) is not None:
        return Outline("object", frozenset(keys), 0, text)
    if (items := _items(text)) is not None and not _is_pair(items):
        return _of_records("list", items, text)
    lines = [line for line in re.split(r"[\r\n]+", text) if line.strip()]
    if len(lines) > 1 or items is not None:
        found = _of_records("lines", lines, text)
        if found.keys or found.pairs:
            return found
    return Outline("object" if text.startswith("{") else "list", frozenset(_scanned(text[:SAMPLE])), 0, text)


def _of_records(kind: str, records: Iterable[str], text: str) -> Outline:
    keys, pairs = set[str](), 0
    for each in records:
        pairs += each.lstrip().startswith("[")
        decoded = _keys(each)
        keys.update(_scanned(each[:SAMPLE]) if decoded is None and kind == "lines" else decoded or ())
    return Outline(kind, frozenset(keys), pairs, text)


def _keys(text: str) -> Iterable[str] | None:
    """Return the keys of an object in JSON; None if it is something else, or damaged."""
    try:
        return _RECORD.decode(text).keys()
    except (msgspec.DecodeError, UnicodeError, RecursionError):
        return None


def _items(text: str) -> list[str] | None:
    try:
        return [bytes(each).decode() for each in _LIST.decode(text)]
    except (msgspec.DecodeError, UnicodeError, RecursionError):
        return None


def _is_pair(items: list[str]) -> bool:
    """Return whether a list is one record: a text and an object with its entities."""
    return len(items) == 2 and items[0].startswith('"') and items[1].startswith("{")


def _scanned(text: str) -> Iterator[str]:
    """Yield the keys of the records in a text that is not valid JSON, or that few libraries can read."""
    depth, outermost = 0, 1 + text.startswith("[")
    for match in _TOKEN.finditer(text):
        if match[0] in "{[":
            depth += 1
        elif match[0] in "}]":
            depth -= 1
        elif match[1] and depth == outermost:
            yield match[0].removesuffix(match[1])[1:-1]
