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


PATIENT = Patience(LOCK_SECONDS, 30.0)  # for whoever has nothing else to do
HURRIED = Patience(0.02, 0.02)  # for a screen that has to answer a key
