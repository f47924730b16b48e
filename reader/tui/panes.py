"""The panes beside the list of sources: one article or two, and the side panel."""

from collections.abc import MutableMapping
from typing import TYPE_CHECKING

from textual.containers import Horizontal
from textual.widget import Widget

from reader.tui.article.view import ArticleView
from reader.tui.geometry import CLOSED, SIDE
from reader.tui.pane_layout import PaneLayout
from reader.tui.session import Reading, Session
from reader.tui.textual_internals import FixedSize

if TYPE_CHECKING:
    from reader.tui.widgets.two_sides import Frame


class Panes(Horizontal, FixedSize):
    """The panes, side by side."""


class OpenArticles:
    """The views of the open articles: mostly there is one, and two may stand side by side.

    Attributes:
        views: The views, the left one first.
        frame: The line between two articles, and their titles; None while there is one.
        is_together: Whether two articles are scrolled together.
    """

    def __init__(self, session: Session, first: ArticleView, panes: Panes) -> None:
        """Take the view that is always open, and the panes among which a second one is put."""
        self._session, self._panes = session, panes
        self.views: tuple[ArticleView, ...] = (first,)
        self.frame: Frame | None = None
        self.is_together = True
        self._watch(first)

    @property
    def is_split(self) -> bool:
        """True while two articles stand side by side."""
        return len(self.views) > 1

    @property
    def scrolled(self) -> str:
        """The scrolling of two articles, `together` or `apart`; empty while there is one."""
        return ("together" if self.is_together else "apart") if self.is_split else ""

    @property
    def current(self) -> ArticleView:
        """The article that the keys work on."""
        return self.of(self._session.reading)

    def of(self, reading: Reading) -> ArticleView:
        """Return the view that shows a reading."""
        return next(view for view in self.views if view.reading is reading)

    def add(self, view: ArticleView, frame: "Frame") -> None:
        """Put a second article to the right of the first."""
        self._panes.mount(frame.divider, view, after=self.views[0])
        self._panes.mount(frame.titles)
        self._watch(view)
        self.views, self.frame = (*self.views, view), frame
        self._slim()

    def drop(self, view: ArticleView) -> None:
        """Take one of two articles off the screen, which the keys must have left."""
        self.views = tuple(each for each in self.views if each is not view)
        frame, self.frame = self.frame, None
        for widget in (view, *((frame.divider, frame.titles) if frame else ())):
            widget.display = False
            widget.remove()
        self._slim()

    def _slim(self) -> None:
        for view in self.views:
            view.side.set_slim(self.is_split)

    def fit(self, layout: PaneLayout) -> None:
        """Show the articles that a layout has room for."""
        top, right, bottom = layout.margin
        for view in self.views:
            view.display = layout.articles == "all" or (layout.articles == "one" and view is self.current)
            view.styles.margin = (top, right, bottom, 0)
        if self.frame:
            self.frame.fit(is_split=layout.articles == "all", has_titles=layout.has_titles, below=bottom)

    def _watch(self, view: ArticleView) -> None:
        session = self._session
        view.side.placed.subscribe(lambda _nothing: session.placed.emit(view.reading))
        view.laid_out.subscribe(lambda _nothing: session.placed.emit(session.reading))


class SidePanel:
    """The third pane, which holds one panel at a time: opened by a key, or by itself.

    Attributes:
        panel: The panel; None if there is none. Another pane may hide it where there is little room.
        is_by_key: Whether a key opened it; if not, it opened by itself.
        declined: The panels that somebody closed, so that they do not open by themselves.
    """

    def __init__(self, panes: Panes, choices: MutableMapping[str, str]) -> None:
        """Put panels among the panes; `choices` remembers whether panels may open by themselves."""
        self._panes, self._choices = panes, choices
        self.panel: Widget | None = None
        self.is_by_key = True
        self.declined: set[Widget] = set()

    def has(self, panel: Widget | None) -> bool:
        """Return whether a panel is here, shown or covered by the article."""
        return panel is not None and self.panel is panel

    @property
    def place(self) -> str:
        """The name of the panel, as `PLACES` has it; that of the article if there is none."""
        return getattr(self.panel, "PLACE", ArticleView.PLACE)

    @property
    def sheet_rows(self) -> int:
        """The rows that the panel takes below the article if there is no room beside it; 0 if it cannot be there."""
        return getattr(self.panel, "sheet_rows", 0)

    @property
    def is_kept_closed(self) -> bool:
        """True if somebody closed a panel, so that none opens by itself, even after the next start."""
        return self._choices.get(SIDE) == CLOSED

    def open(self, panel: Widget) -> None:
        """Show a panel that a key has opened."""
        self.declined.discard(panel)
        if _is_remembered(panel):
            self._choices.pop(SIDE, None)
        self._put(panel, is_by_key=True)

    def offer(self, panel: Widget | None) -> None:
        """Show a panel that opens by itself; None shows none."""
        self._put(panel, is_by_key=False)

    def _put(self, panel: Widget | None, *, is_by_key: bool) -> None:
        if panel and not panel.is_attached:
            self._panes.mount(panel)
        if self.panel and self.panel is not panel:
            self.panel.display = False
        self.panel, self.is_by_key = panel, is_by_key

    def close(self, *, declines: bool) -> None:
        """Close the panel; if that declines it, it no longer opens by itself."""
        if self.panel and declines:
            self.declined.add(self.panel)
            if _is_remembered(self.panel):
                self._choices[SIDE] = CLOSED
        if self.panel:
            self.panel.display = False
            self.panel = None

    def fit(self, layout: PaneLayout) -> None:
        """Show the panel in the place that a layout has for it."""
        if panel := self.panel:
            (kind, size), is_below = layout.panel, layout.panel.kind == "below"
            panel.display, panel.styles.dock = kind != "hidden", "bottom" if is_below else "none"
            panel.styles.height = size if is_below else "1fr"
            panel.styles.width = "100%" if is_below else size or "1fr"


def _is_remembered(panel: Widget) -> bool:
    """Return whether closing a panel is remembered for the next start, so that none then opens by itself."""
    return bool(getattr(panel, "IS_REMEMBERED", False))
