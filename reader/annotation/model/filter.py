"""Which annotations a list shows: words of their text or note, and terms such as `tag:claim` or `by:ann`."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from reader.annotation.anchoring.anchor import Status
from reader.annotation.model.annotation import Annotation

SLICE = 5000  # annotations, looked through within milliseconds
Test = Callable[[Annotation], bool]


@dataclass(frozen=True, slots=True)
class Filter:
    """Every word and term of `text` must hold; capitals matter in words that have any.

    `tag:claim`, `source:wire`, `by:ann`, `note:check`, `status:review`: that field has it in it; `note:` alone: there
    is a note. Any other word: the text or the note has it.
    """

    text: str = ""

    def matching(
        self, annotations: Sequence[Annotation], statuses: Mapping[str, Status]
    ) -> Iterator[Sequence[Annotation]]:
        """Those that match, in slices of milliseconds. statuses: by id; who is not in it is `exact`."""
        tests = [_test(word, statuses) for word in self.text.split()]
        for start in range(0, len(annotations), SLICE):
            found = annotations[start : start + SLICE]
            for test in tests:
                found = [each for each in found if test(each)]
            yield found


def _test(word: str, statuses: Mapping[str, Status]) -> Test:
    name, colon, value = word.partition(":")
    fields: dict[str, Callable[[Annotation], str]] = {
        "tag": lambda each: each.tag,
        "source": lambda each: each.source,
        "by": lambda each: each.creator,
        "note": lambda each: each.note,
        "status": lambda each: statuses.get(each.id, Status.EXACT).value,
    }
    if not colon or name not in fields:
        return _has(word, lambda each: f"{each.exact}\n{each.note}")
    return _has(value, fields[name]) if value else lambda each: fields[name](each) != ""


def _has(word: str, field: Callable[[Annotation], str]) -> Test:
    if word != word.casefold():
        return lambda each: word in field(each)
    return lambda each: word in field(each).casefold()
