"""Joining what several people did to the annotations of one corpus: by id, as far as possible field by field."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from reader.annotation.model.annotation import Annotation, from_document
from reader.annotation.model.revision import DocumentOrNone, revision, same_content
from reader.annotation.store.file_format import Document
from reader.annotation.store.history import Change
from reader.annotation.store.three_way_merge import Merged, three_way
from reader.collaboration.external import ExternalWorkspace, States

PLACE = ("source", "start", "end", "exact", "prefix", "suffix", "digest")


@dataclass(slots=True)
class Joined:
    """What came of it. changes: to make, as one step. conflicts: with whom, what became of it, and why."""

    changes: tuple[Change, ...] = ()
    conflicts: list[tuple[str, Annotation, str]] = field(default_factory=list)

    @property
    def added(self) -> list[Change]:
        return [change for change in self.changes if change.before is None]

    @property
    def changed(self) -> list[Change]:
        return [change for change in self.changes if change.before and change.after]

    @property
    def removed(self) -> list[Change]:
        return [change for change in self.changes if change.after is None]


def join(ours: States, others: Sequence[ExternalWorkspace]) -> Joined:
    """Into ours, one after the other. What is missing elsewhere without a log that tells of its removal is kept."""
    now = {id: list(here) for id, here in ours.items()}
    joined = Joined()
    for other in others:
        for id, theirs in other.states.items():
            here = now.setdefault(id, [])
            merged = _merged(here, _in_our_place(theirs, here) if id in other.relocated else theirs)
            here.append(merged.document)
            if merged.copy and merged.copy["id"] not in now:
                now[merged.copy["id"]] = [merged.copy]
            if merged.conflict and (document := merged.document):
                joined.conflicts.append((other.name, from_document(document), merged.conflict))
    joined.changes = tuple(_changes(ours, now))
    return joined


def _merged(ours: Sequence[DocumentOrNone], theirs: Sequence[DocumentOrNone]) -> Merged:
    if not ours:
        return Merged(theirs[-1])
    here, there = ours[-1], theirs[-1]
    base = _common(ours, theirs)
    if base is None and here and there and revision(here) != revision(there) and not same_content(here, there):
        return Merged(max(here, there, key=revision))
    return three_way(base, here, there)


def _common(ours: Sequence[DocumentOrNone], theirs: Sequence[DocumentOrNone]) -> DocumentOrNone:
    """What both were last; if nobody knows, what the one was first whose history is known."""
    for state in reversed(ours):
        if state and any(same_content(state, other) for other in theirs):
            return state
    return next((states[0] for states in (ours, theirs) if len(states) > 1), None)


def _in_our_place(theirs: Sequence[DocumentOrNone], ours: Sequence[DocumentOrNone]) -> Sequence[DocumentOrNone]:
    """That it was found again elsewhere is no change by a person."""
    here = next((state for state in reversed(ours) if state), None)
    if here is None:
        return theirs
    place: Document = {name: here[name] for name in PLACE}
    return [{**state, **place} for state in theirs if state]


def _changes(ours: States, now: States) -> Iterator[Change]:
    for id, states in now.items():
        before, after = ours[id][-1] if id in ours else None, states[-1]
        if not same_content(before, after):
            yield Change(_annotation(before), _annotation(after))


def _annotation(state: DocumentOrNone) -> Annotation | None:
    return None if state is None else from_document(state)
