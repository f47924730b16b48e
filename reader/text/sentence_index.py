"""The sentences of a whole article, counted a little at a time: a text of ten megabytes has a hundred thousand."""

import time
from array import array
from bisect import bisect_right

from reader.text.blocks import Blocks


class SentenceIndex:
    """`is_complete` once all are counted."""

    def __init__(self, blocks: Blocks) -> None:
        self._blocks = iter(blocks)
        self._starts = array("Q")
        self.is_complete = False

    def advance(self, seconds: float) -> None:
        """Goes on counting, for about so long."""
        end = time.perf_counter() + seconds
        while not self.is_complete and time.perf_counter() < end:
            block = next(self._blocks, None)
            if block is None:
                self.is_complete = True
            else:
                self._starts.extend(sentence.start for sentence in block.sentences)

    def __len__(self) -> int:
        return len(self._starts)

    def knows(self, offset: int) -> bool:
        """Whether all are counted up to an offset."""
        return self.is_complete or (len(self._starts) > 0 and offset < self._starts[-1])

    def number(self, offset: int) -> int:
        """The number, from 1, of the sentence at an offset (between two: of the one before); 0 if there is none."""
        return max(1, bisect_right(self._starts, offset)) if self._starts else 0
