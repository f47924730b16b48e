"""Two branches with real git: what was tagged on both is there after a merge, and only there."""

from pathlib import Path

import pytest

from reader.annotation.model.annotation import dismissal
from reader.annotation.store import store as store_module
from reader.annotation.store.history import Change, Step
from reader.annotation.store.store import Store
from reader.collaboration.git.setup import GitSetup
from reader.collaboration.git.textconv import format_annotations
from reader.errors import StoreError
from tests.support.repositories import Repository
from tests.support.stores import add, an_annotation, note, notes, remove


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


def test_what_a_merge_removes_is_not_an_accident_and_another_branch_is_one_question(repository: Repository) -> None:
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
