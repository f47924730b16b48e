"""Finding out which annotations stand beside another one: near it, overlapping it, around it or inside it.

A question takes two bisections, however many annotations there are and however many of them overlap.
"""

import re
from bisect import bisect_right
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

from reader.annotation.model.annotation import Annotation
from reader.annotation.model.tag_names import names_test
from reader.text.fold import fold

RelationName = Literal["near", "in", "holds", "overlaps"]
RELATIONS: tuple[RelationName, ...] = ("near", "in", "holds", "overlaps")
NEAR = 200  # code points between two passages that are near each other, unless a filter gives another number
SAME = "same"  # after `@`: the same person
SLICE = 5000  # annotations that are looked at in one step, within milliseconds
_NONE = -(1 << 62)  # before every place
_VALUE = re.compile(r"(?P<tag>[^~@]*)(?:~(?P<distance>\d{0,9}))?(?:@(?P<person>.*))?", re.DOTALL)


@dataclass(frozen=True, slots=True)
class NearbyQuestion:
    """A question about what stands beside an annotation: `near:quote~50@ann`.

    Attributes:
        name: Where the other annotation has to be.
        tag: The tag as it is typed, as `tag_names.names_test` takes it.
        person: A part of the name of who made it; `same` for the person of the annotation itself, empty for anybody.
        distance: The most code points between the two that are near.
    """

    name: RelationName
    tag: str = ""
    person: str = ""
    distance: int = NEAR

    @classmethod
    def of(cls, name: RelationName, value: str) -> "NearbyQuestion":
        """Read the value of a term: a tag, `~` and a distance, `@` and a person, each of which may be missing."""
        found = _VALUE.fullmatch(value)
        if found is None:  # such as `quote~near`
            return cls(name, value)
        return cls(name, found["tag"], found["person"] or "", int(found["distance"] or NEAR))

    def limits(self, start: int, end: int) -> tuple[int, int]:
        """Return the latest start and the earliest end of an annotation that has this relation to a passage.

        Those of `holds` are negative, as are the places that they are compared with.
        """
        match self.name:
            case "in":
                return start, end
            case "holds":
                return -start, -end
            case "overlaps":
                return end - 1, start + 1
            case "near":
                return end + self.distance, start - self.distance


class Nearby:
    """An index of annotations by place, which finds what is near an annotation.

    Attributes:
        annotations: The annotations, in order of source and place.
    """

    def __init__(self, annotations: Sequence[Annotation], tags: Collection[str] = ()) -> None:
        """Take the annotations.

        Args:
            annotations: The annotations, in order of source and place.
            tags: The names of the tags that there are.
        """
        self.annotations, self._tags = annotations, tags
        self._known: dict[tuple[object, ...], dict[tuple[str, str], _Ends]] = {}

    def prepare(self, question: NearbyQuestion, *, is_exact: bool = False) -> Iterator[None]:
        """Index the annotations that a question is about, in steps of milliseconds, unless they are indexed already."""
        key = _key(question, is_exact)
        if key in self._known:
            return
        is_backward, is_same = question.name == "holds", question.person == SAME
        is_wanted = _test(question, self._tags, is_exact=is_exact)
        found: dict[tuple[str, str], _Ends] = {}
        every = self.annotations[::-1] if is_backward else self.annotations
        for at in range(0, len(every), SLICE):
            for each in every[at : at + SLICE]:
                if is_wanted(each):
                    place = each.source, each.creator if is_same else ""
                    ends = found.get(place) or found.setdefault(place, _Ends())
                    ends.add(*((-each.start, -each.end) if is_backward else (each.start, each.end)), each.id)
            yield
        self._known[key] = found

    def test(self, question: NearbyQuestion, *, is_exact: bool = False) -> Callable[[Annotation], bool]:
        """Return a test that is true of an annotation if another one is near it as the question asks."""
        for _ in self.prepare(question, is_exact=is_exact):
            pass
        found, is_same, limits = self._known[_key(question, is_exact)], question.person == SAME, question.limits

        def test(each: Annotation) -> bool:
            ends = found.get((each.source, each.creator if is_same else ""))
            return ends is not None and ends.reaches(*limits(each.start, each.end), each.id)

        return test


class _Ends:
    """An index of one source's annotations by start, with the furthest end up to each of them."""

    __slots__ = ("_ends", "_ids", "_others", "_starts")

    def __init__(self) -> None:
        self._starts: list[int] = []  # in order
        self._ends: list[int] = []  # the greatest end among the spans up to each one
        self._ids: list[str] = []  # the id of the annotation that ends there
        self._others: list[int] = []  # the greatest end of all others

    def add(self, start: int, end: int, id: str) -> None:
        """Add an annotation; they must come in order of their start."""
        last, last_id, other = (self._ends[-1], self._ids[-1], self._others[-1]) if self._ends else (_NONE, "", _NONE)
        self._starts.append(start)
        self._ends.append(max(end, last))
        self._ids.append(id if end > last else last_id)
        self._others.append(max(other, min(end, last)))

    def reaches(self, start: int, end: int, besides: str) -> bool:
        """Return whether an annotation that begins at or before `start` ends at or after `end`.

        Args:
            start: The place where it begins at the latest.
            end: The place where it ends at the earliest.
            besides: The id of an annotation that does not count.
        """
        at = bisect_right(self._starts, start) - 1
        if at < 0:
            return False
        return (self._others[at] if self._ids[at] == besides else self._ends[at]) >= end


def _test(question: NearbyQuestion, tags: Collection[str], *, is_exact: bool) -> Callable[[Annotation], bool]:
    has_tag = cache(names_test(question.tag, tags, is_exact=is_exact))
    if question.person in ("", SAME):
        return lambda each: has_tag(each.tag)
    same: Callable[[str], str] = str if is_exact else fold
    person = same(question.person)
    is_person = cache(lambda name: person in same(name))
    return lambda each: has_tag(each.tag) and is_person(each.creator)


def _key(question: NearbyQuestion, is_exact: bool) -> tuple[object, ...]:
    """Return the key of the index that a question needs, which questions with the same key share."""
    return question.name == "holds", question.tag, question.person, is_exact
