"""The alignment of a quotation with a part of an original, word by word, by dynamic programming."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from reader.insight.quote_check.quotation import Gap
from reader.insight.wording.contractions import SEVERAL, same_word

# What a word of the quotation costs. One that replaces another must cost less than one that was put in: else the
# last word, if it was changed, would not be part of the place in the original.
REPLACED, PUT_IN = 0.9, 1.0
# What it costs to leave out words of the original, and each of them: without a mark, behind `…` and at `[words]`.
LEFT_OUT: Mapping[Gap | None, tuple[float, float]] = {
    None: (0.75, 0.08),
    Gap.ELLIPSIS: (0.02, 0.002),
    Gap.BRACKET: (0.02, 0.05),
}

_PAIRED, _PAIRED_AFTER_GAP, _INSERTED, _INSERTED_AFTER_GAP = range(4)
_NOWHERE = 1e9


@dataclass(frozen=True)
class Alignment:
    """A pairing of the words of a quotation with the words of a part of an original.

    Attributes:
        targets: For each word of the quotation, the word of the original that it is paired with; -1 if it was inserted.
        equal: Whether these are the same word.
        cost: The number of differing words.
    """

    targets: Sequence[int]
    equal: Sequence[bool]
    cost: float

    @property
    def cost_of_word(self) -> float:
        """The cost of a word of the quotation: 0 if all are equal, about 1 if none is."""
        return self.cost / max(1, len(self.targets))

    @cached_property
    def anchors(self) -> list[tuple[int, int]]:
        """The equal words: the index in the quotation, and that in the original."""
        return [(i, j) for i, (j, same) in enumerate(zip(self.targets, self.equal, strict=True)) if same]

    def without_ends(self, first: int, end: int) -> "Alignment":
        """Return the alignment without differing words outside the words `[first, end)` of the original."""
        targets = [target if first <= target < end else -1 for target in self.targets]
        return Alignment(targets, self.equal, self.cost)

    @property
    def range(self) -> tuple[int, int]:
        """The words of the original from the first to the last that the quotation is paired with."""
        found = [target for target in self.targets if target >= 0]
        return (min(found), max(found) + 1) if found else (0, 0)


def align(quoted: Sequence[str], said: Sequence[str], gaps: Mapping[int, Gap]) -> Alignment:
    """Return the best alignment of a whole quotation with any part of what was said.

    Args:
        quoted: The words of the quotation.
        said: The words of a part of the original, not much longer than the quotation.
        gaps: The marks in the quotation, by the index of the word after them.
    """
    verbatim = _find(quoted, said) if not gaps else -1
    if verbatim >= 0:
        return Alignment(range(verbatim, verbatim + len(quoted)), [True] * len(quoted), 0.0)
    return _Table(quoted, said, gaps).alignment()


def _find(quoted: Sequence[str], said: Sequence[str]) -> int:
    """Return where a quotation occurs word for word; -1 if it does not."""
    length = len(quoted)
    for start in range(len(said) - length + 1):
        if same_word(said[start], quoted[0]) and all(map(same_word, quoted, said[start : start + length])):
            return start
    return -1


class _Table:
    """The costs of all alignments, a row for each word of the quotation."""

    def __init__(self, quoted: Sequence[str], said: Sequence[str], gaps: Mapping[int, Gap]) -> None:
        self._quoted, self._said, self._gaps = quoted, said, gaps
        self._ways: list[bytearray] = []  # how the word came to stand there
        self._lengths: list[list[int]] = []  # the words left out before a column, if that is the best way to it
        self._last = self._fill()

    def _fill(self) -> list[float]:
        width = len(self._said) + 1
        best, is_gap = [0.0] * width, bytes(width)
        last = len(self._quoted) - 1
        rows = {word: self._row(word) for word in set(self._quoted)}
        paired = best
        for index, word in enumerate(self._quoted):
            ways = bytearray(width)
            paired = [best[0] + PUT_IN]
            ways[0] = _INSERTED_AFTER_GAP if is_gap[0] else _INSERTED
            row = rows[word]
            for column in range(1, width):
                straight, inserted = best[column - 1] + row[column - 1], best[column] + PUT_IN
                if straight <= inserted:
                    paired.append(straight)
                    ways[column] = _PAIRED_AFTER_GAP if is_gap[column - 1] else _PAIRED
                else:
                    paired.append(inserted)
                    ways[column] = _INSERTED_AFTER_GAP if is_gap[column] else _INSERTED
            self._ways.append(ways)
            if index < last:
                best, is_gap = self._leave_out(paired, self._gaps.get(index + 1))
        return paired

    def _row(self, word: str) -> list[float]:
        if word in SEVERAL or any(word in words for words in SEVERAL.values()):
            return [0.0 if same_word(word, each) else REPLACED for each in self._said]
        return [0.0 if word == each else REPLACED for each in self._said]

    def _leave_out(self, paired: list[float], gap: Gap | None) -> tuple[list[float], bytes]:
        """Return the costs if words of the original were left out, and where those were."""
        opening, each = LEFT_OUT[gap]
        best, is_gap, lengths = list(paired), bytearray(len(paired)), [0] * len(paired)
        cost, length = _NOWHERE, 0
        for column in range(1, len(paired)):
            begun = paired[column - 1] + opening
            if begun < cost:
                cost, length = begun, 0
            cost, length = cost + each, length + 1
            if cost < paired[column]:
                best[column], is_gap[column], lengths[column] = cost, 1, length
        self._lengths.append(lengths)
        return best, bytes(is_gap)

    def alignment(self) -> Alignment:
        """Return the cheapest alignment."""
        column = min(range(len(self._last)), key=self._last.__getitem__)
        cost, targets = self._last[column], list[int]()
        for index in range(len(self._quoted) - 1, -1, -1):
            way = self._ways[index][column]
            if way in (_PAIRED, _PAIRED_AFTER_GAP):
                column -= 1
                targets.append(column)
            else:
                targets.append(-1)
            if way in (_PAIRED_AFTER_GAP, _INSERTED_AFTER_GAP) and index:
                column -= self._lengths[index - 1][column]
        targets.reverse()
        equal = [
            target >= 0 and same_word(word, self._said[target])
            for word, target in zip(self._quoted, targets, strict=True)
        ]
        return Alignment(targets, equal, cost)
