"""The time that the store waits for other programs, which may be stopped."""

from typing import NamedTuple

from reader.system.durable_files import LOCK_SECONDS


class Patience(NamedTuple):
    """The time to wait for another program, in seconds.

    Attributes:
        change: For its write to the log, before a change is kept in memory only.
        checkpoint: For its checkpoint, before this one is put off.
    """

    change: float
    checkpoint: float


PATIENT = Patience(LOCK_SECONDS, 30.0)  # for a program that has nothing else to do
HURRIED = Patience(0.01, 0.02)  # for a screen that has to answer a key


def seconds_for_change(patience: Patience, unsaved: int) -> float:
    """Return how long a change waits: not at all if a screen already has unsaved changes, for a job saves them."""
    return 0.0 if unsaved and patience is HURRIED else patience.change
