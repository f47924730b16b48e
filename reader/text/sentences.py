"""Splitting a block into sentences.

One regular expression finds every mark that could end a sentence, and the text around the mark decides. Case is the
best evidence, so only languages that begin sentences with a capital, or whose script has no case, are split well. The
word lists are English, with a few abbreviations of neighbouring languages.
"""

import re
from collections.abc import Iterator
from functools import cache

from reader.text.abbreviations import (
    ABBREVIATIONS,
    CLOCK,
    COUNTERS,
    DAYS_AND_ZONES,
    GERMAN_MONTHS,
    NAMES_WITH_MARK,
    SAYING,
    STARTERS,
    TITLES,
)
from reader.text.span import Span

RegexMatch = re.Match[str]

_LINE = re.compile(r"[^\r\n]+")
_NEXT = re.compile(r"""(?P<openers>[\s"'“”„‘’‚«»‹›(\[{¿¡*_—–-]*+)(?P<word>[^\W_]*+)""")
_WORD_BEFORE = re.compile(r"[^\W_]+(?:[.&'’]{1,2}[^\W_]+)*[°º]?\Z")
_LABEL_LENGTH = 12  # code points; a label such as "xviii." or "(a)." is shorter
_CLOCK_LENGTH = 40  # code points; an opening such as "At 5 a.m." is shorter
_LABEL = re.compile(r"[\W_]*(?:\d{1,3}|[A-Za-z]|[ivxIVX]{1,5})\Z")
_SMALL_WORD = re.compile(r"\b[a-z]+\s\Z")
_DASH = re.compile(r"(?:\A|\s)(?:[—–]|--?\s)")
_SOME_TIME = re.compile(r"(?:[A-Z]\w+ ){1,2}[Tt]ime\b")


_WIDE = frozenset("。！？｡")  # written without white space after them
_QUOTES = frozenset("\"'”’“»«›‹」』")
_VOWELS = frozenset("aeiouyAEIOUY")


@cache
def _stop() -> re.Pattern[str]:
    """Return the pattern of a stop: marks, the closing characters after them, and white space.

    It is possessive and cannot fail after the first mark, so a line of a million full stops or quotation marks takes
    linear time. It is compiled when first needed, because that takes a millisecond.
    """
    return re.compile(
        r"""(?P<marks>[.!?…‽⁇⁈⁉‼。！？｡؟۔।॥։።፧။]++(?>(?:[ \xa0]\.(?![\w.…]))*))"""
        r"""(?P<closers>["'”’“»«›‹)\]}」』】〉》*_]*+(?>(?:[ \xa0\u202f][”»›)\]]++(?=\s|\Z))?)"""
        r"""[⁰¹²³⁴-⁹]*+(?:[ ]?\[\d{1,3}\])*+)"""
        r"""(?P<gap>\s*+)"""
    )


def line_spans(text: str) -> Iterator[Span]:
    """Yield the lines of a literal text such as code, without surrounding white space; blank lines are left out."""
    for line in _LINE.finditer(text):
        span = _trimmed(text, *line.span())
        if span:
            yield span


def sentence_spans(text: str) -> Iterator[Span]:
    """Yield the sentences of a block's rendered text: in order, without overlaps, and covering all but white space.

    Closing quotation marks, brackets and footnote marks belong to the sentence before them. Text in quotation marks
    or brackets is split, too.
    """
    start, end = _trimmed(text, 0, len(text))
    last_word = _last_word(text, end)
    for stop in _stop().finditer(text, start, end):
        if stop.end() > last_word:
            break
        if _ends_sentence(text, start, stop):
            here = _end(text, stop)
            yield Span(start, here)
            start = stop.end() if here == stop.end("closers") else here + 1
    if start < end:
        yield Span(start, end)


def _trimmed(text: str, start: int, end: int) -> Span:
    content = text[start:end].rstrip()
    return Span(start + len(content) - len(content.lstrip()), start + len(content))


def _last_word(text: str, end: int) -> int:
    """Return the position of the last letter or digit: punctuation after it is not a sentence of its own."""
    while end > 0 and not text[end - 1].isalnum():
        end -= 1
    return end - 1


def _end(text: str, stop: RegexMatch) -> int:
    # In "this. . . . That" the first full stop ends the sentence, and an ellipsis begins the next.
    four = len(stop["marks"]) == 7 and stop["marks"][1] in " \xa0" and not stop["closers"]
    return stop.start() + 1 if four and not text[stop.start() - 1].isspace() else stop.end("closers")


def _ends_sentence(text: str, start: int, stop: RegexMatch) -> bool:
    following = _NEXT.match(text, stop.end())
    if not following or not _has_words(text, start, stop.start()) or text[stop.start() - 1] in "([":
        return False
    if not stop["gap"]:
        return _ends_without_gap(text, stop, following["word"])
    if _goes_on(text, following):
        return False
    if stop["marks"] == ".":
        return _ends_at_full_stop(text, start, stop, following)
    if not stop["marks"].strip(".… \xa0"):
        return _ends_at_ellipsis(text, stop, following["word"])
    return _ends_at_exclamation(text, start, stop, following)


def _has_words(text: str, start: int, end: int) -> bool:
    # Longer texts are not searched: a line of nothing but marks would take quadratic time.
    return end - start > 12 or any(map(str.isalnum, text[start:end]))


def _goes_on(text: str, following: RegexMatch) -> bool:
    """Return True if a small letter, a comma or a closing bracket shows that the sentence continues."""
    word = following["word"]
    if not word:
        return text[following.end()] in ",;:)]}"
    if "¿" in following["openers"] or "¡" in following["openers"]:
        return False
    return word[0].islower() and not word[1:2].isupper()  # eBay and iPhone can begin a sentence


def _ends_without_gap(text: str, stop: RegexMatch, word: str) -> bool:
    """Return whether a sentence ends at a stop that no blank follows: a script without blanks, or `said.The`."""
    last, after = text[stop.end() - 1], text[stop.end()]
    if stop["marks"][-1] in _WIDE:
        return after not in "、，," and not (stop["closers"] and after == "と")
    if stop["closers"]:
        return last in "”»" and after.isupper()
    return word in STARTERS and text[stop.start() - 1].islower()


def _ends_at_ellipsis(text: str, stop: RegexMatch, word: str) -> bool:
    # An ellipsis after a blank usually marks an omission within a sentence.
    apart = text[stop.start() - 1].isspace() and stop["marks"].count(".") < 4
    return not apart or (word in STARTERS and word != "I")


def _ends_at_exclamation(text: str, start: int, stop: RegexMatch, following: RegexMatch) -> bool:
    before = _WORD_BEFORE.search(text, max(start, stop.start() - 16), stop.start())
    if before and before[0] in NAMES_WITH_MARK and not stop["closers"]:
        return following["word"] in STARTERS
    if _DASH.match(following["openers"]):
        return False
    return not (_has_quote(stop) and _is_attribution(text, following))


def _is_attribution(text: str, following: RegexMatch) -> bool:
    """Return True if an attribution follows, such as `Smith said` after `“Why?”`."""
    if following["openers"] or following["word"] in STARTERS:
        return False
    name_and_verb = _name_and_verb().match(text, following.end("openers"))
    return name_and_verb is not None and name_and_verb[1] in SAYING


@cache
def _name_and_verb() -> re.Pattern[str]:
    return re.compile(r"(?:(?:[A-Z][\w’'-]*\.?|de|van|von|al|bin)[ \xa0]){1,5}([a-z]+)")


def _ends_at_full_stop(text: str, start: int, stop: RegexMatch, following: RegexMatch) -> bool:
    at, after = stop.start(), following["word"]
    if at - start < _LABEL_LENGTH and _LABEL.match(text, start, at):
        return False
    before = _WORD_BEFORE.search(text, max(start, at - 16), at)
    if not before:
        return True
    word = before[0]
    if word in TITLES or (word in COUNTERS and after[:1].isdigit()) or _is_ordinal(word, after):
        return False
    if not _is_abbreviation(word) or _has_quote(stop) or _is_pronoun(text, start, before):
        return True
    if following["openers"] and _DASH.search(following["openers"]):
        return False
    if word.lower() in CLOCK:
        return _ends_at_clock(text, start, at, following)
    return after in STARTERS and not _is_headline(text[max(start, at - 80) : at])


def _is_abbreviation(word: str) -> bool:
    if len(word) == 1:
        return word.isupper() or word.islower()
    if "." in word:
        return _is_dotted(word.replace("&", "").split("."))
    return word in ABBREVIATIONS or _is_without_vowels(word)


def _is_dotted(parts: list[str]) -> bool:
    """Return True for U.S, Ph.D and EE.UU, but not for the domain t.co."""
    short = all(len(part) <= 2 and part.isalpha() for part in parts)
    return short and (len(parts[-1]) == 1 or parts[-1].isupper())


def _is_without_vowels(word: str) -> bool:
    """Return True for Blvd and hrs, but not for GDP."""
    return len(word) <= 5 and word.isascii() and word.isalpha() and word[1:].islower() and _VOWELS.isdisjoint(word)


def _is_pronoun(text: str, start: int, word: RegexMatch) -> bool:
    """Return True if a word is the "I" of "you and I" and not an initial."""
    return word[0] == "I" and _SMALL_WORD.search(text, max(start, word.start() - 16), word.start()) is not None


def _is_ordinal(word: str, after: str) -> bool:
    """Return True for a German date such as `12. Mai`."""
    return word.isdecimal() and len(word) < 3 and after in GERMAN_MONTHS


def _ends_at_clock(text: str, start: int, at: int, following: RegexMatch) -> bool:
    fronted = at - start < _CLOCK_LENGTH and len(text[start:at].split()) <= 4  # "At 5 a.m. Mr. Smith went out."
    after = following["word"]
    if fronted or not after[:1].isupper() or after in DAYS_AND_ZONES or (after.isupper() and len(after) > 1):
        return False
    return not _SOME_TIME.match(text, following.end("openers"))


def _is_headline(sentence: str) -> bool:
    """Return True if nearly every word has a capital, so that a capital after the stop is no evidence."""
    words = [word for word in sentence.split() if word[0].isalpha()]
    return len(words) >= 4 and sum(word[0].islower() for word in words) * 6 <= len(words)


def _has_quote(stop: RegexMatch) -> bool:
    return not _QUOTES.isdisjoint(stop["closers"])
