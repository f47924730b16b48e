"""Saving: annotations are read, failed saves are tried again, and the file is written when nobody is typing."""

import asyncio
import contextlib
from collections.abc import Generator
from functools import partial
from typing import TYPE_CHECKING

from reader.annotation.store.patience import HURRIED, PATIENT, Patience
from reader.errors import ReaderError, StoreError
from reader.text.sanitize import sanitize_line
from reader.tui.commands import Command
from reader.tui.edits import Edits
from reader.tui.jobs import Jobs
from reader.tui.main_screen import MainScreen
from reader.tui.memory import spare_from_collection
from reader.tui.session import Changes, Session
from reader.tui.startup.gate import StartupGate
from reader.tui.status import StatusModel

if TYPE_CHECKING:
    from textual.timer import Timer

    from reader.tui.screens.unsaved import QuitChoice

RETRY_EVERY = 1.0  # seconds between attempts to save
IDLE = 2.0  # seconds after the last change until the file is written


class SavingController:
    """Gets everything in the store onto the disk: into its log if that failed, and from the log into its file.

    Attributes:
        refused: Why annotations.json cannot be used, if that was only found out when all of it was read.
    """

    def __init__(
        self, session: Session, screen: MainScreen, jobs: Jobs, status: StatusModel, edits: Edits, gate: StartupGate
    ) -> None:
        self._session, self._screen, self._jobs, self._status = session, screen, jobs, status
        self._edits, self._gate, self._store = edits, gate, session.workspace.store
        self.refused: StoreError | None = None
        self._checkpoint_problem = ""
        self._is_saving = False  # whether a job tries to save what is in memory only
        self._is_writing = False
        self._idle: Timer | None = None
        session.changed.subscribe(self._changed)

    def commands(self) -> list[Command]:
        """Return the command that quits."""
        return [Command("quit", self.quit)]

    def start(self) -> None:
        """Read the annotations if that was put off, and begin to save at intervals."""
        if self._store.is_read:
            spare_from_collection(self._store)
            self._session.annotations_ready.set()
        else:
            self._gate.after_start(self._read_annotations)
        self._store.checkpoints_at_once = False  # the screen need not wait for it
        self._store.patience = HURRIED
        self._session.workspace.anchoring.end_without_waiting()
        self._screen.set_interval(RETRY_EVERY, self.save_later)
        self._idle = self._screen.set_interval(IDLE, self._write_when_idle)
        self._screen.app.app_suspend_signal.subscribe(self._screen, lambda _app: self._write(HURRIED))

    # Reading

    def _read_annotations(self) -> None:
        """Read in a job, since very many take seconds; those of the open source have already been read."""
        self._jobs.call("annotations", self._store.read, on_done=lambda _: self._end_reading(), on_error=self._refuse)

    def _refuse(self, error: ReaderError | OSError) -> None:
        if not isinstance(error, StoreError):
            raise error
        self.refused = error
        self._session.annotations_ready.set()
        self._screen.app.exit(return_code=1)

    def _end_reading(self) -> None:
        spare_from_collection(self._store)
        self._session.annotations_ready.set()
        self._session.changed.emit(Changes(None))

    # Saving

    def _changed(self, changes: Changes) -> None:
        """Show whether everything is saved, and write the file soon."""
        if not changes.message:
            return  # another program made the change, or nothing was changed
        self._show_saved()
        self.save_later()

    def _show_saved(self) -> None:
        store = self._store
        self._status.at_rest = "" if store.unsaved else self._edits.saved
        reason = f"{store.unsaved} not saved: {sanitize_line(store.unsaved_reason)}" if store.unsaved else ""
        self._status.set_unsaved(reason)
        if self._idle:
            self._idle.reset()
        if store.is_small and not store.unsaved:
            self._write_soon()

    def save_later(self) -> None:
        """Try in a job to save what is in memory only: another program may hold the lock for any length of time."""
        if self._store.unsaved and not self._is_saving and not self._edits.is_changing:
            self._is_saving = True
            retry = partial(self._store.retry, PATIENT)
            self._jobs.call("save", retry, on_done=self._end_saving, on_error=self._complain)

    def _complain(self, error: Exception) -> None:
        self._is_saving = False
        self._status.set_status(sanitize_line(str(error)), is_error=True)

    def _end_saving(self, is_saved: bool) -> None:
        self._is_saving = False
        if is_saved:
            self._status.set_status("everything is saved again")
        self._show_saved()

    # The file

    def _write_when_idle(self) -> None:
        if self._store.needs_checkpoint:
            self._write_soon()
        problem = self._store.checkpoint_problem
        if problem != self._checkpoint_problem:
            self._status.solve(_out_of_date(self._checkpoint_problem))
            self._checkpoint_problem = problem
            if problem:
                self._status.fail(_out_of_date(problem), lasts=True)

    def _write_soon(self) -> None:
        """Write in a job, so that the screen waits for the log only."""
        if not self._is_writing:
            self._is_writing = True
            self._jobs.run("checkpoint", self._write_all(), on_done=self._end_writing)

    def _write_all(self) -> Generator[None, None, None]:
        while self._store.needs_checkpoint and not self._store.unsaved and self._write():
            yield  # another tag came meanwhile

    def _end_writing(self, _result: None) -> None:
        self._is_writing = False

    def _write(self, patience: Patience = PATIENT) -> bool:
        """Write the file on this thread; return whether that succeeded."""
        try:
            self._store.checkpoint(patience)
        except StoreError as error:  # the file is damaged, which store sync reports
            self._screen.log.warning(sanitize_line(str(error)))
            return False
        return not self._store.checkpoint_problem

    # Quitting

    async def quit(self) -> None:
        """Save and end the program; ask first if something cannot be saved. It does not wait for other programs."""
        with contextlib.suppress(StoreError):  # the file is damaged, which the question says
            self._store.retry()
        if not self._store.unsaved:
            await self._leave()
            return
        from reader.tui.screens.unsaved import Unsaved

        self._screen.open_over(Unsaved(self._store.unsaved, self._store.unsaved_reason), self._quit_or_stay)

    async def _leave(self) -> None:
        if self._store.needs_checkpoint and not self._store.is_small:
            self._status.set_status("writing annotations.json …")  # very many take a moment
            await asyncio.wrap_future(self._jobs.future(partial(self._write, HURRIED), lambda _written: None))
        self._screen.app.exit()

    async def _quit_or_stay(self, choice: "QuitChoice | None") -> None:
        from reader.tui.screens.unsaved import QuitChoice

        if choice is QuitChoice.QUIT:
            self._screen.app.exit()
        elif choice is QuitChoice.AGAIN:
            await self.quit()


def _out_of_date(problem: str) -> str:
    return f"annotations.json is out of date (the log beside it has every tag): {problem}"
