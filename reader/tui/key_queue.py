"""The key queue: keys are handed out one at a time, each after everything that the previous one started has settled.

A key goes through many message queues: the application's, the focused widget's, those of the screens that it opens. A
    key typed a moment later could overtake it there, and act on a screen that is about to change. So the next key is
only handed out when nothing is left to be done: no message, no screen that is still being built, no layout. A key that
belongs to a burst also waits for results that it may depend on, such as the hits of a search.
"""

import asyncio
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from time import monotonic
from typing import NamedTuple, Protocol

from textual.events import Key as KeyEvent
from textual.events import Paste

BURST = 0.03  # seconds between two keys of a burst, at most
UNSETTLED = 1.0  # seconds that a key waits for the messages of the one before, at most
PATIENCE = 10.0  # seconds that a key of a burst waits for results, at most
LOOK_EVERY = 0.003  # seconds between two looks whether a result has come
WAY_OUT = ("escape", "ctrl+q")  # keys that are handed out at once if the keys before them wait for results

Input = KeyEvent | Paste


class KeyTarget(Protocol):
    """The application, as the queue needs it."""

    @property
    def is_calm(self) -> bool:
        """True if the program is idle: everything that is left waits for the terminal, a thread or a timer."""
        ...

    @property
    def needs_layout(self) -> bool:
        """True if the screen on top is still to be laid out."""
        ...

    def lay_out(self) -> object:
        """Start the layout that is due, without waiting for the next frame."""
        ...

    def lacks_results(self, event: Input) -> bool:
        """Return whether results are on their way that may change what an input does."""
        ...

    def hand_out(self, event: Input) -> object:
        """Answer an input that has waited, by calling `admit` for it."""
        ...

    def leave_out(self, number: int) -> object:
        """Take note that a number of inputs will never be answered."""
        ...

    def fail(self, error: BaseException) -> object:
        """End the program because of an error in the queue."""
        ...


class QueuedInput(NamedTuple):
    """An input, and how it came.

    Attributes:
        event: The key, or the text that was pasted.
        gap: The seconds since the input before.
        is_repeated: Whether it is the same key as the one before, as from a key that is held down.
    """

    event: Input
    gap: float
    is_repeated: bool

    @property
    def follows_closely(self) -> bool:
        """True if this input belongs to one burst with the one before."""
        return self.gap <= BURST and not self.is_repeated


class KeyQueue:
    """Holds back each key until the one before it has been answered."""

    def __init__(self, target: KeyTarget) -> None:
        self._target = target
        self._waiting = deque[QueuedInput]()
        self._present: QueuedInput | None = None  # the input that was handed out last
        self._last: QueuedInput | None = None  # the input that came last
        self._admitted: Input | None = None  # the input that was handed out and has not come back yet
        self._settling: asyncio.Task[None] | None = None
        self._is_waiting_long = False
        self._deaf_until = 0.0  # inputs that are older are left out
        self._answering = 0

    @contextmanager
    def answering(self) -> Iterator[None]:
        """Answer the present input, which is not settled before this ends."""
        self._answering += 1
        try:
            yield
        finally:
            self._answering -= 1

    def admit(self, event: Input) -> bool:
        """Return whether an input is to be answered now; any other one is answered when its turn comes."""
        if event is self._admitted:
            self._admitted = None
            return True
        if event.time < self._deaf_until:
            return False
        entry = self._last = self._entry(event)
        if not self.is_idle:
            self._waiting.append(entry)
            return self._leads_out(entry)
        self._present = entry
        self._settling = asyncio.create_task(self._answer_waiting())
        self._settling.add_done_callback(self._end)
        return True

    def _end(self, task: asyncio.Task[None]) -> None:
        if not task.cancelled() and (error := task.exception()):
            self._target.fail(error)

    def _entry(self, event: Input) -> QueuedInput:
        last = self._last
        if last is None:
            return QueuedInput(event, float("inf"), is_repeated=False)
        return QueuedInput(event, event.time - last.event.time, is_repeated=_is_same(event, last.event))

    def _leads_out(self, entry: QueuedInput) -> bool:
        """Drop the keys that wait for results if one of them is meant to cancel; that key is answered at once."""
        is_meant = isinstance(entry.event, KeyEvent) and entry.event.key in WAY_OUT
        if not (self._is_waiting_long and is_meant and entry.gap > BURST):
            return False
        self._target.leave_out(len(self._waiting) - 1)
        self._waiting.clear()
        self._present = entry
        return True

    def forget(self) -> None:
        """Drop all inputs up to now, since they were meant for another program that had the screen."""
        self._waiting.clear()
        self._deaf_until = monotonic()

    # Bursts

    @property
    def is_close_to_last(self) -> bool:
        """True if the input that is being answered came right after any other one."""
        return not self.is_idle and self._present is not None and self._present.gap <= BURST

    def tell_if_burst(self, then: Callable[[bool], object]) -> None:
        """Tell a function whether the input that is being answered is part of a burst.

        If no key came close before it, that is only known a moment later; all other keys wait until then.
        """
        if self.is_idle or self._present is None:
            then(False)  # no key led here
        elif self._present.follows_closely or self._waiting:
            then(self._is_burst(self._present))
        else:
            self._answering += 1
            rest = max(0.0, self._present.event.time + BURST - monotonic())
            asyncio.get_running_loop().call_later(rest, self._tell, self._present, then)

    def _tell(self, entry: QueuedInput, then: Callable[[bool], object]) -> None:
        self._answering -= 1
        then(self._is_burst(entry))

    def _is_burst(self, entry: QueuedInput) -> bool:
        return entry.follows_closely or bool(self._waiting and self._waiting[0].follows_closely)

    @property
    def is_idle(self) -> bool:
        """True if every input has been answered, and everything that it started has settled."""
        return not self._waiting and (self._settling is None or self._settling.done())

    # Handing out

    async def _answer_waiting(self) -> None:
        """Hand out one input after another, until none is left."""
        while True:
            await self._settle()
            if not self._waiting:
                return
            if self._waiting[0].follows_closely:
                await self._await_results()
            if self._waiting:
                self._present = self._waiting.popleft()
                self._admitted = self._present.event
                self._target.hand_out(self._admitted)

    async def _settle(self) -> None:
        """Wait until everything that the present input started is done."""
        end, has_asked = monotonic() + UNSETTLED, False
        while self._answering or monotonic() < end:
            await asyncio.sleep(0)
            if not self._target.is_calm:
                continue
            if self._answering:
                await asyncio.sleep(LOOK_EVERY)
            elif not (self._waiting and self._target.needs_layout):
                return
            else:
                self._target.lay_out()
                await asyncio.sleep(LOOK_EVERY if has_asked else 0)
                has_asked = True

    async def _await_results(self) -> None:
        """Wait for the results that the next input may depend on; if they do not come, leave its burst out."""
        end = monotonic() + PATIENCE
        self._is_waiting_long = True
        while self._waiting and self._target.lacks_results(self._waiting[0].event):
            if monotonic() > end:
                self._leave_burst_out()
                break
            await asyncio.sleep(LOOK_EVERY)
            await self._settle()
        self._is_waiting_long = False

    def _leave_burst_out(self) -> None:
        number = 0
        while self._waiting and (not number or self._waiting[0].gap <= BURST):
            self._waiting.popleft()
            number += 1
        self._target.leave_out(number)


def _is_same(event: Input, before: Input) -> bool:
    return isinstance(event, KeyEvent) and isinstance(before, KeyEvent) and event.key == before.key
