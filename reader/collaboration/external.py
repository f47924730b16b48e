"""What another person's workspace, annotations file or export holds: its annotations, and what they were before."""

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from reader.annotation.model.annotation import Annotation, Dismissal, from_document, to_document
from reader.annotation.model.revision import DocumentOrNone
from reader.annotation.store.file_format import Document
from reader.annotation.store.store import Store
from reader.errors import ReaderError
from reader.system.files import read_regular

# By id: what an annotation, or a dismissal, was, from the first to the last, which it is now.
States = Mapping[str, Sequence[DocumentOrNone]]


@dataclass(frozen=True, slots=True)
class ExternalWorkspace:
    """name: what messages call it. relocated: ids of what stands where it was found again, not where it was tagged."""

    name: str
    states: States
    relocated: Collection[str] = ()

    @property
    def annotations(self) -> list[Annotation]:
        last = (states[-1] for states in self.states.values())
        found = (from_document(document) for document in last if document)
        return [each for each in found if not isinstance(each, Dismissal)]


def read_external(file: Path, name: str) -> ExternalWorkspace:
    """Of an annotations file, with the log beside it, or of an export in our own JSON.

    Raises ReaderError if it is neither.
    """
    export = _export(file)
    if export is not None:
        return _of_export(export, name)
    return ExternalWorkspace(name, states(Store(file)))


def states(store: Store) -> States:
    """As far as the log tells; what was undone was never done.

    What is not there now was removed only if the log says so: it may as well be on another branch of a git repository.
    """
    records = list(store.log())
    stands = {record.original: not record.undoes for record in records}
    edits = [edit for record in records if stands[record.original] for edit in record.edits]
    found: dict[str, list[DocumentOrNone]] = {}
    for edit in edits:
        found.setdefault(edit.id, []).extend(known(each) for each in (edit.before, edit.after) if each)
    removed = {edit.id: edit.after is None for edit in edits}
    now = {each.id: to_document(each) for each in (*store.annotations, *store.dismissals)}
    ids = [id for id in {**found, **now} if id in now or removed[id]]
    return {id: [*found.get(id, ()), now.get(id)] for id in ids}


def known(document: Document) -> Document:
    """Without what other programs put into it."""
    return to_document(from_document(document))


def _export(file: Path) -> dict[str, Any] | None:
    """None if it is no export: then the store tells what it is."""
    try:
        value = json.loads(read_regular(file))
    except OSError as error:
        raise ReaderError(f"{file}: it cannot be read: {error.strerror}; name a workspace or a file of tags") from error
    except (ValueError, RecursionError):
        return None
    is_export = isinstance(value, dict) and isinstance(value.get("annotations"), list)
    return value if is_export else None


def _of_export(export: dict[str, Any], name: str) -> ExternalWorkspace:
    found: dict[str, Sequence[DocumentOrNone]] = {}
    relocated = set()
    try:
        digests = {source["id"]: source["digest"] for source in export.get("sources", ())}
        for record in (*export["annotations"], *export.get("orphans", ())):
            document = known(record)
            if record.get("status") not in ("exact", "orphan"):
                relocated.add(document["id"])
                document = {**document, "digest": digests.get(document["source"], document["digest"])}
            found[document["id"]] = [document]
    except (ValueError, LookupError, TypeError, AttributeError) as error:
        raise ReaderError(f"{name}: it is no export of reader's: {error}") from error
    return ExternalWorkspace(name, found, relocated)
