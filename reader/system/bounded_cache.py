"""A cache that cannot grow."""

from collections.abc import Callable
from typing import TypeVar

Key = TypeVar("Key")
Value = TypeVar("Value")


class LRUCache(dict[Key, Value]):
    """What was made last, up to `size` values: the oldest goes when a new one comes."""

    def __init__(self, make: Callable[[Key], Value], size: int) -> None:
        super().__init__()
        self._make = make
        self._size = size

    def __missing__(self, key: Key) -> Value:
        if len(self) >= self._size:
            del self[next(iter(self))]
        value = self[key] = self._make(key)
        return value
