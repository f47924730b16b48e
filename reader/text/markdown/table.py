"""Markdown tables: rows of cells, aligned in columns if they are narrow enough."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from reader.system.lazy_pattern import lazy_pattern
from reader.text.block import Run
from reader.text.markdown.inline import Inline, InlineContent, Stretch
from reader.text.markdown.lines import Lines
from reader.text.span import Span

if TYPE_CHECKING:
    from markdown_it.token import Token

_SEPARATOR = " │ "
_WIDEST = 72  # terminal cells; a wider table is not aligned
_PIPE = lazy_pattern(r"(?<!\\)\|")
_ESCAPED_PIPE = r"\|"


class TableCell(NamedTuple):
    """A cell of a table.

    start: its start in the source.
    inline: its content.
    width: the width of the content, in terminal cells.
    pipe: the span of the separator after it; None if there is none.
    """

    start: int
    inline: Inline
    width: int
    pipe: Span | None


class TableRow(NamedTuple):
    """The runs and the markup of a row, as in Block, and the ranges of rendered code points that its cells take."""

    runs: list[Run]
    markup: list[tuple[Span, Span]]
    cells: list[tuple[int, int]]


def table_rows(lines: Lines, rows: Sequence[Sequence["Token"]]) -> Iterator[TableRow]:
    """Yield the rendered rows of a table.

    Args:
        lines: The lines of the source.
        rows: The inline tokens of the cells of each row. The first row is the header.
    """
    cells = [_cells(lines, row, frozenset({"strong"} if index == 0 else ())) for index, row in enumerate(rows)]
    widths = [max(cell.width for cell in column) for column in zip(*cells, strict=True)]
    if sum(widths) + len(_SEPARATOR) * (len(widths) - 1) > _WIDEST:
        widths = [0] * len(widths)
    return (_row(row, widths) for row in cells)


def _row(cells: Sequence[TableCell], widths: Sequence[int]) -> TableRow:
    row = TableRow([], [], [])
    here, position = cells[0].start, 0
    for index, (cell, width) in enumerate(zip(cells, widths, strict=True), 1):
        shown = sum(len(run.rendered) for run in cell.inline.runs)
        row.cells.append((position, position + shown))
        row.runs.extend(cell.inline.runs)
        row.markup.extend(cell.inline.markup)
        here = row.runs[-1].end if row.runs else here
        if index < len(cells):
            separator = list(_separator(cell, width, here))
            row.runs.extend(separator)
            shown += sum(len(run.rendered) for run in separator)
        position += shown
    return row


def _separator(cell: TableCell, width: int, here: int) -> Iterator[Run]:
    """Yield the runs between two cells. Only the pipe is in the source, and not even that if the row ends early."""
    if cell.width < width:
        yield Run(" " * (width - cell.width), here, here)
    start, end = cell.pipe or (here, here)
    yield Run(_SEPARATOR, start, end, atom=start < end)


def _cells(lines: Lines, tokens: Sequence["Token"], style: frozenset[str]) -> list[TableCell]:
    """Return the cells of a row; what precedes the first pipe is not a cell if it is empty."""
    assert tokens[0].map is not None
    line = tokens[0].map[0]
    start = lines.source(line, tokens[0].meta["starts"][0])
    pieces = _pieces(lines[line][start - lines.spans[line].start :], start)
    if not tokens[0].content or _find(lines.text, tokens[0], pieces[0]) < 0:
        pieces = pieces[1:]
    cells = []
    for index, token in enumerate(tokens):
        piece = pieces[index] if index < len(pieces) else Span(lines.spans[line].end, lines.spans[line].end)
        pipe = Span(piece.end, piece.end + 1) if index + 1 < len(pieces) else None
        cells.append(_cell(lines, token, piece, pipe, style))
    return cells


def _pieces(row: str, start: int) -> list[Span]:
    """Return the source spans between the pipes of a row."""
    pipes = [match.start() + start for match in _PIPE.finditer(row)]
    return [Span(left + 1, right) for left, right in zip([start - 1, *pipes], [*pipes, start + len(row)], strict=True)]


def _cell(lines: Lines, token: "Token", piece: Span, pipe: Span | None, style: frozenset[str]) -> TableCell:
    source = piece.start + max(0, _find(lines.text, token, piece))
    stretches = []
    here = 0
    for part in token.content.split("|"):
        stretches.append(Stretch(here, here + len(part), source))
        here += len(part) + len("|")
        source += len(part) + len(_ESCAPED_PIPE)
    inline = Inline(InlineContent(lines.text, token.content, stretches), token.children or (), style, line_break=" ")
    return TableCell(piece.start, inline, _width("".join(run.rendered for run in inline.runs)), pipe)


def _find(text: str, token: "Token", piece: Span) -> int:
    return piece.of(text).replace("\0", "\ufffd").find(token.content.replace("|", _ESCAPED_PIPE))


def _width(text: str) -> int:
    """Return the width of a text in terminal cells."""
    if text.isascii():
        return len(text)
    from wcwidth import wcswidth  # imported here: its tables are only loaded for texts that need them

    width = wcswidth(text)
    return width if width >= 0 else len(text)
