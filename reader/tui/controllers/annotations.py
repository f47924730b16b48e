"""Annotations: those of the open article are anchored in it, and those that need a review are counted."""

from collections.abc import Generator, Sequence

from reader.annotation.model.annotation import Annotation
from reader.annotation.model.span_index import SpanIndex
from reader.annotation.store.history import Change
from reader.text.article import Article
from reader.text.counted import counted
from reader.tui.edits import MANY
from reader.tui.jobs import Jobs
from reader.tui.main_screen import MainScreen
from reader.tui.session import Changes, Reading, Session
from reader.tui.status import StatusModel


class AnnotationsController:
    """Shows the annotations in the article, and their numbers in the list of sources."""

    def __init__(self, session: Session, screen: MainScreen, jobs: Jobs, status: StatusModel) -> None:
        self._session, self._screen, self._jobs, self._status = session, screen, jobs, status
        self._workspace = session.workspace
        self._has_looked_for_missing = False
        session.opened.subscribe(self._opened)
        session.changed.subscribe(self._changed)
        session.sources_found.subscribe(lambda _is_complete: self._look_for_missing())

    def start(self) -> None:
        """Show how many tags each source has."""
        self._show_counts()

    def _opened(self, reading: Reading) -> None:
        if reading.article:
            self._show_all(reading, reading.article)
            if reading is self._session.reading:
                self._status.show_place()
                self._status.set_status("")
            self._report_unsure(reading.article)

    def _changed(self, changes: Changes) -> None:
        self._look_for_missing()
        name_now = self._workspace.anchoring.name_now
        if changes.changes is None:
            self._show_counts()
        else:
            self._show_counts({name_now(each.annotation.source) for each in changes.changes})
        for reading in self._session.readings:
            if article := reading.article:
                id, all_changes = article.source.id, changes.changes
                here = all_changes and [each for each in all_changes if name_now(each.annotation.source) == id]
                self._show_changes(reading, article, here)
        self._status.show_place()

    def _show_changes(self, reading: Reading, article: Article, here: Sequence[Change] | None) -> None:
        """Show only the annotations that changed, since there may be very many others; None means all."""
        if here is None or any(each.after and each.after.digest != article.digest for each in here):
            self._show_all(reading, article)  # they have to be anchored
        elif len(here) > MANY:
            self._anchor(reading, article)
        else:
            view = self._screen.view_of(reading)
            view.change_annotations((each.annotation.id, each.after) for each in here)

    def _show_counts(self, of: set[str] | None = None) -> None:
        """Show the number of tags in each source, or only in some sources."""
        counts, is_read = self._workspace.annotations.counts(), self._workspace.store.is_read
        self._screen.sources.facts.show_counts(counts, of, is_counted=is_read)

    # Anchoring

    def _show_all(self, reading: Reading, article: Article) -> None:
        """Show the annotations that have a place in an article; if that takes long to find, a job shows them later."""
        view = self._screen.view_of(reading)
        if self._workspace.anchoring.is_slow(article):
            view.show_annotations(SpanIndex())
            self._anchor(reading, article)
        else:
            view.show_annotations(SpanIndex(self._workspace.annotations.of(article)))

    def _anchor(self, reading: Reading, article: Article) -> None:
        stored = self._workspace.anchoring.stored(article.source.id)

        def steps() -> Generator[None, None, SpanIndex]:
            return SpanIndex((yield from self._workspace.annotations.of_in_steps(article)))

        self._jobs.run(
            f"anchor{reading.name}",
            steps(),
            exclusive=True,
            keys_wait=True,
            on_done=lambda index: self._show_anchored(reading, article, index, stored),
        )

    def _show_anchored(
        self, reading: Reading, article: Article, index: SpanIndex, stored: Sequence[Annotation]
    ) -> None:
        if reading.article is not article or reading not in self._session.readings:
            return
        if self._workspace.anchoring.stored(article.source.id) != stored:
            self._anchor(reading, article)  # some annotations changed meanwhile
            return
        self._screen.view_of(reading).show_annotations(index)
        self._session.changed.emit(Changes(()))  # their places matter to every list of annotations
        self._report_unsure(article)

    def _report_unsure(self, article: Article) -> None:
        anchoring = self._workspace.anchoring
        unsure = 0 if anchoring.is_slow(article) else len(anchoring.unsure_in(article))
        to_review = f"{counted(unsure, 'tag')} to review: press R" if unsure else ""
        if message := "; ".join(part for part in (article.notice, to_review) if part):
            self._status.set_status(message, is_error=bool(unsure))

    # Sources that are missing, or have another name

    def _look_for_missing(self) -> None:
        """Look for tags of missing sources, once, when all sources and all annotations are known."""
        if self._has_looked_for_missing or not (
            self._workspace.store.is_read and self._workspace.sources.catalog.is_found
        ):
            return
        self._has_looked_for_missing = True
        if self._report_missing():
            self._jobs.call("renamed", self._workspace.anchoring.find_renamed, on_done=self._show_renamed)

    def _show_renamed(self, has_found: bool) -> None:
        if not has_found:
            return
        self._session.changed.emit(Changes(None))
        if not self._report_missing() and (article := self._session.reading.article):
            self._report_unsure(article)

    def _report_missing(self) -> int:
        """Report how many tags belong to missing sources, and return their number."""
        missing = self._workspace.annotations.count_gone()
        if missing:
            self._status.set_status(f"{counted(missing, 'tag')} in missing sources: press R", is_error=True)
        return missing
