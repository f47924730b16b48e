"""External workspaces: another person's annotations and their history, from a workspace or an export."""

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from reader.annotation.model.annotation import Annotation, Dismissal, from_document, to_document
from reader.annotation.model.export_format import EXPORT_FORMAT, EXPORT_UNIT, other_format
from reader.annotation.model.people import TABLE as PEOPLE
from reader.annotation.model.revision import DocumentOrNone
from reader.annotation.model.row import from_row, is_row
from reader.annotation.store.as_stored import foreign_members
from reader.annotation.store.entries import EntryKind
from reader.annotation.store.file_format import Document
from reader.annotation.store.paths import Paths
from reader.annotation.store.store import Store
from reader.errors import ReaderError
from reader.system.files import read_regular
from reader.system.json_keys import distinct

# The states of each annotation or dismissal, by id, from the first to the present one; None where it was removed.
StateHistories = Mapping[str, Sequence[DocumentOrNone]]


@dataclass(frozen=True, slots=True)
class ExternalWorkspace:
    """Annotations that another person made in the same sources.

    Attributes:
        name: The name in messages.
        histories: The states of each annotation, by id.
        relocated: The ids of annotations at the position where they were found again, not where they were tagged.
        problems: Messages that somebody should see before relying on the annotations.
        refused: Messages about annotations that could not be taken from an export.
        foreign: What other programs have put into the documents of annotations there, by the annotations' ids.
    """

    name: str
    histories: StateHistories
    relocated: Collection[str] = ()
    problems: Sequence[str] = ()
    refused: Sequence[str] = ()
    foreign: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)

    @property
    def annotations(self) -> list[Annotation]:
        """The annotations as they are now, without dismissals."""
        present = (states[-1] for states in self.histories.values())
        found = (from_document(document) for document in present if document and not is_row(document))
        return [each for each in found if not isinstance(each, Dismissal)]


def read_external(file: Path, name: str) -> ExternalWorkspace:
    """Read an annotations file, with the log beside it, or an export in reader's own JSON.

    Args:
        file: The file.
        name: Its name in messages.

    Raises:
        ReaderError: The file cannot be read, or is neither.
    """
    export = _read_export(file) if file.exists() or not has_log(file) else None
    if export is not None:
        return _from_export(export, name)
    store = Store(file)
    losses = store.losses.find()
    problems = (f"{name}: {losses.summary}; `reader restore` there brings them back",) if losses else ()
    foreign = {each.id: found for each in store.annotations if (found := store.as_stored.foreign(each.id))}
    return ExternalWorkspace(name, state_histories(store), problems=problems, foreign=foreign)


def has_log(file: Path) -> bool:
    """Return whether an annotations file has a log beside it, which outlives the file."""
    return Paths(file).folder.is_dir()


def state_histories(store: Store) -> StateHistories:
    """Collect the states of annotations from a store's log, leaving out undone ones.

    An annotation that is missing now counts as removed only if the log says so: it may be on another git branch.
    """
    records = [record for record in store.log() if record.kind is EntryKind.STEP]
    is_done = {record.original: not record.undoes for record in records}
    edits = [edit for record in records if is_done[record.original] for edit in record.edits]
    found: dict[str, list[DocumentOrNone]] = {}
    for edit in edits:
        documents = filter(None, (edit.before, edit.after))
        found.setdefault(edit.id, []).extend(map(_without_foreign_fields, documents))
    is_removed = {edit.id: edit.after is None for edit in edits}
    present = {each.id: to_document(each) for each in (*store.annotations, *store.dismissals)}
    present |= {row.id: from_row(row) for row in store.rows.all}
    ids = [id for id in {**found, **present} if id in present or is_removed[id]]
    return {id: [*found.get(id, ()), present.get(id)] for id in ids}


def _without_foreign_fields(document: Document) -> Document:
    """Drop the fields that other programs have added to an annotation; a row may have any values."""
    return document if is_row(document) else to_document(from_document(document))


def _read_export(file: Path) -> dict[str, Any] | None:
    """Return an export as decoded JSON; None if the file is something else, which is left to the store."""
    try:
        value = json.loads(read_regular(file), object_pairs_hook=distinct)
    except OSError as error:
        raise ReaderError(
            f"{file}: cannot be read: {error.strerror}; name a workspace or an annotations file"
        ) from error
    except (ValueError, RecursionError):
        return None
    is_export = isinstance(value, dict) and isinstance(value.get("annotations"), list)
    return value if is_export else None


def _from_export(export: dict[str, Any], name: str) -> ExternalWorkspace:
    """Read the annotations of an export one by one; invalid ones are refused."""
    if other := other_format(export.get("format", EXPORT_FORMAT), export.get("unit", EXPORT_UNIT)):
        raise ReaderError(f"{name}: {other}")
    found: dict[str, Sequence[DocumentOrNone]] = {}
    relocated, foreign, refused = set(), dict[str, Mapping[str, Any]](), []
    try:
        digests = {source["id"]: source["digest"] for source in export.get("sources") or ()}
        lists = {kind: list(export.get(f"{kind}s") or ()) for kind in ("annotation", "orphan")}
        people = [{**value, "table": PEOPLE} for value in export.get("people") or () if isinstance(value, dict)]
    except (LookupError, TypeError) as error:
        raise ReaderError(f"{name}: not an export by reader: {error}") from error
    for where, value in ((f"{kind} {at}", each) for kind, values in lists.items() for at, each in enumerate(values, 1)):
        try:
            document, is_relocated = _of_record(value, digests)
        except ValueError as error:
            refused.append(f"{name}: rejected: {where}: {error}")
            continue
        if found.get(document["id"], [document]) != [document]:
            refused.append(
                f"{name}: rejected: {where}: another record in the file has the same id, but not the same content"
            )
            continue
        found[document["id"]] = [document]
        relocated |= {document["id"]} if is_relocated else set()
        if others := {key: each for key, each in foreign_members(value).items() if key != "status"}:
            foreign[document["id"]] = others
    found |= {document["id"]: [document] for document in people if is_row(document)}
    return ExternalWorkspace(name, found, relocated, refused=refused, foreign=foreign)


def _of_record(value: Any, digests: Mapping[str, str]) -> tuple[Document, bool]:
    """Return the document of a record of an export, and whether its passage was found elsewhere.

    Raises:
        ValueError: It is not an annotation.
    """
    written = {name: each for name, each in value.items() if each is not None} if isinstance(value, dict) else None
    if written is None or is_row(written):
        raise ValueError("it is not an annotation")
    document = to_document(from_document(written))
    if value.get("status") in ("exact", "orphan"):
        return document, False
    digest = digests.get(document["source"], document["digest"])
    return to_document(from_document({**document, "digest": digest})), True
