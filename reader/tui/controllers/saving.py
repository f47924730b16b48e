"""Keeping: what could not be saved is tried again and asked about, and the file is written when nobody types."""

import asyncio
from typing import TYPE_CHECKING, Any

from textual import work

from reader.errors import StoreError
from reader.text.sanitize import sanitize_line
from reader.tui.controllers.sources import Reading

if TYPE_CHECKING:
    from reader.tui.screens.unsaved import QuitChoice

RETRY = 1.0  # seconds between attempts to save
IDLE = 2.0  # seconds after the last change until the file is written
# What can be done before all annotations are read; the rest of what the app does waits for that.
UNREAD = ("app.quit", "app.help", "app.switch_pane", "app.next_source")


class Keeping(Reading):
    """Reading with a store that may fail to save, and may have more in its log than in its file.

    refused: why annotations.json cannot be used, if that was only found out when all of it was read.
    """

    refused: StoreError | None = None

    def on_mount(self) -> None:
        self._has_read = asyncio.Event()
        if self.workspace.store.is_read:
            self._has_read.set()
        else:
            self._curtain.after_start(self._read_annotations)
        self._fold_problem = ""
        self._is_folding = False
        self.workspace.store.checkpoints_at_once = False  # the screen need not wait for it
        self.set_interval(RETRY, self._try_to_save)
        self._idle = self.set_interval(IDLE, self._fold_when_idle)
        self.app_suspend_signal.subscribe(self, lambda _app: self._fold())

    @property
    def _kept(self) -> str:
        """What to say of a change: it never says `saved` before it is."""
        return "not saved" if self.workspace.store.unsaved else "saved"

    @property
    def _is_changing(self) -> bool:
        """Very many are changed on a thread: what is not saved yet is just being saved."""
        return any(worker.group == "change" and worker.is_running for worker in self.workers)

    def _show_kept(self) -> None:
        """After a change: the status line says for how long something is not saved."""
        store = self.workspace.store
        self._at_rest = "" if store.unsaved else self._kept
        self._status.unsaved = (
            f"{store.unsaved} not saved: {sanitize_line(store.unsaved_reason)}" if store.unsaved else ""
        )
        self._idle.reset()
        if store.is_small:
            self._fold_soon()

    def _try_to_save(self) -> None:
        store = self.workspace.store
        if not store.unsaved or self._is_changing:
            return
        try:
            store.retry()
        except StoreError as error:
            self._tell(sanitize_line(str(error)), is_error=True)
        if not store.unsaved:
            self._tell("everything is saved again")
        self._show_kept()

    # The file

    @work(thread=True, group="annotations")
    def _read_annotations(self) -> None:
        """Off the screen's thread: very many take seconds. The open source has its own by then."""
        try:
            self.workspace.store.read()
        except StoreError as error:
            self.refused = error
        self.call_from_thread(self._end_reading)

    def _end_reading(self) -> None:
        self._has_read.set()
        if self.refused:
            self.exit(return_code=1)
        else:
            self._all_read()

    def _all_read(self) -> None:
        """Called once, when all annotations are there, if they were not at the start."""

    async def run_action(self, action: Any, *arguments: Any, **named: Any) -> bool:
        """What is done to tags waits until all are known, and what was typed after it waits with it."""
        name, _, _ = str(action).partition("(")
        if name.startswith("app.") and name not in UNREAD and not self._has_read.is_set():
            self._tell("reading annotations.json …")
            await self._has_read.wait()
        return await super().run_action(action, *arguments, **named)

    def _fold_when_idle(self) -> None:
        if self.workspace.store.needs_checkpoint:
            self._fold_soon()
        problem = self.workspace.store.checkpoint_problem
        if problem and problem != self._fold_problem:
            words = f"annotations.json lags behind, and the log beside it has every tag: {sanitize_line(problem)}"
            self.notify(words, severity="warning", timeout=10, markup=False)
        self._fold_problem = problem

    def _fold_soon(self) -> None:
        if not self._is_folding:
            self._is_folding = True
            self._fold_beside()

    @work(thread=True, group="fold")
    def _fold_beside(self) -> None:
        """Off the screen's thread, which then waits for the log only."""
        store = self.workspace.store
        while store.needs_checkpoint and not store.unsaved and self._fold():
            pass  # another tag came meanwhile
        self._is_folding = False

    def _fold(self) -> bool:
        try:
            self.workspace.store.checkpoint()
        except StoreError as error:  # the file is damaged: who looks around says so
            self.log.warning(sanitize_line(str(error)))
            return False
        return not self.workspace.store.checkpoint_problem

    # Quitting

    async def action_quit(self) -> None:
        self._try_to_save()
        if self.workspace.store.unsaved:
            from reader.tui.screens.unsaved import Unsaved

            store = self.workspace.store
            self.push_screen(Unsaved(store.unsaved, store.unsaved_reason), self._quit_or_stay)
        else:
            await self._leave()

    async def _leave(self) -> None:
        """Very many annotations take a moment to write."""
        if self.workspace.store.needs_checkpoint and not self.workspace.store.is_small:
            self._tell("writing annotations.json …")
            await asyncio.to_thread(self._fold)
        self.exit()

    async def _quit_or_stay(self, choice: "QuitChoice | None") -> None:
        from reader.tui.screens.unsaved import QuitChoice

        if choice is QuitChoice.QUIT:
            self.exit()
        elif choice is QuitChoice.AGAIN:
            await self.action_quit()
