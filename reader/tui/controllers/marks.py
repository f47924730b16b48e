"""Marks: a key marks a place or removes the mark, and another one lists the marks of all sources."""

from collections.abc import Generator, Sequence
from functools import partial
from typing import TYPE_CHECKING

from reader.text.article import Article
from reader.text.quotation_marks import in_marks
from reader.tui.article.rows import fit
from reader.tui.commands import Command
from reader.tui.jobs import Jobs
from reader.tui.main_screen import MainScreen
from reader.tui.navigator import Navigator
from reader.tui.opening import Opening
from reader.tui.session import Location, Reading, Session
from reader.tui.startup.gate import StartupGate
from reader.tui.status import StatusModel
from reader.workspace.reading_state import marks_file

if TYPE_CHECKING:
    from reader.tui.widgets.mark_list import MarkList, MarkRequest
    from reader.workspace.marks import Mark

SHOWN = 30  # cells of a passage in a message


class MarksController:
    """Sets marks, shows them in the gutter, and lists them."""

    def __init__(
        self,
        session: Session,
        screen: MainScreen,
        jobs: Jobs,
        status: StatusModel,
        opening: Opening,
        navigator: Navigator,
        gate: StartupGate,
    ) -> None:
        self._session, self._screen, self._jobs, self._status = session, screen, jobs, status
        self._opening, self._navigator, self._gate = opening, navigator, gate
        self._workspace = session.workspace
        self._list: MarkList | None = None  # made when it is first shown
        self._is_used = False  # whether there was ever a mark; before, nothing is loaded for marks
        session.opened.subscribe(self._show)
        session.ending.subscribe(lambda _nothing: self._forget())

    def commands(self) -> list[Command]:
        """Return the commands that mark a place and list the marks."""
        return [Command("mark", self._toggle), Command("marks", self._toggle_list)]

    def start(self) -> None:
        """Show the marks once the start is over."""
        self._gate.after_start(self._begin)

    def _begin(self) -> None:
        self._is_used = marks_file(self._workspace.paths.source_root).exists()
        self._show_everywhere()

    # In the article

    def _show_everywhere(self) -> None:
        for reading in self._session.readings:
            self._show(reading)

    def _forget(self) -> None:
        """Show no marks, since at the next start there are none yet."""
        for view in self._screen.views:
            view.show_marks(())

    def _show(self, reading: Reading) -> None:
        """Show the marks of an open article, and remember where they are now."""
        article = reading.article
        if article is None or not self._is_used:
            return
        find = partial(self._workspace.marks.of, article)
        if self._workspace.marks.is_slow(article):
            self._jobs.call(
                f"marks{reading.name}", find, exclusive=True, on_done=partial(self._show_these, reading, article)
            )
        else:
            self._show_these(reading, article, find())

    def _show_these(self, reading: Reading, article: Article, marks: "Sequence[Mark]") -> None:
        if reading.article is not article or reading not in self._session.readings:
            return
        self._screen.view_of(reading).show_marks([each.span for each in marks])
        try:
            self._workspace.marks.follow(article, marks)
        except OSError as error:
            self._complain(error)

    def _toggle(self) -> None:
        """Mark the passage under the cursor, or remove its mark."""
        cursor = self._session.reading.cursor
        if cursor is None or self._opening.reread():
            return
        try:
            is_marked = self._workspace.marks.toggle(cursor.article, cursor.passage)
        except OSError as error:
            self._complain(error)
            return
        self._is_used = True
        self._show_everywhere()
        self._list_again()
        self._status.set_status("marked, saved · M lists the marks" if is_marked else "mark removed, saved")

    def _complain(self, error: OSError) -> None:
        self._status.set_status(f"the mark is not saved: {error.strerror or error}", is_error=True)

    # The list

    def _toggle_list(self) -> None:
        """Open the list, or focus it; close it if it has the focus."""
        if not self._screen.close_if_in_front(self._list):
            self._screen.open_side_panel(self._made())
            self._list_again()

    def _made(self) -> "MarkList":
        if self._list is None:
            from reader.tui.widgets.mark_list import MarkList

            self._list = MarkList(self._session.keymap, self._session.exact)
            self._list.title_of = self._title_of
            self._list.requested.subscribe(self._do)
            self._screen.add_filter(self._list, self._list.typing)
        return self._list

    def _title_of(self, source: str) -> str:
        entries = self._workspace.sources.catalog.entries
        index = entries.index(source)
        return source if index is None else entries.title(index)

    def _list_again(self) -> None:
        """List the marks in a job that reads their sources."""
        if self._screen.is_open(self._list):
            self._jobs.run("list of marks", self._find(), exclusive=True, keys_wait=True, on_done=self._made().show)

    def _find(self) -> "Generator[None, None, list[Mark]]":
        found: list[Mark] = []
        for some in self._workspace.marks.everywhere():
            found += some
            yield
        return found

    def _do(self, request: "MarkRequest") -> None:
        match request.action:
            case "open":
                self._go_to(request.marks[0])
            case "remove":
                self._remove(request.marks)
            case "leave":
                self._screen.leave_side_panel(closes=False)

    def _go_to(self, mark: "Mark") -> None:
        self._navigator.visit(Location(mark.stored.source, mark.span, mark.gone))
        self._screen.leave_side_panel(closes=False)

    def _remove(self, marks: "Sequence[Mark]") -> None:
        from reader.text.shown_passage import shown_beginning

        try:
            self._workspace.marks.remove([each.id for each in marks])
        except OSError as error:
            self._complain(error)
            return
        self._made().choose_none()
        self._show_everywhere()
        self._list_again()
        words = in_marks(fit(shown_beginning(marks[0].stored.source, marks[0].stored.exact), SHOWN))
        self._status.set_status(
            f"removed the mark on {words}, saved" if len(marks) == 1 else f"removed {len(marks)} marks, saved"
        )
