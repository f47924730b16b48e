"""The counts of tags in an entry of the source list, however many tags there are."""

import pytest

from reader.settings import TAGS, Tag
from reader.tui.sources.short_counts import ShortCounts

CLAIM = TAGS[1]
NUMBER = Tag("claim/number", "", "", "", "bold", "blue", inherited_letter="c")
DATE = Tag("claim/date", "d", "", "", "bold", "blue", inherited_letter="c")
THEMES = [Tag(f"theme {number}", "", "", "", "bold", "red") for number in range(100)]
CODEBOOK = [*TAGS[:2], NUMBER, DATE, TAGS[2], *THEMES]


@pytest.mark.parametrize(
    ("counts", "room", "shown"),
    [
        ({}, 20, ""),
        ({"quote": 0}, 20, ""),
        ({"claim": 2, "quote": 3}, 20, "q3 c2"),
        ({"claim": 2, "claim/number": 5}, 20, "c7"),
        ({"claim": 2, "claim/number": 5, "claim/date": 1}, 20, "c7 d1"),
        ({"claim": 2, "claim/number": 5, "claim/date": 1}, 4, "c8"),
        ({"quote": 3, "theme 1": 2, "theme 99": 40}, 20, "q3 +42"),
        ({"quote": 3, "claim": 20, "boilerplate": 100, "theme 1": 2}, 20, "q3 c20 b100 +2"),
        ({"quote": 3, "claim": 20, "boilerplate": 100, "theme 1": 2}, 12, "q3 c20 +102"),
        ({"quote": 3, "claim": 20, "boilerplate": 100, "theme 1": 2}, 4, "+125"),
        ({"quote": 3, "claim": 20, "boilerplate": 100}, 6, "+123"),
        ({"theme 4": 7}, 20, "+7"),
        ({"unknown": 7, "quote": 1}, 20, "q1 +7"),
        ({"claim/unknown": 7, "claim/date/unknown": 1}, 20, "c7 d1"),
    ],
)
def test_counts_are_those_of_the_keys_and_of_all_the_others(counts: dict[str, int], room: int, shown: str) -> None:
    assert ShortCounts(CODEBOOK).shown(counts, room) == shown


@pytest.mark.parametrize("room", range(12, 40))
def test_a_hundred_tags_never_take_more_room_than_there_is(room: int) -> None:
    keyed = [Tag(f"tag {number}", chr(0xA1 + number), "", "", "bold", "red") for number in range(90)]
    assert len(ShortCounts([*keyed, *THEMES]).shown({tag.name: 12 for tag in [*keyed, *THEMES]}, room)) <= room
