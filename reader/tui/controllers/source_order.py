"""The order and the filter of the sources: what they need to know about a source is found out in jobs when needed."""

from collections.abc import Generator, Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING

from reader.text.sanitize import sanitize_line
from reader.tui.commands import Command, PaletteAction
from reader.tui.jobs import Job, Jobs
from reader.tui.main_screen import MainScreen
from reader.tui.palette_search import Names
from reader.tui.quote_checks import QuoteChecks
from reader.tui.session import Changes, Session
from reader.workspace.catalog.ranking import CHANGED, LEFT, NEEDS, PATH, TAGS, known_orders

if TYPE_CHECKING:
    from reader.workspace.catalog.source_query import SourceFacts
    from reader.workspace.catalog.source_terms import Fact

SHOW_EVERY = 0.5  # seconds between two looks at what was found by now
# Other words under which the palette finds an order
WORDS = {
    CHANGED: ("newest first", "sort by date", "recent", "last changed"),
    LEFT: ("most suggestions", "sort by suggestions"),
    PATH: ("sort by name", "usual order"),
    TAGS: ("most tags", "sort by count"),
}
LOOKING = {"left": "counting", "lang": "languages", "changed": "changes"}


class SourceOrderController:
    """Orders the list of sources, and tells it what its filter and its order need to know."""

    def __init__(self, session: Session, screen: MainScreen, jobs: Jobs, checks: QuoteChecks) -> None:
        self._session, self._screen, self._jobs, self._checks = session, screen, jobs, checks
        self._workspace = session.workspace
        self._known: set[Fact] = set()  # the facts known of all sources and unchanged since
        self._looking: dict[Fact, Job] = {}
        jobs.keys_wait_while(lambda: bool(self._looking or screen.sources.looking) and screen.sources.has_focus)
        screen.sources.finder.facts = self._facts
        screen.sources.finder.needed.subscribe(self._look_for)
        session.changed.subscribe(self._changed)
        session.sources_changed.subscribe(lambda _nothing: self._known.clear())
        session.ending.subscribe(lambda _nothing: self._forget())
        checks.told.subscribe(lambda _nothing: self._take_verdicts())

    def commands(self) -> list[Command]:
        """Return the command that orders the list."""
        return [Command("order_sources", self._order, needs_annotations=True)]

    def palette_actions(self) -> Iterator[PaletteAction]:
        """Yield an action for each order."""
        for name in known_orders(self._workspace.settings.tags):
            shown = sanitize_line(name)
            words = (f"sort by {shown}", f"order by {shown}", *WORDS.get(name, ()))
            yield PaletteAction(
                "Sources", Names("", f"order the sources by {shown}", words), partial(self._order, name)
            )

    def _order(self, name: str = "") -> None:
        """Order by a fact, by default the next one; from another pane, go to the list."""
        sources = self._screen.sources
        if not sources.has_focus:
            self._screen.focus_pane(sources)
        sources.finder.wish(turns=0 if name else 1, name=name)
        sources.find_again()

    def _facts(self) -> "SourceFacts":
        workspace = self._workspace
        verdicts = self._checks.everywhere or {}
        return workspace.survey.facts(workspace.done.marks, workspace.people.people, self._known, verdicts)

    def _changed(self, changes: Changes) -> None:
        """Look at the tags again when somebody next asks; unchanged sources are not read again."""
        self._known -= {"left", "changed"}
        if changes.changes is None and self._screen.sources.filter:
            self._screen.sources.find_again()

    # Looking into the sources

    def _look_for(self, facts: "frozenset[Fact]") -> None:
        if "verdict" in facts:
            self._checks.ask_everywhere()
        for fact in facts - self._known - self._looking.keys() - {"verdict"}:
            steps = self._steps(fact, self._ids_for(fact))
            self._looking[fact] = self._jobs.run(
                "survey",
                steps,
                every=SHOW_EVERY,
                on_progress=partial(self._show, fact),
                on_done=partial(self._end, fact),
            )

    def _ids_for(self, fact: "Fact") -> Sequence[str]:
        ids = self._screen.sources.entries.ids_to_read
        if fact != "changed":
            return ids
        counts = self._workspace.annotations.counts()
        return [id for id in ids if id in counts]

    def _steps(self, fact: "Fact", ids: Sequence[str]) -> Generator[str, None, None]:
        steps = self._workspace.survey.find(fact, ids)
        for number, _ in enumerate(steps, 1):
            yield f"{LOOKING[fact]} {number:,} of {len(ids):,} …"

    def _show(self, fact: "Fact", progress: str) -> None:
        sources = self._screen.sources
        if fact not in sources.finder.needs and not sources.finder.is_running:  # nobody asks any more
            self._looking.pop(fact).cancel()
            sources.looking = ""
            return
        sources.looking = progress
        sources.facts.show_left(self._workspace.survey.left, [])
        sources.find_again()

    def _end(self, fact: "Fact", _nothing: None) -> None:
        sources = self._screen.sources
        self._looking.pop(fact, None)
        self._known.add(fact)
        sources.looking = ""
        sources.facts.show_left(self._workspace.survey.left, [])
        sources.finder.wish(is_anew=fact in NEEDS.get(sources.finder.ranking.name, ()))
        sources.find_again()

    def _take_verdicts(self) -> None:
        """Show how far the quote check is, or what was found, if the filter asks for verdicts."""
        sources = self._screen.sources
        if "verdict" in sources.finder.needs:
            sources.looking = self._checks.progress
            if not sources.looking:
                sources.find_again()

    def _forget(self) -> None:
        """Show all sources by path, without what is left in them, as the next start will."""
        self._screen.sources.facts.show_left({}, [])
        self._screen.sources.show_all()
