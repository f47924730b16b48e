"""The list of people: who is named in all sources, by which names, and how often."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from rich.segment import Segment
from textual.reactive import reactive
from textual.strip import Strip

from reader.annotation.model.join_offers import JoinOffer
from reader.annotation.model.nearby import Nearby
from reader.annotation.model.people import Name, Person
from reader.settings import Tag
from reader.settings.keymap import Keymap
from reader.settings.keys import PANES
from reader.settings.pane_keys import PEOPLE
from reader.text.sanitize import sanitize, sanitize_line
from reader.tui.article.rows import fit
from reader.tui.bindings import bindings
from reader.tui.event import Event
from reader.tui.exact_mode import ExactMode
from reader.tui.widgets.filtered_list import FilteredList
from reader.tui.widgets.tag_rows import CHOSEN
from reader.workspace.people_rows import PeopleFilter, PersonRow, count_offers, person_rows
from reader.workspace.people_service import Mention

ROOM_FOR_SOURCES = 66  # cells from which the number of sources is beside that of quotes
BY_QUOTES, BY_NAME = "quotes", "name"


@dataclass(frozen=True, slots=True)
class Named:
    """The people who are named, and the offers to join them.

    Attributes:
        found: The mentions of each person.
        offers: The offers, by name.
        nearby: All annotations by their places, to find those that stand beside one another.
    """

    found: Mapping[Person, Sequence[Mention]] = field(default_factory=dict)
    offers: Mapping[Name, JoinOffer] = field(default_factory=dict)
    nearby: Nearby | None = None


@dataclass(frozen=True, slots=True)
class PeopleRequest:
    """Something to be done with names of the list.

    Attributes:
        action: `join`, `split`, `card`, `copy`, `open` or `leave`.
        rows: The rows of the names.
    """

    action: str
    rows: Sequence[PersonRow]


class PeopleList(FilteredList[PersonRow], can_focus=True):
    """A list of people, which asks for the chosen names, or the selected one, to be joined or split.

    Attributes:
        named: The people who are listed.
        order: The order of the list: `quotes` or `name`.
        requested: Emits what is to be done.
    """

    PLACE = "people"
    WORDS = "people"
    BINDINGS = bindings((*PEOPLE, *PANES))
    DEFAULT_CSS = "PeopleList { background: $surface; }"

    named: reactive[Named] = reactive(Named(), always_update=True, repaint=False)
    order: reactive[str] = reactive(BY_QUOTES, repaint=False)

    def __init__(self, tags: Sequence[Tag], keymap: Keymap, exact: ExactMode) -> None:
        super().__init__(keymap, exact, "filter-people")
        self.requested = Event[PeopleRequest]()
        self._tags = {tag.name: tag for tag in tags}
        self._fields = frozenset(each.name for tag in tags for each in tag.fields)
        self._total = 0
        self.HINT = " words of a name, or tag: by: source: note: has:"

    def watch_named(self) -> None:
        """Show other people, or the same ones with other names."""
        self._total = sum(len(person.names) for person in self.named.found)
        self.find_matching()

    def watch_order(self) -> None:
        """Sort again."""
        self.find_matching()

    # The rows that are shown

    def matching(self) -> Iterator[Sequence[PersonRow]] | None:
        """Return slices of the rows if the filter asks what is near a passage; there are never very many rows."""
        return self._slices() if self._wanted.asks_nearby else None

    def _slices(self) -> Iterator[Sequence[PersonRow]]:
        for _ in self._wanted.prepare():
            yield ()
        yield self.all_matching()

    @property
    def _wanted(self) -> PeopleFilter:
        return PeopleFilter(self.filter, self._fields, self.exact.is_on, self._tags, self.named.nearby)

    def all_matching(self) -> Sequence[PersonRow]:
        """Return the rows of the people who match the filter."""
        found = self._wanted.choose(self.named.found) if self.filter else self.named.found
        return list(person_rows(found, self.named.offers, is_by_name=self.order == BY_NAME))

    def id_of(self, item: PersonRow) -> str:
        """Return the id of the name."""
        return item.name.id

    @property
    def total(self) -> int:
        """The number of names that the filter chooses from."""
        return self._total

    # Drawing

    @property
    def heading(self) -> tuple[str, str]:
        """The words of the heading: how many names may be joined, and the order."""
        offers = count_offers(self.shown)
        left = f"names of people · {offers.total()} to join?" if offers else "names of people"
        return left, f"O order: {self.order}"

    def segments(self, number: int, row: int, width: int) -> Sequence[Segment]:  # noqa: ARG002
        """Return the row of a name: the name, the numbers of quotes and sources, and the offer."""
        each, theme = self.shown[number], self.theme_styles
        mark = Segment(CHOSEN if each.name.id in self.chosen else " ", theme.accent)
        lead = "   = " if each.is_joined else " "
        name = f"{each.name.text} ({each.name.source})" if each.name.source else each.name.text
        room = max(12, width * 2 // 5)
        style = theme.quiet if each.is_joined else theme.text
        left = Strip([mark, Segment(lead, theme.quiet), Segment(fit(sanitize_line(name), room - 2 - len(lead)), style)])
        is_narrow = width < ROOM_FOR_SOURCES
        numbers = f"{len(each.mentions):,}" if each.is_joined else _numbers(each, has_sources=not is_narrow)
        numbers_room = 0 if each.is_joined else 10 if is_narrow else 21
        asked = f"same as {sanitize_line(each.offer.to.text)}?" if each.offer else ""
        right = [Segment(f"{numbers:<{numbers_room}} ", theme.quiet), Segment(sanitize(asked), theme.accent)]
        return [*left.adjust_cell_length(room), *Strip(right).crop(0, max(0, width - room))]

    # Keys

    def action_order(self) -> None:
        """Order by the number of quotes, or by name."""
        self.order = BY_NAME if self.order == BY_QUOTES else BY_QUOTES

    def request(self, action: str, items: Sequence[PersonRow], value: str) -> None:  # noqa: ARG002
        """Emit a request; it needs no value."""
        self.requested.emit(PeopleRequest(action, items))


def _numbers(row: PersonRow, *, has_sources: bool) -> str:
    quotes, sources = len(row.mentions), row.sources
    said = f"{quotes:,} {'quote' if quotes == 1 else 'quotes'}"
    return f"{said} · {sources:,} {'source' if sources == 1 else 'sources'}" if has_sources else said
