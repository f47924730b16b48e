"""Echoing: the echoes of the passage under the cursor, their index, and the sources that share statements."""

import contextlib
from threading import Lock
from time import monotonic, sleep
from typing import TYPE_CHECKING

from textual import on, work
from textual.timer import Timer
from textual.worker import get_current_worker

from reader.annotation.model.annotation import Annotation
from reader.text.article import Article
from reader.text.cursor import Cursor
from reader.tui.controllers.navigation import Location
from reader.tui.controllers.sources import BREATH, Reading
from reader.tui.controllers.suggestions import Penciling

if TYPE_CHECKING:
    from reader.insight.echoes.echo import Echo
    from reader.insight.echoes.excerpt import Excerpt
    from reader.tui.widgets.echo_pane import EchoPane

DEBOUNCE = 0.08  # seconds that the cursor rests before its echoes are looked up
SHOW_EVERY = 0.2  # seconds between looks at how far the index is
SETTLED = 2.0  # seconds after a change of the sources until they are compared anew


class Echoing(Penciling):
    """Nothing of it is imported or done before somebody asks for echoes the first time."""

    _echo_pane: "EchoPane | None" = None  # made when it is first shown
    _is_comparing = False
    _is_compared = False  # there is an index
    _resting: Timer | None = None

    def on_mount(self) -> None:
        self._asking = Lock()  # an index is asked from one thread at a time

    def action_echoes(self) -> None:
        """Opens the pane, comes to it, or closes it from there."""
        if self._is_open(self._echo_pane) and self._front is self._echo_pane:
            self._leave_aside(closes=True)
            return
        if self._echo_pane is None:
            from reader.tui.widgets.echo_pane import EchoPane

            self._echo_pane = EchoPane()
        self._open_aside(self._echo_pane)
        if self._is_compared:
            self._ask()
        else:
            self._echo_pane.wait("the sources are being compared …")
            self._compare()

    def action_leave_aside(self) -> None:
        self._leave_aside(closes=False)

    # The index

    @work(thread=True, group="echoes")
    def _compare(self) -> None:
        if self._is_comparing:
            return
        self._is_comparing = True
        echoes, shown = self.workspace.echoes, 0.0
        for _ in echoes.find():
            if get_current_worker().is_cancelled:
                return
            if monotonic() > shown + SHOW_EVERY:
                self.call_from_thread(self._show_comparing, echoes.progress)
                shown = monotonic()
            sleep(BREATH)
        self._is_comparing = False
        self.call_from_thread(self._take_compared)
        with contextlib.suppress(OSError):  # the next start only takes longer
            echoes.save()

    def _show_comparing(self, progress: str) -> None:
        if self._echo_pane and not self._is_compared:
            self._echo_pane.wait(progress)

    def _take_compared(self) -> None:
        self._is_compared = True
        self._ask()
        self._count_shared()

    @on(Reading.Changed)
    def _compare_again(self) -> None:
        if self._is_compared:
            self.set_timer(SETTLED, self._compare)

    # What is shown of it

    def _cursor_moved(self, cursor: Cursor | None) -> None:
        super()._cursor_moved(cursor)
        if self._is_compared and self._is_open(self._echo_pane):
            if self._resting:
                self._resting.stop()
            self._resting = self.set_timer(DEBOUNCE, self._ask)

    def _ask(self) -> None:
        if (cursor := self._view.cursor) and self._echo_pane and self._echo_pane.display:
            self._look_up(cursor)

    @work(thread=True, exclusive=True, group="echoes of the passage")
    def _look_up(self, cursor: Cursor) -> None:
        with self._asking:
            found = self.workspace.retellings(cursor.article, cursor.passage)
        if not get_current_worker().is_cancelled:
            self.call_from_thread(self._take_retellings, cursor, found)

    def _take_retellings(self, cursor: Cursor, found: "list[Excerpt]") -> None:
        if self._echo_pane and cursor is self._view.cursor:
            self._echo_pane.show(cursor, found)

    def _show_panes(self) -> None:
        was_shown = self._echo_pane is not None and self._echo_pane.display
        super()._show_panes()
        if self._is_compared and not was_shown:
            self._ask()

    # Sources that share statements

    def _show(self, article: Article) -> None:
        super()._show(article)
        if self._is_compared:
            self._count_shared()

    @work(thread=True, exclusive=True, group="shared")
    def _count_shared(self) -> None:
        id = self._list.opened
        with self._asking:
            shared = self.workspace.echoes.index.shared(id)
        if not get_current_worker().is_cancelled:
            self.call_from_thread(setattr, self._list, "shared", shared)

    def _keep_picture(self) -> None:
        """At the next start nothing is compared yet."""
        self._list.shared = {}
        super()._keep_picture()

    # What is done with echoes

    def on_echo_pane_chosen(self, message: "EchoPane.Chosen") -> None:
        there = message.retelling.echo.there
        self._visit(Location(there.source, there.span, message.retelling.exact))
        self._leave_aside(closes=False)

    def action_carry(self) -> None:
        """To what the pane lists: who does it sees what that is."""
        pane = self._echo_pane
        if pane is None or not pane.display or pane.cursor is not self._view.cursor:
            is_soon = self._is_comparing or (pane and pane.display)
            self._tell("looking for its echoes …" if is_soon else "list the echoes first: L", is_error=not is_soon)
            return
        annotation = self._nearest("there is no tag under the cursor to carry over: tag the passage first")
        if annotation is None:
            return
        echoes = [each.echo for each in pane.meant if _is_of(annotation, each.echo)]
        carried = list[Annotation]()
        with self._asking:
            is_done = self._try(lambda: carried.extend(self.workspace.carry(annotation, echoes)))
        if carried:
            what = "1 echo" if len(carried) == 1 else f"{len(carried)} echoes"
            self._after_change(f"tagged {what} {annotation.tag}, {self._kept} · u undoes")
        elif is_done:
            self._tell(f"no sure echo of it is listed that is no {annotation.tag} yet: space chooses others")


def _is_of(annotation: Annotation, echo: "Echo") -> bool:
    """Whether the echo is one of what was tagged. Of words alone a part can be told, of a reworded sentence none."""
    return echo.kind == "verbatim" or annotation.span.covers(echo.here.span)
