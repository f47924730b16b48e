"""The article: rows of text with its tags, and the passage cursor that the keys move."""

from collections.abc import Sequence

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.geometry import Region, Size
from textual.message import Message
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip

from reader.annotation.annotation import Annotation
from reader.settings import Tag
from reader.text.article import Article
from reader.text.block import Kind
from reader.text.cursor import Cursor
from reader.text.passages import Unit
from reader.text.span import Span
from reader.text.visible import one_line
from reader.tui.keys import MOTIONS, PANES, SELECTION, TAGGING, tag_keys
from reader.tui.rows import Layout, Row, fit, pieces
from reader.tui.theme import Inks, inks

BAR = "▌"
NOTE = "*"
GOES_ON = "│"  # in the gutter, where a tag goes on from the row above
HEADLINE_BLOCKS = 12  # a plain text's headline stands among the first
# A tag that the settings do not have: somebody else's, shown all the same.
UNKNOWN = Tag("", "", "", "", style="bold", colour="secondary")
MARGIN = 2  # rows kept in sight above and below the cursor

RUN_STYLES = {
    "strong": Style(bold=True),
    "emphasis": Style(italic=True),
    "strike": Style(strike=True),
    "link": Style(underline=True),
    "image": Style(italic=True, dim=True),
    "code": Style(bold=True),
    "html": Style(dim=True),
    "marker": Style(bold=True),
}
BLOCK_STYLES = {
    Kind.HEADING: Style(bold=True),
    Kind.CODE: Style(),
    Kind.HTML: Style(dim=True),
    Kind.FRONT_MATTER: Style(dim=True),
    Kind.RULE: Style(dim=True),
}

Placed = tuple[int, int, Annotation]  # the shown characters of a block that an annotation covers


class ArticleView(ScrollView, can_focus=True):
    """One widget for the whole article, drawn row by row."""

    BINDINGS = [key.binding for key in (*MOTIONS, *SELECTION, *TAGGING, *PANES)]
    ALLOW_SELECT = False
    DEFAULT_CSS = """
    ArticleView {
        width: 1fr; height: 1fr; background: $background; overflow-x: hidden; scrollbar-size-vertical: 1;
    }
    """

    cursor: reactive[Cursor | None] = reactive(None)
    annotations: reactive[Sequence[Annotation]] = reactive((), always_update=True)

    class Moved(Message):
        """The cursor is on another passage, or the range changed."""

        def __init__(self, cursor: Cursor) -> None:
            super().__init__()
            self.cursor = cursor

    def __init__(self, tags: Sequence[Tag], measure: int) -> None:
        super().__init__()
        self._tags = {tag.name: tag for tag in tags}
        self._gutter_width = 1 + len(tags) + 1 + 1  # bar, a column a tag, note, a blank
        self._measure = measure
        self._layout: Layout | None = None
        self._by_block: dict[int, list[Placed]] = {}
        self._placeholder = ""
        self._inks: Inks | None = None
        for key in tag_keys(tags):
            self._bindings.bind(key.keys, key.action, key.label, show=False)

    # What is shown

    def show(self, article: Article, passage: Span | None, annotations: Sequence[Annotation]) -> None:
        """Opens an article, with the cursor on a passage of it, else on its first sentence."""
        self._placeholder = "" if article.blocks else "This source is empty."
        self._layout = None
        with self.prevent(self.Moved):
            self.set_reactive(ArticleView.cursor, _cursor_at(article, passage))
        self.annotations = annotations
        self._lay_out()
        self.scroll_to(y=0, animate=False)
        self._moved()

    def show_message(self, message: str) -> None:
        """Shows why there is no article."""
        self._layout, self._placeholder = None, message
        self.set_reactive(ArticleView.cursor, None)
        self.virtual_size = Size(self.size.width, 1)
        self.refresh()

    @property
    def article(self) -> Article | None:
        return self.cursor.article if self.cursor else None

    def watch_cursor(self, old: Cursor | None, new: Cursor | None) -> None:
        if old and new and old.article is new.article:
            self._refresh_span(old.passage)
            self._moved()

    def watch_annotations(self) -> None:
        self._by_block.clear()
        if article := self.article:
            for annotation in self.annotations:
                self._index(article, annotation)
        self.refresh()

    def _index(self, article: Article, annotation: Annotation) -> None:
        """By block, so that a row finds what touches it without looking at the rest."""
        last = article.block_index(annotation.end - 1)
        for index in range(article.block_index(annotation.start), last + 1):
            start, end = article.blocks[index].shown_span(annotation.start, annotation.end)
            if start < end:
                self._by_block.setdefault(index, []).append((start, end, annotation))

    def _moved(self) -> None:
        if self.cursor:
            self._refresh_span(self.cursor.passage)
            self._scroll_to_cursor()
            self.post_message(self.Moved(self.cursor))

    def _refresh_span(self, span: Span) -> None:
        if self._layout:
            rows = self._layout.rows_of(span)
            top = rows.start - self.scroll_offset.y
            self.refresh(Region(0, top, self.size.width, len(rows)))

    # Layout

    def on_resize(self, _event: events.Resize) -> None:
        self._lay_out()

    def _lay_out(self) -> None:
        """For the width that there is; the first row that was in sight stays the first."""
        article = self.article
        width = self._text_width
        if not article or not self.size.width or (self._layout and self._layout.width == width):
            return
        first = self._layout.offset_of(self.scroll_offset.y) if self._layout else None
        self._layout = Layout(article, width)
        self.virtual_size = Size(self.size.width, len(self._layout.rows))
        if first is None:
            self._scroll_to_cursor()
        else:
            self.scroll_to(y=self._layout.row_of(first), animate=False)
        self.refresh()

    @property
    def _text_width(self) -> int:
        return max(8, min(self._measure, self.size.width - self._gutter_width - 2))

    @property
    def _left(self) -> int:
        """Blank cells that centre the column."""
        return max(0, (self.size.width - self._gutter_width - self._text_width - 1) // 2)

    def _scroll_to_cursor(self) -> None:
        """Just far enough to have the passage in sight; the beginning of one that is too long."""
        if not (self._layout and self.cursor and self.size.height):
            return
        rows, height = self._layout.rows_of(self.cursor.passage), self.size.height
        margin = MARGIN if height > len(rows) + 2 * MARGIN else 0
        top = self.scroll_offset.y
        if rows.stop + margin > top + height:
            top = rows.stop + margin - height
        if rows.start - margin < top:
            top = rows.start - margin
        self.scroll_to(y=max(0, top), animate=False)

    # Drawing

    def notify_style_update(self) -> None:
        super().notify_style_update()
        self._inks = None

    def render_line(self, y: int) -> Strip:
        if self._inks is None:
            self._inks = inks(self.app.theme_variables)
        width, number = self.size.width, y + self.scroll_offset.y
        if not self._layout or not self._layout.rows:
            segments = self._message(y)
        elif number < len(self._layout.rows):
            row = self._layout.rows[number]
            segments = [Segment(" " * self._left), *self._gutter(row, number), *self._text(row)]
        else:
            segments = []
        return Strip(segments).adjust_cell_length(width).apply_style(self.visual_style.rich_style)

    def _message(self, y: int) -> list[Segment]:
        assert self._inks
        lines = self._placeholder.split("\n")
        return [Segment(fit(f"  {lines[y - 1]}", self.size.width), self._inks.text)] if 1 <= y <= len(lines) else []

    def _gutter(self, row: Row, number: int) -> list[Segment]:
        """The cursor's bar, a column a tag, and the sign of a note."""
        assert self._inks and self._layout
        here = self._touching(row)
        in_passage = bool(self.cursor and number in self._layout.rows_of(self.cursor.passage))
        noted = any(annotation.note and row.start <= start for start, _, annotation in here)
        return [
            Segment(BAR if in_passage else " ", self._inks.accent if self.has_focus else self._inks.quiet),
            *(self._sign(tag, row, here) for tag in self._tags.values()),
            Segment(NOTE if noted else " ", self._inks.accent),
            Segment(" "),
        ]

    def _sign(self, tag: Tag, row: Row, here: list[Placed]) -> Segment:
        """The tag's letter where it begins."""
        starts = [start for start, _, annotation in here if annotation.tag == tag.name]
        if not starts:
            return Segment(" ")
        begins = max(starts) >= row.start
        return Segment(tag.letter if begins else GOES_ON, self._ink(tag.name) + Style(bold=begins))

    def _touching(self, row: Row) -> list[Placed]:
        known = self._by_block.get(row.block, ())
        return [each for each in known if each[0] < row.end and row.start < each[1]]

    def _ink(self, tag: str) -> Style:
        assert self._inks
        return self._inks.ink(self._tags.get(tag, UNKNOWN).colour)

    def _text(self, row: Row) -> list[Segment]:
        assert self._inks and self._layout and self.article
        block = self.article.blocks[row.block]
        if row.start == row.end and not row.first:
            return []
        lead = Segment(self._layout.margin(block) + " " * row.indent, self._inks.quiet)
        shown = block.shown[: row.end].rstrip(" ") if row.end < len(block.shown) else block.shown
        return [lead, *self._pieces(row, shown, self._style_runs(row))]

    def _style_runs(self, row: Row) -> list[tuple[int, int, Style]]:
        """The runs of the row's block as (start, end, style) of its shown characters."""
        assert self._inks and self.article
        block = self.article.blocks[row.block]
        kind = Kind.HEADING if self._is_headline(row) else block.kind
        base = self._inks.text + BLOCK_STYLES.get(kind, Style())
        runs, here = [], 0
        for run in block.runs:
            end = here + len(run.shown)
            if here < row.end and row.start < end:
                runs.append((here, end, Style.combine([base, *(RUN_STYLES[name] for name in sorted(run.style))])))
            here = end
        return runs

    def _is_headline(self, row: Row) -> bool:
        assert self.article
        return row.block < HEADLINE_BLOCKS and one_line(self.article.blocks[row.block].shown) == self.article.title

    def _pieces(self, row: Row, shown: str, runs: list[tuple[int, int, Style]]) -> list[Segment]:
        """The row's text, cut wherever a style begins or ends."""
        assert self._inks and self.article and self.cursor
        tagged = self._touching(row)
        chosen = self.article.blocks[row.block].shown_span(*self.cursor.passage)
        cuts = [edge for start, end, _ in (*runs, *tagged) for edge in (start, end)]
        segments = []
        for start, end in pieces([*cuts, *chosen], row.start, min(row.end, len(shown))):
            style = next((style for begin, stop, style in runs if begin <= start < stop), self._inks.text)
            style += self._tag_style([each for begin, stop, each in tagged if begin <= start < stop])
            if chosen[0] <= start < chosen[1]:
                style += self._inks.passage
            segments.append(Segment(shown[start:end], style))
        return segments

    def _tag_style(self, annotations: list[Annotation]) -> Style:
        """The styles of all tags, the colour of the shortest: a quote shows inside its claim."""
        if not annotations:
            return Style()
        by_length = sorted(annotations, key=lambda each: each.start - each.end)
        styles = [Style.parse(self._tags.get(each.tag, UNKNOWN).style) for each in by_length]
        return Style.combine([*styles, self._ink(by_length[-1].tag)])

    # Keys

    def action_cursor(self, motion: str, unit: str = "") -> None:
        """A motion of the cursor, by its name: `next`, `grow`, `toggle_range` and so on."""
        if self.cursor:
            move = getattr(self.cursor, motion)
            self.cursor = move(Unit(unit)) if unit else move()

    def action_first(self) -> None:
        if self.cursor:
            self.cursor = self.cursor.go(0)

    def action_last(self) -> None:
        if self.cursor:
            self.cursor = self.cursor.go(len(self.cursor.article.text))

    def action_page(self, pages: float) -> None:
        """The cursor and the text move by the same number of rows."""
        if not (self.cursor and self._layout):
            return
        step = int(pages * max(1, self.size.height - 1)) or (1 if pages > 0 else -1)
        here = self._layout.row_of(self.cursor.head.start)
        there = self.cursor.go(self._layout.offset_of(here + step))
        if there.head == self.cursor.head:
            there = self.cursor.next(Unit.SENTENCE) if pages > 0 else self.cursor.previous(Unit.SENTENCE)
        self.scroll_to(y=self.scroll_offset.y + step, animate=False)
        self.cursor = there

    def on_click(self, event: events.Click) -> None:
        """A click puts the cursor on the sentence under it."""
        if not (self.cursor and self._layout):
            return
        row = event.y + self.scroll_offset.y
        offset = self._layout.offset_at(row, event.x - self._left - self._gutter_width)
        if offset is not None:
            self.cursor = self.cursor.go(offset)


def _cursor_at(article: Article, passage: Span | None) -> Cursor:
    start = Cursor.at(article, 0)
    if passage and 0 <= passage.start < passage.end <= len(article.text):
        return start.select(passage)
    return start
