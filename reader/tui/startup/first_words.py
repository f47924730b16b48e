"""The first screen if no picture of it was kept: only the article's words, in their places.

It is painted before Textual is imported, and the application takes it over like a picture.
"""

from collections.abc import Iterator

from reader.settings import Settings
from reader.text.article import Article
from reader.text.cursor import Cursor
from reader.tui.article.rows import Layout
from reader.tui.article.window import Window
from reader.tui.geometry import BOTTOM, CLOSED, SIDE, Column, air, column, opens_by_itself, pane_widths
from reader.tui.startup import snapshot
from reader.workspace.reading_state import ReadingState


def show_first_words(article: Article, settings: Settings, state: ReadingState) -> None:
    """Paint an article where it was left, as the application will; do nothing if a picture is on the screen."""
    if snapshot.is_shown() or not article.blocks.at(0):
        return
    columns, lines = snapshot.size()
    id = article.source.id
    has_side = opens_by_itself(columns, settings.side_panel, is_closed=state.choices.get(SIDE) == CLOSED)
    beside, kept = pane_widths(columns, state.widths, has_side=has_side)
    place = column(columns - beside - kept, len(settings.tags), settings.measure)
    blank = air(lines)
    offset, top = state.places.get(id, article.beginning), state.tops.get(id, 0)
    rows = plain_rows(article, place, lines - BOTTOM - 2 * blank, offset, top)
    snapshot.paint("\r\n" * blank + "\r\n".join(" " * beside + row for row in rows))


def plain_rows(article: Article, place: Column, height: int, offset: int, top: int) -> Iterator[str]:
    """Yield the rows of the article's pane as plain text.

    Args:
        article: The article.
        place: The column of text in the pane.
        height: The rows of the pane.
        offset: The source offset of the sentence that the cursor is on, which must be in sight.
        top: The source offset at the top of the pane.
    """
    window = Window(Layout(article, place.width), height, top)
    window.bring(Cursor.at(article, offset).passage)
    for row in window.rows:
        blank = " " * (place.left + place.gutter)
        yield "" if row.is_gap else f"{blank}{window.layout.margin(row.block)}{' ' * row.indent}{row.shown}"
