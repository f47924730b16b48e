"""The passage cursor: the selected passage of an article, and the motions that change it.

Cursors are plain values. Every motion returns a new one, so it can be tested, planned and undone without a screen.
"""

from collections.abc import Iterable, Iterator
from itertools import islice, takewhile
from typing import NamedTuple, TypeVar

from reader.text.article import Article
from reader.text.passages import Unit, backward, forward, larger, passage_at, smaller
from reader.text.span import Span

Item = TypeVar("Item")


class Cursor(NamedTuple):
    """A selected passage.

    head: the passage that motions move.
    anchor: the passage at which a range began; the selection then reaches from anchor to head. None without a range.
    inner: the smaller passages from which this one was grown, so that it can shrink back to them.
    moves_start: True if the motions of the end move the start instead.
    original: the passage of the selected tag, whose ends the motions of the end move; None for any other passage.
    """

    article: Article
    head: Span
    anchor: Span | None = None
    inner: tuple[Span, ...] = ()
    moves_start: bool = False
    original: Span | None = None

    @classmethod
    def at(cls, article: Article, offset: int) -> "Cursor":
        """Return a cursor on the sentence at an offset."""
        return cls(article, passage_at(article, Unit.SENTENCE, offset))

    @property
    def passage(self) -> Span:
        """The selected span: the head, or all from the range's anchor to the head."""
        return self.head if self.anchor is None else self.anchor.union(self.head)

    @property
    def in_range(self) -> bool:
        """True while a range is being selected."""
        return self.anchor is not None

    @property
    def has_new_ends(self) -> bool:
        """True while the ends of the selected tag are moved and not yet kept."""
        return self.original is not None and self.passage != self.original

    # From passage to passage

    def next(self, unit: Unit, times: int = 1) -> "Cursor":
        """Move to the next passage of a unit, a number of times or as far as there are any.

        By words, a longer passage gives its first word; the last stays.
        """
        if inside := self._inside(unit):
            first = self._to(inside[0])
            return first.next(unit, times - 1) if times > 1 else first
        after = (span for span in forward(self.article, unit, self.head.end) if span.start >= self.head.end)
        return self._to(_nth(after, times, None))

    def previous(self, unit: Unit, times: int = 1) -> "Cursor":
        """Move to the previous passage of a unit, a number of times or as far as there are any.

        By words, a longer passage gives its last word; the first stays.
        """
        if inside := self._inside(unit):
            last = self._to(inside[-1])
            return last.previous(unit, times - 1) if times > 1 else last
        before = (span for span in backward(self.article, unit, self.head.start) if span.end <= self.head.start)
        return self._to(_nth(before, times, None))

    def _inside(self, unit: Unit) -> list[Span]:
        """Return the words of a longer passage; none for other units, since those motions leave the passage."""
        if unit is not Unit.WORD:
            return []
        words = forward(self.article, unit, self.head.start)
        inside = list(takewhile(lambda word: word.end <= self.head.end, words))
        return inside if inside != [self.head] else []

    def next_quotation(self, times: int = 1) -> "Cursor":
        """Move to the first quotation that begins in this passage or after it, a number of times."""
        return self._to(_nth(self._quotations_onward(), times, None))

    def _quotations_onward(self) -> Iterator[Span]:
        """Yield the quotations that begin where the head does or later; if the head is one itself, those after it."""
        quotations = forward(self.article, Unit.QUOTATION, self.head.start)
        beginning_here: list[Span] = []
        for span in quotations:
            if span == self.head:
                beginning_here = []
                break
            if span.start >= self.head.start:
                beginning_here.append(span)
            if span.start > self.head.start:
                break
        yield from beginning_here
        yield from quotations

    def next_block(self, times: int = 1) -> "Cursor":
        """Move to the first sentence of the next block, a number of times or as far as there are any."""
        block = self.next(Unit.BLOCK, times).head
        return self.go(block.start) if block != self.head else self

    def previous_block(self, times: int = 1) -> "Cursor":
        """Move to the first sentence of this block; from there, to that of the block before, and so on."""
        here = self.go(passage_at(self.article, Unit.BLOCK, self.head.start).start)
        left = times - 1 if here.head.start < self.head.start else times
        return here.go(here.previous(Unit.BLOCK, left).head.start) if left else here

    def go(self, offset: int) -> "Cursor":
        """Move to the sentence at an offset."""
        return self._to(passage_at(self.article, Unit.SENTENCE, offset))

    def jump(self, span: Span) -> "Cursor":
        """Move to a passage anywhere; a range extends to it."""
        return self._to(span)

    def select(self, span: Span) -> "Cursor":
        """Select one passage and leave the range."""
        return Cursor(self.article, span)

    def hold(self, span: Span) -> "Cursor":
        """Select the passage of a tag, whose ends can then be moved."""
        return Cursor(self.article, span, original=span)

    def _to(self, head: Span | None) -> "Cursor":
        return self._replace(head=head, inner=(), moves_start=False, original=None) if head else self

    # Larger and smaller

    def grow(self) -> "Cursor":
        """Select the next larger passage."""
        passage = larger(self.article, self.passage)
        if passage == self.passage:
            return self
        return Cursor(self.article, passage, inner=(*self.inner, self.passage))

    def shrink(self) -> "Cursor":
        """Select the passage that this one was grown from, else the first smaller one in it."""
        if self.inner:
            return Cursor(self.article, self.inner[-1], inner=self.inner[:-1])
        return Cursor(self.article, smaller(self.article, self.passage))

    # A range, and its two ends

    def toggle_range(self) -> "Cursor":
        """Start a range here, or end it and keep its passage."""
        if self.in_range:
            return Cursor(self.article, self.passage)
        return self._replace(anchor=self.passage, head=self.passage, inner=(), original=None)

    def other_end(self) -> "Cursor":
        """Let the motions of the end move the other end."""
        return self._replace(moves_start=not self.moves_start)

    def cancel(self) -> "Cursor":
        """Put the ends of a tag back; else leave the range; else go to the sentence in which the passage begins."""
        if self.original and self.has_new_ends:
            return self.hold(self.original)
        if self.in_range:
            return Cursor(self.article, self.head)
        return Cursor.at(self.article, self.passage.start)

    def move_end_forward(self, unit: Unit, times: int = 1) -> "Cursor":
        """Move the end of the passage, or its start if `moves_start` is set, forward by some units."""
        start, end = self.passage
        if self.moves_start:
            starts = (span.start for span in forward(self.article, unit, start))
            inside = takewhile(lambda at: at < end, (at for at in starts if at > start))
            return self._resized(_nth(inside, times, start), end)
        ends = (span.end for span in forward(self.article, unit, end))
        return self._resized(start, _nth(ends, times, end))

    def move_end_back(self, unit: Unit, times: int = 1) -> "Cursor":
        """Move the end of the passage, or its start if `moves_start` is set, back by some units."""
        start, end = self.passage
        if self.moves_start:
            starts = (span.start for span in backward(self.article, unit, start))
            return self._resized(_nth(starts, times, start), end)
        ends: Iterator[int] = (span.end for span in backward(self.article, unit, end))
        inside = takewhile(lambda at: at > start, (at for at in ends if at < end))
        return self._resized(start, _nth(inside, times, end))

    def _resized(self, start: int, end: int) -> "Cursor":
        if (start, end) == self.passage:
            return self
        passage = Span(start, end)
        anchor = self.anchor
        if anchor:  # clipped to the passage that is left
            anchor = Span(max(start, anchor.start), max(start, min(end, anchor.end)))
        return Cursor(self.article, passage, anchor, moves_start=self.moves_start, original=self.original)


def _nth(items: Iterable[Item], number: int, default: Item) -> Item:
    """Return the item with a number, counted from 1, or the last one; the default if there are none."""
    return (default, *islice(items, number))[-1]
