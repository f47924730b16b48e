"""The entries of the catalog that a list shows, and their places in it: the articles, then the originals."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from reader.workspace.catalog.entries import ORIGINAL, Entries


class ShownEntries:
    """The shown entries in order of id, the originals at the end. Plain Python.

    Attributes:
        indexes: Their places in the catalog.
    """

    def __init__(self, entries: Entries, indexes: Sequence[int]) -> None:
        self._entries = entries
        self._ids = entries.ids  # as they are now; the catalog may get others
        self._articles, self._originals = _divided(entries, indexes)
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
        """Return where an id stands among those shown, or would stand."""
        if self._originals and self._entries.is_original(id):
            return len(self._articles) + self._bisect(self._originals, id)
        return self._bisect(self._articles, id)

    def _bisect(self, indexes: Sequence[int], id: str) -> int:
        return bisect_left(indexes, id, key=self._entries.ids.__getitem__)

    def has(self, id: str, place: int) -> bool:
        """Return whether an id is at a place among the entries that are shown."""
        return place < len(self.indexes) and self.id(place) == id

    def beside(self, id: str, step: int) -> str | None:
        """Return the id that stands so many places after another, which may be hidden; None beyond the ends.

        Articles end where the originals begin.
        """
        place = self.place(id)
        if step > 0 and not self.has(id, place):
            place -= 1
        end = len(self) if self._originals and self._entries.is_original(id) else len(self._articles)
        return self.id(place + step) if 0 <= place + step < end else None

    def round(self, id: str, direction: int) -> Iterator[str]:
        """Yield the other ids that are shown, from one on: forward if the direction is 1, else back, round the ends."""
        place, number = self.place(id), len(self)
        is_shown = self.has(id, place)
        first = place if direction > 0 and not is_shown else place + direction
        for step in range(number - is_shown):
            yield self.id((first + direction * step) % number)

    def slice(self, first: int, number: int) -> list[tuple[int, str]]:
        """Return index and id of some entries from a place on, as they were when the choice was made."""
        return [(index, self._ids[index]) for index in self.indexes[first : first + number]]


def _divided(entries: Entries, indexes: Sequence[int]) -> tuple[Sequence[int], Sequence[int]]:
    """Return the indexes of articles, and those of originals, each in order of id."""
    if not entries.has_originals:
        return indexes, ()
    roles = entries.roles
    articles = sorted(index for index in indexes if roles[index] != ORIGINAL)
    return articles, sorted(index for index in indexes if roles[index] == ORIGINAL)
