"""`reader codebook rename`, `merge` and `retire`, and `reader undo`."""

from collections.abc import Sequence
from unittest.mock import patch

import pytest

from reader.cli import codebook_changes
from tests.support.commands import Commands

TAGS = '[[tags]]\nname = "witness"\n[[tags]]\nname = "rumour"\n'


@pytest.fixture
def tagged(reader: Commands) -> Commands:
    """Return a workspace in which two people have set tags of their own."""
    (reader.folder / "reader.toml").write_text(TAGS)
    reader.run("tag", "--creator", "ann", "one.txt", "0", "4", "witness")
    reader.run("tag", "--creator", "ann", "one.txt", "0", "4", "rumour")
    reader.run("tag", "--creator", "bea", "two.md", "0", "4", "rumour")
    return reader


def test_a_dry_run_counts_by_person_and_source_and_changes_nothing(tagged: Commands) -> None:
    said = tagged.run("codebook", "merge", "rumour", "witness", "--dry-run")
    assert said.stdout.splitlines() == [
        "merge rumour into witness: 2 tags, in 2 sources, by 2 people",
        *("       1  ann", "       1  bea", "       1  one.txt", "       1  two.md"),
        "1 becomes one with a tag that is already there; nothing is lost",
        "would change reader.toml",
        "nothing was changed",
    ]
    assert (said.returncode, (tagged.folder / "reader.toml").read_text()) == (0, TAGS)


def test_it_asks_first_and_undo_takes_it_back(tagged: Commands) -> None:
    refused = tagged.run("codebook", "rename", "rumour", "gossip")
    assert "nothing was changed; --yes changes it without asking" in refused.stderr
    assert (refused.returncode, (tagged.folder / "reader.toml").read_text()) == (1, TAGS)
    with patch.object(codebook_changes, "confirm", return_value=True) as asked:
        done = tagged.run("codebook", "rename", "rumour", "gossip")
    assert asked.call_args.args == ("rename rumour to gossip?",)
    assert done.stdout.splitlines()[0] == "renamed rumour to gossip: 2 tags, in 2 sources, by 2 people"
    assert "gossip" in tagged.run("list", "--json").stdout
    again = tagged.run("codebook", "rename", "rumour", "gossip", "--yes")
    assert (again.stdout, again.returncode) == ("rename rumour to gossip: already done\n", 0)
    assert tagged.run("undo").stdout == "undone: renamed rumour to gossip\nchanged reader.toml\n"
    assert (tagged.folder / "reader.toml").read_text() == TAGS
    assert tagged.run("undo", "--redo").stdout == "redone: renamed rumour to gossip\nchanged reader.toml\n"


@pytest.mark.parametrize(
    "words", [("rename", "rumour", "gossip"), ("merge", "rumour", "witness"), ("retire", "rumour")]
)
def test_a_workspace_may_stand_behind_the_tags(
    tagged: Commands, words: Sequence[str], tmp_path_factory: pytest.TempPathFactory
) -> None:
    elsewhere = Commands(tmp_path_factory.mktemp("elsewhere"))
    said = elsewhere.run("codebook", *words, str(tagged.folder), "--yes")
    assert (said.stderr, said.returncode) == ("", 0)
    assert (tagged.folder / "reader.toml").read_text() != TAGS


def test_an_undo_that_reader_toml_cannot_follow_changes_nothing_and_can_be_made_later(tagged: Commands) -> None:
    file = tagged.folder / "reader.toml"
    tagged.run("codebook", "rename", "rumour", "gossip", "--yes")
    renamed = file.read_text()
    file.write_text(f"{renamed}x = [")
    for _ in range(2):
        refused = tagged.run("undo")
        assert "correct that first; nothing was changed" in refused.stderr
        assert (refused.returncode, tagged.annotations.read_text().count('"tag": "gossip"')) == (1, 2)
    file.write_text(renamed)
    assert tagged.run("undo").stdout == "undone: renamed rumour to gossip\nchanged reader.toml\n"
    assert file.read_text() == TAGS


def test_undo_is_for_each_persons_own_steps(tagged: Commands) -> None:
    nothing = tagged.run("undo", "--creator", "cleo")
    assert (nothing.stderr, nothing.returncode) == ("reader: cleo has nothing to undo here\n", 1)
    assert tagged.run("undo", "--redo", "--creator", "bea").returncode == 1
    assert tagged.run("undo", "--creator", "bea").stdout == "undone: tagged rumour\n"


@pytest.mark.parametrize(
    ("words", "message", "status"),
    [
        (["rename", "rumour"], "reader codebook rename takes TAG and NEW, and WORKSPACE after that", 2),
        (["rename", "rumour", "x", ".", "."], "reader codebook rename takes TAG and NEW, and WORKSPACE", 2),
        (
            ["merge", "rumour", "witness", "nowhere"],
            "nowhere: there is no such workspace; reader codebook merge",
            2,
        ),
        (
            ["retire", "rumour", "witness"],
            "no such workspace; reader codebook retire takes TAG, and WORKSPACE after that; --into TAG",
            2,
        ),
        (["merge", "rumour", "witness", "--into", "x"], "--into belongs to retire", 2),
        (["rumour", "witness"], "rumour: name one workspace, or rename, merge, retire with a tag", 2),
        (["--dry-run"], "--into, --dry-run and --yes belong to rename, merge and retire", 2),
        (["rename", "claim", "x", "--yes"], "claim keeps its name", 2),
    ],
)
def test_what_cannot_be_done_is_reported(tagged: Commands, words: list[str], message: str, status: int) -> None:
    said = tagged.run("codebook", *words)
    assert message in said.stderr
    assert said.returncode == status
