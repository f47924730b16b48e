"""Tag names for the codes of other programs, which may have any name and be nested as deeply as they like."""

import re
import unicodedata
from collections import Counter

from reader.settings.tag_entries import LONGEST_NAME
from reader.settings.tag_names import BETWEEN, MARKS, tag_above

UNNAMED = "unnamed"
SHORTEST = 24  # code points: a name is never cut shorter; a code with less room is moved up
NUMBER = len(" 1234567")  # code points that are kept free for the number of a name that is taken
_SPACES = re.compile(r"\s+")
_JOINERS = re.compile("[\u200c\u200d]")  # within words of some languages
_NOT_IN_NAME = re.compile(rf"[^\w{MARKS} -]+")
_ENDS = re.compile(rf"^[\W_]+|[^\w{MARKS}]+$")


class TagNames:
    """The tag names given to the codes of one file; each belongs to one code."""

    def __init__(self) -> None:
        """Start without names."""
        self._taken = set[str]()
        self._numbers = Counter[str]()

    def of(self, name: str, above: str) -> str:
        """Return a valid, unique tag name for a code, nested in the tag above as far as there is room.

        Args:
            name: The name of the code.
            above: The tag name of the code above it; empty if there is none.
        """
        return self._free(clean_part(name), above)

    def as_is(self, name: str, above: str) -> str:
        """Return the tag name of a code in a file that reader wrote: its parent's tag name, `/` and its own name."""
        tag = f"{above}{BETWEEN}{name}" if above else name
        self._taken.add(tag)
        return tag

    def _free(self, part: str, above: str) -> str:
        tag = _nested(part, above)
        if tag in self._taken:
            stem = _nested(part, above, NUMBER)
            self._numbers[stem] += 1
            while (tag := f"{stem} {self._numbers[stem] + 1}") in self._taken:
                self._numbers[stem] += 1
        self._taken.add(tag)
        return tag


def clean_part(name: str) -> str:
    """Return the name of a code as a part of a tag's name: letters, digits, spaces, hyphens and underscores."""
    plain = _JOINERS.sub("", unicodedata.normalize("NFC", name)).replace(BETWEEN, "-")
    return _ENDS.sub("", _SPACES.sub(" ", _NOT_IN_NAME.sub(" ", plain))) or UNNAMED


def _nested(part: str, above: str, reserved: int = 0) -> str:
    """Return a part nested in a tag, or in one above that tag with more room."""
    room = LONGEST_NAME - reserved
    while above and room - len(above) - len(BETWEEN) < min(len(part), SHORTEST):
        above = tag_above(above)
    front = f"{above}{BETWEEN}" if above else ""
    return front + _ENDS.sub("", part[: room - len(front)])
