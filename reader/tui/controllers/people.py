"""The list of people: filled in the background, and its names joined and split."""

from collections.abc import Generator, Sequence
from functools import partial
from typing import TYPE_CHECKING

from reader.annotation.store.history import Step
from reader.errors import ReaderError
from reader.text.counted import counted
from reader.tui.commands import Command
from reader.tui.edits import Edits
from reader.tui.jobs import Jobs
from reader.tui.main_screen import MainScreen
from reader.tui.navigator import Navigator
from reader.tui.session import Location, Session
from reader.tui.status import StatusModel

if TYPE_CHECKING:
    from reader.annotation.model.people import Person
    from reader.tui.widgets.people_list import Named, PeopleList, PeopleRequest
    from reader.workspace.people_rows import PersonRow
    from reader.workspace.people_service import Mention

SLICE = 2000  # annotations whose fields are looked through between two keys


class PeopleController:
    """Shows and hides the list of people, and does what it asks for."""

    def __init__(
        self,
        session: Session,
        screen: MainScreen,
        jobs: Jobs,
        status: StatusModel,
        edits: Edits,
        navigator: Navigator,
    ) -> None:
        self._session, self._screen, self._jobs, self._status = session, screen, jobs, status
        self._edits, self._navigator, self._workspace = edits, navigator, session.workspace
        self._list: PeopleList | None = None  # made when it is first shown
        session.changed.subscribe(lambda _changes: self._show())
        screen.pane_focused.subscribe(lambda pane: self._show() if pane is self._list else None)

    def commands(self) -> list[Command]:
        """Return the command that shows the list."""
        return [Command("people", self.toggle, needs_annotations=True)]

    def toggle(self) -> None:
        """Open the list, or focus it; close it if it has the focus."""
        if self._screen.close_if_in_front(self._list):
            return
        if self._list is None:
            from reader.tui.widgets.people_list import PeopleList

            self._list = PeopleList(self._workspace.settings.tags, self._session.keymap, self._session.exact)
            self._list.requested.subscribe(self._do)
            self._screen.add_filter(self._list, self._list.typing, self._list.chose)
        self._screen.open_side_panel(self._list)

    @property
    def _is_open(self) -> bool:
        return self._screen.is_open(self._list)

    # Filling it

    def _show(self) -> None:
        """Find the names of people, and then those that may be joined, in a job."""
        if self._list and self._is_open:
            self._jobs.run("people", self._find(), exclusive=True, keys_wait=True, on_done=self._show_named)

    def _find(self) -> Generator[None, None, "Named"]:
        from reader.annotation.model.nearby import Nearby
        from reader.tui.widgets.people_list import Named
        from reader.workspace.people_service import Mention

        people, mentions = self._workspace.people, list[Mention]()
        annotations = people.annotations
        for start in range(0, len(annotations), SLICE):
            mentions += people.mentions(annotations[start : start + SLICE])
            yield
        offers = yield from people.offers_in_steps(mentions)
        tags = [tag.name for tag in self._workspace.settings.tags]
        return Named(people.persons(mentions), offers, Nearby(annotations, tags))

    def _show_named(self, named: "Named") -> None:
        if self._list:
            self._list.named = named

    # Doing what it asks for

    def _do(self, request: "PeopleRequest") -> None:
        match request.action:
            case "join":
                self._join(request.rows)
            case "split":
                self._make(partial(self._workspace.people.split, [row.name for row in request.rows]))
            case "card":
                mentions = [each for row in request.rows for each in row.mentions]
                self._session.card_wanted.emit(
                    list({each.annotation.id: each.annotation for each in mentions}.values())
                )
            case "copy":
                self._copy(request.rows)
            case "open" if found := request.rows[0].mentions:
                first = min(found, key=lambda each: (each.annotation.source, each.annotation.start))
                self._navigator.visit(Location.of_annotation(first.annotation))
                self._screen.leave_side_panel(closes=False)
            case "leave":
                self._screen.leave_side_panel(closes=False)

    def _copy(self, rows: Sequence["PersonRow"]) -> None:
        """Copy the quotes of some people, as `reader list --quotes` prints them."""
        from reader.reports.people import quote_lines
        from reader.tui.clipboard import copy_lines

        whole = {row.person for row in rows if not row.is_joined}
        found: dict[Person | None, list[Mention]] = {}
        for row in rows:
            if not (row.is_joined and row.person in whole):
                found.setdefault(row.person, []).extend(row.mentions)
        number = sum(map(len, found.values()))
        lines = list(quote_lines(found))
        self._status.set_status(copy_lines(self._screen.app, lines, counted(number, "quote")))

    def _join(self, rows: Sequence["PersonRow"]) -> None:
        """Join the names of some rows; for a single row, accept the join that is offered."""
        people = self._workspace.people
        if len(rows) > 1:
            self._make(partial(people.join, [row.name for row in rows]))
        elif offer := rows[0].offer:
            self._make(partial(people.join, list(offer.names), offer.to))
        else:
            error = "nothing is offered for this name: select others with space, then + joins them"
            self._edits.report(ReaderError(error))

    def _make(self, change: "partial[Step]") -> None:
        step = self._edits.attempt(change)
        if step and self._list:
            self._list.choose_none()
            self._edits.announce(step, f"{_said(step)}, {{saved}} · u undoes")


def _said(step: Step) -> str:
    """Return a message about what a step did: `2 names joined as Dmitry Peskov`."""
    verb, number, names, *rest = step.description.split()
    return " ".join([number, names, verb, *rest])
