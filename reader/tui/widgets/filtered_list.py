"""A list that is filtered as somebody types, and of which several items can be chosen: of tags, or of people."""

import asyncio
from collections.abc import Iterator, Sequence, Set
from typing import Generic, TypeVar

from rich.segment import Segment
from textual import events, work
from textual.geometry import Offset
from textual.reactive import reactive
from textual.strip import Strip

from reader.settings.keymap import Keymap
from reader.settings.pane_keys import FILTERING_TAGS
from reader.text.sanitize import sanitize
from reader.tui.article.rows import fit
from reader.tui.cell_widths import cell_len
from reader.tui.event import Event
from reader.tui.exact_mode import ExactMode
from reader.tui.filter_typing import FilterTyping
from reader.tui.jobs import BREATH
from reader.tui.widgets.prompt import ShownLine, shown_line, typed_segments
from reader.tui.widgets.virtual_list import VirtualList
from reader.tui.widgets.wrapping import wrapped

Item = TypeVar("Item")


class FilteredList(VirtualList, Generic[Item]):
    """The items that match a filter, below a heading; a filter is shown below them.

    A subclass provides `matching`, `id_of`, `heading`, `request` and the class attributes.

    Attributes:
        WORDS: The name of the items, such as `tags`.
        WITHOUT_ITEMS: The actions that need no item.
        HINT: What can be typed as a filter.
        filter: The filter, as it is typed.
        shown: The items that match the filter.
        chosen: The ids of the chosen items.
        is_filtering: Whether the filter is still looking through very many items.
        waiting: What has to be found out for the filter first, in words; empty if nothing.
        chose: Emits when the choice of items changes.
        typing: The typing of the filter.
    """

    WORDS = "items"
    WITHOUT_ITEMS = frozenset({"leave"})
    HINT = ""

    filter: reactive[str] = reactive("", repaint=False)

    def __init__(self, keymap: Keymap, exact: ExactMode, filter_key: str) -> None:
        super().__init__()
        self.exact = exact
        exact.changed.subscribe(lambda _: self._filter_again())
        self.shown: Sequence[Item] = ()
        self.chosen: set[str] = set()
        self.is_filtering = False
        self._opens_found = False  # as soon as the filter is through
        self.waiting = ""
        self.chose = Event[None]()
        self.typing = FilterTyping(self, FILTERING_TAGS, *keymap.get(filter_key))
        self.typing.changed.subscribe(lambda _: self.changed())
        self.typing.moved.subscribe(lambda _: self.refresh())

    # For subclasses

    def matching(self) -> Iterator[Sequence[Item]] | None:
        """Return slices of all items that match the filter, if finding them takes long; otherwise None."""
        raise NotImplementedError

    def all_matching(self) -> Sequence[Item]:
        """Return all items that match the filter, in order."""
        raise NotImplementedError

    def in_order(self, items: Sequence[Item]) -> Sequence[Item]:
        """Return matching items in the order of the list."""
        return items

    def request(self, action: str, items: Sequence[Item], value: str) -> None:
        """Emit that something is to be done with items."""
        raise NotImplementedError

    def id_of(self, item: Item) -> str:
        """Return the id of an item, which identifies it."""
        raise NotImplementedError

    def hints(self) -> Sequence[str]:
        """Return hints about what was probably meant by a filter that nothing matches."""
        return ()

    @property
    def heading(self) -> tuple[str, str]:
        """The words on the left and on the right of the heading, apart from the number of items."""
        raise NotImplementedError

    @property
    def total(self) -> int:
        """The number of items that the filter chooses from."""
        raise NotImplementedError

    # The items that are shown

    def watch_filter(self) -> None:
        """Apply the new filter, from the first match on."""
        self._opens_found = False
        self.selected = 0
        self.find_anew()

    def find_anew(self) -> None:
        """Filter the items again; a subclass also drops those that it kept in sight."""
        self.find_matching()

    def _filter_again(self) -> None:
        """Filter all items again."""
        if self.filter:
            self.find_anew()
        self.refresh()

    def find_matching(self) -> None:
        """Show the items that match the filter, in the background if there are very many."""
        slices = self.matching()
        if slices is None:
            self.is_filtering = False
            self.workers.cancel_group(self, "filter")
            self._list(self.all_matching())
        else:
            self.is_filtering = True
            self._filter_in_slices(slices)

    @work(exclusive=True, group="filter")
    async def _filter_in_slices(self, slices: Iterator[Sequence[Item]]) -> None:
        """Answer keys between slices, so that the next letter need not wait."""
        found: list[Item] = []
        for some in slices:
            found += some
            await asyncio.sleep(BREATH)
        self.is_filtering = False
        self._list(self.in_order(found))
        if self._opens_found:
            self._opens_found = False
            self.action_open()

    def _list(self, shown: Sequence[Item]) -> None:
        """List items, and keep the selected one selected if it is still there."""
        before = self.id_of(self.shown[self.selected]) if self.selected < len(self.shown) else ""
        self.shown = shown
        at = next((number for number, each in enumerate(shown) if self.id_of(each) == before), self.selected)
        if self.chosen:
            self.chosen &= set(map(self.id_of, shown)) | self.kept_ids()
        self.set_reactive(VirtualList.selected, self.validate_selected(at))
        self.changed()

    def shown_ids(self) -> Set[str]:
        """Return the ids of all items that are shown."""
        return set(map(self.id_of, self.shown))

    def kept_ids(self) -> set[str]:
        """Return the ids of the items that can be chosen without being shown."""
        return set()

    def select(self, id: str) -> None:
        """Select the item with an id, if it is shown."""
        self.selected = next(
            (number for number, each in enumerate(self.shown) if self.id_of(each) == id), self.selected
        )

    @property
    def targets(self) -> Sequence[Item]:
        """The items that a key works on: the chosen ones that are shown, or else the selected one."""
        chosen = [each for each in self.shown if self.id_of(each) in self.chosen] if self.chosen else []
        return chosen or list(self.shown[self.selected : self.selected + 1])

    @property
    def chosen_number(self) -> int:
        """The number of chosen items that a key works on."""
        if not self.filter:
            return len(self.chosen)
        return len(self.targets) if self.chosen else 0

    # Drawing

    @property
    def count(self) -> int:
        """The number of items that are shown."""
        return len(self.shown)

    @property
    def head_rows(self) -> int:
        """The heading."""
        return 1

    @property
    def foot_rows(self) -> int:
        """The line with the filter, if there is one."""
        return 1 if self.filter or self.typing.is_on else 0

    def render_line(self, y: int) -> Strip:
        """Draw a line of the pane."""
        if y == 0:
            return self._head()
        if self.foot_rows and y == self.size.height - 1:
            return self._foot()
        if not self.shown and (rest := wrapped(self._message, self.size.width - 3)[y - 1 : y]):
            strip = Strip([Segment(f"  {rest[0]}", self.theme_styles.quiet)])
            return strip.adjust_cell_length(self.size.width).apply_style(self.visual_style.rich_style)
        return super().render_line(y)

    @property
    def _message(self) -> str:
        """The words in place of the items while none is shown."""
        if self.is_filtering:
            return "looking …"
        hint = "".join(f": {sanitize(hint)}" for hint in self.hints()[:1])
        return self.waiting or (f"no {self.WORDS} match the filter{hint}" if self.filter else f"no {self.WORDS} yet")

    @property
    def nothing(self) -> str:
        """The reason why there is no item to do anything with."""
        return f"{self._message} · esc shows all again" if self.filter and not self.is_filtering else self._message

    def _head(self) -> Strip:
        """Draw the heading: what is listed, how many items, and how to change that."""
        number, (left, right), width = f"{self.count:,}" if self.total else "", self.heading, self.size.width
        if self.count != self.total:
            number += f" of {self.total:,}"
        if self.chosen:
            number += f" · {len(self.chosen):,} chosen"
        if self.waiting and self.shown:
            number += f" · {self.waiting}"
        title, _, more = left.partition(" · ")
        left = " · ".join(filter(None, [title, number, more]))
        if cell_len(left) + cell_len(right) + 4 > width:
            right = "" if self.chosen else right.partition(" · ")[0]
        left = fit(left, max(len(title), width - cell_len(right) - 4))
        right = right if cell_len(left) + cell_len(right) + 4 <= width else ""
        room = max(0, width - cell_len(left) - cell_len(right) - 2)
        style = self.theme_styles.accent if self.has_focus else self.theme_styles.quiet
        line = Strip([Segment(f" {left}", style), Segment(" " * room), Segment(f"{right} ", self.theme_styles.quiet)])
        return line.adjust_cell_length(width).apply_style(self.visual_style.rich_style)

    def _foot(self) -> Strip:
        """Draw the filter, with its cursor while it is typed."""
        width, theme, sign = self.size.width, self.theme_styles, self._sign
        if self.typing.is_on:
            typed = typed_segments(self._shown_filter, theme)
            hint = Segment("" if self.filter else self.HINT, theme.quiet)
            line = Strip([Segment(sign, theme.accent), *typed, hint])
        else:
            line = Strip([Segment(fit(f"{sign}{sanitize(self.filter)}", width - 1), theme.quiet)])
        return line.adjust_cell_length(width).apply_style(self.visual_style.rich_style)

    @property
    def _sign(self) -> str:
        return f" {self.exact.sign}/"

    @property
    def _shown_filter(self) -> ShownLine:
        return shown_line(self.typing.line, self.size.width - len(self._sign) - 1)

    @property
    def caret(self) -> Offset | None:
        """The cell where the filter is typed, or where the selected item begins."""
        if self.typing.is_on:
            return Offset(len(self._sign) + self._shown_filter.caret, self.size.height - 1)
        return super().caret

    # Keys

    def on_key(self, event: events.Key) -> None:
        """Let `enter` wait while the filter is still looking for matching items."""
        if event.key == "enter" and self.is_filtering and not self.typing.is_on:
            event.stop()
            event.prevent_default()
            self._opens_found = True

    def ask(self, action: str, items: Sequence[Item], value: str = "") -> None:
        """Request an action on items; if there are none, say why it cannot be done.

        Args:
            action: The name of what is to be done.
            items: The items.
            value: What else it needs, such as the name of a tag.
        """
        if items or action in self.WITHOUT_ITEMS:
            self.request(action, items, value)
        else:
            self.refuse(self.nothing)

    def action_ask(self, action: str) -> None:
        """Ask for an action on the targets."""
        self.ask(action, self.targets)

    def action_open(self) -> None:
        """Ask to go to the selected item."""
        self.ask("open", self.shown[self.selected : self.selected + 1])

    def on_virtual_list_picked(self) -> None:
        """Go to the item that was clicked on."""
        self.action_open()

    def action_leave(self) -> None:
        """Clear the choice; if there is none, the filter; if there is none either, leave the list."""
        if not self.steps_back():
            self.ask("leave", ())

    def action_choose(self) -> None:
        """Choose the selected item, or undo that, and go to the next one."""
        if not self.shown:
            self.refuse(self.nothing)
            return
        self.chosen ^= {self.id_of(self.shown[self.selected])}
        self.selected += 1
        self._chosen_anew()

    def action_choose_all(self) -> None:
        """Choose all items that are shown, or none of them if all are chosen."""
        shown = self.shown_ids()
        if not shown:
            self.refuse(self.nothing)
        self.chosen = set() if shown <= self.chosen else {*self.chosen, *shown}
        self._chosen_anew()

    def choose_none(self) -> None:
        """Clear the choice."""
        self.chosen = set()
        self._chosen_anew()

    def _chosen_anew(self) -> None:
        self.refresh()
        self.chose.emit(None)

    def steps_back(self) -> bool:
        """Clear the choice; if there is none, the filter; return False if there is none either."""
        if self.chosen:
            self.choose_none()
        elif self.filter:
            self.filter = ""
        else:
            return False
        return True

    def action_filter(self) -> None:
        """Begin to type a filter."""
        self.typing.begin()

    def on_blur(self) -> None:
        """End typing when the focus goes elsewhere."""
        self.typing.end()
