"""The review: annotations whose source changed, as they were and as they are now, for a person to decide on."""

from collections.abc import Sequence
from dataclasses import dataclass

from rich.segment import Segment
from textual import events
from textual.app import ComposeResult
from textual.containers import Container, VerticalScroll
from textual.content import Content
from textual.geometry import Size
from textual.reactive import reactive
from textual.screen import ModalScreen
from textual.strip import Strip
from textual.widgets import Static

from reader.annotation.anchoring.anchor import Anchored
from reader.annotation.anchoring.status import Status
from reader.annotation.model.annotation import Annotation, from_document
from reader.annotation.model.link_end import LinkEnd
from reader.annotation.store.losses import Loss
from reader.settings.dialog_keys import REVIEW
from reader.settings.keys import Key
from reader.text.patience_diff import changed_spans
from reader.text.sanitize import sanitize_line
from reader.text.span import Span
from reader.tui.article.painter import BAR
from reader.tui.article.rows import fit
from reader.tui.bindings import bindings
from reader.tui.event import Event
from reader.tui.theme_styles import recoloured
from reader.tui.widgets.dialog_box import DialogBox
from reader.tui.widgets.line_view import LineView
from reader.tui.widgets.status_and_keys import KeyBar

LOOKING = "Looking for the tags in this source …"
LONGEST = 1200  # code points of a passage that are shown
ROOM_FOR_CONTEXT = 16  # rows at which the text around the passages is shown
SIDE_BY_SIDE = 64  # cells at which the two texts are shown side by side
CONFIRMED_TOGETHER = frozenset({Status.EDITED, Status.MOVED})
MISSING, OLDER = "missing", "older"  # the status of a lost tag
HEADINGS = {
    Status.EDITED: "now (edited)",
    Status.MOVED: "now (moved)",
    Status.REVIEW: "possibly now",
    Status.ORPHAN: "not found",
    MISSING: "missing from annotations.json",
    OLDER: "older in annotations.json",
}
KEYS_OF_PLACED = ("confirm", "confirm-all", "attach", "visit")  # which do nothing to a lost tag
KEYS_OF_LOST = ("restore", "restore-all", "accept-loss")
LOST_HINT = "The log knows this tag, and no step removed it. b brings it back, x accepts that it is gone."


Row = Anchored | Loss


class ReviewList(LineView, can_focus=False):
    """A list of annotations: the status of each, its tag, its passage.

    Attributes:
        rows: The lost tags, then the annotations with what was found of each.
        selected: The number of the selected one, from 0.
    """

    DEFAULT_CSS = "ReviewList { height: 1fr; min-height: 3; background: $surface; }"

    rows: reactive[Sequence[Row]] = reactive((), always_update=True)
    selected: reactive[int] = reactive(0)

    def validate_selected(self, selected: int) -> int:
        """Keep the selection in the list."""
        return max(0, min(selected, len(self.rows) - 1))

    def watch_rows(self) -> None:
        """Show the new list."""
        self.virtual_size = Size(self.size.width, len(self.rows))
        self.selected = self.selected  # which may be beyond the end now
        self.refresh()

    def watch_selected(self) -> None:
        """Scroll to the selected annotation."""
        top, height = self.scroll_offset.y, max(1, self.size.height)
        top = max(top, self.selected - height + 1)
        self.scroll_to(y=min(top, self.selected), animate=False, force=True)
        self.refresh()

    def on_resize(self, _event: events.Resize) -> None:
        """Fit the list to its new size."""
        self.watch_rows()
        self.watch_selected()

    def render_line(self, y: int) -> Strip:
        """Draw a line of the list."""
        number, width = y + self.scroll_offset.y, self.size.width
        theme, background = self.theme_styles, self.visual_style.rich_style
        if number >= len(self.rows):
            return Strip.blank(width, background)
        each = self.rows[number]
        is_selected = number == self.selected
        room = 11 if width >= SIDE_BY_SIDE else 5
        strip = Strip(
            [
                Segment(BAR if is_selected else " ", theme.accent),
                Segment(f"{_status(each):<8}", theme.error if _is_gone(each) else theme.accent),
                Segment(f"{fit(sanitize_line(each.annotation.tag), room):<{room + 1}}", theme.quiet),
                Segment(fit(sanitize_line(each.annotation.exact[:200]), max(0, width - room - 11)), theme.text),
            ]
        )
        strip = strip.adjust_cell_length(width)
        return recoloured(strip, background + theme.passage) if is_selected else strip.apply_style(background)

    def on_click(self, event: events.Click) -> None:
        """Select the annotation that was clicked on."""
        self.selected = event.y + self.scroll_offset.y


@dataclass(frozen=True, slots=True)
class Decided:
    """A decision on annotations.

    Attributes:
        decision: `confirm`, `attach`, `visit` or `remove`; `restore`, `accept`, `restore-all` or `accept-all` for lost
            tags.
        found: The annotations.
        lost: The lost tags.
    """

    decision: str
    found: Sequence[Anchored] = ()
    lost: Sequence[Loss] = ()


class Review(ModalScreen[None]):
    """A screen that emits decisions; its controller carries them out, and gives it the new list.

    Attributes:
        decided: Emits a decision.
        found: The annotations, with what was found of each.
        lost: The tags that annotations.json has lost.
        is_looking: Whether the tags of the open source are still being looked for.
        message: A text at the bottom of the box.
    """

    PLACE = "review"
    BINDINGS = bindings(REVIEW)
    DEFAULT_CSS = """
    Review > DialogBox { height: 1fr; }
    Review > DialogBox KeyBar { background: $background; }
    Review Container { height: 2fr; layout: horizontal; }
    Review.-narrow Container { layout: vertical; }
    Review VerticalScroll {
        width: 1fr; height: 1fr; padding: 0 1; background: $background; scrollbar-size-vertical: 1;
    }
    Review .now { border-left: vkey $panel; }
    Review.-narrow .now { border-left: none; border-top: hkey $panel; }
    """

    found: reactive[Sequence[Anchored]] = reactive((), always_update=True)
    lost: reactive[Sequence[Loss]] = reactive((), always_update=True)
    is_looking: reactive[bool] = reactive(False)
    message: reactive[str] = reactive("")

    def __init__(self, found: Sequence[Anchored], lost: Sequence[Loss], passage: str, keys: Sequence[Key]) -> None:
        """Review annotations.

        Args:
            found: The annotations, with what was found of each.
            lost: The tags that annotations.json has lost.
            passage: The text of the passage under the cursor, which a tag can be put on.
            keys: The keys of the screen.
        """
        super().__init__()
        self.decided = Event[Decided]()
        self._all_keys = [key for key in keys if key.brief]
        self.set_reactive(Review.found, found)
        self.set_reactive(Review.lost, lost)
        self._passage = passage
        self._is_low = False
        self._list, self._keys = ReviewList(), KeyBar()
        self._was, self._now = Static(), Static()

    def compose(self) -> ComposeResult:
        """Show the list, the two texts and the keys."""
        with DialogBox() as box:
            box.border_title = Content("tags to review")
            yield self._list
            with Container():
                yield VerticalScroll(self._was, can_focus=False)
                yield VerticalScroll(self._now, can_focus=False, classes="now")
            yield self._keys

    def on_mount(self) -> None:
        """Show the texts of the selected annotation from now on."""
        self.watch(self._list, "selected", self._show_selected)

    def on_resize(self, event: events.Resize) -> None:
        """Arrange the texts for the new size."""
        self.set_class(event.size.width < SIDE_BY_SIDE, "-narrow")
        self._is_low = event.size.height < ROOM_FOR_CONTEXT
        self._show_selected()

    def watch_found(self) -> None:
        """Show the new list."""
        self._list.rows = [*self.lost, *self.found]
        self._show_selected()

    def watch_lost(self) -> None:
        """Show the new list."""
        self.watch_found()

    def watch_message(self) -> None:
        """Show the message."""
        self.query_one(DialogBox).border_subtitle = Content(self.message)

    # The two texts

    @property
    def _selected(self) -> Row | None:
        rows: list[Row] = [*self.lost, *self.found]
        return rows[min(self._list.selected, len(rows) - 1)] if rows else None

    def _show_selected(self) -> None:
        """Show the texts of the selected annotation, and the keys that do something to it."""
        each = self._selected
        others = KEYS_OF_PLACED if isinstance(each, Loss) else () if self.lost else KEYS_OF_LOST
        self._keys.keys = [key for key in self._all_keys if key.id not in others]
        if isinstance(each, Loss):
            self._show_texts(each.annotation, from_document(each.here) if each.here else None, _status(each))
        elif each:
            self._show_texts(each.annotation, each.placed, each.status)
        else:
            self._was.update(Content(LOOKING if self.is_looking else "Nothing left to review."))
            self._now.update(Content(""))

    def _show_texts(self, was: Annotation, now: Annotation | None, status: str) -> None:
        removed, added = changed_spans(_shown(was.exact), _shown(now.exact)) if now else ([], [])
        self._was.update(self._text("before", was, removed, "strike $error"))
        if now:
            self._now.update(self._text(HEADINGS[status], now, added, "bold underline $success"))
        else:
            hint = LOST_HINT if status == MISSING else self._hint(was)
            self._now.update(self._under(HEADINGS[status], Content(hint)))

    def _text(self, heading: str, annotation: Annotation, changed: Sequence[Span], style: str) -> Content:
        """Return the passage in its context, with the changed parts in a style."""
        exact = Content(_shown(annotation.exact))
        for start, end in changed:
            exact = exact.stylize(style, start, end)
        before, after = ("", "") if self._is_low else (_edge(annotation.prefix), _edge(annotation.suffix))
        text = Content.assemble((before, "$quiet"), exact, (after, "$quiet"), self._note(annotation))
        return self._under(heading if self._is_low else f"{heading} · {sanitize_line(annotation.source)}", text)

    def _note(self, annotation: Annotation) -> Content:
        """Return the tag and note of a lost tag, which may be all that differs, or what leads to the end of a link."""
        if isinstance(annotation, LinkEnd):
            words = f"a link “{sanitize_line(annotation.tag)}” from “{_shown(annotation.words)}” leads here"
            return Content.assemble("  " if self._is_low else "\n\n", (words, "$quiet"))
        if not isinstance(self._selected, Loss):
            return Content("")
        note = f": {_shown(annotation.note)}" if annotation.note else ""
        return Content.assemble("  " if self._is_low else "\n\n", (f"{sanitize_line(annotation.tag)}{note}", "$quiet"))

    def _under(self, heading: str, text: Content) -> Content:
        return Content.assemble((heading, "bold"), ": " if self._is_low else "\n\n", text)

    def _hint(self, annotation: Annotation) -> str:
        if isinstance(annotation, LinkEnd):
            where = f"to the passage under the cursor, “{_shown(self._passage)}”" if self._passage else "elsewhere"
            return f"p leads the link {where}. o goes to the tag that has it, x removes the link."
        if not self._passage:
            return "To put the tag elsewhere: press esc, move the cursor to the passage, and open this list again."
        return f"p puts the tag on the passage under the cursor, “{_shown(self._passage)}”"

    # Keys

    def action_move(self, step: int) -> None:
        """Select the next annotation, or the previous one."""
        self._list.selected += step

    def action_page(self, direction: int) -> None:
        """Scroll both texts by a page."""
        for text in self.query(VerticalScroll):
            text.scroll_relative(y=direction * max(1, text.size.height - 1), animate=False)

    def action_decide(self, decision: str) -> None:
        """Decide on the selected annotation."""
        each = self._selected
        if isinstance(each, Loss):
            self.decided.emit(Decided("accept" if decision == "remove" else decision, lost=[each]))
        elif each and decision != "restore":
            self.decided.emit(Decided(decision, [each]))

    def action_decide_lost(self, decision: str) -> None:
        """Decide on all lost tags."""
        if self.lost:
            self.decided.emit(Decided(decision, lost=self.lost))

    def action_confirm_all(self) -> None:
        """Confirm every annotation that was found again for sure."""
        together = [each for each in self.found if each.status in CONFIRMED_TOGETHER]
        if together:
            self.decided.emit(Decided("confirm", together))


def _status(row: Row) -> str:
    if isinstance(row, Loss):
        return OLDER if row.is_older else MISSING
    return row.status.value


def _is_gone(row: Row) -> bool:
    return not row.is_older if isinstance(row, Loss) else row.placed is None


def _shown(text: str) -> str:
    return fit(sanitize_line(text[: 2 * LONGEST]), LONGEST)


def _edge(text: str) -> str:
    """Return context on one line, with the blanks at its edges, which `sanitize_line` removes."""
    blank = " "
    return f"{blank * text[:1].isspace()}{sanitize_line(text)}{blank * text[-1:].isspace()}"
