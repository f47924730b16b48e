"""`reader stats` prints who tagged what, and which tags stand together."""

import json
from collections import Counter

import pytest

from tests.support.commands import Commands, lines


@pytest.mark.parametrize("terms", ["", "claim near:quote"])
def test_its_sums_are_those_of_the_list_and_of_an_export(reader: Commands, terms: str) -> None:
    for start, end, tag, who in ((0, 5, "claim", "Ann"), (2, 9, "quote", "Bob"), (30, 40, "claim", "Bob")):
        reader.run("tag", "one.txt", str(start), str(end), tag, "--creator", who)
    reader.run("tag", "two.md", "2", "7", "claim", "--creator", "Ann")
    (reader.folder / "seeds" / "two.md").unlink()
    given = ["--filter", terms] if terms else []
    table = Counter[str]()
    for each in lines(reader.run("stats", "--table", "tags", "--json", *given).stdout):
        table[each["tag"]] += each["annotations"]
    listed = sum((Counter(each["tags"]) for each in lines(reader.run("list", "--json", *given).stdout)), Counter[str]())
    exported = json.loads(reader.run("export", "--format", "json", *given).stdout)
    kept = Counter(each["tag"] for each in [*exported["annotations"], *exported["orphans"]])
    assert table == listed == kept


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["--json", "--csv"], "--json and --csv: give one of them"),
        (["--raw"], "--raw belongs to --csv"),
        (["--near", "5"], "--near belongs to --table together"),
        (["--table", "together", "--near", "-1"], "--near -1: give a number from 0 to 1,000,000"),
        (["--table", "tags", "--by", "rating"], "--by belongs to --table progress"),
        (["--table", "tags", "--sort", "left"], "--sort belongs to --table progress"),
    ],
)
def test_options_that_do_not_go_together_are_refused(reader: Commands, options: list[str], message: str) -> None:
    found = reader.run("stats", *options)
    assert (found.returncode, found.stdout) == (2, "")
    assert message in found.stderr


def test_the_command_prints_it_and_names_what_cannot_be_read(reader: Commands) -> None:
    reader.run("tag", "one.txt", "0", "9", "claim")
    reader.run("tag", "one.txt", "20", "29", "quote")
    reader.run("tag", "two.md", "2", "5", "quote")
    assert reader.run("stats", "--table", "together", "--csv").stdout.splitlines()[1:] == [
        "claim,near,quote,1,1,1,1", "quote,near,claim,1,1,1,1",
    ]  # fmt: skip
    assert reader.run("stats", "--table", "together", "--near", "5").stdout == "no two tags occur together\n"
    (reader.folder / "seeds" / "two.md").write_bytes(b"\0\0")
    found = reader.run("stats", "--table", "together")
    assert "two.md" in found.stderr


def test_progress_is_a_table_for_spreadsheets_too(reader: Commands) -> None:
    reader.run("tag", "one.txt", "0", "9", "claim")
    head, first, *_ = reader.run("stats", "--csv").stdout.splitlines()
    assert head == "source,sentences,seen,tagged,done,tag: quote,tag: claim,tag: boilerplate"
    assert first.startswith("one.txt,") and first.endswith(",1,1,,0,1,0")
