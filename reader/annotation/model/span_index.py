"""The annotations of one article, indexed by position: a row of the screen finds its own among any number."""

from collections.abc import Iterable, Iterator, Sequence

from reader.annotation.model.annotation import Annotation
from reader.text.span import Span

BUCKET = 2048  # code points
LONG = 64  # buckets; the few annotations that span as many are kept apart


class SpanIndex:
    """The annotations of one article, by id and position. The cost of a look-up depends on what it finds."""

    def __init__(self, annotations: Iterable[Annotation] = ()) -> None:
        self._by_id = {annotation.id: annotation for annotation in annotations}
        self._buckets: dict[int, dict[str, Annotation]] = {}
        for annotation in self._by_id.values():
            self._put(annotation)

    def add(self, annotation: Annotation) -> None:
        """Add an annotation; it replaces the one with its id."""
        self.remove(annotation.id)
        self._by_id[annotation.id] = annotation
        self._put(annotation)

    def _put(self, annotation: Annotation) -> None:
        for bucket in _buckets(annotation.start, annotation.end):
            self._buckets.setdefault(bucket, {})[annotation.id] = annotation

    def remove(self, id: str) -> None:
        """Remove the annotation with an id, if there is one."""
        if annotation := self._by_id.pop(id, None):
            for bucket in _buckets(annotation.start, annotation.end):
                del self._buckets[bucket][id]

    def get(self, id: str) -> Annotation | None:
        """Return the annotation with an id; None if there is none."""
        return self._by_id.get(id)

    def touching(self, span: Span) -> list[Annotation]:
        """Return the annotations that share at least one code point with a span, by position."""
        found: dict[str, Annotation] = {}
        for bucket in (_LONG_ONES, *range(span.start // BUCKET, max(span.start, span.end - 1) // BUCKET + 1)):
            found |= self._buckets.get(bucket, {})
        touching = [each for each in found.values() if each.start < span.end and span.start < each.end]
        return sorted(touching, key=lambda each: (each.start, -each.end, each.id))

    def beside(self, span: Span, step: int) -> Annotation | None:
        """Return the next annotation after a span (step 1) or the one before it (-1); None if there is none.

        Annotations are in order of position; of those with one start, the longer comes first.
        """
        here, bucket = _order(span), span.start // BUCKET
        long = self._buckets.get(_LONG_ONES, {})
        numbers = {*self._buckets, *(each.start // BUCKET for each in long.values())} - {_LONG_ONES}
        for number in sorted((each for each in numbers if (each - bucket) * step >= 0), reverse=step < 0):
            near = [*self._buckets.get(number, {}).values(), *long.values()]
            there = {_order(each.span): each for each in near if each.start // BUCKET == number}
            beyond = [order for order in there if (order > here if step > 0 else order < here)]
            if beyond:
                return there[min(beyond) if step > 0 else max(beyond)]
        return None

    def __len__(self) -> int:
        return len(self._by_id)

    def __iter__(self) -> Iterator[Annotation]:
        return iter(self._by_id.values())


_LONG_ONES = -1  # the bucket of the annotations that are kept apart


def _order(span: Span) -> tuple[int, int]:
    return span.start, -span.end


def _buckets(start: int, end: int) -> Sequence[int]:
    first, last = start // BUCKET, (end - 1 if end > start else start) // BUCKET
    if first == last:
        return (first,)
    return range(first, last + 1) if last - first < LONG else (_LONG_ONES,)
