"""The review: annotations whose source changed, as they were and as they are now, for a person to decide on."""

from collections.abc import Sequence
from dataclasses import dataclass

from textual import events
from textual.app import ComposeResult
from textual.containers import Container, VerticalScroll
from textual.content import Content
from textual.reactive import reactive
from textual.screen import ModalScreen
from textual.widgets import Static

from reader.annotation.anchoring.anchor import Anchored
from reader.annotation.anchoring.status import Status
from reader.annotation.model.annotation import Annotation, from_document
from reader.annotation.model.link_end import LinkEnd
from reader.annotation.store.losses import Loss
from reader.settings import Tag
from reader.settings.dialog_keys import REVIEW
from reader.settings.keys import Key
from reader.settings.tag_names import nearest
from reader.text.patience_diff import changed_spans
from reader.text.quotation_marks import in_marks
from reader.text.sanitize import sanitize_line
from reader.tui.bindings import bindings
from reader.tui.event import Event
from reader.tui.screens.passage_texts import Marks, as_one_line, context_of, edge, marked
from reader.tui.widgets.heading import Heading
from reader.tui.widgets.review_list import MISSING, OLDER, SIDE_BY_SIDE, ReviewList, Row, status
from reader.tui.widgets.status_and_keys import KeyBar, StatusBar
from reader.tui.widgets.virtual_list import FIRST, LAST
from reader.workspace.changed_passages import ChangedPassage

NOTHING = "nothing is left to review"
LOOKING = "Looking for the tags in this source …"
ROOM_FOR_CONTEXT = 16  # rows at which the text around the passages is shown
FEWEST_ROWS = 3  # rows of the list, where there are as many
CONFIRMED_TOGETHER = frozenset({Status.EDITED, Status.MOVED})
HEADINGS = {
    Status.EDITED: "now (edited)",
    Status.MOVED: "now (moved)",
    Status.REVIEW: "possibly now",
    Status.ORPHAN: "not found",
    MISSING: "missing from annotations.json",
    OLDER: "older in annotations.json",
}
KEYS_OF_PLACED = ("confirm", "confirm-all", "attach", "visit")  # these do nothing to a lost tag
KEYS_OF_LOST = ("restore", "restore-all", "accept-loss")
LOST_HINT = "The log knows this tag, and no step removed it. b brings it back, x accepts that it is gone."


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
        wanted: Emits an annotation whose context is to be shown.
        found: The annotations, with the outcome of anchoring each.
        lost: The tags that annotations.json has lost.
        is_looking: Whether the tags of the open source are still being looked for.
        message: What has just happened.
    """

    PLACE = "review"
    BINDINGS = bindings(REVIEW)
    DEFAULT_CSS = """
    Review { background: $background; }
    Review #title { margin-bottom: 1; }
    Review Container { height: auto; max-height: 55%; layout: horizontal; margin: 1 0; }
    Review VerticalScroll { width: 1fr; height: auto; max-height: 100%; padding: 0 1; scrollbar-size-vertical: 1; }
    Review .now { border-left: vkey $panel; }
    Review #remarks { height: 1fr; padding: 0 1; }
    Review.-narrow Container { layout: vertical; }
    Review.-narrow .now { border-left: none; border-top: hkey $panel; }
    Review.-low #title, Review.-low Container { margin: 0; }
    """

    found: reactive[Sequence[Anchored]] = reactive((), always_update=True)
    lost: reactive[Sequence[Loss]] = reactive((), always_update=True)
    is_looking: reactive[bool] = reactive(False)
    message: reactive[str] = reactive("")

    def __init__(
        self,
        found: Sequence[Anchored],
        lost: Sequence[Loss],
        passage: str,
        keys: Sequence[Key],
        tags: Sequence[Tag] = (),
    ) -> None:
        """Review annotations.

        Args:
            found: The annotations, with the outcome of anchoring each.
            lost: The tags that annotations.json has lost.
            passage: The text of the passage under the cursor, on which a tag can be put.
            keys: The keys of the screen.
            tags: The tags of the settings.
        """
        super().__init__()
        self.decided = Event[Decided]()
        self.wanted = Event[Anchored]()
        self._all_keys = [key for key in keys if key.brief]
        self.set_reactive(Review.found, found)
        self.set_reactive(Review.lost, lost)
        self._passage, self._tags = passage, {tag.name: tag for tag in tags}
        self._known: dict[Anchored, ChangedPassage] = {}
        self._is_low = False
        self._heading, self._title = Heading(), Heading(id="title")
        self._list, self._keys, self._status = ReviewList(), KeyBar(), StatusBar()
        self._was, self._now, self._remarks = Static(), Static(), Static(id="remarks")

    def compose(self) -> ComposeResult:
        """Show the list, the two texts and the keys."""
        yield self._heading
        yield self._title
        yield self._list
        with Container():
            yield VerticalScroll(self._was, can_focus=False)
            yield VerticalScroll(self._now, can_focus=False, classes="now")
        yield self._remarks
        yield self._status
        yield self._keys

    def on_mount(self) -> None:
        """Show the texts of the selected annotation from now on."""
        self.watch(self._list, "selected", self._show_selected)

    def on_resize(self, event: events.Resize) -> None:
        """Arrange the texts for the new size."""
        self._is_low = event.size.height < ROOM_FOR_CONTEXT
        self.set_class(event.size.width < SIDE_BY_SIDE, "-narrow")
        self.set_class(self._is_low, "-low")
        self._show_list()

    def watch_found(self) -> None:
        """Show the new list."""
        self._show_list()

    def watch_lost(self) -> None:
        """Show the new list."""
        self._show_list()

    def watch_message(self) -> None:
        """Show the message."""
        self._status.say(self.message or self._advice())

    def add_context(self, row: Anchored, context: ChangedPassage) -> None:
        """Show the context of an annotation, once it is known."""
        self._known[row] = context
        if self._selected == row:
            self._show_selected()

    def _show_list(self) -> None:
        if not self.is_mounted:
            return
        self._list.rows = [*self.lost, *self.found]
        self._list.styles.height = min(len(self._list.rows), max(FEWEST_ROWS, self.size.height // 6))
        self._show_selected()

    # The two texts

    @property
    def _selected(self) -> Row | None:
        rows: list[Row] = [*self.lost, *self.found]
        return rows[min(self._list.selected, len(rows) - 1)] if rows else None

    def _show_selected(self) -> None:
        """Show the texts of the selected annotation, and the keys that do something to it."""
        each, number = self._selected, len(self.lost) + len(self.found)
        self._show_keys(each)
        at = min(self._list.selected + 1, number)
        what = "lost or changed tags" if self.lost else "tags whose source changed"
        self._heading.left = f"review · {at} of {number} {what}" if number else "review"
        self._status.place = f"tag {at} of {number} · {status(each)}" if each else ""
        self._status.say(self.message or self._advice())
        known = self._known.get(each) if isinstance(each, Anchored) else None
        source = each.annotation.source if each else ""
        self._title.left = known.title if known else sanitize_line(source)
        self._title.right = sanitize_line(source) if known and known.title != sanitize_line(source) else ""
        if isinstance(each, Loss):
            self._show_texts(each.annotation, from_document(each.here) if each.here else None, status(each), None)
        elif each:
            self._show_texts(each.annotation, each.placed, each.status, known)
            if known is None:
                self.wanted.emit(each)
        else:
            self._was.update(Content(LOOKING if self.is_looking else f"{NOTHING.capitalize()}."))
            self._now.update(Content(""))
            self._remarks.update(Content(""))

    def _show_keys(self, each: Row | None) -> None:
        others = KEYS_OF_PLACED if isinstance(each, Loss) else () if self.lost else KEYS_OF_LOST
        lost = f"all {len(self.lost):,}" if len(self.lost) > 1 else ""
        labels = {
            "confirm-all": f"the {len(self._together):,} sure" if self._together else "",
            "restore-all": lost and f"{lost} back",
            "accept-loss": lost and f"{lost} gone",
        }
        keys = [key._replace(brief=labels.get(key.id, key.brief)) for key in self._all_keys]
        self._keys.keys = [key for key in keys if key.brief and key.id not in others]

    def _show_texts(self, was: Annotation, now: Annotation | None, status: str, known: ChangedPassage | None) -> None:
        removed, added = changed_spans(as_one_line(was.exact), as_one_line(now.exact)) if now else ([], [])
        before, after = (known.before, known.now) if known else (context_of(was), context_of(now) if now else ("", ""))
        self._was.update(self._text("before", was, before, (removed, "−", "$error"), "bold"))
        if now:
            style = "bold $on-passage on $passage" if self._list.theme_styles.has_colours else "reverse"
            self._now.update(self._text(HEADINGS[status], now, after, (added, "+", "bold"), style))
        else:
            hint = LOST_HINT if status == MISSING else self._hint(was)
            self._now.update(self._under(HEADINGS[status], Content(hint)))
        self._remarks.update(self._about(now or was, known))

    def _text(
        self, heading: str, annotation: Annotation, context: tuple[str, str], marks: Marks, style: str
    ) -> Content:
        """Return the passage in its sentences, with the changed words between signs."""
        before, after = ("", "") if self._is_low else map(edge, context)
        parts: list[tuple[str, str]] = [(before, "$quiet")]
        parts += marked(as_one_line(annotation.exact), marks, style)
        return self._under(heading, Content.assemble(*parts, (after, "$quiet"), self._note(annotation)))

    def _note(self, annotation: Annotation) -> Content:
        """Return the tag and note of a lost tag, which may be all that differs."""
        if not isinstance(self._selected, Loss):
            return Content("")
        note = f": {as_one_line(annotation.note)}" if annotation.note else ""
        return Content.assemble("  " if self._is_low else "\n", (f"{sanitize_line(annotation.tag)}{note}", "$quiet"))

    def _about(self, annotation: Annotation, known: ChangedPassage | None) -> Content:
        """Return the tag, the description of the change, and the note, which may be all that differs."""
        if isinstance(annotation, LinkEnd):
            words = (
                f"a link “{sanitize_line(annotation.tag)}” from {in_marks(as_one_line(annotation.words))} leads here"
            )
            return Content.assemble((words, "$quiet"))
        tag = self._tags.get(nearest(annotation.tag, self._tags))
        letter = f"{tag.letter} " if tag else ""
        said = [annotation.creator, *(known.remarks if known else ()), annotation.note and f"“{annotation.note}”"]
        return Content.assemble(
            (letter, "bold $accent"),
            sanitize_line(annotation.tag),
            ("".join(f" · {as_one_line(each)}" for each in said if each), "$quiet"),
        )

    def _advice(self) -> str:
        each = self._selected
        is_placed = isinstance(each, Anchored) and each.placed is not None
        return "confirm only if it still means the same thing" if is_placed else ""

    def _under(self, heading: str, text: Content) -> Content:
        return Content.assemble((heading, "$quiet"), ": " if self._is_low else "\n", text)

    def _hint(self, annotation: Annotation) -> str:
        if isinstance(annotation, LinkEnd):
            where = (
                f"to the passage under the cursor, {in_marks(as_one_line(self._passage))}"
                if self._passage
                else "elsewhere"
            )
            return f"p points the link {where}. o goes to the tag that has it, x removes the link."
        if not self._passage:
            return "To put the tag elsewhere: press esc, move the cursor to the passage, and open this list again."
        return f"p puts the tag on the passage under the cursor, {in_marks(as_one_line(self._passage))}"

    @property
    def _together(self) -> list[Anchored]:
        """The annotations that were found with certainty."""
        return [each for each in self.found if each.status in CONFIRMED_TOGETHER]

    # Keys

    def action_move(self, step: int) -> None:
        """Select the next annotation, or the previous one."""
        self._go_to(self._list.selected + step)

    def action_first(self) -> None:
        """Select the first annotation."""
        self._go_to(0)

    def action_last(self) -> None:
        """Select the last annotation."""
        self._go_to(len(self._list.rows) - 1)

    def _go_to(self, number: int) -> None:
        before, self.message = self._list.selected, ""
        self._list.selected = number
        if not self._list.rows:
            self.message = NOTHING
        elif self._list.selected == before:
            self.message = LAST if number > 0 else FIRST

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
        else:
            self.message = "only a tag that is missing can be brought back" if each else NOTHING

    def action_decide_lost(self, decision: str) -> None:
        """Decide on all lost tags."""
        if self.lost:
            self.decided.emit(Decided(decision, lost=self.lost))
        else:
            self.message = "no tag is missing" if self.found else NOTHING

    def action_confirm_all(self) -> None:
        """Confirm every annotation that was found with certainty."""
        if self._together:
            self.decided.emit(Decided("confirm", self._together))
        else:
            self.message = "none of these was found again for sure" if self._list.rows else NOTHING
