"""Events of plain Python: whoever is concerned subscribes, and nobody knows who that is."""

from collections.abc import Callable
from typing import Generic, TypeVar

Value = TypeVar("Value")


class Event(Generic[Value]):
    """Tells its subscribers about something, in the order in which they subscribed."""

    def __init__(self) -> None:
        self._callbacks: list[Callable[[Value], object]] = []

    def subscribe(self, callback: Callable[[Value], object]) -> None:
        """Have a function called with each value that is emitted from now on."""
        self._callbacks.append(callback)

    def emit(self, value: Value) -> None:
        """Call every subscriber with a value."""
        for callback in self._callbacks:
            callback(value)
