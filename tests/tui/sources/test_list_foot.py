"""What the list of sources says where nothing matches."""

import pytest

from reader.settings import TAGS
from reader.tui.sources.list_foot import no_match


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("ferry", "no source matches"),
        ("tag:claim near:quote", "no source matches"),
        ("tag:zebra", "no tag zebra in the codebook"),
        ("rating:zebra", "no rating zebra"),
        ("tag:qoute", "did you mean tag:quote?"),
        ("storm lefft:5", "did you mean left:?"),
    ],
)
def test_it_says_what_was_probably_meant(typed: str, said: str) -> None:
    assert no_match(typed, TAGS) == said
