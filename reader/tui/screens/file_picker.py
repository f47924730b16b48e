"""A file is named: its path is typed, and what is in its folder is listed while it is."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from os.path import commonprefix
from pathlib import Path

from rich.segment import Segment
from textual import events, on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.reactive import reactive
from textual.screen import ModalScreen

from reader.settings.keys import FILES
from reader.text.sanitize import sanitize
from reader.tui.article.rows import fit
from reader.tui.event import Event
from reader.tui.jobs import Jobs
from reader.tui.path_completion import completed, completions
from reader.tui.widgets.status_and_keys import KeyBar
from reader.tui.widgets.virtual_list import Prompt, VirtualList

OVER = "ctrl+o"  # not a key that somebody presses twice


class NameList(VirtualList, can_focus=False):
    """Nothing is selected, which is -1, before somebody moves into it."""

    DEFAULT_CSS = "NameList { background: $surface; }"

    names: Sequence[str] = ()

    def validate_selected(self, selected: int) -> int:
        return max(-1, min(selected, self.count - 1))

    @property
    def count(self) -> int:
        return len(self.names)

    def segments(self, number: int, row: int, width: int) -> Sequence[Segment]:  # noqa: ARG002
        name = self.names[number]
        style = self.inks.accent if name.endswith("/") else self.inks.text
        return [Segment(fit(sanitize(name), width), style)]


@dataclass(frozen=True, slots=True)
class Picked:
    """A path that was named.

    Attributes:
        path: The file or folder.
        is_sure: Whether what is there may be written over.
    """

    path: Path
    is_sure: bool


class FilePicker(ModalScreen[None]):
    """Says which path was named; whoever opened it takes it, or answers with a `message` or a question."""

    BINDINGS = [("escape", "dismiss"), ("ctrl+q", "app.quit")]
    DEFAULT_CSS = """
    FilePicker { align: center middle; }
    FilePicker > Vertical {
        width: 90; max-width: 100%; height: 22; max-height: 100%;
        background: $surface; border: round $primary;
    }
    FilePicker KeyBar { background: $surface; }
    """

    message: reactive[str] = reactive("")

    def __init__(self, title: str, path: str, jobs: Jobs) -> None:
        super().__init__()
        self.picked = Event[Picked]()
        self._title, self._jobs = title, jobs
        self._prompt, self._list, self._keys = Prompt("> ", path), NameList(), KeyBar()
        self._question = False
        self._is_listing = True
        self._held: list[events.Key] | None = None  # what was typed after a tab that waits for the list

    def compose(self) -> ComposeResult:
        with Vertical() as box:
            box.border_title = Content(self._title)
            yield self._prompt
            yield self._list
            yield self._keys

    def on_mount(self) -> None:
        self._keys.keys = FILES
        self._look(self._prompt.words)

    def watch_message(self) -> None:
        self.query_one(Vertical).border_subtitle = Content(self.message)

    def ask(self, question: str) -> None:
        self.message, self._question = f"{question} {OVER} writes over it", True

    def _type(self, path: str) -> None:
        self._prompt.words = path
        self.message, self._question = "", False
        self._is_listing = True
        self._look(path)

    def _look(self, path: str) -> None:
        """Read the folder on a thread, for it can be far away."""
        self._jobs.call(
            "names", lambda: completions(path), exclusive=True, on_done=lambda names: self._show_names(path, names)
        )

    def _show_names(self, path: str, names: Sequence[str]) -> None:
        if path == self._prompt.words and self.is_attached:
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
        """Take what is typed before bindings are looked up."""
        if self.capture_key(event):
            event.stop()
            event.prevent_default()

    def capture_key(self, event: events.Key) -> bool:
        """Take a key, also one that was typed before this had opened, and went to what lay behind it."""
        if self._held is not None:
            self._held.append(event)
            return True
        words = self._prompt.words
        does: dict[str, Callable[[], None]] = {
            "enter": self.action_accept,
            "tab": self.action_complete,
            "down": lambda: self.action_move(1),
            "up": lambda: self.action_move(-1),
            "pagedown": lambda: self._list.action_page(1),
            "pageup": lambda: self._list.action_page(-1),
            "backspace": lambda: self._type(words[:-1]),
            "ctrl+w": self.action_shorten,
            "ctrl+u": lambda: self._type(""),
            OVER: self._write_over,
        }
        if event.key in does:
            does[event.key]()
        elif event.character and event.is_printable:
            self._type(words + event.character)
        else:
            return False
        return True

    def on_paste(self, event: events.Paste) -> None:
        self._type(self._prompt.words + "".join(event.text.splitlines()))

    def action_move(self, by: int) -> None:
        self._list.action_move(by)

    def action_complete(self) -> None:
        """With what is chosen; else with what all that are listed have in common."""
        names, chosen = self._list.names, self._list.selected
        if self._is_listing:
            self._held = []
        elif names:
            common = commonprefix(names)  # noqa: RUF071 (of their letters)
            self._type(completed(self._prompt.words, names[chosen] if chosen >= 0 else common))

    def action_shorten(self) -> None:
        head, slash, _ = self._prompt.words.rstrip("/").rpartition("/")
        self._type(head + slash)

    @on(VirtualList.Picked)
    def action_accept(self) -> None:
        """What was chosen in the list; else what was typed."""
        if self._list.selected >= 0:
            self.action_complete()
            if self._prompt.words.endswith("/"):
                return
        self._say(is_sure=False)

    def _write_over(self) -> None:
        if self._question:
            self._say(is_sure=True)

    def _say(self, *, is_sure: bool) -> None:
        if self._prompt.words.strip():
            self.picked.emit(Picked(Path(self._prompt.words).expanduser(), is_sure))
