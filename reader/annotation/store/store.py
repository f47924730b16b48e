"""The store: annotations that are on disk when a call returns, shared with every other program that has them open.

What is on disk is `annotations.json` and, beside it, a log of what was done since: the annotations follow from the two,
for everyone in the same way. What is held in memory is only what they said when they were last looked at.
"""

import contextlib
import errno
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from reader.annotation.model.annotation import Annotation, Dismissal, from_document, now, to_document
from reader.annotation.model.revision import restored, same_content, with_fields
from reader.annotation.store.history import Change, History, Step
from reader.annotation.store.journal import Edit, Record, new_id
from reader.annotation.store.working_copy import WorkingCopy
from reader.errors import ConflictError, StoreError
from reader.system.durable_files import Disk

SMALL = 2000  # annotations up to which the file is written after each change


class Store:
    """The annotations of a workspace; safe to call from several threads.

    Raises StoreError if the file is there and cannot be used; it is then left as it is.
    reads: if not, a very large file is not read before `read` is called, or something is to be done.
    checkpoints_at_once: whether each change of a small store writes the file, too, before it returns. If not, somebody
    else calls `fold`.
    """

    def __init__(self, path: Path, disk: Disk | None = None, *, reads: bool = True) -> None:
        self.path = path
        self.checkpoints_at_once = True
        self.unsaved_reason = ""
        self.checkpoint_problem = ""  # why the file could not be written last; the log has what it lacks
        self._histories: dict[str, History] = {}
        self._disk = disk or Disk()
        self._replica = WorkingCopy(path, self._disk, self._note)
        self._known = self._replica.content  # what the histories belong to
        self._mutex = self._replica.mutex
        if reads or not self._replica.is_very_large:
            self.read()

    # What there is

    @property
    def is_read(self) -> bool:
        """Whether all is known that there is."""
        return self._replica.is_read

    def read(self) -> None:
        """Reads the file, if that was put off; on any thread. Raises StoreError if it cannot be used."""
        self._replica.read()

    def read_partly(self, source: str) -> None:
        """Till all is read, has those of one source at least. Raises StoreError if the file cannot be read."""
        if not self.is_read:
            self._replica.read_partly(source)

    def __len__(self) -> int:
        index = self._replica.content.index
        return len(index) - sum(1 for _ in index.all_dismissed)

    @property
    def is_small(self) -> bool:
        """Whether the file is to have each change at once, and not only when nobody types."""
        return len(self._replica.content.index) <= SMALL

    @property
    def annotations(self) -> tuple[Annotation, ...]:
        """In order of source and place."""
        with self._mutex:
            return self._replica.content.index.in_order

    def of(self, source: str) -> tuple[Annotation, ...]:
        """Those of a source, in order of place."""
        with self._mutex:
            return self._replica.content.index.of(source)

    def dismissed(self, source: str) -> tuple[Dismissal, ...]:
        """The suggestions in a source that nobody wants to see again."""
        with self._mutex:
            return self._replica.content.index.dismissed(source)

    @property
    def dismissals(self) -> tuple[Dismissal, ...]:
        """Those in all sources, in no order."""
        with self._mutex:
            return tuple(self._replica.content.index.all_dismissed)

    @property
    def digests(self) -> set[str]:
        """Of the texts by which annotations and dismissals are found again."""
        with self._mutex:
            index = self._replica.content.index
            return {each.digest for each in (*index.in_order, *index.all_dismissed)}

    def get(self, id: str) -> Annotation | None:
        with self._mutex:
            return self._replica.content.index.get(id)

    @property
    def counts(self) -> Mapping[str, Counter[str]]:
        """How many annotations of each tag, by source id. It changes with them."""
        return self._replica.content.index.counts

    @property
    def kept_aside(self) -> tuple[str, ...]:
        """What is in the table and is no annotation: kept in the file, and not shown. One message each."""
        return tuple(self._replica.content.kept_aside)

    @property
    def conflicts(self) -> tuple[str, ...]:
        """What was changed here and by another program in different ways, since the file was last written."""
        return tuple(self._replica.content.conflicts)

    @property
    def notices(self) -> tuple[str, ...]:
        """All that somebody should be told of what was found."""
        lines = self._replica.damaged_lines
        lost = f"{self.path}: {lines} lines of the log beside it are damaged, and what they said is lost"
        return (*self.kept_aside, *self.conflicts, *([lost] if lines else []))

    @property
    def is_missing(self) -> bool:
        """Whether the file is gone, or empty, that the annotations are from; the next change writes it again."""
        return self._replica.is_missing

    @property
    def files(self) -> list[Path]:
        """What the annotations are in."""
        return [self._replica.paths.file, self._replica.paths.log]

    @property
    def unsaved(self) -> int:
        """How many steps may be in memory only; `unsaved_reason` says why."""
        return len(self._replica.unsaved) + len(self._replica.in_doubt)

    def log(self, id: str = "") -> Iterator[Record]:
        """What was ever done, the oldest first; of the annotations whose id begins so."""
        for _, entry in self._replica.log.tail(0).entries:
            if isinstance(entry, Record) and any(edit.id.startswith(id) for edit in entry.edits):
                yield entry

    # What is done

    def do(self, step: Step) -> None:
        """Makes all changes of a step, of which each has its own annotation. It is on disk after, or `unsaved`.

        Raises ConflictError if somebody changed one of them meanwhile, and StoreError if the file was
        damaged; then nothing is done.
        """
        if step.changes:
            self._commit(lambda: self._record(step))

    def undo(self, who: str = "") -> Step | None:
        """Takes back the last step of this person that still stands, and returns what that did.

        None if there is none. Raises ConflictError if somebody else changed what it changed; the next
        undo is then that of the step before.
        """
        return self._move(lambda: self._reversed(self._history(who), self._history(who).to_undo(), who))

    def redo(self, who: str = "") -> Step | None:
        """Does again what the last undo took back, if nothing new was done since."""
        return self._move(lambda: self._reversed(self._history(who), self._history(who).to_redo(), who))

    def to_undo(self, who: str = "") -> int:
        """How many annotations `undo` would change, as far as is known here."""
        return self._size(lambda: self._history(who).to_undo())

    def to_redo(self, who: str = "") -> int:
        return self._size(lambda: self._history(who).to_redo())

    def retry(self) -> bool:
        """Tries again to save what is in memory only; whether all is on disk now."""
        if self.unsaved:
            self._commit(lambda: None)
        return not self.unsaved

    @property
    def has_news(self) -> bool:
        """Whether `refresh` may have something to tell."""
        return self._replica.has_changed or bool(self._replica.news)

    def refresh(self) -> tuple[Change, ...]:
        """What others changed since the last call. Raises StoreError if the file cannot be read now.

        It takes its time where the file is large, and keeps nobody waiting meanwhile: call it in a thread.
        """
        try:
            if self._replica.has_changed:
                with self._replica.locked_to_read():
                    self._replica.catch_up()
                self._replica.read_again(self._replica.locked_to_read)
        except TimeoutError:  # somebody is just writing: the next look sees it
            return ()
        except OSError as error:
            raise StoreError(f"{self.path}: it cannot be read: {error.strerror}") from error
        with self._mutex:
            self._forget_what_was()
            news, self._replica.news = tuple(self._replica.news), []
        return news

    @property
    def needs_checkpoint(self) -> bool:
        """Whether the log has what the file has not."""
        return self._replica.needs_checkpoint

    def checkpoint(self) -> bool:
        """Writes the file, if the log has what it has not; whether it has everything now.

        It takes its time where there is much, and keeps nobody waiting meanwhile: call it in a thread.
        Raises StoreError if the file is damaged.
        """
        self.checkpoint_problem = ""
        try:
            if self.needs_checkpoint:
                self._refuse_read_only()
                self._replica.checkpoint()
        except OSError as error:
            self.checkpoint_problem = _why(error)
        return not self.unsaved and not self.needs_checkpoint

    def close(self) -> None:
        """Saves and folds what is left. Raises StoreError if something could not be saved."""
        self.retry()
        self.checkpoint()
        self.must_be_saved()

    def must_be_saved(self) -> None:
        """Raises StoreError with the reason if something is in memory only."""
        if self.unsaved:
            raise StoreError(f"{self.path}: not saved: {self.unsaved_reason}")

    # How it is done

    def _commit(self, make: Callable[[], Record | None]) -> Record | None:
        """Lets `make` change the content, and adds its record to the log after those that could not be added before."""
        self.read()
        with self._mutex:
            made: list[Record | None] = []
            try:
                self._refuse_read_only()
                with self._replica.locked():
                    self._replica.catch_up()
                    made.append(self._keep(make()))
                    self._replica.save()
            except OSError as error:
                self.unsaved_reason = _why(error)
                made = made or [self._keep(make())]
        if self._replica.in_doubt or (self.checkpoints_at_once and self.is_small):
            with contextlib.suppress(StoreError):  # the log has it; that the file is damaged now, the next look tells
                self.checkpoint()
        return made[0]

    def _keep(self, record: Record | None) -> Record | None:
        if record:
            self._replica.unsaved.append(record)
            self._note(record)
        return record

    def _refuse_read_only(self) -> None:
        if self._disk.is_read_only(self._replica.paths.file):
            raise PermissionError(errno.EACCES, "the file is read-only (`chmod u+w` lifts that)")

    def _record(self, step: Step) -> Record:
        for change in step.changes:
            self._refuse_conflict(change)
        self._history(step.author)  # which then knows the record, and need not read it from the log to undo it
        edits = []
        for change in step.changes:
            before = self._replica.content.document(change.annotation.id)
            after = None if change.after is None else with_fields(before, to_document(change.after))
            edits.append(self._replica.content.set(change.annotation.id, after))
        return Record(new_id(), now(), step.author, step.description, tuple(edits))

    def _refuse_conflict(self, change: Change) -> None:
        """Nothing is done to an annotation that is not what whoever asked for the change had seen.

        Its place may be another one on the screen than in the store, where the source has changed.
        """
        here, seen = self.get(change.annotation.id), change.before
        if (here and _version(here)) != (seen and _version(seen)):
            raise self._conflict()

    def _conflict(self) -> ConflictError:
        return ConflictError(f"{self.path}: another program changed this annotation meanwhile: look at it again")

    # Undo and redo

    def _move(self, make: Callable[[], Record | None]) -> Step | None:
        if not (self.unsaved or self._replica.log.size):
            return None
        record = self._commit(make)
        if record is None:
            return None
        return Step(record.description, tuple(_change(edit) for edit in record.edits), record.author)

    def _size(self, look: Callable[[], Record | None]) -> int:
        self.read()
        with self._mutex, contextlib.suppress(OSError):  # it will be said when it is done
            record = look() if self.unsaved or self._replica.log.size else None
            return len(record.edits) if record else 0
        return 0

    def _history(self, who: str) -> History:
        self._forget_what_was()
        if who not in self._histories:
            entries = (entry for _, entry in self._replica.log.backwards())
            older = (entry for entry in entries if isinstance(entry, Record) and entry.author == who)
            self._histories[who] = History(older)
            for record in self._replica.unsaved:
                if record.author == who:
                    self._note(record)
        return self._histories[who]

    def _forget_what_was(self) -> None:
        """If all was read anew: what others did is not in the histories, and the content is as large as the file."""
        if self._known is not self._replica.content:
            self._histories, self._known = {}, self._replica.content

    def _note(self, record: Record) -> None:
        if history := self._histories.get(record.author):
            history.note(record)

    def _reversed(self, history: History, record: Record | None, who: str) -> Record | None:
        if record is None:
            return None
        if any(not same_content(self._replica.content.document(edit.id), edit.after) for edit in record.edits):
            history.forget(record)
            raise self._conflict()
        edits = tuple(self._take_back(edit) for edit in reversed(record.edits))
        link = {"redoes" if record.undoes else "undoes": record.original}
        return Record(new_id(), now(), who, record.description, edits, **link)

    def _take_back(self, edit: Edit) -> Edit:
        here = self._replica.content.document(edit.id)
        return self._replica.content.set(edit.id, edit.before and restored(edit.before, here), edit.number)


def _why(error: OSError) -> str:
    hint = ""
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS) and error.filename:
        hint = "; its folder must be writable, or `--annotations FILE` keeps the tags elsewhere"
    return f"{error.strerror or error}{hint}"


def _version(annotation: Annotation) -> tuple[object, ...]:
    """The revision, and what programs change that know of no revisions."""
    return annotation.revision, annotation.tag, annotation.note, annotation.modified


def _change(edit: Edit) -> Change:
    sides = [None if document is None else from_document(document) for document in (edit.before, edit.after)]
    return Change(*sides)
