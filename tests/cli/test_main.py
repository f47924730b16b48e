"""The commands, run as a script runs them: arguments in, output, messages and exit status out."""

import json
import os
import re
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from reader.cli.commands import has_only_path
from reader.cli.commands.open import default_options
from reader.cli.parser import make_parser
from reader.version import VERSION
from tests.support.commands import HEADLESS, Commands, lines

# Help, version, schema


@pytest.mark.parametrize("arguments", [["--help"], *([name, "--help"] for name in HEADLESS)], ids="-".join)
def test_help_is_there_for_every_command(arguments: list[str], reader: Commands) -> None:
    result = reader.run(*arguments)
    assert (result.returncode, result.stderr) == (0, "")
    assert result.stdout.startswith("usage: reader")
    if len(arguments) == 1:
        assert all(re.search(rf"^    {name}\s", result.stdout, re.MULTILINE) for name in HEADLESS)


def test_the_version_is_printed(reader: Commands) -> None:
    assert reader.run("--version").stdout == f"reader {VERSION}\n"


@pytest.mark.parametrize("arguments", [[], ["a folder"], ["-"], ["list"], ["--no-mouse"], ["a", "b"]], ids=repr)
def test_the_plain_way_to_read_is_what_the_parser_makes_of_it(arguments: list[str]) -> None:
    assert has_only_path(arguments) == (arguments in ([], ["a folder"]))
    if has_only_path(arguments):
        assert vars(default_options(arguments)) == vars(make_parser(["open"]).parse_args(["open", *arguments]))


def test_the_schema_is_printed_anywhere(reader: Commands) -> None:
    reader.annotations.write_bytes(b"{")
    result = reader.run("schema")
    assert result.returncode == 0
    Draft202012Validator.check_schema(json.loads(result.stdout))


@pytest.mark.parametrize(
    "arguments",
    [
        ["tag"],
        ["tag", "one.txt", "0", "x", "quote"],
        ["untag"],
        ["passages", "--unit", "letter"],
        ["export", "--format", "wav"],
        ["list", "--loud"],
        ["list", "nowhere"],
        ["list", "--workspace", "nowhere"],
        ["list", "--sources", "nowhere"],
        ["list", "--workspace", "seeds", "."],
        ["list", "annotations.csv"],
        ["tag", "one.txt", "0", "5", "joke"],
    ],
    ids=" ".join,
)
def test_wrong_usage_is_2(arguments: list[str], reader: Commands) -> None:
    (reader.folder / "annotations.csv").touch()
    result = reader.run(*arguments)
    assert (result.returncode, result.stdout) == (2, "")
    assert "reader" in result.stderr


@pytest.mark.parametrize("arguments", [[], ["open"], ["."], ["seeds/one.txt"], ["--demo"]], ids=" ".join)
def test_without_a_terminal_the_headless_commands_are_named(arguments: list[str], reader: Commands) -> None:
    result = reader.run(*arguments)
    assert (result.returncode, result.stdout) == (2, "")
    assert "terminal" in result.stderr
    assert all(name in result.stderr for name in HEADLESS)


# Reading


def test_list_shows_sources_with_title_and_counts(reader: Commands) -> None:
    reader.run("tag", "one.txt", "0", "5", "claim")
    result = reader.run("list")
    assert [line.split() for line in result.stdout.splitlines()] == [
        ["source", "quote", "claim", "boilerplate", "title"],
        ["one.txt", "·", "1", "·", "Storm", "closes", "harbour", "today"],
        ["two.md", "·", "·", "·", "A", "small", "port"],
    ]
    one, two = lines(reader.run("list", "--json").stdout)
    assert one == {
        "source": "one.txt", "title": "Storm closes harbour today", "tags": {"claim": 1}, "orphans": 0, "problem": None
    }  # fmt: skip
    assert two["tags"] == {}


@pytest.mark.parametrize(
    ("unit", "expected"),
    [
        ("sentence", ["Storm closes harbour today", "Ships wait.", "“It is odd,” said Ann.", "A small port"]),
        ("quotation", ["“It is odd,”"]),
        ("block", ["Storm closes harbour today", "Ships wait. “It is odd,” said Ann.", "A small port"]),
    ],
)
def test_passages_are_slices_of_their_sources(unit: str, expected: list[str], reader: Commands) -> None:
    found = lines(reader.run("passages", "--unit", unit, "--json").stdout)
    assert [each["exact"] for each in found][: len(expected)] == expected
    for each in found:
        assert list(each) == ["source", "unit", "start", "end", "exact"]
        text = (reader.sources / each["source"]).read_bytes().decode()
        assert text[each["start"] : each["end"]] == each["exact"]
    plain = reader.run("passages", "--unit", unit).stdout.splitlines()
    assert [line.split("\t")[3] for line in plain] == [each["exact"] for each in found]


@pytest.mark.parametrize(
    "arguments",
    [
        ["list", "{folder}"],
        ["list", "--workspace", "{folder}"],
        ["list", "{folder}", "--workspace", "{folder}"],
        ["list", "--sources", "{folder}/seeds"],
        ["list", "{folder}/seeds/one.txt"],
    ],
    ids=" ".join,
)
def test_a_workspace_is_named_in_several_ways(arguments: list[str], reader: Commands) -> None:
    result = reader.run(*(argument.format(folder=reader.folder) for argument in arguments), "--json")
    assert [each["source"] for each in lines(result.stdout)] == ["one.txt", "two.md"]


def test_without_a_seeds_folder_all_texts_below_the_workspace_are_sources(reader: Commands) -> None:
    reader.sources.rename(reader.folder / "texts")
    assert [each["source"] for each in lines(reader.run("list", "--json").stdout)] == ["texts/one.txt", "texts/two.md"]


def test_a_file_is_a_workspace_of_its_own_whatever_lies_beside_it(reader: Commands) -> None:
    beside = reader.folder / "texts"
    reader.sources.rename(beside)
    for name in ("one.txt", "two.md"):
        reader.run("tag", name, "0", "5", "quote", "--workspace", beside)
    file = beside / "one.txt"
    assert [each["source"] for each in lines(reader.run("list", file, "--json").stdout)] == ["one.txt"]
    exported = json.loads(reader.run("export", file).stdout)
    assert [each["source"] for each in (*exported["annotations"], *exported["orphans"])] == ["one.txt"]


def test_no_sources_are_reported_and_no_failure(reader: Commands, tmp_path: Path) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    for command in ("list", "passages", "check", "export"):
        result = reader.run(command, empty)
        assert (result.returncode, f"{empty}: no .txt or .md files" in result.stderr) == (0, True)
    assert json.loads(reader.run("export", empty).stdout)["sources"] == []


def test_a_source_that_cannot_be_read_is_named_and_the_rest_is_usable(reader: Commands) -> None:
    (reader.sources / "bad.txt").write_bytes(b"caf\xe9")
    os.mkfifo(reader.sources / "pipe.txt")
    assert [bool(each["problem"]) for each in lines(reader.run("list", "--json").stdout)] == [True, False, True, False]
    for command in ("export", "passages", "check"):
        result = reader.run(command)
        assert result.returncode == 0
        assert "bad.txt: it is not UTF-8" in result.stderr
        assert "pipe.txt: it is not a regular file" in result.stderr
    result = reader.run("tag", "bad.txt", "0", "1", "quote")
    assert (result.returncode, "iconv" in result.stderr) == (1, True)


# Tagging


@pytest.mark.parametrize("source", ["one.txt", "seeds/one.txt", "{folder}/seeds/one.txt"])
def test_tag_and_untag(source: str, reader: Commands) -> None:
    id = reader.run(
        "tag", source.format(folder=reader.folder), "28", "39", "claim", "--note", "Is it?\nYes"
    ).stdout.strip()
    (document,) = json.loads(reader.annotations.read_bytes())["annotations"].values()
    assert (document["id"], document["source"], document["exact"]) == (id, "one.txt", "Ships wait.")
    assert (document["tag"], document["note"], document["creator"]) == ("claim", "Is it?\nYes", "tester")
    assert reader.run("untag", id[:8]).returncode == 0
    assert json.loads(reader.annotations.read_bytes())["annotations"] == {}


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["tag", "three.txt", "0", "5", "quote"], "three.txt: there is no such source"),
        (["tag", "one.txt", "5", "5", "quote"], "one.txt: 5 to 5 is not a passage: the text has 63 code points"),
        (["tag", "one.txt", "6", "5", "quote"], "6 to 5 is not a passage"),
        (["tag", "one.txt", "0", "64", "quote"], "0 to 64 is not a passage"),
        (["tag", "one.txt", "-1", "5", "quote"], "-1 to 5 is not a passage"),
        (["tag", "one.txt", "0", "5", "quote", "--note", os.fsdecode(b"\xff")], "not UTF-8"),
        (["untag", "0000"], "0000: no annotation has this id"),
        (["untag", ""], "no annotation has this id"),
    ],
)
def test_what_cannot_be_tagged_is_refused_and_nothing_is_written(
    arguments: list[str], words: str, reader: Commands
) -> None:
    result = reader.run(*arguments)
    assert (result.returncode, result.stdout) == (1, "")
    assert result.stderr.startswith("reader: ")
    assert words in result.stderr
    assert not reader.annotations.exists()


def test_an_id_that_is_not_the_only_one_to_begin_so_is_refused(reader: Commands) -> None:
    fields = {"source": "one.txt", "start": 0, "end": 5, "exact": "Storm", "tag": "quote"}
    documents = {"1": {"id": "abc1", **fields}, "2": {"id": "abc2", **fields}}
    reader.annotations.write_text(json.dumps({"annotations": documents}))
    assert "several annotations" in reader.run("untag", "abc").stderr
    assert reader.run("untag", "abc2").returncode == 0
    assert list(json.loads(reader.annotations.read_bytes())["annotations"]) == ["1"]


def test_the_annotations_can_be_elsewhere(reader: Commands, tmp_path: Path) -> None:
    other = tmp_path / "other.json"
    assert reader.run("tag", "one.txt", "0", "5", "quote", "--annotations", other).returncode == 0
    assert (other.exists(), reader.annotations.exists()) == (True, False)
    assert lines(reader.run("list", "--json", "--annotations", other).stdout)[0]["tags"] == {"quote": 1}


def test_check_tells_what_no_longer_stands(reader: Commands) -> None:
    ids = [reader.run("tag", source, "0", "5", "quote").stdout.strip() for source in ("one.txt", "two.md")]
    result = reader.run("check")
    assert (result.returncode, result.stderr) == (0, "")
    assert result.stdout == "2 annotations: 2 exact\n"
    (reader.sources / "one.txt").write_text("Other words")
    result = reader.run("check")
    assert result.returncode == 1
    assert result.stdout.splitlines()[0] == f"orphan\t{ids[0]}\tone.txt\tStorm"
    (reader.sources / "two.md").unlink()
    result = reader.run("check", "--json")
    assert [(each["id"], each["status"]) for each in lines(result.stdout)] == [(id, "orphan") for id in ids]
    assert [each["orphans"] for each in lines(reader.run("list", "--json").stdout)] == [1, 1]


def test_fields_are_set_with_the_tag_and_later(reader: Commands) -> None:
    (reader.folder / "seeds" / "said.txt").write_text("“No,” said Ann. So she did.")
    id = reader.run(
        "tag", "said.txt", "0", "5", "quote", "--field", "speaker=Ann", "--field", "manner=1"
    ).stdout.strip()
    assert reader.run("set", id[:8], "cue=said", "manner=").returncode == 0
    (annotation,) = json.loads(reader.run("export").stdout)["annotations"]
    (speaker,) = annotation["fields"]["speaker"]
    assert (speaker["name"], speaker["start"], speaker["end"]) == ("Ann", 11, 14)
    assert annotation["fields"].keys() == {"speaker", "cue"}


@pytest.mark.parametrize(
    ("values", "status", "reason"),
    [
        (["rating=open"], 2, "no field “rating”: quote has speaker, cue, manner, verdict"),
        (["manner=loud"], 1, "manner: “loud” is not one of direct, partial, indirect"),
        (["manner"], 2, "manner: write it as NAME=VALUE, such as rating=open"),
    ],
)
def test_a_field_that_cannot_be_set_is_refused(values: list[str], status: int, reason: str, reader: Commands) -> None:
    id = reader.run("tag", "one.txt", "0", "5", "quote").stdout.strip()
    refused = reader.run("set", id, *values)
    assert (refused.returncode, refused.stderr.strip()) == (status, f"reader: {reason}")
