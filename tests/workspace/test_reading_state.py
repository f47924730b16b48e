"""The reading state comes back as it was left; whatever else its file holds, a start goes on without it."""

import os
import stat
from pathlib import Path

import pytest

from reader.workspace import reading_state
from reader.workspace.reading_state import ReadingState, load_state, save_state

STATE = ReadingState("a.txt", "nord", {"sources": 30}, "all", {"a.txt": 7}, {"a.txt": 2}, {"a.txt": 0.5}, is_exact=True)
STATE.speakers["a quote"] = "Ann Lee"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    save_state(tmp_path / "new" / "state.json", STATE)
    return tmp_path / "new" / "state.json"


def test_what_was_saved_is_loaded(file: Path) -> None:
    assert load_state(file) == STATE
    assert (stat.S_IMODE(file.parent.stat().st_mode), stat.S_IMODE(file.stat().st_mode)) == (0o700, 0o600)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('{"source": "b", "read": {"a": 1e308, "b": 1, "c": -0.1, "d": 1.01, "e": 0}}', {"read": {"b": 1.0, "e": 0.0}}),
        ('{"source": "b", "places": {"a": 1e308, "b": 9, "c": -1}}', {"places": {"b": 9}}),
        ('{"source": "b", "tops": {"a": 1e13, "b": 1.0}, "widths": {"x": 1e12}}', {"tops": {"b": 1}}),
        ('{"source": "b", "another": 1}', {}),
    ],
)
def test_values_that_cannot_be_true_are_left_out(text: str, expected: dict[str, object], file: Path) -> None:
    file.write_text(text)
    state = load_state(file)
    for name in ("read", "places", "tops", "widths"):
        if name in expected or name != "widths":
            assert getattr(state, name) == expected.get(name, {})
    assert state.source == "b"


@pytest.mark.parametrize(
    "text",
    ["", "[]", "null", '{"places": []}', '{"read": {"a": 1e999}}', '{"x": ' + "[" * 100_000, '{"theme": "\\ud800"}'],
    ids=lambda text: text[:20],
)
def test_a_file_that_cannot_be_used_is_as_if_there_were_none(text: str, file: Path) -> None:
    file.write_text(text)
    assert load_state(file) == ReadingState()


def test_neither_a_pipe_nor_a_long_file_nor_one_of_another_user_is_read(
    file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    os.mkfifo(tmp_path / "pipe")
    assert load_state(tmp_path / "pipe") == ReadingState()
    assert reading_state.MOST_BYTES == 1 << 25
    with monkeypatch.context() as patch:
        patch.setattr(reading_state, "MOST_BYTES", file.stat().st_size - 1)
        assert load_state(file) == ReadingState()
    monkeypatch.setattr(os, "geteuid", lambda: file.stat().st_uid + 1)
    assert load_state(file) == ReadingState()
