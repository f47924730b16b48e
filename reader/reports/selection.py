"""The annotations that `reader list` and `reader stats` count, and the columns that they are counted in."""

from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from operator import itemgetter
from typing import TYPE_CHECKING, TypeVar

from reader.annotation.model.annotation import Annotation
from reader.annotation.model.field_order import FieldOrder
from reader.annotation.model.filter import Filter
from reader.annotation.model.filter_hints import filter_hints, unknown_values
from reader.annotation.model.quote_verdict import QuoteVerdict, asks_for_verdicts
from reader.annotation.model.tag_columns import count_within, grouped, tag_columns
from reader.errors import UsageError
from reader.reports.source_choice import SourceChoice, check_sort
from reader.settings import Tag
from reader.settings.fields import VERDICT
from reader.similar import similar_name
from reader.system.threads import run_to_end
from reader.text.sanitize import sanitize
from reader.workspace.catalog.source_terms import FACTS, SourceTerms
from reader.workspace.workspace import Workspace

if TYPE_CHECKING:
    from reader.formats.corpus import ExportScope

Row = TypeVar("Row")  # a row of a table: a source and its counts


@dataclass(frozen=True, slots=True)
class Selection:
    """The annotations to count, by tag or by the values of a field.

    Attributes:
        filter: Chooses the annotations; None for all.
        by: The field; None to count by tag.
        tags: The names of the tags, in order.
        sources: The sources that are chosen, and their order; None for all.
        scope: The annotations and sources to choose from; None for all.
    """

    filter: Filter | None
    by: FieldOrder | None
    tags: Sequence[str]
    sources: SourceChoice | None = None
    scope: "ExportScope | None" = None

    @classmethod
    def of(
        cls, workspace: Workspace, terms: str = "", by: str = "", sort: str = "", scope: "ExportScope | None" = None
    ) -> "Selection":
        """Return a selection.

        Args:
            workspace: The workspace.
            terms: A filter: its terms about sources choose sources, all others the tags in them.
            by: The name of the field to count by; empty to count by tag.
            sort: The order of the sources, or a column to sort by; empty for the order of paths.
            scope: The annotations and sources to choose from; None for all.

        Raises:
            UsageError: No tag has such a field, or a term or its value is clearly mistyped.
        """
        tags = workspace.settings.tags
        names = dict.fromkeys(field.name for tag in tags for field in tag.fields)
        if by and by not in names:
            similar = similar_name(by, names)
            hint = f"did you mean {similar}?" if similar else f"the tags have {', '.join(names) or 'none'}"
            raise UsageError(f"no field “{sanitize(by)}”: {sanitize(hint)}")
        _check_terms(terms, tags)
        people = workspace.people.people
        order = FieldOrder.of(by, tags, people) if by else None
        known = {tag.name: tag for tag in tags}
        given, terms = terms, " ".join(SourceTerms.of(terms, names, known).about_tags)
        verdicts = _verdicts(workspace) if VERDICT in names and asks_for_verdicts(terms) else {}
        chosen = Filter(terms, names, people=people, tags=known, verdicts=verdicts) if terms else None
        return cls(chosen, order, [tag.name for tag in tags], SourceChoice(workspace, given, sort), scope)

    def has_source(self, id: str) -> bool:
        """Return whether a source is chosen."""
        is_in_scope = self.scope is None or self.scope.has_source(id)
        return is_in_scope and (self.sources is None or self.sources.has(id))

    @property
    def asks_for_places(self) -> bool:
        """True if the filter asks where annotations stand in their sources now."""
        return self.filter is not None and self.filter.asks_for_places

    def tell(self, id: str) -> dict[str, str | int]:
        """Return the facts on a source that the filter and the order asked for."""
        return self.sources.tell(id) if self.sources and self.sources.told else {}

    @property
    def has_all_sources(self) -> bool:
        """True unless the filter chooses among the sources."""
        return not (self.scope and self.scope.sources) and not self.has_terms_about_sources

    @property
    def has_terms_about_sources(self) -> bool:
        """True if the filter chooses among the sources."""
        return self.sources is not None and bool(self.sources.words_about_sources)

    def ordered(
        self, rows: Sequence[Row], id: Callable[[Row], str], counts: Callable[[Row], Counter[str]]
    ) -> list[Row]:
        """Return the rows of sources in the chosen order.

        Args:
            rows: The rows in the order of paths.
            id: Returns the id of the source of a row.
            counts: Returns the counts of a row.

        Raises:
            UsageError: There is no such order or column.
        """
        if self.sources is None or not self.sources.sort:
            return list(rows)
        sort, columns = self.sources.sort, self.columns(map(counts, rows))
        if sort in columns:
            number = partial(count_within, tag=sort) if self.by is None else itemgetter(sort)
            return sorted(rows, key=lambda row: -number(counts(row)))
        check_sort(sort, columns)
        place = self.sources.place
        return sorted(rows, key=lambda row: place(id(row)))

    def choose(self, annotations: Sequence[Annotation], statuses: Mapping[str, str]) -> list[Annotation]:
        """Return the annotations that match; the statuses are those of anchoring, by id."""
        if self.sources:
            annotations = [each for each in annotations if self.sources.has(each.source)]
        found = [annotations] if self.filter is None else self.filter.matching(annotations, statuses)
        # The filter may ask what is near an annotation, so the scope comes after it.
        return [each for some in found for each in some if self.scope is None or self.scope.has(each)]

    def counts(self, annotations: Iterable[Annotation]) -> Counter[str]:
        """Return how many annotations there are in each column."""
        return self.by.counts(annotations) if self.by else Counter(each.tag for each in annotations)

    def columns(self, counts: Iterable[Counter[str]]) -> list[str]:
        """Return the columns of counts in order: all tags, or all counted values."""
        if self.by is None:
            return list(self.tags)
        return sorted({label for each in counts for label in each}, key=self.by.label_key)

    def shown(self, counts: Sequence[Counter[str]]) -> tuple[list[str], list[Counter[str]]]:
        """Return the columns of a table for people, with their counts; if there are many tags, some share a column."""
        if self.by:
            return self.columns(counts), list(counts)
        columns = tag_columns(self.tags, counts)
        return columns, [grouped(each, columns) for each in counts]

    def records(self, counts: Counter[str]) -> Iterator[tuple[str, object]]:
        """Yield the counts for a JSON object."""
        if self.by:
            yield "by", self.by.name
            yield "values", dict(counts)
        else:
            yield "tags", dict(counts)


def _verdicts(workspace: Workspace) -> Mapping[str, QuoteVerdict]:
    """Compare all quotes with the originals; return the verdicts by id."""
    deque(workspace.quote_check.find(), maxlen=0)
    return run_to_end(workspace.verdicts.everywhere())


def _check_terms(terms: str, tags: Sequence[Tag]) -> None:
    """Raise UsageError for a mistyped term or value: similar to a known one, but not the same."""
    for word, hint in filter_hints(terms, tags, FACTS):
        raise UsageError(f"--filter {sanitize(word)}: {sanitize(hint)}")


def unknown_terms(workspace: Workspace, terms: str) -> Iterator[tuple[str, str]]:
    """Yield each term of a filter that asks for a tag or a choice that does not exist, with a message."""
    if ":" in terms:
        yield from unknown_values(terms, workspace.settings.tags, {each.tag for each in workspace.annotations})
