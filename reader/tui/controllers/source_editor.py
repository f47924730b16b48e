"""Source editor: opens the source in the reader's own editor."""

from reader.errors import ReaderError
from reader.text.sanitize import sanitize_line
from reader.tui.commands import Command
from reader.tui.edits import Edits
from reader.tui.main_screen import MainScreen
from reader.tui.opening import Opening
from reader.tui.session import Session
from reader.tui.status import StatusModel


class SourceEditorController:
    """Leaves the screen to the editor, and reads the source again when it ends."""

    def __init__(
        self, session: Session, screen: MainScreen, status: StatusModel, edits: Edits, opening: Opening
    ) -> None:
        self._session, self._screen, self._status = session, screen, status
        self._edits, self._opening = edits, opening

    def commands(self) -> list[Command]:
        """Return the command that opens the editor."""
        return [Command("edit", self._edit, needs_annotations=True)]

    def _edit(self) -> None:
        cursor = self._session.reading.cursor
        if cursor is None:
            self._status.set_status("no source is open", is_error=True)
            return
        from reader.tui.editor import edit

        source, before = cursor.article.source, cursor.article.digest
        line = cursor.article.text.count("\n", 0, cursor.passage.start) + 1
        try:
            unasked = edit(self._screen.app, source.path, line)
        except ReaderError as error:
            self._edits.report(error)
            return
        self._opening.reread()
        article = self._session.reading.article
        is_same = article is not None and article.digest == before
        if unasked:  # in fewer words, for a row of 80 cells
            done = "not changed" if is_same else "changed"
            self._status.set_status(f"{done} in {sanitize_line(unasked)} · $EDITOR sets another editor")
        else:
            done = "the source was not changed" if is_same else "the source was changed and read again"
            self._status.set_status(done)
