"""Reviewing: the list of tags to look at, since their sources changed."""

from textual import work

from reader.annotation.anchoring.anchor import Anchored
from reader.text.sanitize import sanitize_line
from reader.tui.controllers.saving import Keeping


class Reviewing(Keeping):
    """Keeps that list as it is; what is decided on it is done in app.py."""

    def on_mount(self) -> None:
        self._elsewhere: list[Anchored] = []  # what is to be looked at in other sources than the open one

    def action_review(self) -> None:
        from reader.tui.screens.review import (
            Review,  # dialogs are imported when they open: a start does not wait for them
        )

        cursor = self._view.cursor
        passage = cursor.passage.of(cursor.article.text) if cursor else ""
        self.push_screen(Review(self._unsure_here(), passage, self.keymap.groups["Review"]))
        self._look_elsewhere()

    def _show_review(self, message: str = "") -> None:
        """What is left to look at, if that is what is on the screen."""
        if len(self.screen_stack) < 2:
            return
        from reader.tui.screens.review import Review

        if isinstance(self.screen, Review):
            get = self.workspace.store.get
            self._elsewhere = [each for each in self._elsewhere if get(each.annotation.id) == each.annotation]
            self.screen.found = [*self._unsure_here(), *self._elsewhere]
            self.screen.message = sanitize_line(message)

    def _unsure_here(self) -> list[Anchored]:
        cursor = self._view.cursor
        return self.workspace.anchoring.unsure_in(cursor.article) if cursor else []

    @work(thread=True, group="elsewhere", exclusive=True)
    def _look_elsewhere(self) -> None:
        cursor = self._view.cursor
        found = self.workspace.unsure_elsewhere(cursor.article.source.id if cursor else "")
        self.call_from_thread(self._take_elsewhere, found)

    def _take_elsewhere(self, found: list[Anchored]) -> None:
        self._elsewhere = found
        self._show_review()
