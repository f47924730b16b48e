"""The claim ledger as a list: a row for each statement, which unfolds while it is selected."""

from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from typing import NamedTuple

from rich.segment import Segment
from textual.reactive import reactive
from textual.strip import Strip

from reader.annotation.model.annotation import Annotation
from reader.annotation.model.claim_ledger import ClaimRow, claim_words, rating_of
from reader.annotation.model.filter import Filter
from reader.annotation.model.filter_hints import why_nothing
from reader.annotation.model.links import Link
from reader.annotation.model.nearby import Nearby
from reader.annotation.model.people import People
from reader.settings import Tag
from reader.settings.keymap import Keymap
from reader.settings.keys import PANES
from reader.settings.pane_keys import CLAIMS
from reader.text.counted import counted
from reader.text.quotation_marks import in_marks
from reader.text.sanitize import sanitize, sanitize_line
from reader.text.shown_passage import ONE_LINE
from reader.tui.article.marks import RATINGS, GutterMark
from reader.tui.article.rows import fit
from reader.tui.bindings import bindings
from reader.tui.cell_widths import cell_len
from reader.tui.claim_view import NO_PLACES, ORDERS, ClaimQuery, ClaimView, Order, numbers_of, people_of, ratings_of
from reader.tui.event import Event
from reader.tui.exact_mode import ExactMode
from reader.tui.session import Location
from reader.tui.textual_internals import add_bindings
from reader.tui.widgets.filtered_list import FilteredList
from reader.tui.widgets.tag_rows import CHOSEN
from reader.tui.widgets.virtual_list import VirtualList
from reader.tui.widgets.whose import next_person, only
from reader.tui.widgets.wrapping import wrapped

MAY_BE_SAME = "≈"
OPEN_MARK = GutterMark("○", "quiet")
RATING = 12  # cells of the column of the rating at least, and of its longest name
WIDE = 110  # cells from which differing ratings, and several people, have more room
MOST_RATING, MOST_WHO = {False: 14, True: 24}, {False: 12, True: 24}  # cells, where it is wide and where it is not
MOST_DETAILS = 8  # rows that a statement unfolds into
MOST_LINES = 3  # of a passage
LEAD = 27  # cells before what a detail says
Detail = tuple[str, str]  # a word on the left, and what it is about


class Columns(NamedTuple):
    """The widths of the columns of a row, in cells."""

    rating: int
    statement: int
    numbers: int
    who: int


@dataclass(frozen=True, slots=True)
class ClaimRequest:
    """Something to be done with rows of the ledger.

    Attributes:
        action: `rate`, `join`, `card`, `copy`, `open` or `leave`.
        rows: The rows.
        rating: The rating to give; empty for any other action.
    """

    action: str
    rows: Sequence[ClaimRow]
    rating: str = ""


class ClaimList(FilteredList[ClaimRow], can_focus=True):
    """A list of statements, which asks for the chosen ones, or the selected one, to be rated or joined.

    Its owner answers `wanted` with the statements to show, which may take long; `take` shows the answer.

    Attributes:
        annotations: All annotations in order of place.
        order: One of `ORDERS`.
        whose: The person whose claims are shown; None for everyone.
        people: The names that mean one person.
        offers: By the id of a row, the statements that may be the same.
        wanted: Emits what is to be shown.
        requested: Emits what is to be done.
    """

    PLACE = "claims"
    WORDS = "claims"
    BINDINGS = bindings((*CLAIMS, *PANES))
    DEFAULT_CSS = "ClaimList { background: $surface; }"

    order: reactive[Order] = reactive(ORDERS[0], repaint=False)
    whose: reactive[str | None] = reactive(None, repaint=False)

    def __init__(
        self, tags: Sequence[Tag], claim_tags: frozenset[str], ratings: Sequence[str], keymap: Keymap, exact: ExactMode
    ) -> None:
        super().__init__(keymap, exact, "filter-claims")
        self.requested = Event[ClaimRequest]()
        self.people = People()
        self.offers: Mapping[str, Sequence[ClaimRow]] = {}
        self._claim_tags, self._ratings = claim_tags, ratings
        self._tags = {tag.name: tag for tag in tags}
        self._fields = frozenset(each.name for tag in tags for each in tag.fields)
        self._nearby = Nearby(())
        self.wanted = Event[ClaimQuery]()
        self.annotations: Sequence[Annotation] = ()
        self._view = ClaimView()
        self._viewed: Sequence[Annotation] = ()  # the annotations that the view is of
        self._asked: ClaimQuery | None = None  # what was asked for last
        self._unfolded: tuple[object, Sequence[Detail]] = None, ()  # row and offers, and the lines for them
        self.HINT = " words, or rating: near: in: wording: has: by: source: note:"
        add_bindings(self, bindings([key for key in keymap.groups["Claims"] if not key.id]))

    def show(self, annotations: Sequence[Annotation], *, is_anew: bool) -> None:
        """List the claims among annotations, reordered or with the visible ones in their places."""
        self.annotations = annotations
        self._find(NO_PLACES if is_anew else self._view.places)

    def show_offers(self, offers: Mapping[str, Sequence[ClaimRow]]) -> None:
        """Show which statements may be the same as others."""
        self.offers = offers
        self.changed()

    def watch_order(self) -> None:
        """Sort again."""
        self.find_anew()

    def watch_whose(self) -> None:
        """Show the claims of another person, or of everyone."""
        self.find_anew()

    # The rows that are shown

    def find_matching(self) -> None:
        """Ask for the matching rows, and leave rows that have a place in it."""
        self._find(self._view.places)

    def find_anew(self) -> None:
        """Ask for the matching rows, reordered."""
        self._find(NO_PLACES)

    def _find(self, places: Mapping[str, int]) -> None:
        words = self._words() if self.filter else None
        rows = self._view.ledger if self.annotations is self._viewed else None
        is_ordered_anew = self.is_filtering and self._asked is not None and not self._asked.places
        self._asked = ClaimQuery(
            self.annotations,
            self._claim_tags,
            self._ratings,
            words,
            self.order,
            NO_PLACES if is_ordered_anew else places,
            rows,
            self.whose,
        )
        self.is_filtering = True
        self.wanted.emit(self._asked)

    def _words(self) -> Filter:
        if self._nearby.annotations is not self.annotations:
            self._nearby = Nearby(self.annotations, list(self._tags))
        return Filter(self.filter, self._fields, self.exact.is_on, self.people, self._tags, nearby=self._nearby)

    def take(self, asked: ClaimQuery, view: ClaimView) -> None:
        """Show the rows that were found, unless something else was asked for since; keep the selection."""
        if asked is not self._asked:
            return
        before = self.shown[self.selected].claims if self.selected < len(self.shown) else ()
        self.is_filtering, self._view, self._viewed, self.shown = False, view, asked.annotations, view.shown
        self.chosen = {id for id in self.chosen if id in view.places and view.shown[view.places[id]].id == id}
        at = next((view.places[each.id] for each in before if each.id in view.places), self.selected)
        self.set_reactive(VirtualList.selected, self.validate_selected(at))
        self.changed()

    def hints(self) -> Sequence[str]:
        """Return hints about a filter that nothing matches."""
        return why_nothing(self.filter, list(self._tags.values()), {each.tag for each in self.annotations})

    def id_of(self, item: ClaimRow) -> str:
        """Return the id of the first claim."""
        return item.id

    @property
    def place_beside(self) -> Location | None:
        """The first claim of the selected row, which can be shown beside the article."""
        selected = self.shown[self.selected : self.selected + 1]
        return Location.of_annotation(selected[0].claims[0]) if selected else None

    def shown_ids(self) -> Set[str]:
        """Return the ids of all statements that are shown."""
        return self._view.ids

    @property
    def ledger(self) -> Sequence[ClaimRow]:
        """All statements, in order of place."""
        return self._view.ledger

    @property
    def total(self) -> int:
        """The number of statements that the filter chooses from."""
        return len(self._view.ledger)

    # Places: the selected row unfolds

    @property
    def _details(self) -> Sequence[Detail]:
        """The lines that the selected row unfolds into, made once: every line that is drawn asks for them."""
        if self.selected >= len(self.shown):
            return ()
        row = self.shown[self.selected]
        of = row, self.offers.get(row.id, ()), self.size.width - self.scrollbar_gutter.width - 2
        if self._unfolded[0] != of:
            self._unfolded = of, self._details_of(*of)
        return self._unfolded[1]

    def _details_of(self, row: ClaimRow, offers: Sequence[ClaimRow], width: int) -> Sequence[Detail]:
        passages = dict.fromkeys(tuple(self._passage(each, row, width)) for each in row.claims)
        found = [detail for passage in passages for detail in passage]
        found += [(link.type, _end(link)) for _, link in row.evidence]
        found += [("note", each.note) for each in row.claims if each.note]
        found += [("same? r joins", f"{each.sources[0]}: {each.statement}") for each in offers]
        more = len(found) - MOST_DETAILS + 1
        return [*found[: MOST_DETAILS - 1], ("…", f"{more:,} more, which reader claims lists")] if more > 1 else found

    def _passage(self, claim: Annotation, row: ClaimRow, width: int) -> Iterator[Detail]:
        """Yield the place of a claim with its passage, unless that is the statement and all of it is in sight."""
        about = " · ".join([claim.source, *([rating_of(claim)] if len(row.ratings) > 1 else [])])
        words = claim_words(claim)
        if words == row.statement and cell_len(words) < self._columns(width).statement:
            yield about, ""
            return
        lines = wrapped(sanitize(in_marks(words[:ONE_LINE])), width - LEAD)
        lines[MOST_LINES - 1 :] = [" ".join(lines[MOST_LINES - 1 :])]
        yield from zip([about, *[""] * MOST_LINES], filter(None, lines), strict=False)

    @property
    def details(self) -> int:
        """The number of rows that the selected statement unfolds into."""
        return len(self._details)

    def watch_selected(self) -> None:
        """Unfold another row."""
        self.changed()

    # Drawing

    @property
    def heading(self) -> tuple[str, str]:
        """The words of the heading: how many sources there are, how many statements are open, and the order."""
        sources, is_open = self._view.sources, self._view.open
        where = f"in {counted(sources, 'source')}" if sources else ""
        number = ", ".join(filter(None, [where, f"{is_open:,} open" if is_open else ""]))
        return " · ".join(filter(None, ["claims", *only(self.whose), number])), f"O order: {self.order}"

    def segments(self, number: int, row: int, width: int) -> Sequence[Segment]:
        """Return the row of a statement, or one of those that it unfolds into."""
        if row:
            return self._detail(*self._details[row - 1], width)
        each, theme = self.shown[number], self.theme_styles
        chosen = Segment(CHOSEN if each.id in self.chosen else " ", theme.accent)
        mark = RATINGS.get(each.ratings[0], OPEN_MARK)
        same = MAY_BE_SAME if self.offers.get(each.id) else " "
        columns = self._columns(width)
        rating, who = fit(ratings_of(each), columns.rating), fit(people_of(each), columns.who)
        numbers = f"{numbers_of(each):<{columns.numbers}}"
        statement = Strip([Segment(fit(sanitize_line(each.statement[:ONE_LINE]), columns.statement - 1), theme.text)])
        return [
            chosen,
            Segment(same, theme.accent),
            Segment(f"{mark.sign} ", getattr(theme, mark.tone)),
            Segment(f"{rating:<{columns.rating + 2}}", theme.quiet),
            *statement.adjust_cell_length(columns.statement),
            Segment(numbers, theme.quiet),
            Segment(who, theme.quiet),
        ]

    def _columns(self, width: int) -> Columns:
        is_wide = width >= WIDE
        rating = max(RATING, min(MOST_RATING[is_wide], self._view.widest_rating))
        numbers, who = self._view.widest_numbers + 1, min(MOST_WHO[is_wide], self._view.widest_people)
        return Columns(rating, max(10, width - rating - 6 - numbers - who), numbers, who)

    def _detail(self, about: str, text: str, width: int) -> Sequence[Segment]:
        if not text:
            return [Segment("     "), Segment(fit(sanitize_line(about), max(0, width - 5)), self.theme_styles.quiet)]
        left = Strip([Segment("     "), Segment(fit(sanitize_line(about), 20), self.theme_styles.quiet)])
        words = fit(sanitize(" ".join(text.split())), max(0, width - LEAD))
        return [*left.adjust_cell_length(LEAD), Segment(words, self.theme_styles.text)]

    # Keys

    def action_order(self) -> None:
        """Order by rating, by the number of sources, or by place."""
        self.order = ORDERS[(ORDERS.index(self.order) + 1) % len(ORDERS)]

    def action_whose(self) -> None:
        """Show the next person's claims, and finally everyone's."""
        turn = next_person((claim.creator for row in self.ledger for claim in row.claims), self.whose, self.WORDS)
        if turn.refusal or not self.ledger:
            self.refuse(turn.refusal or self.nothing)
        else:
            self.whose = turn.whose

    def action_rate(self, rating: str) -> None:
        """Ask for a rating of the targets."""
        self.ask("rate", self.targets, rating)

    def request(self, action: str, items: Sequence[ClaimRow], value: str) -> None:
        """Emit a request; of `rate`, the value is the rating."""
        self.requested.emit(ClaimRequest(action, items, value))


def _end(link: Link) -> str:
    """Return where a link leads, and its note."""
    return f"{link.words} · {link.note}" if link.note else link.words
