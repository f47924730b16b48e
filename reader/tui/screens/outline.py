"""The outline: the headings of an article, to go to one."""

import asyncio
from collections.abc import Sequence
from time import monotonic

from rich.segment import Segment
from textual import on, work
from textual.app import ComposeResult
from textual.content import Content
from textual.screen import ModalScreen

from reader.settings.dialog_keys import OUTLINE
from reader.settings.keys import Key
from reader.text.article import Article
from reader.text.block import Block, Kind
from reader.text.sanitize import sanitize_line
from reader.text.span import Span
from reader.tui.article.rows import fit
from reader.tui.bindings import bindings
from reader.tui.widgets.dialog_box import DialogBox
from reader.tui.widgets.status_and_keys import KeyBar
from reader.tui.widgets.virtual_list import VirtualList

SLICE = 0.005  # seconds of work between keys
AROUND = 5  # rows of the screen that the headings leave free, for the box and the keys
LONGEST = 500  # code points of a heading that are shown


class Headings(VirtualList, can_focus=False):
    """A list of headings, each indented by its level.

    Attributes:
        found: The headings that have been found so far.
    """

    DEFAULT_CSS = "Headings { background: $surface; min-height: 1; }"

    def __init__(self, article: Article) -> None:
        super().__init__()
        self._article = article
        self.found: list[Block] = []

    @property
    def count(self) -> int:
        """The number of headings."""
        return len(self.found)

    @property
    def nothing(self) -> str:
        """The reason why there is no heading."""
        return "this article has no headings"

    def changed(self) -> None:
        """Show all headings, in a list as high as they need."""
        self.styles.height = max(1, min(self.count, self.app.size.height - AROUND))
        super().changed()

    def segments(self, number: int, row: int, width: int) -> Sequence[Segment]:  # noqa: ARG002
        """Return a heading."""
        block = self.found[number]
        indent = " " * (2 * max(0, block.level - 1))
        style = self.theme_styles.text if block.level > 1 else self.theme_styles.accent
        return [Segment(" " + indent + fit(sanitize_line(block.rendered[:LONGEST]), width - len(indent)), style)]


class OutlineScreen(ModalScreen[Span | None]):
    """A dialog that returns the span of a heading to go to."""

    PLACE = "outline"
    BINDINGS = bindings(OUTLINE)
    DEFAULT_CSS = """
    OutlineScreen { align: center middle; }
    OutlineScreen > DialogBox { width: 76; max-height: 90%; }
    """

    def __init__(self, article: Article, offset: int, keys: Sequence[Key]) -> None:
        """List the headings of an article.

        Args:
            article: The article.
            offset: The source offset of the cursor; the last heading before it is selected.
            keys: The keys of the dialog.
        """
        super().__init__()
        self._bar_keys = [key for key in keys if key.brief]
        self._article, self._offset = article, offset
        self._headings, self._keys = Headings(article), KeyBar()

    def compose(self) -> ComposeResult:
        """Show the headings and the keys."""
        with DialogBox() as box:
            box.border_title = Content(f"headings of {fit(sanitize_line(self._article.title), 50)}")
            yield self._headings
            yield self._keys

    def on_mount(self) -> None:
        """Begin to find the headings."""
        self._keys.keys = self._bar_keys
        self.watch(self._headings, "selected", lambda: self._say(""))
        self._find()

    @work
    async def _find(self) -> None:
        """Find headings in slices between keys, since every block of a long text has to be parsed."""
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
            self._say(self._headings.nothing)

    @on(VirtualList.Stuck)
    def show_why(self, message: VirtualList.Stuck) -> None:
        """Say why a key led nowhere."""
        self._say(message.words)

    def _say(self, words: str) -> None:
        self.query_one(DialogBox).border_subtitle = Content(words)

    def action_move(self, step: int) -> None:
        """Select the next heading, or the previous one."""
        self._headings.action_move(step)

    def action_page(self, direction: int) -> None:
        """Move the selection by a page."""
        self._headings.action_page(direction)

    def action_first(self) -> None:
        """Select the first heading."""
        self._headings.action_first()

    def action_last(self) -> None:
        """Select the last heading."""
        self._headings.action_last()

    @on(VirtualList.Picked)
    def action_go(self) -> None:
        """Return the selected heading."""
        found = self._headings.found
        self.dismiss(found[self._headings.selected].content if found else None)
