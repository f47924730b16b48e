"""The places of the panes and of the column of text in a terminal: plain code, which the first screen uses, too."""

from collections.abc import Mapping
from typing import NamedTuple

LIST_NAME = "sources"  # the name of the pane whose width can be set
SIDE, CLOSED = "side panel", "closed"  # the choice that it does not open by itself
TITLES = "titles"  # the name under which the width of the longest title is remembered
TWO_PANES, THREE_PANES, WIDE = 64, 120, 120  # cells for two panes, for three panes, and for a wide list
WITH_LIST = 160  # cells from which the list of sources is shown where two articles stand side by side
LIST, WIDE_LIST, WIDEST_LIST = 26, 38, 60  # cells of the list of sources; the widest is for titles that need it
KEPT = 84  # cells that a list widened for its titles leaves to the article
BY_ITSELF = 200  # cells from which a third pane opens by itself
SIDE_SHARE, NARROWEST_SIDE, WIDEST_SIDE = 0.4, 40, 72  # a third pane: its share of the rest, and cells
CARD_PARTS = 160, 36  # cells of the screen, and rows of a card, from which it has parts beside its form
NARROWEST = 16  # the fewest cells that the list can be set to; the most are half of the screen
GUTTER = 4  # cells beside the columns of the tags: the bar, the sign of a suggestion, the mark of a tag, a blank
BEFORE_TAGS = 2  # cells of the gutter before the columns of the tags
MOST_COLUMNS = 4  # columns of tags in the gutter: more tags share them
SLIM_GUTTER = 4  # cells of the gutter where two articles stand side by side: the bar, two signs, a blank
ROOMY_SIDE = 44  # cells of one of two articles from which a blank stands before its scroll bar
BOTTOM = 2  # lines below the panes: status and keys
AIRY = 16  # lines of a screen from which a blank one is above the article and below it


def air(lines: int) -> int:
    """Return the blank lines above the article, and below it, on a screen of a number of lines."""
    return 1 if lines >= AIRY else 0


class Column(NamedTuple):
    """The cells of the article's pane: the blank ones on the left, the gutter, and at most `width` for the text."""

    left: int
    gutter: int
    width: int


def list_width(columns: int, chosen: int, titles: int = 0, beside: int = 0) -> int:
    """Return the width of the list of sources in cells; 0 if there is only room for the article.

    Args:
        columns: The width of the screen.
        chosen: The width that the reader has set; 0 for none.
        titles: The width of the longest title; 0 if it is not known.
        beside: The cells that a third pane takes; 0 if there is none.
    """
    if columns < TWO_PANES:
        return 0
    if chosen:
        return max(NARROWEST, min(chosen, columns // 2))
    if columns < WIDE:
        return LIST
    return max(WIDE_LIST, min(WIDEST_LIST, titles, columns - beside - KEPT))


def side_width(columns: int, used: int = 0) -> int:
    """Return the cells of a third pane beside the article.

    Args:
        columns: The width of the screen.
        used: The cells that other panes take.
    """
    return max(NARROWEST_SIDE, min(WIDEST_SIDE, round((columns - used) * SIDE_SHARE)))


def gutter_width(tags: int, *, is_slim: bool = False) -> int:
    """Return the cells of the gutter: each of a few tags has a column, many share some; a slim one has two signs."""
    return SLIM_GUTTER if is_slim else GUTTER + min(tags, MOST_COLUMNS)


def column(pane: int, tags: int, measure: int, *, is_slim: bool = False) -> Column:
    """Return the column of text in the middle of a pane.

    Args:
        pane: The cells of the pane.
        tags: The number of tags.
        measure: The most cells of text in a row.
        is_slim: Whether another article is beside it, so that no cell is wasted.
    """
    gutter = gutter_width(tags, is_slim=is_slim)
    is_tight = is_slim and pane < ROOMY_SIDE
    width = max(8, min(measure, pane - gutter - (1 if is_tight else 2)))
    return Column(max(0, (pane - gutter - width - 1) // 2), gutter, width)


def opens_by_itself(columns: int, setting: str, *, is_closed: bool) -> bool:
    """Return whether a third pane opens by itself.

    Args:
        columns: The width of the screen.
        setting: The setting `side_panel`.
        is_closed: Whether somebody has closed the pane.
    """
    return columns >= BY_ITSELF and setting == "auto" and not is_closed


def has_card_parts(columns: int, rows: int) -> bool:
    """Return whether a card shows further facts besides its form.

    Args:
        columns: The width of the screen.
        rows: The height of the card.
    """
    fewest_columns, fewest_rows = CARD_PARTS
    return columns >= fewest_columns and rows >= fewest_rows


def pane_widths(columns: int, widths: Mapping[str, int], *, has_side: bool) -> tuple[int, int]:
    """Return the widths of the list of sources, and of a third pane beside the article; 0 for one that is not there.

    Args:
        columns: The width of the screen.
        widths: The widths that are remembered.
        has_side: Whether there is a third pane, or room is kept for one.
    """
    beside = side_width(columns, WIDE_LIST) if has_side else 0
    sources = list_width(columns, widths.get(LIST_NAME, 0), widths.get(TITLES, 0), beside)
    return sources, side_width(columns, sources) if has_side else 0
