"""The list of tags: of the article or of all sources, filtered, ordered, and changed one by one or several at once."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from rich.segment import Segment
from textual.reactive import reactive

from reader.annotation.anchoring.status import Status
from reader.annotation.model.annotation import Annotation
from reader.annotation.model.done import DONE_TERM, DoneMarks
from reader.annotation.model.field_order import BY_PLACE, FieldOrder, Key, field_orders
from reader.annotation.model.filter import SLICE, Filter
from reader.annotation.model.filter_hints import why_nothing
from reader.annotation.model.nearby import Nearby
from reader.annotation.model.people import People
from reader.annotation.model.quote_verdict import QuoteVerdict, asks_for_verdicts
from reader.settings import Tag
from reader.settings.fields import VERDICT
from reader.settings.keymap import Keymap
from reader.settings.keys import PANES
from reader.settings.pane_keys import TAG_LIST
from reader.text.sanitize import sanitize
from reader.tui.bindings import bindings
from reader.tui.event import Event
from reader.tui.exact_mode import ExactMode
from reader.tui.session import Location
from reader.tui.textual_internals import add_bindings
from reader.tui.widgets.filtered_list import FilteredList
from reader.tui.widgets.tag_details import Row, tag_details
from reader.tui.widgets.tag_rows import TagRows, passage_room
from reader.tui.widgets.whose import next_person, only

ONE_ROW = 72  # cells from which a tag takes one row
MOST_COUNTS = 4  # values of a field that the heading counts
Orders = tuple[FieldOrder | None, Mapping[str, FieldOrder]]  # a field's order, or None; persons' orders by tag


@dataclass(frozen=True, slots=True)
class TagListRequest:
    """Something to be done with annotations of the list.

    Attributes:
        action: `open`, `note`, `remove`, `card`, `leave`, `scope`, `verdicts` or `tag`.
        annotations: The annotations.
        tag: The name of the tag to give them; empty for any other action.
    """

    action: str
    annotations: Sequence[Annotation]
    tag: str = ""


class TagList(FilteredList[Annotation], can_focus=True):
    """A list of annotations, which asks for something to be done with the chosen ones, or the selected one.

    A changed annotation stays in its row until the list is opened, filtered or ordered again, even if it no longer
    matches the filter.

    Attributes:
        annotations: The annotations that the filter chooses from.
        statuses: The status of each annotation whose source changed, by id.
        is_all: Whether the annotations are those of all sources.
        order: The order of the list: `place`, or the name of a field.
        whose: The person whose tags are shown; None for everyone.
        people: The names that mean one person.
        done: Who is done with which source.
        verdicts: By id, the verdicts on the quotes that were checked; None while they are not known.
        title_of: Returns the title of a source by its id.
        requested: Emits what is to be done.
    """

    PLACE = "tags"
    WORDS, WITHOUT_ITEMS = "tags", frozenset({"leave", "scope", "verdicts"})
    BINDINGS = bindings((*TAG_LIST, *PANES))
    DEFAULT_CSS = "TagList { background: $surface; }"

    annotations: reactive[Sequence[Annotation]] = reactive((), always_update=True, repaint=False)
    statuses: reactive[Mapping[str, Status]] = reactive({}, always_update=True, repaint=False)
    is_all: reactive[bool] = reactive(False)
    order: reactive[str] = reactive(BY_PLACE, repaint=False)
    whose: reactive[str | None] = reactive(None, repaint=False)

    def __init__(self, tags: Sequence[Tag], keymap: Keymap, exact: ExactMode) -> None:
        super().__init__(keymap, exact, "filter-tags")
        self.requested = Event[TagListRequest]()
        self.people, self.done = People(), DoneMarks()
        self.verdicts: Mapping[str, QuoteVerdict] | None = None
        self.title_of: Callable[[str], str] = str
        self._tags = {tag.name: tag for tag in tags}
        self._fields = frozenset(field.name for tag in tags for field in tag.fields)
        self._persons = {tag.name: field.name for tag in tags for field in tag.fields[::-1] if field.type == "person"}
        self._kept: set[str] = set()  # ids in sight that a change must not remove
        self._keys: dict[str, Key] = {}  # by id, the place in the order when it was made
        self._counts: Mapping[str, int] = {}
        self._has_notes = False
        self._nearby = Nearby(())
        self._ordered: tuple[object, Orders] = None, (None, {})  # field and people, and the orders for them
        self._unfolded: tuple[object, Sequence[Row]] = None, ()  # tag and size, and the rows for them
        names = " ".join(f"{name}:" for name in dict.fromkeys(field.name for tag in tags for field in tag.fields))
        self.HINT = f" words, or tag: near: in: by: source: note: has: done: status: {sanitize(names)}"
        add_bindings(self, bindings([key for key in keymap.groups["List of tags"] if not key.id]))

    # The annotations that are shown

    def show(
        self,
        annotations: Sequence[Annotation],
        statuses: Mapping[str, Status] | None = None,
        *,
        is_anew: bool = True,
    ) -> None:
        """List annotations.

        Args:
            annotations: The annotations, in order of place.
            statuses: The status of those whose source changed; None if they are as before.
            is_anew: Whether to filter and order them as they are now; if not, those in sight stay where they are.
        """
        if statuses is not None:
            self.set_reactive(TagList.statuses, statuses)
        self._kept = {each.id for each in self.shown} if self.filter and not is_anew else set()
        self._keys = {} if is_anew else self._keys
        self.annotations = annotations

    def watch_annotations(self) -> None:
        """Find the new annotations that match."""
        self.find_matching()

    watch_statuses = watch_annotations  # while there is a filter on statuses

    def watch_filter(self) -> None:
        """Apply the new filter; a filter on verdicts asks for those that are not known."""
        self.waiting = ""
        if self.filters_by_verdict:
            self.ask("verdicts", ())
        super().watch_filter()

    def watch_whose(self) -> None:
        """Show the tags of another person, or of everyone."""
        self.find_anew()

    def _of_whose(self, some: Sequence[Annotation]) -> Sequence[Annotation]:
        return some if self.whose is None else [each for each in some if each.creator == self.whose]

    def watch_order(self) -> None:
        """Sort again; by verdict, as far as verdicts are known."""
        if self.order == VERDICT:
            self.ask("verdicts", ())
        self.find_anew()

    def find_anew(self) -> None:
        """Find the matching tags, and reorder them."""
        self._kept, self._keys = set(), {}
        self.find_matching()

    @property
    def total(self) -> int:
        """The number of annotations that the filter chooses from."""
        return len(self.annotations)

    def _slices(self) -> Iterator[Sequence[Annotation]]:
        words, (order, _), kept = self._words(), self._orders, self._kept
        for _ in words.prepare():
            yield ()
        for start in range(0, len(self.annotations), SLICE):
            some = self._of_whose(self.annotations[start : start + SLICE])
            found = next(words.matching(some, self.statuses), ()) if self.filter else some
            if kept:
                matching = {each.id for each in found}
                found = [each for each in some if each.id in matching or each.id in kept]
            if order:
                self._keys |= {each.id: order.key(each) for each in found if each.id not in self._keys}
            yield found

    def _words(self) -> Filter:
        if self._nearby.annotations is not self.annotations:
            self._nearby = Nearby(self.annotations, list(self._tags))
        exact, verdicts = self.exact.is_on, self.verdicts or {}
        return Filter(
            self.filter, self._fields, exact, self.people, self._tags, self.done, verdicts, nearby=self._nearby
        )

    def matching(self) -> Iterator[Sequence[Annotation]] | None:
        """Return slices of the matching annotations if there are very many to look through."""
        is_slow = len(self.annotations) > SLICE and (self.filter or self.order != BY_PLACE or self.whose is not None)
        return self._slices() if is_slow else None

    def all_matching(self) -> Sequence[Annotation]:
        """Return the matching annotations in order."""
        if not self.filter and self.order == BY_PLACE and self.whose is None:
            return self.annotations
        return self.in_order([each for some in self._slices() for each in some])

    def in_order(self, items: Sequence[Annotation]) -> Sequence[Annotation]:
        """Return annotations in the order of the list, and count them by its field."""
        order, _ = self._orders
        fresh = [each for each in items if not self._is_out_of_date(each)] if self.order == VERDICT else items
        self._counts = order.counts(fresh) if order else {}
        if len(fresh) < len(items):
            self._counts = {**self._counts, "out of date": len(items) - len(fresh)}
        return sorted(items, key=lambda each: self._keys[each.id]) if order else items

    def _is_out_of_date(self, annotation: Annotation) -> bool:
        known = (self.verdicts or {}).get(annotation.id)
        return known is not None and known.is_out_of_date

    @property
    def _orders(self) -> Orders:
        """The order of the list and those of the persons, made once, since every row that is drawn needs them."""
        of = self.order, self.people
        if self._ordered[0] != of:
            order = None if self.order == BY_PLACE else FieldOrder.of(self.order, self._tags.values(), self.people)
            speakers = {tag: FieldOrder(name, people=self.people) for tag, name in self._persons.items()}
            self._ordered = of, (order, speakers)
        return self._ordered[1]

    @property
    def filters_by_status(self) -> bool:
        """True if the filter asks for the status of annotations of all sources, which takes long to find out."""
        return self.is_all and "status:" in self.filter

    @property
    def filters_by_verdict(self) -> bool:
        """True if the filter asks for verdicts, which the quote check finds."""
        return asks_for_verdicts(self.filter)

    def hints(self) -> Sequence[str]:
        """Return hints about a filter that nothing matches."""
        tags, used = list(self._tags.values()), {each.tag for each in self.annotations}
        return why_nothing(self.filter, tags, used, (DONE_TERM,))

    def id_of(self, item: Annotation) -> str:
        """Return the id of an annotation."""
        return item.id

    def kept_ids(self) -> set[str]:
        """Return the ids of all annotations: one that the filter hides stays chosen."""
        return {each.id for each in self.annotations}

    # The selected tag unfolds where a tag takes one row

    @property
    def details(self) -> int:
        """The number of rows that the selected tag unfolds into."""
        return len(self._details())

    def _details(self) -> Sequence[Row]:
        if self.rows > 1 or self.selected >= len(self.shown):
            return ()
        each, width, most = self.shown[self.selected], self.size.width - 3, max(2, self.size.height // 2)
        key = each, width, most
        if self._unfolded[0] != key:
            self._unfolded = key, tag_details(each, self.theme_styles, width, passage_room(width), most)
        return self._unfolded[1]

    def watch_selected(self) -> None:
        """Unfold another tag."""
        self.changed()

    def find_matching(self) -> None:
        """Show the tags that match, with a column for notes if some tag has one."""
        self._has_notes = any(each.note for each in self.annotations[:SLICE])
        super().find_matching()

    def notify_style_update(self) -> None:
        """Draw in the styles of a new theme."""
        super().notify_style_update()
        self._unfolded = None, ()

    # Drawing

    @property
    def rows(self) -> int:
        """The number of rows of an annotation: two where there is little room."""
        return 1 if self.size.width >= ONE_ROW else 2

    @property
    def heading(self) -> tuple[str, str]:
        """The words of the heading: the scope and the counts of the order's field; the order and the other scope."""
        scope, other = ("all sources", "this article") if self.is_all else ("this article", "all sources")
        counts = [f"{sanitize(value)} {number:,}" for value, number in self._counts.items()]
        counts = [*counts[:MOST_COUNTS], *(["…"] if len(counts) > MOST_COUNTS else [])]
        left = " · ".join(
            [f"tags of {scope}", *only(self.whose), *([", ".join(counts)] if self.order != BY_PLACE and counts else [])]
        )
        return left, f"O order: {sanitize(self.order)} · S {other}"

    def segments(self, number: int, row: int, width: int) -> Sequence[Segment]:
        """Return a row of an annotation."""
        each, rows = self.shown[number], self._painter()
        is_chosen = each.id in self.chosen
        if self.rows == 1 and row:
            return self._details()[row - 1]
        if self.rows == 1:
            return rows.one_row(each, width, is_chosen=is_chosen)
        return rows.second_row(each, width) if row else rows.first_row(each, width, is_chosen=is_chosen)

    def _painter(self) -> TagRows:
        order, speakers = self._orders
        return TagRows(
            self._tags,
            self.theme_styles,
            speakers,
            order,
            self.statuses,
            self.title_of if self.is_all else None,
            self.verdicts or {},
            self._has_notes,
        )

    @property
    def place_beside(self) -> Location | None:
        """The selected annotation, which can be shown beside the article."""
        selected = self.shown[self.selected : self.selected + 1]
        return Location.of_annotation(selected[0]) if selected else None

    # Keys

    def action_order(self) -> None:
        """Order by the next field that the listed annotations have, and finally by place."""
        names = field_orders(self.annotations, list(self._tags.values()))
        at = names.index(self.order) if self.order in names else 0
        if len(names) == 1 and self.order == names[0]:
            self.refuse("none of these tags has a field to order by" if self.annotations else self.nothing)
        self.order = names[(at + 1) % len(names)]

    def action_whose(self) -> None:
        """Show the next person's tags, and finally everyone's."""
        turn = next_person((each.creator for each in self.annotations), self.whose, self.WORDS)
        if turn.refusal or not self.annotations:
            self.refuse(turn.refusal or self.nothing)
        else:
            self.whose = turn.whose

    def action_tag(self, name: str) -> None:
        """Ask for another tag for the targets."""
        targets = self.targets
        if targets and all(each.tag == name for each in targets):
            self.refuse(f"{'this tag is' if len(targets) == 1 else 'the selected tags are'} {sanitize(name)} already")
        else:
            self.ask("tag", targets, name)

    def action_scope(self) -> None:
        """Ask for the annotations of all sources, or of the article only."""
        self.ask("scope", ())

    def request(self, action: str, items: Sequence[Annotation], value: str) -> None:
        """Emit a request; of `tag`, the value is the name of the tag."""
        self.requested.emit(TagListRequest(action, items, value))
