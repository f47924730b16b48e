"""Adjudication: the disagreements of the people who tagged here, and the decisions on them."""

from typing import TYPE_CHECKING

from reader.errors import ReaderError
from reader.text.article import Article, read_article
from reader.text.counted import counted
from reader.text.sanitize import sanitize_line
from reader.tui.commands import Command
from reader.tui.edits import Edits
from reader.tui.jobs import Jobs
from reader.tui.main_screen import MainScreen
from reader.tui.navigator import Navigator
from reader.tui.session import Changes, Location, Session
from reader.tui.status import StatusModel

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from reader.annotation.model.annotation import Annotation
    from reader.collaboration.disagreements import Disagreement
    from reader.tui.screens.adjudication import AdjudicationScreen
    from reader.workflows.adjudicate import Adjudication, Annotator

FEWEST = 2  # people needed for anything to decide


class AdjudicationController:
    """Opens the screen, keeps it up to date, and carries out the decisions."""

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
        self._edits, self._navigator = edits, navigator
        self._workspace = session.workspace
        self._adjudication: Adjudication | None = None
        self._names: Sequence[str] = ()  # names of the people who are compared
        session.changed.subscribe(self._changed)
        session.opened.subscribe(lambda _reading: self._changed(Changes(())))

    def commands(self) -> list[Command]:
        """Return the command that opens the screen."""
        return [Command("adjudicate", self._open, needs_annotations=True)]

    def _open(self) -> None:
        """Show the disagreements of two people; if there are more people, or the program, ask first whose to show."""
        from reader.workflows.adjudicate import annotators

        found = annotators(self._workspace)
        people = [each.name for each in found if each.is_person]
        if len(found) < FEWEST or len(people) == FEWEST:
            self._open_screen(people)
        else:
            self._ask(found, lambda names: self._open_screen(names))

    def _ask(self, found: "Sequence[Annotator]", then: "Callable[[Sequence[str]], object]") -> None:
        """Ask whose tags are compared."""
        from reader.settings.dialog_keys import WHOSE
        from reader.tui.screens.whose_tags import WhoseTags

        chosen = self._names or [each.name for each in found if each.is_person]

        def take(names: "Sequence[str] | None") -> None:
            if names:
                self._names = names
                then(names)

        self._screen.open_over(WhoseTags(found, chosen, WHOSE), take)

    def _ask_again(self) -> None:
        """Ask again whose tags are compared, while disagreements are shown."""
        from reader.workflows.adjudicate import annotators

        found, screen = annotators(self._workspace), self._shown
        if screen and len(found) > FEWEST:
            self._ask(found, lambda _names: self._compare_others())
        elif screen:
            screen.message = "nobody else has tagged here"

    def _compare_others(self) -> None:
        if screen := self._shown:
            screen.wait("comparing their tags …")
        self._compare()

    def _open_screen(self, names: "Sequence[str]") -> None:
        from reader.tui.screens.adjudication import AdjudicationScreen

        self._adjudication, self._names = None, names
        keys = self._session.keymap.groups["Disagreements"]
        screen = AdjudicationScreen(self._workspace.creator, self._workspace.settings, keys)
        screen.wanted.subscribe(self._read)
        screen.decided.subscribe(lambda decided: self._decide(*decided))
        screen.all_taken.subscribe(lambda _nothing: self._take_agreed())
        screen.visited.subscribe(self._visit)
        screen.others_wanted.subscribe(lambda _nothing: self._ask_again())
        self._screen.open_over(screen)
        self._compare()

    @property
    def _shown(self) -> "AdjudicationScreen | None":
        """The screen, if it is on top; None otherwise."""
        if not self._screen.has_screen_over:
            return None
        from reader.tui.screens.adjudication import AdjudicationScreen

        top = self._screen.on_top
        return top if isinstance(top, AdjudicationScreen) else None

    def _changed(self, changes: Changes) -> None:
        if screen := self._shown:
            screen.message = sanitize_line(changes.message) or screen.message
            if self._adjudication is None or not self._adjudication.is_current:
                self._compare()

    # Filling the screen

    def _compare(self) -> None:
        """Find the disagreements on a thread: it reads every source that has tags."""
        from reader.workflows.adjudicate import Adjudication

        names = self._names if len(self._names) >= FEWEST else ()
        self._jobs.call(
            "disagreements",
            lambda: Adjudication(self._workspace, names),
            exclusive=True,
            keys_wait=True,
            on_done=self._show_compared,
            on_error=self._give_up,
        )

    def _give_up(self, error: ReaderError | OSError) -> None:
        if screen := self._shown:
            screen.dismiss()
            self._status.fail(str(error), below=True)

    def _show_compared(self, adjudication: "Adjudication") -> None:
        screen = self._shown
        if screen is None:
            return
        self._adjudication = adjudication
        screen.show(adjudication)
        if not adjudication.is_current:
            self._compare()

    def _read(self, place: "Disagreement") -> None:
        self._jobs.call(
            "article of a disagreement",
            lambda: read_article(self._workspace.sources.source(place.source)),
            exclusive=True,
            keys_wait=True,
            on_done=lambda article: self._show_article(place, article),
            on_error=self._complain,
        )

    def _complain(self, error: ReaderError | OSError) -> None:
        if screen := self._shown:
            screen.message = sanitize_line(str(error))

    def _show_article(self, place: "Disagreement", article: Article) -> None:
        from reader.tui.screens.adjudication import is_unchanged

        if screen := self._shown:
            screen.article = article
            if not is_unchanged(place, article):
                self._compare()

    # Decisions

    def _decide(self, place: "Disagreement", people: "Sequence[str]") -> None:
        adjudication = self._adjudication
        step = adjudication and self._edits.attempt(lambda: adjudication.decide(place, people))
        if adjudication and step:
            decision = _describe_decision(dict(zip(adjudication.people, place.said, strict=True)), people)
            self._edits.announce(step, f"{sanitize_line(decision)}, {{saved}} · u undoes")
        else:
            self._compare()
        if screen := self._shown:
            screen.resolved(place, is_done=bool(step))

    def _take_agreed(self) -> None:
        """Take all tags that everyone agrees on."""
        if agreed := self._adjudication and self._adjudication.agreed:
            what = f"take {counted(agreed, 'tag')} that everyone agrees on"
            self._edits.consent.ask_in_burst(agreed, what, self._take_all)

    def _take_all(self) -> None:
        """Take all tags that everyone agrees on: there may be very many, and nothing else is decided meanwhile."""
        adjudication, self._adjudication = self._adjudication, None
        if adjudication and (screen := self._shown):
            screen.wait("taking them …")
            message = f"took {counted(adjudication.agreed, 'tag')} that everyone agrees on, {{saved}} · u undoes"
            self._edits.make_beside(adjudication.take_agreed, message)

    def _visit(self, place: "Disagreement") -> None:
        self._screen.close_top()
        self._navigator.visit(Location(place.source, place.span))


def _describe_decision(tags: "Mapping[str, Sequence[Annotation]]", people: "Sequence[str]") -> str:
    """Describe a decision: the people whose tags were taken, or that there is no tag, since they set none."""
    names = ", ".join(people)
    if any(tags[name] for name in people):
        return f"took {names}"
    return f"rejected: no tag here, as {names} {'has' if len(people) == 1 else 'have'} it" if people else "rejected"
