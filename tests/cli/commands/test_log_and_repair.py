"""`reader log` and `reader repair`: what was done by whom, and a damaged file put right without losing anything."""

import json

import pytest

from tests.support.commands import Commands, controls, lines


def test_the_log_tells_who_did_what_the_newest_last(reader: Commands) -> None:
    ids = [reader.tag(), reader.tag("two.md", 2, 7, "claim")]
    reader.run("untag", ids[0], LOGNAME="ann")
    rows = [line.split("\t") for line in reader.run("log").stdout.splitlines()]
    assert [row[1:4] for row in rows] == [
        ["tester", "tagged quote", ids[0]],
        ["tester", "tagged claim", ids[1]],
        ["ann", "removed quote", ids[0]],
    ]
    assert rows[0][4:] == ["one.txt", "Storm"]
    history = lines(reader.run("log", ids[0][:8], "--json").stdout)
    assert [each["words"] for each in history] == ["tagged quote", "removed quote"]
    assert (history[1]["before"]["exact"], history[1]["after"]) == ("Storm", None)


def test_there_is_nothing_to_repair_in_a_sound_file(reader: Commands) -> None:
    reader.tag()
    before = reader.annotations.read_bytes()
    result = reader.run("repair", "--yes")
    assert (result.returncode, result.stdout) == (0, "annotations.json: nothing to repair; annotations: 1\n")
    assert reader.annotations.read_bytes() == before


def test_a_damaged_file_is_shown_and_left_until_somebody_agrees(reader: Commands) -> None:
    for end in (3, 4, 5):
        reader.tag(end=end)
    damaged = reader.annotations.read_bytes()[:-300]
    reader.annotations.write_bytes(damaged)
    (backup,) = (reader.folder / ".annotations.json.reader" / "backups").iterdir()
    result = reader.run("repair")
    assert result.returncode == 1
    assert result.stdout.startswith("annotations.json: it is not JSON: ")
    assert "--salvage: 2 annotations are whole in it, 1 is not; with what the log knows: 3\n" in result.stdout
    assert f"--backup {backup.name}: 1 annotation is in this backup; with what the log knows: 3\n" in result.stdout
    assert reader.run("repair", "--salvage").returncode == 1, "nobody was there to agree"
    assert reader.annotations.read_bytes() == damaged


@pytest.mark.parametrize("way", ["salvage", "backup"])
def test_a_repair_keeps_the_damaged_file_and_brings_back_what_log_and_file_have(way: str, reader: Commands) -> None:
    ids = [reader.tag(end=end) for end in (3, 4, 5)]
    reader.run("untag", ids[0])
    damaged = reader.annotations.read_bytes()[:-300]
    reader.annotations.write_bytes(damaged)
    (backup,) = (reader.folder / ".annotations.json.reader" / "backups").iterdir()
    choice = ["--salvage"] if way == "salvage" else ["--backup", backup.name]
    result = reader.run("repair", *choice, "--yes")
    assert result.returncode == 0, result.stderr
    assert "repaired, with 2 annotations" in result.stdout
    assert sorted(each["id"] for each in reader.exported()["annotations"]) == sorted(ids[1:])
    (aside,) = reader.folder.glob("annotations.json.damaged-*")
    assert aside.read_bytes() == damaged


def test_without_a_log_what_is_whole_is_saved(reader: Commands) -> None:
    fields = {"source": "one.txt", "start": 0, "end": 5, "exact": "Storm", "tag": "quote"}
    whole = json.dumps({"annotations": {str(n): {"id": f"id{n}", **fields} for n in range(9)}})
    reader.annotations.write_text(whole[:-50])
    assert reader.run("repair", "--yes").returncode == 0
    assert len(reader.exported()["annotations"]) == 8


def test_a_backup_that_is_not_there_is_a_message(reader: Commands) -> None:
    reader.annotations.write_text("{")
    result = reader.run("repair", "--backup", "x")
    assert (result.returncode, "there is no such backup (there are none)" in result.stderr) == (1, True)
    reader.annotations.unlink()
    assert "cannot be read" in reader.run("repair").stderr


def test_what_keeps_most_is_done_if_nothing_is_chosen(reader: Commands) -> None:
    fields = {"source": "one.txt", "start": 0, "end": 5, "exact": "Storm", "tag": "quote"}
    whole = json.dumps({"annotations": {str(n): {"id": f"id{n}", **fields} for n in range(9)}})
    reader.annotations.write_text(whole)
    id = reader.tag()
    reader.annotations.write_text("{")
    assert "--backup" in reader.run("repair").stdout.splitlines()[1]
    assert reader.run("repair", "--yes").returncode == 0
    assert {each["id"] for each in reader.exported()["annotations"]} == {id, *(f"id{n}" for n in range(9))}


def test_no_name_of_a_file_controls_the_terminal(reader: Commands) -> None:
    file = reader.folder / "tags\x1b[2J.json"
    outputs = []
    for content in ('{"annotations": {}}', "{"):
        file.write_text(content)
        for options in ((), ("--yes",)):
            done = reader.run("repair", "--annotations", file.name, *options)
            outputs += [done.stdout, done.stderr]
    assert any("repaired, with 0 annotations" in each for each in outputs)
    assert not controls(*outputs)


def test_a_file_that_was_not_repaired_is_still_a_failure(reader: Commands) -> None:
    reader.annotations.write_text("{")
    for options in ((), ("--salvage",)):
        assert reader.run("repair", *options).returncode == 1
        assert reader.annotations.read_text() == "{"
    assert reader.run("repair", "--salvage", "--backup", "x").returncode == 2


def test_a_repair_knows_an_empty_a_missing_and_a_file_with_fewer_tags(reader: Commands) -> None:
    ids = [reader.tag(end=end) for end in (3, 4)]
    for content, problem in ((b"", "it is empty"), (None, "it is missing")):
        reader.annotations.unlink()
        if content is not None:
            reader.annotations.write_bytes(content)
        shown = reader.run("repair")
        assert (shown.returncode, shown.stdout.splitlines()[0]) == (1, f"annotations.json: {problem}")
        assert "with what the log knows: 2" in shown.stdout
        assert "repaired, with 2 annotations" in reader.run("repair", "--yes").stdout
        assert sorted(each["id"] for each in reader.exported()["annotations"]) == sorted(ids)
    reader.annotations.write_text("{}")
    shown = reader.run("repair", "--yes")
    assert shown.returncode == 1
    assert "annotations.json: it is sound, but it lacks 2 tags that the log beside it knows, since " in shown.stdout
    assert "reader restore --all brings them back" in shown.stdout
