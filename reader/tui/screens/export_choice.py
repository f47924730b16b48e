"""The export dialog: the kind of file, the tags, people and sources, the options, and the file."""

from collections.abc import Callable, Sequence
from pathlib import Path

from rich.segment import Segment
from textual import events, on
from textual.app import ComposeResult
from textual.content import Content
from textual.reactive import reactive
from textual.screen import ModalScreen
from textual.widgets import Static

from reader.settings.dialog_keys import EXPORT
from reader.settings.keys import Key
from reader.text.sanitize import sanitize_line
from reader.tui.article.rows import fit
from reader.tui.bindings import bindings
from reader.tui.event import Event
from reader.tui.export_form import ExportForm, ExportKind, ExportRequest
from reader.tui.screens.export_rows import LABEL, ExportRows
from reader.tui.widgets.dialog_box import DialogBox
from reader.tui.widgets.prompt import Prompt
from reader.tui.widgets.status_and_keys import KeyBar
from reader.tui.widgets.virtual_list import VirtualList

WIDTH = 96  # cells of the dialog, if the screen has so many
NAME = 14  # cells of the name of a kind
CHOICES = 7  # rows of the choice, so that nothing moves when another kind has fewer
SUMMARY = 3  # rows of what comes of it
AROUND = CHOICES + SUMMARY + 5  # rows of the screen that the list of kinds leaves free
LITTLE_AROUND = 11  # rows that the list leaves free on a low screen
LOW = 18  # rows of a screen that has no blank ones to spare
OVERWRITE = "ctrl+o"  # unlike enter, not a key that is pressed twice by mistake
COUNTING = "counting the tags …"
HINTS = {"filter": "words, or terms such as speaker:lee or done:yes", "address": "https://example.org/checks"}


class KindList(VirtualList, can_focus=False):
    """A list of kinds of export, each with its name, which ends with `/` for a folder, and a description.

    Attributes:
        kinds: The kinds.
    """

    DEFAULT_CSS = "KindList { background: $surface; min-height: 1; }"

    def __init__(self, kinds: Sequence[ExportKind]) -> None:
        super().__init__()
        self.kinds = kinds

    @property
    def count(self) -> int:
        """The number of kinds."""
        return len(self.kinds)

    def segments(self, number: int, row: int, width: int) -> Sequence[Segment]:  # noqa: ARG002
        """Return a kind."""
        each = self.kinds[number]
        name = sanitize_line(each.name) + ("/" if each.is_folder else "")
        meaning = fit(sanitize_line(each.meaning), max(0, width - NAME))
        return [
            Segment(f"{fit(name, NAME - 1):<{NAME}}", self.theme_styles.accent),
            Segment(meaning, self.theme_styles.text),
        ]


class ExportChoice(ModalScreen[None]):
    """A dialog that asks for an export; its owner closes it, or answers with a message or a question.

    Attributes:
        asked: Emits the export.
        changed: Emits the export as it is chosen now, so that its owner finds out what will be written.
        wants_file: Emits when another file is to be named.
        message: A text in place of what is kept and left out.
        expected: Returns what will be written, in about a given number of characters; None until it is known.
    """

    PLACE = "export"
    BINDINGS = bindings(EXPORT)
    DEFAULT_CSS = """
    ExportChoice { align: center middle; }
    ExportChoice > DialogBox { width: 96; }
    ExportChoice Static { padding: 0 1; }
    ExportChoice #choice { margin-top: 1; height: 7; text-wrap: nowrap; text-overflow: ellipsis; }
    ExportChoice Prompt { visibility: hidden; }
    ExportChoice.-typing Prompt { visibility: visible; }
    ExportChoice #summary { height: 3; color: $quiet; }
    ExportChoice.-low #choice { margin-top: 0; height: auto; }
    ExportChoice.-low Prompt { display: none; }
    ExportChoice.-low.-typing Prompt { display: block; }
    ExportChoice.-low #summary { height: auto; max-height: 2; }
    ExportChoice.-asks #summary { color: $error; }
    """

    message: reactive[str] = reactive("", init=False)

    def __init__(self, form: ExportForm, keys: Sequence[Key]) -> None:
        """Show a form, with the keys of the dialog."""
        super().__init__()
        self.asked, self.changed, self.wants_file = Event[ExportRequest](), Event[ExportRequest](), Event[None]()
        self.form = form
        self.expected: Callable[[int], str] | None = None
        self._list, self._keys, self._prompt = KindList(form.kinds), KeyBar(), Prompt("")
        self._choice, self._summary = Static(id="choice"), Static(id="summary")
        self._bar_keys = [key for key in keys if key.brief]
        self._rows = ExportRows(form, {key.id: key.shown_names[0] for key in keys if key.keys})
        self._asks_to_overwrite = False
        self._typed = self._before = ""  # the name of the line being typed in, and of the one before

    def compose(self) -> ComposeResult:
        """Show the kinds, the choice and the keys."""
        with DialogBox() as box:
            box.border_title = Content("export")
            yield self._list
            yield self._choice
            yield self._prompt
            yield self._summary
            yield self._keys

    def on_mount(self) -> None:
        """Show the choices from now on."""
        self._keys.keys = self._bar_keys
        self._fit(self.app.size.height)
        self._list.selected = self.form.chosen
        self.watch(self._list, "selected", self._choose_kind)

    def on_resize(self, event: events.Resize) -> None:
        """Make the list as high as needed, as far as the screen allows."""
        self._fit(event.size.height)
        self._show()

    def _fit(self, height: int) -> None:
        self.set_class(height < LOW, "-low")
        around = LITTLE_AROUND if height < LOW else AROUND
        self._list.styles.height = max(1, min(self._list.count, height - around))

    def show_people(self, names: Sequence[str]) -> None:
        """Offer the tags of those who have set some."""
        self.form.know_people(names)
        self._show()

    def expect(self, words: Callable[[int], str]) -> None:
        """Show what will be written."""
        self.expected = words
        self._show_message()

    def _choose_kind(self, number: int) -> None:
        self.form.chosen = number
        self._change()

    def _change(self) -> None:
        """Show a changed choice, and forget the message about the previous one."""
        self._asks_to_overwrite, self.expected = False, None
        self.message = ""
        self._show()
        if not self.form.problem:
            self.changed.emit(self.form.request())

    def _show(self) -> None:
        number = f"{self.form.chosen + 1} of {self._list.count}"
        self.query_one(DialogBox).border_subtitle = Content(number)
        self._choice.update(Content("\n").join(self._rows.contents(self._room)))
        self._show_message()

    def watch_message(self) -> None:
        """Show the message, or else what the export keeps and leaves out."""
        self._show_message()

    def _show_message(self) -> None:
        problem = self.message or self.form.problem
        self.set_class(bool(problem), "-asks")
        rows = SUMMARY - self.has_class("-low")
        room = rows * (self._room + LABEL) - LABEL  # less than the rows hold, since they end with whole words
        self._summary.update(Content(sanitize_line(problem or (self.expected(room) if self.expected else COUNTING))))

    @property
    def _room(self) -> int:
        """The cells of a row after its label."""
        return max(20, min(self.app.size.width, WIDTH) - LABEL - 4)

    # Typing a line

    @property
    def is_typed_into(self) -> bool:
        """True while the filter or the address is typed."""
        return bool(self._typed)

    def action_type_line(self, name: str) -> None:
        """Start typing the filter or the address; the address only if the chosen kind has one."""
        if name == "address" and not self.form.has_address:
            return
        self._typed = name
        self._prompt.sign = f"{name:<{LABEL}}{self._rows.signs.get(f'export-{name}', '')} "
        self._prompt.hint = HINTS[name]
        self._prompt.text = self._before = self._line
        self.set_class(True, "-typing")
        self._keys.keys = [Key("", "enter", "", "", "keep"), Key("", "escape", "", "", "as it was")]

    @property
    def _line(self) -> str:
        """The filter or the address, whichever is typed."""
        return self.form.terms if self._typed == "filter" else self.form.address

    @_line.setter
    def _line(self, text: str) -> None:
        setattr(self.form, "terms" if self._typed == "filter" else "address", text)

    def _take(self, event: events.Key) -> None:
        """Take a key into the line that is typed; enter does not leave the line while its address is wrong."""
        if event.key == "enter":
            self._line = self._prompt.text.strip()
        elif event.key == "escape":
            self._line = self._before
        if event.key == "enter" and self._typed == "address" and self.form.has_wrong_address:
            self._change()
        elif event.key in ("enter", "escape"):
            self._typed = ""
            self.set_class(False, "-typing")
            self._keys.keys = self._bar_keys
            self._change()
        else:
            self._prompt.press(event)

    def on_paste(self, event: events.Paste) -> None:
        """Take pasted words into the line that is typed."""
        if self._typed:
            self._prompt.line.paste(event.text)

    # Keys

    def on_key(self, event: events.Key) -> None:
        """Take a key into the line that is typed; otherwise let a tag's own key leave it out or include it again."""
        if self._typed:
            self._take(event)
        elif event.character and self.form.press(event.character):
            self._change()
        else:
            return
        event.stop()
        event.prevent_default()

    def action_move(self, step: int) -> None:
        """Select the next kind, or the previous one."""
        self._list.action_move(step)

    def action_all_tags(self) -> None:
        """Include all tags."""
        self.form.take_all()
        self._change()

    def action_whose(self) -> None:
        """Choose the tags of the next person."""
        self.form.next_person()
        self._change()

    def action_which(self) -> None:
        """Choose the next group of sources."""
        self.form.next_sources()
        self._change()

    def action_form(self) -> None:
        """Choose the next way to write it."""
        self.form.next_form()
        self._change()

    def action_flip(self, name: str) -> None:
        """Turn a switch on or off."""
        self.form.flip(name)
        self._change()

    def action_name_file(self) -> None:
        """Ask for another file."""
        self.wants_file.emit(None)

    def take_file(self, path: Path) -> None:
        """Take the file that was named."""
        self.form.name(path)
        self._change()

    @on(VirtualList.Picked)
    def action_choose(self) -> None:
        """Ask for the export as it is chosen."""
        if not self.form.problem:
            self.asked.emit(self.form.request())

    def ask_to_overwrite(self) -> None:
        """Ask whether the file that exists is to be overwritten."""
        self._asks_to_overwrite = True
        self.message = f"this file exists: {OVERWRITE} overwrites it, tab names another one"

    def action_overwrite(self) -> None:
        """Overwrite the file, if that was asked."""
        if self._asks_to_overwrite:
            self.asked.emit(self.form.request(overwrites=True))
