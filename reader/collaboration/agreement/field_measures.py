"""Agreement on fields: what two people say about passages that both tagged in the same way."""

from collections import Counter
from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from reader.annotation.model.annotation import Annotation
from reader.annotation.model.field_spans import Value, has_span, values_of
from reader.annotation.model.field_values import shown
from reader.annotation.model.people import People
from reader.collaboration.agreement.labels import Codings
from reader.collaboration.agreement.span_measures import cohen_kappa
from reader.settings import Tag
from reader.text.fold import fold

Labels = frozenset[Hashable]  # a field's values in a form that can be compared; empty without a value
Pair = tuple[Annotation, Annotation]


@dataclass(frozen=True, slots=True)
class FieldMeasures:
    """The agreement of two people on a field of a tag.

    Attributes:
        tag: The name of the tag.
        field: The name of the field.
        matched: The number of passages that both tagged with it.
        kappa: Cohen's kappa of a choice; None for other fields, or where it is not defined.
        f1: F1 of the values of any other field; None for a choice, or if there are no values.
    """

    tag: str
    field: str
    matched: int
    kappa: float | None
    f1: float | None


def compare_fields(
    ones: Sequence[Annotation], others: Sequence[Annotation], tags: Sequence[Tag], people: People
) -> list[FieldMeasures]:
    """Compare two people's fields on passages that both tagged; fields that nobody uses are left out."""
    pairs = list(matched(ones, others))
    found = []
    for tag in tags:
        here = [pair for pair in pairs if pair[0].tag == tag.name]
        for field in tag.fields:
            codings = Counter(tuple(field_labels(each, field.name, people) for each in pair) for pair in here)
            if any(labels for coding in codings for labels in coding):
                is_choice = field.type == "choice"
                kappa = cohen_kappa(_as_codings(codings)) if is_choice else None
                f1 = None if is_choice else _f1(codings)
                found.append(FieldMeasures(tag.name, field.name, len(here), kappa, f1))
    return found


def matched(ones: Sequence[Annotation], others: Sequence[Annotation]) -> Iterator[Pair]:
    """Yield pairs of annotations with the same tag: those on the same passage, then those that overlap most."""
    by_place: dict[tuple[str, str], list[Annotation]] = {}
    for other in others:
        by_place.setdefault((other.source, other.tag), []).append(other)
    overlaps = []
    for number, one in enumerate(ones):
        for other in by_place.get((one.source, one.tag), ()):
            shared = min(one.end, other.end) - max(one.start, other.start)
            if shared > 0:
                union = max(one.end, other.end) - min(one.start, other.start)
                overlaps.append((-shared / union, number, other.start, other.end, other.id, one, other))
    taken = set[str]()
    for *_, one, other in sorted(overlaps, key=lambda each: each[:5]):
        if one.id not in taken and other.id not in taken:
            taken |= {one.id, other.id}
            yield one, other


def field_labels(annotation: Annotation, name: str, people: People) -> Labels:
    """Return the values of a field of an annotation in a form that can be compared."""
    return frozenset(_label(annotation, value, people) for value in values_of(annotation, name))


def differing_fields(annotations: Sequence[Annotation], people: People) -> list[str]:
    """Return the names of the fields with different values in some annotations; a missing value agrees with any."""
    names = dict.fromkeys(name for each in annotations for name in each.fields)
    return [
        name
        for name in names
        if len({labels for each in annotations if (labels := field_labels(each, name, people))}) > 1
    ]


def _label(annotation: Annotation, value: Value, people: People) -> Hashable:
    if isinstance(value, dict) and isinstance(value.get("name"), str):
        return people.person(value["name"], annotation.source).name
    if has_span(value):
        return value["start"], value["end"]
    return value if isinstance(value, int | float) else fold(shown(value))


def _as_codings(codings: Mapping[tuple[Labels, ...], int]) -> Codings:
    return Counter({tuple(coding): count for coding, count in codings.items()})


def _f1(codings: Mapping[tuple[Labels, ...], int]) -> float | None:
    both = sum(len(one & other) * count for (one, other), count in codings.items())
    total = sum((len(one) + len(other)) * count for (one, other), count in codings.items())
    return 2 * both / total if total else None
