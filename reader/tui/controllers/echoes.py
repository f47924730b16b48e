"""Echoes: the pane with the echoes of the passage, their index, and the sources that share statements."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from reader.annotation.model.annotation import Annotation
from reader.text.counted import counted
from reader.text.cursor import Cursor
from reader.text.sanitize import sanitize_line
from reader.tui.article.rows import fit
from reader.tui.commands import Command
from reader.tui.comparison import Comparison
from reader.tui.edits import Edits
from reader.tui.jobs import Job, Jobs
from reader.tui.main_screen import MainScreen
from reader.tui.navigator import Navigator
from reader.tui.session import Location, Reading, Session
from reader.tui.side_offers import SideOffers
from reader.tui.status import StatusModel

if TYPE_CHECKING:
    from textual.timer import Timer

    from reader.insight.echoes.echo import Echo
    from reader.insight.echoes.excerpt import Excerpt
    from reader.tui.widgets.echo_pane import EchoPane

DEBOUNCE = 0.08  # seconds that the cursor rests before its echoes are looked up
MOST_UNSHOWN = 3  # echoes that get a tag at once; if there are more, they are shown first
MOST_SHOWN = 8  # of them
RANK = 3  # the order among panels that open by themselves: the last
MOST = 0.8  # the share of a tagged passage that a verbatim echo must have


class EchoesController:
    """Shows echoes, and gives them tags. Nothing is imported or compared before echoes are first asked for."""

    def __init__(
        self,
        session: Session,
        screen: MainScreen,
        jobs: Jobs,
        status: StatusModel,
        edits: Edits,
        navigator: Navigator,
        comparison: Comparison,
        offers: SideOffers,
    ) -> None:
        self._session, self._screen, self._jobs, self._status = session, screen, jobs, status
        self._edits, self._navigator, self._workspace = edits, navigator, session.workspace
        self._comparison, self._offers = comparison, offers
        self._pane: EchoPane | None = None  # made when it is first shown
        self._was_shown = False
        self._resting: Timer | None = None
        self._asked: Job | None = None  # the job that looks up the passage's echoes
        self._is_awaited = False  # somebody was told that the echoes are being looked for
        jobs.keys_wait_while(lambda: self._is_shown and self._is_looking and not offers.has(self._pane))
        session.opened.subscribe(self._opened)
        session.switched.subscribe(lambda _reading: self._count_shared())
        session.cursor_moved.subscribe(self._cursor_moved)
        session.ending.subscribe(lambda _nothing: self._forget_shared())
        comparison.progressed.subscribe(self._show_comparing)
        comparison.ended.subscribe(lambda _nothing: self._compared())
        screen.panes_fitted.subscribe(lambda _nothing: self._ask_if_shown_again())

    def commands(self) -> list[Command]:
        """Return the commands that show echoes and tag them."""
        return [
            Command("echoes", self.toggle, needs_annotations=True),
            Command("carry", self.propagate, needs_annotations=True),
        ]

    def toggle(self) -> None:
        """Open the pane, or focus it; close it if it has the focus."""
        if self._screen.close_if_in_front(self._pane):
            return
        pane = self._made_pane()
        self._screen.open_side_panel(pane)
        if self._comparison.is_done:
            self._ask()
        else:
            pane.wait("comparing the sources …")
            self._comparison.start()

    def _made_pane(self) -> "EchoPane":
        if self._pane is None:
            from reader.tui.widgets.echo_pane import EchoPane

            self._pane = EchoPane()
            self._pane.chosen.subscribe(self._go_to)
        return self._pane

    @property
    def _is_open(self) -> bool:
        return self._screen.is_open(self._pane)

    @property
    def _is_shown(self) -> bool:
        """True if the pane is in sight."""
        return self._pane is not None and self._pane.display

    @property
    def _is_looking(self) -> bool:
        """True if the echoes of the passage are being looked up."""
        is_asked = self._asked is not None and self._asked.is_running
        return is_asked or self._resting is not None or (self._comparison.is_running and not self._comparison.is_done)

    # The comparison

    def _show_comparing(self, progress: str) -> None:
        if self._pane and not self._comparison.is_done:
            self._pane.wait(progress)

    def _compared(self) -> None:
        self._ask()
        self._count_shared()

    # The pane

    def _opened(self, reading: Reading) -> None:
        self._count_shared()
        self._cursor_moved(reading)

    def _cursor_moved(self, _reading: Reading) -> None:
        if self._comparison.is_done and (self._is_open or self._offers.are_wanted):
            if self._resting:
                self._resting.stop()
            self._resting = self._screen.set_timer(DEBOUNCE, self._ask)

    def _ask(self) -> None:
        """Look up the echoes of the passage, if the pane is in sight or may open by itself."""
        if self._resting:
            self._resting.stop()
            self._resting = None
        cursor = self._session.reading.cursor
        if cursor and (self._is_shown or self._offers.are_wanted):
            self._asked = self._jobs.call(
                "echoes of the passage",
                self._comparison.in_turn(lambda: self._workspace.echoes.excerpts(cursor.article, cursor.passage)),
                exclusive=True,
                on_done=lambda found: self._show_found(cursor, found),
            )

    def _show_found(self, cursor: Cursor, found: "list[Excerpt]") -> None:
        if cursor is not self._session.reading.cursor:
            return
        if self._offers.are_wanted:
            self._offers.put(RANK, self._made_pane() if found else None)
        if self._pane:
            self._pane.show(cursor, found)
            if self._is_awaited:
                self._status.set_status("the echoes are listed now: Y copies the tag to them")
            self._is_awaited = False

    def _ask_if_shown_again(self) -> None:
        was_shown, self._was_shown = self._was_shown, self._is_shown
        if self._comparison.is_done and not was_shown:
            self._ask()

    # Sources that share statements

    def _count_shared(self) -> None:
        if self._comparison.is_done:
            id = self._screen.sources.opened
            count = self._comparison.in_turn(lambda: self._workspace.echoes.index.shared(id))
            self._jobs.call("shared", count, exclusive=True, on_done=self._show_shared)

    def _show_shared(self, shared: Mapping[str, int]) -> None:
        self._screen.sources.facts.show_shared(shared)

    def _forget_shared(self) -> None:
        """Show no shared statements: at the next start nothing is compared yet."""
        self._screen.sources.facts.show_shared({})

    # Going to an echo, and tagging echoes

    def _go_to(self, excerpt: "Excerpt") -> None:
        there = excerpt.echo.there
        self._navigator.visit(Location(there.source, there.span, excerpt.exact))
        self._screen.leave_side_panel(closes=False)

    def propagate(self) -> None:
        """Copy the tag under the cursor to echoes, but only while the pane lists them for the reader to see."""
        pane = self._pane
        if pane is None or not pane.display or pane.cursor is not self._session.reading.cursor:
            self._say_what_is_missing()
            return
        under = self._session.reading.under_cursor()
        if not under:
            self._status.set_status("no tag here to copy: tag the passage first", is_error=True)
            return
        annotation = under[0]
        targets = [each for each in pane.targets if each.can_have_tag and _concerns(annotation, each.echo)]
        if not targets:
            self._status.set_status(
                f"no echo here is verbatim or sure, so none is tagged {annotation.tag}", is_error=True
            )
            return
        what = f"copy {annotation.tag} to {counted(len(targets), 'echo', 'echoes')}"
        act = lambda: self._copy(annotation, [each.echo for each in targets])  # noqa: E731
        if len(targets) <= MOST_UNSHOWN:
            self._edits.consent.ask_in_burst(len(targets), what, act)
        else:
            self._edits.consent.ask(what, f"These passages get the tag {annotation.tag}:", act, _lines(targets))

    def _copy(self, annotation: Annotation, echoes: "list[Echo]") -> None:
        step = self._edits.attempt(
            self._comparison.in_turn(lambda: self._workspace.echoes.propagate(annotation, echoes))
        )
        if step and step.changes:
            tagged = counted(len(step.changes), "echo", "echoes")
            self._edits.announce(step, f"tagged {tagged} as {annotation.tag}, {{saved}} · u undoes")
        elif step:
            self._status.set_status(f"the echoes that are verbatim or sure are tagged {annotation.tag} already")

    def _say_what_is_missing(self) -> None:
        """Say why nothing is copied: the echoes are still being looked for, or are not in sight."""
        if not self._is_shown:
            message = "looking for echoes …" if self._comparison.is_running else "list the echoes first: press L"
            self._status.set_status(message, is_error=not self._comparison.is_running)
            return
        if not self._is_looking:
            self._ask()
        self._is_awaited = True
        self._status.set_status("looking for echoes …")


def _lines(targets: "Sequence[Excerpt]") -> list[str]:
    """Return a line for each of the first echoes, with the title of its source, and the number of the others."""
    from reader.text.shown_passage import shown_beginning

    lines = [
        f"{fit(sanitize_line(each.title), 20)} · {shown_beginning(each.echo.there.source, each.exact)[:80]}"
        for each in targets[:MOST_SHOWN]
    ]
    others = len(targets) - MOST_SHOWN
    return [*lines, f"and {counted(others, 'echo', 'echoes')} more"] if others > 0 else lines


def _concerns(annotation: Annotation, echo: "Echo") -> bool:
    """Return whether a tag concerns an echo: it must cover a reworded one, and a verbatim one must have most of it."""
    here, span = echo.here.span, annotation.span
    common = min(here.end, span.end) - max(here.start, span.start)
    return common >= MOST * (span.end - span.start) if echo.kind == "verbatim" else span.covers(here)
