"""`reader check` and the export after sources changed: every place is true, and nothing is written by looking."""

import json
from pathlib import Path

import pytest

from tests.support.commands import Commands, lines

WAS = "Storm closes harbour.\n\nThe ferry is late, as it often is. “It is odd,” said Ann.\n\nShare this.\n"
NOW = "Monday.\n\nStorm closes harbour.\n\nThe ferry is slow, as it often is. “It is odd,” said Ann.\n"
PASSAGES = ("Storm closes harbour.", "The ferry is late, as it often is.", "“It is odd,”", "Share this.")


@pytest.fixture
def changed(tmp_path: Path) -> Commands:
    """A source with four tags, changed since."""
    reader = Commands(tmp_path / "workspace")
    (reader.sources / "one.txt").write_text(WAS, "utf-8")
    for passage in PASSAGES:
        start = WAS.index(passage)
        assert reader.tag("one.txt", start, start + len(passage))
    (reader.sources / "one.txt").write_text(NOW, "utf-8")
    return reader


def test_each_line_is_a_tag_with_its_present_place(changed: Commands) -> None:
    result = changed.run("check", "--json")
    assert (result.returncode, result.stderr) == (1, "")
    found = lines(result.stdout)
    assert sorted(each["status"] for each in found) == ["edited", "orphan", "shifted", "shifted"]
    for each in found:
        assert list(each) == ["id", "source", "status", "start", "end", "exact"]
        if each["status"] == "orphan":
            assert (each["start"], each["end"], each["exact"]) == (None, None, None)
        else:
            assert NOW[each["start"] : each["end"]] == each["exact"]


def test_for_people_only_what_is_to_be_looked_at(changed: Commands) -> None:
    *told, summary = changed.run("check").stdout.splitlines()
    assert [line.split("\t")[:1] + line.split("\t")[3:] for line in told] == [
        ["edited", "The ferry is late, as it often is.", "The ferry is slow, as it often is."],
        ["orphan", "Share this."],
    ]
    assert summary == "4 annotations: 2 shifted, 1 edited, 1 orphan"


def test_looking_writes_nothing(changed: Commands) -> None:
    before = {path: path.read_bytes() for path in changed.folder.rglob("*") if path.is_file()}
    for command in ("check", "export", "list"):
        changed.run(command)
    assert {path: path.read_bytes() for path in changed.folder.rglob("*") if path.is_file()} == before


def test_the_export_has_the_places_of_now(changed: Commands) -> None:
    document = changed.exported()
    statuses = {each["exact"]: each["status"] for each in document["annotations"]}
    assert statuses == {
        "Storm closes harbour.": "shifted",
        "The ferry is slow, as it often is.": "edited",
        "“It is odd,”": "shifted",
    }
    for each in document["annotations"]:
        assert NOW[each["start"] : each["end"]] == each["exact"]
        assert NOW[: each["start"]].endswith(each["prefix"])
    assert [(each["exact"], each["start"]) for each in document["orphans"]] == [("Share this.", WAS.index("Share"))]


def test_a_source_with_another_name_keeps_its_tags(changed: Commands) -> None:
    (changed.sources / "one.txt").write_text(WAS, "utf-8")
    (changed.sources / "one.txt").rename(changed.sources / "uno.txt")
    found = lines(changed.run("check", "--json").stdout)
    assert {(each["source"], each["status"]) for each in found} == {("uno.txt", "moved")}
    assert {each["source"] for each in changed.exported()["annotations"]} == {"uno.txt"}
    listed = {each["source"]: each for each in lines(changed.run("list", "--json").stdout)}
    assert listed["uno.txt"]["tags"] == {"quote": 4}
    assert {each["source"] for each in json.loads(changed.annotations.read_text())["annotations"].values()} == {
        "one.txt"
    }
    assert changed.run("check").returncode == 0


def test_another_line_end_changes_nothing_but_the_offsets(changed: Commands) -> None:
    (changed.sources / "one.txt").write_bytes(WAS.replace("\n", "\r\n").encode())
    result = changed.run("check", "--json")
    assert result.returncode == 0
    assert [each["status"] for each in lines(result.stdout)] == ["exact", "shifted", "shifted", "shifted"]


def test_who_reads_one_file_alone_is_told_of_that_alone(changed: Commands) -> None:
    (changed.sources / "alone.txt").write_text(WAS, "utf-8")
    folder = changed.sources.rename(changed.folder / "texts")
    found = lines(changed.run("check", "--json", folder / "alone.txt", "--annotations", changed.annotations).stdout)
    assert found == []


def test_fields_and_links_that_are_not_valid_are_named(tmp_path: Path) -> None:
    reader = Commands(tmp_path / "workspace")
    (reader.sources / "one.txt").write_text(WAS, "utf-8")
    id = reader.tag("one.txt", 0, 5)
    file = reader.folder / "annotations.json"
    document = json.loads(file.read_text("utf-8"))
    (each,) = document["annotations"].values()
    each |= {"fields": {"speeker": "Ann"}, "links": {"x": {"type": "evidence", "to": {"url": "file:///etc"}}}}
    file.write_text(json.dumps(document, indent=2))
    problems = ["quote has no field “speeker”", "links must be http, https or mailto"]
    result = reader.run("check")
    *_, first, second, summary = result.stdout.splitlines()
    assert [line.split("\t") for line in (first, second)] == [["invalid", id, "one.txt", each] for each in problems]
    assert summary == "2 with fields or links that are not valid: has:invalid finds them in the list of tags"
    assert result.returncode == 0, "as nothing is lost"
    found = [each for each in lines(reader.run("check", "--json").stdout) if each["status"] == "invalid"]
    assert [(each["id"], each["problem"]) for each in found] == [(id, problem) for problem in problems]
