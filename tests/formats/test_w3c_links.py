"""The end of a link of a Web Annotation: a source, and what is known of the passage there."""

from typing import Any

import pytest

from reader.formats.w3c_links import _place

QUOTE = {"type": "TextQuoteSelector", "exact": "One"}
POSITION = {"type": "TextPositionSelector", "start": 2, "end": 5}


@pytest.mark.parametrize(
    ("target", "place"),
    [
        ({"source": "a.txt", "selector": [QUOTE, POSITION]}, ("a.txt", 2, 5, "One")),
        ({"source": "a.txt", "selector": QUOTE}, ("a.txt", -1, -1, "One")),
        ({"source": "a.txt", "selector": POSITION}, ("a.txt", 2, 5, "")),
        ({"source": "a.txt"}, None),
        ("a.txt", None),
    ],
)
def test_what_is_not_known_of_a_place_is_empty_or_minus_one(target: Any, place: Any) -> None:
    assert _place(target) == place
