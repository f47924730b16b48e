"""Tags counted by source, in snapshots that cost nothing however many sources there are."""

from collections import Counter
from collections.abc import Iterator, Mapping
from types import MappingProxyType

MANY = 256  # sources with new counts, from which all counts are copied once


class TagCounts:
    """The number of annotations of each tag that every source has.

    A snapshot shares everything with the counts. A change after it is kept beside what is shared, source by source,
    until there are so many that one copy of everything is cheaper.
    """

    def __init__(self) -> None:
        self._counts: dict[str, Counter[str]] = {}  # not changed once it is shared, nor is any counter
        self._recent: dict[str, Counter[str]] = {}  # replaced at each change; an empty counter is a removal
        self._is_shared = False

    def snapshot(self) -> Mapping[str, Counter[str]]:
        """Return the counts by source id, only of sources that have any; later changes do not reach them."""
        self._is_shared = True
        return _Snapshot(self._counts, self._recent) if self._recent else MappingProxyType(self._counts)

    def begin(self, source: str, counts: Counter[str]) -> None:
        """Set the counts of a source that has none yet, before any snapshot is taken."""
        self._counts[source] = counts

    def add(self, source: str, tag: str, number: int) -> None:
        """Count annotations that came (a positive number) or went (a negative one)."""
        counts = Counter(self._recent[source] if source in self._recent else self._counts.get(source))
        counts[tag] += number
        counts = +counts
        if self._is_shared:
            self._recent = {**self._recent, source: counts}
            if len(self._recent) >= MANY:
                self._counts = dict(_Snapshot(self._counts, self._recent))
                self._recent, self._is_shared = {}, False
        elif counts:
            self._counts[source] = counts
        else:
            self._counts.pop(source, None)


class _Snapshot(Mapping[str, Counter[str]]):
    def __init__(self, counts: dict[str, Counter[str]], recent: dict[str, Counter[str]]) -> None:
        self._counts, self._recent = counts, recent

    def __getitem__(self, source: str) -> Counter[str]:
        if source not in self._recent:
            return self._counts[source]
        if counts := self._recent[source]:
            return counts
        raise KeyError(source)

    def __iter__(self) -> Iterator[str]:
        for source in self._counts:
            if source not in self._recent or self._recent[source]:
                yield source
        for source, counts in self._recent.items():
            if counts and source not in self._counts:
                yield source

    def __len__(self) -> int:
        return sum(1 for _ in self)
