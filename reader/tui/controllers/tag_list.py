"""Overview: the list of tags beside the article, or in its place where there is little room."""

from typing import TYPE_CHECKING

from textual import work
from textual.worker import get_current_worker

from reader.annotation.anchoring.anchor import Status
from reader.text.article import Article
from reader.tui.aside import Aside

if TYPE_CHECKING:
    from reader.tui.widgets.tag_list import TagList


class Overview(Aside):
    """Shows and hides the list and hands it the annotations; what it asks for is done in app.py."""

    _tag_list: "TagList | None" = None  # made when it is first shown

    def action_tag_list(self) -> None:
        """Opens it, comes to it, or closes it from there."""
        if self._is_open(self._tag_list) and self._front is self._tag_list:
            self._leave_aside(closes=True)
            return
        if self._tag_list is None:
            from reader.tui.widgets.tag_list import TagList

            self._tag_list = TagList(self._settings.tags, self.keymap)
        self._open_aside(self._tag_list)
        self._list_tags()
        if self._tag_list.is_all:
            self._look_at_all()
        if cursor := self._view.cursor:
            near = [*self._under_cursor(cursor), self._view.annotations.beside(cursor.passage, 1)]
            self._tag_list.select(near[0].id if near[0] else "")

    # What it lists

    def _show(self, article: Article) -> None:
        super()._show(article)
        self._list_tags()

    def _list_tags(self) -> None:
        """As they are now. All of them as they are kept; those of the article where they stand in it."""
        tag_list = self._tag_list
        if tag_list is None or not self._is_open(tag_list):
            return
        if tag_list.is_all:
            tag_list.annotations = self.workspace.annotations.in_order
        elif cursor := self._view.cursor:
            article = cursor.article
            found = [] if self.workspace.anchoring.is_slow(article) else self.workspace.anchoring.of(article)
            tag_list.set_reactive(type(tag_list).statuses, {each.annotation.id: each.status for each in found})
            tag_list.annotations = [each.present for each in found]

    def _switch_scope(self) -> None:
        assert self._tag_list
        self._tag_list.is_all = not self._tag_list.is_all
        self._list_tags()
        if self._tag_list.is_all:
            self._look_at_all()

    @work(thread=True, exclusive=True, group="statuses")
    def _look_at_all(self) -> None:
        """It reads every source that has tags."""
        worker, statuses = get_current_worker(), dict[str, Status]()
        for some in self.workspace.statuses():
            if worker.is_cancelled:
                return
            statuses |= some
        self.call_from_thread(self._take_statuses, statuses)

    def _take_statuses(self, statuses: dict[str, Status]) -> None:
        if self._tag_list and self._tag_list.is_all:
            self._tag_list.statuses = statuses
