"""The list of tags: those of the article or of all sources, filtered, and changed singly or several at once."""

import asyncio
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from rich.segment import Segment
from textual import work
from textual.reactive import reactive
from textual.strip import Strip

from reader.annotation.anchoring.status import Status
from reader.annotation.model.annotation import Annotation
from reader.annotation.model.filter import SLICE, Filter
from reader.settings import Tag
from reader.settings.keymap import Keymap
from reader.settings.keys import FILTERING_TAGS, PANES, TAG_LIST
from reader.text.sanitize import sanitize, sanitize_line
from reader.tui.article.painter import UNKNOWN
from reader.tui.article.rows import fit
from reader.tui.bindings import bindings
from reader.tui.event import Event
from reader.tui.exact_mode import ExactMode
from reader.tui.filter_typing import FilterTyping
from reader.tui.jobs import BREATH
from reader.tui.textual_internals import add_bindings
from reader.tui.widgets.virtual_list import VirtualList

ONE_ROW = 72  # cells from which a tag takes one row
LONGEST = 300  # code points of a passage that are shown
CHOSEN = "✓"
HINT = " words, or tag: by: source: note: status:"


@dataclass(frozen=True, slots=True)
class TagListRequest:
    """Something to be done with annotations of the list.

    Attributes:
        action: `open`, `note`, `remove`, `leave`, `scope` or `tag`.
        annotations: The annotations.
        tag: The name of the tag to give them; empty for any other action.
    """

    action: str
    annotations: Sequence[Annotation]
    tag: str = ""


class TagList(VirtualList, can_focus=True):
    """A list of annotations, which asks for something to be done with the chosen ones, or the selected one.

    Attributes:
        annotations: The annotations that the filter chooses from.
        statuses: The status of each annotation whose source changed, by id.
        filter: The filter, as it is typed.
        is_all: Whether the annotations are those of all sources.
        is_filtering: Whether the filter is still looking through very many annotations.
        typing: The typing of the filter.
        requested: Emits what is to be done.
    """

    PLACE = "tags"
    BINDINGS = bindings((*TAG_LIST, *PANES))
    DEFAULT_CSS = "TagList { background: $surface; }"

    annotations: reactive[Sequence[Annotation]] = reactive((), always_update=True, repaint=False)
    statuses: reactive[Mapping[str, Status]] = reactive({}, always_update=True, repaint=False)
    filter: reactive[str] = reactive("", repaint=False)
    is_all: reactive[bool] = reactive(False)

    def __init__(self, tags: Sequence[Tag], keymap: Keymap, exact: ExactMode) -> None:
        super().__init__()
        self._exact = exact
        exact.changed.subscribe(lambda _: self._filter_again())
        self.requested = Event[TagListRequest]()
        self._tags = {tag.name: tag for tag in tags}
        self._fields = frozenset(field.name for tag in tags for field in tag.fields)
        self._shown: Sequence[Annotation] = ()
        self._chosen: set[str] = set()  # ids
        self.is_filtering = False
        self.typing = FilterTyping(self, FILTERING_TAGS, *keymap.get("filter-tags"))
        self.typing.changed.subscribe(lambda _: self.refresh())
        tag_keys = [key for key in keymap.groups["List of tags"] if not key.id]
        add_bindings(self, bindings(tag_keys))

    # The annotations that are shown

    def show(self, annotations: Sequence[Annotation], statuses: Mapping[str, Status]) -> None:
        """List annotations, with the status of those whose source changed."""
        self.set_reactive(TagList.statuses, statuses)
        self.annotations = annotations

    def watch_annotations(self) -> None:
        """Filter the new annotations."""
        self._apply_filter()

    def watch_statuses(self) -> None:
        """Filter by the new statuses."""
        self._apply_filter()

    def watch_filter(self) -> None:
        """Apply the new filter, from the first match on."""
        self.selected = 0
        self._apply_filter()

    def _filter_again(self) -> None:
        """Filter all annotations, now that other ones are wanted."""
        if self.filter:
            self._apply_filter()
        self.refresh()

    def _apply_filter(self) -> None:
        slices = Filter(self.filter, self._fields, self._exact.is_on).matching(self.annotations, self.statuses)
        if not self.filter or len(self.annotations) <= SLICE:
            self.is_filtering = False
            self.workers.cancel_group(self, "filter")
            self._list([each for some in slices for each in some] if self.filter else self.annotations)
        else:
            self.is_filtering = True
            self._filter_in_slices(slices)

    @work(exclusive=True, group="filter")
    async def _filter_in_slices(self, slices: Iterator[Sequence[Annotation]]) -> None:
        """Answer keys between slices, so that the next letter need not wait."""
        found: list[Annotation] = []
        for some in slices:
            found += some
            await asyncio.sleep(BREATH)
        self.is_filtering = False
        self._list(found)

    @property
    def filters_by_status(self) -> bool:
        """True if the filter has words on the status of annotations of all sources, which takes long to find out."""
        return self.is_all and "status:" in self.filter

    def _list(self, shown: Sequence[Annotation]) -> None:
        """List annotations, and keep the selected one selected if it is still there."""
        before = self._shown[self.selected].id if self._shown else ""
        self._shown = shown
        at = next((number for number, each in enumerate(shown) if each.id == before), self.selected)
        if self._chosen:
            self._chosen &= {each.id for each in self.annotations}
        self.set_reactive(VirtualList.selected, self.validate_selected(at))
        self.changed()

    def select(self, id: str) -> None:
        """Select the annotation with an id, if it is shown."""
        self.selected = next((number for number, each in enumerate(self._shown) if each.id == id), self.selected)

    @property
    def targets(self) -> Sequence[Annotation]:
        """The annotations that a key works on: the chosen ones that are shown, or else the selected one."""
        chosen = [each for each in self._shown if each.id in self._chosen] if self._chosen else []
        return chosen or list(self._shown[self.selected : self.selected + 1])

    # Drawing

    @property
    def count(self) -> int:
        """The number of annotations that are shown."""
        return len(self._shown)

    @property
    def rows(self) -> int:
        """The number of rows of an annotation: two where there is little room."""
        return 1 if self.size.width >= ONE_ROW else 2

    @property
    def foot_rows(self) -> int:
        """The line with the filter."""
        return 1

    def render_line(self, y: int) -> Strip:
        """Draw a line of the pane."""
        if y == self.size.height - 1:
            return self._foot()
        if y == 0 and not self._shown:
            message = "no tags match the filter" if self.filter else "no tags yet"
            strip = Strip([Segment(f"  {message}", self.theme_styles.quiet)])
            return strip.adjust_cell_length(self.size.width).apply_style(self.visual_style.rich_style)
        return super().render_line(y)

    def segments(self, number: int, row: int, width: int) -> Sequence[Segment]:
        """Return a row of an annotation: its passage, and beside or below it what else is known of it."""
        each = self._shown[number]
        mark = Segment(CHOSEN if each.id in self._chosen else " ", self.theme_styles.accent)
        if row == 1:
            return [Segment("     "), *self._about(each, width - 5)]
        tag = self._tags.get(each.tag, UNKNOWN)
        letter = Segment(f" {tag.letter or '?'}  ", self.theme_styles.tag_style(tag.colour))
        exact = sanitize_line(each.exact[:LONGEST])
        if self.rows == 2:
            return [mark, letter, Segment(fit(exact, width - 5), self.theme_styles.text)]
        room = width * 2 // 3
        text = Strip([Segment(fit(exact, room), self.theme_styles.text)]).adjust_cell_length(room + 2)
        return [mark, letter, *text, *self._about(each, width - room - 7)]

    def _about(self, each: Annotation, width: int) -> list[Segment]:
        """Return the status of an annotation unless it is sure, then its source, its note and its creator."""
        status = self.statuses.get(each.id, Status.EXACT)
        unsure = "" if status.is_sure else f"{status} · "
        source = sanitize_line(each.source) if self.is_all else ""
        parts = [source, f"“{sanitize_line(each.note)}”" if each.note else "", sanitize_line(each.creator)]
        rest = fit(" · ".join(part for part in parts if part), width - len(unsure))
        return [Segment(unsure, self.theme_styles.error), Segment(rest, self.theme_styles.quiet)]

    def _foot(self) -> Strip:
        """Draw the filter, or else the scope of the list, and the number of annotations on the right."""
        number, width = f"{self.count:,}", self.size.width
        if self.filter or self.typing.is_on:
            number += f" of {len(self.annotations):,}"
        if self._chosen:
            number = f"{len(self._chosen):,} chosen · {number}"
        scope = "all sources" if self.is_all else "this article"
        text = f"{self._exact.sign}/{sanitize(self.filter)}" if self.filter or self.typing.is_on else f"tags of {scope}"
        text = text[-max(1, width - len(number) - 5) :] if self.typing.is_on else fit(text, width - len(number) - 4)
        style = self.theme_styles.accent if self.typing.is_on else self.theme_styles.quiet
        hint = Segment(HINT if self.typing.is_on and not self.filter else "", self.theme_styles.quiet)
        left = Strip([Segment(f" {text}{'█' if self.typing.is_on else ''}", style), hint])
        room = max(0, width - len(number) - 2)
        line = Strip([*left.adjust_cell_length(room), Segment(f" {number} ", self.theme_styles.quiet)])
        return line.adjust_cell_length(width).apply_style(self.visual_style.rich_style)

    # Keys

    def action_choose(self) -> None:
        """Choose the selected annotation, or undo that, and go to the next one."""
        if self._shown:
            self._chosen ^= {self._shown[self.selected].id}
            self.action_move(1)
            self.refresh()

    def action_choose_all(self) -> None:
        """Choose all annotations that are shown, or none of them if all are chosen."""
        shown = {each.id for each in self._shown}
        self._chosen = set() if shown <= self._chosen else self._chosen | shown
        self.refresh()

    def choose_none(self) -> None:
        """Clear the choice."""
        self._chosen = set()
        self.refresh()

    def action_tag(self, name: str) -> None:
        """Ask for another tag for the targets."""
        self._request("tag", self.targets, name)

    def action_ask(self, action: str) -> None:
        """Ask for an action on the targets."""
        self._request(action, self.targets)

    def action_scope(self) -> None:
        """Ask for the annotations of all sources, or of the article only."""
        self._request("scope", ())

    def action_open(self) -> None:
        """Ask to go to the selected annotation."""
        self._request("open", self._shown[self.selected : self.selected + 1])

    def on_virtual_list_picked(self) -> None:
        """Go to the annotation that was clicked on."""
        self.action_open()

    def action_leave(self) -> None:
        """Clear the choice; if there is none, the filter; if there is none either, leave the list."""
        if self._chosen:
            self.choose_none()
        elif self.filter:
            self.filter = ""
        else:
            self._request("leave", ())

    def _request(self, action: str, annotations: Sequence[Annotation], tag: str = "") -> None:
        if annotations or action in ("leave", "scope"):
            self.requested.emit(TagListRequest(action, annotations, tag))

    def action_filter(self) -> None:
        """Begin to type a filter."""
        self.typing.begin()

    def on_blur(self) -> None:
        """End typing when the focus goes elsewhere."""
        self.typing.end()
