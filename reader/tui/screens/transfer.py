"""An export or import on its way, and what came of it."""

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from reader.text.sanitize import sanitize
from reader.tui.event import Event
from reader.workflows.export import JobProgress


class TransferScreen(ModalScreen[None]):
    """How far it is, then its report. stop: set if somebody does not want to wait for its end."""

    BINDINGS = [
        Binding("escape,enter,q", "leave", "leave", show=False),
        Binding("down,j", "scroll(1)", "down", show=False),
        Binding("up,k", "scroll(-1)", "up", show=False),
        Binding("pagedown,space", "scroll(10)", "page down", show=False),
        Binding("pageup", "scroll(-10)", "page up", show=False),
        Binding("u", "undo", "undo", show=False),
        Binding("ctrl+q", "app.quit", "quit", show=False),
    ]
    DEFAULT_CSS = """
    TransferScreen { align: center middle; }
    TransferScreen > Vertical {
        width: 78; max-width: 98%; height: auto; max-height: 96%;
        background: $surface; border: round $primary;
    }
    TransferScreen.-error > Vertical { border: round $error; }
    TransferScreen VerticalScroll { height: auto; max-height: 100%; padding: 0 1; scrollbar-size-vertical: 1; }
    TransferScreen Static { height: auto; }
    """

    def __init__(self, title: str) -> None:
        super().__init__()
        self._title = title
        self.stopped = Event[None]()
        self._is_done = False
        self._text = Static(Content("reading …"))

    def compose(self) -> ComposeResult:
        with Vertical() as box:
            box.border_title = Content(self._title)
            box.border_subtitle = Content("esc stops it")
            yield VerticalScroll(self._text)

    def tell(self, progress: JobProgress) -> None:
        of = f" of {progress.total:,}" if progress.total else ""
        self._text.update(Content(f"{progress.done:,}{of} {progress.words} …"))

    def report(self, lines: Sequence[str], *, hint: str, is_error: bool = False) -> None:
        self._is_done = True
        self.set_class(is_error, "-error")
        self.hint(hint)
        self._text.update(Content("\n").join(Content(sanitize(line)) for line in lines))

    def hint(self, words: str) -> None:
        self.query_one(Vertical).border_subtitle = Content(words)

    def action_leave(self) -> None:
        """What has not ended yet is stopped, and nothing of it stays."""
        self.stopped.emit(None)
        self.dismiss()

    def action_undo(self) -> None:
        if self._is_done:
            self.call_later(self.app.run_action, "command('undo')")

    def action_scroll(self, by: int) -> None:
        self.query_one(VerticalScroll).scroll_relative(y=by, animate=False)
