"""`reader restore`, and what every command says when annotations.json has lost tags."""

import json
from pathlib import Path

import pytest

from tests.support.commands import Commands, lines


@pytest.fixture
def ids(reader: Commands) -> list[str]:
    return [reader.tag(end=5), reader.tag("two.md", 2, 7, "claim")]


@pytest.mark.parametrize("command", ["list", "stats", "check", "export", "agree"])
def test_a_command_goes_on_and_says_what_is_lost(command: str, reader: Commands, ids: list[str]) -> None:
    for accident in ("{}", None):
        reader.annotations.unlink()
        if accident:
            reader.annotations.write_text(accident)
        said = reader.run(command).stderr
        assert "annotations.json: it lacks 2 tags that the log beside it knows, since " in said
        assert "`reader restore --all` brings them back" in said
        assert not reader.annotations.exists() or reader.annotations.read_text() == accident
    assert ids


@pytest.mark.parametrize("command", ["export", "tag one.txt 0 5 quote"])
@pytest.mark.parametrize("content", [b"", b"\n"])
def test_a_command_refuses_an_empty_file(command: str, content: bytes, reader: Commands, ids: list[str]) -> None:
    reader.annotations.write_bytes(content)
    done = reader.run(*command.split())
    assert (done.returncode, done.stdout) == (1, "")
    assert "annotations.json: it is " in done.stderr
    assert reader.annotations.read_bytes() == content
    assert ids


def test_lost_tags_are_listed_and_brought_back(reader: Commands, ids: list[str]) -> None:
    reader.annotations.write_text("{}")
    listed = reader.run("restore")
    assert listed.returncode == 1
    assert f"missing\t{ids[0]}\tone.txt\tquote\tStorm\t\n" in listed.stdout
    assert [each["id"] for each in lines(reader.run("restore", "--json").stdout)] == ids
    assert reader.run("restore", ids[1][:8]).stdout == "brought back 1 tag\n"
    assert [each["id"] for each in reader.exported()["annotations"]] == ids[1:]
    assert reader.run("restore", ids[0][:8], "--none").stdout == "accepted the loss of 1 tag\n"
    again = reader.run("restore")
    assert (again.returncode, again.stdout) == (0, "nothing is lost\n")
    assert not reader.run("list").stderr
    assert reader.run("restore", "--all").stdout == "nothing is lost\n"


@pytest.mark.parametrize("content", [b"", b"{}"])
def test_all_of_them_come_back_at_once(content: bytes, reader: Commands, ids: list[str]) -> None:
    reader.annotations.write_bytes(content)
    done = reader.run("restore", "--all")
    assert (done.returncode, done.stdout, done.stderr) == (0, "brought back 2 tags\n", "")
    assert {each["id"] for each in json.loads(reader.run("export").stdout)["annotations"]} == set(ids)
    assert reader.run("restore", "--all", "--none").returncode == 2
    assert reader.run("restore", "x").returncode == 1


def test_lost_tags_need_a_review_and_are_said_of_other_workspaces_too(
    reader: Commands, ids: list[str], tmp_path: Path
) -> None:
    other = Commands(tmp_path / "other")
    other.tag()
    for each in (reader, other):
        each.annotations.write_text("{}")
    checked = reader.run("check")
    assert (checked.returncode, f"missing\t{ids[0]}\tone.txt\tquote" in checked.stdout) == (1, True)
    assert [each["status"] for each in lines(reader.run("check", "--json").stdout)] == ["missing", "missing"]
    for command in (("agree", reader.folder, other.folder), ("merge", other.folder)):
        assert f"{other.folder}: it lacks 1 tag that the log beside it knows" in reader.run(*command).stderr
