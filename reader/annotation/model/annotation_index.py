"""The annotations by id, by source and place, and counted: kept so with each change, at the same cost however many.

Dismissals are known by id as annotations are; in whatever else is told of annotations they are not.
"""

from bisect import bisect_left, insort
from collections import Counter
from collections.abc import Iterable, Mapping
from itertools import chain

from reader.annotation.model.annotation import Annotation, Dismissal, by_place


class Index:
    """Annotations, each with the number of its document."""

    def __init__(self, annotations: Iterable[tuple[int, Annotation]] = ()) -> None:
        self._numbers: dict[str, int] = {}
        self._by_id: dict[str, Annotation] = {}
        self._by_source: dict[str, list[Annotation]] = {}
        self._dismissed: dict[str, dict[str, Dismissal]] = {}
        self._counts: dict[str, Counter[str]] = {}
        self._in_order: tuple[Annotation, ...] | None = None
        for number, annotation in annotations:
            self._numbers[annotation.id], self._by_id[annotation.id] = number, annotation
            if isinstance(annotation, Dismissal):
                self._dismissed.setdefault(annotation.source, {})[annotation.id] = annotation
            else:
                self._by_source.setdefault(annotation.source, []).append(annotation)
        for source, here in self._by_source.items():
            here.sort(key=by_place)
            self._counts[source] = Counter(annotation.tag for annotation in here)

    def __len__(self) -> int:
        """Of the documents, of either kind."""
        return len(self._by_id)

    @property
    def in_order(self) -> tuple[Annotation, ...]:
        """All, in order of source and place."""
        if self._in_order is None:
            self._in_order = tuple(chain.from_iterable(self._by_source[source] for source in sorted(self._by_source)))
        return self._in_order

    @property
    def counts(self) -> Mapping[str, Counter[str]]:
        """How many of each tag, by source; only of sources that have any."""
        return self._counts

    def get(self, id: str) -> Annotation | None:
        return self._by_id.get(id)

    def number(self, id: str) -> int | None:
        return self._numbers.get(id)

    def ids(self) -> Iterable[str]:
        return self._by_id.keys()

    def of(self, source: str) -> tuple[Annotation, ...]:
        """In order of place."""
        return tuple(self._by_source.get(source, ()))

    def dismissed(self, source: str) -> tuple[Dismissal, ...]:
        return tuple(self._dismissed.get(source, {}).values())

    @property
    def all_dismissed(self) -> Iterable[Dismissal]:
        return (each for here in self._dismissed.values() for each in here.values())

    def put(self, number: int, annotation: Annotation) -> None:
        """In the place of the one with the same id, if there is one."""
        self.drop(annotation.id)
        self._numbers[annotation.id], self._by_id[annotation.id] = number, annotation
        if isinstance(annotation, Dismissal):
            self._dismissed.setdefault(annotation.source, {})[annotation.id] = annotation
            return
        self._counts.setdefault(annotation.source, Counter())[annotation.tag] += 1
        self._in_order = None
        insort(self._by_source.setdefault(annotation.source, []), annotation, key=by_place)

    def empty(self) -> None:
        """Lets go of all, one by one: at once it would hold the interpreter, and with it the screen, for long."""
        self._in_order = None
        for held in (self._by_source, self._by_id, self._numbers):
            while held:
                held.popitem()

    def drop(self, id: str) -> None:
        annotation = self._by_id.pop(id, None)
        if annotation is None:
            return
        del self._numbers[id]
        if isinstance(annotation, Dismissal):
            del self._dismissed[annotation.source][id]
            return
        self._in_order = None
        here, counts = self._by_source[annotation.source], self._counts[annotation.source]
        del here[bisect_left(here, by_place(annotation), key=by_place)]
        counts[annotation.tag] -= 1
        if not counts[annotation.tag]:
            del counts[annotation.tag]
        if not here:
            del self._by_source[annotation.source], self._counts[annotation.source]
