"""`reader export`: to standard output or a file, never over what is not its own, and quiet when its reader leaves."""

import json
import os
import signal
import stat
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from reader.formats.reader_json import schema
from tests.support.commands import Commands, Process

LONG = "A sentence that is said again and again. " * 5_000  # more than a pipe holds


def test_the_document_is_valid_and_true_to_the_sources(reader: Commands) -> None:
    ids = [reader.tag("two.md", 16, 33, "claim"), reader.tag("one.txt", 28, 39, "quote")]
    document = reader.exported()
    Draft202012Validator(schema()).validate(document)
    assert [each["id"] for each in document["annotations"]] == ids[::-1]
    encodings = {source["id"]: source["encoding"] for source in document["sources"]}
    for each in document["annotations"]:
        text = (reader.sources / each["source"]).read_bytes().decode(encodings[each["source"]])
        assert text[each["start"] : each["end"]] == each["exact"]


@pytest.mark.parametrize("arguments", [[], ["--format", "json"], ["."], ["-o", "-"]], ids=" ".join)
def test_standard_output_is_the_default(arguments: list[str], reader: Commands) -> None:
    result = reader.run("export", *arguments)
    assert (result.returncode, result.stderr) == (0, "")
    assert json.loads(result.stdout)["format"] == 1


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "utf-16"])
def test_output_is_utf8_whatever_the_locale_says(encoding: str, reader: Commands) -> None:
    result = reader.run("passages", PYTHONIOENCODING=encoding, LC_ALL="C", PYTHONUTF8="0")
    assert "“It is odd,” said Ann." in result.stdout


# To a file


def test_a_file_holds_what_standard_output_would(reader: Commands) -> None:
    reader.tag()
    result = reader.run("export", "-o", "out.json")
    assert (result.returncode, result.stdout, result.stderr) == (0, "", "")
    assert (reader.folder / "out.json").read_text("utf-8") == reader.run("export").stdout
    assert sorted(path.name for path in reader.folder.iterdir() if path.name[0] != ".") == [
        "annotations.json",
        "out.json",
        "seeds",
    ]


def test_a_new_file_gets_the_rights_that_any_new_file_gets(reader: Commands) -> None:
    reader.run("export", "-o", "out.json")
    (reader.folder / "other").touch()
    modes = {stat.S_IMODE((reader.folder / name).stat().st_mode) for name in ("out.json", "other")}
    assert len(modes) == 1


def test_a_file_that_is_there_is_only_replaced_by_force(reader: Commands) -> None:
    out = reader.folder / "out.json"
    out.write_text("mine")
    result = reader.run("export", "-o", "out.json")
    assert (result.returncode, result.stdout) == (1, "")
    assert "out.json" in result.stderr
    assert "--force" in result.stderr
    assert out.read_text() == "mine"
    assert reader.run("export", "-o", "out.json", "--force").returncode == 0
    assert json.loads(out.read_bytes())["format"] == 1


@pytest.mark.parametrize(
    "file", ["annotations.json", "seeds/one.txt", "seeds/../annotations.json", "{folder}/seeds/two.md", "link.json"]
)
def test_the_workspace_itself_is_never_written_over(file: str, reader: Commands) -> None:
    reader.annotations.write_text('{"annotations": {}}')
    (reader.folder / "link.json").symlink_to("seeds/one.txt")
    target = reader.folder / file.format(folder=reader.folder)
    before = target.read_bytes()
    result = reader.run("export", "-o", file.format(folder=reader.folder), "--force")
    assert (result.returncode, "this file belongs to the workspace" in result.stderr) == (1, True)
    assert target.read_bytes() == before


def test_annotations_that_are_not_there_yet_are_not_written_over_either(reader: Commands) -> None:
    assert reader.run("export", "-o", "annotations.json").returncode == 1
    assert not reader.annotations.exists()


@pytest.mark.parametrize("file", ["nowhere/out.json", "seeds", ".", "seeds/one.txt/out.json", "x" * 300])
def test_a_file_that_cannot_be_written_is_named(file: str, reader: Commands) -> None:
    result = reader.run("export", "-o", file, "--force")
    assert (result.returncode, result.stdout) == (1, "")
    assert result.stderr.startswith(f"reader: {file}: ")


def test_a_pipe_is_not_replaced_by_a_file(reader: Commands) -> None:
    pipe = reader.folder / "pipe"
    os.mkfifo(pipe)
    listener = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    try:
        reader.run("export", "-o", "pipe", "--force")
    finally:
        os.close(listener)
    assert stat.S_ISFIFO(pipe.stat().st_mode)


def test_a_loop_of_links_among_the_sources_does_not_keep_from_writing(reader: Commands) -> None:
    (reader.sources / "loop.txt").symlink_to("loop.txt")
    assert reader.run("export", "-o", "out.json").returncode == 0


def test_a_loop_of_links_in_place_of_the_file_is_replaced_and_not_followed(reader: Commands) -> None:
    loop = reader.folder / "loop.json"
    loop.symlink_to("loop.json")
    assert reader.run("export", "-o", "loop.json").returncode == 0
    assert not loop.is_symlink()
    assert json.loads(loop.read_text())["annotations"] == []


def test_what_json_allows_in_a_note_can_be_written(reader: Commands) -> None:
    fields = {"source": "one.txt", "start": 0, "end": 5, "exact": "Storm", "tag": "quote"}
    reader.annotations.write_text(json.dumps({"annotations": {"1": {"id": "x", "note": "\ud800", **fields}}}))
    assert reader.exported()["annotations"][0]["note"] == "\ud800"
    assert reader.run("export", "-o", "out.json").returncode == 0
    assert reader.run("tag", "one.txt", "0", "5", "claim").returncode == 0


# Whoever reads the output


def leave(process: Process) -> tuple[int, str]:
    """Reads one line and goes away, as `head -1` does."""
    assert process.stdout and process.stderr
    with process:
        assert process.stdout.readline()
        process.stdout.close()
        return process.wait(10), process.stderr.read()


@pytest.mark.parametrize("command", [["export"], ["passages"], ["passages", "--json"]], ids=" ".join)
def test_it_ends_quietly_when_nobody_reads_on(command: list[str], reader: Commands) -> None:
    (reader.sources / "one.txt").write_text(LONG)
    reader.tag(end=len(LONG))
    assert leave(reader.start(*command)) == (0, "")


def test_an_interrupt_is_130_and_says_nothing(reader: Commands) -> None:
    (reader.sources / "one.txt").write_text(LONG)
    before = signal.signal(signal.SIGINT, signal.default_int_handler)  # a parent that ignores it passes that on
    try:
        process = reader.start("passages")
    finally:
        signal.signal(signal.SIGINT, before)
    assert process.stdout
    with process:
        process.stdout.readline()
        process.send_signal(signal.SIGINT)
        _, err = process.communicate(timeout=10)
    assert (process.returncode, err) == (130, "")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
@pytest.mark.parametrize("command", ["export", "list"])
def test_a_full_disk_behind_standard_output_is_a_message(command: str, reader: Commands) -> None:
    with Path("/dev/full").open("w") as full:
        result = reader.run(command, stdout=full)
    assert (result.returncode, "No space left" in result.stderr) == (1, True)


# What is chosen


def test_a_filter_chooses_annotations_and_sources(reader: Commands) -> None:
    reader.tag("one.txt", 28, 39, "quote")
    claim = reader.tag("two.md", 16, 33, "claim")
    found = json.loads(reader.run("export", "--filter", "tag:claim").stdout)
    assert [each["id"] for each in found["annotations"]] == [claim]
    assert len(found["sources"]) > 1
    result = reader.run("export", "--filter", "done:yes")
    assert (result.returncode, result.stdout) == (2, "")
    assert "no source matches the filter “done:yes”" in result.stderr


@pytest.mark.parametrize(
    ("options", "why"),
    [
        (["--verdicts"], "there are no originals to compare quotes with"),
        (["--verdicts", "--format", "conll"], "conll: this format does not keep verdicts"),
        (["--no-story", "--format", "csv"], "csv: --no-story is for html only"),
        (["--filter", "tga:claim"], "did you mean tag:?"),
    ],
)
def test_what_a_format_or_a_workspace_has_not_is_refused(options: list[str], why: str, reader: Commands) -> None:
    result = reader.run("export", *options, "-o", "out")
    assert result.returncode == 2
    assert why in result.stderr
    assert not (reader.folder / "out").exists()
