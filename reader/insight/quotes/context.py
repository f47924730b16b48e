"""A passage in quotation marks, and what stands around it in its block."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from reader.text.abbreviations import TITLES
from reader.text.quotations import quotation_spans
from reader.text.span import Span

WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_DEEPEST = 3  # deeper than that nobody quotes, and lines of nothing but marks would take long
_REACH = 90  # code points on each side that are looked at
MARKS = "\"'`“”„‟«»‹›「」『』‘’‚‛ \t\n\xa0\u200b\u200e\u200f\ufeff"
_DOUBLE = tuple('"“”„‟«»')
_STOP = re.compile(r"[.!?…][\"'”’)\]]*(?=\s|\Z)")


@dataclass(frozen=True, slots=True)
class Quoted:
    """span: in the shown text. exact: it, marks included. inside: it without marks; it holds a word. words: of that.

    before: what stands shortly before it. lead: the words of that in the same sentence.
    joint: the character before the opening mark, white space aside; at the start of a block perhaps a colon
    that announces it; else empty.
    tail: the words shortly after it, up to the end of the sentence.
    is_inner: it stands within another one. goes_on: it is open at the end of its block, and the next opens again.
    """

    span: Span
    exact: str
    inside: str
    words: list[str]
    before: str
    lead: list[str]
    joint: str
    tail: list[str]
    is_inner: bool
    goes_on: bool

    @property
    def last(self) -> str:
        """The last character before the closing mark."""
        return self.inside[-1]


def quoted_in(shown: str, above: str = "", below: str = "") -> Iterator[Quoted]:
    """What is quoted in a block's shown text, as `quotation_spans` finds it; above, below: the blocks beside it."""
    announced = ":" if above.rstrip().endswith(":") else ""
    opens_again = below.lstrip().startswith(_DOUBLE)
    holders: list[int] = []  # where those end that this one stands in
    for span in quotation_spans(shown):
        holders = [end for end in holders if end >= span.end]
        if len(holders) < _DEEPEST:
            inside = span.of(shown).strip(MARKS)
            if WORD.search(inside):
                yield _quoted(shown, span, inside, announced, opens_again, bool(holders))
            holders.append(span.end)


def _quoted(shown: str, span: Span, inside: str, announced: str, opens_again: bool, is_inner: bool) -> Quoted:
    before = shown[max(0, span.start - _REACH) : span.start].rstrip()
    after = shown[span.end : span.end + _REACH]
    return Quoted(
        span=span,
        exact=span.of(shown),
        inside=inside,
        words=inside.split(),
        before=before,
        lead=WORD.findall(before, _last_stop(before)),
        joint=before[-1:] or announced,
        tail=WORD.findall(after, 0, _first_stop(after)),
        is_inner=is_inner,
        goes_on=opens_again and shown[span.end - 1] not in MARKS,
    )


def _last_stop(text: str) -> int:
    """Where the last sentence begins."""
    return max((stop.end() for stop in _STOP.finditer(text) if _ends_sentence(text, stop.start())), default=0)


def _first_stop(text: str) -> int:
    """Where the first sentence ends."""
    return next((stop.start() for stop in _STOP.finditer(text) if _ends_sentence(text, stop.start())), len(text))


def _ends_sentence(text: str, at: int) -> bool:
    """Whether a mark after a word is no point of an abbreviation or an initial."""
    word = text[max(0, at - 8) : at].rpartition(" ")[2]
    return len(word) > 1 and word not in TITLES and "." not in word
