"""The places of the panes and of the column of text, as a table."""

import pytest

from reader.tui.geometry import Column, air, column, has_card_parts, list_width, opens_by_itself, pane_widths


@pytest.mark.parametrize(
    ("columns", "chosen", "width"),
    [
        (40, 0, 0),  # there is room for the article only
        (63, 0, 0),
        (63, 30, 0),
        (64, 0, 26),
        (119, 0, 26),
        (120, 0, 38),
        (80, 30, 30),
        (80, 1, 16),  # the narrowest
        (80, 16, 16),
        (80, 79, 40),  # half of the screen at most
    ],
)
def test_the_list_is_as_wide_as_the_screen_allows(columns: int, chosen: int, width: int) -> None:
    assert list_width(columns, chosen) == width


@pytest.mark.parametrize(
    ("pane", "tags", "measure", "found"),
    [
        (82, 3, 72, Column(1, 7, 72)),
        (83, 3, 72, Column(1, 7, 72)),  # a cell on the right is the scroll bar's
        (80, 3, 72, Column(0, 7, 71)),
        (53, 3, 72, Column(0, 7, 44)),
        (160, 3, 72, Column(40, 7, 72)),
        (160, 5, 60, Column(45, 8, 60)),
        (160, 9, 60, Column(45, 8, 60)),
        (5, 3, 72, Column(0, 7, 8)),  # text is never narrower, even where it is cut off
        (16, 3, 72, Column(0, 7, 8)),
        (18, 3, 72, Column(0, 7, 9)),
    ],
)
def test_the_text_is_in_the_middle_of_its_pane(pane: int, tags: int, measure: int, found: Column) -> None:
    assert column(pane, tags, measure) == found


def test_a_screen_with_room_for_it_has_a_blank_line_above_the_article_and_below() -> None:
    assert [air(lines) for lines in (1, 15, 16, 24, 50)] == [0, 0, 1, 1, 1]


@pytest.mark.parametrize(
    ("columns", "titles", "has_side", "widths"),
    [
        (119, 60, False, (26, 0)),
        (120, 60, False, (38, 0)),  # the article keeps its 84 cells first
        (123, 60, False, (39, 0)),
        (160, 0, False, (38, 0)),
        (160, 45, False, (45, 0)),
        (160, 99, False, (60, 0)),
        (120, 99, True, (38, 40)),
        (160, 99, True, (38, 49)),
        (220, 99, True, (60, 64)),
        (300, 99, True, (60, 72)),
    ],
)
def test_the_list_has_room_for_titles_and_a_third_pane_two_fifths_of_the_rest(
    columns: int, titles: int, has_side: bool, widths: tuple[int, int]
) -> None:
    assert pane_widths(columns, {"titles": titles}, has_side=has_side) == widths


@pytest.mark.parametrize(
    ("columns", "setting", "is_closed", "opens"),
    [(200, "auto", False, True), (199, "auto", False, False), (200, "key", False, False), (200, "auto", True, False)],
)
def test_a_third_pane_opens_by_itself(columns: int, setting: str, is_closed: bool, opens: bool) -> None:
    assert opens_by_itself(columns, setting, is_closed=is_closed) is opens


@pytest.mark.parametrize(
    ("columns", "rows", "is_large"), [(160, 36, True), (220, 58, True), (159, 58, False), (220, 35, False)]
)
def test_a_card_needs_room_for_what_is_known_besides_its_form(columns: int, rows: int, is_large: bool) -> None:
    assert has_card_parts(columns, rows) == is_large
