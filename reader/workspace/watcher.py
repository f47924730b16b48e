"""A watch on a sources folder, to notice when sources appear, disappear or change."""

import logging
import os
import warnings
from collections.abc import Iterator
from pathlib import Path
from threading import Event

from reader.system.files import Signature, signature
from reader.text.folder import SUFFIXES

TOGETHER = 0.2  # seconds in which changes count as one


def changes(folder: Path, stopped: Event, listed: Signature | None = None) -> Iterator[None]:
    """Yield each time that sources have appeared, disappeared or changed; it blocks, so it needs its own thread.

    Without watchdog (the extra `watch`) it ends at once.

    Args:
        folder: The sources folder.
        stopped: Ends the watch when it is set.
        listed: The signature of the folder when it was listed. If it differs when the watch begins, a change is
            reported at once, since changes in between were not seen.

    Raises:
        OSError: The system cannot watch so many folders.
    """
    # A library in C or Rust would hold the interpreter while it looks through a hundred thousand files.
    try:
        from watchdog import events
        from watchdog.observers import Observer
    except ImportError:
        return
    _silence_watchdog()
    root = folder.resolve()
    changed = Event()

    class Handler(events.FileSystemEventHandler):
        def on_any_event(self, event: events.FileSystemEvent) -> None:
            ends = (os.fsdecode(end)[len(str(root)) :] for end in (event.src_path, event.dest_path) if end)
            if any(_counts(end, is_folder=event.is_directory) for end in ends):
                changed.set()

    observer = Observer()
    # Opening a file is an event, too, and a reader opens files all the time.
    kinds: list[type[events.FileSystemEvent]] = [
        *(events.FileCreatedEvent, events.FileModifiedEvent, events.FileMovedEvent, events.FileDeletedEvent),
        *(events.DirCreatedEvent, events.DirMovedEvent, events.DirDeletedEvent),
    ]
    observer.schedule(Handler(), str(root), recursive=True, event_filter=kinds)
    observer.start()
    try:
        if signature(folder) != listed:
            changed.set()
        while not stopped.is_set():
            if changed.is_set():
                changed.clear()
                yield
            stopped.wait(TOGETHER)
    finally:
        observer.stop()


def _silence_watchdog() -> None:
    """Keep watchdog from writing over the screen: a folder that appears while the watch begins or ends does no harm."""
    warnings.filterwarnings("ignore", "Callback with id", RuntimeWarning)
    logging.getLogger("watchdog").addHandler(logging.NullHandler())


def _counts(path: str, *, is_folder: bool) -> bool:
    """Return whether a change of this path can concern sources; hidden files and annotations do not."""
    return "/." not in path and (is_folder or path.lower().endswith(SUFFIXES))
