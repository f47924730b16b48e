"""The jump list without an app: what leads back, and in which order."""

import pytest

from reader.text.span import Span
from reader.tui import navigator
from reader.tui.navigator import REMEMBERED, JumpList, only_place
from reader.tui.session import Location


def place(number: int) -> Location:
    return Location("one.txt", Span(number, number + 1))


def jumps_from(*numbers: int) -> JumpList:
    jumps = JumpList()
    for number in numbers:
        jumps.leave(place(number))
    return jumps


def test_the_way_back_is_the_way_there_backwards() -> None:
    jumps = jumps_from(1, 2, 3)
    assert [jumps.back(place(9)) for _ in range(4)] == [place(3), place(2), place(1), None]


def test_a_location_that_is_left_twice_in_a_row_counts_once() -> None:
    assert len(jumps_from(1, 1, 2, 1)) == 3


def test_the_way_back_never_leads_to_where_the_cursor_is() -> None:
    jumps = jumps_from(1, 2)
    assert jumps.back(place(2)) == place(1)
    assert len(jumps) == 0


def test_nothing_is_left_where_there_is_no_article() -> None:
    jumps = JumpList()
    jumps.leave(None)
    assert (len(jumps), jumps.back(None)) == (0, None)


def test_the_oldest_locations_are_forgotten() -> None:
    jumps = jumps_from(*range(REMEMBERED + 5))
    assert len(jumps) == REMEMBERED
    way = [jumps.back(place(-1)) for _ in range(REMEMBERED)]
    assert (way[0], way[-1]) == (place(REMEMBERED + 4), place(5))


def test_words_that_are_not_where_they_were_are_found_if_they_stand_once(monkeypatch: pytest.MonkeyPatch) -> None:
    assert only_place("late", "It is late.") == Span(6, 10)
    assert only_place("late", "Late, late, late.") is None
    assert only_place("early", "It is late.") is None
    monkeypatch.setattr(navigator, "LONGEST", 10)
    assert only_place("late", "It is late.") is None, "a key would wait"
