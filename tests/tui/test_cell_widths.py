"""Cell widths: Rich measures as terminals draw, and what Latin text measures is as before."""

import sys
import unicodedata
from itertools import pairwise

import pytest
from rich import cells
from rich.segment import Segment
from textual.strip import Strip

from reader.text.block import Block, Kind, Run
from reader.tui.article.rows import wrap
from reader.tui.cell_widths import AMONG, LOADER, SPACING, cell_len


@pytest.mark.parametrize(
    ("text", "width"),
    [
        ("का", 2),  # as tmux 3.3 draws each of these
        ("कि", 2),
        ("ख़", 1),
        ("नहीं", 3),
        ("हज़ारों", 5),
        ("க்", 1),
        ("கொ", 2),
        ("กำ", 2),
        ("ကြ", 2),
        ("ភា", 2),
        ("각", 2),
        ("\u1100\u1161\u11a8", 2),
        ("👩\u200d👩\u200d👧", 2),
        ("cafe\u0301", 4),
        ("文", 2),
    ],
)
def test_a_text_is_as_wide_as_a_terminal_draws_it(text: str, width: int) -> None:
    assert cell_len(text) == width
    assert Strip([Segment(text)]).cell_length == width


def test_every_spacing_mark_has_a_cell_and_no_other_mark_has() -> None:
    marks = [chr(code) for code in range(0x300, 0x12000) if unicodedata.category(chr(code))[0] == "M"]
    spacing = {mark for mark in marks if unicodedata.category(mark) == "Mc"}
    assert len(spacing) > 300
    assert {mark for mark in marks if cell_len(mark) == 1} >= spacing
    assert [mark for mark in marks if unicodedata.category(mark) == "Mn" and cell_len(mark) > 0] == []


def test_no_spacing_mark_is_beyond_those_that_are_corrected() -> None:
    spacing = [code for code in range(sys.maxunicode + 1) if unicodedata.category(chr(code)) == SPACING]
    assert spacing[0] == AMONG.start
    assert spacing[-1] == AMONG[-1]


def test_the_corrected_table_is_in_order() -> None:
    ranges = getattr(cells, LOADER)("auto").widths
    assert all(first <= last for first, last, _ in ranges)
    assert all(before[1] < after[0] for before, after in pairwise(ranges))


def test_rows_of_hindi_fit_their_width() -> None:
    text = "आना जाना कल रात से बंद था। हज़ारों यात्री बाहर इंतज़ार करते रहे।"
    rows = list(wrap(Block(Kind.LINE, 0, len(text), (Run(text, 0, len(text)),)), 12))
    assert len(rows) > 4
    assert all(cell_len(text[start:end].rstrip()) <= 12 for start, end, _ in rows)
