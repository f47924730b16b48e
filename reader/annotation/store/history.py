"""What was done, so that it can be undone: steps of changes, each with the annotation before and after."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from reader.annotation.model.annotation import Annotation, Dismissal
from reader.annotation.store.journal import Record


@dataclass(frozen=True, slots=True)
class Change:
    """One annotation before and after: `before` is None if it was added, `after` if it was removed."""

    before: Annotation | None
    after: Annotation | None

    @property
    def annotation(self) -> Annotation:
        annotation = self.after or self.before
        assert annotation is not None, "a change has at least one side"
        return annotation


@dataclass(frozen=True, slots=True)
class Step:
    """The changes that were made at once, and that one undo takes back.

    Attributes:
        description: What was done, such as `tagged quote`.
        changes: Each has its own annotation or dismissal.
        author: Who did it, and can undo it.
    """

    description: str
    changes: tuple[Change, ...]
    author: str = ""

    @property
    def annotation_changes(self) -> tuple[Change, ...]:
        """The changes of annotations, without those of dismissals."""
        return tuple(each for each in self.changes if not isinstance(each.annotation, Dismissal))


@dataclass(slots=True)
class History:
    """What a person can undo and redo: the log, walked backwards as far as was asked for.

    `older` gives their records, the newest first; `note` is told each newer one.
    """

    older: Iterator[Record]
    _done: list[Record] = field(default_factory=list)
    _undone: list[Record] = field(default_factory=list)
    _settled: set[str] = field(default_factory=set)  # steps of which the last word is known
    _is_cut: bool = False  # something new was done after what was undone before: that cannot be redone

    def to_undo(self) -> Record | None:
        """The last record that did something which still stands."""
        return self._last(self._done, lambda: False)

    def to_redo(self) -> Record | None:
        """The last record that undid something, if nothing new was done since."""
        return self._last(self._undone, lambda: self._is_cut)

    def note(self, record: Record) -> None:
        """A record that is newer than all."""
        self._settled.add(record.original)
        if record.undoes:
            _take(self._done, record)
            self._undone.append(record)
        elif record.redoes:
            _take(self._undone, record)
            self._done.append(record)
        else:
            self._undone.clear()
            self._done.append(record)
            self._is_cut = True

    def forget(self, record: Record) -> None:
        """It cannot be undone, or redone, since somebody else changed what it changed; what came before it can."""
        for stack in (self._done, self._undone):
            stack[:] = [each for each in stack if each is not record]

    def _last(self, stack: list[Record], is_over: Callable[[], bool]) -> Record | None:
        while not stack and not is_over() and (record := next(self.older, None)):
            self._take_older(record)
        return stack[-1] if stack else None

    def _take_older(self, record: Record) -> None:
        if record.original not in self._settled:
            self._settled.add(record.original)
            if not record.undoes:
                self._done.insert(0, record)
            elif not self._is_cut:
                self._undone.insert(0, record)
        self._is_cut = self._is_cut or not (record.undoes or record.redoes)


def _take(stack: list[Record], record: Record) -> None:
    """Takes off what was done to the same step before: the last one, unless another program was quicker."""
    if stack and stack[-1].original == record.original:
        stack.pop()
    else:
        stack[:] = [each for each in stack if each.original != record.original]
