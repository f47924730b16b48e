"""Blocks and runs: a rendered stretch of a source, with the source span that each rendered character stands for.

A block's *rendered* text is what the screen draws: each code point stands for one of the source, or is part of an
atom (`&amp;` rendered as `&`). All arithmetic between rendered and source offsets is in this module.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from itertools import chain
from typing import NamedTuple

from reader.text.sanitize import sanitize
from reader.text.sentences import line_spans, sentence_spans
from reader.text.span import Span

TAB = "    "

SpanFinder = Callable[[str], Iterable[Span]]


class Kind(StrEnum):
    """The kind of a block, in CommonMark's terms; `line` is a line of plain text."""

    LINE = "line"
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    LIST_ITEM = "list item"
    BLOCK_QUOTE = "block quote"
    CODE = "code"
    HTML = "html"
    TABLE_ROW = "table row"
    RULE = "rule"
    FRONT_MATTER = "front matter"


# Kinds in which line breaks are meaningful: every line is a passage of its own.
LITERAL = frozenset({Kind.CODE, Kind.FRONT_MATTER})
# Kinds with words that are not read as prose.
NO_PROSE = LITERAL | {Kind.HTML}


class Run(NamedTuple):
    """A stretch of a block in one style.

    `rendered` stands for `text[start:end]` of the source: code point by code point, or as a whole if `atom` is set
    (an entity, an escape, a line break with its indent). A run with an empty span is decoration and stands for nothing.
    """

    rendered: str
    start: int
    end: int
    style: frozenset[str] = frozenset()
    atom: bool = False


@dataclass(frozen=True)
class Block:
    """A heading, paragraph, list item and so on: a span of the source, and how it is rendered.

    start, end: the span, in code points of the source.
    runs: the rendered text, in the order of the source.
    level: the level of a heading, 1 to 6; else 0.
    lead: the number of rendered code points before the content: indent, bullet, number.
    margin: the text drawn before each row (nesting, the bar of a block quote), which is not part of the block.
    spaced: True if a blank line precedes the block in the source.
    markup: the inline elements, inner ones first, as (outer, inner) spans: `**bold**` and the `bold` in it.
    continued: True if the block continues the line of the block before, because that line is too long for one block.
    divided: the ranges of rendered code points that no sentence or quotation crosses, such as the cells of a table row;
        empty if the block is not divided.
    """

    kind: Kind
    start: int
    end: int
    runs: tuple[Run, ...]
    level: int = 0
    lead: int = 0
    margin: str = ""
    spaced: bool = False
    markup: tuple[tuple[Span, Span], ...] = ()
    continued: bool = False
    divided: tuple[tuple[int, int], ...] = ()

    @cached_property
    def rendered(self) -> str:
        """The text of all runs."""
        return "".join(run.rendered for run in self.runs)

    @cached_property
    def content(self) -> Span:
        """The source span of the content, without the lead and the white space around it."""
        body = self.rendered[self.lead :]
        start = self.lead + len(body) - len(body.lstrip())
        return self.source_span(start, self.lead + len(body.rstrip()))

    @cached_property
    def parts(self) -> tuple[tuple[int, int], ...]:
        """The ranges of rendered code points that hold prose, each of which has its own sentences and quotations."""
        if self.kind is Kind.HTML:
            from reader.text.tags import html_parts

            return tuple((part.start, part.end) for part in html_parts(self.rendered) if part.is_prose)
        return self.divided or ((self.lead, len(self.rendered)),)

    @cached_property
    def sentences(self) -> tuple[Span, ...]:
        """The source spans of the sentences; in code, of the lines."""
        if self.kind in LITERAL:
            return self._passages(line_spans, self.lead, len(self.rendered))
        if self.kind is Kind.HTML:
            from reader.text.tags import html_parts

            parts = html_parts(self.rendered)
            found = (self._passages(sentence_spans if prose else line_spans, *part) for *part, prose in parts)
        else:
            found = (self._passages(sentence_spans, *part) for part in self.parts)
        return tuple(chain.from_iterable(found))

    @cached_property
    def quotations(self) -> tuple[Span, ...]:
        """The source spans of the quotations, marks included."""
        from reader.text.quotations import quotation_spans

        if self.kind in LITERAL:
            return ()
        return tuple(chain.from_iterable(self._passages(quotation_spans, *part) for part in self.parts))

    def _passages(self, find: SpanFinder, start: int, end: int) -> tuple[Span, ...]:
        spans = (self.source_span(span.start + start, span.end + start) for span in find(self.rendered[start:end]))
        return tuple(span for span in spans if span)

    def source_span(self, start: int, end: int) -> Span:
        """Return the source span of the rendered code points `[start, end)`.

        It includes the markup of an element that lies within them as a whole: a bold sentence is `**all of it**`.
        """
        start, end = self._without_decoration(start, end)
        if start >= end:
            here = self.source_at(start)
            return Span(here, here)
        first, last = self._run_at(start), self._run_at(end - 1)
        run = self.runs[first]
        source_start = run.start if run.atom else run.start + start - self._positions[first]
        run = self.runs[last]
        source_end = run.end if run.atom else run.start + end - self._positions[last]
        return self._with_markup(Span(source_start, source_end))

    def source_at(self, position: int) -> int:
        """Return the source offset of a rendered position; beyond the last one, the end of the last run."""
        if position >= len(self.rendered):
            return self.runs[-1].end if self.runs else self.end
        index = self._run_at(position)
        run = self.runs[index]
        return run.start if run.atom else run.start + position - self._positions[index]

    def rendered_span(self, start: int, end: int) -> tuple[int, int]:
        """Return the range of rendered code points that stand for part of the source `[start, end)`; may be empty."""
        return self._first_rendered(start), self._last_rendered(end)

    def _first_rendered(self, offset: int) -> int:
        index = bisect_right(self._ends, offset)
        if index == len(self.runs):
            return len(self.rendered)
        run, position = self.runs[index], self._positions[index]
        return position if run.atom or offset <= run.start else position + offset - run.start

    def _last_rendered(self, offset: int) -> int:
        index = bisect_left(self._starts, offset) - 1
        if index < 0:
            return 0
        run, position = self.runs[index], self._positions[index]
        return position + (len(run.rendered) if run.atom else min(offset, run.end) - run.start)

    def runs_in(self, start: int, end: int) -> Iterator[tuple[int, int, Run]]:
        """Yield the runs that touch the rendered code points `[start, end)`: rendered start, rendered end, run."""
        for index in range(self._run_at(start), len(self.runs)) if self.runs else ():
            here, run = self._positions[index], self.runs[index]
            if here >= end:
                return
            yield here, here + len(run.rendered), run

    def _without_decoration(self, start: int, end: int) -> tuple[int, int]:
        while start < end and self._decorates(start):
            start += 1
        while start < end and self._decorates(end - 1):
            end -= 1
        return start, end

    def _decorates(self, position: int) -> bool:
        run = self.runs[self._run_at(position)]
        return run.start == run.end

    def _with_markup(self, span: Span) -> Span:
        # Inner elements come first, so that a span that grows by one can then fill the next.
        for outer, inner in self.markup:
            if span.covers(inner) and outer.overlaps(span):
                span = span.union(outer)
        return span

    def _run_at(self, position: int) -> int:
        return bisect_right(self._positions, position) - 1

    @cached_property
    def _positions(self) -> Sequence[int]:
        """The rendered position of each run's first character."""
        positions, here = [], 0
        for run in self.runs:
            positions.append(here)
            here += len(run.rendered)
        return positions

    @cached_property
    def _starts(self) -> Sequence[int]:
        return [run.start for run in self.runs]

    @cached_property
    def _ends(self) -> Sequence[int]:
        return [run.end for run in self.runs]


def line_runs(text: str, start: int, end: int, style: frozenset[str] = frozenset()) -> Iterator[Run]:
    """Yield the runs of `text[start:end]`, which holds no line break. A tab is an atom of four blanks."""
    here = start
    while here < end:
        tab = text.find("\t", here, end)
        stop = end if tab < 0 else tab
        if here < stop:
            yield Run(sanitize(text[here:stop]), here, stop, style)
        if tab >= 0:
            yield Run(TAB, tab, tab + 1, style, atom=True)
            stop = tab + 1
        here = stop
