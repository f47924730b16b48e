"""The last state of every annotation that the log knows, found by reading all of it."""

from collections.abc import Collection, Iterator, Mapping
from typing import NamedTuple

from reader.annotation.model.revision import revision
from reader.annotation.store.entries import Checkpoint, Edit, Entry, EntryKind, Record, from_line
from reader.annotation.store.file_format import Document
from reader.annotation.store.journal import Log, is_torn


class Sighting(NamedTuple):
    """The line with the last state of an annotation: just enough to notice that the annotation is missing.

    offset: where the line begins in the log.
    revision: the annotation's revision.
    at: when it was written; UTC, ISO 8601.
    """

    offset: int
    revision: int
    at: str


class KnownStates:
    """The annotations that the log knows, read up to some byte; the next reading continues there.

    Attributes:
        end: The byte of the log up to which it was read.
        last: The last state of each annotation, by id; None if it was removed, or if somebody accepted that it is gone.
        accepted: The revisions of annotations whose loss was accepted, by id, for each time that this happened.
        given_up: The offset at which the loss of an annotation was accepted, by id, if the log says nothing later about
            it.
        checkpoint_at: The offset of the last checkpoint; -1 if there is none.
        upto: The byte before which the last file of an older version held everything; 0 if there was none.
        is_complete: Whether a file was written that held everything in the log at that time, or the log says what it
            lacked.
        is_damaged: Whether a line that was once whole could not be read.
        last_at: The time of the last record; UTC, ISO 8601.
        saved_at: The time of the last record before the last checkpoint, when the file was whole.
    """

    def __init__(self, log: Log) -> None:
        self._log = log
        self.end = 0
        self.last: dict[str, Sighting | None] = {}
        self._removed: dict[str, int] = {}
        self.accepted: list[Mapping[str, int]] = []
        self.given_up: dict[str, int] = {}
        self.checkpoint_at = -1
        self.upto = 0
        self.is_complete = self.is_damaged = False
        self.last_at = self.saved_at = ""

    def read_to(self, end: int) -> None:
        """Continue reading up to a byte, which must follow a line end. A log of 50 MB takes a second."""
        for offset, entry in self._entries(self.end, end):
            if isinstance(entry, Checkpoint):
                self.is_complete = self.is_complete or entry.lost is not None
                self.upto = self.upto if self.is_complete else entry.upto
                self.saved_at, self.checkpoint_at = self.last_at, offset
            else:
                self._take(offset, entry)
        self.end = max(self.end, end)

    def reached(self, id: str) -> int:
        """Return the last known revision of an annotation, even if it was removed; 0 if none is known."""
        last = self.last.get(id)
        return last.revision if last else self._removed.get(id, 0)

    def edits(self, ids: Collection[str]) -> dict[str, Edit]:
        """Return the edits that made the last states of annotations that are not removed, in the order of the log."""
        return self._edits_at({id: sighting.offset for id in ids if (sighting := self.last[id])})

    def edits_of_given_up(self) -> dict[str, Edit]:
        """Return edits that add the annotations whose loss was accepted in a file before the present one."""
        found = self._edits_at({id: offset for id, offset in self.given_up.items() if offset < self.checkpoint_at})
        return {id: Edit(edit.number, None, edit.before) for id, edit in found.items()}

    def _edits_at(self, offsets: Mapping[str, int]) -> dict[str, Edit]:
        wanted, found = set(offsets.values()), dict[str, Edit]()
        for offset, line in self._log.lines(0, self.end) if offsets else ():
            if offset in wanted and isinstance(entry := from_line(line), Record):
                found |= {edit.id: edit for edit in entry.edits if offsets.get(edit.id) == offset}
        return found

    def states(self, ids: Collection[str]) -> dict[str, list[Document]]:
        """Return all states that some annotations had, in the order of the log."""
        found: dict[str, list[Document]] = {id: [] for id in ids}
        for _, entry in self._entries(0, self.end):
            for edit in entry.edits if isinstance(entry, Record) else ():
                if edit.id in found:
                    found[edit.id] += [state for state in (edit.before, edit.after) if state]
        return found

    def _entries(self, start: int, end: int) -> Iterator[tuple[int, Entry]]:
        for offset, line in self._log.lines(start, end):
            if entry := from_line(line):
                yield offset, entry
            elif line and not is_torn(line):
                self.is_damaged = True

    def _take(self, offset: int, record: Record) -> None:
        self.last_at = max(self.last_at, record.at)
        for edit in record.edits:
            self.last[edit.id] = Sighting(offset, revision(edit.after), record.at) if edit.after else None
            self.given_up.pop(edit.id, None)
            if edit.after is None:
                self._removed[edit.id] = revision(edit.before or {})
        if record.kind is EntryKind.ACCEPTED:
            self.given_up |= {edit.id: offset for edit in record.edits if edit.after is None}
            self.accepted.append({edit.id: revision(edit.before) for edit in record.edits if edit.before})
