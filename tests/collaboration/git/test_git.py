"""Two branches with real git: what was tagged on both is there after a merge, and only there."""

import os
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from reader.annotation.model.annotation import dismissal
from reader.annotation.store import store as store_module
from reader.annotation.store.history import Change, Step
from reader.annotation.store.store import Store
from reader.collaboration.git.setup import GitSetup
from reader.collaboration.git.textconv import format_annotations
from reader.collaboration.identity import creator_in
from reader.errors import ReaderError, StoreError
from tests.support.stores import add, an_annotation, note, notes, remove


class Repository:
    """`git("switch", "-q", "other")`, in a folder with annotations on its branch `main`."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.path = folder / "annotations.json"

    def git(self, *arguments: str, fails: bool = False) -> str:
        environment = {**os.environ, "GIT_CONFIG_NOSYSTEM": "1", "GIT_CONFIG_GLOBAL": os.devnull}
        done = subprocess.run(
            ["git", *arguments], cwd=self.folder, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, env=environment
        )
        said = done.stdout.decode("utf-8", "surrogateescape")
        assert (done.returncode != 0) == fails, said
        return said

    def commit(self, words: str = "tags") -> None:
        self.git("add", ".")
        self.git("commit", "-q", "-m", words)

    def branch(self, name: str, *tagged: str) -> None:
        """A branch from main, on which annotations with these ids are added."""
        self.git("switch", "-q", "-c", name, "main")
        self.tag(*tagged)

    def tag(self, *ids: str) -> None:
        for id in ids:
            add(Store(self.path), an_annotation(id))
        self.commit()

    @property
    def ids(self) -> list[str]:
        """What whoever opens it now sees."""
        return sorted(notes(Store(self.path)))


@pytest.fixture(scope="module")
def templates(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """A repository without anything, and one that is set up and has two annotations: copies take less time."""
    bare = Repository(tmp_path_factory.mktemp("bare"))
    try:
        bare.git("init", "-q", "-b", "main")
    except FileNotFoundError:
        pytest.fail("git is not installed: these tests need it (`apt install git`)")
    bare.git("config", "user.name", "Ann")
    bare.git("config", "user.email", "ann@example.org")
    ready = Repository(tmp_path_factory.mktemp("ready"))
    shutil.copytree(bare.folder, ready.folder, dirs_exist_ok=True)
    list(GitSetup(ready.path).write())
    ready.tag("a", "b")
    return {"bare": bare.folder, "ready": ready.folder}


@pytest.fixture
def bare(templates: dict[str, Path], tmp_path: Path) -> Repository:
    return Repository(shutil.copytree(templates["bare"], tmp_path, dirs_exist_ok=True))


@pytest.fixture
def repository(templates: dict[str, Path], tmp_path: Path) -> Repository:
    return Repository(shutil.copytree(templates["ready"], tmp_path, dirs_exist_ok=True))


def test_branches_with_different_passages_merge_without_conflict(repository: Repository) -> None:
    repository.branch("bob", "bobs", "bobs too")
    repository.git("switch", "-q", "main")
    repository.tag("anns")
    repository.git("merge", "-q", "--no-edit", "bob")
    assert repository.ids == ["a", "anns", "b", "bobs", "bobs too"]
    assert repository.git("status", "--porcelain") == ""


def test_the_same_passage_tagged_by_two_is_two_annotations(repository: Repository) -> None:
    for branch in ("bob", "carl"):
        repository.git("switch", "-q", "-c", branch, "main")
        add(Store(repository.path), an_annotation(f"{branch}'s", creator=branch))
        repository.commit()
    repository.git("merge", "-q", "--no-edit", "bob")
    assert {each.id: each.creator for each in Store(repository.path).annotations if each.creator} == {
        "bob's": "bob",
        "carl's": "carl",
    }


def set_field(path: Path, id: str, **fields: str) -> None:
    store = Store(path)
    tag = store.get(id)
    assert tag
    store.do(Step("set", (Change(tag, tag.with_fields(fields)),)))


def test_two_people_who_set_different_fields_of_one_tag_keep_both(repository: Repository) -> None:
    for branch, fields in (("bob", {"rating": "open"}), ("carl", {"wording": "One."})):
        repository.git("switch", "-q", "-c", branch, "main")
        set_field(repository.path, "a", **fields)
        repository.commit()
    said = repository.git("merge", "-q", "--no-edit", "bob")
    tag = Store(repository.path).get("a")
    assert tag
    assert (tag.fields, repository.ids) == ({"rating": "open", "wording": "One."}, ["a", "b"])
    assert "changed here and elsewhere" not in said


def test_two_people_who_set_the_same_field_keep_both_and_are_told_which(repository: Repository) -> None:
    for branch, rating in (("bob", "open"), ("carl", "refuted")):
        repository.git("switch", "-q", "-c", branch, "main")
        set_field(repository.path, "a", rating=rating)
        repository.commit()
    said = repository.git("merge", "-q", "--no-edit", "bob")
    assert "annotations.json: a: it was changed here and elsewhere: both are kept (rating)" in said
    assert sorted(each.fields.get("rating", "") for each in Store(repository.path).annotations) == [
        "",
        "open",
        "refuted",
    ]


def test_what_a_merge_removes_is_no_accident_and_another_branch_is_one_question(repository: Repository) -> None:
    repository.branch("bob", "bobs")
    remove(Store(repository.path), "b")
    repository.commit()
    repository.git("switch", "-q", "main")
    store = Store(repository.path)
    assert [loss.id for loss in store.losses.find()] == ["bobs"], "git says nothing to the log"
    store.losses.accept()
    repository.tag("anns")
    assert not Store(repository.path).losses.find()
    repository.git("merge", "-q", "--no-edit", "bob")
    assert repository.ids == ["a", "anns", "bobs"]
    assert not Store(repository.path).losses.find()
    for branch in ("bob", "main"):
        repository.git("switch", "-q", branch)
        Store(repository.path).losses.accept()
    for branch in ("bob", "main", "bob", "main"):
        repository.git("switch", "-q", branch)
        assert not Store(repository.path).losses.find()


def test_a_merge_that_is_given_up_hides_no_accident(repository: Repository) -> None:
    repository.branch("bob", "bobs")
    remove(Store(repository.path), "b")
    repository.commit()
    repository.git("switch", "-q", "main")
    Store(repository.path).losses.accept()
    repository.tag("anns")
    repository.git("merge", "-q", "--no-commit", "bob")
    repository.git("merge", "--abort")
    assert (repository.ids, len(Store(repository.path).losses.find())) == (["a", "anns", "b"], 0)
    add(Store(repository.path), an_annotation("more"))
    repository.path.write_text("{}")
    assert {loss.id for loss in Store(repository.path).losses.find()} >= {"a", "anns", "b", "more"}


def test_dismissals_of_both_branches_are_there(repository: Repository) -> None:
    for branch in ("bob", "carl"):
        repository.git("switch", "-q", "-c", branch, "main")
        add(Store(repository.path), dismissal(an_annotation(f"{branch}'s", creator=branch)))
        repository.commit()
    repository.git("merge", "-q", "--no-edit", "bob")
    assert {each.id for each in Store(repository.path).dismissals} == {"bob's", "carl's"}
    assert repository.ids == ["a", "b"]
    assert list(format_annotations(repository.path.read_bytes(), repository.path))[2:] == [
        "one.txt 0-4 no quote by bob: One.",
        "one.txt 0-4 no quote by carl: One.",
    ]


def test_changes_of_one_annotation_are_joined_and_contradictions_kept_twice(repository: Repository) -> None:
    repository.git("switch", "-q", "-c", "bob")
    store = Store(repository.path)
    note(store, "a", "bob's")
    remove(store, "b")
    repository.commit()
    repository.git("switch", "-q", "main")
    note(Store(repository.path), "a", "ann's")
    repository.commit()
    said = repository.git("merge", "--no-edit", "bob")
    assert "annotations.json: a: it was changed here and elsewhere: both are kept" in said
    assert sorted(notes(Store(repository.path)).values()) == ["ann's", "bob's"], "and b is removed"


def test_a_rebase_goes_the_same_way(repository: Repository) -> None:
    repository.branch("bob", "bobs", "bobs too")
    repository.git("switch", "-q", "main")
    repository.tag("anns")
    repository.git("switch", "-q", "bob")
    repository.git("rebase", "-q", "main")
    assert repository.ids == ["a", "anns", "b", "bobs", "bobs too"]


def test_without_the_driver_git_says_conflict_and_reader_leaves_the_file(bare: Repository) -> None:
    """The way out is in docs/teams.md: abort, set up, merge again."""
    (bare.folder / ".gitignore").write_text(".annotations.json.reader/\n")
    bare.tag("a")
    bare.branch("bob", "bobs")
    bare.git("switch", "-q", "main")
    bare.tag("anns")
    assert "CONFLICT" in bare.git("merge", "-q", "--no-edit", "bob", fails=True)
    with pytest.raises(StoreError, match="The file was left as it is"):
        Store(bare.path)
    bare.git("merge", "--abort")
    list(GitSetup(bare.path).write())
    bare.git("merge", "-q", "--no-edit", "bob")
    assert bare.ids == ["a", "anns", "bobs"]


def test_a_damaged_version_is_a_conflict_and_ours_stays(repository: Repository) -> None:
    repository.git("switch", "-q", "-c", "bob")
    repository.path.write_text("{")
    repository.commit()
    repository.git("switch", "-q", "main")
    repository.tag("anns")
    assert "CONFLICT" in repository.git("merge", "-q", "--no-edit", "bob", fails=True)
    assert repository.ids == ["a", "anns", "b"]


# Under the log


def test_a_reader_that_is_open_shows_what_a_merge_brought(repository: Repository) -> None:
    repository.branch("bob", "bobs")
    repository.git("switch", "-q", "main")
    store = Store(repository.path)
    add(store, an_annotation("anns"))
    repository.commit()
    repository.git("merge", "-q", "--no-edit", "bob")
    assert [change.annotation.id for change in store.refresh()] == ["bobs"]
    assert sorted(notes(store)) == repository.ids == ["a", "anns", "b", "bobs"]
    assert store.undo() is not None, "what was done last here can still be undone"
    assert sorted(notes(store)) == repository.ids == ["a", "b", "bobs"]


def test_another_branch_does_not_get_the_tags_that_the_log_knows(repository: Repository) -> None:
    """The log is one for all branches, the file is not: what was folded into the file counts no more."""
    repository.branch("bob", "bobs")
    store = Store(repository.path)
    repository.git("switch", "-q", "main")
    store.refresh()
    assert sorted(notes(store)) == repository.ids == ["a", "b"]
    add(store, an_annotation("anns"))
    assert repository.ids == ["a", "anns", "b"]
    repository.commit()
    repository.git("switch", "-q", "bob")
    store.refresh()
    assert sorted(notes(store)) == repository.ids == ["a", "b", "bobs"]
    repository.git("reset", "-q", "--hard", "HEAD~1")
    assert repository.ids == ["a", "b"]
    assert repository.git("status", "--porcelain") == ""


def test_what_is_only_in_the_log_goes_along_as_changes_do_that_were_not_committed(
    repository: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With very many annotations the file lags behind, until nobody types or the reader ends."""
    repository.git("branch", "-q", "bob")
    monkeypatch.setattr(store_module, "SMALL", 0)
    add(Store(repository.path), an_annotation("late"))
    assert repository.git("status", "--porcelain") == ""
    repository.git("switch", "-q", "bob")
    store = Store(repository.path)
    store.checkpoint()
    assert repository.git("status", "--porcelain") == " M annotations.json\n"
    repository.git("restore", ".")
    assert repository.ids == ["a", "b"], "and when they are thrown away, the log does not bring them back"


# Setting up


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
