"""Tables: rows of cells, laid out in columns if they are narrow enough."""

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from reader.text.block import Run
from reader.text.markdown.inline import Content, Inline, Stretch
from reader.text.markdown.lines import Lines
from reader.text.span import Span

if TYPE_CHECKING:
    from markdown_it.token import Token

_SEPARATOR = " │ "
_WIDEST = 72  # cells: a wider table is not aligned
_PIPE = re.compile(r"(?<!\\)\|")
_ESCAPED_PIPE = r"\|"


class Cell(NamedTuple):
    """A cell: where it starts in the source, what it shows, and its width; `pipe`: the separator after it, if any."""

    start: int
    inline: Inline
    width: int
    pipe: Span | None


class Row(NamedTuple):
    """What a row shows; as in Block."""

    runs: list[Run]
    markup: list[tuple[Span, Span]]


def table_rows(lines: Lines, rows: Sequence[Sequence["Token"]]) -> Iterator[Row]:
    """What each row shows. rows: the inline tokens of its cells; the first row is the header."""
    cells = [_cells(lines, row, frozenset({"strong"} if index == 0 else ())) for index, row in enumerate(rows)]
    widths = [max(cell.width for cell in column) for column in zip(*cells, strict=True)]
    if sum(widths) + len(_SEPARATOR) * (len(widths) - 1) > _WIDEST:
        widths = [0] * len(widths)
    return (_row(row, widths) for row in cells)


def _row(cells: Sequence[Cell], widths: Sequence[int]) -> Row:
    row = Row([], [])
    here = cells[0].start
    for index, (cell, width) in enumerate(zip(cells, widths, strict=True), 1):
        row.runs.extend(cell.inline.runs)
        row.markup.extend(cell.inline.markup)
        here = row.runs[-1].end if row.runs else here
        if index < len(cells):
            row.runs.extend(_separator(cell, width, here))
    return row


def _separator(cell: Cell, width: int, here: int) -> Iterator[Run]:
    """From a cell to the next. Only the pipe is in the source, and not even that if the cells end early."""
    if cell.width < width:
        yield Run(" " * (width - cell.width), here, here)
    start, end = cell.pipe or (here, here)
    yield Run(_SEPARATOR, start, end, atom=start < end)


def _cells(lines: Lines, tokens: Sequence["Token"], style: frozenset[str]) -> list[Cell]:
    """The cells of a row: its first piece is none if nothing stands before the first pipe."""
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
    """What stands between the pipes of a row, in the source."""
    pipes = [match.start() + start for match in _PIPE.finditer(row)]
    return [Span(left + 1, right) for left, right in zip([start - 1, *pipes], [*pipes, start + len(row)], strict=True)]


def _cell(lines: Lines, token: "Token", piece: Span, pipe: Span | None, style: frozenset[str]) -> Cell:
    source = piece.start + max(0, _find(lines.text, token, piece))
    stretches = []
    here = 0
    for part in token.content.split("|"):
        stretches.append(Stretch(here, here + len(part), source))
        here += len(part) + len("|")
        source += len(part) + len(_ESCAPED_PIPE)
    inline = Inline(Content(lines.text, token.content, stretches), token.children or (), style)
    return Cell(piece.start, inline, _width("".join(run.rendered for run in inline.runs)), pipe)


def _find(text: str, token: "Token", piece: Span) -> int:
    return piece.of(text).replace("\0", "\ufffd").find(token.content.replace("|", _ESCAPED_PIPE))


def _width(shown: str) -> int:
    """How many cells of the terminal it takes."""
    if shown.isascii():
        return len(shown)
    from wcwidth import wcswidth  # its tables are only loaded for texts that need them

    width = wcswidth(shown)
    return width if width >= 0 else len(shown)
