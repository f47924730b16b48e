"""The lines of an article, and the features of each line by itself."""

import re
from itertools import chain, pairwise
from math import log
from operator import itemgetter
from typing import NamedTuple

from reader.insight.boilerplate.line_cues import PAGE_WORDS, TOPICS, TOPICS_BY_PHRASE
from reader.insight.boilerplate.rules import match_rule
from reader.text.article import Article
from reader.text.span import Span

MAX_EXAMINED = 600  # code points of a line; more would not make it another kind of line
SHORT, LONG = 12, 20  # words up to which a line is short, and beyond which it is long
FEW = 5  # words
MIDDLE = 30  # words
MAX_COUNTED = 200  # words
HEADING_WORDS = range(4, 16)  # words of a heading
MIN_CONTENT_LETTERS = 5  # letters of a word that says what a line is about
MAX_PAGE_WORDS = 3  # that count

_LINE = re.compile(r"[^\s\ufeff](?:[^\r\n]*[^\s\ufeff])?")
_WORD = re.compile(r"[^\W_]+(?:[-'’.][^\W_]+)*")
_DIGIT = re.compile(r"\d")
_FIRST = itemgetter(0)
_SEPARATOR = re.compile(r"\s[>/·•–—-]\s|[|»›]")
_LINK = re.compile(r"https?://|www\.|\w@\w|(?:^|\s)[@#]\w")
_LIST_ITEM = re.compile(r"(?:[•‣◦▪▸●○■–—*+-]|\d{1,3}[.)])\s")
_DATE = re.compile(r"\b\d{1,2}[:h]\d\d\b|\b\d{1,4}[./-]\d{1,2}[./-]\d{1,4}\b|\b(?:19|20)\d\d\b")
_CLOSING_MARKS = "\"'”’»)]"
_SENTENCE_ENDS = (".", "!", "?", "。", "！", "？", "؟", "।")

LENGTH = ("one word", "words up to five", "words up to twelve", "words up to thirty", "logarithm of words")
LETTERS = (
    "capitalised words", "capitalised words of a short line", "begins in lower case", "begins with a digit",
    "digits", "mostly digits",
)  # fmt: skip
MARKS = ("link", "separator", "copyright or trademark sign", "quotation mark", "list item", "date")
ENDING = (
    "ends a sentence", "short, ends a sentence", "long, ends a sentence",
    "ends in a colon", "cut off", "not short, cut off",
)  # fmt: skip
WORDING = ("words of a topic", "short, no word of a topic", "not short, words of a page")
SPEAKS_OF = tuple(f"speaks of {topic}" for topic in TOPICS)
FEATURE_NAMES = (*LENGTH, *LETTERS, *MARKS, *ENDING, *WORDING, *SPEAKS_OF)


class LineFeatures(NamedTuple):
    """The features of a line by itself.

    Attributes:
        values: A number for each of `FEATURE_NAMES`, from 0 to about 1.
        word_count: The number of words.
        topics: The topics of a short line.
        content_words: The words that say what the line is about: the longer ones, in lower case.
        is_dated: True if it gives a time and little else.
        may_be_heading: True if it could be a heading.
        rule: The reason that the rules give for a line that is clearly boilerplate, else empty.
    """

    values: tuple[float, ...]
    word_count: int
    topics: frozenset[str]
    content_words: frozenset[str]
    is_dated: bool
    may_be_heading: bool
    rule: str


def article_lines(article: Article) -> list[tuple[Span, str]]:
    """Return each line that is not blank, with its span; of Markdown the blocks, without their markup."""
    if article.source.is_markdown:
        blocks = ((block, block.content.of(article.text)) for block in article.blocks)
        return [(block.content, block.rendered[block.lead :].strip()) for block, raw in blocks if raw.strip()]
    return text_lines(article.text)


def text_lines(text: str) -> list[tuple[Span, str]]:
    """Return each line of a text that is not blank, with its span, without the white space around it."""
    return [(Span(*match.span()), match[0]) for match in _LINE.finditer(text)]


def line_key(line: str) -> str:
    """Return a key that is the same for lines that differ only in case, digits and white space."""
    low = " ".join(line.lower().split())
    return _DIGIT.sub("0", low) if _DIGIT.search(low) else low


def line_features(line: str) -> LineFeatures:
    """Return the features of a line, which must not be empty."""
    head = line[:MAX_EXAMINED]
    words = _WORD.findall(head)
    lowered = " ".join(words).lower().split(" ") if words else words
    count = len(words) * len(line) // len(head)
    topics = _topics(lowered) if count <= SHORT else []
    digits = len(_DIGIT.findall(head)) if count <= LONG else 0
    has_date = digits > 0 and count <= SHORT and bool(_DATE.search(head))
    ending = _ending(line, count)
    content_words = frozenset([word for word in lowered if len(word) >= MIN_CONTENT_LETTERS])
    page_words = len(content_words & PAGE_WORDS) if count > SHORT else 0
    values = (
        *_length(count),
        *_letters(head, words, digits / len(head)),
        *_marks(head, has_date),
        *ending,
        len(topics) / max(1, count),
        count <= SHORT and not topics,
        min(MAX_PAGE_WORDS, page_words) / MAX_PAGE_WORDS,
        *[topic in topics for topic in TOPICS],
    )
    return LineFeatures(
        values=values,
        word_count=count,
        topics=frozenset(topics),
        content_words=content_words,
        is_dated=has_date or ("date" in topics and digits > 0),
        may_be_heading=count in HEADING_WORDS and not ending[0],
        rule=match_rule(line, lowered) if len(line) < MAX_EXAMINED else "",
    )


def _topics(words: list[str]) -> list[str]:
    """Return the topic of each word and pair of words that has one."""
    phrases: chain[str | tuple[str, str]] = chain(words, pairwise(words))
    return [TOPICS_BY_PHRASE[phrase] for phrase in phrases if phrase in TOPICS_BY_PHRASE]


def _length(count: int) -> tuple[float, ...]:
    scaled = (min(count, limit) / limit for limit in (FEW, SHORT, MIDDLE))
    return count == 1, *scaled, log(1 + min(count, MAX_COUNTED)) / 5


def _letters(head: str, words: list[str], digits: float) -> tuple[float, ...]:
    capitals = sum(map(str.isupper, map(_FIRST, words))) / max(1, len(words))
    first = head[0]
    return capitals, capitals * (len(words) <= SHORT), first.islower(), first.isdigit(), digits, digits > 0.5


def _marks(head: str, has_date: bool) -> tuple[float, ...]:
    # Looking for single marks is faster than searching every line for the pattern.
    has_link = bool(_LINK.search(head)) if "://" in head or "www." in head or "@" in head or "#" in head else False
    has_owner = "©" in head or "(c)" in head or "®" in head or "™" in head
    has_speech = '"' in head or "“" in head or "«" in head or "„" in head
    return has_link, bool(_SEPARATOR.search(head)), has_owner, has_speech, bool(_LIST_ITEM.match(head)), has_date


def _ending(line: str, count: int) -> tuple[float, ...]:
    end = line[-8:].rstrip(_CLOSING_MARKS)
    is_cut = end.endswith(("…", "..."))
    ends = not is_cut and end.endswith(_SENTENCE_ENDS)
    return ends, ends and count <= SHORT, ends and count > LONG, line[-1] == ":", is_cut, is_cut and count > SHORT
