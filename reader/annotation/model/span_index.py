"""The annotations of an article by where they stand, so that a row of the screen finds its own among any number."""

from collections.abc import Iterable, Iterator, Sequence

from reader.annotation.model.annotation import Annotation
from reader.text.span import Span

BUCKET = 2048  # code points
LONG = 64  # buckets from which an annotation is kept apart: there are few such


class SpanIndex:
    """Annotations that stand in one article, by id. What a look-up costs depends on what it finds."""

    def __init__(self, annotations: Iterable[Annotation] = ()) -> None:
        self._by_id = {annotation.id: annotation for annotation in annotations}
        self._buckets: dict[int, dict[str, Annotation]] = {}
        for annotation in self._by_id.values():
            self._put(annotation)

    def add(self, annotation: Annotation) -> None:
        """Puts it in, in place of the one that has its id."""
        self.remove(annotation.id)
        self._by_id[annotation.id] = annotation
        self._put(annotation)

    def _put(self, annotation: Annotation) -> None:
        for bucket in _buckets(annotation.start, annotation.end):
            self._buckets.setdefault(bucket, {})[annotation.id] = annotation

    def remove(self, id: str) -> None:
        """Takes it out, if it is there."""
        if annotation := self._by_id.pop(id, None):
            for bucket in _buckets(annotation.start, annotation.end):
                del self._buckets[bucket][id]

    def get(self, id: str) -> Annotation | None:
        return self._by_id.get(id)

    def touching(self, span: Span) -> list[Annotation]:
        """Those that have at least one code point in the span, in order of place."""
        found: dict[str, Annotation] = {}
        for bucket in (_LONG_ONES, *range(span.start // BUCKET, (max(span.start, span.end - 1)) // BUCKET + 1)):
            found |= self._buckets.get(bucket, {})
        touching = [each for each in found.values() if each.start < span.end and span.start < each.end]
        return sorted(touching, key=lambda each: (each.start, -each.end, each.id))

    def beside(self, span: Span, by: int) -> Annotation | None:
        """The next one (by: 1) or the one before (-1) in order of place, the longer first; None if there is none."""
        here, bucket = _order(span), span.start // BUCKET
        long = self._buckets.get(_LONG_ONES, {})
        numbers = {*self._buckets, *(each.start // BUCKET for each in long.values())} - {_LONG_ONES}
        for number in sorted((each for each in numbers if (each - bucket) * by >= 0), reverse=by < 0):
            near = [*self._buckets.get(number, {}).values(), *long.values()]
            there = {_order(each.span): each for each in near if each.start // BUCKET == number}
            beyond = [order for order in there if (order > here if by > 0 else order < here)]
            if beyond:
                return there[min(beyond) if by > 0 else max(beyond)]
        return None

    def __len__(self) -> int:
        return len(self._by_id)

    def __iter__(self) -> Iterator[Annotation]:
        return iter(self._by_id.values())


_LONG_ONES = -1  # the bucket of those that are kept apart


def _order(span: Span) -> tuple[int, int]:
    return span.start, -span.end


def _buckets(start: int, end: int) -> Sequence[int]:
    first, last = start // BUCKET, (end - 1 if end > start else start) // BUCKET
    if first == last:
        return (first,)
    return range(first, last + 1) if last - first < LONG else (_LONG_ONES,)
