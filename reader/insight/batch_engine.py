"""Where work on batches of sources is done: in this process, or by the workers of a Dask scheduler (extra `cluster`).

The work is a pure function of a batch, so the results are the same.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from reader.errors import ReaderError, UsageError

BATCH = 50  # sources that a task is about
PATIENCE = "10s"

Engine = Callable[..., list[Any]]


@contextmanager
def engine(address: str | None) -> Iterator[Engine]:
    """`each(work, items)` is `work(items)`, `each(work, items, shared)` is `work(items, shared)`; a list.

    address: of a Dask scheduler; None for this process. Raises UsageError without Dask, ReaderError if none answers.
    """
    if address is None:
        yield lambda work, *given: work(*given)
        return
    try:
        from distributed import Client
    except ImportError as error:
        raise UsageError("--dask needs Dask: `pip install 'reader-tui[cluster]'`") from error
    try:
        client = Client(address, timeout=PATIENCE)
    except (OSError, ValueError) as error:
        raise ReaderError(f"{address}: no Dask scheduler answers there; start one with `dask scheduler`") from error

    def each(work: Callable[..., list[Any]], items: Sequence[Any], *shared: Any) -> list[Any]:
        batches = [items[first : first + BATCH] for first in range(0, len(items), BATCH)]
        scattered = [client.scatter(value, broadcast=True) for value in shared]
        futures = [client.submit(work, batch, *scattered, pure=False) for batch in batches]
        return [result for results in client.gather(futures) for result in results]

    with client:
        yield each
