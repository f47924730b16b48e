"""Links: a key marks where a link starts, the same key where it ends, and one more key says what it means."""

from collections.abc import Mapping
from functools import partial
from typing import Any

from textual import events

from reader.annotation.model.annotation import Annotation
from reader.settings.keys import Key
from reader.text.quotation_marks import in_marks
from reader.tui.article.rows import fit
from reader.tui.article.view import ArticleView
from reader.tui.commands import Command
from reader.tui.edits import Edits
from reader.tui.main_screen import MainScreen
from reader.tui.prompt_history import PromptHistory
from reader.tui.session import Session
from reader.tui.status import StatusModel

ROOM = 30  # cells of the words that a link starts from


class LinksController:
    """Links the tag at one place to the tag or passage at another."""

    def __init__(self, session: Session, screen: MainScreen, status: StatusModel, edits: Edits) -> None:
        self._session, self._screen, self._status = session, screen, status
        self._edits, self._workspace = edits, session.workspace
        self._start: Annotation | None = None  # the tag that was marked
        screen.captures.add(ArticleView, self)
        session.cursor_moved.subscribe(lambda _reading: self._remind())
        session.opened.subscribe(lambda _reading: self._remind())

    def commands(self) -> list[Command]:
        """Return the command that links."""
        return [Command("link", self.link, needs_annotations=True)]

    def link(self) -> None:
        """Start a link at the tag under the cursor, or end the link that was started here."""
        reading = self._session.reading
        if reading.cursor is None or reading.article is None:
            return
        under = reading.under_cursor()
        start = self._start and self._workspace.store.get(self._start.id)
        if start is None:
            self._mark(under[0] if under else None)
            return
        target = next((each for each in under if each.id != start.id), None)
        if target is None and any(each.id == start.id and each.span.covers(reading.cursor.passage) for each in under):
            self._start = None
            self._status.set_status("a tag cannot be linked to itself: the link is forgotten", is_error=True)
            return
        self._ask(start, target)

    def _mark(self, annotation: Annotation | None) -> None:
        self._start = annotation
        if annotation is None:
            keys = self._session.keymap.tags_shown
            self._status.set_status(f"a link starts from a tag: {keys} set one here", is_error=True)
        else:
            self._remind()

    def _remind(self) -> None:
        """Say that a link was started, and how to end it."""
        if self._start:
            from reader.text.shown_passage import shown_beginning

            words = fit(shown_beginning(self._start.source, self._start.exact), ROOM)
            self._status.set_status(f"link from {in_marks(words)} · r links here · esc forgets", short="r links here")

    def _ask(self, start: Annotation, target: Annotation | None) -> None:
        """Ask for the kind of the link to a tag, or to the passage under the cursor."""
        from reader.annotation.model.links import to_annotation, to_passage
        from reader.text.shown_passage import shown_beginning
        from reader.tui.screens.link_kind import LinkKind

        reading = self._session.reading
        assert reading.cursor is not None, "a link ends where the cursor is"
        passage, article = reading.cursor.passage, reading.cursor.article
        to = to_annotation(target) if target else to_passage(article, passage)

        def make(kind: str | None) -> None:
            if kind is not None:
                self._make(start, kind, to)

        history = PromptHistory(self._workspace.state, "link")
        here, there = shown_beginning(start.source, start.exact), shown_beginning(article.source.id, str(to["exact"]))
        self._screen.open_over(LinkKind(here, there, history), make)

    def _make(self, start: Annotation, kind: str, to: Mapping[str, Any]) -> None:
        article = self._session.reading.article
        link = partial(self._workspace.fields.link, start, kind, to, article=article)
        if self._edits.make(link, f"linked as {kind}, {{saved}}", of=[start]):
            self._start = None

    # Forgetting

    @property
    def typing_keys(self) -> tuple[Key, ...]:
        """No keys, for nothing is typed."""
        return ()

    def capture_key(self, event: events.Key) -> bool:
        """Let escape forget the link that was started."""
        is_meant = event.key == "escape" and self._start is not None
        if is_meant:
            self._start = None
            self._status.set_status("no link was made")
        return is_meant

    def capture_paste(self, text: str) -> bool:  # noqa: ARG002
        """Leave pasted text to others."""
        return False
