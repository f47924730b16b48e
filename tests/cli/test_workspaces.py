"""Every command takes its workspace as an argument, too, and says what it does not know and what was probably meant."""

import json
import os
import shutil
from pathlib import Path

import pytest

from tests.support.commands import Commands

# {id} is that of the one annotation, and {there} the workspace, which is not the current folder.
EVERYWHERE = [
    "export {there}", "import {file} {there}", "list {there}", "people {there}", "claims {there}", "stats {there}",
    "passages {there}", "tag {there} one.txt 0 5 claim", "untag {there} {id}", "set {there} {id} manner=direct",
    "link {there} {id} one.txt:6-12",
    "suggest {there}", "echoes {there}", "verify {there}", "check {there}", "log {there}", "log {there} {id}",
    "agree {there} --creator ann --creator bob", "agree {there}", "restore {there}", "repair {there}",
    "config show {there}", "config path {there}", "add {page} {there}", "add {there} {page}",
]  # fmt: skip


@pytest.fixture(scope="module")
def tagged(tmp_path_factory: pytest.TempPathFactory) -> Commands:
    """A workspace with a quote by Ann and one by Bob, and an export of it, to be copied."""
    commands = Commands(tmp_path_factory.mktemp("tagged") / "workspace")
    for name in ("ann", "bob"):
        commands.run("tag", "one.txt", "0", "5", "quote", "--creator", name)
    (commands.folder.parent / "tags.json").write_text(commands.run("export").stdout)
    return commands


@pytest.fixture
def there(tmp_path: Path, tagged: Commands) -> Commands:
    """A workspace with a quote by Ann and one by Bob."""
    commands = Commands(tmp_path / "there")
    shutil.copytree(tagged.folder, commands.folder, dirs_exist_ok=True)
    return commands


@pytest.fixture
def elsewhere(tmp_path: Path, tagged: Commands, there: Commands) -> Commands:  # noqa: ARG001 (it lies beside it)
    """A folder beside it that is not a workspace, where the commands are run."""
    folder = Commands(tmp_path / "elsewhere")
    shutil.rmtree(folder.sources)
    (folder.folder / "page.html").write_text("<title>A page</title><p>With a sentence in it.</p>")
    shutil.copy(tagged.folder.parent / "tags.json", folder.folder)
    return folder


@pytest.mark.parametrize("command", EVERYWHERE)
def test_a_workspace_can_be_named_wherever_it_is_needed(command: str, there: Commands, elsewhere: Commands) -> None:
    (id, *_) = (each["id"] for each in json.loads(there.annotations.read_bytes())["annotations"].values())
    names = {"there": "../there", "id": id[:8], "file": "tags.json", "page": "page.html"}
    before = {each.name for each in elsewhere.folder.iterdir()}
    who = [] if command.startswith("agree") else ["--creator", "ann"]
    result = elsewhere.run(*command.format(**names).split(), *who)
    assert result.returncode == 0, result.stderr
    assert "no .txt or .md files" not in result.stderr
    assert {each.name for each in elsewhere.folder.iterdir()} == before, "nothing was done here"
    assert result.stdout or result.stderr or command.startswith("untag")


def test_the_first_folder_is_merged_into_where_the_current_one_is_not_a_workspace(
    there: Commands, elsewhere: Commands, tmp_path: Path
) -> None:
    other = Commands(tmp_path / "other")
    other.run("tag", "two.md", "2", "7", "claim", "--creator", "cem")
    result = elsewhere.run("merge", "../there", "../other")
    assert result.stdout.endswith("added 1, changed 0, removed 0, kept 2, conflicts 0\n")
    assert len(there.exported()["annotations"]) == 3
    here = Commands(tmp_path / "here")
    here.run("merge", "../other", "../there")
    assert len(here.exported()["annotations"]) == 3, "a folder with sources is a workspace itself"
    assert len(other.exported()["annotations"]) == 1


@pytest.mark.parametrize("others", ["../there ../other", "{there} ../there", "../other --workspace ../there"])
def test_two_people_are_compared_wherever_the_command_runs(others: str, elsewhere: Commands, tmp_path: Path) -> None:
    other = Commands(tmp_path / "other")
    other.run("tag", "one.txt", "0", "5", "quote", "--creator", "cem")
    result = elsewhere.run("agree", *others.format(there=other.folder).split())
    assert (result.returncode, result.stderr) == (0, "")
    assert "disagreements 0" in result.stdout


@pytest.mark.parametrize("command", ["log 0000", "untag 0000", "set 0000 manner=direct", "log ../there 0000"])
def test_an_unknown_id_is_said_with_a_way_to_the_known_ones(command: str, there: Commands) -> None:
    result = there.run(*command.split())
    assert (result.returncode, result.stdout) == (1, "")
    assert "0000: no annotation has this id in " in result.stderr
    assert "annotations.json: reader log" in result.stderr


def test_a_source_that_is_not_there_is_reported_with_the_one_that_was_meant(there: Commands) -> None:
    for command in ("suggest", "verify", "echoes", "export"):
        result = there.run(command, "--source", "on.txt")
        assert (result.returncode, result.stdout) == (2 if command == "export" else 1, "")
        assert "on.txt: there is no such source: did you mean one.txt?" in result.stderr
    result = there.run("suggest", "--source", "something.txt")
    assert "there is no such source: reader list shows all sources" in result.stderr


@pytest.mark.parametrize(
    ("command", "meant"),
    [
        ("exprot", "export"),
        ("exprot ../there -o x", "export"),
        ("lst --json", "list"),
        ("ther", "there"),
        ("list --jsn", "--json"),
        ("list --workspce .", "--workspace"),
        ("export --format jsn", "json"),
        ("passages --unit sentense", "sentence"),
        ("config shwo", "show"),
        ("stats --table tag", "tags"),
        ("help exprot", "export"),
        ("tag one.txt 0 5 clame", "claim"),
        ("suggest --tag qoute", "quote"),
        ("export --tag qoute", "quote"),
        ("list --by speker", "speaker"),
        ("list --sort qoute", "quote"),
        ("list --filter speker:ann", "speaker:"),
        ("stats --filter tag:clam", "tag:claim"),
        ("claims --filter rating:opne", "rating:open"),
        ("list ../ther", "../there"),
    ],
)
def test_what_is_mistyped_is_answered_with_what_was_meant(command: str, meant: str, there: Commands) -> None:
    (there.folder / "there").mkdir()
    result = there.run(*command.split())
    assert (result.returncode, result.stdout) == (2, "")
    assert f"did you mean {meant}?" in result.stderr


def test_of_a_folder_with_the_name_of_a_command_it_is_said_how_it_is_opened(there: Commands) -> None:
    (there.folder / "list").mkdir()
    here = f"this is the command list; to open the folder list, write: reader .{os.sep}list"
    assert here in there.run("list").stderr
    assert here not in there.run("list", ".").stderr
    assert "is the command" not in there.run("stats").stderr


def test_a_format_that_is_a_command_is_answered_with_the_command(there: Commands) -> None:
    result = there.run("export", "--format", "report")
    assert result.returncode == 2
    assert result.stderr.endswith("boilerplate; reader report is a command of its own\n")
    assert "command" not in there.run("export", "--format", "wav").stderr


def test_what_is_like_nothing_is_answered_with_where_to_look(there: Commands) -> None:
    result = there.run("frobnicate")
    assert (result.returncode, result.stdout) == (2, "")
    assert result.stderr == (
        "reader: frobnicate: there is no such folder, file or command: reader help lists the commands\n"
    )
    assert "is none of json, html, w3c" in there.run("export", "--format", "zip").stderr


def test_nothing_to_list_is_reported(tmp_path: Path) -> None:
    new = Commands(tmp_path / "new")
    assert "nothing was ever tagged here" in new.run("log").stderr
    assert new.run("log", "--json").stderr == ""


def test_help_of_one_command_and_of_all(there: Commands) -> None:
    assert there.run("help", "export").stdout == there.run("export", "--help").stdout
    assert there.run("help").stdout == there.run("--help").stdout


def test_only_documents_are_added(elsewhere: Commands) -> None:
    for names, words in (
        ("../there", "name one to add to this folder"),
        ("news page.html", "mkdir news"),
        ("../there .. page.html", "name one"),
    ):
        result = elsewhere.run("add", *names.split())
        assert (result.returncode, words in result.stderr) == (2, True)


def test_a_folder_alone_stands_for_the_documents_in_it(there: Commands) -> None:
    folder = there.folder / "pages"
    folder.mkdir()
    for name in ("one", "two"):
        (folder / f"{name}.html").write_text(f"<title>Page {name}</title><p>With a sentence in it.</p>")
    result = there.run("add", "pages")
    assert result.stdout.splitlines() == ["pages/page-one.md", "pages/page-two.md"]


def test_a_page_that_is_opened_is_to_be_added_first(elsewhere: Commands) -> None:
    result = elsewhere.run("list", "page.html")
    assert result.returncode == 2
    assert "page.html: a source is a .txt or .md file: reader add page.html turns it into one" in result.stderr


def test_documents_that_fail_for_one_reason_are_one_message(elsewhere: Commands) -> None:
    names = [f"{name}.html" for name in "abcde"]
    for name in names:
        (elsewhere.folder / name).write_text("")
    result = elsewhere.run("add", *names, "nowhere.txt")
    assert result.returncode == 1
    first, second = result.stderr.splitlines()
    assert first.startswith("reader: a.html, b.html, c.html and 2 more: ")
    assert second.startswith("reader: nowhere.txt: cannot be read")


@pytest.mark.parametrize(
    "terms", ["rating:o", "tag:CLAIM", "speaker:anyone", "https://example.org", "done:no", "note:"]
)
def test_a_filter_may_have_a_part_of_a_value_and_words_with_colons(terms: str, there: Commands) -> None:
    result = there.run("list", "--filter", terms)
    assert (result.returncode, result.stderr) == (0, "")
