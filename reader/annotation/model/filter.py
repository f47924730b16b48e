"""Filtering annotations by words in their text or note, and by terms such as `tag:claim` or `by:ann`."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from reader.annotation.model.annotation import Annotation
from reader.annotation.model.field_values import shown
from reader.annotation.model.links import links_of
from reader.text.fold import fold

SLICE = 5000  # annotations, which are filtered within milliseconds
Test = Callable[[Annotation], bool]


@dataclass(frozen=True, slots=True)
class Filter:
    """A filter; every word and term of `text` must match, folded as `reader.text.fold` says.

    `tag:claim`, `source:wire`, `by:ann`, `note:check` and `status:review` match a part of that property; `note:` alone
    matches any note. A field of a tag is matched in the same way: `speaker:peskov`, `rating:open`. `has:` matches the
    name of a field that has a value, the type of a link, `note` or `link`. Any other word matches the passage or the
    note.

    Attributes:
        text: The words and terms.
        fields: The names of the fields that terms may name.
        is_exact: Whether case, accents and marks matter.
    """

    text: str = ""
    fields: Collection[str] = ()
    is_exact: bool = False

    def matching(
        self, annotations: Sequence[Annotation], statuses: Mapping[str, str]
    ) -> Iterator[Sequence[Annotation]]:
        """Yield the matching annotations, in slices that take milliseconds.

        Args:
            annotations: The annotations to filter.
            statuses: Their anchoring statuses by id; one that is missing is `exact`.
        """
        tests = [_test(word, statuses, self.fields, is_exact=self.is_exact) for word in self.text.split()]
        for start in range(0, len(annotations), SLICE):
            found = annotations[start : start + SLICE]
            for test in tests:
                found = [each for each in found if test(each)]
            yield found


def _test(word: str, statuses: Mapping[str, str], fields: Collection[str], *, is_exact: bool) -> Test:
    name, colon, value = word.partition(":")
    properties: dict[str, Callable[[Annotation], str]] = {
        "tag": lambda each: each.tag,
        "source": lambda each: each.source,
        "by": lambda each: each.creator,
        "note": lambda each: each.note,
        "status": lambda each: statuses.get(each.id, "exact"),
        "has": _what_it_has,
        **{field: partial(_field, field) for field in fields},
    }
    if not colon or name not in properties:
        return _contains(word, lambda each: f"{each.exact}\n{each.note}", is_exact=is_exact)
    return _contains(value, properties[name], is_exact=is_exact) if value else lambda each: properties[name](each) != ""


def _field(name: str, annotation: Annotation) -> str:
    value = annotation.fields.get(name)
    return "" if value is None else shown(value)


def _what_it_has(annotation: Annotation) -> str:
    """Return the names of what an annotation has, one a line."""
    links = [link.type for link in links_of(annotation)] if annotation.links else []
    others = [*(["note"] if annotation.note else []), *(["link"] if links else [])]
    return "\n".join([*annotation.fields, *links, *others])


def _contains(word: str, field: Callable[[Annotation], str], *, is_exact: bool) -> Test:
    folded = "" if is_exact else fold(word)  # a word of nothing but accents is looked for as it is
    return (lambda each: folded in fold(field(each))) if folded else lambda each: word in field(each)
