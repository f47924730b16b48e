"""Annotations: keeps those of the open article where they stand now, and says which of them need a look."""

from collections.abc import Sequence

from reader.annotation.model.annotation import Annotation
from reader.annotation.model.span_index import SpanIndex
from reader.text.article import Article
from reader.tui.edits import MANY, count_tags
from reader.tui.jobs import Jobs
from reader.tui.main_screen import MainScreen
from reader.tui.session import Changes, Reading, Session
from reader.tui.status import Status


class AnnotationsController:
    """Hands the reading and the list of sources their annotations."""

    def __init__(self, session: Session, screen: MainScreen, jobs: Jobs, status: Status) -> None:
        self._session, self._screen, self._jobs, self._status = session, screen, jobs, status
        self._workspace = session.workspace
        self._has_looked_for_gone = False
        session.opened.subscribe(self._opened)
        session.changed.subscribe(self._changed)
        session.sources_found.subscribe(lambda _is_complete: self._look_for_gone())

    def start(self) -> None:
        """Show how many tags each source has."""
        self._show_counts()

    def _opened(self, reading: Reading) -> None:
        if reading.article:
            self._show_all(reading.article)
            self._status.show_place()
            self._status.set_status("")
            self._say_what_is_odd(reading.article)

    def _changed(self, changes: Changes) -> None:
        self._look_for_gone()
        article = self._session.reading.article
        if changes.changes is None or article is None:
            self._show_everything()
        elif any(each.after and each.after.digest != article.digest for each in changes.changes):
            self._show_everything()  # its place has to be looked for
        else:
            self._show_changes(article, changes)

    def _show_everything(self) -> None:
        self._show_counts()
        if article := self._session.reading.article:
            self._show_all(article)
            self._status.show_place()

    def _show_changes(self, article: Article, changes: Changes) -> None:
        """Show only what changed, for there may be very many others."""
        assert changes.changes is not None
        here = [each for each in changes.changes if each.annotation.source == article.source.id]
        if len(here) > MANY:
            self._anchor(article)
        else:
            self._screen.article.change_annotations((each.annotation.id, each.after) for each in here)
        name_now = self._workspace.anchoring.name_now
        self._show_counts({name_now(each.annotation.source) for each in changes.changes})
        self._status.show_place()

    def _show_counts(self, of: set[str] | None = None) -> None:
        """Show the number of tags of each source, or only of those where it changed."""
        counts, is_read = self._workspace.annotations.counts(), self._workspace.store.is_read
        self._screen.sources.show_counts(counts, of, is_counted=is_read)

    # Where they stand

    def _show_all(self, article: Article) -> None:
        """Show those that have a place; where it takes long to find, none yet, and a job brings them."""
        if self._workspace.anchoring.is_slow(article):
            self._screen.article.show_annotations(SpanIndex())
            self._anchor(article)
        else:
            self._screen.article.show_annotations(SpanIndex(self._workspace.annotations.of(article)))

    def _anchor(self, article: Article) -> None:
        stored = self._workspace.anchoring.stored(article.source.id)
        self._jobs.call(
            "anchor",
            lambda: SpanIndex(self._workspace.annotations.of(article)),
            exclusive=True,
            on_done=lambda index: self._take_anchored(article, index, stored),
        )

    def _take_anchored(self, article: Article, index: SpanIndex, stored: Sequence[Annotation]) -> None:
        if self._session.reading.article is not article:
            return
        if self._workspace.anchoring.stored(article.source.id) != stored:
            self._anchor(article)  # something changed meanwhile
            return
        self._screen.article.show_annotations(index)
        self._session.changed.emit(Changes(()))  # where they stand is news for all who list them
        self._say_what_is_odd(article)

    def _say_what_is_odd(self, article: Article) -> None:
        anchoring = self._workspace.anchoring
        unsure = 0 if anchoring.is_slow(article) else len(anchoring.unsure_in(article))
        look = f"{count_tags(unsure)} to look at: press R" if unsure else ""
        if words := "; ".join(part for part in (article.notice, look) if part):
            self._status.set_status(words, is_error=bool(unsure))

    # Sources that are gone, or have another name

    def _look_for_gone(self) -> None:
        """Look once, when all sources and all annotations are known."""
        if self._has_looked_for_gone or not (
            self._workspace.store.is_read and self._workspace.sources.catalog.is_found
        ):
            return
        self._has_looked_for_gone = True
        if self._say_what_is_gone():
            self._jobs.call("renamed", self._workspace.anchoring.find_renamed, on_done=self._take_renamed)

    def _take_renamed(self, has_found: bool) -> None:
        if not has_found:
            return
        self._session.changed.emit(Changes(None))
        if not self._say_what_is_gone() and (article := self._session.reading.article):
            self._say_what_is_odd(article)

    def _say_what_is_gone(self) -> int:
        """Say how many tags belong to sources that are gone, and return how many."""
        gone = self._workspace.annotations.count_gone()
        if gone:
            self._status.set_status(f"{count_tags(gone)} of sources that are gone: press R", is_error=True)
        return gone
