"""Setting git up for annotations: what is written and taken out again, what a diff shows, and who tags."""

import os
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from reader.annotation.store.store import Store
from reader.collaboration.git.setup import GitSetup
from reader.collaboration.identity import creator_in
from reader.errors import ReaderError
from tests.support.repositories import Repository
from tests.support.stores import note


def test_setting_up_twice_is_setting_up_once_and_can_be_undone(bare: Repository) -> None:
    ignored = bare.folder / ".gitignore"
    ignored.write_text("*.pdf")
    setup = GitSetup(bare.path)
    assert [change.split(": ")[0] for change in setup.write()] == [".gitattributes", ".gitignore"] + ["git config"] * 3
    assert (bare.folder / ".gitattributes").read_text() == "annotations.json merge=reader diff=reader\n"
    assert ignored.read_text() == "*.pdf\n.annotations.json.reader/\n"
    reader = f"{shlex.quote(sys.executable)} -P -m reader"
    for name, value in {
        "merge.reader.name": "annotations, by id",
        "merge.reader.driver": f"{reader} git-merge -- %O %A %B %P",
        "diff.reader.textconv": f"{reader} git-text --",
    }.items():
        assert bare.git("config", "--local", "--get", name) == f"{value}\n"
    assert list(setup.write()) == []
    assert [change.split(": ")[0] for change in setup.undo()] == [".gitattributes", ".gitignore"] + ["git config"] * 3
    assert ignored.read_text() == "*.pdf\n"
    assert not (bare.folder / ".gitattributes").exists()
    assert "reader" not in bare.git("config", "--local", "--list")
    assert list(setup.undo()) == []


def test_only_what_is_missing_is_written_and_only_ours_is_taken_out(bare: Repository) -> None:
    """Line by line, and a name with signs that mean something to git stands for itself."""
    attributes = bare.folder / ".gitattributes"
    attributes.write_text("*.pdf binary\nmy?tags.json merge=reader diff=reader\n")
    setup = GitSetup(bare.folder / "my*tags.json")
    assert list(setup.write()) == [
        ".gitignore: .my?tags.json.reader/",
        *(f"git config: {name}" for name in ("merge.reader.name", "merge.reader.driver", "diff.reader.textconv")),
    ]
    bare.git("config", "--local", "merge.reader.name", "another name")
    assert list(setup.write()) == ["git config: merge.reader.name"]
    assert len(list(setup.undo())) == 5
    assert attributes.read_text() == "*.pdf binary\n"
    assert not (bare.folder / ".gitignore").exists()


@pytest.mark.parametrize("name", ["-two\nlines “a”.json", 'it\'s "so" $(x)!#[a]\x1b.json', b"caf\xe9.json"])
def test_whatever_the_file_is_called_git_merges_it_and_shows_it(name: str | bytes, bare: Repository) -> None:
    bare.path = bare.folder / os.fsdecode(name)
    list(GitSetup(bare.path).write())
    bare.tag("a")
    bare.branch("bob", "bobs")
    bare.git("switch", "-q", "main")
    bare.tag("anns")
    bare.git("merge", "-q", "--no-edit", "bob")
    assert bare.ids == ["a", "anns", "bobs"]
    note(Store(bare.path), "a", "see")
    assert "+one.txt 0-4 quote: One.  # see" in bare.git("diff")


def test_a_line_of_a_file_of_git_ends_only_at_a_line_feed(bare: Repository) -> None:
    ignored = bare.folder / ".gitignore"
    ignored.write_bytes(b"a\x0cb\r\n\xc2\x85c\xff\n.annotations.json.reader/\r\n")
    assert not any(".gitignore" in change for change in GitSetup(bare.path).write())
    list(GitSetup(bare.path).undo())
    assert ignored.read_bytes() == b"a\x0cb\r\n\xc2\x85c\xff\n"


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(ReaderError, match="no such folder"):
        GitSetup(tmp_path / "gone" / "annotations.json")


def test_what_belongs_to_one_person_is_not_tracked(repository: Repository) -> None:
    assert repository.git("ls-files").split() == [".gitattributes", ".gitignore", "annotations.json"]


def test_no_repository_is_a_message(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    with pytest.raises(ReaderError, match="make a repository with: git init"):
        GitSetup(tmp_path / "annotations.json")
    monkeypatch.setenv("PATH", "")
    with pytest.raises(ReaderError, match="install it"):
        GitSetup(tmp_path / "annotations.json")


def test_what_lies_in_the_repository_is_not_run(repository: Repository) -> None:
    """Git runs the driver in the folder of the repository, which may be anybody's."""
    (repository.folder / "reader").mkdir()
    (repository.folder / "reader" / "__main__.py").write_text("raise SystemExit('not this one')")
    assert "a quote" not in repository.git("log", "-p", "--", "annotations.json")
    assert "one.txt 0-4 quote: One." in repository.git("log", "-p", "--", "annotations.json")


def test_a_diff_is_a_line_an_annotation(repository: Repository) -> None:
    store = Store(repository.path)
    note(store, "a", "see\n\x1b[31mthere")
    lines = [line for line in repository.git("diff").split("\n") if line.startswith(("+", "-"))]
    assert lines[2:] == ["-one.txt 0-4 quote: One.", "+one.txt 0-4 quote: One.  # see ␛[31mthere"]


def test_without_the_driver_a_diff_is_a_line_a_field(bare: Repository) -> None:
    bare.tag("a", "b")
    note(Store(bare.path), "a", "see there")
    changed = [line.strip("+- ,") for line in bare.git("diff", "-U0").split("\n") if line.startswith(("+ ", "- "))]
    assert {line.split(":")[0] for line in changed} == {'"note"', '"modified"', '"revision"'}


# Who tags


def test_the_creator_is_gits_user_in_a_repository_and_else_the_systems(bare: Repository, tmp_path: Path) -> None:
    (tmp_path / "below").mkdir()
    assert creator_in(tmp_path / "below") == "Ann"
    bare.git("config", "--unset", "user.name")
    assert creator_in(tmp_path) == "tester"
    bare.git("config", "user.name", "  ")
    assert creator_in(tmp_path) == "tester"


def test_without_git_it_is_the_systems(bare: Repository, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    assert creator_in(bare.folder) == "tester"


def test_elsewhere_git_is_not_asked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(subprocess, "run", lambda *_, **__: sys.exit("it was"))
    assert creator_in(tmp_path) == "tester"
