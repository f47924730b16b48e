"""What a list shows of each source, as columns."""

from array import array
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from reader.text.visible import one_line

SLICE = 2000  # entries, looked through or decoded within milliseconds


@dataclass(slots=True, eq=False)
class Entries:
    """An entry a source, in order of id, as columns: a hundred thousand objects would take long, and much room.

    titles: empty where not known. stamps: of the file when its title was read; 0 where it is to be read (again).

    One thread may fill it while another one shows it: what is there keeps its place, and more comes at the end.
    """

    ids: list[str] = field(default_factory=list)
    titles: list[str] = field(default_factory=list)
    stamps: "array[int]" = field(default_factory=lambda: array("q"))

    def __len__(self) -> int:
        return len(self.ids)

    def __contains__(self, id: str) -> bool:
        return self.index(id) is not None

    def index(self, id: str) -> int | None:
        index = bisect_left(self.ids, id)
        return index if index < len(self.ids) and self.ids[index] == id else None

    def title(self, index: int) -> str:
        """Safe to show; the file's name while there is no better one."""
        return self.titles[index] or one_line(self.ids[index].rpartition("/")[2])

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

    def matching(self, words: str, among: Sequence[int]) -> Iterator[list[int]]:
        """Those of some entries that have each of the words in title or id, found in slices of milliseconds.

        Capitals matter in words that have any.
        """
        for start in range(0, len(among), SLICE):
            found = list(among[start : start + SLICE])
            for word in words.split():
                found = self._with(word, found)
            yield found

    def _with(self, word: str, among: list[int]) -> list[int]:
        ids, titles = self.ids, self.titles
        if word != word.casefold():
            return [at for at in among if word in titles[at] or word in ids[at]]
        return [at for at in among if word in titles[at].casefold() or word in ids[at].casefold()]
