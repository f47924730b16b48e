"""Whose items a list shows."""

import pytest

from reader.tui.widgets.whose import WhoseAnswer, next_person, only


@pytest.mark.parametrize(
    ("creators", "whose", "turn"),
    [
        (["Zoe", "ann", "Zoe"], None, WhoseAnswer("ann")),
        (["Zoe", "ann"], "ann", WhoseAnswer("Zoe")),
        (["Zoe", "ann"], "Zoe", WhoseAnswer(None)),
        (["Zoe", "ann"], "gone", WhoseAnswer(None)),
        (["ann"], "ann", WhoseAnswer(None)),
        (["ann"], None, WhoseAnswer(None, "all of these tags are by ann")),
        ([""], None, WhoseAnswer(None, "all of these tags are by nobody named")),
        ([], None, WhoseAnswer(None)),
    ],
)
def test_people_come_one_after_another(creators: list[str], whose: str | None, turn: WhoseAnswer) -> None:
    assert next_person(creators, whose, "tags") == turn


def test_the_heading_names_the_person() -> None:
    assert [only(None), only("Ann"), only("")] == [[], ["only Ann"], ["only nobody named"]]
