"""The quotation and the offsets among the selectors of a target."""

from typing import Any

import pytest

from reader.formats.w3c_target import selected

QUOTE = {"type": "TextQuoteSelector", "exact": "One"}
OTHER = {"type": "TextQuoteSelector", "exact": "Two"}
POSITION = {"type": "TextPositionSelector", "start": 2, "end": 5}


@pytest.mark.parametrize(
    ("selectors", "found"),
    [
        ([], ({}, -1, -1)),
        ([QUOTE], (QUOTE, -1, -1)),
        ([POSITION], ({}, 2, 5)),
        ([POSITION, QUOTE], (QUOTE, 2, 5)),
        ([QUOTE, OTHER], (QUOTE, -1, -1)),
        (["a text"], ({}, -1, -1)),
        ([{"type": "FragmentSelector", "refinedBy": QUOTE}], (QUOTE, -1, -1)),
    ],
)
def test_what_is_not_there_is_empty_or_minus_one(selectors: list[Any], found: tuple[Any, int, int]) -> None:
    assert selected(selectors) == found
