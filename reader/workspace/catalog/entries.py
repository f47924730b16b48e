"""What a list shows of each source, as columns."""

from array import array
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from reader.text.sanitize import sanitize_line

SLICE = 2000  # entries, decoded or folded within a millisecond or two
SEARCHED = 10 * SLICE  # entries, looked through within a millisecond or two


@dataclass(slots=True, eq=False)
class Entries:
    """An entry a source, in order of id, as columns: a hundred thousand objects would take long, and much room.

    titles: empty where not known. stamps: of the file when its title was read; 0 where it is to be read (again).

    One thread may fill it while another one shows it: what is there keeps its place, and more comes at the end.
    """

    ids: list[str] = field(default_factory=list)
    titles: list[str] = field(default_factory=list)
    stamps: "array[int]" = field(default_factory=lambda: array("q"))
    # Title and id without capitals, made when there is a filter; and where slices begin that have other titles since.
    _folded: list[str] = field(default_factory=list, repr=False)
    _stale: set[int] = field(default_factory=set, repr=False)

    def __len__(self) -> int:
        return len(self.ids)

    def __contains__(self, id: str) -> bool:
        return self.index(id) is not None

    def index(self, id: str) -> int | None:
        index = bisect_left(self.ids, id)
        return index if index < len(self.ids) and self.ids[index] == id else None

    def title(self, index: int) -> str:
        """Safe to show; the file's name while there is no better one."""
        return self.titles[index] or sanitize_line(self.ids[index].rpartition("/")[2])

    def retitle(self, index: int, title: str, stamp: int) -> None:
        self.titles[index], self.stamps[index] = title, stamp
        self._stale.add(index - index % SLICE)  # the last, so that whoever folds it has seen the title

    def add(self, ids: Sequence[str], titles: Sequence[str], stamps: Sequence[int]) -> None:
        self.stamps.extend(stamps)
        self.titles += titles
        self.ids += ids  # the last, so that there is a whole entry for each id

    def only(self, ids: list[str]) -> "Entries":
        """The entries of these ids, new ones too."""
        known = {id: index for index, id in enumerate(self.ids)}
        indexes = [known.get(id, -1) for id in ids]
        titles = ["" if index < 0 else self.titles[index] for index in indexes]
        return Entries(ids, titles, array("q", (0 if index < 0 else self.stamps[index] for index in indexes)))

    def fold(self) -> Iterator[None]:
        """Makes ready what a filter looks through, in steps of milliseconds: what is new or changed since."""
        whole, here = len(self._folded), len(self.ids)
        new = range(whole - whole % SLICE, here, SLICE) if whole < here else ()
        for start in sorted({*self._stale, *new}):
            self._stale.discard(start)
            some = slice(start, start + SLICE)
            lines = (f"{title}\n{id}" for id, title in zip(self.ids[some], self.titles[some], strict=False))
            self._folded[some] = [line.casefold() for line in lines]
            yield

    def matching(self, words: str, among: Sequence[int]) -> Iterator[list[int]]:
        """Those of some entries that have each of the words in title or id, found in slices of milliseconds.

        Capitals matter in words that have any.
        """
        for _ in self.fold():
            yield []
        for start in range(0, len(among), SEARCHED):
            found: Sequence[int] = among[start : start + SEARCHED]
            for word in words.split():
                found = self._with(word, found)
            yield list(found)

    def _with(self, word: str, among: Sequence[int]) -> list[int]:
        if word == word.casefold():
            folded = self._folded
            return [at for at in among if word in folded[at]]
        ids, titles = self.ids, self.titles
        return [at for at in among if word in titles[at] or word in ids[at]]
