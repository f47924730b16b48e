"""Turns steps into edits of the documents and into records for the log."""

from collections.abc import Iterator, Sequence
from typing import TypeVar

from reader.annotation.model.annotation import Annotation, now, to_document
from reader.annotation.model.revision import restored, revision, same_content, with_fields
from reader.annotation.model.row import RowChange, from_row
from reader.annotation.store.documents import Documents
from reader.annotation.store.entries import SLICE, Edit, EntryKind, Record, new_id
from reader.annotation.store.history import Change, History, Step
from reader.annotation.store.working_copy import WorkingCopy
from reader.errors import ConflictError

Part = TypeVar("Part")


class StepRecorder:
    """Changes the documents of a working copy, and knows what each person can undo and redo.

    Every method needs the working copy's mutex.
    """

    def __init__(self, copy: WorkingCopy) -> None:
        self._copy = copy
        self._histories: dict[str, History] = {}  # by person, each made when first asked for
        self._known = self._merged  # what the histories belong to

    def do(self, step: Step) -> Record:
        """Make the changes of a step and return the record of them.

        Raises:
            ConflictError: Somebody changed one of the annotations in the meantime; nothing is done.
        """
        for change in self._breathing(step.changes):
            self._refuse_conflict(change)
        for row in step.rows:
            if self._copy.documents.rows.get(row.row.id) != row.before:
                raise self._conflict("this")
        self.history(step.author)  # the history then need not read the record from the log to undo it
        edits = []
        for change in self._breathing(step.changes):
            before = self._copy.documents.document(change.annotation.id)
            after = None if change.after is None else with_fields(before, to_document(change.after))
            edits.append(self._copy.documents.set(change.annotation.id, after))
        edits += map(self._set_row, step.rows)
        return Record(new_id(), now(), step.author, step.description, tuple(edits))

    def undo(self, author: str) -> Record | None:
        """Take back a person's last step and return the record of that; None if there is nothing to undo.

        Raises:
            ConflictError: Somebody else changed the same annotations; the step is given up.
        """
        return self._reverse(self.history(author).to_undo(), author)

    def redo(self, author: str) -> Record | None:
        """Do again what a person undid last and return the record of that; None if there is nothing to redo.

        Raises:
            ConflictError: Somebody else changed the same annotations; the step is given up.
        """
        return self._reverse(self.history(author).to_redo(), author)

    def history(self, author: str) -> History:
        """Return what a person can undo and redo."""
        self.forget_if_read_again()
        if author not in self._histories:
            lines = self._copy.log.records_of(author)
            self._histories[author] = History(line if line and _is_by(author, line) else None for line in lines)
            for record in self._copy.unsaved:
                if _is_by(author, record):
                    self.note(record)
        return self._histories[author]

    def note(self, record: Record) -> None:
        """Add a new record to the history of whoever made it."""
        if record.kind is not EntryKind.SEEN and (history := self._histories.get(record.author)):
            history.note(record)

    def forget_if_read_again(self) -> None:
        """Drop the histories if the file was read again or the unsaved steps changed: they lack what others did."""
        documents, times = self._merged
        if self._known[0] is not documents or self._known[1] != times:
            self._histories, self._known = {}, (documents, times)

    @property
    def _merged(self) -> tuple[Documents, int]:
        return self._copy.documents, self._copy.times_merged

    def _reverse(self, record: Record | None, author: str) -> Record | None:
        if record is None:
            return None
        edits = self._breathing(record.edits)
        if any(not same_content(self._copy.documents.document(edit.id), edit.after) for edit in edits):
            self.history(author).forget(record)
            raise self._conflict()
        taken_back = tuple(self._take_back(edit) for edit in self._breathing(record.edits[::-1]))
        undoes, redoes = ("", record.original) if record.undoes else (record.original, "")
        return Record(new_id(), now(), author, record.description, taken_back, undoes, redoes)

    def _breathing(self, parts: Sequence[Part]) -> Iterator[Part]:
        """Yield the parts of a step; if they are very many, let readers in between them."""
        for number, part in enumerate(parts, 1):
            yield part
            if number % SLICE == 0:
                self._copy.locks.breathe()

    def _take_back(self, edit: Edit) -> Edit:
        here = self._copy.documents.document(edit.id)
        return self._copy.documents.set(edit.id, edit.before and restored(edit.before, here), edit.number)

    def _set_row(self, change: RowChange) -> Edit:
        before = self._copy.documents.document(change.row.id)
        number = revision(before) + 1 if before else 1
        after = None if change.after is None else {**from_row(change.after), "revision": number}
        return self._copy.documents.set(change.row.id, after)

    def _refuse_conflict(self, change: Change) -> None:
        """Refuse a change of an annotation that is no longer as its author saw it.

        Its place on the screen may differ from the one in the store, if the source has changed.
        """
        index = self._copy.documents.index
        here, seen = index.get(change.annotation.id), change.before and index.named(change.before)
        if (here and _version(here)) != (seen and _version(seen)):
            raise self._conflict()

    def _conflict(self, what: str = "this tag") -> ConflictError:
        return ConflictError(f"{self._copy.path}: another program changed {what} in the meantime: look at it again")


def _is_by(author: str, record: Record) -> bool:
    """Return whether a person made a record, and can undo it."""
    return record.author == author and record.kind is not EntryKind.SEEN


def _version(annotation: Annotation) -> tuple[object, ...]:
    """Return what tells two versions apart: the revision, and what programs without revisions may change."""
    return (
        annotation.revision, annotation.tag, annotation.note, annotation.modified, annotation.fields, annotation.links
    )  # fmt: skip
