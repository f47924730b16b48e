"""The outline: the headings of an article, to go to one."""

import asyncio
from collections.abc import Sequence
from time import monotonic

from rich.segment import Segment
from textual import on, work
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen

from reader.settings.keys import OUTLINE, Key
from reader.text.article import Article
from reader.text.block import Block, Kind
from reader.text.sanitize import sanitize_line
from reader.text.span import Span
from reader.tui.article.rows import fit
from reader.tui.bindings import bindings
from reader.tui.widgets.status_and_keys import KeyBar
from reader.tui.widgets.virtual_list import VirtualList

SLICE = 0.005  # seconds of looking between keys
AROUND = 5  # rows of the screen that the headings leave free: the box, the keys
LONGEST = 500  # code points of a heading that are shown


class Headings(VirtualList, can_focus=False):
    """A line each, indented by its level."""

    DEFAULT_CSS = "Headings { background: $surface; min-height: 1; }"

    def __init__(self, article: Article) -> None:
        super().__init__()
        self._article = article
        self.found: list[Block] = []

    @property
    def count(self) -> int:
        return len(self.found)

    def changed(self) -> None:
        self.styles.height = max(1, min(self.count, self.app.size.height - AROUND))
        super().changed()

    def segments(self, number: int, row: int, width: int) -> Sequence[Segment]:  # noqa: ARG002
        block = self.found[number]
        indent = " " * (2 * max(0, block.level - 1))
        style = self.inks.text if block.level > 1 else self.inks.accent
        return [Segment(" " + indent + fit(sanitize_line(block.rendered[:LONGEST]), width - len(indent)), style)]


class Outline(ModalScreen[Span | None]):
    """Returns the span of the heading that was chosen."""

    PLACE = "outline"
    BINDINGS = bindings(OUTLINE)
    DEFAULT_CSS = """
    Outline { align: center middle; }
    Outline > Vertical {
        width: 76; max-width: 100%; height: auto; max-height: 90%;
        background: $surface; border: round $primary;
    }
    Outline KeyBar { background: $surface; }
    """

    def __init__(self, article: Article, offset: int, keys: Sequence[Key]) -> None:
        super().__init__()
        self._brief = [key for key in keys if key.brief]
        self._article, self._offset = article, offset
        self._headings, self._keys = Headings(article), KeyBar()

    def compose(self) -> ComposeResult:
        with Vertical() as box:
            box.border_title = Content(f"headings of {fit(sanitize_line(self._article.title), 50)}")
            yield self._headings
            yield self._keys

    def on_mount(self) -> None:
        self._keys.keys = self._brief
        self._find()

    @work
    async def _find(self) -> None:
        """Between the keys: every block of a long text is made for that."""
        headings, end = self._headings, monotonic() + SLICE
        for block in self._article.blocks:
            if block.kind is Kind.HEADING:
                headings.found.append(block)
                if block.start <= self._offset:
                    headings.selected = headings.count - 1
            if monotonic() > end:
                headings.changed()
                await asyncio.sleep(SLICE)
                end = monotonic() + SLICE
        headings.changed()
        if not headings.found:
            self.query_one(Vertical).border_subtitle = Content("there are no headings in this text")

    def action_move(self, by: int) -> None:
        self._headings.action_move(by)

    def action_page(self, by: int) -> None:
        self._headings.action_page(by)

    def action_first(self) -> None:
        self._headings.action_first()

    def action_last(self) -> None:
        self._headings.action_last()

    @on(VirtualList.Picked)
    def action_go(self) -> None:
        found = self._headings.found
        self.dismiss(found[self._headings.selected].content if found else None)
