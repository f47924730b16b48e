"""Accidents to an annotations file, and what a store says is lost then."""

from collections.abc import Callable
from pathlib import Path

from tinydb import TinyDB

from reader.annotation.store.store import Store

Accident = Callable[[Path], object]


def emptied(path: Path) -> None:
    with TinyDB(path) as database:
        database.drop_tables()


ACCIDENTS: dict[str, Accident] = {
    "deleted": Path.unlink,
    "{}": lambda path: path.write_text("{}"),
    "empty tables": lambda path: path.write_text('{"about": {"1": {"format": 1}}, "annotations": {}}'),
    "emptied by TinyDB": emptied,
}


def hidden(path: Path) -> Path:
    return path.with_name(".annotations.json.reader")


def lost(store: Store) -> dict[str, str]:
    """The note of each loss, by id."""
    return {loss.id: loss.annotation.note for loss in store.losses.find()}


def drop(path: Path, *ids: str) -> None:
    """Take documents out of the file, as a program does that keeps no log."""
    with TinyDB(path) as database:
        table = database.table("annotations")
        table.remove(doc_ids=[each.doc_id for each in table if each["id"] in ids])
