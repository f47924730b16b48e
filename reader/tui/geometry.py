"""The places of the panes and of the column of text in a terminal: plain code, which the first screen uses, too."""

from typing import NamedTuple

LIST_NAME = "sources"  # the name of the pane whose width can be set
TWO_PANES, THREE_PANES, WIDE = 64, 120, 120  # cells from which there is room for both panes, and for a wide list
LIST, WIDE_LIST = 26, 38  # cells of the list of sources
NARROWEST = 16  # cells that the list can be set to; the widest is half of the screen
GUTTER = 4  # cells beside the columns of the tags: the bar, the sign of a suggestion, the mark of a tag, a blank
BEFORE_TAGS = 2  # cells of the gutter before the columns of the tags
MOST_COLUMNS = 4  # of tags, in the gutter: more tags share them
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


def list_width(columns: int, chosen: int) -> int:
    """Return the width of the list of sources in cells; 0 if there is only room for the article.

    Args:
        columns: The width of the screen.
        chosen: The width that the reader has set; 0 for none.
    """
    if columns < TWO_PANES:
        return 0
    if chosen:
        return max(NARROWEST, min(chosen, columns // 2))
    return WIDE_LIST if columns >= WIDE else LIST


def gutter_width(tags: int) -> int:
    """Return the cells of the gutter: each of a few tags has a column, many share some."""
    return GUTTER + min(tags, MOST_COLUMNS)


def column(pane: int, tags: int, measure: int) -> Column:
    """Return the column of text in the middle of a pane.

    Args:
        pane: The cells of the pane.
        tags: The number of tags.
        measure: The most cells of text in a row.
    """
    gutter = gutter_width(tags)
    width = max(8, min(measure, pane - gutter - 2))
    return Column(max(0, (pane - gutter - width - 1) // 2), gutter, width)
