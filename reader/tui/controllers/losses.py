"""Losses: tags in the log that annotations.json lacks are found in the background and reported."""

from reader.annotation.store.losses import NONE, OpenLosses, counted_losses
from reader.errors import ReaderError
from reader.tui.jobs import Jobs
from reader.tui.session import Changes, Session
from reader.tui.startup.gate import StartupGate
from reader.tui.status import StatusModel


class LossesController:
    """Keeps the session's lost tags up to date; the review lists them."""

    def __init__(self, session: Session, jobs: Jobs, status: StatusModel, gate: StartupGate) -> None:
        self._session, self._jobs, self._status, self._gate = session, jobs, status, gate
        self._losses = session.workspace.store.losses
        self._said: set[str] = set()  # ids of the losses already reported
        self._words = ""  # the words of the last report
        session.changed.subscribe(self._changed)

    def start(self) -> None:
        """Look for the first time, once the start is over."""
        self._gate.after_start(self._look)

    def _changed(self, changes: Changes) -> None:
        if changes.changes is None or self._session.lost:
            self._look()

    def _look(self) -> None:
        """Look in a job, unless nothing can be lost: it may read the whole log."""
        if not self._losses.is_whole:
            self._jobs.call(
                "losses", self._losses.find_and_note, exclusive=True, on_done=self._show, on_error=_leave_it
            )
        elif self._session.lost:
            self._show(NONE)

    def _show(self, losses: OpenLosses) -> None:
        if not (losses or self._session.lost):
            return
        self._session.lost = losses
        self._session.lost_changed.emit(None)
        if not losses:
            self._status.solve(self._words)
        if not losses.by_id.keys() <= self._said:
            self._said |= losses.by_id.keys()
            state = "in an older state" if all(loss.is_older for loss in losses) else "missing"
            words = "press R to bring them back, or to let them go"
            self._status.solve(self._words)
            found = counted_losses(losses.by_id.values())
            self._words = f"{found} {state}: {words}. annotations.json: {losses.summary}"
            self._status.fail(self._words, lasts=True)


def _leave_it(_error: ReaderError | OSError) -> None:
    """Store sync reports a file that cannot be read."""
