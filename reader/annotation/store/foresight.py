"""Looking ahead at undo and redo: the log is read as far back as needed to tell what they would change."""

import contextlib
from collections.abc import Callable, Iterator

from reader.annotation.store.entries import Record
from reader.annotation.store.history import LINES
from reader.annotation.store.step_recorder import StepRecorder
from reader.annotation.store.working_copy import WorkingCopy


class Foresight:
    """Answers what the next undo or redo of a person would change, as far as is known here.

    Args:
        copy: The working copy.
        recorder: Knows the history of each person.
        read: Reads the annotations file, if that was put off.
    """

    def __init__(self, copy: WorkingCopy, recorder: StepRecorder, read: Callable[[], None]) -> None:
        self._copy, self._recorder, self._read = copy, recorder, read

    def to_undo(self, author: str = "") -> int:
        """Return how many annotations `undo` would change."""
        return _size(self._look(lambda: self._recorder.history(author).to_undo()))

    def to_redo(self, author: str = "") -> int:
        """Return how many annotations `redo` would change."""
        return _size(self.next_redo(author))

    def next_redo(self, author: str = "") -> Record | None:
        """Return the record of the undo that `redo` would take back; None without any."""
        return self._look(lambda: self._recorder.history(author).to_redo())

    def look_back(self, author: str = "", *, redo: bool = False) -> Iterator[None]:
        """Read the log in steps of milliseconds until it is known what `undo`, or `redo`, would change."""
        self._read()
        while True:
            with self._copy.mutex, contextlib.suppress(OSError):  # undo itself will report it
                if self._recorder.history(author).look_back(LINES, redo=redo):
                    return
            yield

    def _look(self, look: Callable[[], Record | None]) -> Record | None:
        self._read()
        with self._copy.mutex, contextlib.suppress(OSError):  # undo itself will report it
            return look() if self._copy.unsaved or self._copy.in_doubt or self._copy.log.size else None
        return None


def _size(record: Record | None) -> int:
    return len(record.edits) if record else 0
