"""A list to choose from by typing: the palette, the themes, the codebook."""

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
from reader.tui.codebook_entry import EntryLine
from reader.tui.event import Event
from reader.tui.widgets.dialog_box import DialogBox
from reader.tui.widgets.entry_lines import Line, entry_lines
from reader.tui.widgets.line_view import LineView
from reader.tui.widgets.prompt import Prompt
from reader.tui.widgets.virtual_list import VirtualList

Value = TypeVar("Value")
MOVES = {"down": 1, "ctrl+n": 1, "up": -1, "ctrl+p": -1}
PAGES = {"pagedown": 1, "pageup": -1}
MOST_FOOT = 9  # rows below the list
LABELS = 8  # cells of the column of words there
AROUND = 6  # rows of the screen that the list leaves free, for the box and the prompt


@dataclass(frozen=True, slots=True)
class ChooserItem(Generic[Value]):
    """Something that can be chosen.

    Attributes:
        value: The value that is returned.
        label: Its description, or its name.
        lead: A word before the description, such as a key.
        note: A word on the right.
        more: A description in a column beside the names.
        is_lead_quiet: Whether the word before it is not a key.
        is_notice: Whether it is only a message that cannot be chosen.
        is_current: Whether it is the present choice, which is in brackets.
    """

    value: Value
    label: str
    lead: str = ""
    note: str = ""
    is_current: bool = False
    more: str = ""
    is_lead_quiet: bool = False
    is_notice: bool = False


class ChoiceList(VirtualList, can_focus=False):
    """The choices that match what is typed.

    Attributes:
        choices: The choices.
        lead: The cells of the column of leads; 0 if there is none.
    """

    DEFAULT_CSS = "ChoiceList { background: $surface; min-height: 1; }"

    choices: Sequence[ChooserItem[Any]] = ()
    lead = 0
    _widest: tuple[object, int] = None, 0  # the choices, and the cells that their longest label and a gap take

    @property
    def count(self) -> int:
        """The number of choices."""
        return len(self.choices)

    def segments(self, number: int, row: int, width: int) -> Sequence[Segment]:  # noqa: ARG002
        """Return a choice: its lead, its label, its description, and its note on the right."""
        each, theme = self.choices[number], self.theme_styles
        lead = f"{fit(each.lead, self.lead - 1):<{self.lead}}" if self.lead else ""
        room = width - self.lead
        label = sanitize_line(f"[{each.label}]" if each.is_current else each.label)
        note = each.note if cell_len(label) + cell_len(each.note) + 2 <= room else ""
        label = fit(label, room)
        style = theme.text + Style(bold=True) if each.is_current else theme.text
        parts = [Segment(lead, theme.quiet if each.is_lead_quiet else theme.accent), Segment(label, style)]
        if each.more:
            gap = max(2, min(self._column(), room // 2) - cell_len(label))
            left = room - cell_len(label) - gap - cell_len(note) - 2
            parts += [Segment(" " * gap), Segment(fit(sanitize_line(each.more), max(0, left)), theme.quiet)]
        used = sum(part.cell_length for part in Strip(parts))
        blank = width - used - cell_len(note) - 1
        return [*Strip(parts), Segment(" " * max(0, blank)), Segment(note, theme.quiet)]

    def _column(self) -> int:
        """Return the cells of the longest label, and a gap."""
        if self._widest[0] is not self.choices:
            labels = (cell_len(sanitize_line(each.label)) for each in self.choices)
            self._widest = self.choices, max(labels, default=0) + 2
        return self._widest[1]


class ChoiceFoot(LineView, can_focus=False):
    """The lines below the list that describe the selected choice."""

    DEFAULT_CSS = "ChoiceFoot { background: $surface; margin-top: 1; height: 0; }"

    _entry: Sequence[EntryLine] = ()
    _made: tuple[object, Sequence[Line]] = None, ()  # width and styles, and the lines for them

    def show(self, entry: Sequence[EntryLine]) -> None:
        """Show an entry."""
        self._entry, self._made = entry, (None, ())
        self.refresh()

    @property
    def _lines(self) -> Sequence[Line]:
        width, theme = self.size.width, self.theme_styles
        if self._made[0] != (width, theme):
            self._made = (width, theme), [*entry_lines(self._entry, theme, width, LABELS)]
        return self._made[1]

    def render_line(self, y: int) -> Strip:
        """Draw a line; the last one says if there is more."""
        (width, height), lines = self.size, self._lines
        line = lines[y] if y < len(lines) else []
        if y == height - 1 and len(lines) > height:
            line = [Segment(" …", self.theme_styles.quiet)]
        return Strip(line).adjust_cell_length(width).apply_style(self.visual_style.rich_style)


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
        matching: Callable[[str], Sequence[ChooserItem[Value]]],
        *,
        keys: str,
        lead: int = 0,
        most: int = 0,
        typed: str = "",
        describe: Callable[[Value], Sequence[EntryLine]] | None = None,
    ) -> None:
        """Make a dialog.

        Args:
            title: The words on the box.
            hint: What can be typed.
            matching: Returns the choices that match a text, the best first; all for an empty text.
            keys: The words below the box.
            lead: The cells of the column before the labels.
            most: The most rows of the list, to keep the screen below in sight; 0 for no limit.
            typed: The initial text of the prompt.
            describe: Returns the description of the selected choice for the lines below the list; None for no such
                lines.
        """
        super().__init__()
        self.moved = Event[Value]()
        self._title, self._matching, self._below, self._most = title, matching, keys, most
        self._prompt, self._list = Prompt(": ", typed, hint=hint), ChoiceList()
        self._describe, self._foot = describe, ChoiceFoot()
        self._list.lead = lead
        self._list.choices = matching(typed)
        self._told: ChooserItem[Value] | None = None
        self.set_class(most > 0, "-shows-below")

    def compose(self) -> ComposeResult:
        """Show the prompt and the choices."""
        with DialogBox() as box:
            box.border_title, box.border_subtitle = Content(self._title), Content(self._below)
            yield self._prompt
            yield self._list
            if self._describe:
                yield self._foot

    def on_mount(self) -> None:
        """Show the matching choices from now on, with the present choice selected."""
        self._prompt.line.changed.subscribe(lambda is_other: self._show_matching() if is_other else None)
        self._fit(self.app.size.height)
        choices = self._list.choices
        self._list.selected = next((number for number, each in enumerate(choices) if each.is_current), 0)
        self._told = choices[self._list.selected] if choices else None
        self._show_foot()
        self.watch(self._list, "selected", self._tell, init=False)

    def on_resize(self, event: events.Resize) -> None:
        """Make the list as high as needed, as far as the screen allows."""
        self._fit(event.size.height)

    def _fit(self, height: int) -> None:
        room = height - AROUND
        if self._describe:
            foot = min(MOST_FOOT, room // 3)
            self._foot.styles.height = foot
            room -= foot + 1
        self._list.styles.height = max(1, min(self._list.count, room, self._most or height))

    def _show_matching(self) -> None:
        """Show the choices that match what is typed, the best first."""
        self._list.choices = self._matching(self._prompt.text)
        self._list.selected = 0
        self._fit(self.size.height)
        self._list.changed()
        box = self.query_one(DialogBox)
        box.border_subtitle = Content(self._below if self._list.choices else "nothing matches")
        self._tell()

    def _tell(self) -> None:
        """Emit the selected value, if it is another one than before."""
        self._show_foot()
        selected = self._selected
        if selected and selected != self._told:
            self._told = selected
            self.moved.emit(selected.value)

    def _show_foot(self) -> None:
        """Describe the selected choice."""
        if self._describe:
            self._foot.show(self._describe(self._selected.value) if self._selected else ())

    @property
    def _selected(self) -> ChooserItem[Value] | None:
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
        if self._selected and not self._selected.is_notice:
            self.dismiss(self._selected.value)
