"""Steps, and the history in which they are undone and redone: the log, read backwards as far as needed."""

from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from reader.annotation.model.annotation import Annotation, Dismissal, from_document
from reader.annotation.model.row import RowChange, StoredRow, to_row
from reader.annotation.store.entries import Edit, Record
from reader.annotation.store.file_format import Document

LINES = 100  # lines of the log read in one step; one takes 50 microseconds
END = object()


class Change(NamedTuple):
    """One annotation before and after a step.

    Attributes:
        before: None if the annotation was added.
        after: None if it was removed.
    """

    before: Annotation | None
    after: Annotation | None

    @property
    def annotation(self) -> Annotation:
        """The annotation as it is after the change, or as it was if it was removed."""
        annotation = self.after or self.before
        assert annotation is not None, "a change has at least one side"
        return annotation


class Step(NamedTuple):
    """The changes that were made at once, and that one undo takes back.

    Attributes:
        description: What was done, such as `tagged quote`.
        changes: Each has its own annotation or dismissal.
        author: Who did it, and can undo it.
        rows: The changes of rows of other tables.
    """

    description: str
    changes: tuple[Change, ...]
    author: str = ""
    rows: tuple[RowChange, ...] = ()

    @classmethod
    def of(cls, record: Record) -> "Step":
        """Return the step that a record of the log describes."""
        changes = [change_of(edit) for edit in record.edits]
        rows = tuple(change for change in changes if isinstance(change, RowChange))
        others = tuple(change for change in changes if isinstance(change, Change))
        return cls(record.description, others, record.author, rows)

    @classmethod
    def of_rows(cls, record: Record) -> "Step":
        """Return the step of a record with only its changes of rows, quickly however many annotations it changed."""
        return cls.of(record._replace(edits=tuple(each for each in record.edits if each.is_of_row)))

    @property
    def annotation_changes(self) -> tuple[Change, ...]:
        """The changes of annotations, without those of dismissals."""
        return tuple(each for each in self.changes if not isinstance(each.annotation, Dismissal))


@dataclass(slots=True, eq=False, repr=False)
class History:
    """The steps that one person can undo and redo.

    Attributes:
        older: The lines of the log, newest first: the person's records, and None for any other line. They are read only
            as far as needed.
    """

    older: Iterator[Record | None]
    _done: deque[Record] = field(default_factory=deque)
    _undone: deque[Record] = field(default_factory=deque)
    _known: set[str] = field(default_factory=set)  # steps whose newest record has been seen
    _is_cut: bool = False  # whether something new was done since the undo, so that nothing can be redone
    _is_read: bool = False  # whether there are no older lines

    def to_undo(self) -> Record | None:
        """Return the newest record whose changes still stand; None if there is none."""
        while not self.look_back(LINES):
            pass
        return self._done[-1] if self._done else None

    def to_redo(self) -> Record | None:
        """Return the newest record that undid something, unless something new was done since; None if there is none."""
        while not self.look_back(LINES, redo=True):
            pass
        return self._undone[-1] if self._undone else None

    def look_back(self, at_most: int, *, redo: bool = False) -> bool:
        """Read a limited number of older lines, and return whether what can be undone, or redone, is known now."""
        for _ in range(at_most):
            if self._is_known(redo=redo):
                break
            line = next(self.older, END)
            self._is_read = line is END
            if isinstance(line, Record):
                self._take_older(line)
        return self._is_known(redo=redo)

    def _is_known(self, *, redo: bool) -> bool:
        return self._is_read or bool(self._undone or self._is_cut if redo else self._done)

    def note(self, record: Record) -> None:
        """Add a record that is newer than all others."""
        self._known.add(record.original)
        if record.undoes:
            _take_off(self._done, record)
            self._undone.append(record)
        elif record.redoes:
            _take_off(self._undone, record)
            self._done.append(record)
        else:
            self._undone.clear()
            self._done.append(record)
            self._is_cut = True

    def forget(self, record: Record) -> None:
        """Give up a record that cannot be undone or redone, since somebody else changed the same annotations."""
        for stack in (self._done, self._undone):
            _keep(stack, lambda each: each is not record)

    def _take_older(self, record: Record) -> None:
        if record.original not in self._known:
            self._known.add(record.original)
            if not record.undoes:
                self._done.appendleft(record)
            elif not self._is_cut:
                self._undone.appendleft(record)
        self._is_cut = self._is_cut or not (record.undoes or record.redoes)


def _take_off(stack: deque[Record], record: Record) -> None:
    """Remove the record of the same step, which is the last one unless another program was quicker."""
    if stack and stack[-1].original == record.original:
        stack.pop()
    else:
        _keep(stack, lambda each: each.original != record.original)


def _keep(stack: deque[Record], wanted: Callable[[Record], bool]) -> None:
    kept = [each for each in stack if wanted(each)]
    stack.clear()
    stack.extend(kept)


def change_of(edit: Edit) -> Change | RowChange:
    """Return the change of an annotation or of a row that an edit of the log makes."""
    if edit.is_of_row:
        return RowChange(_row(edit.before), _row(edit.after))
    return Change(_annotation(edit.before), _annotation(edit.after))


def _annotation(document: Document | None) -> Annotation | None:
    return None if document is None else from_document(document)


def _row(document: Document | None) -> StoredRow | None:
    return None if document is None else to_row(document)
