"""Commands that change tags leave annotations.json up to date, even where the file is not written after each change."""

import json
from pathlib import Path

import pytest

from tests.support.commands import Commands, lines
from tests.support.ferry_article import ONE


@pytest.fixture
def reader(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Commands:
    """A workspace in which every number of annotations counts as large."""
    monkeypatch.setattr("reader.annotation.store.store.SMALL", -1)
    return Commands(tmp_path / "workspace")


def tags(reader: Commands) -> int:
    return len(json.loads(reader.annotations.read_bytes())["annotations"])


def test_tag_and_untag(reader: Commands) -> None:
    id = reader.tag()
    assert tags(reader) == 1
    reader.run("untag", id)
    assert tags(reader) == 0


def test_suggest_merge_and_import(reader: Commands, tmp_path: Path) -> None:
    (reader.sources / "one.txt").write_text(ONE, "utf-8")
    reader.run("suggest", "--accept", "sure")
    count = tags(reader)
    assert count > 0
    reader.run("export", "-o", "../out.json")
    for command in (["merge", str(reader.folder)], ["import", "../out.json"]):
        other = Commands(tmp_path / command[0])
        (other.sources / "one.txt").write_text(ONE, "utf-8")
        assert other.run(*command).returncode == 0
        assert tags(other) == count


def test_an_export_brings_the_file_up_to_date(reader: Commands) -> None:
    from reader.text.span import Span
    from reader.workspace.location import locate_workspace
    from reader.workspace.workspace import Workspace

    workspace = Workspace(locate_workspace(reader.folder))
    workspace.tag(workspace.article(workspace.source("one.txt")), Span(0, 5), "quote")
    assert not reader.annotations.exists()
    assert len(reader.exported()["annotations"]) == 1
    assert tags(reader) == 1


def test_commands_read_a_very_large_file_before_they_answer(reader: Commands, monkeypatch: pytest.MonkeyPatch) -> None:
    reader.tag()
    for name in ("LARGE", "VERY_LARGE"):
        monkeypatch.setattr(f"reader.annotation.store.working_copy.{name}", 0)
    assert lines(reader.run("list", "--json").stdout)[0]["tags"] == {"quote": 1}
    assert reader.run("check").stdout == "1 annotation: 1 exact\n"
