"""The first screen where there is no picture of it: the article's words at their places, and nothing else.

It is painted before Textual is imported, and the application takes it over as it does a picture.
"""

from collections.abc import Iterator

from reader.settings import Settings
from reader.text.article import Article
from reader.text.cursor import Cursor
from reader.tui.article.rows import Layout
from reader.tui.article.window import Window
from reader.tui.geometry import BOTTOM, LIST_NAME, Column, column, list_width
from reader.tui.startup import snapshot
from reader.workspace.reading_state import ReadingState


def show(article: Article, settings: Settings, state: ReadingState) -> None:
    """Paints an article where it was left, as the application will; nothing, if a picture is on the screen."""
    if snapshot.is_shown() or not article.blocks.at(0):
        return
    columns, lines = snapshot.size()
    id = article.source.id
    beside = list_width(columns, state.widths.get(LIST_NAME, 0))
    place = column(columns - beside, len(settings.tags), settings.measure)
    rows = plain_rows(article, place, lines - BOTTOM, state.places.get(id, 0), state.tops.get(id, 0))
    snapshot.paint("\r\n".join(" " * beside + row for row in rows))


def plain_rows(article: Article, place: Column, height: int, offset: int, top: int) -> Iterator[str]:
    """What stands in the article's pane: the cursor on the sentence at `offset`, the character at `top` at the top."""
    window = Window(Layout(article, place.width), height, top)
    window.bring(Cursor.at(article, offset).passage)
    for row in window.rows:
        blank = " " * (place.left + place.gutter)
        yield "" if row.is_gap else f"{blank}{window.layout.margin(row.block)}{' ' * row.indent}{row.shown}"
