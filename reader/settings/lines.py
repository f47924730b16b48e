"""Finding the places of settings in a TOML file, which Python's parser does not report."""

import re
import tomllib
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from reader.system.lazy_pattern import lazy_pattern

Place = tuple[str | int, ...]  # the path to a setting, such as ("tags", 1, "key")

TOKEN = lazy_pattern(
    r'(?P<string>"""(?:\\.|[^\\])*?"{3,5}|\'\'\'.*?\'{3,5}|"(?:\\.|[^"\\\n])*"|\'[^\'\n]*\')'
    r"|(?P<comment>\#[^\n]*)|[\w+:-]+|[][{}=,.\n]",
    re.DOTALL,
)


class Found(NamedTuple):
    """A table, a setting or an item of an array, with its place in a text.

    Attributes:
        place: The path to it.
        line: Its line, from 1.
        start: The code point at which its key or header begins.
        value: The code point at which its value begins; for a table, the end of its header.
        end: The code point after its value or header.
    """

    place: Place
    line: int
    start: int
    value: int
    end: int


def lines_of(text: str, places: Sequence[Place]) -> list[int]:
    """Return the line of each setting; for one that is missing, that of the innermost table around it.

    Args:
        text: A valid TOML document.
        places: The paths to the settings.
    """
    found = [(0, 1)] * len(places)  # the depth of what was found, and its line
    for here, line, *_ in settings_in(text):
        for number, place in enumerate(places):
            shared = min(len(here), len(place))
            if shared > found[number][0] and here[:shared] == place[:shared]:  # the first of the tables of an array
                found[number] = shared, line
    return [line for _, line in found]


def settings_in(text: str) -> Iterator[Found]:
    """Yield the tables, settings and items of arrays in a valid TOML document, in their order."""
    return _Scanner(text).found()


class _Token(NamedTuple):
    """A token, the line that it is in, and the code point at which it begins."""

    text: str
    line: int
    start: int

    @property
    def end(self) -> int:
        return self.start + len(self.text)


class _Scanner:
    """A reader of a valid TOML document that finds each table, setting and array item."""

    def __init__(self, text: str) -> None:
        self._tokens: list[_Token] = []
        line, counted = 1, 0
        for match in TOKEN.finditer(text):
            line, counted = line + text.count("\n", counted, match.start()), match.start()
            if not match["comment"]:
                self._tokens.append(_Token(match[0], line, match.start()))
        self._tokens.append(_Token("", line, len(text)))
        self._next = 0

    def found(self) -> Iterator[Found]:
        table: Place = ()
        lengths: Counter[Place] = Counter()  # lengths of the arrays of tables so far
        while (token := self._here).text:
            if token.text == "[":
                self._next += 1
                is_array = self._take("[")
                table = _resolve(self._key("]"), lengths, is_array=is_array)
                self._take("]")
                yield Found(table, token.line, token.start, self._end, self._end)
            elif not self._take("\n"):
                yield from self._assignment(table)

    def _assignment(self, table: Place) -> Iterator[Found]:
        first, place = self._here, (*table, *self._key("="))
        yield from self._with_value(place, first)

    def _with_value(self, place: Place, first: _Token) -> Iterator[Found]:
        """Yield the item that begins with a token and whose value follows, then the items in that value."""
        value = self._here.start
        inside = list(self._value(place))
        yield Found(place, first.line, first.start, value, self._end)
        yield from inside

    def _value(self, place: Place) -> Iterator[Found]:
        if self._take("["):
            number = 0
            while not self._take("]"):
                if self._take(","):
                    number += 1
                elif not self._take("\n"):
                    yield from self._with_value((*place, number), self._here)
        elif self._take("{"):
            while not self._take("}"):
                if not (self._take(",") or self._take("\n")):
                    yield from self._assignment(place)
        else:
            while self._here.text not in (",", "]", "}", "\n", ""):
                self._next += 1

    def _key(self, end: str) -> list[str]:
        """Return the parts of a key, which may be dotted and quoted, and skip the token at its end."""
        parts = []
        while not self._take(end):
            if not self._take("."):
                token = self._here.text
                parts.append(tomllib.loads(f"key = {token}")["key"] if token[0] in "\"'" else token)
                self._next += 1
        return parts

    @property
    def _here(self) -> _Token:
        return self._tokens[self._next]

    @property
    def _end(self) -> int:
        """The code point after the last token that was read."""
        return self._tokens[self._next - 1].end

    def _take(self, token: str) -> bool:
        """Skip the next token if it is this one."""
        is_there = self._here.text == token
        self._next += is_there
        return is_there


def _resolve(names: list[str], lengths: Counter[Place], *, is_array: bool) -> Place:
    """Return the path of a header, with the numbers of the array items that it is in."""
    place: Place = ()
    for depth, name in enumerate(names, 1):
        place = (*place, name)
        if is_array and depth == len(names):
            lengths[place] += 1
        if place in lengths:
            place = (*place, lengths[place] - 1)
    return place
