"""Importing annotations from another program's file into a workspace."""

import uuid
from collections import Counter
from collections.abc import Generator, Iterable, Mapping
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from reader.annotation.anchoring.anchor import Anchored
from reader.annotation.anchoring.status import Status
from reader.annotation.model.annotation import Annotation, from_document, now
from reader.annotation.model.row import RowChange, StoredRow
from reader.formats.codebook_entry import CodebookEntry
from reader.formats.format import (
    Format,
    ImportedEntry,
    ImportedRecord,
    ImportedRow,
    LeftOut,
    Options,
    Record,
    RejectedRecord,
)
from reader.formats.left_over import CONTRADICTED, UNREAD_TIMES, named
from reader.formats.text_map import TextMap
from reader.text.article import Article
from reader.workflows.export import PLAIN, JobProgress
from reader.workflows.import_cleaned import CleanedTexts
from reader.workflows.import_known import Content, KnownAnnotations, as_stored, content_of, with_times
from reader.workflows.import_properties import led_here, typed, with_additions, without_contradictions
from reader.workflows.import_targets import ImportTargets, Target
from reader.workflows.imported import Imported
from reader.workflows.one_import import alone
from reader.workspace.workspace import Workspace

UNCERTAIN = "not updated, as their places in the file are not certain"
EVERY = 500  # records between two steps, after each of which the import can be stopped


Steps = Generator[JobProgress, None, Imported]


def import_(
    workspace: Workspace,
    file: Path,
    format: Format,
    options: Options = PLAIN,
    *,
    update: bool = False,
    dry_run: bool = False,
    maps: Mapping[str, TextMap] | None = None,
) -> Steps:
    """Add the new annotations of a file to a workspace, in steps.

    They are added at the end, as one step that one undo removes; closing the generator earlier adds nothing. It waits
    for another import that is adding something, and takes into account what that added.

    Args:
        workspace: The workspace that gets the annotations.
        file: The file or folder to read.
        format: Its format, which must be readable.
        options: The options with which it was written.
        update: Whether annotations with the same id get the place, tag and note, and the fields and links, in the file.
        dry_run: Whether to return the result without adding anything.
        maps: The maps of texts without boilerplate, if the file's offsets refer to these; see `read_maps`.

    Raises:
        FormatError: The file is not in this format.
        OSError: The file cannot be read.
        ReaderError: Another import takes too long.
    """
    steps = _import(workspace, file, format, options, update=update, dry_run=dry_run, maps=maps)
    if dry_run:
        return (yield from steps)
    with alone(workspace):
        yield JobProgress(0, 0, "records read")  # so that an import that was stopped while it waited adds nothing
        return (yield from steps)


def _import(
    workspace: Workspace,
    file: Path,
    format: Format,
    options: Options,
    *,
    update: bool,
    dry_run: bool,
    maps: Mapping[str, TextMap] | None,
) -> Steps:
    assert format.read is not None, "the caller has checked that the format is readable"
    found: Iterable[Record] = format.read(file, options)
    if maps is not None:
        found, options = CleanedTexts(workspace, maps, options).brought_back(found), Options(is_unchanged=True)
    read = yield from _sorted(found)
    job = _ImportJob(workspace, format, file.name, options, update=update)
    by_source = job.group_by_source(read.records)
    for number, (source, of_source) in enumerate(by_source.items(), 1):
        job.add_source(source, of_source)
        yield JobProgress(number, len(by_source), "sources done")
    job.lead_links()
    new_rows = [row for id, row in read.rows.items() if workspace.store.rows.get(id) is None]
    names = sum(row.text("same_as") != "" for row in new_rows)
    name_now = workspace.settings.name_now or str
    lacking = tuple(each.name for each in read.entries if workspace.settings.tag(name_now(each.name)) is None)
    result = replace(job.result(read.others), names=names, entries=tuple(read.entries), without_entry=lacking)
    annotations = [*job.new, *job.changed]
    if not (annotations or new_rows) or dry_run:
        return result
    description = f"imported {len(annotations)} from {file.name}"
    changes = [RowChange(None, row) for row in new_rows]
    return replace(result, step=workspace.annotations.take_over(annotations, description, job.targets.texts, changes))


class _Read(NamedTuple):
    """The contents of a file, by kind; rows by their ids."""

    records: list[ImportedRecord]
    rows: dict[str, StoredRow]
    entries: list[CodebookEntry]
    others: list[RejectedRecord | LeftOut]


def _sorted(found: Iterable[Record]) -> Generator[JobProgress, None, _Read]:
    """Read all records, in steps."""
    read = _Read([], {}, [], [])
    for number, each in enumerate(found, 1):
        if isinstance(each, ImportedRecord):
            read.records.append(each)
        elif isinstance(each, ImportedRow):
            read.rows[each.row.id] = each.row
        elif isinstance(each, ImportedEntry):
            read.entries.append(each.entry)
        else:
            read.others.append(each)
        if number % EVERY == 0:
            yield JobProgress(number, 0, "records read")
    return read


class _ImportJob:
    """The import of one file: sorts its records into new, changed, differing and already here."""

    def __init__(self, workspace: Workspace, format: Format, name: str, options: Options, *, update: bool) -> None:
        self.targets = ImportTargets(workspace, name, options)
        self._new: dict[str, Annotation] = {}
        self._changed: dict[str, Annotation] = {}
        self._workspace, self._format, self._update = workspace, format, update
        self._remarks = Counter[str]()
        self._in_file: set[str] = set()  # all ids of the file
        self._ids: dict[str, tuple[str, Content]] = {}  # ids that came already, and the content under each
        self._statuses: list[Status] = []
        self._differing: dict[str, None] = {}
        self._refused: list[RejectedRecord] = []
        self._left_out: list[LeftOut] = []
        self._same = 0
        self._article: Article | None = None
        self._named: dict[str, Annotation] = {}  # the annotations here, by the names that they have in the file
        self._sources: dict[str, str] = {}  # the ids of sources here, by the names that they have in the file
        self._twins: list[tuple[str, Annotation, str]] = []  # ids here, what the file says of them, and where
        self._by_content: dict[Content, Annotation] = {}  # new annotations that can be linked to

    @property
    def new(self) -> list[Annotation]:
        """The annotations to add."""
        return list(self._new.values())

    @property
    def changed(self) -> list[Annotation]:
        """The annotations to change, in their new form."""
        return list(self._changed.values())

    def group_by_source(self, records: Iterable[ImportedRecord]) -> dict[str, list[ImportedRecord]]:
        found: dict[str, list[ImportedRecord]] = {}
        for each in records:
            source, remark = self.targets.source_of(each)
            found.setdefault(source, []).append(replace(each, remark=each.remark or remark) if remark else each)
            self._in_file.add(each.annotation.id)
            self._sources[each.annotation.source] = source
        return found

    def add_source(self, source: str, records: list[ImportedRecord]) -> None:
        """Find the passages of one source's records, and add those that are new."""
        self._article = article = self.targets.article(source)
        if article:
            here = self._workspace.anchoring.of(article)
        else:
            here = [Anchored(each, Status.ORPHAN, None) for each in self._workspace.store.of(source)]
        known = KnownAnnotations(self._format, here, self._in_file)
        for each in self.targets.place(records, source, article):
            if isinstance(each, RejectedRecord):
                self._refused.append(each)
            else:
                self._add(each, known)

    def _add(self, target: Target, known: KnownAnnotations) -> None:
        """Add an annotation, unless its id or its content is here or came earlier in the file."""
        each = self._with_own_id(typed(self._workspace, target.anchored.annotation, self._article))
        here = self._here(each.id) if each.id else None
        is_known = each.id in self._ids or known.has(each, self._signed(each), here)
        if is_known or (not target.anchored.status.is_sure and self._was_here(each)):
            self._same += 1
            here = here or self._twin(each, known)
        elif here:
            self._change(here, each, is_sure=target.anchored.status.is_sure)
        else:
            here = self._completed(each, target.record.where)
            self._new[here.id] = here
            self._statuses.append(target.anchored.status)
            self._remarks.update(filter(None, (target.record.remark, _doubt(target))))
        if here:
            self._named.update(dict.fromkeys({target.record.handle, each.id} - {""}, here))
            self._by_content[content_of(each)] = here
            self._twins += [(here.id, each, target.record.where)] if each.fields or each.links else []
        if each.id:
            self._ids[each.id] = each.source, content_of(each)

    def _with_own_id(self, each: Annotation) -> Annotation:
        """Return an annotation without its id if a different one in the file has the same id."""
        is_of_another = each.id in self._ids and self._ids[each.id] != (each.source, content_of(each))
        return replace(each, id="") if is_of_another else each

    def _twin(self, each: Annotation, known: KnownAnnotations) -> Annotation | None:
        """Return the annotation with the same content as one without an id: one here, or earlier in the file."""
        id = known.twin(each, self._signed(each))
        return (self._workspace.store.get(id) or self._new.get(id)) if id else self._by_content.get(content_of(each))

    def lead_links(self) -> None:
        """Point the links of the file to the annotations here, once all of these are known."""
        self._new = {id: self._led_here(each) for id, each in self._new.items()}
        for id, there, where in self._twins:
            self._add_to(id, self._led_here(there), where)

    def _add_to(self, id: str, there: Annotation, where: str) -> None:
        """Add the fields and links in a file to an annotation, if it is new or if that was requested."""
        if id in self._new:
            there, contradicted = without_contradictions(self._new[id], there)
            self._left_out += [named(where, name, CONTRADICTED) for name in contradicted]
            self._new[id] = with_additions(self._new[id], there)
        elif here := self._changed.get(id) or self._workspace.store.get(id):
            more = with_additions(here, there)
            if more is here or id in self._differing:
                return
            self._same -= id not in self._changed
            if self._update:
                self._changed[id] = replace(more, modified=now())
            else:
                self._differing[id] = None

    def _led_here(self, each: Annotation) -> Annotation:
        return led_here(each, self._named, self._sources)

    def _was_here(self, each: Annotation) -> bool:
        """Return whether an annotation without an id was imported before and then changed by a person."""
        return not each.id and not {content_of(each), content_of(self._signed(each))}.isdisjoint(self._earlier_contents)

    @cached_property
    def _earlier_contents(self) -> set[Content]:
        """The contents that annotations had before somebody confirmed or changed them."""
        edits = self._workspace.annotations.history()
        states = (each["before"] for each in edits if each["before"] and self._workspace.store.get(each["id"]))
        return {content_of(from_document(state)) for state in states}

    def _here(self, id: str) -> Annotation | None:
        """Return the annotation with an id, which the format may have written as another one."""
        return self._workspace.store.get(id) or self._rewritten_ids.get(id)

    @cached_property
    def _rewritten_ids(self) -> dict[str, Annotation]:
        if "id" not in self._format.keeps:
            return {}
        held = ((self._format.preserved(as_stored(each)), each) for each in self._workspace.annotations)
        return {each.id: annotation for each, annotation in held if each and each.id != annotation.id}

    def _change(self, here: Annotation, there: Annotation, *, is_sure: bool) -> None:
        """Update an annotation from the file if that was requested and the new place is certain."""
        if not self._update:
            self._differing[here.id] = None
            return
        if not is_sure:
            self._remarks[UNCERTAIN] += 1
            return
        place = {name: getattr(there, name) for name in ("start", "end", "exact", "prefix", "suffix", "digest")}
        self._changed[here.id] = replace(here, **place, tag=there.tag, note=there.note, modified=now())

    def _signed(self, each: Annotation) -> Annotation:
        """Return the annotation, with the importing person as creator if the file names nobody."""
        return replace(each, creator=each.creator or self._workspace.creator)

    def _completed(self, each: Annotation, where: str) -> Annotation:
        """Return the annotation with a creator, an id and times if the file has no readable ones."""
        dated, unread = with_times(each)
        self._left_out += [named(where, time, UNREAD_TIMES) for time in unread]
        return replace(self._signed(dated), id=each.id or str(uuid.uuid4()))

    def result(self, others: Iterable[RejectedRecord | LeftOut]) -> Imported:
        """Return what was added, changed and left unchanged, given the parts of the file that are not annotations."""
        unknown = {each.tag for each in self.new if self._workspace.settings.tag(each.tag) is None}
        orphans = self._statuses.count(Status.ORPHAN)
        unsure = sum(not status.is_sure for status in self._statuses) - orphans
        others = [*others, *self._left_out, *self._refused]
        return Imported(
            new=tuple(self.new),
            changed=tuple(self.changed),
            same=self._same,
            differing=tuple(self._differing),
            unsure=unsure,
            orphans=orphans,
            rejected=tuple(each for each in others if isinstance(each, RejectedRecord)),
            unknown_tags=tuple(sorted(unknown)),
            left_out=tuple(each for each in others if isinstance(each, LeftOut)),
            remarks=dict(self._remarks),
            unreadable=tuple(self.targets.unreadable.values()),
            invalid=sum(any(self._workspace.fields.problems(each)) for each in self.new if each.fields or each.links),
        )


def _doubt(target: Target) -> str:
    """Say why a person has to review an annotation; orphans and certain ones need no reason."""
    is_in_doubt = target.anchored.status not in (Status.EXACT, Status.SHIFTED, Status.ORPHAN)
    return f"to review, as {target.record.doubt}" if is_in_doubt and target.record.doubt else ""
