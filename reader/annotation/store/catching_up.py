"""Catching up with a log to which another program added a lot: slice by slice, so that nobody waits for all of it."""

from reader.annotation.store.patience import HURRIED, PATIENT, Patience
from reader.annotation.store.working_copy import WorkingCopy

SLICE = 1 << 15  # bytes of the log that are read at once (some 50 steps, 5 ms)
MUCH = 1 << 18  # bytes that take too long for a key (some 400 steps)


def catch_up_ahead(copy: WorkingCopy, patience: Patience = PATIENT) -> None:
    """Read what others added until little is left to read under a lock; readers can have their turn in between.

    Raises:
        OSError: The log cannot be read, or (TimeoutError) it is too much for a key.
    """
    if patience is HURRIED and copy.log.size - copy.place.end > MUCH:
        raise TimeoutError("what another program added is being read")
    while copy.is_read and copy.log.size - copy.place.end > SLICE:
        place = copy.place
        tail = copy.log.added(place, SLICE)
        if tail is None or tail.place.end == place.end:
            return  # it is another log, or a line is torn: catching up knows what to do
        with copy.mutex:
            if copy.place is place:  # else another thread was quicker
                copy.take_in(tail)
