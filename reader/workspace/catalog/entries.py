"""The entries of a source list, kept as columns."""

from array import array
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from reader.text.role import is_in_originals
from reader.text.sanitize import sanitize_line

SLICE = 2000  # entries that are decoded or folded within a millisecond or two
UNKNOWN, ARTICLE, ORIGINAL = range(3)  # roles
SEARCHED = 10 * SLICE  # entries that are searched within a millisecond or two


@dataclass(slots=True, eq=False, repr=False)
class Entries:
    """One entry for each source, in order of id; in columns, since a hundred thousand objects take time and memory.

    One thread may add entries while another one shows them: they keep their places, and new ones come at the end.

    Attributes:
        ids: The sources' ids.
        titles: Their titles; empty where not known.
        stamps: A number for each file from when its title was read; 0 if the title must be read (again).
        roles: Whether they are articles or originals, which is read with the title: UNKNOWN, ARTICLE or ORIGINAL.
        written: When their files were written, in seconds since 1970; 0 until their titles have been looked at.
    """

    ids: list[str] = field(default_factory=list)
    titles: list[str] = field(default_factory=list)
    stamps: "array[int]" = field(default_factory=lambda: array("q"))
    roles: "array[int]" = field(default_factory=lambda: array("b"))
    written: "array[float]" = field(default_factory=lambda: array("d"))
    # Title and id, folded, made when there is a filter, and where the slices begin whose titles have changed.
    _folded: list[str] = field(default_factory=list)
    _stale: set[int] = field(default_factory=set)
    _times: Counter[str] = field(default_factory=Counter)  # how many entries have a title

    def __len__(self) -> int:
        return len(self.ids)

    def __contains__(self, id: str) -> bool:
        return self.index(id) is not None

    def index(self, id: str) -> int | None:
        """Return the position of a source; None if it is not here."""
        index = bisect_left(self.ids, id)
        return index if index < len(self.ids) and self.ids[index] == id else None

    def title(self, index: int) -> str:
        """Return a title that is safe to show: the file's name if there is no better one."""
        return self.titles[index] or sanitize_line(self.ids[index].rpartition("/")[2])

    def name(self, index: int) -> str:
        """Return the path without suffix of an entry that shares its title with others; empty for any other."""
        title = self.titles[index]
        is_single = not title or self._times[title] < 2
        return "" if is_single else sanitize_line(self.ids[index].rpartition(".")[0] or self.ids[index])

    def is_original(self, id: str) -> bool | None:
        """Return whether a source is an original; None if that is not known yet."""
        index = self.index(id)
        role = UNKNOWN if index is None else self.roles[index]
        return None if role == UNKNOWN else role == ORIGINAL

    @property
    def has_originals(self) -> bool:
        """True if at least one entry is an original."""
        return ORIGINAL in self.roles

    @property
    def ids_to_read(self) -> Sequence[str]:
        """The ids of the entries that are not originals, as far as that is known."""
        if not self.has_originals:
            return self.ids
        return [id for id, role in zip(self.ids, self.roles, strict=False) if role != ORIGINAL]

    @property
    def ids_of_originals(self) -> Sequence[str]:
        """The ids of the entries that are originals, as far as that is known."""
        if not self.has_originals:
            return ()
        return [id for id, role in zip(self.ids, self.roles, strict=False) if role == ORIGINAL]

    def retitle(self, index: int, title: str, stamp: int, role: int | None = None) -> None:
        """Set the title of the entry at a position, and its role if that is given."""
        self._times[self.titles[index]] -= 1
        self._times[title] += 1
        self.titles[index], self.stamps[index] = title, stamp
        if role is not None:
            self.roles[index] = role
        self._stale.add(index - index % SLICE)  # last, so that whoever removes it has seen the title

    def add(
        self, ids: Sequence[str], titles: Sequence[str], stamps: Sequence[int], roles: Sequence[int] | None = None
    ) -> None:
        """Add entries after the others; if no roles are given, the folder tells which are originals."""
        self.roles.extend(roles or [ORIGINAL if is_in_originals(id) else UNKNOWN for id in ids])
        self.stamps.extend(stamps)
        self.written.extend([0.0] * len(ids))
        self.titles += titles
        self._times.update(titles)
        self.ids += ids  # last, so that each id has a complete entry

    def only(self, ids: list[str]) -> "Entries":
        """Return entries for exactly these ids; new ones get no title."""
        known = {id: index for index, id in enumerate(self.ids)}
        indexes = [known.get(id, -1) for id in ids]
        entries = Entries()
        entries.add(
            ids,
            ["" if index < 0 else self.titles[index] for index in indexes],
            [0 if index < 0 else self.stamps[index] for index in indexes],
            [
                (ORIGINAL if is_in_originals(id) else UNKNOWN) if index < 0 else self.roles[index]
                for id, index in zip(ids, indexes, strict=True)
            ],
        )
        entries.written = array("d", [0.0 if index < 0 else self.written[index] for index in indexes])
        return entries

    def prepare(self) -> Iterator[None]:
        """Fold the entries that are new or have changed, for a filter, in steps of milliseconds."""
        from reader.text.fold import fold

        whole, here = len(self._folded), len(self.ids)
        new = range(whole - whole % SLICE, here, SLICE) if whole < here else ()
        for start in sorted({*self._stale, *new}):
            self._stale.discard(start)
            some = slice(start, start + SLICE)
            lines = (f"{title}\n{id}" for id, title in zip(self.ids[some], self.titles[some], strict=False))
            self._folded[some] = [fold(line) for line in lines]
            yield

    def matching(self, words: str, among: Sequence[int], *, is_exact: bool = False) -> Iterator[list[int]]:
        """Yield the positions of entries that have every word in their title or id, in slices of milliseconds.

        Args:
            words: The words, separated by blanks.
            among: The positions to look at.
            is_exact: Whether case, accents and marks matter; if not, all are folded as `reader.text.fold` says.
        """
        for _ in self.prepare():
            yield []
        for start in range(0, len(among), SEARCHED):
            found: Sequence[int] = among[start : start + SEARCHED]
            for word in words.split():
                found = self._with(word, found, is_exact=is_exact)
            yield list(found)

    def _with(self, word: str, among: Sequence[int], *, is_exact: bool) -> list[int]:
        from reader.text.fold import fold

        if not is_exact and (folded := fold(word)):  # a word of nothing but accents is looked for unchanged
            lines = self._folded
            return [at for at in among if folded in lines[at]]
        ids, titles = self.ids, self.titles
        return [at for at in among if word in titles[at] or word in ids[at]]
