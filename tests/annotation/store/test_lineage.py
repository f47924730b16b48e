"""The relation of a file to the log: whether the last checkpoint wrote just this file, or the log just knows it."""

from pathlib import Path

import pytest

from reader.annotation.model.annotation import to_document
from reader.annotation.store.annotations_file import Contents
from reader.annotation.store.documents import Documents
from reader.annotation.store.entries import Checkpoint, Edit, Record
from reader.annotation.store.journal import Log, LogPlace
from reader.annotation.store.lineage import is_written_by, tail_since_version, taken_in
from reader.system.durable_files import Disk
from reader.system.files import Signature
from tests.support.stores import an_annotation

FILE: Signature = (1, 2, 3)


def contents(signature: Signature | None = FILE, digest: str = "d") -> Contents:
    return Contents(signature, Documents(Path("a.json"), {}), digest)


@pytest.mark.parametrize(
    ("checkpoint", "found", "is_written"),
    [
        (Checkpoint(0, FILE), contents(), True),
        (Checkpoint(0, (1, 2, 4)), contents(), False),
        (Checkpoint(0, (1, 2, 4), digest="d"), contents(), True),  # a copy
        (Checkpoint(0, (1, 2, 4), digest="e"), contents(), False),
        (Checkpoint(0, (1, 2, 4)), contents(digest=""), False),  # an older version says no digest
        (Checkpoint(0, FILE, digest="d"), contents(None), False),
        (None, contents(), False),
    ],
)
def test_a_checkpoint_wrote_the_file_of_its_signature_or_its_digest(
    checkpoint: Checkpoint | None, found: Contents, is_written: bool
) -> None:
    assert is_written_by(checkpoint, found) is is_written


def a_step(id: str) -> Record:
    return Record(id, "", "", "", (Edit(1, None, to_document(an_annotation(id))),))


@pytest.fixture
def log(tmp_path: Path) -> Log:
    """A log of the steps 1 to 3, with a checkpoint after each: the first two of older files."""
    log, place = Log(Disk(), tmp_path / "log"), LogPlace()
    for id, digest, was in (("1", "one", ""), ("2", "two", "one"), ("3", "three", "changed")):
        place = log.append([a_step(id)], place)
        place = log.append([Checkpoint(place.end, FILE, digest=digest, was=was, log=99)], place)
    return log


@pytest.mark.parametrize(
    ("digest", "steps"),
    [
        ("one", ["2", "3"]),
        ("two", ["3"]),
        ("three", []),
        ("changed", ["3"]),  # what another program had made of the second
        ("unknown", None),
    ],
)
def test_a_copied_log_has_what_an_older_file_lacks(digest: str, steps: list[str] | None, log: Log) -> None:
    last, _ = log.since_checkpoint()
    tail = tail_since_version(log, last, contents(digest=digest))
    assert (tail and [record.id for record in tail.records]) == steps


def test_what_was_there_before_the_first_checkpoint_lacks_everything(tmp_path: Path) -> None:
    log = Log(Disk(), tmp_path / "log")
    checkpoint = Checkpoint(0, FILE, digest="one", was="zero", log=99)
    log.append([a_step("1"), checkpoint], LogPlace())
    tail = tail_since_version(log, checkpoint, contents(digest="zero"))
    assert tail
    assert [record.id for record in tail.records] == ["1"]


@pytest.mark.parametrize("inode", [0, None], ids=["an older version", "not copied"])
def test_a_log_that_was_not_copied_says_nothing_of_an_older_file(inode: int | None, log: Log) -> None:
    checkpoint = Checkpoint(0, FILE, digest="three", log=log.inode if inode is None else inode)
    assert tail_since_version(log, checkpoint, contents(digest="one")) is None


def test_neither_does_it_without_a_checkpoint_or_a_file(log: Log) -> None:
    last, _ = log.since_checkpoint()
    assert tail_since_version(log, None, contents(digest="one")) is None
    assert tail_since_version(log, last, contents(None, "one")) is None
    assert tail_since_version(log, last, contents((1, 0, 3), "one")) is None


@pytest.mark.parametrize(
    ("number", "words"),
    [(1, "1 step that only the log has is"), (2, "2 steps that"), (1234, "1,234 steps that only the log has are")],
)
def test_how_many_steps_were_taken_in_is_reported(number: int, words: str) -> None:
    assert taken_in(Path("a.json"), number).startswith(f"a.json: this copy is older than the log beside it: {words}")
