"""The application as the key queue sees it: whether work is still going on, and how a key is handed out."""

from typing import Any

from textual.app import App
from textual.events import Key as KeyEvent

from reader.text.counted import counted
from reader.tui.jobs import Jobs
from reader.tui.key_queue import Input, KeyTarget
from reader.tui.main_screen import MainScreen
from reader.tui.status import StatusModel
from reader.tui.textual_internals import is_loop_calm, lay_out_now, needs_layout
from reader.tui.typed_line import EDITING


class AppKeys(KeyTarget):
    """Tells the key queue when the application has settled, and hands it keys."""

    def __init__(self, app: App[Any], screen: MainScreen, jobs: Jobs, status: StatusModel) -> None:
        self._app, self._screen, self._jobs, self._status = app, screen, jobs, status

    @property
    def is_calm(self) -> bool:
        """True if the loop has nothing to run."""
        return is_loop_calm()

    @property
    def needs_layout(self) -> bool:
        """True if the screen on top is still to be laid out."""
        return self._app.is_running and needs_layout(self._app.screen)

    def lay_out(self) -> None:
        """Lay out the screen on top."""
        lay_out_now(self._app.screen)

    def lacks_results(self, event: Input) -> bool:
        """Return whether a job runs that keys wait for; letters typed into a text wait for nothing."""
        return self._app.is_running and not self._is_independent(event) and self._jobs.keys_wait

    def _is_independent(self, event: Input) -> bool:
        if not self._screen.is_typed_into:
            return False
        if not isinstance(event, KeyEvent) or event.is_printable or event.key in EDITING:
            return True
        return event.key in getattr(self._app.screen, "answers_early", ())

    def hand_out(self, event: Input) -> None:
        """Send an input to the application again; nothing can come before it, since nothing else is left."""
        self._app.post_message(event)

    def leave_out(self, number: int) -> None:
        """Say that keys were ignored."""
        if number > 0:
            keys = counted(number, "key")
            self._status.fail(f"ignored {keys} typed too early: what they need is not ready yet")

    def fail(self, error: BaseException) -> None:
        """End the program because of an error, as one in any other part would."""
        self._app.call_later(_raise, error)


def _raise(error: BaseException) -> None:
    raise error
