"""Tables of a page, which become Markdown tables if each cell is one line."""

import re
from collections.abc import Sequence

from reader.ingest.elements import LISTS, Element
from reader.ingest.page_block import PageBlock, cell_of


def as_table(blocks: Sequence[PageBlock], table: Element) -> Sequence[PageBlock]:
    """Return the blocks of a table as one block, if each cell is a line and there is more than one row and column."""
    depth = blocks[0].inside.index(table) if blocks else 0
    cells = {block.cell: block for block in blocks if cell_of(block.inside[depth:])}
    captions = [block for block in blocks if not cell_of(block.inside[depth:])]
    rows, columns = table.table.rows, table.table.columns
    is_plain = len(cells) + len(captions) == len(blocks) and not any(
        _is_more_than_a_line(each, depth) for each in blocks
    )
    if not is_plain or rows < 2 or columns < 2 or len(cells) * 2 < rows * columns:
        return blocks
    grid = [[_in_cell(cells.get((row, column))) for column in range(columns)] for row in range(rows)]
    lines = [f"| {' | '.join(row)} |" for row in (grid[0], ["---"] * columns, *grid[1:])]
    words, outside = " ".join(block.words for block in cells.values()), blocks[0].inside[:depth]
    leading = next(iter(cells.values()))
    return [*captions, PageBlock("\n".join(lines), words, leading.first, leading.rest, outside, cell_of(outside))]


def _in_cell(block: PageBlock | None) -> str:
    return re.sub(r"(?<!\\)\|", r"\\|", block.markdown) if block else ""


def _is_more_than_a_line(block: PageBlock, depth: int) -> bool:
    between = {each.tag for each in block.inside[depth + 1 :]} & {*LISTS, "pre", "table", "blockquote"}
    return "\n" in block.markdown or bool(between) or block.is_heading
