"""The lines of an article, and what each looks like by itself."""

import re
from itertools import chain, pairwise
from math import log
from operator import itemgetter
from typing import NamedTuple

from reader.insight.boilerplate.line_cues import CUES, KINDS, OF_THE_PAGE
from reader.insight.boilerplate.rules import tell
from reader.text.article import Article
from reader.text.span import Span

LOOKED_AT = 600  # code points of a line; more does not make it another kind of line
SHORT, LONG = 12, 20  # words: of what is no paragraph; of what is
HEADING = 15  # words

_LINE = re.compile(r"[^\s\ufeff](?:[^\r\n]*[^\s\ufeff])?")
_WORD = re.compile(r"[^\W_]+(?:[-'’.][^\W_]+)*")
_DIGIT = re.compile(r"\d")
_FIRST = itemgetter(0)
_SEPARATOR = re.compile(r"\s[>/·•–—-]\s|[|»›]")
_LINK = re.compile(r"https?://|www\.|\w@\w|(?:^|\s)[@#]\w")
_LIST = re.compile(r"(?:[•‣◦▪▸●○■–—*+-]|\d{1,3}[.)])\s")
_DATE = re.compile(r"\b\d{1,2}[:h]\d\d\b|\b\d{1,4}[./-]\d{1,2}[./-]\d{1,4}\b|\b(?:19|20)\d\d\b")
_CLOSING = "\"'”’»)]"
_SENTENCE_ENDS = (".", "!", "?", "。", "！", "？", "؟", "।")

LENGTH = ("one word", "words to five", "words to twelve", "words to thirty", "words")
LETTERS = ("capitals", "short and capitals", "begins lower", "begins with a digit", "digits", "mostly digits")
MARKS = ("link", "separator", "owner", "speech", "list item", "date")
ENDING = (
    "ends a sentence", "short and ends a sentence", "long and ends a sentence",
    "ends in a colon", "cut off", "long and cut off",
)  # fmt: skip
CUED = ("cues", "no cue in a short line", "long and of the page", *(f"speaks of {kind}" for kind in KINDS))
LOOKS = (*LENGTH, *LETTERS, *MARKS, *ENDING, *CUED)


class Look(NamedTuple):
    """What a line looks like. features: a number for each of `LOOKS`, 0 to about 1. size: its length in words.

    kinds: of the cues in it. words: those in it that are rare enough to tell what it is about.
    is_dated: whether it tells a time, and little else. is_heading: whether it could be a heading.
    tell: what it plainly is, if it is plain furniture.
    """

    features: tuple[float, ...]
    size: int
    kinds: frozenset[str]
    words: frozenset[str]
    is_dated: bool
    is_heading: bool
    tell: str


def lines_of(article: Article) -> list[tuple[Span, str]]:
    """Each line that is not blank, and what it says; in Markdown the blocks, without their marks."""
    if article.source.is_markdown:
        blocks = ((block, block.content.of(article.text)) for block in article.blocks)
        return [(block.content, block.rendered[block.lead :].strip()) for block, raw in blocks if raw.strip()]
    return plain_lines(article.text)


def plain_lines(text: str) -> list[tuple[Span, str]]:
    return [(Span(*match.span()), match[0]) for match in _LINE.finditer(text)]


def key_of(line: str) -> str:
    """The same for lines that differ in capitals, numbers and white space."""
    low = " ".join(line.lower().split())
    return _DIGIT.sub("0", low) if _DIGIT.search(low) else low


def look(line: str) -> Look:
    head = line[:LOOKED_AT]
    words = _WORD.findall(head)
    low = " ".join(words).lower().split(" ") if words else words
    size = len(words) * len(line) // len(head)
    kinds = _kinds(low) if size <= SHORT else []
    digits = len(_DIGIT.findall(head)) if size <= LONG else 0
    has_date = digits > 0 and size <= SHORT and bool(_DATE.search(head))
    ending = _ending(line, size)
    telling = frozenset([word for word in low if len(word) > 4])
    features = (
        *_length(size),
        *_letters(head, words, digits / len(head)),
        *_marks(head, has_date),
        *ending,
        len(kinds) / max(1, size),
        size <= SHORT and not kinds,
        min(3, len(telling & OF_THE_PAGE)) / 3 if size > SHORT else 0.0,
        *[kind in kinds for kind in KINDS],
    )
    is_dated = has_date or ("date" in kinds and digits > 0)
    is_heading = 3 < size <= HEADING and not ending[0]
    told = tell(line, low) if len(line) < LOOKED_AT else ""
    return Look(features, size, frozenset(kinds), telling, is_dated, is_heading, told)


def _kinds(low: list[str]) -> list[str]:
    phrases: chain[str | tuple[str, str]] = chain(low, pairwise(low))
    return [CUES[phrase] for phrase in phrases if phrase in CUES]


def _length(size: int) -> tuple[float, ...]:
    return size == 1, min(size, 5) / 5, min(size, SHORT) / SHORT, min(size, 30) / 30, log(1 + min(size, 200)) / 5


def _letters(head: str, words: list[str], digits: float) -> tuple[float, ...]:
    capitals = sum(map(str.isupper, map(_FIRST, words))) / max(1, len(words))
    first = head[0]
    return capitals, capitals * (len(words) <= SHORT), first.islower(), first.isdigit(), digits, digits > 0.5


def _marks(head: str, has_date: bool) -> tuple[float, ...]:
    has_link = bool(_LINK.search(head)) if "://" in head or "www." in head or "@" in head or "#" in head else False
    has_owner = "©" in head or "(c)" in head or "®" in head or "™" in head
    has_speech = '"' in head or "“" in head or "«" in head or "„" in head
    return has_link, bool(_SEPARATOR.search(head)), has_owner, has_speech, bool(_LIST.match(head)), has_date


def _ending(line: str, size: int) -> tuple[float, ...]:
    end = line[-8:].rstrip(_CLOSING)
    is_cut = end.endswith(("…", "..."))
    ends = not is_cut and end.endswith(_SENTENCE_ENDS)
    return ends, ends and size <= SHORT, ends and size > LONG, line[-1] == ":", is_cut, is_cut and size > SHORT
