"""Events of plain Python: any part can subscribe, and the one that emits does not know its subscribers."""

from collections.abc import Callable
from typing import Generic, TypeVar

Value = TypeVar("Value")


class Event(Generic[Value]):
    """Passes values on to its subscribers, in the order in which they subscribed."""

    def __init__(self) -> None:
        self._callbacks: list[Callable[[Value], object]] = []

    def subscribe(self, callback: Callable[[Value], object]) -> None:
        """Call a function with each value that is emitted from now on."""
        self._callbacks.append(callback)

    def emit(self, value: Value) -> None:
        """Call every subscriber with a value."""
        for callback in self._callbacks:
            callback(value)
