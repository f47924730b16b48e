"""Side panels that open by themselves, without the focus, if there is enough room and they have something to say."""

from textual.widget import Widget

from reader.tui.main_screen import MainScreen


class SideOffers:
    """Panels by rank: among those that have something to say, the one with the lowest rank is shown."""

    def __init__(self, screen: MainScreen) -> None:
        """Show panels on a screen."""
        self._screen = screen
        self._by_rank: dict[int, Widget] = {}

    @property
    def are_wanted(self) -> bool:
        """True if a panel may open by itself now."""
        return self._screen.opens_by_itself

    def put(self, rank: int, panel: Widget | None) -> None:
        """Take the panel of a rank, and show it unless there is one of lower rank, or one opened by a key.

        Args:
            rank: The rank.
            panel: The panel; None if the controller with this rank has nothing to say.
        """
        self._by_rank.pop(rank, None)
        screen = self._screen
        if panel and panel not in screen.side.declined:
            self._by_rank[rank] = panel
        shown = screen.side.panel
        if shown and (screen.side.is_by_key or screen.is_in_front(shown)):
            return
        best = self._by_rank[min(self._by_rank)] if self._by_rank and self.are_wanted else None
        if best is not shown:
            screen.place_side_panel(best)

    def has(self, panel: Widget | None) -> bool:
        """Return whether a panel is the side panel, and has opened by itself."""
        return self._screen.is_open(panel) and not self._screen.side.is_by_key

    def hand_back(self) -> None:
        """Go back to the article, and leave the side panel as if it had opened by itself."""
        self._screen.side.is_by_key = False
        self._screen.leave_side_panel(closes=False)
