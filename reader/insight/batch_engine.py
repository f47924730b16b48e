"""Run work on batches of sources, in this process or on the workers of a Dask scheduler (extra `cluster`).

The work is a pure function of its batch, so the results are the same either way.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from reader.errors import ReaderError, UsageError
from reader.system.extras import how_to_install

BATCH_SIZE = 50  # sources per task
CONNECT_TIMEOUT = "10s"

Engine = Callable[..., list[Any]]


@contextmanager
def engine(address: str | None) -> Iterator[Engine]:
    """Yield a function `run(work, items, *shared)` that returns the list that `work(items, *shared)` would return.

    Args:
        address: The address of a Dask scheduler, whose workers get the items in batches, each with all of `shared`;
            None to work in this process.

    Raises:
        UsageError: Dask is not installed.
        ReaderError: No scheduler answers at the address.
    """
    if address is None:
        yield lambda work, items, *shared: work(items, *shared)
        return
    try:
        from distributed import Client
    except ImportError as error:
        raise UsageError(f"--dask needs Dask; install it with: {how_to_install('cluster')}") from error
    connect: Callable[..., Any] = Client  # the library has no types
    try:
        client = connect(address, timeout=CONNECT_TIMEOUT)
    except (OSError, ValueError) as error:
        raise ReaderError(f"{address}: no Dask scheduler answers there; to start one: dask scheduler") from error

    def run(work: Callable[..., list[Any]], items: Sequence[Any], *shared: Any) -> list[Any]:
        batches = [items[first : first + BATCH_SIZE] for first in range(0, len(items), BATCH_SIZE)]
        scattered = [client.scatter(value, broadcast=True) for value in shared]
        futures = [client.submit(work, batch, *scattered, pure=False) for batch in batches]
        return [result for results in client.gather(futures) for result in results]

    with client:
        yield run
