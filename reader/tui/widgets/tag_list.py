"""The list of tags: of the article or of all sources, filtered, and changed one by one or several at once."""

import asyncio
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from rich.segment import Segment
from textual import events, work
from textual.reactive import reactive
from textual.strip import Strip

from reader.annotation.anchoring.status import Status
from reader.annotation.model.annotation import Annotation
from reader.annotation.model.filter import SLICE, Filter
from reader.settings import Tag
from reader.settings.keys import FILTERING_TAGS, PANES, TAG_LIST, Key, Keymap
from reader.text.sanitize import sanitize, sanitize_line
from reader.tui.article.painter import UNKNOWN
from reader.tui.article.rows import fit
from reader.tui.bindings import bindings, is_one_of
from reader.tui.event import Event
from reader.tui.textual_internals import add_bindings
from reader.tui.widgets.virtual_list import VirtualList

ONE_ROW = 72  # cells from which a tag takes one row
LONGEST = 300  # code points of a passage that are shown
CHOSEN = "✓"
HINT = " words, or tag: by: source: note: status:"


@dataclass(frozen=True, slots=True)
class Asked:
    """What somebody asks for in the list.

    Attributes:
        decision: `open`, `note`, `remove`, `leave`, `scope` or `tag`.
        annotations: Which ones are meant.
        tag: The name of the tag to give them, if that is asked for.
    """

    decision: str
    annotations: Sequence[Annotation]
    tag: str = ""


class TagList(VirtualList, can_focus=True):
    """Shows `annotations`; says what is asked of those that are chosen, or of the selected one.

    is_all: they are those of all sources. statuses: of those whose source changed, by id.
    """

    PLACE = "tags"
    BINDINGS = bindings((*TAG_LIST, *PANES))
    DEFAULT_CSS = "TagList { background: $surface; }"

    annotations: reactive[Sequence[Annotation]] = reactive((), always_update=True, repaint=False)
    statuses: reactive[Mapping[str, Status]] = reactive({}, always_update=True, repaint=False)
    filter: reactive[str] = reactive("", repaint=False)
    is_all: reactive[bool] = reactive(False)

    def __init__(self, tags: Sequence[Tag], keymap: Keymap) -> None:
        super().__init__()
        self.asked = Event[Asked]()
        self._tags = {tag.name: tag for tag in tags}
        self._shown: Sequence[Annotation] = ()
        self._chosen: set[str] = set()  # ids
        self._is_typing = False
        (self._filter_key,) = keymap.get("filter-tags")
        of_tags = [key for key in keymap.groups["List of tags"] if not key.id]
        add_bindings(self, bindings(of_tags))

    # Which are shown

    def show(self, annotations: Sequence[Annotation], statuses: Mapping[str, Status]) -> None:
        """List annotations, and what became of those whose source changed."""
        self.set_reactive(TagList.statuses, statuses)
        self.annotations = annotations

    def watch_annotations(self) -> None:
        self._look()

    def watch_statuses(self) -> None:
        self._look()

    def watch_filter(self) -> None:
        self.selected = 0
        self._look()

    def _look(self) -> None:
        slices = Filter(self.filter).matching(self.annotations, self.statuses)
        if not self.filter or len(self.annotations) <= SLICE:
            self.workers.cancel_group(self, "filter")
            self._list([each for some in slices for each in some] if self.filter else self.annotations)
        else:
            self._look_on(slices)

    @work(exclusive=True, group="filter")
    async def _look_on(self, slices: Iterator[Sequence[Annotation]]) -> None:
        """Between slices keys are heard, so that the next letter need not wait."""
        found: list[Annotation] = []
        for some in slices:
            found += some
            await asyncio.sleep(0)
        self._list(found)

    def _list(self, shown: Sequence[Annotation]) -> None:
        """The same one stays selected, if it is still there."""
        before = self._shown[self.selected].id if self._shown else ""
        self._shown = shown
        at = next((number for number, each in enumerate(shown) if each.id == before), self.selected)
        if self._chosen:
            self._chosen &= {each.id for each in self.annotations}
        self.set_reactive(VirtualList.selected, self.validate_selected(at))
        self.changed()

    def select(self, id: str) -> None:
        """Goes to that one, if it is shown."""
        self.selected = next((number for number, each in enumerate(self._shown) if each.id == id), self.selected)

    @property
    def meant(self) -> Sequence[Annotation]:
        """Those that are chosen and shown; if none is, the selected one."""
        chosen = [each for each in self._shown if each.id in self._chosen] if self._chosen else []
        return chosen or list(self._shown[self.selected : self.selected + 1])

    # Drawing

    @property
    def count(self) -> int:
        return len(self._shown)

    @property
    def rows(self) -> int:
        return 1 if self.size.width >= ONE_ROW else 2

    @property
    def foot_rows(self) -> int:
        return 1

    def render_line(self, y: int) -> Strip:
        if y == self.size.height - 1:
            return self._foot()
        if y == 0 and not self._shown:
            words = "no tag has these words in its text or note" if self.filter else "no tags yet"
            strip = Strip([Segment(f"  {words}", self.inks.quiet)])
            return strip.adjust_cell_length(self.size.width).apply_style(self.visual_style.rich_style)
        return super().render_line(y)

    def segments(self, number: int, row: int, width: int) -> Sequence[Segment]:
        each = self._shown[number]
        mark = Segment(CHOSEN if each.id in self._chosen else " ", self.inks.accent)
        if row == 1:
            return [Segment("     "), *self._about(each, width - 5)]
        tag = self._tags.get(each.tag, UNKNOWN)
        letter = Segment(f" {tag.letter or '?'}  ", self.inks.ink(tag.colour))
        words = sanitize_line(each.exact[:LONGEST])
        if self.rows == 2:
            return [mark, letter, Segment(fit(words, width - 5), self.inks.text)]
        room = width * 2 // 3
        text = Strip([Segment(fit(words, room), self.inks.text)]).adjust_cell_length(room + 2)
        return [mark, letter, *text, *self._about(each, width - room - 7)]

    def _about(self, each: Annotation, width: int) -> list[Segment]:
        """Status, if it is odd, then the note, else who and where."""
        status = self.statuses.get(each.id, Status.EXACT)
        odd = "" if status.is_sure else f"{status} · "
        source = sanitize_line(each.source) if self.is_all else ""
        parts = [source, f"“{sanitize_line(each.note)}”" if each.note else "", sanitize_line(each.creator)]
        words = fit(" · ".join(part for part in parts if part), width - len(odd))
        return [Segment(odd, self.inks.error), Segment(words, self.inks.quiet)]

    def _foot(self) -> Strip:
        """The filter, or what the list is; on the right how many."""
        number, width = f"{self.count:,}", self.size.width
        if self.filter or self._is_typing:
            number += f" of {len(self.annotations):,}"
        if self._chosen:
            number = f"{len(self._chosen):,} chosen · {number}"
        scope = "all sources" if self.is_all else "this article"
        words = f"/{sanitize(self.filter)}" if self.filter or self._is_typing else f"tags of {scope}"
        words = words[-max(1, width - len(number) - 5) :] if self._is_typing else fit(words, width - len(number) - 4)
        ink = self.inks.accent if self._is_typing else self.inks.quiet
        hint = HINT if self._is_typing and not self.filter else ""
        left = Strip([Segment(f" {words}{'█' if self._is_typing else ''}", ink), Segment(hint, self.inks.quiet)])
        room = max(0, width - len(number) - 2)
        line = Strip([*left.adjust_cell_length(room), Segment(f" {number} ", self.inks.quiet)])
        return line.adjust_cell_length(width).apply_style(self.visual_style.rich_style)

    # Keys

    def action_choose(self) -> None:
        if self._shown:
            self._chosen ^= {self._shown[self.selected].id}
            self.action_move(1)
            self.refresh()

    def action_choose_all(self) -> None:
        shown = {each.id for each in self._shown}
        self._chosen = set() if shown <= self._chosen else self._chosen | shown
        self.refresh()

    def choose_none(self) -> None:
        self._chosen = set()
        self.refresh()

    def action_tag(self, name: str) -> None:
        self._ask("tag", self.meant, name)

    def action_ask(self, decision: str) -> None:
        self._ask(decision, self.meant)

    def action_scope(self) -> None:
        self._ask("scope", ())

    def action_open(self) -> None:
        self._ask("open", self._shown[self.selected : self.selected + 1])

    def on_virtual_list_picked(self) -> None:
        self.action_open()

    def action_leave(self) -> None:
        """One thing after the other: what is chosen, the filter, the list."""
        if self._chosen:
            self.choose_none()
        elif self.filter:
            self.filter = ""
        else:
            self._ask("leave", ())

    def _ask(self, decision: str, annotations: Sequence[Annotation], tag: str = "") -> None:
        if annotations or decision in ("leave", "scope"):
            self.asked.emit(Asked(decision, annotations, tag))

    def action_filter(self) -> None:
        self._type(True)

    @property
    def typing_keys(self) -> Sequence[Key]:
        return FILTERING_TAGS if self._is_typing else ()

    def _type(self, is_typing: bool) -> None:
        self._is_typing = is_typing
        self.post_message(self.Typing())
        self.refresh()

    def capture_key(self, event: events.Key) -> bool:
        """Take what is typed into the filter, and the key that begins it."""
        if self._is_typing:
            return self._take(event)
        begins = is_one_of(event, self._filter_key)
        if begins:
            self._type(True)
        return begins

    def _take(self, event: events.Key) -> bool:
        ends: dict[str, Callable[[], None]] = {"enter": lambda: None, "escape": self._clear_filter}
        if event.key in ends:
            self._type(False)
            ends[event.key]()
        elif event.key == "backspace":
            self.filter = self.filter[:-1]
        elif event.character and event.is_printable:
            self.filter += event.character
        else:
            return False
        return True

    def _clear_filter(self) -> None:
        self.filter = ""

    def capture_paste(self, text: str) -> bool:
        """Take pasted words into the filter."""
        if self._is_typing:
            self.filter += " ".join(text.split())
        return self._is_typing

    def on_blur(self) -> None:
        self._type(False)
