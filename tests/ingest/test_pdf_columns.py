"""Pages whose columns are told line by line."""

import pytest

from reader.ingest.pdf_columns import LETTERS, ROWS, TextPiece, has_mixed_columns

LEFT, RIGHT = "A line on the left side", "and one on the right"


def rows(count: int, left: str = LEFT, right: str = RIGHT, *, by_column: bool = False) -> list[TextPiece]:
    """Rows of two pieces of text, told row by row or column by column."""
    heights = [700 - 14 * row for row in range(count)]
    lefts, rights = ([TextPiece(text, x, y, 11) for y in heights] for text, x in ((left, 60), (right, 330)))
    return lefts + rights if by_column else [piece for pair in zip(lefts, rights, strict=True) for piece in pair]


@pytest.mark.parametrize(
    ("pieces", "found"),
    [
        (rows(ROWS), True),
        (rows(ROWS - 1), False),
        (rows(9, by_column=True), False),
        (rows(ROWS, "x" * LETTERS, "y" * LETTERS), True),
        (rows(ROWS, "x" * (LETTERS - 1), "y" * LETTERS), False),
        ([TextPiece(LEFT, 60 + 90 * (number % 5), 700, 11) for number in range(9)], False),
        ([], False),
    ],
)
def test_columns_side_by_side_are_noticed(pieces: list[TextPiece], found: bool) -> None:
    assert has_mixed_columns(pieces, "") == found


@pytest.mark.parametrize(
    ("line", "found"),
    [(f"{LEFT}    {RIGHT}", True), (f"{LEFT}   {RIGHT}", False), (f"{LEFT}    {RIGHT[:9]}", False), (LEFT, False)],
)
def test_columns_in_one_line_are_noticed(line: str, found: bool) -> None:
    assert has_mixed_columns([], "\n".join([line] * ROWS)) == found
    assert not has_mixed_columns([], "\n".join([line] * (ROWS - 1)))
