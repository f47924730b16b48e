"""Accidents to the file and to the log while a store is open: whatever it knew is there, or is a loss."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from reader.annotation.store import store as store_module
from reader.annotation.store.repair import Repair
from reader.annotation.store.store import Store
from reader.errors import StoreError
from tests.support.stores import add, an_annotation, note, notes, remove

Accident = Callable[[Path, Path, Path], object]  # of a workspace, given what it was before, and another one


def hidden(folder: Path) -> Path:
    return folder / ".annotations.json.reader"


def file_of(folder: Path) -> Path:
    return folder / "annotations.json"


def log_of(folder: Path) -> Path:
    return hidden(folder) / "log"


def take_out(folder: Path, *ids: str) -> None:
    document = json.loads(file_of(folder).read_text("utf-8"))
    table = document["annotations"]
    document["annotations"] = {number: each for number, each in table.items() if each["id"] not in ids}
    file_of(folder).write_text(json.dumps(document), "utf-8")


def put_new(old: Path, new: Path) -> None:
    shutil.copy2(old, new.with_name("new"))
    new.with_name("new").replace(new)


def garble(path: Path, words: bytes) -> None:
    data = path.read_bytes()
    assert words in data
    path.write_bytes(data.replace(words, b"#" * len(words)))


SOUND: dict[str, Accident] = {
    "as it was": lambda _here, _before, _other: None,
    "deleted": lambda here, _before, _other: file_of(here).unlink(),
    "0 bytes": lambda here, _before, _other: file_of(here).write_bytes(b""),
    "{}": lambda here, _before, _other: file_of(here).write_text("{}"),
    "fewer tags": lambda here, _before, _other: take_out(here, "old1", "new0"),
    "older": lambda here, before, _other: shutil.copy2(file_of(before), file_of(here)),
    "older, by a rename": lambda here, before, _other: put_new(file_of(before), file_of(here)),
    "another one": lambda here, _before, other: shutil.copy2(file_of(other), file_of(here)),
}
DAMAGED: dict[str, Accident] = {
    "cut off": lambda here, _before, _other: file_of(here).write_bytes(file_of(here).read_bytes()[:-40]),
    "zeros": lambda here, _before, _other: file_of(here).write_bytes(b"\0" * 400),
    "no object": lambda here, _before, _other: file_of(here).write_text("[]"),
}
LOG: dict[str, Accident] = {
    "as it was": lambda _here, _before, _other: None,
    "folder deleted": lambda here, _before, _other: shutil.rmtree(hidden(here)),
    "emptied": lambda here, _before, _other: log_of(here).write_bytes(b""),
    "older": lambda here, before, _other: shutil.copy2(log_of(before), log_of(here)),
    "older, by a rename": lambda here, before, _other: put_new(log_of(before), log_of(here)),
    "another one": lambda here, _before, other: shutil.copy2(log_of(other), log_of(here)),
    "copied": lambda here, _before, _other: put_new(log_of(here), log_of(here)),
}
THEN: tuple[Callable[[Store], object], ...] = (
    lambda store: add(store, an_annotation("more")),
    Store.refresh,
    lambda _store: None,
)
KNOWN = {"old0", "old1", "new0", "new1"}


@pytest.fixture
def here(tmp_path: Path) -> Path:
    """A workspace with three tags, beside a copy of what it is now, and beside another workspace."""
    for name in ("here", "other"):
        (tmp_path / name).mkdir()
        store = Store(file_of(tmp_path / name))
        for n in range(3):
            add(store, an_annotation(f"old{n}" if name == "here" else f"other{n}"))
        store.close()
    shutil.copytree(tmp_path / "here", tmp_path / "before")
    return tmp_path / "here"


def opened_and_changed(here: Path, *, is_written: bool = True) -> Store:
    store = Store(file_of(here))
    for n in range(2):
        add(store, an_annotation(f"new{n}"))
    note(store, "old0", "better")
    remove(store, "old2")
    if is_written:
        store.checkpoint()
    return store


def happen(accident: Accident, here: Path) -> None:
    accident(here, here.with_name("before"), here.with_name("other"))


def known(here: Path) -> set[str]:
    store = Store(file_of(here))
    return set(notes(store)) | {loss.id for loss in store.losses.find()}


@pytest.mark.parametrize("to_log", LOG.values(), ids=LOG)
@pytest.mark.parametrize("to_file", SOUND.values(), ids=SOUND)
def test_what_an_open_store_knew_is_there_or_is_a_loss(
    to_file: Accident, to_log: Accident, here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    number = [*SOUND.values()].index(to_file) + [*LOG.values()].index(to_log)
    monkeypatch.setattr(store_module, "SMALL", 2000 if number % 2 else -1)  # whether each change writes the file
    store = opened_and_changed(here, is_written=number % 4 < 2)
    happen(to_file, here)
    happen(to_log, here)
    THEN[number % len(THEN)](store)
    store.close()
    assert known(here) >= KNOWN | ({"more"} & notes(store).keys())


@pytest.mark.parametrize("to_log", LOG.values(), ids=LOG)
@pytest.mark.parametrize("to_file", DAMAGED.values(), ids=DAMAGED)
def test_a_file_that_cannot_be_read_is_repaired_with_what_an_open_store_knew(
    to_file: Accident, to_log: Accident, here: Path
) -> None:
    store = opened_and_changed(here)
    happen(to_file, here)
    happen(to_log, here)
    for _ in range(2):
        with pytest.raises(StoreError, match="The file was left as it is"):
            add(store, an_annotation("refused"))
    store.close()
    size = log_of(here).stat().st_size
    store.close()
    assert log_of(here).stat().st_size == size, "it was told once"
    best = Repair(file_of(here)).ways[0].documents.index
    assert {*best.ids()} >= KNOWN
    assert [each.note for each in best.in_order if each.id == "old0"] == ["better"]


@pytest.mark.parametrize("then", THEN)
def test_a_line_of_the_log_that_was_garbled_meanwhile_is_made_good(then: Callable[[Store], object], here: Path) -> None:
    store = opened_and_changed(here)
    garble(log_of(here), b'"id":"new0"')
    take_out(here, "new0", "new1")
    then(store)
    store.close()
    assert known(here) >= KNOWN
    assert {loss.id for loss in Store(file_of(here)).losses.find()} == {"new0", "new1"}


def test_what_another_machine_removed_is_not_a_loss_when_its_file_and_log_come_together(here: Path) -> None:
    opened_and_changed(here).close()
    there = here.with_name("there")
    shutil.copytree(here, there)
    store = Store(file_of(here))
    remove(other := Store(file_of(there)), "new1")
    other.close()
    put_new(file_of(there), file_of(here))
    put_new(log_of(there), log_of(here))
    store.refresh()
    assert set(notes(store)) == KNOWN - {"new1"}
    assert not store.losses.find()


def test_a_folder_in_place_of_the_log_is_named(here: Path) -> None:
    log_of(here).unlink()
    log_of(here).mkdir()
    with pytest.raises(StoreError, match=r"reader/log: it cannot be read: Is a directory"):
        Store(file_of(here))
