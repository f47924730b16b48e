"""Three versions of an annotations file become one: what git asks for where two branches have changed it."""

from collections.abc import Mapping
from pathlib import Path

from reader.annotation.store.documents import ABOUT, read_content
from reader.annotation.store.file_format import Document, Texts, decode, encode, pieces
from reader.annotation.store.three_way_merge import three_way

Table = dict[int, bytes]
Key = str | bytes  # of a document: its id, or all of it
Documents = Mapping[Key, tuple[int, Document]]  # with their numbers


def merge_files(base: bytes, ours: bytes, theirs: bytes, name: Path) -> tuple[bytes, list[str]]:
    """The merged file, and what was changed on both sides in different ways and is kept.

    base is empty if the sides have nothing in common. Raises StoreError if one of them is no annotations file.
    """
    before, here, there = (read_content(name, data).texts for data in (base, ours, theirs))
    merged: Texts = {ABOUT: here[ABOUT]}
    conflicts: list[str] = []
    for table in [name for name in {**here, **there} if name != ABOUT]:
        one, two, three = (_by_key(version.get(table, {})) for version in (before, here, there))
        merged[table] = _merge_tables(one, two, three, conflicts)
    return b"".join(pieces(merged)), [f"{name}: {conflict}" for conflict in conflicts]


def _by_key(table: Table) -> Documents:
    """The documents with their numbers. One without an id, or with another one's, is only the same if all of it is."""
    found: dict[Key, tuple[int, Document]] = {}
    for number, text in sorted(table.items()):
        document = decode(text)
        id = document.get("id")
        found[id if isinstance(id, str) and id not in found else text] = number, document
    return found


def _merge_tables(before: Documents, here: Documents, there: Documents, conflicts: list[str]) -> Table:
    """Ours keep their numbers; what is added gets its own, if that is free."""
    merged: Table = {}
    added: list[tuple[int, Document]] = []
    for key in {**here, **there}:
        found = three_way(*(table[key][1] if key in table else None for table in (before, here, there)))
        if found.document is not None and key in here:
            merged[here[key][0]] = encode(found.document)
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
        merged[number] = encode(document)
    return merged
