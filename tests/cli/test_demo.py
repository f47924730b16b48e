"""`reader --demo`: at the end it says where the sample is, and asks whether to keep a copy without a folder."""

import io
from pathlib import Path

import pytest

from reader.cli.demo import read_sample


class Answer(io.StringIO):
    """Standard input that is a terminal."""

    def isatty(self) -> bool:
        return True


@pytest.fixture
def read() -> list[Path]:
    """The folders that were read in."""
    return []


def run(read: list[Path], folder: Path | None = None, *, status: int = 0) -> int:
    def in_app(place: Path) -> int:
        assert (place / "seeds" / "3-wire-report.txt").is_file()
        read.append(place)
        return status

    return read_sample(folder, in_app)


@pytest.fixture(autouse=True)
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    monkeypatch.delenv("TEXTUAL_DRIVER", raising=False)


@pytest.mark.parametrize("answer", ["\n", "y\n", "Yes\n"])
def test_a_copy_is_kept_in_the_home_folder(
    answer: str, read: list[Path], home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.stdin", Answer(answer))
    assert run(read) == 0
    kept = home / "reader-sample"
    assert ((kept / "annotations.json").is_file(), read[0].exists()) == (True, False)
    said = capsys.readouterr().err
    assert f"Keep it in {kept}? [Y/n]" in said
    assert f"reader {kept}\n" in said, "how to open it again"


def test_a_copy_is_removed_if_that_is_the_answer(
    read: list[Path], home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.stdin", Answer("n\n"))
    assert run(read) == 0
    assert (read[0].exists(), [*home.iterdir()]) == (False, [])
    assert "It was removed." in capsys.readouterr().err


@pytest.mark.parametrize(
    ("answer", "status"),
    [(Answer(""), 0), (io.StringIO("n\n"), 0), (None, 0), (Answer("n\n"), 143)],
    ids=["end of input", "no terminal", "no input", "a signal"],
)
def test_without_an_answer_it_stays_where_it_is(
    answer: io.StringIO | None,
    status: int,
    read: list[Path],
    home: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr("sys.stdin", answer)
    assert run(read, status=status) == status
    assert (read[0].is_dir(), [*home.iterdir()]) == (True, [])
    said = capsys.readouterr().err
    assert f"The sample with your tags is in {read[0]}\n" in said
    assert ("Keep it" in said) == (isinstance(answer, Answer) and not status)


def test_a_folder_of_its_own_is_kept_unasked(
    read: list[Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.stdin", Answer("n\n"))
    for _ in ("made", "opened again"):
        assert run(read, tmp_path / "mine") == 0
        said = capsys.readouterr().err
        assert "Keep it" not in said
        assert f"reader {tmp_path / 'mine'}\n" in said
        assert f"reader export {tmp_path / 'mine'} -o tags.json" in said
    assert read == [tmp_path / "mine"] * 2
