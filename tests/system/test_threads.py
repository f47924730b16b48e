"""Work on a thread, or at once: its result or its error comes back in the same way."""

import threading
from collections.abc import Callable, Generator
from concurrent.futures import Future
from typing import Any

import pytest

from reader.system.threads import run_in_thread, run_now, run_to_end, with_steps_as

Run = Callable[[Callable[[], Any]], "Future[Any]"]


@pytest.mark.parametrize("run", [run_in_thread, run_now])
def test_a_result_or_an_error_is_in_the_future(run: Run) -> None:
    assert run(lambda: 7).result(5) == 7
    with pytest.raises(ZeroDivisionError):
        run(lambda: 1 // 0).result(5)


def test_a_thread_does_not_hold_up_the_end_of_the_program() -> None:
    assert run_in_thread(lambda: threading.current_thread().daemon).result(5)
    assert run_in_thread(threading.get_ident).result(5) != threading.get_ident()
    assert run_now(threading.get_ident).result(0) == threading.get_ident()


def test_an_interruption_on_a_thread_is_passed_on_and_one_here_is_raised() -> None:
    def interrupt() -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run_in_thread(interrupt).result(5)
    with pytest.raises(KeyboardInterrupt):
        run_now(interrupt)


def test_steps_are_run_to_their_end() -> None:
    done = []

    def steps() -> Generator[int, None, str]:
        for number in range(3):
            done.append(number)
            yield number
        return "result"

    assert run_to_end(steps()) == "result"
    assert done == [0, 1, 2]


def test_steps_can_be_told_in_another_way_with_the_same_result() -> None:
    def count() -> Generator[int, None, str]:
        yield from (1, 2, 3)
        return "done"

    told = with_steps_as(count(), "step {}".format)
    assert [next(told), next(told)] == ["step 1", "step 2"]
    assert run_to_end(told) == "done"
