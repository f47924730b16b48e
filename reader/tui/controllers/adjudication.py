"""Deciding: the disagreements of those who tagged here, over the article."""

from typing import TYPE_CHECKING

from textual import work

from reader.errors import ReaderError
from reader.system.threads import run_now
from reader.text.article import Article, read_article
from reader.text.sanitize import sanitize_line
from reader.tui.controllers.tag_list import Overview

if TYPE_CHECKING:
    from concurrent.futures import Future

    from reader.collaboration.disagreements import Disagreement
    from reader.tui.screens.adjudication import Adjudicate
    from reader.workflows.adjudicate import Adjudication


class Deciding(Overview):
    """Keeps what it shows as it is; what is decided is done in app.py."""

    _adjudication: "Adjudication | None" = None

    def action_adjudicate(self) -> None:
        from reader.tui.screens.adjudication import Adjudicate

        self._adjudication = None
        self.push_screen(Adjudicate(self.workspace.creator, self._settings, self.keymap.groups["Disagreements"]))
        self._look_at_sides()

    @property
    def _adjudicate(self) -> "Adjudicate | None":
        """What is on the screen, if it is that."""
        if len(self.screen_stack) < 2:
            return None
        from reader.tui.screens.adjudication import Adjudicate

        return self.screen if isinstance(self.screen, Adjudicate) else None

    def _show_review(self, message: str = "") -> None:
        super()._show_review(message)
        if screen := self._adjudicate:
            screen.message = sanitize_line(message) or screen.message
            if self._adjudication is None or not self._adjudication.is_current:
                self._look_at_sides()

    @work(thread=True, group="sides", exclusive=True)
    def _look_at_sides(self) -> None:
        """It reads every source that has tags."""
        from reader.workflows.adjudicate import Adjudication

        self.call_from_thread(self._take_sides, run_now(lambda: Adjudication(self.workspace)))

    def _take_sides(self, looking: "Future[Adjudication]") -> None:
        screen = self._adjudicate
        if screen is None:
            return
        try:
            adjudication = looking.result()
        except ReaderError as error:
            screen.dismiss()
            self.notify(sanitize_line(str(error)), severity="warning", timeout=10, markup=False)
            return
        self._adjudication = adjudication
        screen.show(adjudication)
        if not adjudication.is_current:
            self._look_at_sides()

    def on_adjudicate_wanted(self, message: "Adjudicate.Wanted") -> None:
        self._read_beside(message.place)

    @work(thread=True, group="beside", exclusive=True)
    def _read_beside(self, place: "Disagreement") -> None:
        reading = run_now(lambda: read_article(self.workspace.source(place.source)))
        self.call_from_thread(self._take_beside, place, reading)

    def _take_beside(self, place: "Disagreement", reading: "Future[Article]") -> None:
        from reader.tui.screens.adjudication import stands

        screen = self._adjudicate
        if screen is None:
            return
        try:
            screen.article = article = reading.result()
        except ReaderError as error:
            screen.message = sanitize_line(str(error))
            return
        if not stands(place, article):
            self._look_at_sides()
