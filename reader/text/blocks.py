"""The blocks of a text, found where they are asked for, so that a text of any size opens at once."""

from abc import ABC, abstractmethod
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence

from reader.system.bounded_cache import LRUCache
from reader.text.block import Block

_KEPT = 64  # parts


class Blocks(ABC):
    """The blocks of a text in order, each known by its start. What finding one costs depends on no length."""

    @abstractmethod
    def at(self, offset: int) -> Block | None:
        """The block that holds a source offset, else the nearest before it, else the first. None if there is none."""

    @abstractmethod
    def after(self, block: Block) -> Block | None:
        """The next one; None after the last."""

    @abstractmethod
    def before(self, block: Block) -> Block | None:
        """The one before; None before the first."""

    def onward(self, block: Block | None) -> Iterator[Block]:
        """This block and all after it."""
        while block is not None:
            yield block
            block = self.after(block)

    def back(self, block: Block | None) -> Iterator[Block]:
        """This block and all before it, last first."""
        while block is not None:
            yield block
            block = self.before(block)

    def __iter__(self) -> Iterator[Block]:
        return self.onward(self.at(0))


class ListedBlocks(Blocks):
    """Blocks that are all there."""

    def __init__(self, blocks: Sequence[Block]) -> None:
        self._blocks = blocks
        self._starts = [block.start for block in blocks]

    def at(self, offset: int) -> Block | None:
        return self._blocks[max(0, bisect_right(self._starts, offset) - 1)] if self._blocks else None

    def after(self, block: Block) -> Block | None:
        index = bisect_right(self._starts, block.start)
        return self._blocks[index] if index < len(self._blocks) else None

    def before(self, block: Block) -> Block | None:
        index = bisect_right(self._starts, block.start) - 2
        return self._blocks[index] if index >= 0 else None


class JoinedBlocks(Blocks):
    """The blocks of a text in parts, one after the other; a part is made when it is asked for.

    starts: where each part begins, the first at 0. make: gives the part of a number.
    """

    def __init__(self, starts: Sequence[int], make: Callable[[int], Blocks]) -> None:
        self._starts = starts
        self._parts: LRUCache[int, Blocks] = LRUCache(make, _KEPT)

    def at(self, offset: int) -> Block | None:
        part = self._part_at(offset)
        block = self._parts[part].at(offset)
        if block and block.start <= offset:
            return block
        return self._last_before(part) or block or self._first_from(part + 1)

    def after(self, block: Block) -> Block | None:
        part = self._part_at(block.start)
        return self._parts[part].after(block) or self._first_from(part + 1)

    def before(self, block: Block) -> Block | None:
        part = self._part_at(block.start)
        return self._parts[part].before(block) or self._last_before(part)

    def _part_at(self, offset: int) -> int:
        return max(0, bisect_right(self._starts, offset) - 1)

    def _first_from(self, part: int) -> Block | None:
        found = (self._parts[number].at(0) for number in range(part, len(self._starts)))
        return next(filter(None, found), None)

    def _last_before(self, part: int) -> Block | None:
        found = (self._parts[number].at(self._starts[number + 1]) for number in range(part - 1, -1, -1))
        return next(filter(None, found), None)
