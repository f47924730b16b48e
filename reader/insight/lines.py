"""The lines of an article, and what each looks like by itself."""

import re
from functools import lru_cache
from itertools import pairwise
from math import log
from typing import NamedTuple

from reader.insight.cues import CUES, KINDS
from reader.insight.tells import tell
from reader.text.article import Article
from reader.text.span import Span

LOOKED_AT = 600  # code points of a line; more does not make it another kind of line
SHORT, LONG = 12, 20  # words: of what is no paragraph; of what is
REMEMBERED = 8192  # lines; those of menus come again and again

_LINE = re.compile(r"[^\r\n]*[^\s\ufeff][^\r\n]*")
_WORD = re.compile(r"[^\W_]+(?:[-'’.][^\W_]+)*")
_DIGIT = re.compile(r"\d")
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
CUED = ("cues", "no cue in a short line", *(f"speaks of {kind}" for kind in KINDS))
LOOKS = (*LENGTH, *LETTERS, *MARKS, *ENDING, *CUED)


class Look(NamedTuple):
    """What a line looks like. features: a number for each of `LOOKS`, 0 to about 1. size: its length in words.

    kinds: of the cues in it. words: those in it that are rare enough to tell what it is about.
    is_dated: whether it tells a time, and little else. tell: what it plainly is, if it is plain furniture.
    """

    features: tuple[float, ...]
    size: int
    kinds: frozenset[str]
    words: frozenset[str]
    is_dated: bool
    tell: str


def lines_of(article: Article) -> list[tuple[Span, str]]:
    """Each line that is not blank, and what it says; in Markdown the blocks, without their marks."""
    if article.source.is_markdown:
        return [(block.content, block.shown[block.lead :].strip()) for block in article.blocks if block.content]
    return plain_lines(article.text)


def plain_lines(text: str) -> list[tuple[Span, str]]:
    found = []
    for match in _LINE.finditer(text):
        whole = match[0]
        line = whole.strip().strip("\ufeff").strip()
        start = match.start() + whole.index(line)
        found.append((Span(start, start + len(line)), line))
    return found


def key_of(line: str) -> str:
    """The same for lines that differ in capitals, numbers and white space."""
    return " ".join(_DIGIT.sub("0", line.lower()).split())


@lru_cache(REMEMBERED)
def look(line: str) -> Look:
    head = line[:LOOKED_AT]
    words = _WORD.findall(head)
    low = [word.lower() for word in words]
    size = len(words) * len(line) // max(1, len(head))
    kinds = _kinds(low) if size <= SHORT else []
    digits = len(_DIGIT.findall(head)) if size <= LONG else 0
    has_date = digits > 0 and size <= SHORT and bool(_DATE.search(head))
    features = (
        *_length(size),
        *_letters(head, words, digits / len(head)),
        *_marks(head, has_date),
        *_ending(line, size),
        len(kinds) / max(1, size),
        size <= SHORT and not kinds,
        *[kind in kinds for kind in KINDS],
    )
    is_dated = has_date or ("date" in kinds and digits > 0)
    telling = frozenset([word for word in low if len(word) > 4])
    return Look(features, size, frozenset(kinds), telling, is_dated, tell(line, low) if len(line) < LOOKED_AT else "")


def _kinds(low: list[str]) -> list[str]:
    pairs = map(" ".join, pairwise(low))
    return [CUES[each] for each in (*low, *pairs) if each in CUES]


def _length(size: int) -> tuple[float, ...]:
    return size == 1, min(size, 5) / 5, min(size, SHORT) / SHORT, min(size, 30) / 30, log(1 + min(size, 200)) / 5


def _letters(head: str, words: list[str], digits: float) -> tuple[float, ...]:
    capitals = sum([word[0].isupper() for word in words]) / max(1, len(words))
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
