"""Ends of a quotation that are shown as those of a sentence, while the sentence goes on in the original."""

import re

from reader.insight.quote_check.quotation import Quotation
from reader.text.span import Span

START, END = "start", "end"

_MARKS = "\"'`“”„‟«»‹›「」『』‘’‚‛()[]*_"
_ENDS = frozenset(".!?…。！？")
# Before the first word of a sentence, and after its last one, marks and white space aside.
_BEFORE_A_SENTENCE = frozenset(".!?…:;—–-\n。！？")
_AFTER_A_SENTENCE = frozenset(".!?…:—–\n。！？")
_PARAGRAPH = re.compile(r"\s*\n\s*\n")
# The marks around words that the original quotes itself, as a press release does: “We are proud,” said the director.
_OPENS_SPEECH = re.compile(r"(?:^|[\s(\[—–-])[\"“„«»‹›「『‘‚][ \u00a0\u202f]?$")
_CLOSES_SPEECH = re.compile(r"[,.!?…]?[ \u00a0\u202f]?[\"”“«»‹›」』’](?![^\W\d_])")
_SPEECH_MARKS = frozenset('"“”„«»‹›「」『』')
_REACH = 40  # code points that are looked at around a place


def cut_ends(quotation: Quotation, text: str, place: Span) -> tuple[str, ...]:
    """Return the ends at which a quotation looks like a whole sentence, but is cut from one, or is marked as cut.

    Args:
        quotation: The quotation.
        text: The text of the original.
        place: The place of the quotation's words in it.
    """
    found = []
    if 0 in quotation.marks or (len(quotation) and _begins_in_a_sentence(quotation, text, place)):
        found.append(START)
    if len(quotation) in quotation.marks or _goes_on(quotation, text, place):
        found.append(END)
    return tuple(found)


def _begins_in_a_sentence(quotation: Quotation, text: str, place: Span) -> bool:
    first = quotation.words.written(0, 1)
    if not first[:1].isupper() or _is_bracketed(quotation):
        return False
    if text[place.start].islower():
        return True
    before = text[max(0, place.start - _REACH) : place.start]
    if _OPENS_SPEECH.search(before):
        return False
    if _PARAGRAPH.search(before[len(before.rstrip(_MARKS + " \t\r\n")) :]):
        return False
    before = before.rstrip(_MARKS + " \t\r\n")
    return bool(before) and before[-1] not in _BEFORE_A_SENTENCE and _ends_as_a_sentence(quotation)


def _ends_as_a_sentence(quotation: Quotation) -> bool:
    """Return whether a quotation ends in a mark that ends a sentence, or in the comma before “she said”."""
    mark = _last_mark(quotation)
    return mark in _ENDS or (not quotation.goes_on and not _is_embedded(quotation) and _has_comma(quotation, mark))


def _is_bracketed(quotation: Quotation) -> bool:
    """Return whether the first letter is in brackets, `[W]e`, which admits the change."""
    start = quotation.offsets[quotation.words.starts[0]]
    return quotation.shown[start - 1 : start] == "["


def _goes_on(quotation: Quotation, text: str, place: Span) -> bool:
    mark, first = _last_mark(quotation), quotation.words.written(0, 1)[:1]
    is_sentence_before_attribution = first.isupper() and not quotation.goes_on and _has_comma(quotation, mark)
    if mark not in _ENDS and not is_sentence_before_attribution:
        return False
    after = text[place.end : place.end + _REACH]
    if _CLOSES_SPEECH.match(after) and not _SPEECH_MARKS.intersection(place.of(text)):
        return False
    if _PARAGRAPH.match(after.lstrip(_MARKS)):
        return False
    after = after.lstrip(_MARKS + " \t\r\n")
    return bool(after) and after[0] not in _AFTER_A_SENTENCE


def _has_comma(quotation: Quotation, mark: str) -> bool:
    """Return whether a sentence ends in a comma: before its closing mark, or after it and not amid the article's own.

    Args:
        quotation: The quotation.
        mark: Its last character, quotation marks aside.
    """
    end = quotation.span.end
    return mark == "," or (quotation.shown[end : end + 1] == "," and not _is_embedded(quotation))


def _is_embedded(quotation: Quotation) -> bool:
    """Return whether a quotation is amid a sentence of the article, right after one of its words."""
    start = quotation.span.start
    return quotation.shown[max(0, start - _REACH) : start].rstrip()[-1:].isalnum()


def _last_mark(quotation: Quotation) -> str:
    """Return the last character of a quotation, its quotation marks aside."""
    return quotation.span.of(quotation.shown).rstrip(_MARKS + " \t\r\n")[-1:]
