"""The quote check in the background: automatic for the open articles, on request for all sources."""

from collections.abc import Callable, Generator, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from threading import Lock
from typing import TYPE_CHECKING, TypeVar

from reader.annotation.model.annotation import Annotation
from reader.annotation.model.quote_verdict import OUT_OF_DATE, QuoteVerdict
from reader.annotation.model.span_index import SpanIndex
from reader.settings.fields import VERDICT
from reader.settings.tag_names import is_within
from reader.text.article import Article, fully_parsed
from reader.text.span import Span
from reader.tui.edits import Edits
from reader.tui.event import Event
from reader.tui.jobs import Jobs
from reader.tui.main_screen import MainScreen
from reader.tui.session import Changes, PerReading, Reading, Session

if TYPE_CHECKING:
    from textual.timer import Timer

    from reader.insight.quote_check.verdict import Checked

WAIT = 0.2  # seconds that an article is on the screen before its quotations are checked
LARGEST = 1_000_000  # code points of an article whose quotations are checked
MOST_SOURCES = 5000  # sources that are searched for lesser evidence
QUOTE = "quote"
CHECKING = "checking the quotations …"

Progress = TypeVar("Progress")
Result = TypeVar("Result")


@dataclass(slots=True, eq=False, repr=False)
class ArticleCheck:
    """The state of the quote check of a reading.

    Attributes:
        article: The article that was checked last; None if none was.
        found: Its quotations with their verdicts, in order.
        timer: Starts the check; None if it is not set.
        is_looking_beside: Whether other articles are searched for the words of quotations that are in no original.
    """

    article: Article | None = None
    found: "Sequence[Checked]" = ()
    timer: "Timer | None" = None
    is_looking_beside: bool = False


class QuoteChecks:
    """Checks quotations, if there are originals; no key waits for it.

    Attributes:
        everywhere: By id, the verdicts on the quotes of all sources; None until they were asked for and are known.
        progress: How far the check of all sources is, in words; empty while there is none.
        checked: The verdicts on the quotations of a reading have changed.
        told: `progress` or `everywhere` has changed.
    """

    def __init__(self, session: Session, screen: MainScreen, jobs: Jobs, edits: Edits) -> None:
        self._session, self._screen, self._jobs, self._edits = session, screen, jobs, edits
        self._workspace = session.workspace
        self._states = PerReading(ArticleCheck)
        self.everywhere: dict[str, QuoteVerdict] | None = None
        self.progress = ""
        self.checked, self.told = Event[Reading](), Event[None]()
        self._known: Sequence[str] = ()  # the ids of the originals
        self._wanted, self._indexed = 1, 0  # numbers of the wanted state of the originals, and of the indexed one
        self._is_fresh = False  # whether `everywhere` is up to date with texts and tags
        self._wants_lesser = False
        self._asking = Lock()
        session.opened.subscribe(self._opened)
        session.sources_found.subscribe(lambda _all: self._sources_found())
        session.sources_changed.subscribe(lambda _nothing: self.look_again())
        session.changed.subscribe(self._changed)

    # What is known of the article that the keys work on

    @property
    def has_originals(self) -> bool:
        """True if there is an original, as far as the sources have been found."""
        return bool(self._known)

    @property
    def found(self) -> "Sequence[Checked] | None":
        """The quotations of the article with their verdicts, in order; None until they are known."""
        return self.found_in(self._session.reading)

    @property
    def is_checking(self) -> bool:
        """True if the verdicts on the quotations of the article are not known yet."""
        is_asked = bool(self._known) or self._wants_lesser or not self._workspace.sources.catalog.is_found
        return self.found is None and is_asked and _is_short_enough(self._session.reading)

    @property
    def is_looking_beside(self) -> bool:
        """True while other articles are searched for the words of its quotations that are in no original."""
        return self._states[self._session.reading].is_looking_beside

    def on_quotes(self) -> dict[str, QuoteVerdict] | None:
        """Return the verdicts on the quotes of the article by id; None if they are not known yet."""
        reading = self._session.reading
        if self.is_checking or reading.article is None:
            return None
        has_any = self._known or any(VERDICT in each.fields for each in reading.annotations)
        if not (has_any and _is_short_enough(reading)):
            return {}
        found = self._workspace.verdicts.on_quotes(reading.annotations, self.found or (), reading.article.digest)
        return dict(found)

    # The open articles

    def found_in(self, reading: Reading) -> "Sequence[Checked] | None":
        """Return the quotations of a reading with their verdicts, in order; None until they are known."""
        state = self._states[reading]
        return state.found if state.article and state.article is reading.article else None

    def verdicts_in(self, reading: Reading) -> list[tuple[Span, str]]:
        """Return the quotations of a reading that were checked last, with their verdicts, followed by outdated ones."""
        found = [(each.span, str(each.verdict)) for each in self._states[reading].found]
        return [*found, *((each.span, OUT_OF_DATE) for each in self._out_of_date(reading))]

    def _out_of_date(self, reading: Reading) -> Iterator[Annotation]:
        """Yield the quotes of a reading whose kept verdict is about texts that have changed since."""
        kept = [each for each in reading.annotations if VERDICT in each.fields]
        if kept and reading.article and self.found_in(reading) is not None:
            found, digest = self._states[reading].found, reading.article.digest
            for id, verdict in self._workspace.verdicts.on_quotes(SpanIndex(kept), found, digest):
                if verdict.is_out_of_date and (quote := reading.annotations.get(id)):
                    yield quote

    def _opened(self, reading: Reading) -> None:
        self._states[reading].article = None
        self._look_soon(reading)

    def _sources_found(self) -> None:
        catalog = self._workspace.sources.catalog
        if catalog.is_found and catalog.entries.ids_of_originals != self._known:
            self._known = catalog.entries.ids_of_originals
            self.look_again()

    def look_again(self) -> None:
        """Check again, since originals may have appeared, disappeared or changed."""
        self._wanted += 1
        self._look_at_all()

    def _changed(self, changes: Changes) -> None:
        if changes.changes is None or any(is_within(each.annotation.tag, QUOTE) for each in changes.changes):
            self._look_at_all()

    def _look_at_all(self) -> None:
        self._is_fresh = False
        for reading in self._session.readings:
            self._look_soon(reading)

    def _look_soon(self, reading: Reading) -> None:
        state, is_wanted = self._states[reading], bool(self._known) or self._wants_lesser
        if state.timer:
            state.timer.stop()
        state.timer = self._screen.set_timer(WAIT, partial(self._look, reading)) if is_wanted else None

    def _look(self, reading: Reading) -> None:
        """Check the quotations of a reading's article in a job."""
        article = reading.article
        if article and _is_short_enough(reading) and self._workspace.store.is_read:
            self._jobs.run(
                f"quote check{reading.name}",
                self._in_turn(self._check(article)),
                exclusive=True,
                on_done=partial(self._receive, reading, article),
                on_error=self._edits.report,
            )

    def _check(self, article: Article) -> Generator[None, None, "list[Checked]"]:
        yield from self._index()
        return (yield from self._workspace.quote_check.check_in_steps(fully_parsed(article)))

    def _index(self) -> Generator[None, None, None]:
        """Read and index the originals, if they have changed since the last time."""
        wanted = self._wanted
        if self._indexed != wanted:
            yield from self._workspace.quote_check.find()
            self._indexed = wanted

    def _receive(self, reading: Reading, article: Article, found: "Sequence[Checked]") -> None:
        if reading.article is not article or reading not in self._session.readings:
            return
        state = self._states[reading]
        state.article, state.found = article, found
        self.checked.emit(reading)
        if self._wants_lesser:
            self._look_beside(reading)

    # Lesser evidence

    def want_lesser_evidence(self, *, is_wanted: bool) -> None:
        """Set whether other articles are searched for quotations that are in no original."""
        was_wanted, self._wants_lesser = self._wants_lesser, is_wanted
        if is_wanted and not was_wanted:
            for reading in self._session.readings:
                if self._states[reading].article is reading.article:
                    self._look_beside(reading)
                else:
                    self._look_soon(reading)

    def _look_beside(self, reading: Reading) -> None:
        from reader.insight.quote_check.lesser_evidence import lacks_evidence

        state = self._states[reading]
        is_worth_it = any(map(lacks_evidence, state.found)) and len(self._screen.sources.entries) <= MOST_SOURCES
        if state.article and is_worth_it:
            state.is_looking_beside = True
            self._jobs.run(
                f"lesser evidence{reading.name}",
                self._in_turn(self._find_lesser(state.article, state.found)),
                exclusive=True,
                on_done=partial(self._receive_lesser, reading, state.found),
                on_error=self._edits.report,
            )

    def _find_lesser(self, article: Article, found: "Sequence[Checked]") -> Generator[None, None, "list[Checked]"]:
        quoting, more = self._workspace.quote_check.quoting, list["Checked"]()
        yield from quoting.find()
        for each in quoting.add_to(article, found):
            more.append(each)
            yield
        return more

    def _receive_lesser(self, reading: Reading, found: "Sequence[Checked]", more: "Sequence[Checked]") -> None:
        state = self._states[reading]
        state.is_looking_beside = False
        if state.found is found:
            state.found = more
            self.checked.emit(reading)

    # All sources

    def ask_everywhere(self) -> None:
        """Check the quotes of all sources, unless `everywhere` is up to date, or being found."""
        if not self._is_fresh and not self.progress:
            self._is_fresh, self.progress = True, CHECKING
            self.run_everywhere(self._workspace.verdicts.everywhere(), self._tell, self._receive_everywhere)

    def run_everywhere(
        self,
        question: Generator[str, None, Result],
        on_progress: Callable[[str], object],
        then: Callable[[Result], object],
    ) -> None:
        """Run a question about all sources in a job, with the originals.

        Args:
            question: Yields its progress in words, and returns the answer.
            on_progress: Called with these words from time to time.
            then: Called with the answer.
        """

        def steps() -> Generator[str, None, Result]:
            for _ in self._index():
                yield "reading the originals …"
            return (yield from question)

        self._jobs.run(
            "quote check of all sources",
            self._in_turn(steps()),
            on_progress=on_progress,
            on_done=then,
            on_error=self._fail,
        )

    def _fail(self, error: Exception) -> None:
        self._tell("")
        self._edits.report(error)

    def _tell(self, progress: str) -> None:
        self.progress = progress
        self.told.emit(None)

    def _receive_everywhere(self, found: dict[str, QuoteVerdict]) -> None:
        self.everywhere = found
        self._tell("")

    def _in_turn(self, steps: Generator[Progress, None, Result]) -> Generator[Progress, None, Result]:
        """Yield the steps of a check, each while no other thread runs one."""
        while True:
            with self._asking:
                try:
                    progress = next(steps)
                except StopIteration as end:
                    result: Result = end.value
                    return result
            yield progress


def _is_short_enough(reading: Reading) -> bool:
    return bool(reading.article and len(reading.article.text) <= LARGEST)
