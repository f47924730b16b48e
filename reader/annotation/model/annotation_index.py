"""Annotations indexed by id and by source, and counted by tag; a change costs the same however many there are.

Dismissals are indexed by id like annotations; listings and counts leave them out.
"""

from bisect import bisect_left, insort
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from itertools import chain
from typing import TYPE_CHECKING

from reader.annotation.model.annotation import Annotation, Dismissal, position_key
from reader.annotation.model.tag_counts import TagCounts

if TYPE_CHECKING:
    from reader.annotation.model.link_targets import LinkTargets

NameNow = Callable[[str], str] | None  # tells which tag a name means; None if every name means itself


class AnnotationIndex:
    """Annotations and dismissals, each with the number of its document.

    Attributes:
        outdated: The ids of annotations stored with a former name of their tag; here they have its current name.
    """

    def __init__(self, annotations: Iterable[tuple[int, Annotation]] = (), name_now: NameNow = None) -> None:
        """Index annotations.

        Args:
            annotations: The annotations.
            name_now: Tells which tag a name means; None if every name means itself.
        """
        self._name_now = name_now
        self.outdated = set[str]()
        self._numbers: dict[str, int] = {}
        self._by_id: dict[str, Annotation] = {}
        self._by_source: dict[str, list[Annotation]] = {}
        self._dismissed: dict[str, dict[str, Dismissal]] = {}
        self._counts = TagCounts()
        self._in_order: tuple[Annotation, ...] | None = None
        self._linked: LinkTargets | None = None
        self._tuples: dict[str, tuple[Annotation, ...]] = {}  # by source, those that were asked for since they changed
        for number, stored in annotations:
            annotation = stored if name_now is None else self._noted(stored)
            self._numbers[annotation.id], self._by_id[annotation.id] = number, annotation
            if isinstance(annotation, Dismissal):
                self._dismissed.setdefault(annotation.source, {})[annotation.id] = annotation
            else:
                self._by_source.setdefault(annotation.source, []).append(annotation)
        for source, here in self._by_source.items():
            here.sort(key=position_key)
            self._counts.begin(source, Counter(annotation.tag for annotation in here))

    def __len__(self) -> int:
        """Return the number of documents, dismissals included."""
        return len(self._by_id)

    @property
    def in_order(self) -> tuple[Annotation, ...]:
        """All annotations, by source and position."""
        if self._in_order is None:
            self._in_order = tuple(chain.from_iterable(self._by_source[source] for source in sorted(self._by_source)))
        return self._in_order

    @property
    def counts(self) -> Mapping[str, Counter[str]]:
        """A snapshot of how many annotations of each tag there are, by source; only of sources that have any."""
        return self._counts.snapshot()

    def get(self, id: str) -> Annotation | None:
        """Return the annotation or dismissal with an id; None if there is none."""
        return self._by_id.get(id)

    def number(self, id: str) -> int | None:
        """Return the number of the document with an id; None if there is none."""
        return self._numbers.get(id)

    def by_id(self) -> dict[str, Annotation]:
        """Return a copy of all annotations and dismissals by their ids; a millisecond for 100,000."""
        return dict(self._by_id)

    def ids(self) -> Iterable[str]:
        """Return the ids of all documents."""
        return self._by_id.keys()

    def of(self, source: str) -> tuple[Annotation, ...]:
        """Return the annotations of a source, by position."""
        here = self._by_source.get(source)
        if here and source not in self._tuples:
            self._tuples[source] = tuple(here)
        return self._tuples[source] if here else ()

    def linked_to(self, id: str) -> tuple[Annotation, ...]:
        """Return the annotations with a link to the one with an id, by source and position."""
        if self._linked is None:
            from reader.annotation.model.link_targets import LinkTargets  # no start asks for links

            self._linked = LinkTargets(chain.from_iterable(self._by_source.values()))
        return self._linked.to(id)

    def dismissed(self, source: str) -> tuple[Dismissal, ...]:
        """Return the dismissals of a source."""
        return tuple(self._dismissed.get(source, {}).values())

    @property
    def all_dismissed(self) -> Iterable[Dismissal]:
        """The dismissals of all sources."""
        return (each for here in self._dismissed.values() for each in here.values())

    def put(self, number: int, annotation: Annotation) -> None:
        """Add an annotation or dismissal; it replaces the one with its id."""
        self.drop(annotation.id)
        annotation = self._noted(annotation)
        self._numbers[annotation.id], self._by_id[annotation.id] = number, annotation
        if isinstance(annotation, Dismissal):
            self._dismissed.setdefault(annotation.source, {})[annotation.id] = annotation
            return
        self._counts.add(annotation.source, annotation.tag, 1)
        self._in_order = None
        self._tuples.pop(annotation.source, None)
        if self._linked and annotation.links:
            self._linked.add(annotation)
        insort(self._by_source.setdefault(annotation.source, []), annotation, key=position_key)

    def named(self, annotation: Annotation) -> Annotation:
        """Return an annotation with the current name of its tag."""
        tag = self._name_now(annotation.tag) if self._name_now else annotation.tag
        return annotation if tag == annotation.tag else replace(annotation, tag=tag)

    def _noted(self, annotation: Annotation) -> Annotation:
        """Do as `named`, and note the id of an annotation that has a former name."""
        named = self.named(annotation)
        if named is not annotation:
            self.outdated.add(annotation.id)
        return named

    def empty(self) -> None:
        """Release everything, one item at a time: freed at once, a large index would block the interpreter."""
        self._in_order = self._linked = None
        self._tuples.clear()
        for held in (self._by_source, self._by_id, self._numbers):
            while held:
                held.popitem()

    def drop(self, id: str) -> None:
        """Remove the annotation or dismissal with an id, if there is one."""
        annotation = self._by_id.pop(id, None)
        if annotation is None:
            return
        del self._numbers[id]
        self.outdated.discard(id)
        if isinstance(annotation, Dismissal):
            del self._dismissed[annotation.source][id]
            return
        self._in_order = None
        self._tuples.pop(annotation.source, None)
        if self._linked and annotation.links:
            self._linked.drop(annotation)
        here = self._by_source[annotation.source]
        del here[bisect_left(here, position_key(annotation), key=position_key)]
        self._counts.add(annotation.source, annotation.tag, -1)
        if not here:
            del self._by_source[annotation.source]
