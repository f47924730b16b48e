"""Which of the things that the log knows are lost: each rule at its edge."""

from pathlib import Path
from typing import Any
from unittest.mock import Mock

import pytest

from reader.annotation.model.annotation import to_document
from reader.annotation.store.backup import NO_BACKUP, Backup
from reader.annotation.store.documents import Documents
from reader.annotation.store.entries import Checkpoint, Edit, EntryKind, Record
from reader.annotation.store.file_format import Document, encode
from reader.annotation.store.journal import Log, LogPlace
from reader.annotation.store.known_states import Sighting
from reader.annotation.store.loss_finder import LossFinder, _Held, _is_accepted, _lacks_nothing, _was_there, _went_back
from reader.annotation.store.losses import NONE, Loss, OpenLosses
from reader.system.durable_files import Disk
from tests.support.stores import an_annotation

A = to_document(an_annotation("a"))
NOTED = {**A, "note": "so", "revision": 2}


@pytest.mark.parametrize(
    ("offset", "at", "backup", "was_there"),
    [
        (99, "2026-01-01T12:00:00.000Z", NO_BACKUP, True),  # there is nothing to tell otherwise
        (99, "2026-01-01T12:00:00.000Z", Backup("2026-01-01T12:00:01Z"), False),  # the backup has not got it
        (99, "2026-01-01T12:00:00.000Z", Backup("2026-01-01T12:00:01Z", {"a": Edit(1, None, A)}), True),
        (99, "2026-01-01T12:00:00.000Z", Backup("2026-01-01T12:00:01Z", {"b": Edit(1, None, A)}), False),
        (99, "2026-01-01T12:00:00.999Z", Backup("2026-01-01T12:00:00Z"), True),  # in the same second
        (99, "2026-01-01T12:00:01.000Z", Backup("2026-01-01T12:00:00Z"), True),  # it came after the backup
        (100, "2026-01-01T12:00:00.000Z", Backup("2026-01-01T12:00:01Z"), True),  # the file did not have it yet
        (101, "2026-01-01T12:00:00.000Z", Backup("2026-01-01T12:00:01Z"), True),
    ],
)
def test_before_the_log_told_what_is_missing_only_the_newest_backup_can(
    offset: int, at: str, backup: Backup, was_there: bool
) -> None:
    known: Any = Mock(upto=100, last={"a": Sighting(offset, 1, at)})
    assert _was_there("a", known, backup) is was_there


def test_only_what_is_older_than_the_log_knows_or_should_be_gone_is_read() -> None:
    known: Any = Mock(
        last={"low": Sighting(1, 2, ""), "level": Sighting(1, 2, ""), "lost": Sighting(1, 1, ""), "gone": None}
    )
    here = {id: an_annotation(id, revision=revision) for id, revision in (("low", 1), ("level", 2), ("gone", 3))}
    held = _Held(known, here)
    held.read(Mock(document=lambda id: {"id": id}, number_of=lambda _: 7))
    assert held.missing == ["lost"]
    assert list(held.below) == ["low"]
    assert held.back == [Edit(7, None, {"id": "gone"})]


@pytest.mark.parametrize(
    ("here", "states", "went_back"),
    [
        (A, [A, NOTED], True),
        (NOTED, [A, NOTED], False),
        ({**NOTED, "revision": 9}, [A, NOTED], False),
        ({**A, "revision": 9}, [A, NOTED], True),
        ({**A, "note": "by hand"}, [A, NOTED], False),
        (A, [A, NOTED, A], False),
    ],
)
def test_an_annotation_went_back_if_it_is_as_it_was_before(
    here: dict[str, Any], states: list[dict[str, Any]], went_back: bool
) -> None:
    assert _went_back(here, states) is went_back


@pytest.mark.parametrize(
    ("accepted", "is_accepted"),
    [
        ([], False),
        ([{"a": 2}], True),
        ([{"a": 1}], False),
        ([{"b": 2}, {"a": 2, "b": 2}], True),
        ([{"a": 3}], False),
    ],
)
def test_a_loss_that_somebody_accepted_before_is_not_asked_about(
    accepted: list[dict[str, int]], is_accepted: bool
) -> None:
    assert _is_accepted([Loss(NOTED, 1)], Mock(accepted=accepted)) is is_accepted


@pytest.mark.parametrize(
    ("lost", "digest", "lacks_nothing"),
    [(0, "", True), (0, "d", True), (3, "", False), (3, "d", False), (None, "", True), (None, "d", False)],
)
def test_a_checkpoint_says_what_its_file_lacks_and_one_of_an_older_version_is_believed(
    lost: int | None, digest: str, lacks_nothing: bool
) -> None:
    assert _lacks_nothing(Checkpoint(1, (1, 2, 3), lost=lost, digest=digest)) is lacks_nothing


LOST = OpenLosses({"a": Loss(A, 1)}, "now")


@pytest.mark.parametrize(
    ("checkpoint", "found", "is_whole", "is_settled"),
    [
        (None, None, False, False),
        (Checkpoint(1, (1, 2, 3), lost=0, digest="d"), NONE, True, True),
        (Checkpoint(1, (1, 2, 3)), NONE, True, False),  # of an older version
        (Checkpoint(1, (1, 2, 3), lost=2, digest="d"), None, False, False),  # of another file
        (Checkpoint(1, (1, 2, 3), lost=1, digest="d"), LOST, False, False),  # what was found still holds
    ],
)
def test_a_new_file_is_judged_by_the_checkpoint_that_wrote_it(
    checkpoint: Checkpoint | None, found: OpenLosses | None, is_whole: bool, is_settled: bool
) -> None:
    finder = LossFinder(Mock())
    finder.found = LOST
    finder.judge(checkpoint)
    assert (finder.found, finder.is_whole, finder.is_settled) == (found, is_whole, is_settled)
    finder.doubt()
    assert [finder.found, finder.is_whole] == [None, False]


def test_what_was_dropped_is_known_until_somebody_looks() -> None:
    finder = LossFinder(Mock())
    assert not finder.has_dropped
    finder.drop(3, an_annotation("a"))
    assert finder.has_dropped


@pytest.mark.parametrize(
    ("here", "in_log", "noted"),
    [
        (None, False, True),
        (A, False, True),
        (NOTED, False, False),
        ({**A, "note": "later", "revision": 3}, False, False),
        (None, True, False),  # then the log tells what became of it
    ],
    ids=["gone", "older", "the same", "newer", "in the log"],
)
def test_only_a_state_that_neither_the_new_file_nor_the_new_log_reached_is_noted(
    here: Document | None, in_log: bool, noted: bool, tmp_path: Path
) -> None:
    log = Log(Disk(), tmp_path / "log")
    place = log.append([Record("1", "t", "", "", (Edit(1, A, NOTED),))], LogPlace()) if in_log else LogPlace()
    before, now = (Documents(tmp_path, {"annotations": {1: encode(each)} if each else {}}) for each in (NOTED, here))
    found = LossFinder(Mock(log=log, place=place)).only_here(before, now)
    assert [(each.kind, each.edits) for each in found] == ([(EntryKind.SEEN, (Edit(1, here, NOTED),))] if noted else [])
