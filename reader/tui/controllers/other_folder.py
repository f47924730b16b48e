"""Other folders: the sample or another workspace is opened instead of this one."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from reader.errors import ReaderError
from reader.system.files import Signature, signature
from reader.text.folder import documents_in
from reader.text.sanitize import sanitize_line
from reader.tui.commands import Command
from reader.tui.jobs import Jobs
from reader.tui.main_screen import MainScreen
from reader.tui.session import Session
from reader.tui.status import StatusModel

if TYPE_CHECKING:
    from textual.timer import Timer

    from reader.tui.screens.file_picker import FilePicker, Picked
    from reader.tui.widgets.empty_folder import EmptyFolder

WAYS = ("add-documents", "open-sample", "open-folder", "add-source")  # to something to read, by the id of their key
LOOK_EVERY = 1.0  # seconds between looks at a folder without sources


class OtherFolderController:
    """Offers something to read where there is nothing, and restarts the application with another workspace.

    Attributes:
        next: The arguments of the command line that opens the other workspace; empty if none was asked for.
    """

    def __init__(
        self, session: Session, screen: MainScreen, jobs: Jobs, status: StatusModel, *, in_browser: bool
    ) -> None:
        self._session, self._screen, self._jobs, self._status = session, screen, jobs, status
        self._in_browser = in_browser
        self._pane: EmptyFolder | None = None
        self._looking: Timer | None = None
        self._seen: Signature | None = None  # the folder's signature at the last look
        self.next: Sequence[str] = ()
        session.sources_found.subscribe(self._sources_found)
        session.not_added.subscribe(self._say_why)

    def commands(self) -> list[Command]:
        """Return the commands that open another workspace."""
        return [Command("open_sample", self._open_sample), Command("open_folder", self._ask_for_folder)]

    def _sources_found(self, are_all_known: bool) -> None:
        """Show the pane while there are no sources, and close it as soon as there is one."""
        has_sources = bool(self._session.workspace.sources.catalog.entries)
        if self._pane and has_sources:
            if self._screen.is_open(self._pane):
                self._screen.leave_side_panel(closes=True)
            self._pane = None
            if self._looking:
                self._looking.stop()
        elif are_all_known and not has_sources and self._pane is None:
            from reader.tui.widgets.empty_folder import EmptyFolder

            folder = self._session.workspace.sources.folder
            documents = 0 if self._in_browser else len(documents_in(folder))
            keys = () if self._in_browser else WAYS if documents else WAYS[1:]
            self._pane = EmptyFolder(str(folder.resolve()), self._session.keymap, keys, documents)
            self._screen.open_side_panel(self._pane, fills=True)
            self._seen = signature(self._session.workspace.sources.folder)
            self._looking = self._screen.set_interval(LOOK_EVERY, self._look)

    def _say_why(self, reason: str) -> None:
        if self._pane:
            self._pane.news = reason

    def _look(self) -> None:
        """Have the folder searched if something new is in it; it may not be watched, but has few entries."""
        now = signature(self._session.workspace.sources.folder)
        if now != self._seen:
            self._seen = now
            self._session.look_again.emit(None)

    async def _open_sample(self) -> None:
        await self._begin_with("--demo")

    def _ask_for_folder(self) -> None:
        if self._is_refused():
            return
        from reader.tui.screens.file_picker import FilePicker

        beside = self._session.workspace.paths.folder.resolve().parent
        picker = FilePicker("open another folder", f"{beside}/".replace("//", "/"), self._jobs)
        picker.picked.subscribe(lambda picked: self._screen.app.call_later(self._open_folder, picker, picked))
        self._screen.open_over(picker)

    async def _open_folder(self, picker: "FilePicker", picked: "Picked") -> None:
        from reader.workspace.location import locate_workspace

        try:
            locate_workspace(picked.path)
        except ReaderError as error:
            picker.message = sanitize_line(str(error))
            return
        picker.dismiss()
        await self._begin_with(str(picked.path.resolve()))

    async def _begin_with(self, *arguments: str) -> None:
        """Quit the application, and start it again with other arguments."""
        if not self._is_refused():
            self.next = arguments
            await self._screen.app.run_action("app.command('quit')")

    def _is_refused(self) -> bool:
        """Return whether this is a page in a browser, and if so say that it stays with its workspace."""
        if self._in_browser:
            self._status.set_status("a browser shows the folder that reader serve was started with")
        return self._in_browser
