"""The file picker: a path is typed, and meanwhile the names in its folder are listed."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from os.path import commonprefix
from pathlib import Path

from rich.segment import Segment
from textual import events, on
from textual.app import ComposeResult
from textual.content import Content
from textual.reactive import reactive
from textual.screen import ModalScreen

from reader.settings.dialog_keys import FILES
from reader.text.sanitize import sanitize
from reader.tui.article.rows import fit
from reader.tui.event import Event
from reader.tui.jobs import Jobs
from reader.tui.path_completion import completed, completions, extended
from reader.tui.prompt_history import PromptHistory
from reader.tui.widgets.dialog_box import DialogBox
from reader.tui.widgets.prompt import Prompt
from reader.tui.widgets.status_and_keys import KeyBar
from reader.tui.widgets.virtual_list import VirtualList

AGREE, WHOLE = "down chooses one of these names", "the name is complete: enter chooses it"


class NameList(VirtualList, can_focus=False):
    """A list of names. The selection is -1, which is none, until a key moves into the list.

    Attributes:
        names: The names; a folder's ends with a `/`.
    """

    DEFAULT_CSS = "NameList { background: $surface; }"

    names: Sequence[str] = ()

    def validate_selected(self, selected: int) -> int:
        """Keep the selection in the list, or before it."""
        return max(-1, min(selected, self.count - 1))

    @property
    def count(self) -> int:
        """The number of names."""
        return len(self.names)

    @property
    def nothing(self) -> str:
        """The reason why there is no name."""
        return "no name here begins like this"

    def segments(self, number: int, row: int, width: int) -> Sequence[Segment]:  # noqa: ARG002
        """Return a name."""
        name = self.names[number]
        style = self.theme_styles.accent if name.endswith("/") else self.theme_styles.text
        return [Segment(fit(sanitize(name), width), style)]


@dataclass(frozen=True, slots=True)
class Picked:
    """A path that was picked.

    Attributes:
        path: The file or folder.
        text: What was typed, which may be the address of a web page.
    """

    path: Path
    text: str


class FilePicker(ModalScreen[None]):
    """A dialog that emits the path that was picked; its owner closes it, or answers with a message.

    Attributes:
        picked: Emits the path.
        message: A text at the bottom of the box.
    """

    is_typed_into = True
    BINDINGS = [("escape", "dismiss"), ("ctrl+q", "app.quit")]
    DEFAULT_CSS = """
    FilePicker { align: center middle; }
    FilePicker > DialogBox { width: 90; height: 22; }
    """

    message: reactive[str] = reactive("")

    def __init__(self, title: str, path: str, jobs: Jobs, history: PromptHistory | None = None) -> None:
        """Pick a path, beginning with one that is typed already.

        Args:
            title: The title of the dialog.
            path: The path that is typed already.
            jobs: Runs what lists the names in a folder.
            history: Keeps the paths that were picked; None to keep none.
        """
        super().__init__()
        self._history = history
        self.picked = Event[Picked]()
        self._title, self._jobs = title, jobs
        self._prompt, self._list, self._keys = (
            Prompt("> ", path, history=history.texts if history else ()),
            NameList(),
            KeyBar(),
        )
        self._is_untouched = True  # the path is still the one that the picker began with
        self._is_listing = True
        self._held: list[events.Key] | None = None  # the keys typed after a tab that waits for the list

    def compose(self) -> ComposeResult:
        """Show the path, the names and the keys."""
        with DialogBox() as box:
            box.border_title = Content(self._title)
            yield self._prompt
            yield self._list
            yield self._keys

    def on_mount(self) -> None:
        """List the names that the path can become."""
        self._keys.keys = FILES
        self._prompt.line.changed.subscribe(lambda is_other: self._edited() if is_other else None)
        self._list_names(self._prompt.text)

    def watch_message(self) -> None:
        """Show the message."""
        self.query_one(DialogBox).border_subtitle = Content(self.message)

    def _edited(self) -> None:
        """List the names that another path can become."""
        self.message = ""
        self._is_untouched, self._is_listing = False, True
        self._list.selected = -1
        self._list_names(self._prompt.text)

    def _insert(self, typed: str) -> None:
        """Insert what is typed or pasted; an absolute path at the end replaces the rest."""
        line = self._prompt.line
        if line.at == len(line.text):
            line.set(extended(line.text, typed, is_untouched=self._is_untouched))
        else:
            line.insert(typed)

    def _list_names(self, path: str) -> None:
        """Read the folder on a thread, since it can be far away."""
        self._jobs.call(
            "names",
            lambda: completions(path),
            exclusive=True,
            keys_wait=True,
            on_done=lambda names: self._show_names(path, names),
        )

    def _show_names(self, path: str, names: Sequence[str]) -> None:
        if path == self._prompt.text and self.is_attached:
            self._list.names, self._list.selected = names, -1
            self._list.changed()
            self._is_listing = False
            if self._held is not None:
                held, self._held = self._held, None
                self.action_complete()
                for event in held:
                    self.capture_key(event)

    # Keys

    def on_key(self, event: events.Key) -> None:
        """Take a key before bindings are looked up."""
        if self.capture_key(event):
            event.stop()
            event.prevent_default()

    def capture_key(self, event: events.Key) -> bool:
        """Take a key."""
        if self._held is not None:
            self._held.append(event)
            return True
        if event.key == "up" and self._list.selected < 0 and self._prompt.press(event):
            return True  # the history
        actions: dict[str, Callable[[], None]] = {
            "enter": self.action_accept,
            "tab": self.action_complete,
            "down": lambda: self.action_move(1),
            "up": lambda: self.action_move(-1),
            "pagedown": lambda: self._list.action_page(1),
            "pageup": lambda: self._list.action_page(-1),
            "ctrl+w": self.action_shorten,
        }
        if event.key in actions:
            actions[event.key]()
        elif event.character and event.is_printable:
            self._insert(event.character)
        else:
            return self._prompt.press(event)
        return True

    def on_paste(self, event: events.Paste) -> None:
        """Append pasted text to the path."""
        self._insert("".join(event.text.splitlines()))

    def action_move(self, step: int) -> None:
        """Select the next name, or the previous one."""
        self.message = ""
        self._list.action_move(step)

    def action_complete(self) -> None:
        """Complete the path with the selected name, or else with the beginning that all names share."""
        names, selected = self._list.names, self._list.selected
        if self._is_listing:
            self._held = []
        elif names:
            before, common = self._prompt.text, commonprefix(names)  # noqa: RUF071 (of their letters)
            self._prompt.text = completed(before, names[selected] if selected >= 0 else common)
            if self._prompt.text == before and selected < 0:
                self.message = WHOLE if len(names) == 1 else AGREE
        else:
            self.message = self._list.nothing

    @on(VirtualList.Stuck)
    def show_why(self, message: VirtualList.Stuck) -> None:
        """Say why a key led nowhere."""
        self.message = message.words

    def action_shorten(self) -> None:
        """Remove the last part of the path."""
        head, slash, _ = self._prompt.text.rstrip("/").rpartition("/")
        self._prompt.text = head + slash

    @on(VirtualList.Picked)
    def action_accept(self) -> None:
        """Pick the selected name, or the path as typed; a selected folder is only entered."""
        if self._list.selected >= 0:
            self.action_complete()
            if self._prompt.text.endswith("/"):
                return
        text = self._prompt.text
        if text.strip():
            if self._history:
                self._history.add(text)
            self.picked.emit(Picked(Path(text).expanduser(), text.strip()))
