"""`reader export --format` and `reader import`: what they write, say and refuse."""

import json
import os
from pathlib import Path

import pytest

from reader.formats import all_formats
from tests.support.commands import TEXT, Commands, controls, run_here

FOLDERS = [each.name for each in all_formats() if each.is_folder]
FILES = [each.name for each in all_formats() if not each.is_folder]
READABLE = [each.name for each in all_formats() if each.read and not each.is_codebook]


@pytest.fixture
def reader(tmp_path: Path) -> Commands:
    reader = Commands(tmp_path / "workspace")
    reader.tag("one.txt", 28, 39, "quote")
    return reader


@pytest.mark.parametrize("name", READABLE)
def test_there_and_back(name: str, reader: Commands, tmp_path: Path) -> None:
    assert reader.run("export", "--format", name, "-o", "../out").returncode == 0
    other = Commands(tmp_path / "other")
    result = other.run("import", "../out")
    assert (result.returncode, result.stdout) == (0, "")
    assert result.stderr.startswith(f"../out ({name}): 1 new, 0 already here\n")
    (annotation,) = other.exported()["annotations"]
    assert (annotation["exact"], annotation["tag"]) == (TEXT[28:39], "quote")


@pytest.mark.parametrize("name", FILES)
def test_a_file_is_what_standard_output_would_be(name: str, reader: Commands) -> None:
    with (reader.folder / "stdout").open("w") as stdout:
        assert run_here(reader.folder, "export", "--format", name, stdout=stdout).returncode == 0
    reader.run("export", "--format", name, "-o", "out")
    assert (reader.folder / "out").read_bytes() == (reader.folder / "stdout").read_bytes()


@pytest.mark.parametrize("name", FOLDERS)
def test_a_folder_needs_a_name(name: str, reader: Commands) -> None:
    result = reader.run("export", "--format", name)
    assert (result.returncode, result.stdout) == (2, "")
    assert "-o " in result.stderr


def test_a_folder_that_is_there_is_only_written_into_by_force(reader: Commands) -> None:
    out = reader.folder / "out"
    out.mkdir()
    assert reader.run("export", "--format", "brat", "-o", "out").returncode == 0  # it was empty
    (out / "one.txt").write_text("mine")
    (out / "other.txt").write_text("mine")
    assert reader.run("export", "--format", "brat", "-o", "out").returncode == 1
    assert (out / "one.txt").read_text() == "mine"
    assert reader.run("export", "--format", "brat", "-o", "out", "--force").returncode == 0
    assert (out / "one.txt").read_bytes() == TEXT.encode()
    assert (out / "other.txt").read_text() == "mine"


@pytest.mark.parametrize(
    "arguments",
    [("brat", "file"), ("json", "seeds"), ("brat", "seeds"), ("brat", "seeds/new"), ("csv", "annotations.json")],
)
def test_what_is_something_else_is_left(arguments: tuple[str, str], reader: Commands) -> None:
    (reader.folder / "file").write_text("mine")
    before = reader.annotations.read_bytes()
    name, target = arguments
    result = reader.run("export", "--format", name, "-o", target, "--force")
    assert (result.returncode, result.stderr.startswith(f"reader: {target}: ")) == (1, True)
    assert (reader.annotations.read_bytes(), (reader.folder / "file").read_text()) == (before, "mine")
    assert sorted(path.name for path in reader.sources.iterdir()) == ["one.txt", "two.md"]


def test_only_what_is_chosen_is_written(reader: Commands) -> None:
    reader.tag("two.md", 16, 33, "claim")
    document = json.loads(reader.run("export", "--tag", "claim", "--creator", "tester").stdout)
    assert [each["tag"] for each in document["annotations"]] == ["claim"]
    document = json.loads(reader.run("export", "--source", "one.txt", "--status", "exact").stdout)
    assert [each["source"] for each in document["annotations"]] == ["one.txt"]
    assert [each["id"] for each in document["sources"]] == ["one.txt"]


@pytest.mark.parametrize(
    ("chosen", "tags"),
    [("claim", ["claim", "claim/number"]), ("claim/", ["claim", "claim/number"]), ("=claim", ["claim"])],
)
def test_a_tag_is_written_with_those_that_are_nested_in_it(reader: Commands, chosen: str, tags: list[str]) -> None:
    (reader.folder / "reader.toml").write_text('tags = [{ name = "claim/number" }, { name = "claims" }]')
    for start, tag in ((0, "claim/number"), (2, "claims"), (16, "claim")):
        reader.tag("two.md", start, 33, tag)
    document = json.loads(reader.run("export", "--tag", chosen).stdout)
    assert sorted(each["tag"] for each in document["annotations"]) == tags


@pytest.mark.parametrize(
    "arguments",
    [
        ["--tag", "joke"], ["--source", "none.txt"], ["--creator", "nobody"], ["--status", "perhaps"],
        ["--unit", "inch"],
        ["--format", "brat", "--unit", "utf16", "-o", "x"], ["--format", "csv", "--suggestions"], ["--raw"],
    ],
    ids=" ".join,
)  # fmt: skip
def test_a_choice_that_cannot_be_is_wrong_usage(arguments: list[str], reader: Commands) -> None:
    result = reader.run("export", *arguments)
    assert (result.returncode, result.stdout) == (2, "")
    assert not (reader.folder / "x").exists()


def test_what_a_format_cannot_hold_is_counted(reader: Commands) -> None:
    result = reader.run("export", "--format", "spacy")
    assert result.stderr == "not kept by spacy: creators: 1; ids: 1; times: 1\n"
    assert reader.run("export").stderr == ""


def test_a_dry_run_and_an_undo_in_another_process(reader: Commands, tmp_path: Path) -> None:
    reader.run("export", "-o", "../out")
    other = Commands(tmp_path / "other")
    assert "would import: 1 new" in other.run("import", "--dry-run", "../out").stderr
    assert not other.annotations.exists()
    other.run("import", "--format", "json", "../out")
    assert "0 new, 1 already here" in other.run("import", "../out").stderr
    assert "imported 1 from out" in other.run("log").stdout


@pytest.mark.parametrize("file", ["nowhere", "seeds", "seeds/one.txt", "broken", "pipe"])
def test_a_file_that_cannot_be_imported_is_named(file: str, reader: Commands) -> None:
    (reader.folder / "broken").write_text('{"format": 1, "unit": \x1b[31m')
    os.mkfifo(reader.folder / "pipe")
    result = reader.run("import", file)
    assert result.returncode in (1, 2)
    assert result.stderr.startswith(f"reader: {file}: ")
    assert not controls(result.stderr)


def test_what_is_refused_is_safe_to_show(reader: Commands) -> None:
    line = {"text": "\x1b[31mred", "spans": [{"start": 0, "end": 99, "label": "\x1b]0;x\x07"}, "\x9b"]}
    (reader.folder / "x.jsonl").write_text(json.dumps(line) + "\n")
    result = reader.run("import", "x.jsonl")
    assert "2 rejected" in result.stderr
    assert not controls(result.stderr)


def test_a_source_that_cannot_be_read_is_named_and_the_others_get_their_tags(reader: Commands) -> None:
    reader.tag()
    reader.tag("two.md", 2, 7)
    export = reader.folder / "export.json"
    export.write_text(reader.run("export").stdout, "utf-8")
    reader.annotations.unlink()
    (reader.folder / ".annotations.json.reader" / "log").unlink()
    (reader.sources / "one.txt").write_bytes(b"\0\1\2")
    done = reader.run("import", export)
    assert "2 new" in done.stderr
    assert "one.txt: it is a binary file, not text" in done.stderr
    assert [each["source"] for each in reader.exported()["annotations"]] == ["two.md"]


CODEBOOK = (
    '<CodeBook xmlns="urn:QDA-XML:codebook:1.0" origin="Another"><Codes><Code guid="a" name="trust">'
    '<Description>in media</Description><Code guid="b" name="press"/></Code></Codes></CodeBook>'
)


def test_a_codebook_is_added_to_reader_toml(reader: Commands) -> None:
    (reader.folder / "x.qdc").write_text(CODEBOOK)
    for options, says in ((("--dry-run",), "(qdc) would import: 2 new"), ((), "(qdc): 2 new"), ((), "(qdc): 0 new")):
        result = reader.run("import", *options, "x.qdc")
        assert (result.returncode, result.stdout) == (0, "")
        assert f"x.qdc {says} entries in reader.toml" in result.stderr
    assert 'name = "trust"\nmeaning = "in media"' in (reader.folder / "reader.toml").read_text()


def test_one_undo_takes_the_entries_of_a_codebook_back_and_redo_adds_them_again(reader: Commands) -> None:
    file = reader.folder / "reader.toml"
    (reader.folder / "x.qdc").write_text(CODEBOOK)
    reader.run("import", "x.qdc")
    added = file.read_text()
    assert reader.run("undo").stdout == "undone: added entries from x.qdc to the codebook\nchanged reader.toml\n"
    assert not file.exists()
    again = reader.run("undo", "--redo")
    assert (again.stdout.splitlines()[0], file.read_text()) == (
        "redone: added entries from x.qdc to the codebook",
        added,
    )
    file.write_text(f'{added}when = "so"\n')
    refused = reader.run("undo")
    assert "Nothing was changed. Change this by hand: " in refused.stderr, "one of the two was changed since"
    assert file.read_text() == f'{added}when = "so"\n'


def test_an_added_entry_that_was_edited_since_is_removed_by_hand_before_the_undo(reader: Commands) -> None:
    file = reader.folder / "reader.toml"
    (reader.folder / "x.qdc").write_text(CODEBOOK.replace('<Code guid="b" name="press"/>', ""))
    reader.run("import", "x.qdc")
    edited = file.read_text().replace("in media", "in the media")
    file.write_text(edited)
    refused = reader.run("undo")
    assert (refused.returncode, file.read_text()) == (1, edited)
    assert "reader.toml:2: remove this entry, which an import added" in refused.stderr
    file.write_text("")
    assert reader.run("undo").stdout == "undone: added entries from x.qdc to the codebook\n"
    file.write_text(edited)
    assert reader.run("undo").stdout == "undone: tagged quote\n", (
        "what is written by hand after an undo is no part of it"
    )


def test_entries_of_a_project_are_added_if_asked(reader: Commands, tmp_path: Path) -> None:
    (reader.folder / "reader.toml").write_text('[[tags]]\nname = "trust"\nmeaning = "in media"\n')
    reader.tag("one.txt", 40, 45, "trust")
    reader.run("export", "--format", "refi-qda", "-o", "../x.qdpx")
    other = Commands(tmp_path / "other")
    result = other.run("import", "../x.qdpx")
    assert (
        "1 tag that reader.toml does not have, with an entry (trust): reader import --codebook adds it" in result.stderr
    )
    result = other.run("import", "../x.qdpx", "--codebook")
    assert result.stderr.splitlines() == [
        "../x.qdpx (refi-qda): 0 new, 2 already here",
        "../x.qdpx (refi-qda): 1 new entry in reader.toml, 3 already there",
    ]
    assert "trust" in (other.folder / "reader.toml").read_text()
    both = Commands(tmp_path / "both").run("import", "../x.qdpx", "--codebook").stderr
    assert "2 new, 0 already here" in both
    assert "not in reader.toml" not in both, "the same command puts it there"
