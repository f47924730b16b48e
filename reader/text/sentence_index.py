"""The sentences of a whole article, counted in short steps: a text of 10 MB has a hundred thousand."""

import time
from array import array
from bisect import bisect_right

from reader.text.blocks import Blocks


class SentenceIndex:
    """The starts of an article's sentences. `is_complete` is True when all of them are known."""

    def __init__(self, blocks: Blocks) -> None:
        self._blocks = iter(blocks)
        self._starts = array("Q")
        self.is_complete = False

    def advance(self, seconds: float) -> None:
        """Continue counting for about the given time."""
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
        """Return True if all sentences up to an offset are counted."""
        return self.is_complete or (len(self._starts) > 0 and offset < self._starts[-1])

    def number(self, offset: int) -> int:
        """Return the number, from 1, of the sentence at an offset or before it; 0 if there are no sentences."""
        return max(1, bisect_right(self._starts, offset)) if self._starts else 0
