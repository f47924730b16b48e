"""A cache that cannot grow beyond a number of values."""

from collections.abc import Callable
from functools import lru_cache
from typing import Generic, TypeVar

Key = TypeVar("Key")
Value = TypeVar("Value")


class LRUCache(Generic[Key, Value]):
    """A mapping that makes its values on demand and keeps the most recently used ones.

    It can be used from several threads, which may then make the same value twice. Pickling drops its values.
    """

    def __init__(self, make: Callable[[Key], Value], size: int) -> None:
        """Keep at most `size` values, each made by `make` from its key."""
        self.__setstate__((make, size))

    def __getitem__(self, key: Key) -> Value:
        """Return the value of a key; make it if it is not kept."""
        return self._values(key)

    def __len__(self) -> int:
        """Return the number of values that are kept."""
        return self._values.cache_info().currsize

    def __getstate__(self) -> tuple[Callable[[Key], Value], int]:
        return self._make, self._size

    def __setstate__(self, state: tuple[Callable[[Key], Value], int]) -> None:
        self._make, self._size = state
        self._values = lru_cache(self._size)(self._make)
