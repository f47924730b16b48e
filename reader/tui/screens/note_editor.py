"""The note editor: a module of its own, since Textual's text area takes long to import."""

from rich.text import Text
from textual import events
from textual.app import ComposeResult
from textual.binding import Binding
from textual.content import Content
from textual.message import Message
from textual.screen import ModalScreen
from textual.widgets import Static, TextArea

from reader.text.sanitize import sanitize, sanitize_line
from reader.tui.article.rows import fit
from reader.tui.widgets.dialog_box import DialogBox

ROOM_FOR_PASSAGE = 12  # rows of the screen from which the passage is shown above the note


class NoteArea(TextArea):
    """A text area in which enter ends the note, as in a messenger, and ctrl+n begins a new line."""

    class Written(Message):
        """Enter was pressed.

        Attributes:
            note: The note as it was then.
        """

        def __init__(self, note: str) -> None:
            """Make a message with a note."""
            super().__init__()
            self.note = note

    def on_key(self, event: events.Key) -> None:
        """Handle the keys that a text area would use in another way."""
        if event.key == "enter":
            self.post_message(self.Written(self.text))
            self.read_only = True
        elif event.key == "ctrl+n":
            self.insert("\n")
        else:
            return
        event.prevent_default()
        event.stop()

    def get_line(self, line_index: int) -> Text:
        """Return a line for display: sanitised, since a note comes from a file, but of the same length."""
        return Text(sanitize(self.document.get_line(line_index)), end="", no_wrap=True)


class NoteEditor(ModalScreen[str | None]):
    """A dialog that returns the note as it was written, or None if it was left with escape."""

    is_typed_into = True
    BINDINGS = [
        Binding("escape", "leave", "leave", show=False),
        # Quitting from here loses nothing: the first ctrl+q keeps the note, the next one quits.
        Binding("ctrl+q", "keep", "keep", show=False),
    ]
    DEFAULT_CSS = """
    NoteEditor { align: center middle; }
    NoteEditor > DialogBox { width: 70; height: 12; padding: 0 1; }
    NoteEditor Static { max-height: 3; margin: 0 1 1 1; color: $quiet; }
    NoteEditor NoteArea, NoteEditor NoteArea:focus { height: 1fr; background: $background; border: none; padding: 0 1; }
    """

    def __init__(self, subject: str, exact: str, note: str) -> None:
        """Edit a note.

        Args:
            subject: What the note is about, such as `this claim`.
            exact: The passage, which is shown above the note.
            note: The note as it is.
        """
        super().__init__()
        self._subject = subject
        self._passage = Static(Content(fit(sanitize_line(exact), 180)), markup=False)
        self._area = NoteArea(note, soft_wrap=True, show_line_numbers=False)
        self._note, self._unchanged = note, self._area.text

    def compose(self) -> ComposeResult:
        """Show the passage and the note."""
        with DialogBox() as box:
            box.border_title = Content(f"note on {sanitize_line(self._subject)}")
            box.border_subtitle = Content("enter save · ctrl+n new line · esc cancel")
            yield self._passage
            yield self._area

    def on_mount(self) -> None:
        """Put the cursor at the end of the note."""
        self._area.move_cursor(self._area.document.end)
        self._area.focus()

    def on_resize(self, event: events.Resize) -> None:
        """Hide the passage where there is little room."""
        self._passage.display = event.size.height >= ROOM_FOR_PASSAGE

    def on_note_area_written(self, message: NoteArea.Written) -> None:
        """Return the note."""
        self._keep(message.note)

    def action_keep(self) -> None:
        """Return the note."""
        self._keep(self._area.text)

    def _keep(self, text: str) -> None:
        """Return the note, exactly as it was if nothing was typed, since the area changes line ends and form feeds."""
        self.dismiss(self._note if text == self._unchanged else text)

    def action_leave(self) -> None:
        """Leave the note as it was."""
        self.dismiss(None)
