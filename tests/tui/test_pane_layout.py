"""The layout of the panes, as a table: sizes of the screen and what is open on it, against what is shown where."""

from collections.abc import Mapping
from typing import Any

import pytest

from reader.tui.pane_layout import OpenPanes, PanelPlace, lay_out_panes

NONE: Mapping[str, int] = {}
HIDDEN, WHOLE = PanelPlace("hidden"), PanelPlace("whole")
SIZES = ((20, 5), (63, 20), (64, 20), (80, 24), (119, 24), (120, 40), (159, 50), (160, 50), (200, 50), (300, 80))


def panes(columns: int, lines: int = 24, **named: Any) -> OpenPanes:
    return OpenPanes(columns, lines, NONE, **named)


@pytest.mark.parametrize(
    ("columns", "named", "list_cells", "articles", "panel"),
    [
        # one article
        (63, {}, None, "one", HIDDEN),
        (63, {"front": "sources"}, 0, "none", HIDDEN),
        (64, {}, 26, "all", HIDDEN),
        (64, {"front": "sources"}, 26, "all", HIDDEN),
        (120, {}, 38, "all", HIDDEN),
        (120, {"is_filled": True}, None, "one", HIDDEN),
        (120, {"is_filled": True, "front": "sources"}, 0, "none", HIDDEN),
        # and a panel
        (119, {"has_panel": True}, 26, "all", HIDDEN),
        (119, {"has_panel": True, "front": "panel"}, None, "none", WHOLE),
        (119, {"has_panel": True, "front": "panel", "sheet_rows": 9}, 26, "all", PanelPlace("below", 9)),
        (63, {"has_panel": True, "sheet_rows": 9}, None, "one", PanelPlace("below", 9)),
        (63, {"has_panel": True, "front": "panel", "sheet_rows": 9}, None, "one", PanelPlace("below", 9)),
        (120, {"has_panel": True, "front": "panel", "sheet_rows": 9}, 38, "all", PanelPlace("beside", 40)),
        (120, {"has_panel": True}, 38, "all", PanelPlace("beside", 40)),
        (120, {"has_panel": True, "front": "panel", "is_filled": True}, None, "none", WHOLE),
        (120, {"has_panel": True, "is_filled": True}, None, "one", HIDDEN),
        # two articles
        (63, {"is_split": True}, None, "one", HIDDEN),
        (64, {"is_split": True}, None, "all", HIDDEN),
        (159, {"is_split": True}, None, "all", HIDDEN),
        (159, {"is_split": True, "front": "sources"}, 0, "none", HIDDEN),
        (160, {"is_split": True}, 38, "all", HIDDEN),
        (160, {"is_split": True, "is_filled": True}, None, "one", HIDDEN),
        (160, {"is_split": True, "has_panel": True, "front": "panel"}, None, "none", WHOLE),
        (160, {"is_split": True, "has_panel": True}, 38, "all", HIDDEN),
        (160, {"is_split": True, "has_panel": True, "sheet_rows": 9}, 38, "all", PanelPlace("below", 9)),
        (
            80,
            {"is_split": True, "has_panel": True, "front": "panel", "sheet_rows": 9},
            None,
            "all",
            PanelPlace("below", 9),
        ),
    ],
)
def test_as_many_panes_are_shown_as_there_is_room_for(
    columns: int, named: dict[str, Any], list_cells: int | None, articles: str, panel: PanelPlace
) -> None:
    found = lay_out_panes(panes(columns, **named))
    assert (found.list_cells, found.articles, found.panel) == (list_cells, articles, panel)


@pytest.mark.parametrize(
    ("columns", "lines", "named", "margin", "has_titles"),
    [
        (80, 24, {}, (1, 0, 1), False),
        (80, 15, {}, (0, 0, 0), False),
        (80, 24, {"has_panel": True, "sheet_rows": 9}, (1, 0, 0), False),
        (200, 50, {"keeps_room": True}, (1, 65, 1), False),
        (200, 50, {"keeps_room": True, "has_panel": True}, (1, 0, 1), False),
        (200, 50, {"keeps_room": True, "is_filled": True}, (1, 0, 1), False),
        (80, 24, {"is_split": True}, (0, 0, 1), True),  # the titles are in the blank row
        (80, 15, {"is_split": True}, (0, 0, 0), False),
        (80, 24, {"is_split": True, "front": "sources"}, (0, 0, 1), False),
    ],
)
def test_air_and_titles_are_where_there_are_rows_to_spare(
    columns: int, lines: int, named: dict[str, Any], margin: tuple[int, int, int], has_titles: bool
) -> None:
    found = lay_out_panes(panes(columns, lines, **named))
    assert (found.margin, found.has_titles) == (margin, has_titles)


def test_a_sheet_takes_at_most_half_of_the_screen() -> None:
    assert lay_out_panes(panes(80, 12, has_panel=True, sheet_rows=9)).panel == PanelPlace("below", 6)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("front", ["sources", "article", "panel"])
@pytest.mark.parametrize("is_split", [True, False])
@pytest.mark.parametrize("is_filled", [True, False])
def test_the_pane_in_front_is_always_in_sight(
    size: tuple[int, int], front: str, is_split: bool, is_filled: bool
) -> None:
    for sheet_rows in (0, 9):
        found = lay_out_panes(
            panes(*size, front=front, is_split=is_split, is_filled=is_filled, has_panel=True, sheet_rows=sheet_rows)
        )
        shown = {
            "sources": found.list_cells is not None,
            "article": found.articles != "none",
            "panel": found.panel.kind != "hidden",
        }
        assert shown[front]
        assert found.panel.kind == "hidden" or found.panel.size or found.panel == WHOLE or size[1] < 2
