"""The passage cursor: what is selected in an article, and what each motion makes of it.

Plain values: every motion returns a new cursor, so that a motion can be tested, planned and
taken back without a screen.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import takewhile

from reader.text.article import Article
from reader.text.passages import Unit, backward, forward, larger, passage_at, smaller
from reader.text.span import Span


@dataclass(frozen=True, slots=True)
class Cursor:
    """A selected passage.

    head: the passage that the motions move.
    anchor: where a range began; the passage is then all from anchor to head.
    inner: the smaller passages that this one was grown from, for the way back.
    moves_start: the motions of the end move the start instead.
    """

    article: Article
    head: Span
    anchor: Span | None = None
    inner: tuple[Span, ...] = ()
    moves_start: bool = False

    @classmethod
    def at(cls, article: Article, offset: int) -> "Cursor":
        """On the sentence at an offset."""
        return cls(article, passage_at(article, Unit.SENTENCE, offset))

    @property
    def passage(self) -> Span:
        return self.head if self.anchor is None else self.anchor.union(self.head)

    @property
    def in_range(self) -> bool:
        return self.anchor is not None

    # From passage to passage

    def next(self, unit: Unit) -> "Cursor":
        """On the first such passage in this one, if it holds any, else after it; here if it is the last."""
        if inside := self._inside(unit):
            return self._to(inside[0])
        after = (span for span in forward(self.article, unit, self.head.end) if span.start >= self.head.end)
        return self._to(next(after, None))

    def previous(self, unit: Unit) -> "Cursor":
        """On the last such passage in this one, if it holds any, else before it; here if it is the first."""
        if inside := self._inside(unit):
            return self._to(inside[-1])
        before = (span for span in backward(self.article, unit, self.head.start) if span.end <= self.head.start)
        return self._to(next(before, None))

    def _inside(self, unit: Unit) -> list[Span]:
        """The words of a longer passage. By sentence one goes on from it, whatever it holds."""
        if unit is not Unit.WORD:
            return []
        words = forward(self.article, unit, self.head.start)
        inside = list(takewhile(lambda word: word.end <= self.head.end, words))
        return inside if inside != [self.head] else []

    def next_quotation(self) -> "Cursor":
        """On the first quotation from where this passage begins: one in it, or after it."""
        quotations = forward(self.article, Unit.QUOTATION, self.head.start)
        beginning_here: list[Span] = []
        for span in quotations:
            if span == self.head:
                return self._to(next(quotations, None))
            if span.start > self.head.start:
                return self._to(next(iter(beginning_here), span))
            if span.start == self.head.start:
                beginning_here.append(span)
        return self._to(next(iter(beginning_here), None))

    def next_block(self) -> "Cursor":
        """On the first sentence of the next block."""
        block = self.next(Unit.BLOCK).head
        return self.go(block.start) if block != self.head else self

    def previous_block(self) -> "Cursor":
        """On the first sentence of this block, or of the one before if it is there already."""
        here = self.go(passage_at(self.article, Unit.BLOCK, self.head.start).start)
        if here.head.start < self.head.start:
            return here
        return self.go(self.previous(Unit.BLOCK).head.start)

    def go(self, offset: int) -> "Cursor":
        """On the sentence at an offset."""
        return self._to(passage_at(self.article, Unit.SENTENCE, offset))

    def jump(self, span: Span) -> "Cursor":
        """On a passage anywhere, to which a range extends."""
        return self._to(span)

    def select(self, span: Span) -> "Cursor":
        """On just this passage."""
        return Cursor(self.article, span)

    def _to(self, head: Span | None) -> "Cursor":
        return replace(self, head=head, inner=(), moves_start=False) if head else self

    # Larger and smaller

    def grow(self) -> "Cursor":
        passage = larger(self.article, self.passage)
        if passage == self.passage:
            return self
        return Cursor(self.article, passage, inner=(*self.inner, self.passage))

    def shrink(self) -> "Cursor":
        """Back to what it was grown from, else to the first smaller passage in it."""
        if self.inner:
            return Cursor(self.article, self.inner[-1], inner=self.inner[:-1])
        return Cursor(self.article, smaller(self.article, self.passage))

    # A range, and its two ends

    def toggle_range(self) -> "Cursor":
        """Starts a range here, or ends it and keeps what it holds."""
        if self.in_range:
            return Cursor(self.article, self.passage)
        return replace(self, anchor=self.passage, head=self.passage, inner=())

    def other_end(self) -> "Cursor":
        return replace(self, moves_start=not self.moves_start)

    def cancel(self) -> "Cursor":
        """Out of the range; else back on the sentence that the passage begins in."""
        if self.in_range:
            return Cursor(self.article, self.head)
        return Cursor.at(self.article, self.passage.start)

    def move_end_forward(self, unit: Unit) -> "Cursor":
        start, end = self.passage
        if self.moves_start:
            starts = (span.start for span in forward(self.article, unit, start))
            return self._resized(next((at for at in starts if at > start), start), end)
        ends = (span.end for span in forward(self.article, unit, end))
        return self._resized(start, next(ends, end))

    def move_end_back(self, unit: Unit) -> "Cursor":
        start, end = self.passage
        if self.moves_start:
            starts = (span.start for span in backward(self.article, unit, start))
            return self._resized(next(starts, start), end)
        ends: Iterator[int] = (span.end for span in backward(self.article, unit, end))
        return self._resized(start, next((at for at in ends if at < end), end))

    def _resized(self, start: int, end: int) -> "Cursor":
        if start >= end or (start, end) == self.passage:
            return self
        passage = Span(start, end)
        anchor = self.anchor
        if anchor:  # what is left of it
            anchor = Span(max(start, anchor.start), max(start, min(end, anchor.end)))
        return Cursor(self.article, passage, anchor, moves_start=self.moves_start)
