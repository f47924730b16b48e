"""Running work on a thread of its own, or at once with the same interface; and work in steps, as a generator."""

import threading
from collections.abc import Callable, Generator
from concurrent.futures import Future
from typing import Any, TypeVar

Result = TypeVar("Result")
Step = TypeVar("Step")
Other = TypeVar("Other")


def run_in_thread(work: Callable[[], Result]) -> Future[Result]:
    """Start `work` on a daemon thread: the program can end without waiting for it. The future cannot be cancelled."""
    future: Future[Result] = Future()
    future.set_running_or_notify_cancel()

    def run() -> None:
        try:
            future.set_result(work())
        except BaseException as error:  # noqa: BLE001 (the caller gets it when it asks for the result)
            future.set_exception(error)

    threading.Thread(target=run, daemon=True).start()
    return future


def run_to_end(steps: Generator[Any, None, Result]) -> Result:
    """Run a generator to its end, ignore what it yields, and return its result."""
    while True:
        try:
            next(steps)
        except StopIteration as end:
            result: Result = end.value
            return result


def with_steps_as(steps: Generator[Step, None, Result], to: Callable[[Step], Other]) -> Generator[Other, None, Result]:
    """Run a generator, yield each of its steps converted by `to`, and return its result."""
    while True:
        try:
            step = next(steps)
        except StopIteration as end:
            result: Result = end.value
            return result
        yield to(step)


def run_now(work: Callable[[], Result]) -> Future[Result]:
    """Do `work` at once, and return its result or its error as a future that is done."""
    future: Future[Result] = Future()
    try:
        future.set_result(work())
    except Exception as error:  # noqa: BLE001 (the caller gets it when it asks for the result)
        future.set_exception(error)
    return future
