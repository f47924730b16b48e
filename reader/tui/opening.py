"""Opening: a source is read, shown in the article's pane, and read again when its file has changed."""

import contextlib
from collections.abc import Iterable, Iterator
from concurrent.futures import Future
from dataclasses import dataclass

from reader.errors import SourceError
from reader.system.files import Signature
from reader.text.article import Article
from reader.text.sanitize import sanitize, sanitize_line
from reader.text.source import Source
from reader.tui.jobs import Jobs
from reader.tui.main_screen import MainScreen
from reader.tui.session import PerReading, Reading, Session
from reader.tui.startup.gate import StartupGate
from reader.tui.status import StatusModel
from reader.workspace.article_loader import ArticleLoader, signature_of

PATIENCE = 0.5  # seconds that the first source may take to open before the screen is shown without it
COUNT_AT_ONCE = 0.02  # seconds of counting sentences when an article is opened
SLICE, PAUSE = 0.004, 0.01  # seconds of counting more of them, and of pauses for the keys
COUNTED = 1_000_000  # code points of the longest text whose sentences are all counted


@dataclass(slots=True, eq=False, repr=False)
class OpenSource:
    """The source that a reading shows, or is about to show.

    Attributes:
        loader: Loads it, and keeps its article.
        source: The source that was chosen last; None before the first.
        unreadable: The source and its file's signature, if it cannot be shown.
        opening: The article of the source that was chosen last.
        complaint: The last message about the source.
    """

    loader: ArticleLoader
    source: Source | None = None
    unreadable: tuple[Source, Signature | None] | None = None
    opening: Future[Article] | None = None
    complaint: str = ""

    @property
    def is_loading(self) -> bool:
        """True while the article is being read."""
        return self.opening is not None and not self.opening.done()


class Opening:
    """Opens sources in the session's readings, by default in the one that the keys work on."""

    def __init__(
        self, session: Session, screen: MainScreen, jobs: Jobs, status: StatusModel, gate: StartupGate
    ) -> None:
        self._session, self._screen, self._jobs, self._status, self._gate = session, screen, jobs, status, gate
        self._workspace = session.workspace
        loaders = self._workspace.sources.loaders()
        self._of = PerReading(lambda: OpenSource(next(loaders)))
        screen.article.laid_out.subscribe(lambda _nothing: self._laid_out())
        session.switched.subscribe(self._switched)

    @property
    def is_shown(self) -> bool:
        """True if the source that was chosen last is on the screen, or cannot be shown."""
        return not self._of[self._session.reading].is_loading

    def showing(self, id: str) -> Reading | None:
        """Return the reading that shows the source with an id, or is about to; None if none does."""
        readings = self._session.readings
        return next((each for each in readings if (it := self._of[each].source) and it.id == id), None)

    def open(self, source: Source) -> None:
        """Show a source where the keys are; if it is already open beside that, move the keys there."""
        there = self.showing(source.id)
        if there and there is not self._session.reading:
            self._screen.focus_pane(self._screen.view_of(there))
        else:
            self.open_in(self._session.reading, source)

    def open_in(self, reading: Reading, source: Source) -> None:
        """Show a source in a reading; one that takes long to read is shown once it is read."""
        if reading.article:
            self._session.leaving.emit(reading)
        open_source = self._of[reading]
        open_source.source, open_source.unreadable = source, None
        self._mark_opened(reading)
        opening = open_source.loader.opening(source)
        if not opening.done():
            self._screen.view_of(reading).show_message("")
            self._say_place(reading, f"opening {sanitize(source.id)} …")
        self._follow(reading, source, opening)

    def _mark_opened(self, reading: Reading) -> None:
        """Mark the source of the reading that the keys work on in the list, and open it at the next start."""
        source = self._of[reading].source
        if source and reading is self._session.reading:
            self._screen.sources.select(source.id)
            self._workspace.state.source = source.id

    def _say_place(self, reading: Reading, text: str) -> None:
        if reading is self._session.reading:
            self._status.set_place(text)

    def _switched(self, reading: Reading) -> None:
        self._mark_opened(reading)
        source = self._of[reading].source
        if reading.cursor is None and source:
            self._status.set_place(sanitize(source.id))

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
        """Show the wanted source; if there is none, the first that can be shown."""
        with contextlib.suppress(SourceError):
            if wanted:
                self.open(self._workspace.sources.source(wanted))
                return
        self.open_one_of(self._workspace.sources.first_sources())

    def open_one_of(self, sources: Iterable[Source]) -> None:
        """Show the first of these sources that can be read."""
        for source in sources:
            self.open(source)
            if not self._of[self._session.reading].unreadable:
                return

    # How a source is shown

    def _follow(self, reading: Reading, source: Source, opening: Future[Article]) -> None:
        """Show an article once it has been read; if it already has been, do so without waiting for a frame."""
        self._of[reading].opening = opening
        if opening.done():
            self._show_opened(reading, source, opening)
        else:
            self._jobs.follow(opening, lambda done: self._show_late(reading, source, done))

    def _show_late(self, reading: Reading, source: Source, opening: Future[Article]) -> None:
        # Only if no other source was chosen meanwhile, and the reading was not closed
        if opening is self._of[reading].opening and reading in self._session.readings:
            self._show_opened(reading, source, opening)

    def _show_opened(self, reading: Reading, source: Source, opening: Future[Article]) -> None:
        try:
            article = opening.result()
        except SourceError as error:
            self._show_problem(reading, source, error)
            self.appear()
            return
        self._learn(source, title=article.title)
        self._show(reading, article)
        self.appear()
        if article.is_provisional:
            self._status.set_status("shown as plain text until its Markdown is parsed")
            self._follow(reading, source, self._of[reading].loader.finishing(article))

    def _show(self, reading: Reading, article: Article) -> None:
        """Show an article: at the cursor if it is open already, else at the place where it was left."""
        view, state = self._screen.view_of(reading), self._workspace.state
        cursor, id = reading.cursor, article.source.id
        is_open = cursor is not None and cursor.article.source.id == id
        offset = cursor.passage.start if cursor and is_open else state.places.get(id, article.beginning)
        top = view.top if is_open else state.tops.get(id, 0)
        article.sentences.advance(COUNT_AT_ONCE if _is_counted(article) else SLICE)
        view.show(article, offset, top)
        self._session.opened.emit(reading)
        self._count_sentences(reading, article)

    def appear(self) -> None:
        """Show the screen, now that there is something to see, and let keys in once there is an article for them."""
        self._gate.open()
        self._laid_out(is_empty_enough=self._session.reading.article is None)

    def _laid_out(self, *, is_empty_enough: bool = False) -> None:
        if is_empty_enough or self._screen.article.window:
            self._gate.let_keys_in()

    def _show_problem(self, reading: Reading, source: Source, error: SourceError) -> None:
        self._learn(source, problem=error.reason)
        self._screen.view_of(reading).show_message(f"{sanitize(source.id)}\n\ncannot be shown: {error.reason}")
        self._say_place(reading, sanitize(source.id))
        self._status.set_status("")
        self._of[reading].unreadable = source, signature_of(source)

    def _learn(self, source: Source, *, title: str = "", problem: str = "") -> None:
        self._workspace.sources.catalog.note(source.id, title=title, problem=problem)
        self._screen.sources.facts.show_problems(self._workspace.sources.catalog.problems)

    def _count_sentences(self, reading: Reading, article: Article) -> None:
        """Count sentences in slices between keys, since a long text takes seconds."""

        def steps() -> Iterator[None]:
            while _is_counted(article) and not article.sentences.is_complete:
                yield
                article.sentences.advance(SLICE)

        def done() -> None:
            if self._session.reading.article is article:
                self._status.show_place()

        self._jobs.between_keys(f"sentences{reading.name}", steps(), pause=PAUSE, on_done=done)

    # The file has changed

    def reread_all(self) -> None:
        """Show the sources of all readings as they are now."""
        for reading in self._session.readings:
            self._reread(reading)

    def reread(self) -> bool:
        """Show the open source as it is now; return whether its file has changed, so that no offset is trusted."""
        return self._reread(self._session.reading)

    def _reread(self, reading: Reading) -> bool:
        cursor, open_source = reading.cursor, self._of[reading]
        if cursor is None:
            self._try_again(reading)
            return False
        source, loader = cursor.article.source, open_source.loader
        if loader.is_current(cursor.article):
            open_source.complaint = ""
            return False
        if open_source.is_loading:
            return True
        opening = loader.opening(source)
        if not opening.done():
            self._say_reread(reading, "another program changed the source: reading it again …")
            self._follow(reading, source, opening)
            return True
        return self._show_reread(reading, cursor.article, opening)

    def _show_reread(self, reading: Reading, before: Article, opening: Future[Article]) -> bool:
        open_source = self._of[reading]
        try:
            article = opening.result()
        except SourceError as error:
            if str(error) != open_source.complaint:
                open_source.complaint = str(error)
                self._status.set_status(f"cannot tag here now: {sanitize_line(str(error))}", is_error=True)
            return True
        open_source.complaint = ""
        if article is before:
            return False
        self._show(reading, article)
        self._say_reread(reading, "another program changed the source: it was read again")
        return True

    def _say_reread(self, reading: Reading, message: str) -> None:
        """Say that a source is read again, and which one if the keys work on another."""
        source = self._of[reading].source
        name = f"{sanitize_line(source.id)}: " if source and reading is not self._session.reading else ""
        self._status.set_status(f"{name}{message}", is_error=True)

    def forget_complaint(self) -> None:
        """Forget the last message about the open source, so that it is shown again if it is still true."""
        self._of[self._session.reading].complaint = ""

    def _try_again(self, reading: Reading) -> None:
        """Open a source that could not be shown once its file has changed."""
        unreadable = self._of[reading].unreadable
        if unreadable and signature_of(unreadable[0]) != unreadable[1]:
            self.open_in(reading, unreadable[0])


def _is_counted(article: Article) -> bool:
    """Return whether an article is so short that all its sentences are counted; a large one would take seconds."""
    return len(article.text) <= COUNTED
