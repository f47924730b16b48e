"""Suggestions: they are found in the open article, visited one by one, and accepted or dismissed."""

from collections.abc import Callable, Generator, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING

from reader.annotation.store.history import Step
from reader.settings.fields import SPEAKER
from reader.text.article import Article, fully_parsed
from reader.text.cursor import Cursor
from reader.text.passages import Unit
from reader.tui.commands import Command
from reader.tui.edits import Edits
from reader.tui.jobs import Job, Jobs
from reader.tui.main_screen import MainScreen
from reader.tui.navigator import Navigator
from reader.tui.opening import Opening
from reader.tui.session import Changes, Location, PerReading, Reading, Session
from reader.tui.status import StatusModel
from reader.tui.suggestion_session import SuggestionSession, brief_name, said_to_speak
from reader.workspace.suggestion_limits import LARGEST, MOST_SOURCES

if TYPE_CHECKING:
    from textual.timer import Timer

    from reader.insight.suggestion import Suggestion
    from reader.insight.suggestions.pipeline import Candidates, TaggedSpan

BY_QUOTATION = "next_quotation"  # the motion to the next quotation
WAIT = 0.2  # seconds that an article is on the screen before suggestions are looked for
# The modes of showing suggestions, and their descriptions.
SHOWN = {"sure": "sure suggestions only", "all": "all suggestions", "off": "no suggestions"}

Found = tuple["Candidates", list["TaggedSpan"]]  # the candidates in an article, and the dismissals


class SuggestionSearch:
    """The search for the suggestions of a reading: a timer starts it, and a job runs it."""

    def __init__(self) -> None:
        self.timer: Timer | None = None
        self.job: Job | None = None


class SuggestionsController:
    """Looks for suggestions in a job once the article is on the screen; every tag updates the pending ones."""

    def __init__(
        self,
        session: Session,
        screen: MainScreen,
        jobs: Jobs,
        status: StatusModel,
        edits: Edits,
        opening: Opening,
        navigator: Navigator,
    ) -> None:
        self._session, self._screen, self._jobs, self._status = session, screen, jobs, status
        self._edits, self._opening, self._navigator = edits, opening, navigator
        self._workspace = session.workspace
        spoken = frozenset(tag.name for tag in self._workspace.settings.tags if tag.person)
        self._states = PerReading(lambda: SuggestionSession(spoken, self._workspace.state.speakers))
        self._searches = PerReading(SuggestionSearch)
        jobs.keys_wait_while(lambda: self._is_stale)
        self._has_gathered = False
        session.opened.subscribe(self._opened)
        session.changed.subscribe(self._changed)
        session.ending.subscribe(lambda _nothing: self._forget())

    def commands(self) -> list[Command]:
        """Return the commands that go through suggestions and decide on them."""
        return [
            Command("suggestions", self._switch_which, needs_annotations=True),
            Command("next_suggestion", self._go_to_next, needs_annotations=True),
            Command("dismiss", self.dismiss, needs_annotations=True),
        ]

    @property
    def decisions(self) -> Mapping[str, Callable[[], object]]:
        """The ways to decide on the suggestion under the cursor, by name."""
        return {"accept": self.accept, "dismiss": self.dismiss}

    # Finding suggestions

    @property
    def state(self) -> SuggestionSession:
        """The suggestions of the article that the keys work on."""
        return self._states[self._session.reading]

    def _opened(self, reading: Reading) -> None:
        self._states[reading].reset()
        self._look_soon(reading)

    def _look_soon(self, reading: Reading) -> None:
        search = self._searches[reading]
        if search.timer:
            search.timer.stop()
        search.timer = self._screen.set_timer(WAIT, partial(self._look, reading))

    def _is_worth_it(self, reading: Reading) -> bool:
        article = reading.article
        if article is None or article.is_provisional or self._which == "off":
            return False
        return len(article.text) <= LARGEST

    @property
    def _is_looking(self) -> bool:
        return self.state.candidates is None and self._is_worth_it(self._session.reading)

    @property
    def _is_stale(self) -> bool:
        """True if suggestions are about to be found, for the first time or anew."""
        search = self._searches[self._session.reading]
        is_due = search.timer is not None and self._is_worth_it(self._session.reading)
        return is_due or (search.job is not None and search.job.is_running)

    def _look(self, reading: Reading) -> None:
        search, article = self._searches[reading], reading.article
        search.timer, known = None, self._states[reading].dismissed
        if article and self._is_worth_it(reading):
            search.job = self._jobs.call(
                f"suggestions{reading.name}",
                lambda: self._find(article),
                exclusive=True,
                on_done=lambda found: self._receive(reading, article, known, found),
            )

    def _find(self, article: Article) -> Found:
        """Find suggestions in blocks that no other thread uses."""
        from reader.workspace.suggestion_service import tagged

        candidates = self._workspace.suggestions.candidates(fully_parsed(article))
        return candidates, tagged(self._workspace.suggestions.dismissed_in(article))

    def _receive(self, reading: Reading, article: Article, known: "Sequence[TaggedSpan]", found: Found) -> None:
        if reading.article is not article or reading not in self._session.readings:
            return
        state = self._states[reading]
        state.candidates, dismissed = found
        if state.dismissed is known:
            state.dismissed = dismissed
        else:  # a suggestion was dismissed meanwhile
            self._look_soon(reading)
        self._resolve(reading)
        direction, state.awaited = state.awaited, 0
        if direction and reading is self._session.reading:
            self._go_to_next(direction)
        if not self._has_gathered and len(self._screen.sources.entries) <= MOST_SOURCES:
            self._has_gathered = True
            self._jobs.run("evidence", self._gather(), on_done=lambda _: self._look_everywhere())

    def _look_everywhere(self) -> None:
        for reading in self._session.readings:
            self._look(reading)

    def _gather(self) -> Generator[str, None, None]:
        """Gather evidence on lines from the other sources; once that is done, suggestions are looked for again."""
        yield from self._workspace.suggestions.gather_evidence()

    # Showing suggestions

    @property
    def _which(self) -> str:
        which = self._workspace.state.suggestions
        return which if which in SHOWN else "sure"

    def _changed(self, changes: Changes) -> None:
        for reading in self._session.readings:
            self._resolve(reading)
            if changes.changes is None or changes.concerns_suggestions:
                self._look_soon(reading)

    def _resolve(self, reading: Reading) -> None:
        """Show the suggestions that are pending now in a reading."""
        state, article = self._states[reading], reading.article
        if state.candidates is None or article is None:
            return
        from reader.insight.suggestions.pipeline import SuggestionIndex

        state.resolve(reading.annotations.tagged_spans, article)
        pending, which = state.pending, self._which
        shown = pending if which == "all" else [each for each in pending if each.is_sure and which != "off"]
        self._screen.view_of(reading).show_suggestions(SuggestionIndex(shown))
        self._status.show_place()
        self._workspace.survey.note_left(article.source.id, pending)
        self._screen.sources.facts.show_left(self._workspace.survey.left, [article.source.id])

    def _forget(self) -> None:
        """Show no suggestions, since at the next start there are none yet."""
        self._screen.article.show_suggestions(None)
        self._status.show_place()

    def _switch_which(self) -> None:
        modes = list(SHOWN)
        which = self._workspace.state.suggestions = modes[(modes.index(self._which) + 1) % len(modes)]
        for reading in self._session.readings:
            self._resolve(reading)
            if self._states[reading].candidates is None:
                self._look(reading)
        shown = self._session.reading.suggestions
        number = f": {len(shown.all)} here" if shown and which != "off" else ""
        self._status.set_status(f"{SHOWN[which]}{number}")

    # From one to the next

    def _go_to_next(self, direction: int) -> None:
        reading = self._session.reading
        if reading.cursor is None:
            return
        found = reading.suggestions.beside(reading.cursor.passage, direction) if reading.suggestions else None
        if found is None:
            self.state.awaited = direction if self._is_looking else 0
            self._status.set_status(self._why_none(direction), is_error=not self.state.awaited)
            return
        self._navigator.visit(Location(reading.cursor.article.source.id, found.span))
        self.state.reached, self.state.direction, self.state.is_by_kind = reading.cursor, direction, False

    def _why_none(self, direction: int) -> str:
        reading = self._session.reading
        if self._which == "off":
            return "suggestions are off: S shows them"
        if reading.article and len(reading.article.text) > LARGEST:
            return f"no suggestions in texts of more than {LARGEST:,} characters"
        if self._is_looking:
            return "looking for suggestions …"
        more = len(self.state.pending) - len(reading.suggestions.all) if reading.suggestions else 0
        where = "after" if direction > 0 else "before"
        return f"no suggestion {where} this passage" + (f": S shows {more} more in the article" if more else "")

    # Deciding on suggestions

    def next_speaker(self) -> bool:
        """Propose another speaker of the suggested quote under the cursor; return False if there is no other one."""
        cursor, found = self._session.reading.cursor, self._session.reading.suggestion_under_cursor()
        choice = self.state.choose_next_speaker(cursor.article, found) if cursor and found else None
        self._resolve(self._session.reading)
        if choice and choice.speaker:
            self._status.set_status(
                f"{brief_name(choice.speaker.name)} · speaker {choice.number} of {len(choice.names)}"
            )
        else:
            self._status.clear_message()
        return choice is not None

    def accept(self, name: str | None = None) -> None:
        """Accept the suggestion under the cursor, and go on.

        Args:
            name: The name of its speaker, as somebody typed it; None for the one that is suggested.
        """
        if here := self._here():
            self._accept(*here, name)

    def accept_as(self, found: "Suggestion") -> None:
        """Accept a suggestion with the given speaker, wherever the cursor is."""
        cursor = self._session.reading.cursor
        if cursor and not self._opening.reread():
            self._accept(cursor, found)

    def _accept(self, cursor: Cursor, found: "Suggestion", name: str | None = None) -> None:
        step = self._edits.attempt(lambda: self._tag(cursor.article, found, name))
        if step:
            who = said_to_speak(step.changes[0].annotation, found)
            self.go_on_from(cursor, found, [found])
            self._edits.announce(step, f"tagged {found.tag}{who}, {{saved}} · u undoes")

    def _tag(self, article: Article, found: "Suggestion", name: str | None) -> Step:
        if name is None:
            return self._workspace.suggestions.accept(article, [found])
        values = {SPEAKER: self._workspace.fields.parse(found.tag, SPEAKER, name, article, found.span)}
        return self._workspace.suggestions.accept_with(article, found, values)

    def dismiss(self) -> None:
        """Dismiss the suggestion under the cursor for good, and go on."""
        if not (here := self._here()):
            return
        cursor, found = here
        step = self._edits.attempt(lambda: self._workspace.suggestions.dismiss(cursor.article, found))
        if step:
            self.state.dismissed = [*self.state.dismissed, (found.tag, found.span)]
            self.go_on_from(cursor, found, [found])
            self._edits.announce(step, f"dismissed the {found.tag} suggestion, {{saved}} · u brings it back")

    def _here(self) -> "tuple[Cursor, Suggestion] | None":
        """Return the cursor and the suggestion under it; if there is none, say so and return None."""
        cursor = self._session.reading.cursor
        if cursor is None or self._opening.reread():
            return None
        found = self._session.reading.suggestion_under_cursor()
        if found is None:
            self._status.set_status("no suggestion here: . goes to the next one", is_error=True)
        return (cursor, found) if found else None

    def go_on_from(self, cursor: Cursor, found: "Suggestion", decided: "Sequence[Suggestion]") -> None:
        """Go on in the way that the cursor came here.

        From a suggestion that was reached from another one, go to the next suggestion; from a quotation that was
        reached by the key for the next quotation, to the next suggested one; from one that was left when all sure ones
        were accepted, to the next of its kind; from any other place, as after a tag.
        """
        from reader.insight.suggestions.pipeline import SuggestionIndex

        reading, state, here = self._session.reading, self.state, cursor.select(found.span)
        left = [each for each in reading.suggestions.all if each not in decided] if reading.suggestions else []
        is_by_quotation = reading.came_by[0] == BY_QUOTATION and reading.came_by[1] is cursor
        is_by_kind = is_by_quotation or (state.is_by_kind and cursor is state.reached)
        alike = [each for each in left if each.tag == found.tag] if is_by_kind else left
        beside = SuggestionIndex(alike).beside(found.span, 1 if is_by_quotation else state.direction)
        if self._workspace.settings.after_tag != "next":
            reading.cursor = here
        elif is_by_quotation and beside:
            reading.cursor = cursor.select(beside.span)
            reading.came_by = BY_QUOTATION, reading.cursor
        elif cursor is state.reached and beside:
            reading.cursor = cursor.select(beside.span)
            state.reached = reading.cursor
        else:
            reading.cursor = here.next(Unit.SENTENCE)

    def go_to(self, found: "Suggestion") -> None:
        """Go to a suggestion that must be read, from which accepting leads to the next one."""
        reading = self._session.reading
        if reading.cursor and self._workspace.settings.after_tag == "next":
            reading.cursor = reading.cursor.select(found.span)
            self.state.reached, self.state.direction, self.state.is_by_kind = reading.cursor, 1, True
