"""Turning markdown-it's block tokens into blocks, each with the block quotes and lists around it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reader.system.lazy_pattern import lazy_pattern
from reader.text.block import Block, Kind, Run
from reader.text.markdown.html import html_blocks
from reader.text.markdown.inline import Inline, InlineContent, Stretch
from reader.text.markdown.labels import with_label_apart
from reader.text.markdown.lines import Lines
from reader.text.markdown.table import table_rows
from reader.text.span import Span

if TYPE_CHECKING:
    from markdown_it.token import Token

_BULLET = "• "
_BAR = "▌ "
_RULE = "* * *"
_MARKER = frozenset({"marker"})
_BLANKS = lazy_pattern(r"[ \t]*")
_NONE = Span(0, 0)


def blocks_of_tokens(lines: Lines, tokens: Iterable["Token"], spaced: bool) -> list[Block]:
    """Return the blocks that tokens stand for; `spaced` is that of the first block."""
    builder = _Builder(lines, spaced)
    for token in tokens:
        builder.add(token)
    return builder.blocks


def span_of_runs(runs: Iterable[Run], markup: Iterable[tuple[Span, Span]] = ()) -> Span:
    """Return the source span of runs and of the markup around them; empty if they have none."""
    spans = [Span(run.start, run.end) for run in runs if run.start < run.end]
    spans += [outer for outer, _ in markup]
    return Span(min(span.start for span in spans), max(span.end for span in spans)) if spans else _NONE


@dataclass(slots=True)
class _Container:
    """An open block quote or list item.

    margin: the margin of the blocks in it.
    marker: the source span of a list item's bullet or number; empty once it is rendered.
    line: the line of the marker.
    """

    kind: Kind
    margin: str
    marker: Span = _NONE
    line: int = 0


class _Builder:
    def __init__(self, lines: Lines, spaced: bool) -> None:
        self.blocks: list[Block] = []
        self._lines = lines
        self._first_spaced = spaced
        self._next_line = 0  # the line after the last block
        self._bare = False  # the last block is a marker on a row of its own, and its content is next
        self._containers: list[_Container] = []
        self._heading: Token | None = None
        self._rows: list[list[Token]] = []

    def add(self, token: "Token") -> None:
        match token.type:
            case "blockquote_open":
                self._show_markers()
                self._containers.append(_Container(Kind.BLOCK_QUOTE, _BAR))
            case "list_item_open":
                self._containers.append(self._list_item(token))
            case "blockquote_close" | "list_item_close":
                self._show_markers()
                self._bare = False
                self._containers.pop()
            case "heading_open":
                self._heading = token
            case "heading_close":
                self._heading = None
            case "tr_open":
                self._rows.append([])
            case "table_close":
                self._table()
            case "inline" if self._rows:
                self._rows[-1].append(token)
            case "inline":
                self._inline(token)
            case "fence" | "code_block" | "html_block":
                self._literal(token)
            case "hr":
                self._thematic_break(token)

    def _list_item(self, token: "Token") -> _Container:
        line, _ = _map(token)
        start = self._lines.source(line, token.meta["starts"][0])
        marker = Span(start, start + len(token.info + token.markup))
        width = sum(len(run.rendered) for run in _marker_runs(self._lines.text, marker, marker.end))
        return _Container(Kind.LIST_ITEM, " " * width, marker, line)

    def _inline(self, token: "Token") -> None:
        """Add a heading or paragraph. If it is the first block of a list item, it begins with the marker."""
        inline = Inline(self._content(token), token.children or ())
        if not inline.runs:
            return
        kind, level = (self._containers[-1].kind if self._containers else Kind.PARAGRAPH), 0
        if self._heading:
            kind, level = Kind.HEADING, int(self._heading.tag.removeprefix("h"))
        line, next_line = _map(token)
        pending = self._pending()
        # markdown-it can leave a marker in the text (`>   >\t- a`), where it is already rendered.
        text_start = inline.runs[0].start
        markers = [run for run in self._markers(pending, with_blanks=True) if run.end <= text_start]
        lead = sum(len(run.rendered) for run in markers)
        line = pending[0].line if pending else line
        runs, parts = with_label_apart(token.content, inline.runs, self._lines.text)
        divided = [(start + lead, end + lead) for start, end in parts]
        self._emit(kind, [*markers, *runs], (line, next_line), inline.markup, level=level, lead=lead, divided=divided)
        _clear_markers(pending)

    def _content(self, token: "Token") -> InlineContent:
        """Map the content of a paragraph or heading, line by line, to the source.

        markdown-it strips white space around it, which may be whole lines of form feeds and the like.
        """
        parts = token.content.split("\n")
        skip = len(self._heading.markup) if self._heading and self._heading.markup.startswith("#") else 0
        starts = [(line, start + skip) for line, start in enumerate(token.meta["starts"], _map(token)[0])]
        dropped = (at for at, start in enumerate(starts) if self._lines.find(parts[0], *start) is not None)
        stretches, here = [], 0
        for part, (line, start) in zip(parts, starts[next(dropped, 0) :], strict=False):
            body = part.lstrip(" \t")
            source = self._lines.find(body, line, start)
            if source is None:
                source = self._lines.rfind(body, line)
            stretches.append(Stretch(here + len(part) - len(body), here + len(part), source))
            here += len(part) + len("\n")
        return InlineContent(self._lines.text, token.content, stretches)

    def _literal(self, token: "Token") -> None:
        """Add code or HTML; the lines of a fence itself are not rendered."""
        self._show_markers()
        line, next_line = _map(token)
        contents = token.content.removesuffix("\n").split("\n") if token.content else []
        runs = self._lines.literal_runs(line + (token.type == "fence"), contents)
        if token.type != "html_block":
            self._emit(Kind.CODE, runs, (line, next_line))
            return
        for block in html_blocks(runs):
            self._emit(block.kind, block.runs, (line, next_line), block.markup, level=block.level)

    def _thematic_break(self, token: "Token") -> None:
        self._show_markers()
        line, next_line = _map(token)
        start = self._lines.source(line, token.meta["starts"][0])
        end = start + len(Span(start, self._lines.spans[line].end).of(self._lines.text).rstrip(" \t"))
        self._emit(Kind.RULE, [Run(_RULE, start, end, atom=True)], (line, next_line), lead=len(_RULE))

    def _table(self) -> None:
        self._show_markers()
        spaced: bool | None = None
        for tokens, row in zip(self._rows, table_rows(self._lines, self._rows), strict=True):
            self._emit(Kind.TABLE_ROW, row.runs, _map(tokens[0]), row.markup, spaced=spaced, divided=row.cells)
            spaced = False
        self._rows = []

    def _pending(self) -> list[_Container]:
        """Return the list items whose markers are not rendered yet: the next block is the first of them all."""
        return [container for container in self._containers if container.marker]

    def _markers(self, pending: Sequence[_Container], with_blanks: bool) -> list[Run]:
        runs: list[Run] = []
        for item in pending:
            blanks = _BLANKS.match(self._lines.text, item.marker.end) if with_blanks else None
            runs += _marker_runs(self._lines.text, item.marker, blanks.end() if blanks else item.marker.end)
        return runs

    def _show_markers(self) -> None:
        """Give pending markers a row of their own, because no line of text follows them."""
        if pending := self._pending():
            runs = self._markers(pending, with_blanks=False)
            lead = sum(len(run.rendered) for run in runs)
            self._emit(Kind.LIST_ITEM, runs, (pending[0].line, pending[-1].line + 1), lead=lead)
            _clear_markers(pending)
            self._bare = True

    def _emit(
        self,
        kind: Kind,
        runs: Sequence[Run],
        lines: tuple[int, int],
        markup: Sequence[tuple[Span, Span]] = (),
        *,
        level: int = 0,
        lead: int = 0,
        spaced: bool | None = None,
        divided: Sequence[tuple[int, int]] = (),
    ) -> None:
        """Add a block unless it stands for nothing. `lines` are its first line and the one after it."""
        span = span_of_runs(runs, markup)
        if not span:
            return
        if spaced is None:
            spaced = self._is_spaced(kind, lines[0])
        margin = "".join(container.margin for container in self._containers if not container.marker)
        block = Block(
            kind, span.start, span.end, tuple(runs), level, lead, margin, spaced, tuple(markup), divided=tuple(divided)
        )
        self.blocks.append(block)
        self._next_line, self._bare = lines[1], False

    def _is_spaced(self, kind: Kind, line: int) -> bool:
        """Return True if a blank line precedes a block, or if it is not a list item that follows another one."""
        if not self.blocks:
            return self._first_spaced
        if self._bare:
            return False
        if any(self._lines.is_blank(between) for between in range(self._next_line, line)):
            return True
        return not kind == self.blocks[-1].kind == Kind.LIST_ITEM


def _clear_markers(items: Iterable[_Container]) -> None:
    for item in items:
        item.marker = _NONE


def _marker_runs(text: str, marker: Span, end: int) -> list[Run]:
    """Return the runs of a bullet, or of a number with its full stop; `end` is that of the blanks after it."""
    if marker.of(text)[-1] in ".)":
        blank = Run(" ", marker.end, end, _MARKER, atom=marker.end < end)
        return [Run(marker.of(text), *marker, _MARKER), blank]
    return [Run(_BULLET, marker.start, end, _MARKER, atom=True)]


def _map(token: "Token") -> tuple[int, int]:
    """Return the first line of a block, and the line after its last."""
    assert token.map is not None
    first, after = token.map
    return first, after
