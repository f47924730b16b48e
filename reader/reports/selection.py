"""The annotations that `reader list` and `reader stats` count, and the columns that they are counted in."""

from collections import Counter, deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from reader.annotation.model.annotation import Annotation
from reader.annotation.model.done import done_terms
from reader.annotation.model.field_order import FieldOrder
from reader.annotation.model.filter import Filter
from reader.annotation.model.quote_verdict import FIELD as VERDICT
from reader.annotation.model.quote_verdict import QuoteVerdict, asks_for_verdicts
from reader.errors import UsageError
from reader.system.threads import run_to_end
from reader.text.sanitize import sanitize
from reader.workspace.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Selection:
    """The annotations to count, by tag or by what a field says.

    Attributes:
        filter: Chooses the annotations; None for all.
        by: The field; None to count by tag.
        tags: The names of the tags, in order.
        done: The terms that ask who is done with a source.
    """

    filter: Filter | None
    by: FieldOrder | None
    tags: Sequence[str]
    done: Sequence[str] = ()

    @classmethod
    def of(cls, workspace: Workspace, terms: str = "", by: str = "") -> "Selection":
        """Return a selection by the terms of a filter, and by the name of a field.

        Raises:
            UsageError: No tag has such a field.
        """
        tags = workspace.settings.tags
        names = dict.fromkeys(field.name for tag in tags for field in tag.fields)
        if by and by not in names:
            raise UsageError(f"no field “{sanitize(by)}”: the tags have {sanitize(', '.join(names)) or 'none'}")
        people = workspace.people.people
        order = FieldOrder.of(by, tags, people) if by else None
        wanted = done_terms(terms) if "done" not in names else []
        if wanted:
            deque(workspace.done.find_changed(), maxlen=0)
        done = workspace.done.marks
        verdicts = _verdicts(workspace) if VERDICT in names and asks_for_verdicts(terms) else {}
        chosen = Filter(terms, names, people=people, done=done, verdicts=verdicts) if terms else None
        return cls(chosen, order, [tag.name for tag in tags], wanted)

    def has_source(self, id: str) -> bool:
        """Return whether the terms of the filter that ask who is done are true of a source."""
        return self.filter is None or all(self.filter.done.matches(id, each) for each in self.done)

    def choose(self, annotations: Sequence[Annotation], statuses: Mapping[str, str]) -> list[Annotation]:
        """Return the annotations that match; the statuses are those of anchoring, by id."""
        if self.filter is None:
            return list(annotations)
        return [each for some in self.filter.matching(annotations, statuses) for each in some]

    def counts(self, annotations: Iterable[Annotation]) -> Counter[str]:
        """Return how many annotations there are in each column."""
        return self.by.counts(annotations) if self.by else Counter(each.tag for each in annotations)

    def columns(self, counts: Iterable[Counter[str]]) -> list[str]:
        """Return the columns of some counts in order: all tags, or all values that are counted."""
        if self.by is None:
            return list(self.tags)
        return sorted({label for each in counts for label in each}, key=self.by.label_key)

    def records(self, counts: Counter[str]) -> Iterator[tuple[str, object]]:
        """Yield what a JSON object says of the counts."""
        if self.by:
            yield "by", self.by.name
            yield "values", dict(counts)
        else:
            yield "tags", dict(counts)


def _verdicts(workspace: Workspace) -> Mapping[str, QuoteVerdict]:
    """Compare all quotes with the originals; return the verdicts by id."""
    deque(workspace.quote_check.find(), maxlen=0)
    return run_to_end(workspace.verdicts.everywhere())
