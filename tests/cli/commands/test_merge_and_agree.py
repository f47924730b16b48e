"""The commands for several people: who tags, `reader merge`, `reader agree`, `reader git-setup` and what git runs."""

import json
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest

from reader.annotation.model.annotation import Annotation, annotate
from reader.text.span import Span
from reader.workspace.location import locate_workspace
from reader.workspace.workspace import Workspace
from tests.support.commands import Commands


@pytest.fixture
def ann(tmp_path: Path) -> Commands:
    return Commands(tmp_path / "ann")


@pytest.fixture
def bob(tmp_path: Path) -> Commands:
    return Commands(tmp_path / "bob")


def tag(reader: Commands, who: str, start: int, end: int, tag: str = "quote", source: str = "one.txt") -> str:
    with Workspace(locate_workspace(reader.folder), creator=who) as workspace:
        return workspace.tag(workspace.article(workspace.source(source)), Span(start, end), tag).id


def kept(reader: Commands) -> list[Annotation]:
    return list(Workspace(locate_workspace(reader.folder)).annotations)


def test_who_tags_is_what_was_said_then_the_settings_then_the_user(ann: Commands) -> None:
    ann.tag()
    (ann.folder / "reader.toml").write_text('creator = "set"')
    ann.tag()
    assert ann.run("--creator", "said", "tag", "one.txt", "0", "5", "quote").returncode == 0
    assert sorted(each.creator for each in kept(ann)) == ["said", "set", "tester"]


def test_undo_is_for_each_creator_apart(ann: Commands) -> None:
    tag(ann, "ann", 0, 5)
    tag(ann, "bob", 6, 12)
    anns = Workspace(locate_workspace(ann.folder), creator="ann")
    assert anns.undo() is not None
    assert anns.undo() is None
    assert [each.creator for each in anns.annotations] == ["bob"]


def test_a_merge_tells_what_it_does_and_is_one_step_of_whoever_did_it(ann: Commands, bob: Commands) -> None:
    tag(ann, "ann", 0, 5)
    tag(bob, "bob", 0, 5)
    tag(bob, "bob", 2, 7, "claim", "two.md")
    tried = ann.run("merge", bob.folder, "--dry-run")
    assert tried.stdout.splitlines() == [
        "added: one.txt 0-5 quote by bob: Storm",
        "added: two.md 2-7 claim by bob: A sma",
        "added 2, changed 0, removed 0, kept 1, conflicts 0",
    ]
    assert [each.creator for each in kept(ann)] == ["ann"]
    assert ann.run("--creator", "eve", "merge", bob.folder).stdout == tried.stdout
    assert len(kept(ann)) == 3
    with Workspace(locate_workspace(ann.folder), creator="eve") as eves:
        assert eves.undo() is not None
    assert [each.creator for each in kept(ann)] == ["ann"]


@pytest.mark.parametrize("kind", ["workspace", "annotations", "export"])
def test_a_merge_takes_workspaces_annotations_files_and_exports(kind: str, ann: Commands, bob: Commands) -> None:
    tag(bob, "bob", 0, 5)
    export = bob.folder / "export.json"
    bob.run("export", "-o", export)
    file = {"workspace": bob.folder, "annotations": bob.annotations, "export": export}[kind]
    assert ann.run("merge", file).stdout.endswith("added 1, changed 0, removed 0, kept 0, conflicts 0\n")
    assert kept(ann) == kept(bob)


def test_a_conflict_is_reported(ann: Commands, bob: Commands) -> None:
    id = tag(ann, "ann", 0, 5)
    bob.run("merge", ann.folder)
    for reader, note in ((ann, "ann's"), (bob, "bob's")):
        with Workspace(locate_workspace(reader.folder)) as workspace:
            workspace.note(workspace.annotations.find(id), note)
    told = ann.run("merge", bob.folder).stdout.splitlines()
    assert told[-2] == (
        f"conflict with {bob.folder}: one.txt 0-5 quote by ann: Storm  # bob's: "
        "it was changed here and elsewhere: both are kept"
    )
    assert told[-1] == "added 1, changed 1, removed 0, kept 0, conflicts 1"


def test_a_passage_that_was_merged_is_found_when_its_source_changes(ann: Commands, bob: Commands) -> None:
    tag(bob, "bob", 0, 5)
    ann.run("merge", bob.folder)
    text = (ann.sources / "one.txt").read_text("utf-8")
    (ann.sources / "one.txt").write_text(f"Storm\n\n{text}", "utf-8")
    (found,) = ann.exported()["annotations"]
    assert (found["start"], found["status"]) == (7, "shifted"), "by the copy of the text"


@pytest.mark.parametrize(
    ("content", "words"),
    [(None, "cannot be read"), ("{", "is not JSON"), ('{"annotations": [], "sources": 7}', "not an export by reader")],
)
def test_what_is_none_of_these_is_a_message(content: str | None, words: str, ann: Commands) -> None:
    if content is not None:
        (ann.folder / "other.json").write_text(content)
    done = ann.run("merge", "other.json")
    assert done.returncode == 1
    assert done.stderr.startswith("reader: other.json: ")
    assert words in done.stderr


def test_agreement_as_a_document(ann: Commands, bob: Commands) -> None:
    tag(ann, "ann", 0, 5)
    tag(ann, "ann", 2, 7, "claim", "two.md")
    tag(bob, "bob", 0, 5)
    document = json.loads(ann.run("agree", ".", bob.folder, "--json").stdout)
    assert (document["people"], document["sources"]) == ([".", str(bob.folder)], ["one.txt", "two.md"])
    everything = document["measures"][0]
    assert (everything["tag"], everything["counts"]) == ("all", [2, 1])
    assert everything["exact"] == {"precision": 1.0, "recall": 0.5, "f1": pytest.approx(2 / 3)}
    (difference,) = document["disagreements"]
    assert (difference["source"], difference["start"], difference["end"]) == ("two.md", 2, 7)
    assert [each["creator"] for each in difference["said"]["."]] == ["ann"]
    assert difference["said"][str(bob.folder)] == []


def test_agreement_of_creators_and_of_three(ann: Commands) -> None:
    for who in ("ann", "bob", "carl"):
        tag(ann, who, 0, 5)
    tag(ann, "ann", 28, 39, "claim")
    told = ann.run("agree", "--creator", "carl", "--creator", "ann").stdout.splitlines()
    assert [line.split()[2] for line in told[1:3]] == ["carl", "ann"]
    assert told[-2:] == ["  carl: nothing", "  ann: claim 28-39 Ships wait."]
    of_all = ann.run("agree").stdout
    assert of_all.count("Cohen's kappa by sentence") == 3
    assert of_all.count("Krippendorff's alpha unitized") == 4
    assert "sources 1, disagreements 1\n" in of_all


def test_agreement_on_fields(ann: Commands) -> None:
    for who, fields in (
        ("ann", ("rating=open", "wording=Ships wait.")),
        ("bob", ("rating=refuted", "wording=ships wait.")),
    ):
        for start in (0, 28):
            options = [part for each in fields for part in ("--field", each)]
            ann.run("tag", "one.txt", str(start), str(start + 5), "claim", *options, "--creator", who)
    told = ann.run("agree").stdout
    assert "field    tag    passages  Cohen's kappa    F1\n" in told
    assert "rating   claim         2           0.00     -\n" in told
    assert "wording  claim         2              -  1.00\n" in told
    assert "sources 1, disagreements 2\n" in told
    assert "  bob: claim 0-5 Storm · rating refuted · wording ships wait.\n" in told
    found = json.loads(ann.run("agree", "--json").stdout)["fields"]
    assert [(each["people"], each["field"], each["matched"], each["f1"]) for each in found] == [
        (["ann", "bob"], "rating", 2, None),
        (["ann", "bob"], "wording", 2, 1.0),
    ]


def test_tags_without_a_place_are_left_out_and_said(ann: Commands) -> None:
    tag(ann, "ann", 0, 5)
    tag(ann, "bob", 2, 7, "claim", "two.md")
    (ann.sources / "two.md").write_text("Something else.\n")
    done = ann.run("agree")
    assert "tags left out because their place in the sources is uncertain: 1" in done.stderr
    assert "tags of bob" in done.stdout


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ((), "nothing to compare"),
        (("--creator", "nobody"), "no annotator has this name"),
        ((".", ".", "--creator", "ann"), "name either files and folders or annotators"),
        ((".",), "nothing to compare"),
        ((".", "missing"), "cannot be read"),
    ],
)
def test_what_cannot_be_compared_is_a_message(arguments: tuple[str, ...], words: str, ann: Commands) -> None:
    tag(ann, "ann", 0, 5)
    done = ann.run("agree", *arguments)
    assert done.returncode in (1, 2)
    assert words in done.stderr
    assert done.stdout == ""


def test_git_is_set_up_and_back(ann: Commands) -> None:
    subprocess.run(["git", "init", "-q"], cwd=ann.folder, check=True)
    assert ann.run("git-setup").stdout.count("added to ") == 5
    assert ann.run("git-setup", ".").stdout == "nothing to do: git is set up\n"
    assert ann.run("git-setup", "--undo").stdout.count("removed from ") == 5
    assert ann.run("git-setup", "--undo").stdout == "nothing to remove: git is not set up\n"


@pytest.mark.parametrize("content", [b"\0\1\2", None])
def test_a_source_that_cannot_be_read_is_named_and_the_others_are_compared(
    content: bytes | None, ann: Commands, bob: Commands
) -> None:
    for who in (ann, bob):
        tag(who, who.folder.name, 0, 5)
        tag(who, who.folder.name, 0, 5, source="two.md")
    (ann.sources / "one.txt").unlink()
    if content:
        (ann.sources / "one.txt").write_bytes(content)
    for command in (("agree", ann.folder, bob.folder), ("merge", bob.folder, "--workspace", ann.folder)):
        done = ann.run(*command)
        assert done.returncode == 0
        assert done.stderr.startswith("one.txt: ")
        assert "Traceback" not in done.stderr


def test_no_control_character_of_another_ones_work_is_obeyed(ann: Commands, bob: Commands) -> None:
    (bob.sources / "one.txt").write_text("Storm \x1b]0;x\x07 here\n")
    (ann.sources / "one.txt").write_text("Storm \x1b]0;x\x07 here\n")
    tag(bob, "b\x1b[1mob", 0, 14)
    tag(ann, "ann", 0, 5)
    for arguments in (("agree", ".", bob.folder), ("merge", bob.folder), ("agree",), ("git-text", bob.annotations)):
        done = ann.run(*arguments)
        assert done.returncode == 0, done.stderr
        assert "\x1b" not in done.stdout + done.stderr


# Accepted suggestions


def accepted(reader: Commands, who: str, start: int, end: int) -> None:
    """A suggestion that somebody accepted."""
    with Workspace(locate_workspace(reader.folder), creator=who) as workspace:
        article = workspace.article(workspace.source("one.txt"))
        tagged = annotate(article, Span(start, end), "quote", creator=who)
        workspace.annotations.add([replace(tagged, origin={"suggested": "quote"})], "accepted")


def test_agreement_is_counted_without_accepted_suggestions_too(ann: Commands) -> None:
    for who in ("ann", "bob"):
        accepted(ann, who, 0, 5)
    tag(ann, "ann", 6, 12)
    found = ann.run("agree").stdout
    for line in (
        "suggestions accepted by ann                       1      1",
        "Cohen's kappa by character                     0.58   0.58",
        "Cohen's kappa by character, without these      0.00   0.00",
    ):
        assert line.split() in [each.split() for each in found.splitlines()], found
    without = ann.run("agree", "--without-suggested").stdout
    assert "accepted" not in without and ["tags", "of", "bob", "0", "0"] in [
        each.split() for each in without.splitlines()
    ]
    document = json.loads(ann.run("agree", "--json").stdout)
    assert document["suggested"] == {"ann": {"quote": 1}, "bob": {"quote": 1}}
    assert document["measures"][0]["without_suggested"]["kappa_by_character"] == 0


def test_what_nobody_looked_at_is_left_out_of_agreement_unless_it_is_asked_for(ann: Commands) -> None:
    for who in ("ann", "bob", "reader"):
        tag(ann, who, 0, 5)
    done = ann.run("agree")
    assert "tags of reader" not in done.stdout
    assert "tags by reader left out, as nobody has looked at them: 1" in done.stderr
    asked = ann.run("agree", "--with-reader")
    assert "tags of reader" in asked.stdout and "left out" not in asked.stderr


def test_equal_tags_by_the_program_are_one_after_a_merge_and_that_is_reported(ann: Commands, bob: Commands) -> None:
    for person in (ann, bob):
        tag(person, "reader", 0, 5)
    assert ann.run("merge", bob.folder).stdout == "added 0, changed 0, removed 0, kept 1, conflicts 0, equal 1\n"
    assert len(kept(ann)) == 1
