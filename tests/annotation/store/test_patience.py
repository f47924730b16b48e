"""How long others are waited for: a screen does not wait a second time for what a job will save."""

import pytest

from reader.annotation.store.patience import HURRIED, PATIENT, Patience, seconds_for_change
from reader.system.durable_files import LOCK_SECONDS


@pytest.mark.parametrize(
    ("patience", "unsaved", "seconds"),
    [(PATIENT, 0, LOCK_SECONDS), (PATIENT, 1, LOCK_SECONDS), (HURRIED, 0, 0.01), (HURRIED, 1, 0.0)],
)
def test_a_screen_with_unsaved_changes_does_not_wait_again(patience: Patience, unsaved: int, seconds: float) -> None:
    assert seconds_for_change(patience, unsaved) == seconds


def test_a_screen_never_waits_long() -> None:
    assert HURRIED.change + HURRIED.checkpoint <= 0.05
    assert (PATIENT.change, PATIENT.checkpoint) == (LOCK_SECONDS, 30)
