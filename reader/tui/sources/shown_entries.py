"""The entries of the catalog that a list shows, and their places in it: the articles, then the originals."""

from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from reader.workspace.catalog.entries import ORIGINAL, Entries


class ShownEntries:
    """The shown entries in order, the originals at the end. Plain Python.

    Attributes:
        indexes: Their places in the catalog.
    """

    def __init__(self, entries: Entries, indexes: Sequence[int], ranks: Sequence[int] = ()) -> None:
        """Show some entries.

        Args:
            entries: All entries.
            indexes: The places of those that are shown.
            ranks: The place of every entry in the order; none if the order is that of the ids.
        """
        self._entries, self._ranks = entries, ranks
        self._ids = entries.ids  # a copy, since the catalog may get new ones
        self._articles, self._originals = _divided(entries, indexes, ranks)
        self.indexes = [*self._articles, *self._originals] if self._originals else self._articles

    def __len__(self) -> int:
        return len(self.indexes)

    def is_original(self, place: int) -> bool:
        """Return whether the entry at a place is an original."""
        return place >= len(self._articles)

    def id(self, place: int) -> str:
        """Return the id of the entry at a place among those shown."""
        return self._entries.ids[self.indexes[place]]

    def place(self, id: str) -> int:
        """Return the place of an id among those shown, or where it would be."""
        if self._originals and self._entries.is_original(id):
            return len(self._articles) + self._bisect(self._originals, id)
        return self._bisect(self._articles, id)

    def _bisect(self, indexes: Sequence[int], id: str) -> int:
        if not self._ranks:
            return bisect_left(indexes, id, key=self._entries.ids.__getitem__)
        index, last = self._entries.index(id), len(self._ranks)
        rank = self._ranks[index] if index is not None and index < last else last
        return bisect_left(indexes, rank, key=self._ranks.__getitem__)

    def has(self, id: str, place: int) -> bool:
        """Return whether an id is at a place among the entries that are shown."""
        return place < len(self.indexes) and self.id(place) == id

    def beside(self, id: str, step: int) -> str | None:
        """Return the id a number of places after another one, which may be hidden; None beyond the ends.

        Articles end where the originals begin.
        """
        place = self.place(id)
        if step > 0 and not self.has(id, place):
            place -= 1
        end = len(self) if self._originals and self._entries.is_original(id) else len(self._articles)
        return self.id(place + step) if 0 <= place + step < end else None

    def round(self, id: str, direction: int) -> Iterator[str]:
        """Yield the other shown ids, starting after one: forward if the direction is 1, else backward, and round."""
        place, number = self.place(id), len(self)
        is_shown = self.has(id, place)
        first = place if direction > 0 and not is_shown else place + direction
        for step in range(number - is_shown):
            yield self.id((first + direction * step) % number)

    def slice(self, first: int, number: int) -> list[tuple[int, str]]:
        """Return index and id of some entries from a place on."""
        return [(index, self._ids[index]) for index in self.indexes[first : first + number]]


def _divided(entries: Entries, indexes: Sequence[int], ranks: Sequence[int]) -> tuple[Sequence[int], Sequence[int]]:
    """Return the indexes of articles, and those of originals, each in order."""
    key: Callable[[int], Any] | None = ranks.__getitem__ if ranks else None
    if not entries.has_originals:
        return sorted(indexes, key=key) if ranks else indexes, ()
    roles = entries.roles
    articles = sorted((index for index in indexes if roles[index] != ORIGINAL), key=key)
    return articles, sorted((index for index in indexes if roles[index] == ORIGINAL), key=key)
