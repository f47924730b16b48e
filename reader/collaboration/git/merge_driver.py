"""Git's merge driver: three versions of an annotations file merged into one, document by document."""

from collections.abc import Mapping
from pathlib import Path

from reader.annotation.model.twins import unite_twins
from reader.annotation.store.documents import ABOUT, TABLE, read_documents
from reader.annotation.store.entries import Edit
from reader.annotation.store.file_format import Document, Texts, decode, encode, text_chunks
from reader.annotation.store.loss_finder import note_as_gone
from reader.annotation.store.three_way_merge import three_way

Table = dict[int, bytes]  # the encoded documents of a table, by number
DocumentKey = str | bytes  # the id of a document; without one, its encoding
KeyedDocuments = Mapping[DocumentKey, tuple[int, Document]]  # numbers and documents


def merge_files(base: bytes, ours: bytes, theirs: bytes, name: Path) -> tuple[bytes, list[str]]:
    """Merge two versions of an annotations file that have a common ancestor.

    Args:
        base: The common ancestor; empty if there is none.
        ours: Our version.
        theirs: Their version.
        name: The name of the file in messages.

    Returns:
        The merged file, and a message for each conflict; nothing is lost in a conflict.

    Raises:
        StoreError: One of the versions is not an annotations file.
    """
    before, here, there = (read_documents(name, data).texts for data in (base, ours, theirs))
    merged: Texts = {ABOUT: here[ABOUT]}
    conflicts: list[str] = []
    for table in [name for name in {**here, **there} if name != ABOUT]:
        one, two, three = (_by_key(version.get(table, {})) for version in (before, here, there))
        documents = _merge_tables(one, two, three, conflicts)
        if table == TABLE:
            _unite(documents, one)
        merged[table] = {number: encode(document) for number, document in documents.items()}
    return b"".join(text_chunks(merged)), [f"{name}: {conflict}" for conflict in conflicts]


def note_removals(ours: bytes, merged: bytes, name: Path) -> None:
    """Tell the log beside our file what the merge removes, so that nobody takes it for an accident.

    Args:
        ours: Our version.
        merged: The merged file, which git is about to put in our file's place.
        name: Our file; if it is elsewhere, or has no log, nothing is done.
    """
    here, after = read_documents(name, ours), read_documents(name, merged)
    gone = [id for id in here.by_id() if after.get(id) is None]
    note_as_gone(name, [Edit(here.number_of(id), here.document(id), None) for id in gone])


def _by_key(table: Table) -> KeyedDocuments:
    """Key documents by id; those without an id, or with one that is taken, by their whole content."""
    found: dict[DocumentKey, tuple[int, Document]] = {}
    for number, text in sorted(table.items()):
        document = decode(text)
        id = document.get("id")
        found[id if isinstance(id, str) and id not in found else text] = number, document
    return found


def _merge_tables(
    before: KeyedDocuments, here: KeyedDocuments, there: KeyedDocuments, conflicts: list[str]
) -> dict[int, Document]:
    """Merge one table. Our documents keep their numbers; a document that they added keeps its own if that is free."""
    merged: dict[int, Document] = {}
    added: list[tuple[int, Document]] = []
    for key in {**here, **there}:
        found = three_way(*(table[key][1] if key in table else None for table in (before, here, there)))
        if found.document is not None and key in here:
            merged[here[key][0]] = found.document
        elif found.document is not None:
            added.append((there[key][0], found.document))
        if found.copy is not None and found.copy["id"] not in {**here, **there}:
            added.append((0, found.copy))
        if found.conflict:
            conflicts.append(f"{key!s}: {found.conflict}")
    taken = {number for table in (before, here, there) for number, _ in table.values()}
    last = max(taken, default=0)
    for number, document in added:
        if not number or number in merged:
            number = last = last + 1
        merged[number] = document
    return merged


def _unite(documents: dict[int, Document], before: KeyedDocuments) -> None:
    """Unite equal tags by the program: the common ancestor's stays, or else ours."""
    numbers = {document["id"]: number for number, document in documents.items() if isinstance(document.get("id"), str)}
    united = unite_twins([documents[numbers[id]] for id in sorted(numbers, key=lambda id: id not in before)])
    for id, document in united.changed.items():
        documents[numbers[id]] = document
    for id in united.dropped:
        del documents[numbers[id]]
