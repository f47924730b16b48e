"""The heading of a screen: the hint on the right gives way to the words on the left."""

import pytest

from reader.tui.widgets.heading import fit_both

LONG = "a/very/long/name/of/a/source.txt"


@pytest.mark.parametrize(
    ("left", "right", "width", "shown"),
    [
        ("review · 2 of 5", "one.txt", 40, ("review · 2 of 5", "one.txt")),
        ("review · 2 of 5", "one.txt", 23, ("review · 2 of 5", "one.txt")),
        ("review · 2 of 5", "one.txt", 22, ("review · 2 of 5", "")),
        ("A title", LONG, 20, ("A title", "a/very/long…")),
        ("A title", LONG, 19, ("A title", "")),
        ("A title that is longer than there is room", "one.txt", 20, ("A title that is lon…", "")),
        ("", "w whose tags", 20, ("", "w whose tags")),
        ("A title", "", 3, ("A…", "")),
    ],
)
def test_a_hint_that_would_say_nothing_is_left_out(left: str, right: str, width: int, shown: tuple[str, str]) -> None:
    assert fit_both(left, right, width) == shown
