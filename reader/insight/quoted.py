"""A passage in quotation marks, and what stands around it in its block."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from reader.text.quotations import quotation_spans
from reader.text.span import Span
from reader.text.words import TITLES

_REACH = 90  # code points on each side that are looked at
_MARKS = "\"'`“”„‟«»‹›「」『』‘’‚‛ \t\n\xa0\u200b\u200e\u200f\ufeff"
_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_STOP = re.compile(r"[.!?…][\"'”’)\]]*(?=\s|\Z)")


@dataclass(frozen=True, slots=True)
class Quoted:
    """span: in the shown text. exact: it, marks included; inside: without them; words: of it.

    before: the words shortly before it; lead: those of them in the same sentence.
    joint: the character before its opening mark, white space aside; at the start of a block perhaps a colon
    that announced it.
    tail: the words shortly after it, up to the end of the sentence.
    is_inner: it stands within another one.
    """

    span: Span
    exact: str
    inside: str
    words: list[str]
    before: list[str]
    lead: list[str]
    joint: str
    tail: list[str]
    is_inner: bool

    @property
    def last(self) -> str:
        """The last character before the closing mark."""
        return self.inside[-1:]


def quoted_in(shown: str, above: str = "") -> Iterator[Quoted]:
    """All that is quoted in a block's shown text, as `quotation_spans` finds it; above: the block before."""
    announced = above.rstrip()[-1:] if above.rstrip().endswith(":") else ""
    holder = 0
    for span in quotation_spans(shown):
        yield _quoted(shown, span, announced, span.end <= holder)
        holder = max(holder, span.end)


def _quoted(shown: str, span: Span, announced: str, is_inner: bool) -> Quoted:
    before = shown[max(0, span.start - _REACH) : span.start].rstrip()
    after = shown[span.end : span.end + _REACH]
    exact = span.of(shown)
    inside = exact.strip(_MARKS)
    lead = _WORD.findall(before, _last_stop(before))
    joint = before[-1:] or announced
    tail = _WORD.findall(after, 0, _first_stop(after))
    return Quoted(span, exact, inside, inside.split(), _WORD.findall(before), lead, joint, tail, is_inner)


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
