"""Finding the line of a setting in a TOML file; Python's parser does not report lines."""

import re
import tomllib
from collections import Counter
from collections.abc import Iterator, Sequence

Place = tuple[str | int, ...]  # the path to a setting, such as ("tags", 1, "key")

TOKEN = re.compile(
    r'(?P<string>"""(?:\\.|[^\\])*?"{3,5}|\'\'\'.*?\'{3,5}|"(?:\\.|[^"\\\n])*"|\'[^\'\n]*\')'
    r"|(?P<comment>\#[^\n]*)|[\w+:-]+|[][{}=,.\n]",
    re.DOTALL,
)


def lines_of(text: str, places: Sequence[Place]) -> list[int]:
    """Return the line of each of some settings; of one that the file lacks, that of the innermost table around it.

    Args:
        text: A valid TOML document.
        places: The paths to the settings.
    """
    found = [(0, 1)] * len(places)  # the depth of what is found, and its line
    for line, here in _Scanner(text).places():
        for number, place in enumerate(places):
            if len(here) > found[number][0] and here == place[: len(here)]:
                found[number] = len(here), line
    return [line for _, line in found]


class _Scanner:
    """A reader of a valid TOML document that yields each table, setting and array item with its line."""

    def __init__(self, text: str) -> None:
        self._tokens: list[tuple[str, int]] = []
        line, counted = 1, 0
        for match in TOKEN.finditer(text):
            line, counted = line + text.count("\n", counted, match.start()), match.start()
            if not match["comment"]:
                self._tokens.append((match[0], line))
        self._tokens.append(("", line))
        self._next = 0

    def places(self) -> Iterator[tuple[int, Place]]:
        table: Place = ()
        lengths: Counter[Place] = Counter()  # of the arrays of tables so far
        while token := self._token:
            line = self._line
            if token == "[":
                self._next += 1
                is_array = self._take("[")
                table = _resolve(self._key("]"), lengths, is_array=is_array)
                self._take("]")
                yield line, table
            elif not self._take("\n"):
                yield from self._assignment(table)

    def _assignment(self, table: Place) -> Iterator[tuple[int, Place]]:
        line, place = self._line, (*table, *self._key("="))
        yield line, place
        yield from self._value(place)

    def _value(self, place: Place) -> Iterator[tuple[int, Place]]:
        if self._take("["):
            number = 0
            while not self._take("]"):
                if self._take(","):
                    number += 1
                elif not self._take("\n"):
                    yield self._line, (*place, number)
                    yield from self._value((*place, number))
        elif self._take("{"):
            while not self._take("}"):
                if not (self._take(",") or self._take("\n")):
                    yield from self._assignment(place)
        else:
            while self._token not in (",", "]", "}", "\n", ""):
                self._next += 1

    def _key(self, end: str) -> list[str]:
        """Return the parts of a key, which may be dotted and quoted, and go past the token at its end."""
        parts = []
        while not self._take(end):
            if not self._take("."):
                token = self._token
                parts.append(tomllib.loads(f"key = {token}")["key"] if token[0] in "\"'" else token)
                self._next += 1
        return parts

    @property
    def _token(self) -> str:
        return self._tokens[self._next][0]

    @property
    def _line(self) -> int:
        return self._tokens[self._next][1]

    def _take(self, token: str) -> bool:
        """Go past the next token if it is this one."""
        is_there = self._token == token
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
