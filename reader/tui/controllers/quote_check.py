"""The quote check: verdicts of the open article, found beside the screen, and the pane with the original."""

from collections.abc import Generator, Sequence
from dataclasses import dataclass
from functools import partial
from threading import Lock
from typing import TYPE_CHECKING

from reader.annotation.model.annotation import Annotation
from reader.text.article import Article, fully_parsed
from reader.tui.commands import Command
from reader.tui.edits import Edits
from reader.tui.jobs import Jobs
from reader.tui.main_screen import MainScreen
from reader.tui.navigator import Navigator
from reader.tui.session import Changes, Location, PerReading, Reading, Session
from reader.tui.status import StatusModel

if TYPE_CHECKING:
    from textual.timer import Timer

    from reader.insight.quote_check.verdict import Checked, Evidence
    from reader.tui.widgets.check_pane import CheckPane

WAIT = 0.2  # seconds that an article is on the screen before its quotations are checked
RESTS = 0.1  # seconds that the cursor rests before the pane follows it
LARGEST = 1_000_000  # code points of an article whose quotations are checked
QUOTE = "quote"
NO_ORIGINALS = "no originals yet: put them into a folder named originals"
TOLD = ("not-found", "altered", "spliced", "shortened")  # the verdicts that are told, and gone through


@dataclass(slots=True)
class ArticleCheck:
    """The state of the quote check of one article.

    Attributes:
        found: The quotations that were checked; None until they are known.
        timer: Has them checked soon; None if it is not set.
    """

    found: "Sequence[Checked] | None" = None
    timer: "Timer | None" = None


class QuoteCheckController:
    """Checks the quotations of each article that is opened, if there are originals; no key waits for it."""

    def __init__(
        self,
        session: Session,
        screen: MainScreen,
        jobs: Jobs,
        status: StatusModel,
        edits: Edits,
        navigator: Navigator,
    ) -> None:
        self._session, self._screen, self._jobs, self._status = session, screen, jobs, status
        self._edits, self._navigator, self._workspace = edits, navigator, session.workspace
        self._pane: CheckPane | None = None  # made when it is first shown
        self._checks = PerReading(ArticleCheck)
        self._known: Sequence[str] = ()  # the ids of the originals that are indexed
        self._is_stale = True  # originals may have come, gone or changed
        self._turn = Lock()  # for the threads that check: one may ask at a time
        self._is_awaited = False
        self._back: Location | None = None  # the quotation that the original was gone to from
        self._resting: Timer | None = None
        session.opened.subscribe(self._opened)
        session.sources_found.subscribe(lambda _all: self._sources_found())
        session.sources_changed.subscribe(lambda _nothing: self._sources_changed())
        session.changed.subscribe(self._changed)
        session.cursor_moved.subscribe(lambda _reading: self._cursor_moved())

    def commands(self) -> list[Command]:
        """Return the commands that show verdicts and go through them."""
        return [
            Command("check", self.toggle, needs_annotations=True),
            Command("next_not_exact", self.go_to_next, needs_annotations=True),
            Command("check_go", self._go),
            Command("check_keep", self._keep, needs_annotations=True),
        ]

    # Checking

    @property
    def _originals(self) -> Sequence[str]:
        return self._workspace.sources.catalog.entries.ids_of_originals

    @property
    def _found(self) -> "Sequence[Checked] | None":
        """The quotations of the article that the keys work on; None until they are checked."""
        return self._checks[self._session.reading].found

    def _opened(self, reading: Reading) -> None:
        self._checks[reading].found = None
        self._look_soon(reading)

    def _sources_found(self) -> None:
        if self._workspace.sources.catalog.is_found and self._originals != self._known:
            self._known, self._is_stale = self._originals, True
            self._look_everywhere()

    def _sources_changed(self) -> None:
        self._is_stale = True
        self._look_everywhere()

    def _changed(self, changes: Changes) -> None:
        if self._known and (changes.changes is None or any(each.annotation.tag == QUOTE for each in changes.changes)):
            self._look_everywhere()

    def _look_everywhere(self) -> None:
        for reading in self._session.readings:
            self._look_soon(reading)

    def _look_soon(self, reading: Reading) -> None:
        check = self._checks[reading]
        if check.timer:
            check.timer.stop()
        check.timer = self._screen.set_timer(WAIT, partial(self._look, reading)) if self._known else None

    def _look(self, reading: Reading) -> None:
        """Check the quotations of a reading's article in a job."""
        article = reading.article
        if article and len(article.text) <= LARGEST and self._workspace.store.is_read:
            steps = self._check(article)
            self._jobs.run(
                f"quote check{reading.name}",
                steps,
                exclusive=True,
                on_done=lambda found: self._receive(reading, article, found),
                on_error=self._edits.report,
            )

    def _check(self, article: Article) -> Generator[None, None, "list[Checked]"]:
        service = self._workspace.quote_check
        with self._turn:
            if self._is_stale:
                yield from service.find()
                self._is_stale = False
            return (yield from service.check_in_steps(fully_parsed(article)))

    def _receive(self, reading: Reading, article: Article, found: "list[Checked]") -> None:
        if reading.article is not article or reading not in self._session.readings:
            return
        self._checks[reading].found = found
        self._screen.view_of(reading).show_verdicts([(each.span, str(each.verdict)) for each in found])
        self._show()
        if self._is_awaited and reading is self._session.reading:
            self._is_awaited = False
            self.go_to_next()

    # The pane

    def toggle(self) -> None:
        """Open the pane, or focus it; close it if it has the focus."""
        if self._screen.close_if_in_front(self._pane):
            return
        if not self._known:
            self._status.set_status(NO_ORIGINALS, is_error=True)
            return
        if self._pane is None:
            from reader.tui.widgets.check_pane import CheckPane

            self._pane = CheckPane()
        self._show()
        self._screen.open_side_panel(self._pane)

    @property
    def _is_open(self) -> bool:
        return self._screen.is_open(self._pane)

    def _here(self) -> "Checked | None":
        """Return the quotation under the cursor; None if there is none, or if it is not checked yet."""
        cursor = self._session.reading.cursor
        touching = [each for each in self._found or () if cursor and each.span.overlaps(cursor.passage)]
        return min(touching, key=lambda each: (not each.is_fault, each.span), default=None)

    def _cursor_moved(self) -> None:
        here = self._here() if self._found else None
        if here and here.verdict in TOLD:
            (key,) = self._session.keymap.get("check")
            said = _said(here)
            self._status.set_status(f"{said} · {key.shown} shows the original" if key.names else said, short=said)
        if self._is_open and self._back is None:
            if self._resting:
                self._resting.stop()
            self._resting = self._screen.set_timer(RESTS, self._show)

    def _show(self) -> None:
        """Show the quotation under the cursor, unless its original is being looked at."""
        if self._pane and (self._back is None or self._is_back_home):
            self._back = None
            checked = self._here()
            self._pane.show(checked, self._found, self._note(checked))

    @property
    def _is_back_home(self) -> bool:
        article = self._session.reading.article
        return bool(article and self._back and article.source.id == self._back.source)

    def _note(self, checked: "Checked | None") -> str:
        """Return what is to be said about the verdict that was kept, if there is one."""
        from reader.workspace.kept_verdict import is_out_of_date, kept_links

        annotation, article = self._annotation(checked), self._session.reading.article
        if annotation is None or article is None or not any(kept_links(annotation)):
            return ""
        digests = {each.source: each.digest for each in self._workspace.quote_check.originals}
        if is_out_of_date(annotation, article.digest, digests):
            return "kept, but out of date: a text has changed; r keeps this"
        return "kept on the quote, with a link to the original"

    def _annotation(self, checked: "Checked | None") -> Annotation | None:
        """Return the quote tag on a quotation, the one that covers most of it; None if there is none."""
        if checked is None:
            return None
        found = [each for each in self._session.reading.annotations.touching(checked.span) if each.tag == QUOTE]
        span = checked.span
        return max(found, key=lambda each: min(each.end, span.end) - max(each.start, span.start), default=None)

    # Going from one to the next, and to the original

    def go_to_next(self) -> None:
        """Go to the next quotation that is not exact, or wait until the quotations are checked."""
        cursor = self._session.reading.cursor
        if cursor is None:
            return
        if self._found is None:
            self._is_awaited = bool(self._known)
            message = "checking the quotations …" if self._known else NO_ORIGINALS
            self._status.set_status(message, is_error=not self._known)
            return
        after = (each for each in self._found if each.verdict in TOLD and each.span.start > cursor.passage.start)
        if following := next(after, None):
            self._navigator.visit(Location(following.source, following.span, following.exact))
            self._show()
            self._status.set_status(_said(following))
        else:
            self._status.set_status("no quotation further down that is not exact")

    def _go(self) -> None:
        """Go to the original, or from there back to the quotation; the keys stay in the pane."""
        shown = self._pane.checked if self._pane else None
        if self._back and not self._is_back_home:
            location, self._back = self._back, None
            self._navigator.travel(location)
        elif shown and shown.original:
            self._back = Location(shown.source, shown.span, shown.exact)
            self._navigator.visit(_location(shown.original))
        else:
            self._status.set_status("there is no original to go to", is_error=True)
            return
        if self._pane:
            self._screen.focus_pane(self._pane)

    # Keeping

    def _keep(self) -> None:
        """Keep the verdict and the link to the original on the quote."""
        checked, article = self._here(), self._session.reading.article
        annotation = self._annotation(checked)
        if checked is None or article is None:
            self._status.set_status("no quotation here that was checked", is_error=True)
        elif annotation is None:
            self._status.set_status("this quotation has no tag: q tags it, then r keeps the verdict", is_error=True)
        elif place := checked.original:
            self._jobs.call(
                "read",
                lambda: self._workspace.sources.read(place.source),
                keys_wait=True,
                on_done=lambda original: self._link(annotation, checked, article, original),
                on_error=self._edits.report,
            )
        else:
            set_verdict = {"verdict": str(checked.verdict)}
            self._edits.make(
                lambda: self._workspace.fields.set([annotation], set_verdict), f"{_said(checked)}, {{saved}}"
            )

    def _link(self, annotation: Annotation, checked: "Checked", article: Article, original: Article) -> None:
        from reader.annotation.model.links import to_passage
        from reader.workspace.kept_verdict import kept_links, note_of

        assert checked.original is not None, "a link leads to an original"
        if original.digest != checked.original.digest:
            self._sources_changed()
            self._status.set_status("the original has changed: it is compared again", is_error=True)
            return
        to = to_passage(original, checked.original.span)
        note, old = note_of(article.digest, original.digest), [*kept_links(annotation)]
        values = {"verdict": str(checked.verdict)}
        fields = self._workspace.fields
        self._edits.make(
            lambda: fields.relink(annotation, "original", to, note, original, old, values),
            f"{checked.verdict}, linked to the original, {{saved}}",
        )
        self._show()


def _location(evidence: "Evidence") -> Location:
    return Location(evidence.source, evidence.span, evidence.exact)


def _said(checked: "Checked") -> str:
    from reader.insight.quote_check.side_by_side import verdict_words

    return verdict_words(checked)
