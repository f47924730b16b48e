"""Adding sources: a web page, a PDF, an EPUB or a text file becomes a source of the workspace, and is opened."""

from collections.abc import Generator, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from reader.errors import ReaderError
from reader.text.folder import documents_in
from reader.text.sanitize import sanitize_line
from reader.tui.commands import Command
from reader.tui.jobs import Jobs
from reader.tui.main_screen import MainScreen
from reader.tui.prompt_history import PromptHistory
from reader.tui.session import Session
from reader.tui.status import StatusModel

if TYPE_CHECKING:
    from reader.tui.screens.file_picker import FilePicker, Picked

LONGEST_SHOWN = 60  # code points of a message that fit into the dialog and the status bar
_Added = tuple[Path, tuple[str, ...]]  # the file of a source, and remarks about it


class AddSourceController:
    """Asks for an address or a file, and adds it on a thread, since a page may take long to load."""

    def __init__(
        self, session: Session, screen: MainScreen, jobs: Jobs, status: StatusModel, *, in_browser: bool
    ) -> None:
        self._session, self._screen, self._jobs, self._status = session, screen, jobs, status
        self._in_browser = in_browser

    def commands(self) -> list[Command]:
        """Return the command that adds a source."""
        return [Command("add_source", self._ask), Command("add_documents", self._add_documents)]

    def _is_refused(self) -> bool:
        """Return whether nothing can be added here, and if so say why."""
        if self._in_browser:  # whoever has the address of the page could read any file of this machine
            self._status.set_status("add sources on the machine that runs reader: reader add, or this key there")
        elif self._session.workspace.sources.is_one_file:
            self._status.set_status("only this file is open: open its folder to add sources to it")
        else:
            return False
        return True

    # The documents of a folder

    def _add_documents(self) -> None:
        """Make sources of all documents that lie in the folder itself."""
        if self._is_refused():
            return
        folder = self._session.workspace.sources.folder
        if not (documents := documents_in(folder)):
            self._status.set_status("no web pages, e-mails, PDF or EPUB files here")
            return
        self._status.set_status(f"reading {len(documents):,} files …")
        self._jobs.run(
            "add",
            self._ingest_all(documents),
            exclusive=True,
            on_progress=lambda done: self._status.set_status(f"reading {done + 1:,} of {len(documents):,} files …"),
            on_done=self._show_all,
        )

    def _ingest_all(self, documents: Sequence[Path]) -> Generator[int, None, tuple[list[_Added], list[str]]]:
        """Make a source of each document, one per step; return the sources, and why others could not be added."""
        added, problems = list[_Added](), list[str]()
        for number, document in enumerate(documents):
            yield number
            try:
                added.append(self._ingest(str(document)))
            except (ReaderError, OSError) as error:
                problems.append(str(error))
        return added, problems

    def _show_all(self, result: tuple[list[_Added], list[str]]) -> None:
        added, problems = result
        notes = [f"{file.name}: {note}" for file, others in added for note in others]
        words = [f"added {len(added):,}"] if added else []
        if problems:
            words.append(f"{len(problems):,} not added: {problems[0]}")
        message = sanitize_line(", ".join(words))
        if added:
            self._session.added.emit(added[0][0].relative_to(self._session.workspace.sources.folder).as_posix())
            self._status.set_status(message, is_error=bool(problems))
            if notes or problems:
                self._report([f"added {len(added):,}", *notes, *(f"not added: {problem}" for problem in problems)])
        else:
            self._status.set_status(f"nothing was added: {len(problems):,} files", is_error=True)
            self._session.not_added.emit(message)

    def _report(self, lines: Sequence[str]) -> None:
        """Show all messages about what was added, until the reader leaves them."""
        from reader.tui.screens.transfer import TransferScreen

        screen = TransferScreen("sources that were added")
        self._screen.open_over(screen)
        screen.call_after_refresh(partial(screen.report, lines, hint="esc back"))

    # One document

    def _ask(self) -> None:
        if self._is_refused():
            return
        from reader.tui.screens.file_picker import FilePicker

        history = PromptHistory(self._session.workspace.state, "add")
        picker = FilePicker(
            "add a web page, a PDF, an EPUB or a text: its address or its file", "", self._jobs, history
        )
        picker.picked.subscribe(partial(self._add, picker))
        self._screen.open_over(picker)

    def _add(self, picker: "FilePicker", picked: "Picked") -> None:
        picker.message = "reading …"
        self._jobs.call(
            "add",
            lambda: self._ingest(picked.text),
            exclusive=True,
            on_done=lambda added: self._show(picker, *added),
            on_error=lambda error: self._complain(picker, error),
        )

    def _ingest(self, name: str) -> _Added:
        """Make a source of a document; return its file and messages about it."""
        from reader.ingest.ingest import ingest

        if "://" not in name:
            name = str(Path(name).expanduser())
        document = ingest(name)
        return document.save(self._session.workspace.sources.folder), tuple(document.notes)

    def _show(self, picker: "FilePicker", file: Path, notes: tuple[str, ...]) -> None:
        if picker.is_attached:
            picker.dismiss()
        self._session.added.emit(file.relative_to(self._session.workspace.sources.folder).as_posix())
        said = [f"added {file.name}", *notes]
        message = sanitize_line("; ".join(said))
        self._status.set_status(message)
        if notes and len(message) > LONGEST_SHOWN:
            self._report(said)

    def _complain(self, picker: "FilePicker", error: ReaderError | OSError) -> None:
        message = sanitize_line(str(error))
        if not picker.is_attached:
            self._status.set_status(message, is_error=True)
            return
        picker.message = message
        if len(message) > LONGEST_SHOWN:
            self._status.toast(message)  # which has several lines
