"""Graphemes: where a cursor may stop, by Unicode's own test."""

import pytest

from reader.text.graphemes import grapheme_bounds
from tests.support import DATA

CASES = [line for line in (DATA / "graphemes.txt").read_text("utf-8").splitlines() if not line.startswith("#")]


@pytest.mark.parametrize("part", range(0, len(CASES), 100))
def test_boundaries_are_where_unicode_has_them(part: int) -> None:
    for case in CASES[part : part + 100]:
        graphemes = [
            "".join(chr(int(code, 16)) for code in grapheme.replace("×", " ").split())
            for grapheme in case.strip("÷ ").split("÷")
        ]
        text = "".join(graphemes)
        assert [text[start:end] for start, end in grapheme_bounds(text)] == graphemes, case
