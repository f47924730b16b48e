"""Work on batches: in this process, and on the workers of a scheduler, which a small double stands for here."""

import sys
from collections.abc import Callable, Sequence
from types import ModuleType
from typing import Any

import pytest

from reader.errors import ReaderError, UsageError
from reader.insight.batch_engine import engine


class Client:
    """A double of Dask's client that works at once, and counts."""

    def __init__(self, address: str, timeout: str) -> None:
        if address == "nowhere":
            raise OSError("refused")
        self.address, self.timeout, self.is_open = address, timeout, False
        self.batches: list[int] = []
        self.scattered: list[object] = []
        clients.append(self)

    def __enter__(self) -> "Client":
        self.is_open = True
        return self

    def __exit__(self, *_: object) -> None:
        self.is_open = False

    def scatter(self, value: object, broadcast: bool) -> object:
        assert broadcast
        self.scattered.append(value)
        return value

    def submit(self, work: Callable[..., list[Any]], batch: Sequence[Any], *shared: object, pure: bool) -> list[Any]:
        assert not pure
        self.batches.append(len(batch))
        return work(batch, *shared)

    def gather(self, futures: list[list[Any]]) -> list[list[Any]]:
        return futures


clients: list[Client] = []


@pytest.fixture(autouse=True)
def dask(monkeypatch: pytest.MonkeyPatch) -> None:
    clients.clear()
    module = ModuleType("distributed")
    module.Client = Client  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "distributed", module)


def add(numbers: Sequence[int], amount: int = 0) -> list[int]:
    return [number + amount for number in numbers]


def test_in_this_process_the_work_gets_all_items() -> None:
    with engine(None) as run:
        assert run(add, [1, 2]) == [1, 2]
        assert run(add, [1, 2], 5) == [6, 7]
    assert not clients


def test_a_worker_gets_fifty_items_and_what_is_shared() -> None:
    with engine("tcp://here:8786") as run:
        assert run(add, range(101), 5) == [*range(5, 106)]
        assert run(add, []) == []
        (client,) = clients
        assert client.is_open
    assert (client.address, client.timeout, client.is_open) == ("tcp://here:8786", "10s", False)
    assert (client.batches, client.scattered) == ([50, 50, 1], [5])


def test_a_scheduler_that_does_not_answer() -> None:
    with pytest.raises(ReaderError, match="nowhere: no Dask scheduler answers there"), engine("nowhere"):
        pass


def test_without_dask_the_message_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(UsageError, match=r"pip install 'reader-tui\[cluster\]'"), engine("tcp://127.0.0.1:1"):
        pass
