"""Work on a thread of its own, for what a screen should not wait for."""

import threading
from collections.abc import Callable, Generator
from concurrent.futures import Future
from typing import Any, TypeVar

Result = TypeVar("Result")


def run_in_thread(work: Callable[[], Result]) -> Future[Result]:
    """Begins to do `work`. Quitting the program does not wait for it."""
    future: Future[Result] = Future()

    def run() -> None:
        try:
            future.set_result(work())
        except BaseException as error:  # noqa: BLE001 (whoever asks for the result gets it)
            future.set_exception(error)

    threading.Thread(target=run, daemon=True).start()
    return future


def run_to_end(steps: Generator[Any, None, Result]) -> Result:
    """What work in steps comes to, done here and now."""
    while True:
        try:
            next(steps)
        except StopIteration as end:
            result: Result = end.value
            return result


def run_now(work: Callable[[], Result]) -> Future[Result]:
    """The same, done here and now."""
    future: Future[Result] = Future()
    try:
        future.set_result(work())
    except Exception as error:  # noqa: BLE001
        future.set_exception(error)
    return future
