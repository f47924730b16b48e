"""Garbage collection, which would freeze the screen if it went through all objects of a large workspace."""

import gc

from reader.annotation.store.store import Store

MANY_WORDS = 200_000  # words of compared sources: looking through what is known of them takes 10 ms


def spare_from_collection(store: Store) -> None:
    """Exempt everything that exists from garbage collection, after many annotations were read.

    It concerns the whole process, so it is done for the app only: a script may have objects of its own to collect.
    """
    if not store.is_small:
        gc.freeze()


def spare_what_stays(words: int) -> None:
    """Exempt everything that exists from garbage collection, after sources of a number of words were compared."""
    if words > MANY_WORDS:
        gc.freeze()
