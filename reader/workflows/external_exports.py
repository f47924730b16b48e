"""Exports of other programs as the annotations of a person: for agreement, and to be merged.

A file of another program lacks some parts of an annotation. Parts that it lacks, or that are as our own export wrote
them, are taken from the annotation here; only the rest counts as a change by that person.
"""

import uuid
from collections.abc import Iterator, Sequence
from dataclasses import fields, replace
from pathlib import Path

from reader.annotation.anchoring.anchor import Anchored
from reader.annotation.anchoring.status import Status
from reader.annotation.model.annotation import Annotation, to_document
from reader.collaboration.external import ExternalWorkspace
from reader.formats.format import Format, ImportedRecord, LeftOut, Options, RejectedRecord
from reader.formats.left_over import UNREAD_TIMES, named
from reader.workflows.import_known import with_times
from reader.workflows.import_targets import ImportTargets
from reader.workflows.imported import left_out_lines
from reader.workspace.workspace import Workspace

_CONTENT = ("source", "start", "end", "exact", "tag", "note", "creator")
_NAMESPACE = uuid.uuid5(uuid.NAMESPACE_URL, "urn:x-reader:external")


def read_foreign_export(workspace: Workspace, file: Path, format: Format, name: str) -> ExternalWorkspace:
    """Read the annotations in an export, at their places in the sources of a workspace.

    Args:
        workspace: The workspace with the sources.
        file: The file or folder.
        format: Its format, which must be readable.
        name: Its name in messages.

    Raises:
        FormatError: The file is not in this format.
        OSError: It cannot be read.
    """
    assert format.read is not None, "the caller has detected the format"
    targets = ImportTargets(workspace, file.name, Options())
    by_source: dict[str, list[ImportedRecord]] = {}
    refused: list[RejectedRecord] = []
    left_out: list[LeftOut] = []
    for each in format.read(file, Options()):
        if isinstance(each, ImportedRecord):
            by_source.setdefault(targets.source_of(each)[0], []).append(each)
        elif isinstance(each, RejectedRecord):
            refused.append(each)
        elif isinstance(each, LeftOut):
            left_out.append(each)
    found: dict[str, Annotation] = {}
    for source, records in by_source.items():
        article = targets.article(source)
        stored = workspace.store.of(source)
        here = workspace.anchoring.of(article) if article else [Anchored(each, Status.ORPHAN, None) for each in stored]
        known = _Here(format, here, left_out)
        for target in targets.place(records, source, article):
            if isinstance(target, RejectedRecord):
                refused.append(target)
                continue
            annotation = known.completed(target.anchored.annotation, workspace.creator, target.record.where)
            found[annotation.id] = annotation
    histories = {id: [to_document(each)] for id, each in found.items()}
    return ExternalWorkspace(
        name,
        histories,
        problems=[f"{name}: {line}" for line in left_out_lines(left_out)],
        refused=[f"{name}: rejected: {each.where}: {each.why}" for each in refused],
    )


class _Here:
    """The annotations here of one source, as an export would hold them.

    Attributes:
        left_out: Gets the parts of theirs that cannot be read.
    """

    def __init__(self, format: Format, here: Sequence[Anchored], left_out: list[LeftOut]) -> None:
        self.left_out = left_out
        self._by_id: dict[str, tuple[Annotation, Annotation]] = {}
        self._by_content: dict[tuple[object, ...], tuple[Annotation, Annotation]] = {}
        for each in here:
            if held := format.preserved(each):
                self._by_id[held.id] = self._by_content[_content(held)] = each.annotation, held

    def completed(self, theirs: Annotation, creator: str, where: str) -> Annotation:
        """Return their annotation with the id of the matching one of ours, and with the parts that the export lacks."""
        signed = replace(theirs, creator=theirs.creator or creator)
        contents = (_content(theirs), _content(signed))
        same = [found for content in contents if (found := self._by_content.get(content))]
        known = self._by_id.get(theirs.id) if theirs.id else next(iter(same), None)
        if known is None:
            dated, unread = with_times(signed)
            self.left_out += [named(where, time, UNREAD_TIMES) for time in unread]
            return replace(dated, id=theirs.id or str(uuid.uuid5(_NAMESPACE, repr(_content(signed)))))
        ours, held = known
        return replace(ours, **dict(_changes(theirs, held)))  # type: ignore[arg-type]


def _changes(theirs: Annotation, held: Annotation) -> Iterator[tuple[str, object]]:
    """Yield the fields that differ from an export of ours."""
    for name in (field.name for field in fields(Annotation) if field.name != "id"):
        value = getattr(theirs, name)
        if value != getattr(held, name) and value not in ("", {}):
            yield name, value


def _content(each: Annotation) -> tuple[object, ...]:
    return tuple(getattr(each, name) for name in _CONTENT)
