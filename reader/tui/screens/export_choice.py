"""The export dialog: the format, the tags, whose and of which sources, and the file."""

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from rich.segment import Segment
from textual import events, on
from textual.app import ComposeResult
from textual.content import Content
from textual.reactive import reactive
from textual.screen import ModalScreen
from textual.widgets import Static

from reader.formats.format import Format
from reader.settings.dialog_keys import EXPORT
from reader.settings.keys import Key
from reader.text.sanitize import sanitize, sanitize_line
from reader.tui.article.rows import fit
from reader.tui.bindings import bindings
from reader.tui.cell_widths import cell_len
from reader.tui.event import Event
from reader.tui.export_form import EVERYONE, Counted, ExportForm, ExportRequest
from reader.tui.widgets.dialog_box import DialogBox
from reader.tui.widgets.status_and_keys import KeyBar
from reader.tui.widgets.virtual_list import VirtualList

WIDTH = 96  # cells of the dialog, where there are so many
OTHERS = "\n"  # in place of a value: no name is like that
BETWEEN = 3  # cells between two values of a choice
LABEL = 10  # cells of `format` and `tags`
NAME = 14  # cells of the name of a format
AROUND = 12  # rows of the screen that the list of formats leaves free
FEWEST = 2  # rows of the list of formats
LOW = 18  # rows of a screen that has no blank ones to spare
OVERWRITE = "ctrl+o"  # unlike enter, not a key that is pressed twice by mistake


class FormatList(VirtualList, can_focus=False):
    """A list of formats, each with its name, which ends with `/` for a folder, and a description.

    Attributes:
        formats: The formats.
    """

    DEFAULT_CSS = "FormatList { background: $surface; min-height: 1; }"

    def __init__(self, formats: Sequence[Format]) -> None:
        super().__init__()
        self.formats = formats

    @property
    def count(self) -> int:
        """The number of formats."""
        return len(self.formats)

    def segments(self, number: int, row: int, width: int) -> Sequence[Segment]:  # noqa: ARG002
        """Return a format."""
        each = self.formats[number]
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
        wants_file: Emits when another file is to be named.
        message: What stands in place of what is kept and left out.
    """

    PLACE = "export"
    BINDINGS = bindings(EXPORT)
    DEFAULT_CSS = """
    ExportChoice { align: center middle; }
    ExportChoice > DialogBox { width: 96; }
    ExportChoice Static { padding: 0 1; }
    ExportChoice #choice { margin-top: 1; text-wrap: nowrap; text-overflow: ellipsis; }
    ExportChoice #summary { margin-top: 1; color: $quiet; }
    ExportChoice.-low #choice, ExportChoice.-low #summary { margin-top: 0; }
    ExportChoice.-asks #summary { color: $error; }
    """

    message: reactive[str] = reactive("", init=False)

    def __init__(self, form: ExportForm, keys: Sequence[Key]) -> None:
        """Show a form, with the keys of the dialog."""
        super().__init__()
        self.asked, self.wants_file = Event[ExportRequest](), Event[None]()
        self.form = form
        self._list, self._keys = FormatList(form.formats), KeyBar()
        self._choice, self._summary = Static(id="choice"), Static(id="summary")
        self._bar_keys = [key for key in keys if key.brief]
        self._asks_to_overwrite = False

    def compose(self) -> ComposeResult:
        """Show the formats, the choice and the keys."""
        with DialogBox() as box:
            box.border_title = Content("export")
            yield self._list
            yield self._choice
            yield self._summary
            yield self._keys

    def on_mount(self) -> None:
        """Show what is chosen from now on."""
        self._keys.keys = self._bar_keys
        self._fit(self.app.size.height)
        self._list.selected = self.form.chosen
        self.watch(self._list, "selected", self._choose_format)

    def on_resize(self, event: events.Resize) -> None:
        """Make the list as high as it needs, and the screen allows."""
        self._fit(event.size.height)

    def _fit(self, height: int) -> None:
        self.set_class(height < LOW, "-low")
        self._list.styles.height = max(FEWEST, min(self._list.count, height - AROUND))

    def show_counted(self, counted: Counted) -> None:
        """Show how much there is to export."""
        self.form.counted = counted
        self._show()

    def _choose_format(self, number: int) -> None:
        self.form.chosen = number
        self._change()

    def _change(self) -> None:
        """Show another choice, and forget what was said of the one before."""
        self._asks_to_overwrite = False
        self.message = ""
        self._show()

    def _show(self) -> None:
        form = self.form
        rows = [
            self._row("tags", (self._switch(tag.key, tag.name, tag.name not in form.left_out) for tag in form.tags)),
            self._row("whose", self._one_of("w", form.people, form.whose, _whose)),
            self._row("which", self._one_of("S", form.sources, form.which, str)),
            self._row("with", self._switches()),
            self._row("file", [[(self._shown(form.path), "")]]),
        ]
        self._choice.update(Content("\n").join(rows))
        self._show_message()

    def watch_message(self) -> None:
        """Show the message, or else what the export keeps and leaves out."""
        self._show_message()

    def _show_message(self) -> None:
        self.set_class(bool(self.message or self.form.problem), "-asks")
        self._summary.update(Content(sanitize_line(self.message or self.form.summary)))

    # Rows

    def _row(self, label: str, parts: Iterable[Sequence[tuple[str, str]]]) -> Content:
        texts = [piece for part in parts for piece in (*part, (" " * BETWEEN, ""))]
        return Content.assemble((f"{label:<{LABEL}}", "$quiet"), *texts)

    def _switch(self, key: str, label: str, is_on: bool) -> list[tuple[str, str]]:
        """Return a switch: its key, whether it is on, and what it is about."""
        return [(f"{key} ", "bold $accent"), (f"[{'x' if is_on else ' '}] {sanitize_line(label)}", "")]

    def _switches(self) -> list[list[tuple[str, str]]]:
        opens = self._switch("o", "open it after", self.form.opens)
        suggestions = self._switch(".", "suggestions", self.form.suggests)
        return [suggestions, opens] if self.form.format.has_suggestions else [opens]

    def _one_of(
        self, key: str, values: Sequence[str], chosen: str, label: Callable[[str], str]
    ) -> Iterable[list[tuple[str, str]]]:
        """Yield the values of a choice, its key before the first; the chosen one stands in brackets.

        Where there is no room for all, only the chosen one is named.
        """
        labels = {value: sanitize_line(label(value)) for value in values}
        if sum(cell_len(each) + BETWEEN for each in labels.values()) > self._room:
            labels = {chosen: labels[chosen], OTHERS: f"{len(values) - 1} others"}
        for number, (value, shown) in enumerate(labels.items()):
            lead = [(f"{key} ", "bold $accent")] if number == 0 else []
            yield [*lead, (f"[{shown}]", "bold") if value == chosen else (shown, "$quiet")]

    def _shown(self, path: Path) -> str:
        """Return a path from the right, where its name is, as far as there is room."""
        text = sanitize(str(path))
        while cell_len(text) > self._room:
            text = "…" + text[2:]
        return text

    @property
    def _room(self) -> int:
        """The cells of a row behind its label."""
        return max(20, min(self.app.size.width, WIDTH) - LABEL - 4)

    # Keys

    def on_key(self, event: events.Key) -> None:
        """Leave a tag out, or take it in again, by its own key."""
        if event.character and self.form.press(event.character):
            event.stop()
            event.prevent_default()
            self._change()

    def action_move(self, step: int) -> None:
        """Select the next format, or the previous one."""
        self._list.action_move(step)

    def action_all_tags(self) -> None:
        """Leave no tag out."""
        self.form.take_all()
        self._change()

    def action_whose(self) -> None:
        """Choose the tags of the next person."""
        self.form.next_person()
        self._change()

    def action_which(self) -> None:
        """Choose the next of the sources."""
        self.form.next_sources()
        self._change()

    def action_suggestions(self) -> None:
        """Include suggestions, or not."""
        self.form.suggests = not self.form.suggests
        self._change()

    def action_open_after(self) -> None:
        """Open the file after the export, or not."""
        self.form.opens = not self.form.opens
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


def _whose(name: str) -> str:
    return "everyone" if name == EVERYONE else f"only {name}"
