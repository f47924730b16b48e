"""Opening: a source is read, shown in the article's pane, and read again when its file has changed."""

import contextlib
from collections.abc import Iterable, Iterator
from concurrent.futures import Future

from reader.errors import SourceError
from reader.system.files import Signature
from reader.text.article import Article
from reader.text.sanitize import sanitize, sanitize_line
from reader.text.source import Source
from reader.tui.jobs import Jobs
from reader.tui.main_screen import MainScreen
from reader.tui.session import Session
from reader.tui.startup.gate import StartupGate
from reader.tui.status import StatusModel
from reader.workspace.article_loader import signature_of

PATIENCE = 0.5  # seconds that the first source may take to open before the screen is shown without it
COUNT_AT_ONCE = 0.02  # seconds of counting sentences when an article is opened
SLICE, PAUSE = 0.004, 0.01  # seconds of counting more of them, and of pauses for the keys
COUNTED = 1_000_000  # code points of the longest text whose sentences are all counted


class Opening:
    """Opens sources in the session's reading."""

    def __init__(
        self, session: Session, screen: MainScreen, jobs: Jobs, status: StatusModel, gate: StartupGate
    ) -> None:
        self._session, self._screen, self._jobs, self._status, self._gate = session, screen, jobs, status, gate
        self._workspace = session.workspace
        self._unreadable: tuple[Source, Signature | None] | None = None  # the open source, if it cannot be shown
        self._opening: Future[Article] | None = None  # the article of the source that was chosen last
        self._complaint = ""  # the last message about the open source
        screen.article.laid_out.subscribe(lambda _nothing: self._laid_out())

    @property
    def is_shown(self) -> bool:
        """True if the source that was chosen last is on the screen, or cannot be shown."""
        return self._opening is None or self._opening.done()

    def open(self, source: Source) -> None:
        """Show a source; one that takes long to read is shown once it is read."""
        self._session.leaving.emit(self._session.reading)
        self._screen.sources.select(source.id)
        self._workspace.state.source = source.id
        self._unreadable = None
        opening = self._workspace.sources.loader.opening(source)
        if not opening.done():
            self._screen.article.show_message("")
            self._status.set_place(f"opening {sanitize(source.id)} …")
        self._follow(source, opening)

    def open_named(self, id: str, *, complains: bool = True) -> bool:
        """Show the source with an id; return whether there is one.

        Args:
            id: The id of the source.
            complains: Whether a message says so if there is none.
        """
        try:
            source = self._workspace.sources.source(id)
        except SourceError as error:
            if complains:
                self._status.set_status(sanitize_line(str(error)), is_error=True)
            return False
        self.open(source)
        return True

    def open_first(self, wanted: str) -> None:
        """Show the source that is wanted; if there is none, the first that can be shown."""
        with contextlib.suppress(SourceError):
            if wanted:
                self.open(self._workspace.sources.source(wanted))
                return
        self.open_one_of(self._workspace.sources.first_sources())

    def open_one_of(self, sources: Iterable[Source]) -> None:
        """Show the first of these sources that can be read."""
        for source in sources:
            self.open(source)
            if not self._unreadable:
                return

    # How a source comes to be shown

    def _follow(self, source: Source, opening: Future[Article]) -> None:
        """Show an article once it has been read. If it has been already, do not wait a frame for a callback."""
        self._opening = opening
        if opening.done():
            self._show_opened(source, opening)
        else:
            self._jobs.follow(opening, lambda done: self._show_late(source, done))

    def _show_late(self, source: Source, opening: Future[Article]) -> None:
        if opening is self._opening:  # and no other source was chosen meanwhile
            self._show_opened(source, opening)

    def _show_opened(self, source: Source, opening: Future[Article]) -> None:
        try:
            article = opening.result()
        except SourceError as error:
            self._show_problem(source, error)
            self.appear()
            return
        self._learn(source, title=article.title)
        self.show(article)
        self.appear()
        if article.is_provisional:
            self._status.set_status("shown as plain text until its Markdown is parsed")
            self._follow(source, self._workspace.sources.loader.finishing(article))

    def show(self, article: Article) -> None:
        """Show an article: at the cursor if it is open already, else at the place where it was left."""
        reading, view, state = self._session.reading, self._screen.article, self._workspace.state
        cursor, id = reading.cursor, article.source.id
        is_open = cursor is not None and cursor.article.source.id == id
        offset = cursor.passage.start if cursor and is_open else state.places.get(id, 0)
        top = view.top if is_open else state.tops.get(id, 0)
        article.sentences.advance(COUNT_AT_ONCE if _is_counted(article) else SLICE)
        view.show(article, offset, top)
        self._session.opened.emit(reading)
        self._count_sentences(article)

    def appear(self) -> None:
        """Show the screen, now that there is something to see, and let keys in once they have an article to work on."""
        self._gate.open()
        self._laid_out(is_empty_enough=self._session.reading.article is None)

    def _laid_out(self, *, is_empty_enough: bool = False) -> None:
        if is_empty_enough or self._screen.article.window:
            self._gate.let_keys_in()

    def _show_problem(self, source: Source, error: SourceError) -> None:
        self._learn(source, problem=error.reason)
        self._screen.article.show_message(f"{sanitize(source.id)}\n\ncannot be shown: {error.reason}")
        self._status.set_place(sanitize(source.id))
        self._status.set_status("")
        self._unreadable = source, signature_of(source)

    def _learn(self, source: Source, *, title: str = "", problem: str = "") -> None:
        self._workspace.sources.catalog.note(source.id, title=title, problem=problem)
        self._screen.sources.problems = self._workspace.sources.catalog.problems

    def _count_sentences(self, article: Article) -> None:
        """Count sentences in slices between keys, for those of a long text take seconds."""

        def steps() -> Iterator[None]:
            while _is_counted(article) and not article.sentences.is_complete:
                yield
                article.sentences.advance(SLICE)

        def done() -> None:
            if self._session.reading.article is article:
                self._status.show_place()

        self._jobs.between_keys("sentences", steps(), pause=PAUSE, on_done=done)

    # The file has changed

    def reread(self) -> bool:
        """Show the open source as it is now; return whether its file has changed, so that no offset is trusted."""
        cursor = self._session.reading.cursor
        if cursor is None:
            self._try_again()
            return False
        source, loader = cursor.article.source, self._workspace.sources.loader
        if loader.is_current(cursor.article):
            self._complaint = ""
            return False
        if self._opening and not self._opening.done():
            return True
        opening = loader.opening(source)
        if not opening.done():
            self._status.set_status("another program changed the source: reading it again …", is_error=True)
            self._follow(source, opening)
            return True
        return self._show_reread(cursor.article, opening)

    def _show_reread(self, before: Article, opening: Future[Article]) -> bool:
        try:
            article = opening.result()
        except SourceError as error:
            if str(error) != self._complaint:
                self._complaint = str(error)
                self._status.set_status(f"cannot tag here now: {sanitize_line(str(error))}", is_error=True)
            return True
        self._complaint = ""
        if article is before:
            return False
        self.show(article)
        self._status.set_status("another program changed the source: it was read again", is_error=True)
        return True

    def forget_complaint(self) -> None:
        """Forget the last message about the open source, so that it is shown again if it is still true."""
        self._complaint = ""

    def _try_again(self) -> None:
        """Open a source that could not be shown once its file has changed."""
        if self._unreadable and signature_of(self._unreadable[0]) != self._unreadable[1]:
            self.open(self._unreadable[0])


def _is_counted(article: Article) -> bool:
    """Return whether an article is so short that all its sentences are counted; a large one would take seconds."""
    return len(article.text) <= COUNTED
