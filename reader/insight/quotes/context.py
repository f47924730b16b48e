"""Quotations of a block, together with the text around them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from reader.text.abbreviations import TITLES
from reader.text.quotations import quotation_spans
from reader.text.span import Span
from reader.text.tags import without_tags

MAX_DEPTH = 3  # levels of nesting; nobody quotes more deeply, and a line of only marks would take long
CONTEXT_LENGTH = 90  # code points on each side of a quotation
MAX_ABBREVIATION = 8  # code points before a full stop that are looked at for an abbreviation

_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_MARKS_AND_SPACES = "\"'`“”„‟«»‹›「」『』‘’‚‛ \t\n\xa0\u200b\u200e\u200f\ufeff"
_DOUBLE_MARKS = tuple('"“”„‟«»')
_SENTENCE_END = re.compile(r"[.!?…][\"'”’)\]]*(?=\s|\Z)")


@dataclass(frozen=True, slots=True)
class QuotationContext:
    """A quotation and the text shortly before and after it in its block.

    Attributes:
        span: The quotation in the block's shown text.
        exact: The quotation, marks included.
        content: The quotation without its marks; it contains a word.
        words: The words of the content, with their punctuation.
        text_before: The text shortly before the quotation.
        words_before: The words of that text that belong to the same sentence.
        char_before: The character before the opening mark, white space aside. At the start of a block it is a colon
            if the block above ends in one, else empty.
        char_after: The character right after the closing mark; empty at the end of a block.
        words_after: The words shortly after the quotation, up to the end of the sentence.
        is_nested: True if it is inside another quotation.
        continues: True if it is not closed and the next block opens again, as in a speech of several paragraphs.
    """

    span: Span
    exact: str
    content: str
    words: list[str]
    text_before: str
    words_before: list[str]
    char_before: str
    char_after: str
    words_after: list[str]
    is_nested: bool
    continues: bool

    @property
    def last_char(self) -> str:
        """The last character before the closing mark."""
        return self.content[-1]

    @property
    def end_mark(self) -> str:
        """The last character, or the comma that most languages write after the closing mark and not before it."""
        is_whole = self.char_after == "," and not self.char_before.isalnum()
        return "," if is_whole and self.last_char.isalnum() else self.last_char

    @property
    def is_opened(self) -> bool:
        """True if it begins with a mark."""
        return self.exact[0] in _MARKS_AND_SPACES

    @property
    def is_closed(self) -> bool:
        """True if it ends with a mark."""
        return self.exact[-1] in _MARKS_AND_SPACES


def split_words(text: str) -> list[str]:
    """Return the words of a text without punctuation."""
    return _WORD.findall(text)


def quotation_contexts(shown: str, above: str = "", below: str = "") -> Iterator[QuotationContext]:
    """Yield the quotations in a block's shown text, in order; those within another one follow it.

    Args:
        shown: The block's shown text.
        above: The shown text of the block above, empty if there is none.
        below: The shown text of the block below, empty if there is none.
    """
    shown = without_tags(shown)
    announced = ":" if above.rstrip().endswith(":") else ""
    opens_again = below.lstrip().startswith(_DOUBLE_MARKS)
    open_ends: list[int] = []  # the ends of the quotations that the current one is nested in
    for span in quotation_spans(shown):
        open_ends = [end for end in open_ends if end >= span.end]
        if len(open_ends) < MAX_DEPTH:
            content = span.of(shown).strip(_MARKS_AND_SPACES)
            if _WORD.search(content):
                yield _context(shown, span, content, announced, opens_again, bool(open_ends))
            open_ends.append(span.end)


def _context(
    shown: str, span: Span, content: str, announced: str, opens_again: bool, is_nested: bool
) -> QuotationContext:
    before = shown[max(0, span.start - CONTEXT_LENGTH) : span.start].rstrip()
    after = shown[span.end : span.end + CONTEXT_LENGTH]
    return QuotationContext(
        span=span,
        exact=span.of(shown),
        content=content,
        words=content.split(),
        text_before=before,
        words_before=split_words(before[_last_sentence_start(before) :]),
        char_before=before[-1:] or announced,
        char_after=after[:1],
        words_after=split_words(after[: _first_sentence_end(after)]),
        is_nested=is_nested,
        continues=opens_again and shown[span.end - 1] not in _MARKS_AND_SPACES,
    )


def _last_sentence_start(text: str) -> int:
    return max(
        (match.end() for match in _SENTENCE_END.finditer(text) if _ends_sentence(text, match.start())), default=0
    )


def _first_sentence_end(text: str) -> int:
    ends = (match.start() for match in _SENTENCE_END.finditer(text) if _ends_sentence(text, match.start()))
    return next(ends, len(text))


def _ends_sentence(text: str, offset: int) -> bool:
    """Return False if the mark at an offset belongs to an abbreviation or an initial."""
    word = text[max(0, offset - MAX_ABBREVIATION) : offset].rpartition(" ")[2]
    return len(word) > 1 and word not in TITLES and "." not in word
