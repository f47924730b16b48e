"""Aside: one more pane, beside the two others or, where there is little room, in their place."""

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING

from textual.containers import Horizontal
from textual.widget import Widget

from reader.settings.keys import PLACES
from reader.tui.controllers.search_all import Searching
from reader.tui.geometry import TWO_PANES
from reader.tui.widgets.footer import footer

if TYPE_CHECKING:
    from reader.tui.screens.palette import Action

THREE_PANES = 120  # cells from which there is room for it beside the two others


class Aside(Searching):
    """Knows which pane it is; what that shows is told by the parts above this one."""

    _aside: Widget | None = None  # the one that is open, though another pane may hide it
    _fills = False  # it takes the whole screen

    def _is_open(self, pane: Widget | None) -> bool:
        return pane is not None and pane is self._aside

    def _open_aside(self, pane: Widget) -> None:
        """In place of the one that was open."""
        if not pane.is_attached:
            self.query_one(Horizontal).mount(pane)
        if self._aside and self._aside is not pane:
            self._aside.display = False
        self._aside = pane
        self._focus(pane)

    def _leave_aside(self, *, closes: bool) -> None:
        if closes and self._aside:
            self._aside.display = False
            self._aside = None
        self._fills = False
        self._focus(self._view)

    def action_fill(self) -> None:
        self._fills = not self._fills
        self._show_panes()

    def _show_panes(self) -> None:
        super()._show_panes()
        if self._aside is None:
            return
        is_front = self._front is self._aside
        is_beside = self._width >= THREE_PANES and not (self._fills and is_front)
        self._aside.display = is_front or is_beside
        self._aside.styles.width = self._width // 3 if is_beside else "1fr"
        if is_front and not is_beside:
            self._list.display = self._view.display = False

    def action_switch_pane(self) -> None:
        """From the sources to the article, from there to the third one, if it is open."""
        panes = [pane for pane in (self._list, self._view, self._aside) if pane]
        at = next((number for number, pane in enumerate(panes) if pane is self._front), 0)
        self._focus(panes[(at + 1) % len(panes)])

    def on_descendant_focus(self) -> None:
        super().on_descendant_focus()
        if self._aside and self._aside.has_focus:
            self._front = self._aside

    def _show_footer(self) -> None:
        if self._aside and self.focused is self._aside:
            keys = footer(self.keymap, self.place, is_narrow=self._width < TWO_PANES)
            self._keys.keys = getattr(self._aside, "typing_keys", ()) or keys
        else:
            super()._show_footer()

    def actions(self) -> Iterator["Action"]:
        yield from super().actions()
        if self._aside:
            from reader.tui.screens.palette import Action

            heading = PLACES[getattr(self._aside, "PLACE", self._view.PLACE)][0]
            for key in self.keymap.groups[heading]:
                yield Action(heading, key.label, key.shown, partial(self.run_action, key.action, self._aside))

    def _keep_picture(self) -> None:
        """The next start does not show it."""
        if self._aside is None:
            super()._keep_picture()
