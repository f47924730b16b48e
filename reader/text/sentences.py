"""Splitting a block into sentences.

One regular expression finds every mark that could end a sentence (`sentence_marks.py`), and the text around the mark
decides. Case is the best evidence, so only languages that begin sentences with a capital, or whose script has no case,
are split well. The lists of abbreviations are English, with a few of neighbouring languages; ordinals with a full stop
(`ordinals.py`) are recognised by the words around them.
"""

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from reader.system.lazy_pattern import lazy_pattern
from reader.text.abbreviations import (
    CLOCK,
    DAYS_AND_ZONES,
    GERMAN_STARTERS,
    GERMAN_UNITS,
    NAMES_WITH_MARK,
    SAYING,
    STARTERS,
    TITLES,
    is_abbreviation,
    precedes,
)
from reader.text.sentence_marks import (
    POINTS,
    WIDE_PUNCTUATION,
    end_of_notes,
    ends_a_date,
    ends_by_script,
    following_word,
    is_chinese_attribution,
    is_indic_abbreviation,
    is_tag,
    needs_no_gap,
    stops,
)
from reader.text.span import Span

RegexMatch = re.Match[str]

_LINE = lazy_pattern(r"[^\r\n]+")
_WORD_BEFORE = lazy_pattern(r"[^\W_]+(?:[.&'’]{1,2}[^\W_]+)*[°º]?\Z")
_WORD_LENGTH = 16  # code points; of a longer word only the end is looked at
_LABEL_LENGTH = 12  # code points; a label such as "xviii." or "(a)." is shorter
_CLOCK_LENGTH = 40  # code points; an opening such as "At 5 a.m." is shorter
_LABEL = lazy_pattern(r"[\W_]*(?:\d{1,3}|[A-Za-z]|[ivxIVX]{1,5}|[一二三四五六七八九十]{1,3})\Z")
_SMALL_WORD = lazy_pattern(r"\b[a-z]+\s\Z")
_DASH = lazy_pattern(r"(?:\A|\s)(?:[—–]|--?\s)")
_SOME_TIME = lazy_pattern(r"(?:[A-Z]\w+ ){1,2}[Tt]ime\b")
_OPENING = lazy_pattern('[“‘«‹"＂]')  # these open a quotation or close one

_BLANKS = lazy_pattern(r"\s+")
_CLOSE_NOTES = frozenset(">]］")
_QUOTES = frozenset("\"'”’“»«›‹」』")
_LOOK_BACK = 2000  # code points in which the quotation is looked for that a mark could close


class _Stop(NamedTuple):
    """A stop: its marks, what else belongs to the sentence, and whether white space or a tag follows.

    start: the offset of the marks.
    end: the end of the sentence, if it ends here.
    next: the offset at which the next sentence could begin.
    """

    start: int
    end: int
    next: int
    marks: str
    closers: str
    has_gap: bool


def line_spans(text: str) -> Iterator[Span]:
    """Yield the lines of a literal text such as code, without surrounding white space; blank lines are left out."""
    for line in _LINE.finditer(text):
        span = _trimmed(text, *line.span())
        if span:
            yield span


def sentence_spans(text: str) -> Iterator[Span]:
    """Yield the sentences of a block's rendered text: in order, without overlaps, covering all but white space.

    Closing quotation marks, brackets, tags and footnote marks belong to the sentence before them. Text in quotation
    marks or brackets is split, too.
    """
    start, end = _trimmed(text, 0, len(text))
    last_word = _last_word(text, end)
    passed = start
    for found in stops(text).finditer(text, start, end):
        if found.end() > last_word:
            break
        if found.start() < passed:
            continue  # it is in a note, which belongs to the stop before
        stop = _stop(text, found)
        passed = stop.next
        if passed > last_word:
            break
        if _ends_sentence(text, start, stop):
            here = _end(text, stop)
            yield Span(start, here)
            start = stop.next if here == stop.end else here + 1
    if start < end:
        yield Span(start, end)


def _stop(text: str, found: RegexMatch) -> _Stop:
    marks, closers, gap = found.groups()
    at, end = found.span("closers")
    following = found.end()
    if gap and text[following] not in "[<":
        return _Stop(found.start(), end, following, marks, closers, has_gap=True)
    notes = end_of_notes(text, end)
    if notes > end:
        end, closers, following = notes, text[at:notes], _end_of_blanks(text, notes)
        gap = text[end:following]
    if gap:
        return _Stop(found.start(), end, following, marks, closers, has_gap=True)
    for mark in _OPENING.finditer(closers):
        here = at + mark.start()
        if _opens(text, mark[0], here):  # 。“ and 。”“: the next sentence begins with it
            return _Stop(found.start(), here, here, marks, closers[: mark.start()], has_gap=False)
    has_gap = closers[-1:] in _CLOSE_NOTES or is_tag(text, end)
    return _Stop(found.start(), end, end, marks, closers, has_gap)


def _end_of_blanks(text: str, at: int) -> int:
    blanks = _BLANKS.match(text, at)
    return blanks.end() if blanks else at


def _opens(text: str, mark: str, at: int) -> bool:
    """Return whether a mark between a stop and a word, without a blank, opens a quotation and does not close one."""
    before = text[max(0, at - _LOOK_BACK) : at]
    if mark in '"＂':
        return before.count(mark) % 2 == 0
    other = {"“": "„", "‘": "‚", "«": "»", "‹": "›"}[mark]  # „…“ and »…« close with what opens “…” and «…»
    first = re.search(f"[{mark}{other}]", before)
    return first is None or first[0] == mark


def _trimmed(text: str, start: int, end: int) -> Span:
    content = text[start:end].rstrip()
    return Span(start + len(content) - len(content.lstrip()), start + len(content))


def _last_word(text: str, end: int) -> int:
    """Return the position of the last letter or digit: punctuation after it is not a sentence of its own."""
    while end > 0 and not text[end - 1].isalnum():
        end -= 1
    return end - 1


def _word_before(text: str, start: int, at: int) -> RegexMatch | None:
    """Match the last word before a stop, in the sentence that begins at `start`."""
    return _WORD_BEFORE.search(text, max(start, at - _WORD_LENGTH), at)


def _end(text: str, stop: _Stop) -> int:
    # In "this. . . . That" the first full stop ends the sentence, and an ellipsis begins the next.
    four = len(stop.marks) == 7 and stop.marks[1] in " \xa0" and not stop.closers
    return stop.start + 1 if four and not text[stop.start - 1].isspace() else stop.end


def _ends_sentence(text: str, start: int, stop: _Stop) -> bool:
    following = following_word(text, stop.next)
    if not _has_words(text, start, stop.start) or text[stop.start - 1] in "([":
        return False
    is_weak = not stop.marks.strip(";:")  # they end sentences in some scripts only, but another stop beside them does
    if is_weak and not ends_by_script(stop.marks[0], text, start, stop.start):
        return False
    if not stop.has_gap:
        return _ends_without_gap(text, start, stop, following)
    if _goes_on(text, following):
        return False
    if stop.marks in POINTS:
        return _ends_at_full_stop(text, start, stop, following)
    if not stop.marks.strip(".… \xa0"):
        return _ends_at_ellipsis(text, stop, following["word"])
    return _ends_at_exclamation(text, start, stop, following)


def _has_words(text: str, start: int, end: int) -> bool:
    # Longer texts are not searched: a line of nothing but marks would take quadratic time.
    return end - start > 12 or any(map(str.isalnum, text[start:end]))


def _goes_on(text: str, following: RegexMatch) -> bool:
    """Return True if a small letter, a comma or a closing bracket shows that the sentence continues."""
    word = following["word"]
    if not word:
        return text[following.end() : following.end() + 1] in tuple(",;:)]}")
    if "¿" in following["openers"] or "¡" in following["openers"]:
        return False
    return _is_small(word[0]) and not word[1:2].isupper()  # eBay and iPhone can begin a sentence


def _is_small(letter: str) -> bool:
    """Return True for a small letter that would be a capital at the start of a sentence, as no Georgian one would."""
    return letter.islower() and letter.title() != letter


def _ends_without_gap(text: str, start: int, stop: _Stop, following: RegexMatch) -> bool:
    """Return whether a sentence ends at a stop that no blank follows: a script without blanks, or `said.The`."""
    before, after, word = text[stop.start - 1], text[stop.next], following["word"]
    if needs_no_gap(stop.marks[-1]) or _is_between_ideographs(stop.marks, before, word):
        if stop.marks in POINTS and (_is_label(text, start, stop.start) or (_is_latin(before) and _is_latin(after))):
            return False
        if stop.closers or after in WIDE_PUNCTUATION:
            return after not in WIDE_PUNCTUATION and after != "と" and not is_chinese_attribution(text, stop.next)
        name = _word_before(text, start, stop.start)
        return name is None or name[0] not in NAMES_WITH_MARK
    if _OPENING.match(after):
        return word[:1].isupper() and before.islower()
    if stop.closers:
        return stop.closers[-1] in "”»" and after.isupper()
    return word in STARTERS and before.islower()


def _is_between_ideographs(marks: str, before: str, after: str) -> bool:
    return len(marks) == 1 and _is_ideograph(before) and _is_ideograph(after[:1])


def _is_ideograph(character: str) -> bool:
    """Return True for a letter of Chinese or Japanese, which have no blanks between words."""
    return "\u3040" <= character <= "\u30ff" or "\u3400" <= character <= "\u9fff"


def _is_latin(character: str) -> bool:
    """Return True for a letter or digit of ASCII, or a wide form of one; a point between two of these is ambiguous."""
    return character.isalnum() and (character.isascii() or "\uff10" <= character <= "\uff5a")


def _ends_at_ellipsis(text: str, stop: _Stop, word: str) -> bool:
    # An ellipsis after a blank usually marks an omission within a sentence.
    apart = text[stop.start - 1].isspace() and stop.marks.count(".") < 4
    return not apart or (word in STARTERS and word != "I")


def _ends_at_exclamation(text: str, start: int, stop: _Stop, following: RegexMatch) -> bool:
    before = _word_before(text, start, stop.start)
    if before and before[0] in NAMES_WITH_MARK and not stop.closers:
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


def _ends_at_full_stop(text: str, start: int, stop: _Stop, following: RegexMatch) -> bool:
    at, after = stop.start, following["word"]
    if _is_label(text, start, at):
        return False
    before = _word_before(text, start, at)
    if not before or "\u0900" <= text[at - 1] <= "\u0dff":
        return not is_indic_abbreviation(text, start, at)
    word = before[0]
    if word in TITLES or precedes(word, after) or (word == "med" and text[at - 7 : at - 3] == "Dr. "):
        return False
    if _is_ordinal(text, start, before, following):
        return False
    if (len(word) == 1 or "." in word) and after[:1].isupper() and ends_a_date(text, start, at):
        return not following["openers"].strip() and not _is_fronted(text, start, at)
    if not is_abbreviation(word) or _has_quote(stop) or _is_pronoun(text, start, before):
        return True
    if following["openers"] and _DASH.search(following["openers"]):
        return False
    if word.lower() in CLOCK:
        return _ends_at_clock(text, start, at, following)
    is_starter = after in STARTERS or (word in GERMAN_UNITS and after in GERMAN_STARTERS)
    return is_starter and not _is_headline(text[max(start, at - 80) : at])


def _is_pronoun(text: str, start: int, word: RegexMatch) -> bool:
    """Return True if a word is the "I" of "you and I" and not an initial."""
    return word[0] == "I" and _SMALL_WORD.search(text, max(start, word.start() - 16), word.start()) is not None


def _is_ordinal(text: str, start: int, number: RegexMatch, following: RegexMatch) -> bool:
    if not (number[0].isdecimal() or (number[0].isupper() and not number[0].strip("IVXLC"))):
        return False
    from reader.text.ordinals import is_ordinal  # imported here: few texts need its words

    return is_ordinal(text, start, number, following)


def _is_label(text: str, start: int, at: int) -> bool:
    """Return True for a label before a full stop, such as `a.` and `１．`, at the start of a sentence."""
    return at - start < _LABEL_LENGTH and _LABEL.match(text, start, at) is not None


def _ends_at_clock(text: str, start: int, at: int, following: RegexMatch) -> bool:
    after = following["word"]
    if (
        _is_fronted(text, start, at)
        or not after[:1].isupper()
        or after in DAYS_AND_ZONES
        or (after.isupper() and len(after) > 1)
    ):
        return False
    return not _SOME_TIME.match(text, following.end("openers"))


def _is_fronted(text: str, start: int, at: int) -> bool:
    """Return True for `At 5 a.m. Mr. Smith went out.`: the time comes first."""
    return at - start < _CLOCK_LENGTH and len(text[start:at].split()) <= 4


def _is_headline(sentence: str) -> bool:
    """Return True if nearly every word has a capital, so that a capital after the stop is no evidence."""
    words = [word for word in sentence.split() if word[0].isalpha()]
    return len(words) >= 4 and sum(word[0].islower() for word in words) * 6 <= len(words)


def _has_quote(stop: _Stop) -> bool:
    return not _QUOTES.isdisjoint(stop.closers)
