"""Paragraphs from the lines of printed pages: without running heads, across pages, with divided words joined."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from reader.text.abbreviations import word_set
from reader.text.scripts import EAST_ASIAN, SOUTH_EAST_ASIAN

FULL_LINE = 0.8  # share of a page's longest line: a shorter line that ends a sentence ends a paragraph
_EDGE = 2  # lines at the top and bottom of a page that may be running heads
_HEAD_LENGTH = 120  # characters of a running head, at most
_SENTENCE_ENDS = tuple('.!?:”"’»…。！？：」』।۔؟')
_BETWEEN_LINES = re.compile(f"[{EAST_ASIAN}]{{2}}|[{SOUTH_EAST_ASIAN}]{{2}}")  # these have no blank between them
_NUMBER = re.compile(r"\W*(?:(?:page|seite|p\.|s\.)\s*)?(\d{1,4}|[ivxlc]{1,7})(?:\s*(?:/|of|von)\s*\d{1,4})?\W*", re.I)
_DIVIDED = re.compile(r"((?:\w+[-‐])*)(\w+)[-‐]$")
_FIRST_WORD = re.compile(r"\w+[-‐]?")
_AFTER_ELLIPTIC = word_set("and or to und oder bis sowie et ou y o e en of och eller og")
# Words that keep their hyphen, unless what follows is only the end of a word: `self-evident`, but `self-ish`.
_FIRST_PARTS = word_set(
    "self well half ill high low long short quasi pseudo left right old new full part hard soft fast slow"
    " free open far near deep best better ever middle vice wide two three four five six seven eight nine"
    " ten twenty thirty forty fifty sixty seventy eighty ninety first second third fourth single double"
    " multi cross year"
)
_ENDS = word_set(
    "able age dom ed en ened ening ens er ern ers es est ful fully hood ible ier ies iest ily ing ings"
    " ion ish ity land less let ling lings ly ment ness s ship th ty ure ward wards way ways y"
)


def without_running_heads(pages: Iterable[Iterable[str]]) -> tuple[list[list[str]], list[str]]:
    """Remove lines at the edges of pages that recur on other pages or count them.

    Returns:
        The lines of each page without those, and the removed lines.
    """
    stripped = [[line.strip() for line in page] for page in pages]
    edges = [{key for line in _edges(page) for key in _keys(line, number)} for number, page in enumerate(stripped)]
    keys = Counter(key for page in edges for key in page)
    left_out: list[str] = []
    for number, page in enumerate(stripped):
        for at in _edge_places(page):
            if _HEAD_LENGTH > len(page[at]) > 0 and any(keys[key] > 1 for key in _keys(page[at], number)):
                left_out.append(page[at])
                page[at] = ""
    return [_trimmed(page) for page in stripped], left_out


def join_pages(pages: Iterable[Sequence[str]]) -> Iterator[str]:
    """Join the lines of pages into paragraphs, undoing hyphenation at the ends of lines."""
    pages = [[line.strip() for line in page] for page in pages]
    known = Counter(word for page in pages for line in page for word in re.findall(r"\w+(?:[-‐]\w+)*(?![-‐\w])", line))
    paragraph, is_full = "", False
    for page in pages:
        longest = max(map(len, page), default=0)
        if page and paragraph and not _goes_on(paragraph, page[0], is_full):
            yield paragraph
            paragraph = ""
        for line in page:
            is_full = len(line) >= FULL_LINE * longest
            if line:
                paragraph = _append(paragraph, line, known)
            if paragraph and (not line or (line.endswith(_SENTENCE_ENDS) and not is_full)):
                yield paragraph
                paragraph = ""
    if paragraph:
        yield paragraph


def _goes_on(paragraph: str, line: str, is_full: bool) -> bool:
    """Return whether a paragraph continues with the first line of the next page."""
    return not paragraph.endswith(_SENTENCE_ENDS) and (is_full or line[:1].islower())


def _edge_places(page: Sequence[str]) -> list[int]:
    filled = [at for at, line in enumerate(page) if line]
    return sorted({*filled[:_EDGE], *filled[-_EDGE:]}) if len(filled) > 1 else []


def _edges(page: Sequence[str]) -> list[str]:
    return [page[at] for at in _edge_places(page)]


def _keys(line: str, page: int) -> set[str]:
    """Return the keys that are the same for a running head, or a page number, on each of its pages.

    A number at its beginning or end may be that of the page, or belong to it as the year in `Review 2024` does.
    """
    if number := _NUMBER.fullmatch(line):
        return {f"#{_value(number[1]) - page}"}
    if not re.search(r"[^\W\d_]", line):
        return set()  # the figures of a table are not running heads
    words = " ".join(line.split()).casefold()
    return {words, re.sub(r"^\d{1,4}(?=\s)|(?<=\s)\d{1,4}$", lambda number: f"#{int(number[0]) - page}", words)}


def _value(number: str) -> int:
    return int(number) if number.isdecimal() else _roman(number.lower())


def _roman(number: str) -> int:
    values = [{"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}[letter] for letter in number]
    following = [*values[1:], 0]
    return sum(-value if value < after else value for value, after in zip(values, following, strict=True))


def _trimmed(page: list[str]) -> list[str]:
    """Return lines without empty ones at the beginning and end."""
    filled = [at for at, line in enumerate(page) if line]
    return page[filled[0] : filled[-1] + 1] if filled else []


def _append(paragraph: str, line: str, known: Counter[str]) -> str:
    if paragraph.endswith("\u00ad"):
        return paragraph[:-1] + line
    if re.search(r"\w[—‑]$|\d–$", paragraph):
        return paragraph + line
    if _BETWEEN_LINES.fullmatch(paragraph[-1:] + line[:1]):
        return paragraph + line
    divided, word = _DIVIDED.search(paragraph), _FIRST_WORD.match(line)
    if not divided or not word or word[0].lower() in _AFTER_ELLIPTIC:
        return f"{paragraph} {line}" if paragraph else line
    return (paragraph if _keeps_hyphen(divided, word[0], known) else paragraph[:-1]) + line


def _keeps_hyphen(divided: re.Match[str], word: str, known: Counter[str]) -> bool:
    """Return whether the hyphen at the end of a line belongs to a word, and does not just divide it."""
    left, right = divided[2], word.rstrip("-‐")
    if known[left + right] or known[f"{divided[1]}{left}-{right}"]:
        return not known[left + right]
    is_compound = bool(divided[1]) or word != right or not left[-1].isalpha() or not right[0].isalpha()
    is_name = right[0].isupper() and not left.isupper()
    return is_compound or is_name or (left.lower() in _FIRST_PARTS and right.lower() not in _ENDS)
