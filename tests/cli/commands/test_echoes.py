"""`reader echoes`: records that hold, the matrix, and the same from the workers of a Dask scheduler."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from reader.errors import ReaderError, UsageError
from reader.insight.batch_engine import engine
from tests.support.commands import Commands, controls, lines
from tests.support.echo_articles import TEXTS


@pytest.fixture
def commands(tmp_path: Path) -> Commands:
    reader = Commands(tmp_path / "workspace")
    for path in reader.sources.iterdir():
        path.unlink()
    for source, text in TEXTS.items():
        (reader.sources / source).write_text(text, "utf-8")
    return reader


def test_each_echo_is_told_once_and_both_ends_hold(commands: Commands) -> None:
    result = commands.run("echoes", "--json")
    assert (result.returncode, result.stderr) == (0, "")
    found = lines(result.stdout)
    assert len(found) == len({str(each) for each in found}) > 5
    for each in found:
        assert list(each) == ["source", "start", "end", "exact", "echo", "kind", "score", "sure", "differs", "unlike"]
        assert each["kind"] in ("verbatim", "reworded")
        assert 0 < each["score"] <= 1
        assert not (each["sure"] and each["differs"])
        assert each["source"] < each["echo"]["source"]
        for end in (each, each["echo"]):
            assert TEXTS[end["source"]][end["start"] : end["end"]] == end["exact"]


def test_the_echoes_of_one_source(commands: Commands) -> None:
    found = lines(commands.run("echoes", "--source", "times.txt", "--json").stdout)
    assert {each["source"] for each in found} == {"times.txt"}
    assert {each["echo"]["source"] for each in found} == {"courier.txt", "herald.txt"}
    unknown = commands.run("echoes", "--source", "no\x1b.txt")
    assert (unknown.returncode, controls(unknown.stderr)) == (1, set())
    assert "there is no such source" in unknown.stderr


def test_the_matrix_for_people_and_as_records(commands: Commands) -> None:
    table = commands.run("echoes").stdout
    assert "In several sources" in table
    assert not controls(table)
    records = lines(commands.run("echoes", "--matrix", "--json").stdout)
    assert {each["record"] for each in records} == {"statement", "perhaps", "alone", "altered"}
    statement = next(each for each in records if each["record"] == "statement")
    for passage in statement["passages"]:
        assert TEXTS[passage["source"]][passage["start"] : passage["end"]] == passage["exact"]


def test_an_empty_workspace(tmp_path: Path) -> None:
    reader = Commands(tmp_path / "workspace")
    assert reader.run("echoes", "--json").returncode == 0
    assert "No two sources report the same statement." in reader.run("echoes").stdout


@pytest.fixture(scope="module")
def scheduler() -> Iterator[str]:
    """The address of a Dask cluster on this machine."""
    distributed = pytest.importorskip("distributed")
    options = {"n_workers": 2, "threads_per_worker": 1, "processes": False, "dashboard_address": None}
    with distributed.LocalCluster(protocol="tcp", **options) as cluster:
        yield cluster.scheduler_address


@pytest.mark.parametrize("command", ["echoes", "suggest"])
def test_the_workers_of_a_scheduler_find_the_same(commands: Commands, scheduler: str, command: str) -> None:
    alone, together = (commands.run(command, "--json", *more) for more in ((), ("--dask", scheduler)))
    assert together.returncode == 0, together.stderr
    assert together.stdout == alone.stdout != ""


def test_a_scheduler_that_does_not_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("distributed")
    monkeypatch.setattr("reader.insight.batch_engine.CONNECT_TIMEOUT", "0.2s")
    with pytest.raises(ReaderError, match="no Dask scheduler answers there"), engine("tcp://127.0.0.1:1"):
        pass


def test_without_dask_it_is_said_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(UsageError, match=r"pip install 'reader-tui\[cluster\]'"), engine("tcp://127.0.0.1:1"):
        pass
