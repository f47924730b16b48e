"""The key queue without an app: one input at a time, bursts wait for results, and nothing waits for ever."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field
from time import monotonic

import pytest
from textual.events import Key as KeyEvent
from textual.events import Paste

from reader.tui import key_queue
from reader.tui.key_queue import BURST, LOOK_EVERY, Input, KeyQueue

SLOWLY = 10 * BURST


@dataclass
class Target:
    """An application of which a test says what it is busy with."""

    is_calm: bool = True
    needs_layout: bool = False
    lacks: bool = False
    answered: list[str] = field(default_factory=list)
    left_out: int = 0
    asking: int = 0  # the number of the input that asks whether it is part of a burst
    said: list[bool] = field(default_factory=list)
    error: Exception | None = None
    time: float = 0.0
    failed: list[BaseException] = field(default_factory=list)
    queue: KeyQueue = field(init=False)

    def __post_init__(self) -> None:
        self.queue = KeyQueue(self)

    def lay_out(self) -> None:
        self.answered.append("layout")
        self.needs_layout = False

    def lacks_results(self, event: Input) -> bool:  # noqa: ARG002
        if self.error:
            raise self.error
        return self.lacks

    def hand_out(self, event: Input) -> None:
        assert self.queue.admit(event), "an input that was handed out is answered"
        self.answer(event)

    def answer(self, event: Input) -> None:
        self.answered.append(event.key if isinstance(event, KeyEvent) else event.text)
        if len(self.answered) == self.asking:
            self.queue.tell_if_burst(self.said.append)

    def leave_out(self, number: int) -> None:
        self.left_out += number

    def fail(self, error: BaseException) -> None:
        self.failed.append(error)

    def type(self, *keys: str, after: float = 0.0) -> None:
        """Type keys in one go, so many seconds after the ones before."""
        self.time += after
        for key in keys:
            event: Input = Paste(key.upper()) if key == "pasted" else KeyEvent(key, key if len(key) == 1 else None)
            event.time = self.time
            if self.queue.admit(event):
                self.answer(event)

    async def rest(self) -> None:
        for _ in range(20):
            await asyncio.sleep(0)

    async def has_answered(self, *keys: str) -> bool:
        for _ in range(1000):
            if self.answered == [*keys]:
                return True
            await asyncio.sleep(LOOK_EVERY)
        return False


@pytest.fixture
def target() -> Target:
    return Target()


async def test_a_single_key_is_answered_at_once(target: Target) -> None:
    target.type("q")
    assert target.answered == ["q"]


async def test_the_next_key_waits_until_all_is_calm(target: Target) -> None:
    target.is_calm = False
    target.type("a", "b", "pasted", "c")
    await target.rest()
    assert target.answered == ["a"]
    target.is_calm = True
    await target.rest()
    assert target.answered == ["a", "b", "PASTED", "c"]
    assert target.queue.is_idle


async def test_a_key_waits_for_an_action_that_is_still_being_done(target: Target) -> None:
    with target.queue.answering():
        target.type("a", "b")
        await target.rest()
        assert target.answered == ["a"]
    assert await target.has_answered("a", "b")


async def test_a_screen_is_laid_out_before_the_next_key_but_not_for_its_own_sake(target: Target) -> None:
    target.needs_layout = True
    target.type("a")
    await target.rest()
    assert target.answered == ["a"]
    target.type("b", "c", after=SLOWLY)
    await target.rest()
    assert target.answered == ["a", "b", "layout", "c"]


async def test_a_program_that_never_rests_gets_its_keys_even_so(
    target: Target, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(key_queue, "UNSETTLED", 0.0)
    target.is_calm = False
    target.type("a", "b")
    await target.rest()
    assert target.answered == ["a", "b"]


@pytest.mark.parametrize(
    ("first", "then", "gap", "waits"),
    [
        ("a", "b", 0.0, True),
        ("a", "b", BURST, True),
        ("a", "b", BURST + 0.001, False),
        ("a", "a", 0.0, False),  # a key that is held down
        ("pasted", "pasted", 0.0, True),
    ],
)
async def test_only_a_key_of_a_burst_waits_for_results(
    first: str, then: str, gap: float, waits: bool, target: Target
) -> None:
    target.lacks = True
    target.type(first)
    target.type(then, after=gap)
    await target.rest()
    assert (len(target.answered) == 1) == waits
    target.lacks = False
    assert await target.has_answered(*(key.upper() if key == "pasted" else key for key in (first, then)))


@pytest.mark.parametrize(("key", "is_way_out"), [("escape", True), ("ctrl+q", True), ("j", False)])
async def test_a_key_that_leads_out_need_not_wait_for_results(key: str, is_way_out: bool, target: Target) -> None:
    target.lacks = True
    target.type("a", "b", "c")
    await target.rest()
    target.type(key, after=SLOWLY)
    await target.rest()
    assert (target.answered, target.left_out) == ((["a", key], 2) if is_way_out else (["a"], 0))


async def test_a_way_out_that_belongs_to_the_burst_waits_like_its_other_keys(target: Target) -> None:
    target.lacks = True
    target.type("a", "b", "escape")
    await target.rest()
    assert (target.answered, target.left_out) == (["a"], 0)


async def test_a_burst_whose_results_never_come_is_left_out_but_not_what_is_typed_later(
    target: Target, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(key_queue, "PATIENCE", -1.0)
    target.lacks = True
    target.type("a", "b", "c", "c")
    target.type("d", after=SLOWLY)
    await target.rest()
    assert (target.answered, target.left_out) == (["a", "d"], 3)


async def test_what_was_typed_while_another_program_had_the_screen_is_forgotten(target: Target) -> None:
    target.is_calm = False
    target.type("a", "b")
    target.queue.forget()
    target.is_calm = True
    target.type("c")  # came before, and is only read now
    await target.rest()
    assert target.answered == ["a"]
    target.time = monotonic()
    target.type("d", after=SLOWLY)
    assert target.answered == ["a", "d"]


@pytest.mark.parametrize(
    ("bursts", "number", "is_burst"),
    [
        (["a"], 1, False),
        (["aa"], 2, False),
        (["ab"], 1, True),
        (["ab"], 2, True),
        (["aab"], 3, True),
        (["a", "b"], 2, False),
        (["ba", "a"], 3, False),
    ],
)
async def test_a_key_asks_whether_it_is_part_of_a_burst(
    bursts: Sequence[str], number: int, is_burst: bool, target: Target
) -> None:
    target.asking = number
    for keys in bursts:
        target.type(*keys, after=SLOWLY)
        await target.rest()
    assert target.said == [is_burst]


async def test_a_key_that_comes_a_moment_after_a_question_still_makes_it_a_burst(target: Target) -> None:
    target.asking = 1
    target.time = monotonic() + SLOWLY  # so that the moment lasts long enough for a slow machine
    target.type("a")
    await target.rest()
    assert target.said == []
    target.type("b", after=BURST / 2)
    await target.rest()
    assert (target.said, target.answered) == ([], ["a"])
    assert await target.has_answered("a", "b")
    assert target.said == [True]


async def test_what_is_not_a_key_is_not_a_burst(target: Target) -> None:
    target.type("a", "b")
    await target.rest()
    said: list[bool] = []
    target.queue.tell_if_burst(said.append)
    assert (said, target.queue.is_close_to_last) == ([False], False)


async def test_an_error_of_the_queue_is_not_lost(target: Target) -> None:
    target.error = ZeroDivisionError()
    target.type("a", "b")
    await target.rest()
    assert target.failed == [target.error]
