"""A crash leaves a log that a stranger may read: lines of code and kinds of errors, nothing that was read."""

from pathlib import Path

import pytest

from reader.system import crash_log

SECRET = "the minister's letter"


def crashed() -> BaseException:
    try:
        try:
            raise KeyError(SECRET)
        except KeyError as error:
            error.add_note(SECRET)
            raise ValueError(f"cannot find {SECRET}") from error
    except ValueError as error:
        return error


def test_it_is_said_in_two_lines_and_logged_without_a_word_of_the_text(home: Path) -> None:
    what, where = crash_log.log_crash(crashed())
    log = crash_log.log_file().read_text()
    assert "ValueError" in what
    assert str(crash_log.log_file()) in where
    assert crash_log.log_file().is_relative_to(home)
    assert log.index("builtins.KeyError\n") < log.index("builtins.ValueError\n")
    assert "in crashed\n" in log
    assert SECRET not in what + where + log


def test_the_log_does_not_grow_for_ever(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(crash_log, "LIMIT", 2000)
    for _ in range(30):
        crash_log.log_crash(crashed())
    logs = sorted(crash_log.log_file().parent.iterdir())
    assert [log.name for log in logs] == ["reader.log", "reader.log.1"]
    assert all(log.stat().st_size < 5000 for log in logs)


def test_a_log_that_cannot_be_written_is_reported(home: Path) -> None:
    (home / "reader").touch()
    what, where = crash_log.log_crash(crashed())
    assert "ValueError" in what
    assert "the log could not be written: " in where


def test_a_deep_recursion_is_cut() -> None:
    def deep() -> None:
        deep()

    with pytest.raises(RecursionError) as error:
        deep()
    crash_log.log_crash(error.value)
    assert crash_log.log_file().stat().st_size < 10_000


@pytest.mark.parametrize(("size", "logs"), [(262_144, ["reader.log"]), (262_145, ["reader.log", "reader.log.1"])])
def test_a_log_of_more_than_a_quarter_of_a_megabyte_is_renamed(size: int, logs: list[str]) -> None:
    file = crash_log.log_file()
    file.parent.mkdir(parents=True)
    file.write_bytes(b"x" * size)
    crash_log.log_crash(crashed())
    assert sorted(path.name for path in file.parent.iterdir()) == logs


def test_fifty_frames_of_each_error_are_logged_the_innermost() -> None:
    def deep(depth: int) -> None:
        if depth == 0:
            raise ValueError
        deep(depth - 1)

    with pytest.raises(ValueError) as error:
        deep(60)
    crash_log.log_crash(error.value)
    log = crash_log.log_file().read_text()
    assert "[Previous line repeated 46 more times]" in log, "three of the same are shown, and the one that raised"
    assert "raise ValueError" in log
    assert "in test_fifty" not in log


def test_a_cause_that_was_hidden_on_purpose_is_not_logged() -> None:
    with pytest.raises(ValueError) as error:
        try:
            raise KeyError
        except KeyError:
            raise ValueError from None
    crash_log.log_crash(error.value)
    assert "KeyError" not in crash_log.log_file().read_text()
