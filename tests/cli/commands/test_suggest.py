"""`reader suggest`: what it prints, and what it tags when it is asked to."""

from pathlib import Path

import pytest

from tests.support.commands import Commands, lines
from tests.support.ferry_article import LINES, ONE


@pytest.fixture
def reader(tmp_path: Path) -> Commands:
    commands = Commands(tmp_path / "workspace")
    (commands.sources / "one.txt").write_text(ONE, "utf-8")
    return commands


def test_json_lines_have_all_that_a_script_needs(reader: Commands) -> None:
    result = reader.run("suggest", ".", "--json", "--tag", "boilerplate")
    records = lines(result.stdout)
    assert (result.returncode, result.stderr, [each["exact"] for each in records]) == (0, "", LINES)
    for each in records:
        assert list(each) == ["source", "start", "end", "exact", "tag", "score", "sure", "reasons"]
        assert ONE[each["start"] : each["end"]] == each["exact"]
        assert (each["source"], each["tag"], bool(each["reasons"])) == ("one.txt", "boilerplate", True)
        assert isinstance(each["sure"], bool)
        assert 0.5 < each["score"] <= 1


def test_it_can_be_asked_for_less(reader: Commands) -> None:
    assert len(reader.run("suggest", "--tag", "boilerplate", "--source", "one.txt").stdout.splitlines()) == 3
    assert reader.run("suggest", "--source", "two.md").stdout == reader.run("suggest", "--tag", "quote").stdout == ""
    sure = lines(reader.run("suggest", "--sure", "--json").stdout)
    assert sure == [each for each in lines(reader.run("suggest", "--json").stdout) if each["sure"]]
    assert reader.run("suggest", "--tag", "mood").returncode == 2
    assert reader.run("suggest", "--source", "gone.txt").returncode == 1


def test_all_sure_ones_are_tagged_by_the_reader_in_one_step_of_the_persons(reader: Commands) -> None:
    sure = [each["exact"] for each in lines(reader.run("suggest", "--sure", "--json").stdout)]
    assert reader.run("suggest", "--accept", "sure").stdout == f"{len(sure)} tagged\n"
    tagged = reader.exported()["annotations"]
    assert ([each["exact"] for each in tagged], {each["creator"] for each in tagged}) == (sure, {"reader"})
    (words,) = {(each["who"], each["words"]) for each in lines(reader.run("log", "--json").stdout)}
    assert words == ("tester", f"tagged {len(sure)} suggestions")
    assert reader.run("suggest", "--accept", "sure").stdout == "0 tagged\n"


def test_a_quote_has_its_speaker_and_its_cue(reader: Commands) -> None:
    (reader.sources / "sea.txt").write_text("“The sea is high,” said Ada Weir, a pilot.\n", "utf-8")
    only = ("--source", "sea.txt", "--tag", "quote")
    (record,) = lines(reader.run("suggest", ".", "--json", *only).stdout)
    speaker, cue = record["fields"]["speaker"], record["fields"]["cue"]
    assert (speaker["exact"], speaker["sure"], cue["exact"]) == ("Ada Weir, a pilot", True, "said")
    assert reader.run("suggest", ".", *only).stdout.rstrip().endswith("\tAda Weir · said")
    assert reader.run("suggest", ".", "--accept", "sure", *only).stdout == "1 tagged\n"
    (quote,) = reader.exported()["annotations"]
    assert [each["name"] for each in quote["fields"]["speaker"]] == ["Ada Weir"]


def test_a_line_says_whether_it_is_sure_else_how_likely_it_is(reader: Commands) -> None:
    records = lines(reader.run("suggest", ".", "--json").stdout)
    marks = [line.split("\t")[4] for line in reader.run("suggest", ".").stdout.splitlines()]
    assert marks == ["sure" if each["sure"] else f"{each['score']:.2f}" for each in records]
    assert "sure" in marks
    assert set(marks) > {"sure"}, "there is one of each kind"
