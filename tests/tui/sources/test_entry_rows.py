"""The rows that entries of the list of sources take, in panes of several heights."""

import pytest

from reader.tui.geometry import AIRY, BOTTOM
from reader.tui.sources.entry_rows import EntryRows

HIGH = AIRY - BOTTOM  # rows of a pane from which there is air above the entries


@pytest.mark.parametrize(
    ("rows", "lead", "total"),
    [
        (EntryRows(2, HIGH, False), 1, 5),
        (EntryRows(2, HIGH, True), 1, 6),
        (EntryRows(2, HIGH - 1, False), 0, 4),  # the screen is not high enough
        (EntryRows(HIGH, HIGH, False), 0, 2 * HIGH),  # the entries need the room
        (EntryRows(0, HIGH, False), 1, 1),
    ],
)
def test_there_is_a_blank_row_above_where_there_is_room(rows: EntryRows, lead: int, total: int) -> None:
    assert (rows.lead, rows.total) == (lead, total)


@pytest.mark.parametrize(("height", "has_foot", "lead"), [(41, False, 1), (41, True, 0), (42, True, 1), (40, False, 0)])
def test_the_last_blank_row_gives_way_to_the_foot(height: int, has_foot: bool, lead: int) -> None:
    assert HIGH <= 40
    assert EntryRows(20, height, has_foot).lead == lead


def test_the_entry_of_each_row() -> None:
    rows = EntryRows(2, HIGH, False)
    assert [rows.entry_at(row) for row in range(6)] == [None, (0, 0), (0, 1), (1, 0), (1, 1), None]
    assert [rows.first(place) for place in range(2)] == [1, 3]


@pytest.mark.parametrize(
    ("place", "top", "has_foot", "scrolled"),
    [
        (0, 0, False, 0),
        (4, 0, False, 0),
        (5, 0, False, 2),  # its last row is the last one of ten
        (5, 0, True, 3),  # the foot takes a row
        (2, 2, False, 2),
        (2, 7, False, 4),  # upwards, to its first row
        (9, 2, False, 10),
    ],
)
def test_an_entry_is_brought_in_sight_by_no_more_than_it_takes(
    place: int, top: int, has_foot: bool, scrolled: int
) -> None:
    assert EntryRows(20, 10, has_foot).top_to_see(place, top) == scrolled
