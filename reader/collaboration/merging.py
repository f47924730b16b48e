"""Merging the work of several people on the annotations of one corpus: by id, and where possible by field."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from reader.annotation.model.annotation import Annotation, from_document
from reader.annotation.model.revision import DocumentOrNone, revision, same_content
from reader.annotation.model.row import RowChange, StoredRow, is_row, to_row
from reader.annotation.model.twins import unite_twins
from reader.annotation.store.entries import Edit
from reader.annotation.store.file_format import Document
from reader.annotation.store.history import Change, change_of
from reader.annotation.store.three_way_merge import Merged, three_way
from reader.collaboration.external import ExternalWorkspace, StateHistories

POSITION_FIELDS = ("source", "start", "end", "exact", "prefix", "suffix", "digest")


@dataclass(slots=True)
class MergeResult:
    """The changes that a merge makes, and its conflicts.

    Attributes:
        changes: The changes to make, as one step.
        rows: The changes of rows of other tables, which are part of that step.
        conflicts: For each conflict the name of the external workspace, the annotation or row as merged, and an
            explanation.
        problems: A message for each source of the changes that cannot be read.
        refused: Messages about annotations that could not be taken from an export.
        equal: The number of tags by the program that were united with an equal one.
    """

    changes: tuple[Change, ...] = ()
    rows: tuple[RowChange, ...] = ()
    conflicts: list[tuple[str, Annotation | StoredRow, str]] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    equal: int = 0

    @property
    def added(self) -> list[Change]:
        """The changes that add an annotation."""
        return [change for change in self.changes if change.before is None]

    @property
    def changed(self) -> list[Change]:
        """The changes of an annotation that stays."""
        return [change for change in self.changes if change.before and change.after]

    @property
    def removed(self) -> list[Change]:
        """The changes that remove an annotation."""
        return [change for change in self.changes if change.after is None]


def merge_histories(ours: StateHistories, externals: Sequence[ExternalWorkspace]) -> MergeResult:
    """Merge external workspaces into our annotations, one after the other.

    An annotation that is missing elsewhere is removed only if a log tells of its removal.
    """
    now = {id: list(states) for id, states in ours.items()}
    result = MergeResult()
    for external in externals:
        result.refused += external.refused
        for id, theirs in external.histories.items():
            here = now.setdefault(id, [])
            merged = _merge(here, _moved_to_ours(theirs, here) if id in external.relocated else theirs)
            here.append(merged.document)
            if merged.copy and merged.copy["id"] not in now:
                now[merged.copy["id"]] = [merged.copy]
            if merged.conflict and (document := merged.document):
                shown = to_row(document) if is_row(document) else from_document(document)
                result.conflicts.append((external.name, shown, merged.conflict))
    result.equal = _unite(now)
    changes = list(_changes(ours, now))
    result.changes = tuple(each for each in changes if isinstance(each, Change))
    result.rows = tuple(each for each in changes if isinstance(each, RowChange))
    return result


def _unite(now: dict[str, list[DocumentOrNone]]) -> int:
    """Unite equal tags by the program; ours stays, as it comes first. Return how many tags were removed."""
    present = {id: states[-1] for id, states in now.items() if states[-1]}
    united = unite_twins(present.values())
    for id in united.dropped:
        now[id].append(None)
    for id, document in united.changed.items():
        now[id].append(document)
    return len(united.dropped)


def _merge(ours: Sequence[DocumentOrNone], theirs: Sequence[DocumentOrNone]) -> Merged:
    if not ours:
        return Merged(theirs[-1])
    here, there = ours[-1], theirs[-1]
    base = _common_state(ours, theirs)
    if base is None and here and there and revision(here) != revision(there) and not same_content(here, there):
        return Merged(max(here, there, key=revision))
    return three_way(base, here, there)


def _common_state(ours: Sequence[DocumentOrNone], theirs: Sequence[DocumentOrNone]) -> DocumentOrNone:
    """Return the last state that both had; else the first state of the one with a history; None if neither has one."""
    for state in reversed(ours):
        if state and any(same_content(state, other) for other in theirs):
            return state
    return next((states[0] for states in (ours, theirs) if len(states) > 1), None)


def _moved_to_ours(theirs: Sequence[DocumentOrNone], ours: Sequence[DocumentOrNone]) -> Sequence[DocumentOrNone]:
    """Give their states our position: a passage that was only found elsewhere is not a person's change."""
    here = next((state for state in reversed(ours) if state), None)
    if here is None:
        return theirs
    position: Document = {name: here[name] for name in POSITION_FIELDS}
    return [{**state, **position} for state in theirs if state]


def _changes(ours: StateHistories, now: StateHistories) -> Iterator[Change | RowChange]:
    for id, states in now.items():
        before, after = ours[id][-1] if id in ours else None, states[-1]
        if not same_content(before, after):
            yield change_of(Edit(0, before, after))
