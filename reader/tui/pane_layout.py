"""The layout of the panes: which of them a screen has room for, where they are, and how large. Plain code."""

from collections.abc import Mapping
from typing import Literal, NamedTuple

from reader.tui.geometry import THREE_PANES, TWO_PANES, WITH_LIST, air, pane_widths

Front = Literal["sources", "article", "panel"]


class OpenPanes(NamedTuple):
    """A screen, and the panes open on it.

    Attributes:
        columns: The width of the screen.
        lines: Its height.
        widths: The widths of panes that are remembered, by name.
        front: The pane that was focused last.
        is_filled: Whether that pane fills the whole screen.
        is_split: Whether there are two articles.
        has_panel: Whether there is a side panel.
        sheet_rows: The rows that it takes below the article if there is no room beside it; 0 if it cannot be there.
        keeps_room: Whether room is kept for a side panel that opens by itself.
    """

    columns: int
    lines: int
    widths: Mapping[str, int]
    front: Front = "article"
    is_filled: bool = False
    is_split: bool = False
    has_panel: bool = False
    sheet_rows: int = 0
    keeps_room: bool = False


class PanelPlace(NamedTuple):
    """The place of the side panel.

    Attributes:
        kind: Hidden, below the article, beside it, or on the whole screen.
        size: The rows below the article, or the cells beside it; 0 for all of them.
    """

    kind: Literal["hidden", "below", "beside", "whole"]
    size: int = 0


class PaneLayout(NamedTuple):
    """The panes that are shown.

    Attributes:
        list_cells: The cells of the list of sources; 0 for all remaining ones, None if it is hidden.
        articles: The articles that are shown; of two, `one` is the one that the keys work on.
        margin: The blank lines above the articles, cells on their right, and lines below.
        panel: The place of the side panel.
        has_titles: Whether there is a row for titles above two articles.
    """

    list_cells: int | None
    articles: Literal["all", "one", "none"]
    margin: tuple[int, int, int]
    panel: PanelPlace
    has_titles: bool


def lay_out_panes(panes: OpenPanes) -> PaneLayout:
    """Return the layout of panes; if several would be too narrow to read, one at a time is shown."""
    blank, panel = air(panes.lines), _panel_kind(panes)
    if panel == "whole":
        return PaneLayout(None, "none", (blank, 0, blank), PanelPlace(panel), has_titles=False)
    front = "article" if panes.front == "panel" else panes.front  # it is in sight, beside or above the panel
    shows_list = panes.columns >= (WITH_LIST if panes.is_split else TWO_PANES) and not panes.is_filled
    shows_all = panes.columns >= TWO_PANES and not panes.is_filled and (shows_list or front == "article")
    articles: Literal["all", "one", "none"] = "all" if shows_all else "one" if front == "article" else "none"
    # A second article takes the room of a side panel.
    has_side = panes.keeps_room or panel == "beside" or panes.is_split
    sources, side = pane_widths(panes.columns, panes.widths, has_side=has_side)
    is_kept_free = panel != "beside" and not (panes.is_filled or panes.is_split)
    return PaneLayout(
        list_cells=sources if shows_list else 0 if front == "sources" else None,
        articles=articles,
        margin=(0 if panes.is_split else blank, side if is_kept_free else 0, 0 if panel == "below" else blank),
        panel=PanelPlace(panel, _rows(panes) if panel == "below" else side if panel == "beside" else 0),
        has_titles=panes.is_split and articles != "none" and blank > 0,
    )


def _rows(panes: OpenPanes) -> int:
    return min(panes.sheet_rows, panes.lines // 2)


def _panel_kind(panes: OpenPanes) -> Literal["hidden", "below", "beside", "whole"]:
    has_room_beside = panes.columns >= THREE_PANES and not panes.is_split
    if panes.has_panel and not panes.is_filled:
        if has_room_beside:
            return "beside"
        if _rows(panes):
            return "below"
    return "whole" if panes.has_panel and panes.front == "panel" else "hidden"
