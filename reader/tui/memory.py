"""Garbage collection, which would hold the screen if it looked through all annotations of a large workspace."""

import gc

from reader.annotation.store.store import Store


def spare_from_collection(store: Store) -> None:
    """Exempt everything that exists from garbage collection, after many annotations were read.

    It concerns the whole process, so it is done for the app only: a script may have objects of its own to collect.
    """
    if not store.is_small:
        gc.freeze()
