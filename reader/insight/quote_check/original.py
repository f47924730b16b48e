"""An original: the text of a speech, an interview or a document in which quoted words are looked for."""

import re
from array import array
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from reader.insight.quote_check.pair_index import Pairs, index_pairs
from reader.insight.quote_check.turns import Turns, find_turns
from reader.insight.wording.language import language_of
from reader.insight.wording.normal_words import NormalWords, normal_words
from reader.text.abbreviations import word_set

# What the writer of a transcript adds: [Applause], (Laughter.), time codes.
_NOTE = re.compile(
    r"\[[A-Z][^\[\]\n]{0,200}\](?![^\W\d_])"
    r"|[\[(](?:applause|laugh(?:ter|s)|cheer(?:s|ing)|boos|crosstalk|inaudible|pause|music|\d\d?:\d\d)[^\[\]()\n]{0,80}[\])]"
    r"|^\d{1,2}:\d\d(?::\d\d)?[^\n]{0,40}-->[^\n]{0,60}$",
    re.MULTILINE | re.IGNORECASE,
)

_SOUNDS = word_set("applause laughter laughs cheers cheering boos crosstalk inaudible pause music")


def without_notes(shown: str) -> str:
    """Return the text of a transcript with blanks in place of notes that nobody said."""
    if not any(mark in shown for mark in ("[", "(", "-->")):
        return shown
    return _NOTE.sub(lambda note: note[0] if _is_said(note[0]) else " " * len(note[0]), shown)


def _is_said(note: str) -> bool:
    """Return whether brackets hold words of the speech that its editor supplied, such as `[the]`."""
    return note[0] == "[" and note[1:2].islower() and note[1:].split()[0].strip("].,") not in _SOUNDS


class OriginalText(NamedTuple):
    """The text of an original, and its shown form of the same length, in which markup is blank."""

    text: str
    shown: str


@dataclass(frozen=True)
class Original:
    """A text with its index.

    Attributes:
        source: The id of its source.
        digest: SHA-256 of the file.
        language: Its language, as `language_of` returns it; empty if unknown.
        pairs: Its index of neighbouring words.
        read: Returns its text, which need not be kept.
    """

    source: str
    digest: str
    language: str
    pairs: Pairs
    read: Callable[[], OriginalText]

    @property
    def text(self) -> str:
        """The text of the source."""
        return self.read().text

    @cached_property
    def turns(self) -> Turns:
        """The turns of its speakers."""
        return find_turns(self.read().shown)

    def shown_between(self, start: int, end: int) -> str:
        """Return a part of the text in the form that is compared: without markup and without notes."""
        return without_notes(self.read().shown[max(0, start) : end])

    def words_between(self, start: int, end: int) -> NormalWords:
        """Return the words of a part of the text, with their places in that part."""
        return normal_words(self.shown_between(start, end))


def index_text(text: OriginalText) -> "array[int]":
    """Return the index of a text, which takes half a second per megabyte."""
    return index_pairs(normal_words(without_notes(text.shown)))


def make_original(source: str, text: str, digest: str = "", shown: str = "") -> Original:
    """Return an original whose text is kept, and indexed now."""
    both = OriginalText(text, shown or text)
    return Original(source, digest, language_of(both.shown), index_text(both), lambda: both)
