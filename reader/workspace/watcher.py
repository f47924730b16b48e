"""Watching a sources folder: when what is in it changes, somebody is told."""

import os
from collections.abc import Iterator
from pathlib import Path
from threading import Event

from reader.system.files import Signature, signature
from reader.text.folder import SUFFIXES

GATHER = 0.2  # seconds in which changes count as one


def changes(folder: Path, stopped: Event, listed: Signature | None = None) -> Iterator[None]:
    """Yields after sources have come, gone or changed, until `stopped`. Blocks: for a thread of its own.

    listed: of the folder when it was listed. If it is another one when the watch has begun, it yields at once:
    nobody saw what came and went in between.

    Without watchdog (the extra `watch`) there is nothing to tell. Raises OSError where the system cannot watch
    so many folders.
    """
    # Not a library in C or Rust: it would hold the interpreter while it looks through a hundred thousand files.
    try:
        from watchdog import events
        from watchdog.observers import Observer
    except ImportError:
        return
    root = folder.resolve()
    changed = Event()

    class Handler(events.FileSystemEventHandler):
        def on_any_event(self, event: events.FileSystemEvent) -> None:
            ends = (os.fsdecode(end)[len(str(root)) :] for end in (event.src_path, event.dest_path) if end)
            if any(_counts(end, is_folder=event.is_directory) for end in ends):
                changed.set()

    observer = Observer()
    # Only these: a reader opens files all the time.
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
            stopped.wait(GATHER)
    finally:
        observer.stop()


def _counts(path: str, *, is_folder: bool) -> bool:
    """What is hidden is no source; neither are the tags, which are written all the time. Folders may hold some."""
    return "/." not in path and (is_folder or path.lower().endswith(SUFFIXES))
