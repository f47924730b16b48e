"""Aligning the columns of a table for people."""

from collections.abc import Sequence

GAP = "  "


def aligned(rows: Sequence[Sequence[str]], left: int = 1) -> list[str]:
    """Return the rows of a table as lines, as `padded` does, without blanks at their ends."""
    return [line.rstrip() for line in padded(rows, left)]


def padded(rows: Sequence[Sequence[str]], left: int = 1) -> list[str]:
    """Return the rows of a table as lines that are equally wide.

    Args:
        rows: The cells of the rows, the same number in each, safe to show in a terminal.
        left: The number of left-aligned columns; the others are right-aligned.
    """
    widths = [max(map(cell_width, column)) for column in zip(*rows, strict=True)]
    return [GAP.join(_cells(row, widths, left)) for row in rows]


def _cells(row: Sequence[str], widths: Sequence[int], left: int) -> list[str]:
    blanks = [" " * (width - cell_width(cell)) for cell, width in zip(row, widths, strict=True)]
    return [
        f"{cell}{blank}" if number < left else f"{blank}{cell}"
        for number, (cell, blank) in enumerate(zip(row, blanks, strict=True))
    ]


def cut_to_width(text: str, cells: int) -> str:
    """Return a text cut to a number of cells, with `…` where something is left out."""
    if cell_width(text) <= cells:
        return text
    while text and cell_width(text) >= cells:
        text = text[:-1]
    return f"{text}…"


def cut_middle(text: str, cells: int) -> str:
    """Return a text cut to a number of cells, with `…` in place of its middle."""
    if cell_width(text) <= cells:
        return text
    end = cut_to_width(text[::-1], cells // 2)[::-1].removeprefix("…")
    return f"{cut_to_width(text, cells - cell_width(end))}{end}"


def cell_width(text: str) -> int:
    """Return the width of a text in terminal cells."""
    if text.isascii():
        return len(text)
    from wcwidth import wcswidth

    return max(0, wcswidth(text))
