"""The quote check: marks beside quotations, the pane with the original, and verdicts that are kept on the tags."""

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING

from reader.annotation.store.history import Step
from reader.text.counted import counted
from reader.tui.checked_quotes import CheckedQuotes
from reader.tui.commands import Command, PaletteAction
from reader.tui.edits import MANY, Edits, with_new_ones
from reader.tui.main_screen import MainScreen
from reader.tui.navigator import Navigator
from reader.tui.palette_search import Names
from reader.tui.quote_checks import CHECKING, QuoteChecks
from reader.tui.session import Location, Reading, Session
from reader.tui.side_offers import SideOffers
from reader.tui.status import StatusModel

if TYPE_CHECKING:
    from textual.timer import Timer

    from reader.insight.quote_check.verdict import Checked, Evidence
    from reader.tui.widgets.check_pane import CheckPane
    from reader.workspace.verdict_service import ToKeep

RESTS = 0.1  # seconds that the cursor rests before the pane follows it
NO_ORIGINALS = "no originals yet: put them into a folder named originals"
TOLD = ("not-found", "altered", "spliced", "shortened")  # the verdicts that are reported and visited
MOST_UNASKED = 3  # verdicts that are kept at once without a question
HEADING = "Quote check"  # over its actions in the palette
FAULT_RANK, EXACT_RANK = 0, 2  # the order among panels that open by themselves


class QuoteCheckController:
    """Shows the verdicts on the quotations of the open article, and keeps them."""

    def __init__(
        self,
        session: Session,
        screen: MainScreen,
        status: StatusModel,
        edits: Edits,
        navigator: Navigator,
        checks: QuoteChecks,
        quotes: CheckedQuotes,
        offers: SideOffers,
    ) -> None:
        self._session, self._screen, self._status, self._checks = session, screen, status, checks
        self._edits, self._navigator, self._workspace = edits, navigator, session.workspace
        self._quotes, self._offers = quotes, offers
        self._pane: CheckPane | None = None  # made when it is first shown
        self._is_awaited = False  # whether to go to the next quotation once all are checked
        self._back: Location | None = None  # the quotation that the original was gone to from
        self._resting: Timer | None = None
        self._wanted: tuple[Sequence[Checked] | None, list[ToKeep]] = None, []  # what to keep of the quotations
        checks.checked.subscribe(self._checked)
        session.cursor_moved.subscribe(lambda _reading: self._cursor_moved())
        session.changed.subscribe(lambda _changes: self._changed())
        screen.panes_fitted.subscribe(lambda _nothing: checks.want_lesser_evidence(is_wanted=self._is_open))

    def commands(self) -> list[Command]:
        """Return the commands that show verdicts, go through them and keep them."""
        return [
            Command("check", self.toggle, needs_annotations=True),
            Command("next_not_exact", self.go_to_next, needs_annotations=True),
            Command("check_go", self._go),
            Command("check_keep", self._keep, needs_annotations=True),
            Command("check_keep_all", self._keep_all, needs_annotations=True),
        ]

    def palette_actions(self) -> Iterator[PaletteAction]:
        """Yield an action that keeps the verdicts of the article, if there are any to keep, and one for all sources."""
        words = ("keep verdicts", "keep all verdicts", "verify all", "link originals")
        if number := len(self._to_keep()):
            label = f"keep {counted(number, 'verdict')} of this article"
            yield PaletteAction(HEADING, Names("", label, words, changes_several=True), self._keep_all)
        if self._checks.has_originals:
            label = "keep the verdicts of all sources"
            yield PaletteAction(HEADING, Names("", label, words, changes_several=True), self._keep_everywhere)

    def _changed(self) -> None:
        self._wanted = None, []
        self._show()

    def _checked(self, reading: Reading) -> None:
        self._screen.view_of(reading).show_verdicts(self._checks.verdicts_in(reading))
        self._show()
        if self._is_awaited and reading is self._session.reading:
            self._is_awaited = False
            self.go_to_next()

    # The pane

    def toggle(self) -> None:
        """Open the pane, or focus it; close it if it has the focus."""
        if self._screen.close_if_in_front(self._pane):
            return
        pane = self._made_pane()
        self._checks.want_lesser_evidence(is_wanted=True)
        self._show()
        self._screen.open_side_panel(pane)

    def _made_pane(self) -> "CheckPane":
        if self._pane is None:
            from reader.tui.widgets.check_pane import CheckPane

            self._pane = CheckPane()
        return self._pane

    @property
    def _is_open(self) -> bool:
        return self._screen.is_open(self._pane)

    def _cursor_moved(self) -> None:
        here = self._quotes.here() if self._checks.found else None
        if here and (said := self._what_to_tell(here)):
            (key,) = self._session.keymap.get("check")
            more = f" · {key.shown} shows {'the original' if here.original else 'more'}" if key.names else ""
            self._status.set_status(f"{said}{more}", short=said)
        if (self._is_open or self._offers.are_wanted) and self._back is None and self._checks.has_originals:
            if self._resting:
                self._resting.stop()
            self._resting = self._screen.set_timer(RESTS, self._show)

    def _show(self) -> None:
        """Show the quotation under the cursor, unless its original is being looked at."""
        self._offer()
        if self._pane and (self._back is None or self._is_back_home):
            self._back = None
            checked = self._quotes.here()
            found = self._checks.found if self._checks.is_checking or self._checks.found else ()
            note = self._note(checked) if self._checks.has_originals else NO_ORIGINALS
            self._pane.show(checked, found, note, is_looking=self._checks.is_looking_beside, hint=self._hint())

    def _note(self, checked: "Checked | None") -> str:
        """Return a message about the verdict that was kept on a quotation; empty if there is none."""
        (key,) = self._session.keymap.get("check-keep")
        return self._quotes.note(checked, key.shown) if checked else ""

    def _hint(self) -> str:
        """Return a message about how many verdicts can be kept, and with which key; empty if none can."""
        (key,), number = self._session.keymap.get("check-keep-all"), len(self._to_keep())
        return f"{key.shown} keeps {'all ' if number > 1 else ''}{number:,}" if key.names and number else ""

    def _offer(self) -> None:
        """Show the check of the quotation under the cursor where a panel opens by itself."""
        here = self._quotes.here() if self._offers.are_wanted and self._back is None else None
        if here and self._pane is None:
            self._pane = self._made_pane()
        is_told = here is not None and here.verdict in TOLD
        self._offers.put(FAULT_RANK, self._pane if is_told else None)
        self._offers.put(EXACT_RANK, self._pane if here and not is_told else None)

    @property
    def _is_back_home(self) -> bool:
        article = self._session.reading.article
        return bool(article and self._back and article.source.id == self._back.source)

    def _what_to_tell(self, here: "Checked") -> str:
        """Return the status line's message about the quotation under the cursor; empty if nothing is wrong."""
        known = self._quotes.known(here)
        if known.is_out_of_date:
            return f"kept as {known.kept}, out of date · now {_said(here)}"
        return _said(here) if here.verdict in TOLD else ""

    # Going from one to the next, and to the original

    def go_to_next(self) -> None:
        """Go to the next quotation that is not exact, or wait until the quotations are checked."""
        cursor, found = self._session.reading.cursor, self._checks.found
        if cursor is None:
            return
        if found is None or not self._checks.has_originals:
            self._is_awaited = self._checks.has_originals
            self._status.set_status(CHECKING if self._is_awaited else NO_ORIGINALS, is_error=not self._is_awaited)
            return
        after = (each for each in found if each.verdict in TOLD and each.span.start > cursor.passage.start)
        if following := next(after, None):
            self._navigator.visit(Location(following.source, following.span, following.exact))
            self._show()
            self._status.set_status(_said(following))
        else:
            self._status.set_status("no quotation further down that is not exact")

    def _go(self) -> None:
        """Go to the original, or from there back to the quotation; the keys stay in the pane."""
        shown = self._pane.checked if self._pane else None
        if self._back and not self._is_back_home:
            location, self._back = self._back, None
            self._navigator.travel(location)
        elif shown and (there := [*shown.places, *shown.quoted_in]):
            self._back = Location(shown.source, shown.span, shown.exact)
            self._navigator.visit(_location(there[0]))
        else:
            self._status.set_status("there is no original to go to", is_error=True)
            return
        if self._pane:
            self._screen.focus_pane(self._pane)

    # Keeping

    def _keep(self) -> None:
        """Keep the verdict and the link to the original on the quote."""
        from reader.workspace.verdict_service import ToKeep

        checked, article = self._quotes.here(), self._session.reading.article
        quote = self._quotes.tag_on(checked) if checked else None
        if checked is None or article is None:
            self._status.set_status("no checked quotation here", is_error=True)
        elif checked.verdict == "not-compared":
            self._status.set_status(f"{_said(checked)}, so there is no verdict to keep", is_error=True)
        elif quote is None:
            self._status.set_status("this quotation has no tag: V closes this, then q tags it", is_error=True)
        else:
            said = f"{checked.verdict}, linked to the original" if checked.original else _said(checked)
            self._keep_these([ToKeep(quote, article.digest, checked)], f"{said}, {{saved}}")

    def _to_keep(self) -> "list[ToKeep]":
        """Return the verdicts of the open article that can be kept but are not yet."""
        reading, found = self._session.reading, self._checks.found
        if reading.article is None or not found:
            return []
        if self._wanted[0] is not found:  # else the palette would look for them at every key
            wanted = self._workspace.verdicts.to_keep(reading.annotations, found, reading.article.digest)
            self._wanted = found, wanted
        return self._wanted[1]

    def _keep_all(self) -> None:
        """Keep the verdicts of the article at once; if all are kept, those of all sources."""
        found = self._checks.found
        if found is None or not self._checks.has_originals:
            self._status.set_status(CHECKING if self._checks.is_checking else NO_ORIGINALS, is_error=True)
        elif not (wanted := self._to_keep()):
            self._keep_everywhere()
        else:
            without = sum(self._quotes.tag_on(each) is None for each in found if each.verdict != "not-compared")
            self._ask(wanted, "of this article", _without_tag(without))

    def _keep_everywhere(self) -> None:
        """Check all sources, and keep the verdicts that are not kept yet."""
        self._status.set_status(CHECKING)
        question = self._workspace.verdicts.to_keep_everywhere()
        self._checks.run_everywhere(question, self._status.set_status, self._ask_everywhere)

    def _ask_everywhere(self, wanted: "list[ToKeep]") -> None:
        sources = len({each.quote.source for each in wanted})
        if wanted:
            self._ask(wanted, f"in {sources:,} {'source' if sources == 1 else 'sources'}", [])
        else:
            self._status.set_status("the verdict on every quote is kept")

    def _ask(self, wanted: "list[ToKeep]", where: str, more: Sequence[str]) -> None:
        """Say how many verdicts would be kept, and keep them if the user confirms; keep just a few at once."""
        number = len(wanted)
        act = partial(self._keep_these, wanted, f"kept {counted(number, 'verdict')} {where}, {{saved}} · u undoes")
        if number <= MOST_UNASKED:
            self._edits.consent.ask_in_burst(number, f"keep {counted(number, 'verdict')}", act)
            return
        others = sum(not self._workspace.fields.is_own(each.quote) for each in wanted)
        counts = Counter(each.checked.verdict for each in wanted)
        found = (f"{number:,} {verdict.replace('-', ' ')}" for verdict, number in counts.most_common())
        details = [" · ".join(found), *more]
        details += [f"{others:,} are on quotes of others: you get tags of your own"] * bool(others)
        reason = "Each quote gets its verdict, and a link to the original if there is one."
        self._edits.consent.ask(f"keep {counted(number, 'verdict')} {where}", reason, act, details)

    def _keep_these(self, wanted: "list[ToKeep]", message: str) -> None:
        def kept(step: Step) -> None:
            self._kept(step, with_new_ones(message, step, [each.quote for each in wanted]))

        self._edits.change_beside(lambda: self._workspace.verdicts.keep(wanted), kept)

    def _kept(self, step: Step, message: str) -> None:
        if len(step.changes) > MANY:
            self._edits.announce_all(message)
        else:
            self._edits.announce(step, message)


def _without_tag(number: int) -> list[str]:
    """Return a line about the quotations that have no tag on which a verdict could be kept."""
    if not number:
        return []
    return ["1 quotation has no tag: q tags it" if number == 1 else f"{number:,} quotations have no tag: q tags them"]


def _location(evidence: "Evidence") -> Location:
    return Location(evidence.source, evidence.span, evidence.exact)


def _said(checked: "Checked") -> str:
    from reader.insight.quote_check.side_by_side import verdict_words

    return verdict_words(checked)
