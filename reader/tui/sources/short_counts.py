"""The counts of tags in an entry of the source list: `q3 c2 +7`, never a row of a hundred."""

from collections import Counter
from collections.abc import Mapping, Sequence

from reader.settings import Tag
from reader.settings.tag_names import nearest, tags_above

MORE = "+"  # before the number of tags without a key or room


class ShortCounts:
    """Shortens counts of tags.

    A nested tag without a key is counted with the nearest tag above that has one; where room is short, all nested tags
    are counted with the topmost. People know only keys as letters, so tags that have none are one number.
    """

    def __init__(self, tags: Sequence[Tag]) -> None:
        """Take the tags of the codebook."""
        self._tags = tags
        place = {tag.name: number for number, tag in enumerate(tags) if tag.key}
        above = {tag.name: [place[each] for each in (tag.name, *tags_above(tag.name)) if each in place] for tag in tags}
        self._nearest = {name: places[0] if places else len(tags) for name, places in above.items()}
        self._topmost = {name: places[-1] if places else len(tags) for name, places in above.items()}

    def shown(self, counts: Mapping[str, int], room: int) -> str:
        """Return the counts of the tags that occur, in at most `room` cells.

        Args:
            counts: The number of annotations by tag; one that the codebook lacks counts with the tag above, if any, or
                with the tags that have no key.
            room: The most cells; a single count may need more.
        """
        text = self._joined(self._sums(counts, self._nearest))
        return text if len(text) <= room else self._fitting(self._sums(counts, self._topmost), room)

    def _sums(self, counts: Mapping[str, int], places: Mapping[str, int]) -> list[tuple[int, int]]:
        """Return the places of the tags that counts are shown for, in the order of the codebook, with the sums."""
        sums = Counter[int]()
        for name, number in counts.items():
            sums[places.get(nearest(name, places), len(self._tags))] += number
        return sorted((place, number) for place, number in sums.items() if number)

    def _joined(self, sums: Sequence[tuple[int, int]], others: int = 0) -> str:
        others += sum(number for place, number in sums if place == len(self._tags))
        shown = [f"{self._tags[place].letter}{number}" for place, number in sums if place < len(self._tags)]
        return " ".join([*shown, *([f"{MORE}{others}"] if others else [])])

    def _fitting(self, sums: Sequence[tuple[int, int]], room: int) -> str:
        """Return the counts of as many tags as there is room for, and the sum of the others."""
        for kept in range(len(sums), 0, -1):
            text = self._joined(sums[:kept], sum(number for _, number in sums[kept:]))
            if len(text) <= room:
                return text
        return f"{MORE}{sum(number for _, number in sums)}"
