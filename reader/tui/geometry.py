"""Where the panes and the column of text stand in a terminal of so many cells: plain code, for the first screen too."""

from typing import NamedTuple

LIST_NAME = "sources"  # the name of the pane whose width can be set
TWO_PANES, THREE_PANES, WIDE = 64, 120, 120  # cells from which there is room for both panes, and for a wide list
LIST, WIDE_LIST = 27, 38  # cells of the list of sources
NARROWEST = 16  # of what it can be set to; at most half of the screen
GUTTER = 3  # cells beside the columns of the tags: the cursor's bar, the sign of a note, a blank
BOTTOM = 2  # lines below the panes: status and keys


class Column(NamedTuple):
    """The article's text in its pane: `left` blank cells, the gutter, then at most `width` cells a row."""

    left: int
    gutter: int
    width: int


def list_width(columns: int, chosen: int = 0) -> int:
    """0 where there is room for one pane only, which is the article's at first. chosen: what somebody set it to."""
    if columns < TWO_PANES:
        return 0
    if chosen:
        return max(NARROWEST, min(chosen, columns // 2))
    return WIDE_LIST if columns >= WIDE else LIST


def column(pane: int, tags: int, measure: int) -> Column:
    """For a pane of so many cells, in its middle."""
    gutter = GUTTER + tags
    width = max(8, min(measure, pane - gutter - 2))
    return Column(max(0, (pane - gutter - width - 1) // 2), gutter, width)
