"""Import: what is new in another program's file is added to a workspace."""

import uuid
from collections.abc import Generator, Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from reader.annotation.anchoring.anchor import Anchored
from reader.annotation.anchoring.status import Status
from reader.annotation.model.annotation import Annotation, now
from reader.annotation.store.history import Step
from reader.formats.format import Format, ImportedRecord, Options, RejectedRecord
from reader.workflows.export import PLAIN, JobProgress
from reader.workflows.import_targets import Placing
from reader.workspace import Workspace

EVERY = 500  # records between two looks whether to go on


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import came to.

    new: what was added. changed: what took the place of the same id. same: how many were here already.
    differing: ids that are here with another place, tag or note, and were left. unsure: how many of the new ones a
    person should look at. orphans: how many of them have no place. refused: what is no annotation. unknown_tags: names
    that the settings do not have. step: what was done to the store; None if nothing was new, or only asked for.
    """

    new: tuple[Annotation, ...]
    changed: tuple[Annotation, ...]
    same: int
    differing: tuple[str, ...]
    unsure: int
    orphans: int
    refused: tuple[RejectedRecord, ...]
    unknown_tags: tuple[str, ...]
    step: Step | None = None

    @property
    def report(self) -> list[str]:
        """For people."""
        refused = f", {len(self.refused)} refused" if self.refused else ""
        changed = f", {len(self.changed)} changed" if self.changed else ""
        lines = [f"{len(self.new)} new{changed}, {self.same} here already{refused}"]
        if self.unsure:
            lines.append(f"{self.unsure} of the new ones should be looked at: R in the reader, or `reader check`")
        if self.orphans:
            lines.append(f"{self.orphans} of the new ones are orphans: no source here has their passages")
        if self.differing:
            lines.append(
                f"{len(self.differing)} are here with another place, tag or note: left (--update takes them over)"
            )
        if self.unknown_tags:
            lines.append(f"tags that the settings do not have: {', '.join(self.unknown_tags)}")
        return lines + [f"refused: {each.where}: {each.why}" for each in self.refused]


Steps = Generator[JobProgress, None, Imported]


def import_(
    workspace: Workspace,
    file: Path,
    format: Format,
    options: Options = PLAIN,
    *,
    update: bool = False,
    dry_run: bool = False,
) -> Steps:
    """Adds what is new in a file, as one step at its end: one undo takes it back, and closing it before adds nothing.

    Raises FormatError if the file is not of the format, and OSError if it cannot be read. update: what is here with the
    same id gets place, tag and note of the file. dry_run: only tells.
    """
    assert format.read is not None, "who asks for it has looked"
    records, refused = list[ImportedRecord](), list[RejectedRecord]()
    for number, each in enumerate(format.read(file, options), 1):
        records.append(each) if isinstance(each, ImportedRecord) else refused.append(each)
        if number % EVERY == 0:
            yield JobProgress(number, 0, "records read")
    taken = _Import(workspace, format, file.name, update=update)
    by_source = taken.by_source(records)
    for number, (source, of_source) in enumerate(by_source.items(), 1):
        taken.take(source, of_source)
        yield JobProgress(number, len(by_source), "sources done")
    if (all_of_them := [*taken.new, *taken.changed]) and not dry_run:
        description = f"imported {len(all_of_them)} from {file.name}"
        step = workspace.annotations.take_over(all_of_them, description, taken.placing.texts)
        return replace(taken.result(tuple(refused)), step=step)
    return taken.result(tuple(refused))


class _Import:
    """One file on its way into a workspace: what of it is new."""

    def __init__(self, workspace: Workspace, format: Format, name: str, *, update: bool) -> None:
        self.placing = Placing(workspace, name)
        self.new: list[Annotation] = []
        self.changed: list[Annotation] = []
        self._workspace, self._format, self._update = workspace, format, update
        self._ids: set[str] = set()
        self._statuses: list[Status] = []
        self._differing: list[str] = []
        self._same = 0

    def by_source(self, records: Iterable[ImportedRecord]) -> dict[str, list[ImportedRecord]]:
        found: dict[str, list[ImportedRecord]] = {}
        for each in records:
            found.setdefault(self.placing.source_of(each.annotation), []).append(each)
        return found

    def take(self, source: str, records: list[ImportedRecord]) -> None:
        """Finds the passages of one source, and adds what is new."""
        article = self.placing.article(source)
        if article:
            here = self._workspace.anchoring.of(article)
        else:
            here = [Anchored(each, Status.ORPHAN, None) for each in self._workspace.store.of(source)]
        as_stored = [Anchored(each.annotation, Status.EXACT, each.annotation) for each in here]
        known = {_said(fitted) for fitted in map(self._format.fit, [*here, *as_stored]) if fitted}
        for each in self.placing.placed(records, source, article):
            self._take_one(each, known)

    def _take_one(self, anchored: Anchored, known: set[tuple[object, ...]]) -> None:
        """It is new unless its id, or what it says, is here or came before in the file."""
        each = anchored.annotation
        said = {_said(each), _said(self._signed(each))}
        here = self._workspace.store.get(each.id) if each.id else None
        if not known.isdisjoint(said) or each.id in self._ids:
            self._same += 1
        elif here:
            self._take_change(here, anchored)
        else:
            self.new.append(self._completed(each))
            self._statuses.append(anchored.status)
        known |= said
        self._ids |= {each.id} - {""}

    def _take_change(self, here: Annotation, anchored: Anchored) -> None:
        """Only if that was asked for, and only to a place that is sure."""
        if not (self._update and anchored.status.is_sure):
            self._differing.append(here.id)
            return
        there = anchored.annotation
        place = {name: getattr(there, name) for name in ("start", "end", "exact", "prefix", "suffix", "digest")}
        self.changed.append(replace(here, **place, tag=there.tag, note=there.note, modified=now()))

    def _signed(self, each: Annotation) -> Annotation:
        """What nobody signed is somebody else's work, but who imports it answers for it."""
        return replace(each, creator=each.creator or self._workspace.creator)

    def _completed(self, each: Annotation) -> Annotation:
        """With what the file does not say."""
        created = each.created or now()
        id, modified = each.id or str(uuid.uuid4()), each.modified or created
        return replace(self._signed(each), id=id, created=created, modified=modified)

    def result(self, refused: tuple[RejectedRecord, ...]) -> Imported:
        unknown = {each.tag for each in self.new if self._workspace.settings.tag(each.tag) is None}
        orphans = self._statuses.count(Status.ORPHAN)
        unsure = sum(not status.is_sure for status in self._statuses) - orphans
        differing, tags = tuple(self._differing), tuple(sorted(unknown))
        return Imported(tuple(self.new), tuple(self.changed), self._same, differing, unsure, orphans, refused, tags)


def _said(each: Annotation) -> tuple[object, ...]:
    return each.start, each.end, each.exact, each.tag, each.note, each.creator
