"""Watching a sources folder: when what is in it changes, somebody is told."""

from collections.abc import Iterator
from pathlib import Path
from threading import Event

from reader.disk import Signature, signature
from reader.text.folder import SUFFIXES

GATHER = 200  # milliseconds in which changes count as one
BEGUN = 200  # milliseconds after which it surely watches


def changes(folder: Path, stopped: Event, listed: Signature | None = None) -> Iterator[None]:
    """Yields after sources have come, gone or changed, until `stopped`. Blocks: for a thread of its own.

    listed: of the folder when it was listed. If it is another one when the watch has begun, it yields at once:
    nobody saw what came and went in between.

    Without watchfiles (the extra `watch`) there is nothing to tell.
    """
    try:
        from watchfiles import watch
    except ImportError:
        return
    within = len(str(folder.resolve()))

    def counts(_change: object, path: str) -> bool:
        """What is hidden is no source; neither are the tags, which are written all the time. Folders may hold some."""
        return "/." not in path[within:] and (path.lower().endswith(SUFFIXES) or not Path(path).suffix)

    has_begun = False
    for found in watch(
        folder.resolve(),
        watch_filter=counts,
        debounce=GATHER,
        stop_event=stopped,
        rust_timeout=BEGUN,
        yield_on_timeout=True,
        raise_interrupt=False,
        ignore_permission_denied=True,
    ):
        if found or not (has_begun or signature(folder) == listed):
            yield
        has_begun = True
