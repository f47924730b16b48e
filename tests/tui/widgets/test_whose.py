"""Whose items a list shows."""

import pytest

from reader.tui.widgets.whose import Turn, next_person, only


@pytest.mark.parametrize(
    ("creators", "whose", "turn"),
    [
        (["Zoe", "ann", "Zoe"], None, Turn("ann")),
        (["Zoe", "ann"], "ann", Turn("Zoe")),
        (["Zoe", "ann"], "Zoe", Turn(None)),
        (["Zoe", "ann"], "gone", Turn(None)),
        (["ann"], "ann", Turn(None)),
        (["ann"], None, Turn(None, "all of these tags are by ann")),
        ([""], None, Turn(None, "all of these tags are by nobody named")),
        ([], None, Turn(None)),
    ],
)
def test_people_come_one_after_the_other(creators: list[str], whose: str | None, turn: Turn) -> None:
    assert next_person(creators, whose, "tags") == turn


def test_the_heading_names_the_person() -> None:
    assert [only(None), only("Ann"), only("")] == [[], ["only Ann"], ["only nobody named"]]
