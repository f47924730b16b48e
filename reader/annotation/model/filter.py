"""Filtering annotations by words in their text or note, and by terms such as `tag:claim` or `by:ann`."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from reader.annotation.model.annotation import Annotation

SLICE = 5000  # annotations, which are filtered within milliseconds
Test = Callable[[Annotation], bool]


@dataclass(frozen=True, slots=True)
class Filter:
    """A filter; every word and term of `text` must match. Case matters in a word that has capitals.

    `tag:claim`, `source:wire`, `by:ann`, `note:check` and `status:review` match a part of that field; `note:` alone
    matches any note. Any other word matches the passage or the note.
    """

    text: str = ""

    def matching(
        self, annotations: Sequence[Annotation], statuses: Mapping[str, str]
    ) -> Iterator[Sequence[Annotation]]:
        """Yield the matching annotations, in slices that take milliseconds.

        Args:
            annotations: The annotations to filter.
            statuses: Their anchoring statuses by id; one that is missing is `exact`.
        """
        tests = [_test(word, statuses) for word in self.text.split()]
        for start in range(0, len(annotations), SLICE):
            found = annotations[start : start + SLICE]
            for test in tests:
                found = [each for each in found if test(each)]
            yield found


def _test(word: str, statuses: Mapping[str, str]) -> Test:
    name, colon, value = word.partition(":")
    fields: dict[str, Callable[[Annotation], str]] = {
        "tag": lambda each: each.tag,
        "source": lambda each: each.source,
        "by": lambda each: each.creator,
        "note": lambda each: each.note,
        "status": lambda each: statuses.get(each.id, "exact"),
    }
    if not colon or name not in fields:
        return _contains(word, lambda each: f"{each.exact}\n{each.note}")
    return _contains(value, fields[name]) if value else lambda each: fields[name](each) != ""


def _contains(word: str, field: Callable[[Annotation], str]) -> Test:
    if word != word.casefold():
        return lambda each: word in field(each)
    return lambda each: word in field(each).casefold()
