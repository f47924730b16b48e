"""The ends of a tag: while the tag itself is selected, keys move its ends, and enter keeps them."""

from collections.abc import Callable

from reader.annotation.model.annotation import Annotation
from reader.text.cursor import Cursor
from reader.text.sanitize import sanitize_line
from reader.tui.commands import Command
from reader.tui.edits import Edits
from reader.tui.opening import Opening
from reader.tui.session import Reading, Session
from reader.tui.status import StatusModel


class TagEndsController:
    """Keeps the moved ends; until then only the cursor has them, and nothing is written."""

    def __init__(
        self, session: Session, status: StatusModel, edits: Edits, opening: Opening, accept: Callable[[], object]
    ) -> None:
        """Take the services, and what enter does while no ends are moved: accept a suggestion."""
        self._session, self._status, self._edits, self._opening = session, status, edits, opening
        self._workspace, self._accept = session.workspace, accept
        self._before: Cursor | None = None  # the cursor before it moved
        session.cursor_moved.subscribe(self._moved)

    def commands(self) -> list[Command]:
        """Return the command of enter in the article."""
        return [Command("enter", self._enter, needs_annotations=True)]

    def _enter(self) -> None:
        cursor, held = self._session.reading.cursor, self._session.reading.held
        if cursor and held and cursor.has_new_ends:
            self._keep(held, cursor)
        else:
            self._accept()

    def _keep(self, held: Annotation, cursor: Cursor) -> None:
        """Give the selected tag the ends of the passage."""
        if self._opening.reread():
            return
        tag = sanitize_line(held.tag)
        if problem := self._problem(held, cursor):
            self._status.set_status(problem, is_error=True)
            return
        move = self._workspace.annotations.move_ends
        if step := self._edits.attempt(lambda: move(held, cursor.article, cursor.passage)):
            self._session.reading.hold(step.changes[0].annotation)
            self._edits.announce(step, f"{tag} has new ends, {{saved}} · u undoes", short=f"{tag} {{saved}}, u undoes")

    def _problem(self, held: Annotation, cursor: Cursor) -> str:
        """Return why a tag cannot have these ends, and what to do; empty if it can."""
        tag = sanitize_line(held.tag)
        if not self._workspace.fields.is_own(held):
            keys = self._session.keymap.tags_shown
            return f"this {tag} is {sanitize_line(held.creator)}'s: {keys} tag the passage as your own"
        if held.span != cursor.original:
            return f"another program moved this {tag}: press esc, then [ or ] to select it again"
        others = self._session.reading.annotations.touching(cursor.passage)
        same = (each for each in others if (each.span, each.tag) == (cursor.passage, held.tag))
        if any(self._workspace.fields.is_own(each) for each in same):
            return f"you have tagged this passage {tag} already: esc puts the ends back"
        return ""

    def _moved(self, reading: Reading) -> None:
        """Say that the ends were not kept, if the cursor left the tag without enter or esc."""
        before, now = self._before, reading.cursor
        self._before = now
        if before and before.has_new_ends and now and now.article is before.article and now.original is None:
            self._status.set_status("the tag kept its old ends: enter keeps new ones")
