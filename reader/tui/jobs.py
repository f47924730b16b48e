"""Jobs: work that takes longer than a key may wait for. The only door from the screen to threads.

A job is a generator. It runs on a thread in steps, and after each step it can be cancelled, may report progress, and
leaves the interpreter to the keys for a moment. Its results come back on the screen's thread. The end of the program
waits for no job: what must be on disk is written before a change is called saved.
"""

import asyncio
from collections.abc import Callable, Generator, Iterable
from concurrent.futures import Future
from time import monotonic, sleep
from typing import Any, TypeVar

from textual.app import App
from textual.worker import Worker

from reader.errors import ReaderError
from reader.system.threads import run_in_thread

Progress = TypeVar("Progress")
Result = TypeVar("Result")
Steps = Generator[Progress, None, Result]

BREATH = 0.001  # seconds between two steps in which the screen's thread has the interpreter to itself
PROGRESS_EVERY = 0.2  # seconds between two reports of progress


class Job:
    """Work that was started."""

    def __init__(self, worker: Worker[Any]) -> None:
        self._worker = worker

    @property
    def is_running(self) -> bool:
        """Return whether the job has neither ended nor been cancelled."""
        return _is_running(self._worker)

    def cancel(self) -> None:
        """Stop it after its present step; none of its callbacks is called after that."""
        self._worker.cancel()


class Jobs:
    """Runs jobs in the background, and hands their results back to the screen's thread."""

    def __init__(self, app: App[Any]) -> None:
        self._app = app
        self._conditions: list[Callable[[], bool]] = []
        self._awaited = set[Worker[Any] | Future[Any]]()  # the work whose results keys wait for

    # What keys wait for

    def keys_wait_while(self, condition: Callable[[], bool]) -> None:
        """Let keys that come in a burst wait while a condition is true."""
        self._conditions.append(condition)

    @property
    def keys_wait(self) -> bool:
        """True if a key that came in a burst waits for a result; also for the work of the screen on top."""
        self._awaited = {each for each in self._awaited if isinstance(each, Future) or _is_running(each)}
        of_screen = (each for each in self._app.workers if each.node is self._app.screen and _is_running(each))
        return bool(self._awaited or any(of_screen) or any(condition() for condition in self._conditions))

    # Jobs

    def run(
        self,
        name: str,
        steps: Steps[Progress, Result],
        *,
        exclusive: bool = False,
        keys_wait: bool = False,
        pause: float = BREATH,
        every: float = PROGRESS_EVERY,
        on_progress: Callable[[Progress], object] | None = None,
        on_done: Callable[[Result], object] | None = None,
        on_error: Callable[[ReaderError | OSError], object] | None = None,
    ) -> Job:
        """Run a generator on a thread of its own.

        Args:
            name: What the work is; jobs of one name form a group.
            steps: The work. Nothing of it runs before the thread does.
            exclusive: Whether it cancels the running jobs of the same name.
            keys_wait: Whether keys that come in a burst wait for its result.
            pause: Seconds between two steps.
            every: Seconds between two reports of progress.
            on_progress: Called on the screen's thread with what a step yielded.
            on_done: Called on the screen's thread with what the generator returned.
            on_error: Called on the screen's thread with an error that a person can do something about. Without it,
                and for any other error, the program ends and writes a crash log.
        """

        def work() -> None:
            shown = monotonic()
            try:
                while True:
                    progress = next(steps)
                    if worker.is_cancelled:
                        steps.close()
                        return
                    if on_progress and monotonic() > shown + every:
                        tell(on_progress, progress)
                        shown = monotonic()
                    sleep(pause)
            except StopIteration as end:
                if on_done:
                    tell(on_done, end.value)
            except (ReaderError, OSError) as error:
                if on_error is None:
                    raise
                tell(on_error, error)

        def tell(callback: Callable[[Any], object], value: object) -> None:
            if self._app.is_running:  # the end of the program waits for no job
                self._app.call_from_thread(deliver, callback, value)

        def deliver(callback: Callable[[Any], object], value: object) -> object:
            return None if worker.is_cancelled else callback(value)

        async def wait() -> None:
            await asyncio.wrap_future(run_in_thread(work))

        worker: Worker[None] = self._app.run_worker(wait, group=name, exclusive=exclusive)
        if keys_wait:
            self._awaited.add(worker)
        return Job(worker)

    def call(
        self,
        name: str,
        function: Callable[[], Result],
        *,
        exclusive: bool = False,
        keys_wait: bool = False,
        on_done: Callable[[Result], object] | None = None,
        on_error: Callable[[ReaderError | OSError], object] | None = None,
    ) -> Job:
        """Call a function on a thread of its own; it cannot be stopped once it runs, but its result can be dropped."""
        steps = _in_one_step(function)
        return self.run(name, steps, exclusive=exclusive, keys_wait=keys_wait, on_done=on_done, on_error=on_error)

    def between_keys(
        self, name: str, steps: Iterable[object], *, pause: float, on_done: Callable[[], object] | None = None
    ) -> Job:
        """Run steps of a few milliseconds on the screen's thread, with pauses in which keys are answered.

        It cancels the running job of the same name.
        """

        async def work() -> None:
            for _ in steps:
                await asyncio.sleep(pause)
            if on_done:
                on_done()

        return Job(self._app.run_worker(work, group=name, exclusive=True))

    def future(self, function: Callable[[], Result], on_done: "Callable[[Future[Result]], object]") -> "Future[Result]":
        """Call a function on a thread, for a caller that may wait briefly for its result.

        Args:
            function: The work.
            on_done: Called on the screen's thread with the future once it is done, however it ended.
        """
        future = run_in_thread(function)
        self.follow(future, on_done)
        return future

    def follow(self, future: "Future[Result]", on_done: "Callable[[Future[Result]], object]") -> None:
        """Call a function on the screen's thread once a future is done; keys of a burst wait for that."""

        def take(done: "Future[Result]") -> None:
            self._awaited.discard(done)
            on_done(done)

        self._awaited.add(future)
        future.add_done_callback(lambda done: self._app.call_later(take, done))

    def watch(
        self, steps: Iterable[object], on_step: Callable[[], object], on_error: Callable[[OSError], object]
    ) -> None:
        """Watch something while the program runs, on a thread that the end does not wait for.

        Args:
            steps: Yields whenever something happened.
            on_step: Called on the screen's thread each time.
            on_error: Called on the screen's thread if the system refuses to watch.
        """

        def work() -> None:
            try:
                for _ in steps:
                    self._app.call_later(on_step)
            except OSError as error:
                self._app.call_later(on_error, error)

        run_in_thread(work)

    def is_running(self, name: str) -> bool:
        """Return whether a job of this name runs."""
        return any(worker.group == name and _is_running(worker) for worker in self._app.workers)


def _is_running(worker: Worker[Any]) -> bool:
    """Return whether a worker is running; Textual says so for ever of one that was cancelled before it started."""
    return not (worker.is_finished or worker.is_cancelled)


def _in_one_step(function: Callable[[], Result]) -> Steps[None, Result]:
    yield from ()  # makes it a generator
    return function()
