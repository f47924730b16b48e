"""The claim ledger: shown full screen, its rows rated and joined, each time as one step."""

from collections.abc import Callable, Generator, Sequence
from functools import partial
from typing import TYPE_CHECKING

from reader.annotation.store.history import Step
from reader.system.garbage import without_collection
from reader.system.threads import run_to_end
from reader.text.counted import counted
from reader.tui.commands import Command
from reader.tui.comparison import Comparison
from reader.tui.edits import Edits
from reader.tui.jobs import Jobs
from reader.tui.main_screen import MainScreen
from reader.tui.memory import spare_from_collection
from reader.tui.navigator import Navigator
from reader.tui.session import Location, Session
from reader.tui.status import StatusModel

if TYPE_CHECKING:
    from reader.annotation.model.claim_ledger import ClaimRow
    from reader.tui.claim_view import ClaimQuery, ClaimView
    from reader.tui.widgets.claim_list import ClaimList, ClaimRequest

AT_ONCE = 2000  # a key waits for the ledger of up to so many annotations


class ClaimsController:
    """Shows and hides the ledger, fills it, and does what it asks for."""

    def __init__(
        self,
        session: Session,
        screen: MainScreen,
        jobs: Jobs,
        status: StatusModel,
        edits: Edits,
        navigator: Navigator,
        comparison: Comparison,
    ) -> None:
        self._session, self._screen, self._jobs, self._status = session, screen, jobs, status
        self._edits, self._navigator, self._comparison = edits, navigator, comparison
        self._workspace = session.workspace
        self._list: ClaimList | None = None  # made when it is first shown
        session.changed.subscribe(lambda _changes: self._show(is_anew=False))
        comparison.ended.subscribe(lambda _nothing: self._look_for_offers())

    def commands(self) -> list[Command]:
        """Return the command that shows the ledger."""
        return [Command("claims", self.toggle, needs_annotations=True)]

    def toggle(self) -> None:
        """Open the ledger, or focus it; close it if it has the focus."""
        if self._screen.close_if_in_front(self._list):
            return
        if self._list is None:
            from reader.tui.widgets.claim_list import ClaimList

            claims, session = self._workspace.claims, self._session
            tags = self._workspace.settings.tags
            self._list = ClaimList(tags, claims.tags, claims.ratings, session.keymap, session.exact)
            self._list.wanted.subscribe(self._find)
            self._list.requested.subscribe(self._do)
            self._screen.add_filter(self._list, self._list.typing, self._list.chose)
        was_at_echoes = self._screen.side.place == "echoes"
        self._screen.open_side_panel(self._list, fills=True)
        if was_at_echoes:
            (carry,) = self._session.keymap.get("carry")
            self._status.set_status(f"these are the claims; the key that copies a tag to its echoes is {carry.shown}")
        self._show(is_anew=True)

    @property
    def _is_open(self) -> bool:
        return self._screen.is_open(self._list)

    def _show(self, *, is_anew: bool) -> None:
        if self._list and self._is_open:
            self._list.people = self._workspace.people.people
            self._list.show(self._workspace.annotations.in_order, is_anew=is_anew)

    def _find(self, asked: "ClaimQuery") -> None:
        """Find what the ledger is to show: at once if there is little to search, else in a job."""
        from reader.tui.claim_view import find_view

        if len(asked.annotations) > AT_ONCE:
            take = partial(self._take, asked)
            self._jobs.run("ledger", self._find_many(asked), exclusive=True, keys_wait=True, on_done=take)
        else:
            self._take(asked, run_to_end(find_view(asked)))

    def _find_many(self, asked: "ClaimQuery") -> "Generator[None, None, ClaimView]":
        """Find what a large ledger is to show, and keep it out of the way of garbage collection."""
        from reader.tui.claim_view import find_view

        with without_collection():
            view = yield from find_view(asked)
            spare_from_collection(self._workspace.store)
            return view

    def _take(self, asked: "ClaimQuery", view: "ClaimView") -> None:
        if self._list:
            self._list.take(asked, view)
            self._look_for_offers()

    # Rows that may be the same

    def _look_for_offers(self) -> None:
        """Look in a job for rows that may be the same; compare the sources first."""
        if not (self._list and self._is_open):
            return
        if self._comparison.is_done:
            find = self._comparison.in_turn(partial(self._find_offers, self._list.ledger))
            self._jobs.call("offers of claims", find, exclusive=True, on_done=self._show_offers)
        elif len(self._list.annotations) > 1:
            self._comparison.start()

    def _find_offers(self, rows: "Sequence[ClaimRow]") -> "dict[str, list[ClaimRow]]":
        return self._workspace.claims.offers(rows, self._workspace.echoes.index)

    def _show_offers(self, offers: "dict[str, list[ClaimRow]]") -> None:
        if self._list:
            self._list.show_offers(offers)

    # Doing what it asks for

    def _do(self, request: "ClaimRequest") -> None:
        rows = request.rows
        match request.action:
            case "rate":
                rate = partial(self._workspace.claims.rate, rows, request.rating)
                what, said = counted(len(rows), "claim"), f"{counted(len(rows), 'claim')} {request.rating}"
                make = partial(self._make, rows, rate, said)
                self._edits.consent.ask_in_burst(len(rows), f"rate {what} {request.rating}", make)
            case "join":
                if len(rows) == 1 and self._list:  # what is offered for it
                    rows = [*rows, *self._list.offers.get(rows[0].id, ())]
                join = partial(self._workspace.claims.join, rows)
                self._make(rows, join, f"{counted(len(rows), 'claim')} joined as the same")
            case "card":
                self._session.card_wanted.emit([claim for row in rows for claim in row.claims])
            case "copy":
                self._copy(rows)
            case "open":
                self._visit(rows[0])
            case "leave":
                self._screen.leave_side_panel(closes=True)

    def _visit(self, row: "ClaimRow") -> None:
        self._navigator.visit(Location.of_annotation(row.claims[0]))
        self._screen.leave_side_panel(closes=True)

    def _copy(self, rows: "Sequence[ClaimRow]") -> None:
        from reader.reports.claims import row_lines
        from reader.tui.clipboard import copy_lines

        lines = [line for row in rows for line in row_lines(row)]
        self._status.set_status(copy_lines(self._screen.app, lines, counted(len(rows), "claim")))

    def _make(self, rows: "Sequence[ClaimRow]", change: Callable[[], Step], said: str) -> None:
        claims = [claim for row in rows for claim in self._workspace.claims.changed(row)]
        if self._edits.make_many(len(rows), change, f"{said}, {{saved}} · u undoes", of=claims) and self._list:
            self._list.choose_none()
