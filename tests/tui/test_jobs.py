"""Jobs: work on a thread whose results come back on the screen's thread, and that can be cancelled after any step."""

import asyncio
import threading
from collections.abc import AsyncIterator, Generator
from concurrent.futures import Future
from contextlib import asynccontextmanager

import pytest
from textual.app import App
from textual.pilot import Pilot
from textual.screen import Screen

from reader.errors import ReaderError
from reader.tui.jobs import Jobs
from tests.support.under_test import until

SCREEN = threading.get_ident()


@asynccontextmanager
async def running() -> AsyncIterator[tuple[Jobs, Pilot[None]]]:
    app = App[None]()
    async with app.run_test() as pilot:
        yield Jobs(app), pilot


def counting(number: int, threads: set[int]) -> Generator[int, None, str]:
    for each in range(number):
        threads.add(threading.get_ident())
        yield each
    return "done"


async def test_steps_run_on_a_thread_and_their_result_comes_back_on_the_screens() -> None:
    threads, results = set[int](), list[tuple[str, int]]()
    async with running() as (jobs, pilot):
        jobs.run("count", counting(3, threads), on_done=lambda result: results.append((result, threading.get_ident())))
        await until(pilot, lambda: results)
    assert SCREEN not in threads
    assert results == [("done", SCREEN)]


async def test_progress_is_reported_now_and_then() -> None:
    shown, done = list[int](), list[str]()
    async with running() as (jobs, pilot):
        jobs.run("count", counting(5, set()), every=0.0, on_progress=shown.append, on_done=done.append)
        await until(pilot, lambda: done)
        assert shown == [0, 1, 2, 3, 4]
        jobs.run("count", counting(5, set()), every=60.0, on_progress=shown.append, on_done=done.append)
        await until(pilot, lambda: len(done) == 2)
        assert shown == [0, 1, 2, 3, 4], "and not more often than that"


async def test_a_job_that_is_cancelled_stops_after_its_step_and_tells_nothing() -> None:
    has_begun, may_go_on = threading.Event(), threading.Event()
    closed, told = list[bool](), list[object]()

    def steps() -> Generator[None, None, None]:
        try:
            while True:
                has_begun.set()
                may_go_on.wait(10)
                yield
        finally:
            closed.append(True)

    async with running() as (jobs, pilot):
        job = jobs.run("endless", steps(), on_done=told.append)
        await until(pilot, has_begun.is_set)
        assert (job.is_running, told) == (True, [])
        job.cancel()
        may_go_on.set()
        await until(pilot, lambda: closed)
        assert not job.is_running
        assert told == []


async def test_an_exclusive_job_replaces_the_one_of_its_name() -> None:
    gate, done = threading.Event(), list[str]()

    def slow(word: str) -> str:
        gate.wait(10)
        return word

    async with running() as (jobs, pilot):
        jobs.call("look", lambda: slow("first"), exclusive=True, on_done=done.append)
        jobs.call("other", lambda: slow("other"), exclusive=True, on_done=done.append)
        jobs.call("look", lambda: slow("second"), exclusive=True, on_done=done.append)
        gate.set()
        await until(pilot, lambda: len(done) == 2)
        await until(pilot, lambda: not jobs.is_running("look"))
    assert sorted(done) == ["other", "second"]


async def test_an_error_that_a_person_can_mend_comes_back() -> None:
    errors = list[str]()

    def fail() -> None:
        raise ReaderError("it is gone")

    async with running() as (jobs, pilot):
        jobs.call("fail", fail, on_error=lambda error: errors.append(str(error)))
        await until(pilot, lambda: errors)
    assert errors == ["it is gone"]


@pytest.mark.parametrize("error", [ReaderError("nobody listens"), KeyError("a defect")])
async def test_any_other_error_ends_the_program(error: Exception) -> None:
    def fail() -> None:
        raise error

    def listen(_error: object) -> None:
        raise AssertionError("a defect is nothing that a person can mend")

    with pytest.raises(Exception, match=r"nobody listens|a defect"):
        async with running() as (jobs, pilot):
            jobs.call("fail", fail, on_error=None if isinstance(error, ReaderError) else listen)
            await until(pilot, lambda: pilot.app.return_code)


async def test_between_keys_nothing_leaves_the_screens_thread() -> None:
    threads, done = set[int](), list[bool]()
    async with running() as (jobs, pilot):
        jobs.between_keys("count", counting(3, threads), pause=0.0, on_done=lambda: done.append(True))
        await until(pilot, lambda: done)
    assert threads == {SCREEN}


async def test_a_future_can_be_waited_for_and_is_followed_all_the_same() -> None:
    followed = list[int]()
    async with running() as (jobs, pilot):
        future = jobs.future(lambda: 42, on_done=lambda done: followed.append(done.result()))
        assert future.result(10) == 42
        await until(pilot, lambda: followed)
    assert followed == [42]


async def test_a_watch_tells_each_step_and_what_the_system_refuses() -> None:
    told = list[str]()

    def steps() -> Generator[None, None, None]:
        yield
        raise OSError("too many folders")

    async with running() as (jobs, pilot):
        jobs.watch(steps(), lambda: told.append("changed"), lambda error: told.append(str(error)))
        await until(pilot, lambda: len(told) == 2)
    assert told == ["changed", "too many folders"]


async def test_whether_a_job_runs_is_known_by_its_name() -> None:
    gate = threading.Event()
    async with running() as (jobs, pilot):
        jobs.call("change", lambda: gate.wait(10))
        assert (jobs.is_running("change"), jobs.is_running("other")) == (True, False)
        gate.set()
        await until(pilot, lambda: not jobs.is_running("change"))


# What keys wait for


@pytest.mark.parametrize("keys_wait", [True, False])
async def test_keys_wait_for_the_jobs_that_say_so(keys_wait: bool) -> None:
    may_end, done = threading.Event(), list[bool]()
    async with running() as (jobs, pilot):
        assert not jobs.keys_wait
        jobs.call("wait", lambda: may_end.wait(20), keys_wait=keys_wait, on_done=done.append)
        assert jobs.keys_wait == keys_wait
        may_end.set()
        await until(pilot, lambda: done and not jobs.keys_wait)


async def test_no_key_waits_for_a_job_that_was_cancelled_before_it_began() -> None:
    async with running() as (jobs, pilot):
        jobs.call("same", lambda: None, exclusive=True, keys_wait=True).cancel()
        assert not jobs.keys_wait
        assert not jobs.is_running("same")
        await pilot.pause()
        assert not jobs.keys_wait


async def test_keys_wait_until_somebody_has_the_result_of_a_future() -> None:
    future, waited = Future[int](), list[bool]()
    async with running() as (jobs, pilot):
        jobs.follow(future, lambda _done: waited.append(jobs.keys_wait))
        future.set_result(1)
        assert jobs.keys_wait, "what follows is still to be done"
        await until(pilot, lambda: waited and not jobs.keys_wait)


async def test_keys_wait_while_a_part_says_so() -> None:
    async with running() as (jobs, _pilot):
        answers = [True, False]
        jobs.keys_wait_while(lambda: answers.pop(0))
        assert [jobs.keys_wait, jobs.keys_wait] == [True, False]


async def test_keys_wait_for_the_work_of_the_screen_on_top() -> None:
    may_end = asyncio.Event()
    async with running() as (jobs, pilot):
        pilot.app.screen.run_worker(may_end.wait())
        waits = [jobs.keys_wait]
        await pilot.app.push_screen(Screen())
        waits.append(jobs.keys_wait)
        assert waits == [True, False]
        may_end.set()
