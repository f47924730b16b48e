"""The annotations of one article, indexed by position: each row of the screen finds its own quickly."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from heapq import nlargest

from reader.annotation.model.annotation import Annotation
from reader.text.span import Span

BUCKET = 2048  # code points
LONG = 64  # buckets; the few annotations that span as many are kept apart
NEAREST = 500  # the most annotations at one place that a screen asks for


class SpanIndex:
    """The annotations of one article, by id and position. The cost of a look-up depends only on how much it finds.

    Annotations of one span with one tag, of which a passage may have very many, are a *layer*: they look alike.
    """

    def __init__(self, annotations: Iterable[Annotation] = ()) -> None:
        self._by_id = {annotation.id: annotation for annotation in annotations}
        self._layers: dict[_Key, _Layer] = {}
        self._buckets: dict[int, dict[_Key, _Layer]] = {}
        for annotation in self._by_id.values():
            self._put(annotation)

    def add(self, annotation: Annotation) -> None:
        """Add an annotation; it replaces the one with its id."""
        self.remove(annotation.id)
        self._by_id[annotation.id] = annotation
        self._put(annotation)

    def _put(self, annotation: Annotation) -> None:
        key = _key(annotation)
        layer = self._layers.get(key)
        if layer is None:
            layer = self._layers[key] = _Layer()
            for bucket in _buckets(annotation.start, annotation.end):
                self._buckets.setdefault(bucket, {})[key] = layer
        layer.put(annotation)

    def remove(self, id: str) -> None:
        """Remove the annotation with an id, if there is one."""
        if annotation := self._by_id.pop(id, None):
            key = _key(annotation)
            if not self._layers[key].drop(id):
                del self._layers[key]
                for bucket in _buckets(annotation.start, annotation.end):
                    del self._buckets[bucket][key]

    def get(self, id: str) -> Annotation | None:
        """Return the annotation with an id; None if there is none."""
        return self._by_id.get(id)

    def touching(self, span: Span) -> list[Annotation]:
        """Return the annotations that share at least one code point with a span, by position."""
        found = [each for _, layer in self._layers_at(span) for each in layer]
        return sorted(found, key=lambda each: (each.start, -each.end, each.id))

    def layers(self, span: Span) -> list[Annotation]:
        """Return one annotation of each layer that touches a span, by position, for a screen that shows each once.

        That is the newest one, with the note of another if it has none itself.
        """
        found = [layer.shown for _, layer in self._layers_at(span)]
        return sorted(found, key=lambda each: (each.start, -each.end, each.id))

    def nearest(self, span: Span) -> list[Annotation]:
        """Return annotations that touch a span: those of just this span, then the shortest, of these the newest.

        There are at most `NEAREST` of each layer.
        """
        found = (each for _, layer in self._layers_at(span) for each in layer.newest_first)
        newest = sorted(found, key=_created, reverse=True)
        return sorted(newest, key=lambda each: (each.span != span, each.end - each.start))

    def alike(self, span: Span, tag: str) -> list[Annotation]:
        """Return all annotations of just this span with a tag, in no particular order."""
        return list(self._layers.get((span.start, span.end, tag), ()))

    @property
    def tagged_spans(self) -> list[tuple[str, Span]]:
        """The tag and the span of each layer."""
        return [(tag, Span(start, end)) for start, end, tag in self._layers]

    def is_touched(self, span: Span) -> bool:
        """Return True if any annotation shares a code point with a span."""
        return bool(self._layers_at(span))

    def count(self, span: Span) -> Counter[str]:
        """Return how many annotations of each tag touch a span."""
        counts = Counter[str]()
        for (_, _, tag), layer in self._layers_at(span):
            counts[tag] += len(layer)
        return counts

    def _layers_at(self, span: Span) -> "list[tuple[_Key, _Layer]]":
        numbers = (_LONG_ONES, *range(span.start // BUCKET, max(span.start, span.end - 1) // BUCKET + 1))
        near = [self._buckets[number] for number in numbers if number in self._buckets]
        found = near[0] if len(near) == 1 else {key: layer for each in near for key, layer in each.items()}
        return [(key, layer) for key, layer in found.items() if key[0] < span.end and span.start < key[1]]

    def beside(self, span: Span, step: int) -> Annotation | None:
        """Return the next annotation after a span (step 1) or the one before it (-1); None if there is none.

        Annotations are in order of position; of those with one start, the longer comes first.
        """
        here, bucket = _order(span), span.start // BUCKET
        long = self._buckets.get(_LONG_ONES, {})
        numbers = {*self._buckets, *(start // BUCKET for start, _, _ in long)} - {_LONG_ONES}
        for number in sorted((each for each in numbers if (each - bucket) * step >= 0), reverse=step < 0):
            near = {**self._buckets.get(number, {}), **long}
            there = {(start, -end): layer for (start, end, _), layer in near.items() if start // BUCKET == number}
            beyond = [order for order in there if (order > here if step > 0 else order < here)]
            if beyond:
                return there[min(beyond) if step > 0 else max(beyond)].newest
        return None

    def __len__(self) -> int:
        return len(self._by_id)

    def __iter__(self) -> Iterator[Annotation]:
        return iter(self._by_id.values())


_Key = tuple[int, int, str]  # start, end and tag
_LONG_ONES = -1  # the bucket of the annotations that are kept apart


class _Layer:
    """Annotations of one span with one tag."""

    __slots__ = ("_by_id", "_newest_first", "_shown")

    def __init__(self) -> None:
        self._by_id: dict[str, Annotation] = {}
        self._shown: Annotation | None = None
        self._newest_first: Sequence[Annotation] = ()

    def __len__(self) -> int:
        return len(self._by_id)

    def __iter__(self) -> Iterator[Annotation]:
        return iter(self._by_id.values())

    def put(self, annotation: Annotation) -> None:
        self._by_id[annotation.id] = annotation
        self._shown, self._newest_first = None, ()

    def drop(self, id: str) -> int:
        """Remove an annotation and return how many are left."""
        del self._by_id[id]
        self._shown, self._newest_first = None, ()
        return len(self._by_id)

    @property
    def newest(self) -> Annotation:
        """The newest annotation."""
        return self.newest_first[0]

    @property
    def shown(self) -> Annotation:
        """The newest annotation, with the note of another one if it has none itself."""
        if self._shown is None:
            newest = self.newest
            note = newest.note or next((each.note for each in self if each.note), "")
            self._shown = newest if note == newest.note else replace(newest, note=note)
        return self._shown

    @property
    def newest_first(self) -> Sequence[Annotation]:
        """The newest annotations, at most `NEAREST`; annotations of the same moment are in order of their ids."""
        if not self._newest_first:
            few = len(self) <= NEAREST
            members = sorted(self, key=lambda each: each.id) if few else self
            self._newest_first = nlargest(NEAREST, members, key=_created)
        return self._newest_first


def _key(annotation: Annotation) -> _Key:
    return annotation.start, annotation.end, annotation.tag


def _created(annotation: Annotation) -> str:
    return annotation.created


def _order(span: Span) -> tuple[int, int]:
    return span.start, -span.end


def _buckets(start: int, end: int) -> Sequence[int]:
    first, last = start // BUCKET, max(start, end - 1) // BUCKET
    if first == last:
        return (first,)
    return range(first, last + 1) if last - first < LONG else (_LONG_ONES,)
