"""A list to choose from by typing: that of the palette, and that of the themes."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from rich.segment import Segment
from rich.style import Style
from textual import events, on
from textual.app import ComposeResult
from textual.content import Content
from textual.screen import ModalScreen
from textual.strip import Strip

from reader.text.sanitize import sanitize_line
from reader.tui.article.rows import fit
from reader.tui.cell_widths import cell_len
from reader.tui.event import Event
from reader.tui.widgets.dialog_box import DialogBox
from reader.tui.widgets.prompt import Prompt
from reader.tui.widgets.virtual_list import VirtualList

Value = TypeVar("Value")
MOVES = {"down": 1, "ctrl+n": 1, "up": -1, "ctrl+p": -1}
PAGES = {"pagedown": 1, "pageup": -1}
AROUND = 6  # rows of the screen that the list leaves free, for the box and the prompt


@dataclass(frozen=True, slots=True)
class Choice(Generic[Value]):
    """Something that can be chosen.

    Attributes:
        value: The thing itself.
        label: Its description.
        lead: A word before the description, such as a key.
        note: A word on the right.
        is_current: Whether it is what is chosen now, which stands in brackets.
    """

    value: Value
    label: str
    lead: str = ""
    note: str = ""
    is_current: bool = False


class ChoiceList(VirtualList, can_focus=False):
    """The choices that answer what is typed.

    Attributes:
        choices: The choices.
        lead: The cells of the column of leads; 0 if there is none.
    """

    DEFAULT_CSS = "ChoiceList { background: $surface; min-height: 1; }"

    choices: Sequence[Choice[Any]] = ()
    lead = 0

    @property
    def count(self) -> int:
        """The number of choices."""
        return len(self.choices)

    def segments(self, number: int, row: int, width: int) -> Sequence[Segment]:  # noqa: ARG002
        """Return a choice: its lead, its label, and its note on the right."""
        each, theme = self.choices[number], self.theme_styles
        lead = f"{fit(each.lead, self.lead - 1):<{self.lead}}" if self.lead else ""
        room = width - self.lead
        label = sanitize_line(f"[{each.label}]" if each.is_current else each.label)
        note = each.note if cell_len(label) + cell_len(each.note) + 2 <= room else ""
        label = fit(label, room)
        style = theme.text + Style(bold=True) if each.is_current else theme.text
        texts = [Segment(lead, theme.accent), Segment(label, style)]
        blank = room - cell_len(label) - cell_len(note) - 1
        return [*Strip(texts), Segment(" " * max(0, blank)), Segment(note, theme.quiet)]


class Chooser(ModalScreen[Value | None], Generic[Value]):
    """A dialog that returns what was chosen; None if it was left.

    Attributes:
        moved: Emits the value that is selected now, when another one is.
    """

    is_typed_into = True
    BINDINGS = [("escape", "dismiss"), ("ctrl+q", "app.quit")]
    DEFAULT_CSS = """
    Chooser { align: center top; }
    Chooser.-shows-below { background: transparent; }
    Chooser > DialogBox { width: 100; max-width: 98%; margin-top: 1; }
    """

    def __init__(
        self,
        title: str,
        hint: str,
        matching: Callable[[str], Sequence[Choice[Value]]],
        *,
        keys: str,
        lead: int = 0,
        most: int = 0,
    ) -> None:
        """Make a dialog.

        Args:
            title: The words on the box.
            hint: What can be typed.
            matching: Returns the choices that answer a text, the best first; of an empty text all.
            keys: The words below the box.
            lead: The cells of the column before the labels.
            most: The rows of the list, so that what is below stays in sight; 0 for as many as there are.
        """
        super().__init__()
        self.moved = Event[Value]()
        self._title, self._matching, self._below, self._most = title, matching, keys, most
        self._prompt, self._list = Prompt(": ", hint=hint), ChoiceList()
        self._list.lead = lead
        self._list.choices = matching("")
        self._told: Choice[Value] | None = None
        self.set_class(most > 0, "-shows-below")

    def compose(self) -> ComposeResult:
        """Show the prompt and the choices."""
        with DialogBox() as box:
            box.border_title, box.border_subtitle = Content(self._title), Content(self._below)
            yield self._prompt
            yield self._list

    def on_mount(self) -> None:
        """Show what answers from now on, beginning with what is chosen now."""
        self._prompt.line.changed.subscribe(lambda is_other: self._show_matching() if is_other else None)
        self._fit(self.app.size.height)
        choices = self._list.choices
        self._list.selected = next((number for number, each in enumerate(choices) if each.is_current), 0)
        self._told = choices[self._list.selected] if choices else None
        self.watch(self._list, "selected", self._tell, init=False)

    def on_resize(self, event: events.Resize) -> None:
        """Make the list as high as it needs, and the screen allows."""
        self._fit(event.size.height)

    def _fit(self, height: int) -> None:
        self._list.styles.height = max(1, min(self._list.count, height - AROUND, self._most or height))

    def _show_matching(self) -> None:
        """Show the choices that answer what is typed, from the best on."""
        self._list.choices = self._matching(self._prompt.text)
        self._list.selected = 0
        self._fit(self.size.height)
        self._list.changed()
        box = self.query_one(DialogBox)
        box.border_subtitle = Content(self._below if self._list.choices else "nothing is called so")
        self._tell()

    def _tell(self) -> None:
        """Tell what is selected, if that is another choice than before."""
        selected = self._selected
        if selected and selected != self._told:
            self._told = selected
            self.moved.emit(selected.value)

    @property
    def _selected(self) -> Choice[Value] | None:
        choices = self._list.choices
        return choices[self._list.selected] if choices else None

    # Keys

    def on_key(self, event: events.Key) -> None:
        """Take a key before bindings are looked up."""
        if self._take(event):
            event.stop()
            event.prevent_default()

    def _take(self, event: events.Key) -> bool:
        if event.key in MOVES:
            self._list.action_move(MOVES[event.key])
        elif event.key in PAGES:
            self._list.action_page(PAGES[event.key])
        elif event.key == "enter":
            self.action_choose()
        else:
            return self._prompt.press(event)
        return True

    def on_paste(self, event: events.Paste) -> None:
        """Insert pasted words."""
        self._prompt.line.paste(event.text)

    @on(VirtualList.Picked)
    def action_choose(self) -> None:
        """Return the selected choice, if there is one."""
        if self._selected:
            self.dismiss(self._selected.value)
