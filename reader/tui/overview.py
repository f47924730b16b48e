"""Overview: the list of tags beside the article, or in its place where there is little room."""

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING

from textual import work
from textual.containers import Horizontal
from textual.widget import Widget
from textual.worker import get_current_worker

from reader.annotation.anchor import Status
from reader.text.article import Article
from reader.tui.footer import footer
from reader.tui.geometry import TWO_PANES
from reader.tui.searching import Searching

if TYPE_CHECKING:
    from reader.tui.palette import Action
    from reader.tui.tag_list import TagList

THREE_PANES = 120  # cells from which there is room for it beside the two others


class Overview(Searching):
    """Shows and hides the list and hands it the annotations; what it asks for is done in app.py."""

    _tag_list: "TagList | None" = None  # made when it is first shown
    _is_listed = False  # it is open, though another pane may hide it
    _fills = False  # it takes the whole screen

    def action_tag_list(self) -> None:
        """Opens it, comes to it, or closes it from there."""
        if self._is_listed and self._front is self._tag_list:
            self._leave_tag_list(closes=True)
            return
        if self._tag_list is None:
            from reader.tui.tag_list import TagList

            self._tag_list = TagList(self._settings.tags, self.keymap)
            self.query_one(Horizontal).mount(self._tag_list)
        self._is_listed = True
        self._list_tags()
        if self._tag_list.is_all:
            self._look_at_all()
        if cursor := self._view.cursor:
            near = [*self._under_cursor(cursor), self._view.annotations.beside(cursor.passage, 1)]
            self._tag_list.select(near[0].id if near[0] else "")
        self._focus(self._tag_list)

    def action_fill(self) -> None:
        self._fills = not self._fills
        self._show_panes()

    def _leave_tag_list(self, *, closes: bool) -> None:
        self._is_listed = self._is_listed and not closes
        self._fills = False
        self._focus(self._view)

    def _show_panes(self) -> None:
        super()._show_panes()
        if self._tag_list is None:
            return
        is_front = self._front is self._tag_list
        is_beside = self._width >= THREE_PANES and not (self._fills and is_front)
        self._tag_list.display = self._is_listed and (is_front or is_beside)
        self._tag_list.styles.width = self._width // 3 if is_beside else "1fr"
        if is_front and not is_beside:
            self._list.display = self._view.display = False

    def action_switch_pane(self) -> None:
        """From the sources to the article, from there to the tags, if they are listed."""
        panes: list[Widget] = [self._list, self._view]
        if self._tag_list and self._is_listed:
            panes.append(self._tag_list)
        at = next((number for number, pane in enumerate(panes) if pane is self._front), 0)
        self._focus(panes[(at + 1) % len(panes)])

    def on_descendant_focus(self) -> None:
        super().on_descendant_focus()
        if self._tag_list and self._tag_list.has_focus:
            self._front = self._tag_list

    def _show_footer(self) -> None:
        if self._tag_list and self.focused is self._tag_list:
            keys = footer(self.keymap, self._tag_list.PLACE, is_narrow=self._width < TWO_PANES)
            self._keys.keys = self._tag_list.typing_keys or keys
        else:
            super()._show_footer()

    def actions(self) -> Iterator["Action"]:
        yield from super().actions()
        if self._tag_list and self._is_listed:
            from reader.tui.palette import Action

            for key in self.keymap.groups["List of tags"]:
                run = partial(self.run_action, key.action, self._tag_list)
                yield Action("List of tags", key.label, key.shown, run)

    def _keep_picture(self) -> None:
        """The next start does not show the list."""
        if not self._is_listed:
            super()._keep_picture()

    # What it lists

    def _show(self, article: Article) -> None:
        super()._show(article)
        self._list_tags()

    def _list_tags(self) -> None:
        """As they are now. All of them as they are kept; those of the article where they stand in it."""
        tag_list = self._tag_list
        if tag_list is None or not self._is_listed:
            return
        if tag_list.is_all:
            tag_list.annotations = self.workspace.annotations
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
