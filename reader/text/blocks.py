"""The blocks of a text, found on demand, so that a text of any size opens at once."""

from abc import ABC, abstractmethod
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence

from reader.system.bounded_cache import LRUCache
from reader.text.block import Block

_CACHED_PARTS = 64


class Blocks(ABC):
    """The blocks of a text in order. Finding one takes the same time however long the text is."""

    @abstractmethod
    def at(self, offset: int) -> Block | None:
        """Return the block at a source offset, else the nearest before it, else the first; None without blocks."""

    @abstractmethod
    def after(self, block: Block) -> Block | None:
        """Return the next block; None after the last."""

    @abstractmethod
    def before(self, block: Block) -> Block | None:
        """Return the block before; None before the first."""

    def onward(self, block: Block | None) -> Iterator[Block]:
        """Yield a block and all after it."""
        while block is not None:
            yield block
            block = self.after(block)

    def back(self, block: Block | None) -> Iterator[Block]:
        """Yield a block and all before it, in reverse order."""
        while block is not None:
            yield block
            block = self.before(block)

    def __iter__(self) -> Iterator[Block]:
        return self.onward(self.at(0))


class ListedBlocks(Blocks):
    """The blocks of a list."""

    def __init__(self, blocks: Sequence[Block]) -> None:
        self._blocks = blocks
        self._starts = [block.start for block in blocks]

    def at(self, offset: int) -> Block | None:
        """Return the block at a source offset, else the nearest one."""
        return self._blocks[max(0, bisect_right(self._starts, offset) - 1)] if self._blocks else None

    def after(self, block: Block) -> Block | None:
        """Return the next block; None after the last."""
        index = bisect_right(self._starts, block.start)
        return self._blocks[index] if index < len(self._blocks) else None

    def before(self, block: Block) -> Block | None:
        """Return the block before; None before the first."""
        index = bisect_right(self._starts, block.start) - 2
        return self._blocks[index] if index >= 0 else None


class JoinedBlocks(Blocks):
    """The blocks of a text that is divided into parts; each part's blocks are made on demand.

    Args:
        starts: The offset at which each part begins; the first is 0.
        make: Returns the blocks of a part, by its number from 0.
    """

    def __init__(self, starts: Sequence[int], make: Callable[[int], Blocks]) -> None:
        self._starts = starts
        self._parts: LRUCache[int, Blocks] = LRUCache(make, _CACHED_PARTS)

    def at(self, offset: int) -> Block | None:
        """Return the block at a source offset, else the nearest one."""
        part = self._part_at(offset)
        block = self._parts[part].at(offset)
        if block and block.start <= offset:
            return block
        return self._last_before(part) or block or self._first_from(part + 1)

    def after(self, block: Block) -> Block | None:
        """Return the next block; None after the last."""
        part = self._part_at(block.start)
        return self._parts[part].after(block) or self._first_from(part + 1)

    def before(self, block: Block) -> Block | None:
        """Return the block before; None before the first."""
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
