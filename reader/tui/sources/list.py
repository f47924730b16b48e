"""The sources: title, counts of each tag, how much is read; one widget for all of them."""

from collections.abc import Iterable, Iterator, Sequence

from textual import events
from textual.geometry import Offset, Region, Size
from textual.reactive import reactive
from textual.strip import Strip

from reader.settings import Tag
from reader.settings.keymap import Keymap
from reader.settings.keys import PANES
from reader.settings.pane_keys import FILTERING, SOURCES
from reader.tui.bindings import bindings
from reader.tui.event import Event
from reader.tui.exact_mode import ExactMode
from reader.tui.filter_typing import FilterTyping
from reader.tui.geometry import LIST_NAME
from reader.tui.sources.drawn_entries import DrawnEntries, Rows
from reader.tui.sources.entry_facts import EntryFacts
from reader.tui.sources.entry_finder import EntryFinder, is_narrower_filter
from reader.tui.sources.entry_painter import EntryPainter
from reader.tui.sources.entry_rows import ROWS, EntryRows
from reader.tui.sources.list_foot import ListFoot, no_match
from reader.tui.sources.shown_entries import ShownEntries
from reader.tui.textual_internals import set_virtual_size
from reader.tui.widgets.line_view import LineView
from reader.workspace.catalog.entries import Entries
from reader.workspace.catalog.ranking import BY_PATH


class SourceList(LineView):
    """One widget for all sources; only the rows in sight are drawn.

    Attributes:
        entries: The sources in order of id.
        selected: The entry that the keys move to, counted among those shown.
        opened: The id of the open source.
        typing: The typing of the filter.
        chosen: Emits the id of a source that is to be opened.
        left: Emits that the list is left for the article.
        facts: What is known of the sources.
        finder: Finds and orders the entries that are shown.
        filter: Words that the shown entries have.
        progress: The text of the foot when there is no filter.
        looking: What is being found out for the filter or the order.
    """

    PLACE = LIST_NAME
    BINDINGS = bindings((*SOURCES, *PANES))
    DEFAULT_CSS = "SourceList { width: 30; background: $surface; }"

    entries: reactive[Entries] = reactive(Entries, always_update=True, repaint=False)
    selected: reactive[int] = reactive(0, repaint=False)
    opened: reactive[str] = reactive("")
    filter: reactive[str] = reactive("", repaint=False)
    progress: reactive[str] = reactive("", repaint=False)
    looking: reactive[str] = reactive("", repaint=False)

    def __init__(self, tags: Sequence[Tag], keymap: Keymap, exact: ExactMode) -> None:
        super().__init__()
        self._exact = exact
        exact.changed.subscribe(lambda _: self.find_again())
        self.chosen = Event[str]()
        self.left = Event[None]()
        self._tags = tags
        self.facts = EntryFacts()
        self.facts.changed.subscribe(self._show_facts)
        self._shown = ShownEntries(Entries(), ())
        self._chosen = ""  # the id of the selected one, which may be hidden, or not found yet
        self.typing = FilterTyping(self, FILTERING, *keymap.get("filter", "leave-list"))
        self.typing.changed.subscribe(self._typing_changed)
        self.typing.moved.subscribe(lambda _: self._refresh_foot())
        self.typing.kept.subscribe(lambda _: self.finder.then(self.action_open))
        self.finder = EntryFinder(self, self._show)
        self._ranking = self.finder.ranking  # the order of the shown entries
        self._painter: EntryPainter | None = None
        self._drawn = DrawnEntries(self._painted)
        self._lines: tuple[Region, list[Strip]] | None = None  # the region last asked for, and its lines

    def select(self, id: str) -> None:
        """Mark the source with an id as the open one, and move to it."""
        self.opened = self._chosen = id
        self._go_to_chosen()

    def beside(self, step: int) -> str | None:
        """Return the id of the entry a number of places after the open one; None if there is none."""
        return self._shown.beside(self.opened, step)

    # Which are shown

    def watch_filter(self, old: str, new: str) -> None:
        """Show the entries that match the filter."""
        self._chosen = "" if new else self.opened  # the first that is found
        if not new:
            self.refresh()  # the foot may go
        is_narrower = old and is_narrower_filter(old, new) and not self.finder.is_running
        self._find(self._shown.indexes if is_narrower else None)

    def find_again(self) -> None:
        """Find the entries that match now, in the order that the finder was asked for."""
        self._find()

    watch_entries = find_again  # while there is a filter, only the entries that match it

    def show_all(self) -> None:
        """Forget the filter and the order."""
        self.finder.forget_order()
        self.filter = ""
        self._find()

    def _find(self, among: Sequence[int] | None = None) -> None:
        self.finder.find(self.entries, self.filter, among, is_exact=self._exact.is_on)
        if self.finder.is_running:
            self._refresh_foot()

    def _show(self, shown: ShownEntries) -> None:
        """Show entries; if the same ones stay in sight, redraw only those that look different."""
        before = self._in_sight()
        self._shown = shown
        self._fit_height()
        self._go_to_chosen()
        is_ordered_anew, self._ranking = self.finder.ranking is not self._ranking, self.finder.ranking
        if is_ordered_anew or self._in_sight() != before:
            self.refresh()
            return
        if self._foot.is_there:
            self._refresh_foot()
        self._show_again(before)

    def _in_sight(self) -> list[tuple[int, str]]:
        """Return index and id of the entries on the screen."""
        return self._shown.slice(self.scroll_offset.y // ROWS, self.size.height // ROWS + 2)

    def _fit_height(self) -> None:
        size = Size(self.size.width, self._entry_rows.total)
        if size != self.virtual_size:
            set_virtual_size(self, size)

    @property
    def _entry_rows(self) -> EntryRows:
        return EntryRows(len(self._shown), self.size.height, self._foot.is_there)

    def watch_progress(self) -> None:
        """Show the foot."""
        self._fit_height()
        self._refresh_foot()

    watch_looking = watch_progress

    def _refresh_foot(self) -> None:
        """Redraw the foot and, while no entry matches, the message in place of entries."""
        self.refresh(*([Region(0, self.size.height - 1, self.size.width, 1)] if self._shown else []))

    # Where the selection is

    def _go_to_chosen(self) -> None:
        place = self._shown.place(self._chosen) if self._chosen else 0
        if self.filter or self._shown.has(self._chosen, place):
            self.selected = place
        self._scroll_to_selected()

    def _move_to(self, place: int) -> None:
        self.selected = place
        if self._shown:
            self._chosen = self._shown.id(self.selected)

    def validate_selected(self, selected: int) -> int:
        """Keep the selection within the shown entries."""
        return max(0, min(selected, len(self._shown) - 1))

    def watch_selected(self, old: int, new: int) -> None:
        """Redraw the entry that was selected and the one that is now."""
        for place in (old, new):
            self._refresh_entry(place)
        self._scroll_to_selected()

    def _scroll_to_selected(self) -> None:
        if self.size.height:  # else the first layout is still to come
            top = self._entry_rows.top_to_see(self.selected, self.scroll_offset.y)
            self.scroll_to(y=top, animate=False, force=True)

    def on_resize(self, _event: events.Resize) -> None:
        """Keep the selected entry in sight."""
        self._fit_height()
        self._scroll_to_selected()

    # Drawing

    def notify_style_update(self) -> None:
        """Draw in the styles of a new theme."""
        super().notify_style_update()
        self._painter = None

    def refresh(
        self, *regions: Region, repaint: bool = True, layout: bool = False, recompose: bool = False
    ) -> "SourceList":
        """Redraw the widget or regions of it; rows that are not just moved are drawn from scratch."""
        self._lines = None
        if not regions:  # it is not only moved
            self._drawn.clear()
        return super().refresh(*regions, repaint=repaint, layout=layout, recompose=recompose)

    def render_lines(self, crop: Region) -> list[Strip]:
        """Draw lines directly for the compositor, which asks for them also when something beside the list changes."""
        if self._lines is None or self._lines[0] != crop:
            lines = list(self._draw(crop.line_range))
            is_whole = crop.column_span == (0, self._paint.width)
            self._lines = crop, lines if is_whole else [line.crop(*crop.column_span) for line in lines]
        return self._lines[1]

    def render_line(self, y: int) -> Strip:
        """Draw one line."""
        return self.render_lines(Region(0, y, self.size.width, 1))[0]

    def _draw(self, lines: range) -> Iterator[Strip]:
        paint, rows, top, has_focus = self._paint, self._entry_rows, self.scroll_offset.y, self.has_focus
        for y in lines:
            if y == self.size.height - 1 and self._foot.is_there:
                yield self._foot.strip(paint, len(self._shown))
            elif y == 1 and self.filter and not self._shown:
                yield paint.foot(self.looking or no_match(self.filter, self._tags))
            elif at := rows.entry_at(y + top):
                is_selected = at[0] == self.selected and has_focus
                yield self._drawn.rows(self._shown.indexes[at[0]], is_selected=is_selected)[at[1]]
            else:
                yield paint.blank

    def _painted(self, index: int, is_selected: bool) -> Rows:
        words, is_open = self.facts.words(self.entries, index, self._ranking), self.entries.ids[index] == self.opened
        return self._paint.rows(words, is_open=is_open, is_selected=is_selected)

    def _show_facts(self, ids: Iterable[str] | None) -> None:
        """Redraw the entries of sources whose facts changed; None means all."""
        if ids is None:
            self._show_again(self._in_sight())
        else:
            for id in ids:
                self.show_again(id)

    @property
    def present(self) -> str:
        """The id of the selected entry while the keys go to the list, else of the open source."""
        return self._chosen if self.has_focus else self.opened

    def others(self, id: str, direction: int = 1) -> Iterator[str]:
        """Yield the other shown sources, starting after one: forward if the direction is 1, else backward and round."""
        return self._shown.round(id, direction)

    def select_entry(self, id: str) -> None:
        """Select the entry of a source that is shown."""
        self._move_to(self._shown.place(id))

    def show_again(self, id: str) -> None:
        """Redraw an entry if it looks different now, which is rare."""
        place = self._shown.place(id)
        if self._shown.has(id, place) and self._drawn.draw_again(self._shown.indexes[place]):
            self._refresh_entry(place)

    def _show_again(self, in_sight: Sequence[tuple[int, str]]) -> None:
        """Redraw the visible entries that look different now, and the others when they come into sight."""
        self._drawn.keep_only({index for index, _ in in_sight})
        for _, id in in_sight:
            self.show_again(id)

    def _refresh_entry(self, place: int) -> None:
        self.refresh(Region(0, self._entry_rows.first(place) - self.scroll_offset.y, self.size.width, ROWS))

    @property
    def _paint(self) -> EntryPainter:
        width = self.size.width - self.scrollbar_gutter.width
        if self._painter is None or self._painter.width != width:
            self._painter = EntryPainter(self._tags, self.theme_styles, self.canvas.style, width)
        return self._painter

    @property
    def _foot(self) -> ListFoot:
        sign, line = f"{self._exact.sign}/", self.typing.line if self.typing.is_on else None
        return ListFoot(sign, self.filter, self._ranking.name, self.looking, self.progress, line)

    @property
    def caret(self) -> Offset:
        """The cell where the filter is typed, or where the selected entry begins."""
        if self.typing.is_on:
            return Offset(self._foot.caret(self._paint, len(self._shown)), self.size.height - 1)
        return Offset(1, max(0, self._entry_rows.first(self.selected) - self.scroll_offset.y))

    # Keys

    def action_move(self, by: int) -> None:
        """Move the selection by some entries."""
        before = self.selected
        self._move_to(self.selected + by)
        if not self._shown:
            self._refuse_nothing()
        elif self.selected == before:
            self.refuse("this is the last source" if by > 0 else "this is the first source")

    def action_page(self, pages: int) -> None:
        """Move the selection by some pages."""
        self.action_move(pages * max(1, self.size.height // ROWS))

    def action_first(self) -> None:
        """Select the first entry."""
        self.action_move(-len(self._shown))

    def action_last(self) -> None:
        """Select the last entry."""
        self.action_move(len(self._shown))

    def action_open(self) -> None:
        """Open the selected source."""
        if self._shown:
            self._move_to(self.selected)
            self.chosen.emit(self._chosen)
        else:
            self._refuse_nothing()

    def _refuse_nothing(self) -> None:
        self.refuse("no source matches · esc shows all again" if self.filter else "there is no source yet")

    def action_leave(self) -> None:
        """Return to the order of the paths; from there, to the article."""
        if self._ranking is not BY_PATH:
            self.finder.forget_order()
            self._find()
        else:
            self.left.emit(None)

    def action_filter(self) -> None:
        """Start typing the filter."""
        self.typing.begin()

    def _typing_changed(self, is_typing: bool) -> None:
        if is_typing:
            self.finder.warm_up(self.entries)
        self._fit_height()
        self._scroll_to_selected()
        self.refresh()

    def on_blur(self) -> None:
        """End the typing."""
        self.typing.end()

    def on_click(self, event: events.Click) -> None:
        """Open the source that is clicked on."""
        at = self._entry_rows.entry_at(event.y + self.scroll_offset.y)
        if at and not (self._foot.is_there and event.y == self.size.height - 1):
            self._move_to(at[0])
            self.action_open()
