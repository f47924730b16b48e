"""What a folder from anywhere may hold: damaged files, hostile names, odd machines. Nothing is lost, nothing hangs."""

import json
import os
import subprocess
import sys

import pytest

from tests.support.commands import PATH, Commands, controls, lines

READING = [["export"], ["list"], ["passages"], ["check"]]
TAGGING = [["tag", "one.txt", "0", "5", "quote"], ["untag", "x"]]
EVIL = "\x1b]0;x\x07\x9b31m\u202e\n.txt"


# The annotations file


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"{", "not JSON"),
        (b"\xff\xfe{", "it is in UTF-16: save it as UTF-8"),
        (b"null", "not a TinyDB file"),
        (b'{"annotations": [1]}', "not a TinyDB file"),
        (b'{"annotations": {}, "annotations": {}}', "twice"),
        (b'{"about": {"1": {"format": 99}}, "annotations": {}}', "newer version of reader"),
        (b"[" * 100_000, "nested too deeply"),
    ],
    ids=["cut", "utf16", "null", "table", "keys", "newer", "deep"],
)
def test_annotations_that_cannot_be_used_are_named_and_left(content: bytes, words: str, reader: Commands) -> None:
    reader.annotations.write_bytes(content)
    result = reader.run("tag", "one.txt", "0", "5", "quote")
    assert result.stderr.startswith("reader: annotations.json: ")
    assert words in result.stderr
    assert "The file was left as it is: " in result.stderr
    assert reader.annotations.read_bytes() == content


@pytest.mark.parametrize("command", [*READING, *TAGGING], ids=" ".join)
def test_no_command_continues_without_them(command: list[str], reader: Commands) -> None:
    reader.annotations.write_bytes(b"{")
    result = reader.run(*command)
    assert (result.returncode, result.stdout) == (1, "")
    assert result.stderr.startswith("reader: annotations.json: it is not JSON")
    assert reader.annotations.read_bytes() == b"{"


def test_a_folder_in_their_place_is_named(reader: Commands) -> None:
    reader.annotations.mkdir()
    for command in (["list"], *TAGGING):
        result = reader.run(*command)
        assert (result.returncode, "annotations.json: it cannot be read: Is a directory" in result.stderr) == (1, True)


@pytest.mark.parametrize("name", ["annotations.json", "reader.toml"])
def test_a_pipe_in_the_place_of_a_file_is_not_waited_for(name: str, reader: Commands) -> None:
    os.mkfifo(reader.folder / name)
    assert name in reader.run("list").stderr


def test_read_only_annotations_are_read_and_not_written(reader: Commands) -> None:
    id = reader.tag()
    before = reader.annotations.read_bytes()
    reader.annotations.chmod(0o444)
    for command in (["tag", "one.txt", "0", "5", "quote"], ["untag", id]):
        result = reader.run(*command)
        assert (result.returncode, "annotations.json: not saved: the file is read-only" in result.stderr) == (1, True)
    assert reader.annotations.read_bytes() == before
    assert reader.exported()["annotations"][0]["id"] == id


def test_annotations_where_no_file_can_be_are_a_message(reader: Commands) -> None:
    for command in (["list"], *TAGGING):
        result = reader.run(*command, "--annotations", "seeds/one.txt/tags.json")
        assert (result.returncode in (1, 2), "seeds/one.txt/tags.json" in result.stderr) == (True, True)


def test_what_is_not_an_annotation_is_reported_and_kept(reader: Commands) -> None:
    reader.annotations.write_text('{"annotations": {"7": {"hello": 1}}}')
    for command in (["export"], ["list"], ["check"]):
        assert "annotations.json: document 7 is not an annotation" in reader.run(*command).stderr
    assert reader.run("check").returncode == 1
    reader.tag()
    assert json.loads(reader.annotations.read_bytes())["annotations"]["7"] == {"hello": 1}


def test_documents_under_the_same_number_written_twice_are_not_lost(reader: Commands) -> None:
    fields = {"source": "one.txt", "start": 0, "end": 5, "exact": "Storm", "tag": "quote"}
    before = json.dumps({"annotations": {"1": {"id": "a", **fields}, "01": {"id": "b", **fields}}})
    reader.annotations.write_text(before)
    reader.tag("two.md", 2, 7, "claim")
    kept = json.loads(reader.annotations.read_bytes())["annotations"].values()
    assert {"a", "b"} <= {document["id"] for document in kept}


# Names and places


def test_hostile_names_are_text_in_all_that_people_read(reader: Commands) -> None:
    (reader.sources / EVIL).write_text(f"{EVIL} is what this headline says\n\nIt is {EVIL}.")
    (reader.sources / f"bad{EVIL}").write_bytes(b"\xff")
    reader.tag(EVIL)
    evil_file = reader.folder / EVIL
    evil_file.touch()
    commands = [
        *READING[1:],
        ["export", "-o", EVIL],
        ["export", "-o", f"{EVIL}/x"],
        ["tag", f"no{EVIL}", "0", "1", "quote"],
        ["tag", EVIL, "0", "1", EVIL],
        ["tag", EVIL, "9", "1", "quote"],
        ["untag", EVIL],
        ["list", f"no{EVIL}"],
        ["list", "--sources", f"no{EVIL}"],
        ["list", ".", "--workspace", f"no{EVIL}"],
    ]
    for command in commands:
        result = reader.run(*command)
        assert not controls(result.stdout, result.stderr), command
        assert "\u202e" not in result.stdout + result.stderr, command
    (reader.sources / EVIL).unlink()
    result = reader.run("check")
    assert (result.returncode, controls(result.stdout)) == (1, set())


@pytest.mark.parametrize("arguments", [["list", ".", EVIL], ["passages", "--unit", EVIL], ["tag", "a", EVIL]])
def test_hostile_arguments_are_text_in_the_message(arguments: list[str], reader: Commands) -> None:
    result = reader.run(*arguments)
    assert (result.returncode, controls(result.stderr)) == (2, set())


def test_json_keeps_a_hostile_name_as_it_is(reader: Commands) -> None:
    (reader.sources / EVIL).write_text("It is.")
    id = reader.tag(EVIL, 0, 2)
    assert reader.exported()["annotations"][0]["source"] == EVIL
    assert EVIL in [each["source"] for each in lines(reader.run("list", "--json").stdout)]
    assert [each["id"] for each in lines(reader.run("check", "--json").stdout)] == [id]


@pytest.mark.parametrize("path", ["x" * 300, "seeds/one.txt/deeper"])
def test_a_place_that_cannot_be_is_a_message(path: str, reader: Commands) -> None:
    assert reader.run("list", path).returncode == 2


@pytest.mark.skipif(os.geteuid() == 0, reason="root may go anywhere")
@pytest.mark.parametrize("place", ["closed", "closed/deeper"])
def test_a_folder_that_may_not_be_entered_is_a_message(place: str, reader: Commands) -> None:
    closed = reader.folder / "closed"
    (closed / "deeper").mkdir(parents=True)
    closed.chmod(0)
    try:
        result = reader.run("list", place)
    finally:
        closed.chmod(0o700)
    assert (result.returncode in (1, 2), "closed" in result.stderr) == (True, True)


@pytest.mark.skipif(os.geteuid() == 0, reason="root writes anywhere")
def test_a_folder_that_may_not_be_written_is_a_message(reader: Commands) -> None:
    reader.folder.chmod(0o500)
    try:
        result = reader.run("tag", "one.txt", "0", "5", "quote")
        assert (result.returncode, "annotations.json: not saved" in result.stderr) == (1, True)
        assert reader.run("export").returncode == 0
    finally:
        reader.folder.chmod(0o700)


def test_a_user_name_that_is_not_utf8_does_not_keep_from_tagging(reader: Commands) -> None:
    assert reader.run("tag", "one.txt", "0", "5", "quote", LOGNAME=os.fsdecode(b"caf\xe9")).returncode == 0


def test_a_locale_that_misreads_the_names_is_reported(reader: Commands) -> None:
    (reader.sources / "é.txt").write_text("It is.")
    result = reader.run("list", LC_ALL="C", PYTHONUTF8="0", PYTHONCOERCECLOCALE="0")
    assert (result.returncode, "PYTHONUTF8=1" in result.stderr) == (0, True)
    result = reader.run("list", LC_ALL="C", PYTHONUTF8="1")
    assert ("é.txt" in result.stdout, result.stderr) == (True, "")


def test_settings_that_cannot_be_used_are_reported(reader: Commands) -> None:
    (reader.folder / "reader.toml").write_text("measure = 'wide'")
    result = reader.run("list")
    assert (result.returncode, "reader.toml" in result.stderr) == (0, True)


# What a command needs


@pytest.mark.parametrize("command", [*READING, ["tag", "one.txt", "0", "5", "quote"], ["schema"], ["--version"]])
def test_no_headless_command_imports_what_it_does_not_need(command: list[str], reader: Commands) -> None:
    (reader.sources / "two.md").unlink()
    script = (
        "import sys\n"
        "from reader.cli.main import main\n"
        "try:\n"
        f"    main({command!r})\n"
        "finally:\n"
        "    print(sorted({'textual', 'rich', 'markdown_it'} & set(sys.modules)), file=sys.stderr)\n"
    )
    environment = {**os.environ, **PATH}
    result = subprocess.run([sys.executable, "-c", script], cwd=reader.folder, env=environment, capture_output=True)
    assert (result.returncode, result.stderr) == (0, b"[]\n")
