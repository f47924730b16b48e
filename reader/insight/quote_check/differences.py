"""The differences between a quotation and the original that it is aligned with."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from reader.insight.quote_check.alignment import Alignment
from reader.insight.quote_check.quotation import Gap, Quotation
from reader.insight.wording.kinds import differing_word_kinds, kind_at
from reader.insight.wording.normal_words import NormalWords, normal_words, same_words

WordRange = tuple[int, int]
_SENTENCE_END = re.compile(r"[.!?…][\"'”’»]?\s")
_ENDS, _BETWEEN_SENTENCES = frozenset(".!?…"), " \t\r\n\"'“”„«»"
MAX_STAMMER = 3  # repeated words at a new start, `we — we have`; more are a figure of speech


@dataclass(frozen=True, slots=True)
class WordDifference:
    """A stretch of a quotation that differs from its original, in words.

    Attributes:
        kind: `negation`, `number`, `name`, `modality` or `date` if such words differ, the weightiest of these; else
            `word`, `insertion` for words that were put in, `omission` for words that were left out, or `bracket`.
        here: The words of the quotation; an empty range where words were left out.
        there: The words of the part of the original; an empty range where words were put in.
        gap: The mark that admits the difference, if there is one.
        is_altering: Whether it alters the quotation. A marked one only shortens it, unless brackets put a negation in.
    """

    kind: str
    here: WordRange
    there: WordRange
    gap: Gap | None
    is_altering: bool


def find_differences(quotation: Quotation, said: NormalWords, aligned: Alignment) -> list[WordDifference]:
    """Return the differences, in order; other spellings of the same words and repeated beginnings do not count."""
    found = list[WordDifference]()
    for here, there, gap in _stretches(quotation, aligned):
        if gap is Gap.BRACKET and _negates(quotation, here[0]) and not _has_negation(said, there):
            found.append(WordDifference("negation", here, there, gap, is_altering=True))
        elif not _is_harmless(quotation.words, here, said, there, gap):
            kind = _kind(quotation.words, here, said, there, gap)
            found.append(WordDifference(kind, here, there, gap, is_altering=gap is None))
    return found


def _negates(quotation: Quotation, at: int) -> bool:
    """Return whether the editor's words in the brackets before a word have a negation: “we [do not] agree”."""
    words = normal_words(quotation.marks[at].span.of(quotation.shown))
    return _has_negation(words, (0, len(words)))


def _has_negation(words: NormalWords, within: WordRange) -> bool:
    return any(kind_at(words, index) == "negation" for index in range(*within))


def _stretches(quotation: Quotation, aligned: Alignment) -> Iterator[tuple[WordRange, WordRange, Gap | None]]:
    """Yield the stretches between equal words: ranges of the quotation and of the original, and the mark there."""
    first, end = aligned.range
    before = (-1, first - 1)
    for here, there in [*aligned.anchors, (len(quotation), end)]:
        left, right = (before[0] + 1, here), (before[1] + 1, there)
        gaps = [at for at in quotation.marks if left[0] <= at <= left[1] and 0 < at < len(quotation)]
        if gaps:
            yield from _at_gaps(quotation, aligned, left, right, sorted(gaps))
        elif left[0] < left[1] or right[0] < right[1]:
            yield left, right, None
        before = here, there


def _at_gaps(
    quotation: Quotation, aligned: Alignment, left: WordRange, right: WordRange, gaps: list[int]
) -> Iterator[tuple[WordRange, WordRange, Gap | None]]:
    """Yield the words between the marks of a stretch, and what was left out at each mark."""
    here, there = left[0], right[0]
    for at in [*gaps, None]:
        end = left[1] if at is None else at
        targets = [target for target in aligned.targets[here:end] if target >= 0]
        if here < end:
            stop = max(targets) + 1 if targets else there
            yield (here, end), (min(targets) if targets else there, stop), None
            there = stop
        if at is not None:
            following = [target for target in aligned.targets[at : left[1]] if target >= 0]
            stop = min(following) if following else right[1]
            kind = quotation.marks[at].kind
            if there < stop or kind is Gap.BRACKET:
                yield (at, at), (there, max(there, stop)), kind
            here, there = end, max(there, stop)


def _is_harmless(words: NormalWords, here: WordRange, said: NormalWords, there: WordRange, gap: Gap | None) -> bool:
    ours, theirs = words.words[slice(*here)], said.words[slice(*there)]
    if gap:
        return False
    if same_words(ours, theirs) or _is_turned_date(words, here, said, there):
        return True
    return not ours and _is_stammer(said, there)


def _is_turned_date(words: NormalWords, here: WordRange, said: NormalWords, there: WordRange) -> bool:
    """Return whether a month only stands on the other side of its day: “4 May”, “May 4”."""
    ours, theirs = words.words[slice(*here)], said.words[slice(*there)]
    if len(ours) == 2 and ours == theirs[::-1]:
        return {kind_at(words, at) for at in range(*here)} == {"date", "number"}
    if here[1] - here[0] == 1 and there[0] == there[1]:
        return _is_moved_over_day(words, here[0], said.words, there[0])
    if there[1] - there[0] == 1 and here[0] == here[1]:
        return _is_moved_over_day(said, there[0], words.words, here[0])
    return False


def _is_moved_over_day(words: NormalWords, at: int, others: list[str], place: int) -> bool:
    """Return whether a month that one text has at a word stands behind, or before, the day at a place of the other."""
    month = words.words[at]
    after, before = words.words[at + 1 : at + 2], words.words[max(0, at - 1) : at]
    is_before = others[place : place + 2] == [*after, month] and "".join(after)[:1].isdecimal()
    is_behind = place > 1 and others[place - 2 : place] == [month, *before] and "".join(before)[:1].isdecimal()
    return kind_at(words, at) == "date" and (is_before or is_behind)


def _is_stammer(said: NormalWords, there: WordRange) -> bool:
    """Return whether omitted words are repeated at once, as in `we — we have`, but not in `it, it has`."""
    first, end = there
    length = end - first
    if not 0 < length <= MAX_STAMMER or said.words[end : end + length] != said.words[first:end]:
        return False
    between = said.text[said.ends[end - 1] : said.starts[end]]
    return not between.strip(" \t\r\n—–-…")


def _kind(words: NormalWords, here: WordRange, said: NormalWords, there: WordRange, gap: Gap | None) -> str:
    kinds = differing_word_kinds(words, here, said, there)
    if gap:
        return "negation" if "negation" in kinds else "bracket" if gap is Gap.BRACKET else "omission"
    if here[0] == here[1] and (not kinds or _are_sentences(said, there)):
        return "omission"
    if kinds:
        return kinds[0]
    return "insertion" if there[0] == there[1] else "word"


def _are_sentences(said: NormalWords, there: WordRange) -> bool:
    """Return whether words of an original are a sentence or more, so that no single word matters."""
    start, end = said.span(*there)
    is_whole = said.text[:start].rstrip(_BETWEEN_SENTENCES)[-1:] in _ENDS and said.text[end : end + 1] in _ENDS
    return is_whole or bool(_SENTENCE_END.search(said.text, start, end))
