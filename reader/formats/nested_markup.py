"""Spans as nested elements: where they overlap, and between parts of a text, they are divided into fragments."""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from reader.text.span import Span


class Fragment(NamedTuple):
    """The beginning of a fragment of a span.

    Attributes:
        item: The number of the span.
        part: The number of the fragment among those of the span, from 0.
        total: How many fragments the span has.
    """

    item: int
    part: int
    total: int


class End(NamedTuple):
    """The end of the fragment that began last and has not ended yet; `item` is the number of its span."""

    item: int


class PartEdge(NamedTuple):
    """The beginning of a part of the text, or its end."""

    is_end: bool


Event = Span | Fragment | End | PartEdge  # a span is a stretch of text


def nested(spans: Sequence[Span], parts: Sequence[Span]) -> Iterator[Event]:
    """Yield the content of a text in order: its parts, stretches of text, and the fragments of spans in it.

    Args:
        spans: The spans, in any order; longer ones are put around shorter ones.
        parts: The parts of the text that can hold elements, such as paragraphs, in order and without overlaps. Text
            between them belongs to no fragment.
    """
    events = list(_events(spans, parts))
    counts = Counter(each.item for each in events if isinstance(each, Fragment))
    for each in events:
        yield Fragment(each.item, each.part, counts[each.item]) if isinstance(each, Fragment) else each


def _events(spans: Sequence[Span], parts: Sequence[Span]) -> Iterator[Event]:
    """Yield the events, before the fragments of each span are counted."""
    waiting = sorted((number for number, span in enumerate(spans) if span), key=lambda each: spans[each])
    begun, active, at = Counter[int](), list[int](), 0
    for part in parts:
        yield PartEdge(is_end=False)
        stack: list[int] = []
        edges = sorted({part.start, part.end, *_edges_within(part, spans, waiting, at, active)})
        for position, following in pairwise(edges):
            while at < len(waiting) and spans[waiting[at]].start <= position:
                active.append(waiting[at])
                at += 1
            yield from map(End, _ended(stack, spans, position))
            active = [each for each in active if spans[each].end > position]
            missing = set(active).difference(stack)
            for item in sorted(missing, key=lambda each: (-spans[each].end, spans[each].start, each)):
                stack.append(item)
                yield Fragment(item, begun[item], 0)
                begun[item] += 1
            yield Span(position, following)
        for item in reversed(stack):
            yield End(item)
        yield PartEdge(is_end=True)


def _edges_within(
    part: Span, spans: Sequence[Span], waiting: Sequence[int], at: int, active: Sequence[int]
) -> Iterator[int]:
    """Yield the edges of spans that lie within a part: edges of spans that are open, and of those that begin in it."""
    last = at
    while last < len(waiting) and spans[waiting[last]].start < part.end:
        last += 1
    for item in (*active, *waiting[at:last]):
        yield from (edge for edge in spans[item] if part.start < edge < part.end)


def _ended(stack: list[int], spans: Sequence[Span], position: int) -> list[int]:
    """Pop from a stack the spans that end at a position, and those above them; return them from the top."""
    lowest = next((at for at, item in enumerate(stack) if spans[item].end <= position), len(stack))
    ended = stack[lowest:][::-1]
    del stack[lowest:]
    return ended
