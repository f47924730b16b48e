"""`reader list` and `reader stats` choose, count and sort by field."""

import os
from datetime import datetime

import pytest

from reader.reports.selection import Selection
from reader.reports.source_list import list_sources, source_table
from reader.workspace.location import locate_workspace
from reader.workspace.workspace import Workspace
from tests.support.commands import Commands, lines


def rate(reader: Commands) -> Commands:
    """Tag two claims that are open and one that is refuted, one without a rating, and a quote."""
    for source, start, fields in (
        ("one.txt", 0, ["rating=refuted"]),
        ("one.txt", 6, ["rating=open"]),
        ("two.md", 0, ["rating=open", "wording=A port."]),
        ("two.md", 4, []),
    ):
        options = [part for each in fields for part in ("--field", each)]
        reader.run("tag", source, str(start), str(start + 4), "claim", *options)
    reader.run("tag", "one.txt", "40", "53", "quote", "--field", "speaker=Ann")
    return reader


@pytest.fixture
def rated(reader: Commands) -> Commands:
    return rate(reader)


@pytest.fixture(scope="module")
def read_only(tmp_path_factory: pytest.TempPathFactory) -> Commands:
    """The same tags, in a workspace of all tests that change nothing."""
    return rate(Commands(tmp_path_factory.mktemp("rated") / "workspace"))


def test_sources_are_listed_by_what_a_field_says(rated: Commands) -> None:
    assert rated.run("list", "--by", "rating").stdout.splitlines() == [
        "source   open  refuted  none  title",
        "one.txt     1        1     ·  Storm closes harbour today",
        "two.md      1        ·     1  A small port",
    ]
    (first, second) = lines(rated.run("list", "--by", "rating", "--sort", "none", "--json").stdout)
    assert (first["source"], first["by"], first["values"]) == ("two.md", "rating", {"open": 1, "none": 1})
    assert "tags" not in second


def test_of_a_hundred_tags_a_table_has_a_column_for_a_few(reader: Commands) -> None:
    names = ["claim/number", *(f"theme {number}" for number in range(98))]
    (reader.folder / "reader.toml").write_text("".join(f'[[tags]]\nname = "{name}"\n' for name in names))
    for tag in ("claim/number", "claim", "theme 90", "theme 91", "theme 91"):
        reader.run("tag", "one.txt", "0", "4", tag)
    reader.run("tag", "two.md", "0", "4", "claim/number")
    header, one, two = (line.split() for line in reader.run("list", "--sort", "claim").stdout.splitlines())
    assert header == ["source", "claim", "theme", "90", "theme", "91", "title"]
    assert (one[:4], two[:4]) == (["one.txt", "2", "1", "2"], ["two.md", "1", "·", "·"])
    *rows, total = reader.run("stats").stdout.splitlines()
    assert rows[1].split()[-1] == "cc···"
    assert total.endswith(" 3 claim, 1 theme 90, 2 theme 91")


def test_only_the_tags_that_match_are_counted(rated: Commands) -> None:
    assert rated.run("list", "--filter", "rating:open has:wording").stdout.splitlines()[1:] == [
        "one.txt      ·      ·            ·  Storm closes harbour today",
        "two.md       ·      1            ·  A small port",
    ]
    assert [each["tags"] for each in lines(rated.run("stats", "--filter", "speaker:ann", "--json").stdout)] == [
        {"quote": 1}, {}, {"quote": 1},
    ]  # fmt: skip
    assert rated.run("list", "--quotes", "--filter", "speaker:bob").stdout == ""


def test_stats_count_by_what_a_field_says(rated: Commands) -> None:
    rows = rated.run("stats", "--by", "rating").stdout.splitlines()
    assert [row.split("  ")[-1] for row in rows] == [
        "rating",
        "1 open, 1 refuted",
        "1 open, 1 none",
        "2 open, 1 refuted, 1 none",
    ]


def test_names_of_one_person_are_counted_together(rated: Commands) -> None:
    rated.run("tag", "one.txt", "28", "33", "quote", "--field", "speaker=Ann Lee")
    rated.run("people", "--join", "Ann", "Ann Lee")
    assert rated.run("list", "--by", "speaker").stdout.splitlines()[:2] == [
        "source   Ann Lee  title",
        "one.txt        2  Storm closes harbour today",
    ]


def names(printed: str) -> list[str]:
    return [line.split()[0] for line in printed.splitlines()[1:]]


@pytest.mark.parametrize(
    ("arguments", "found"),
    [
        ("--sort tags", ["one.txt", "two.md"]),
        ("--sort claim", ["one.txt", "two.md"]),
        ("--sort path", ["one.txt", "two.md"]),
        ("--sort left", ["one.txt", "two.md"]),
        ("--by rating --sort none", ["two.md", "one.txt"]),
        ("--filter lang:", []),
        ("--filter lang:unknown", ["one.txt", "two.md"]),
        ("--filter changed:today", ["one.txt", "two.md"]),
        ("--filter changed:yes", []),
        ("--filter changed:2001", []),
        ("--filter left:9", []),
    ],
)
@pytest.mark.parametrize("command", ["list", "stats"])
def test_sources_are_chosen_and_ordered_as_on_the_screen(
    read_only: Commands, command: str, arguments: str, found: list[str]
) -> None:
    assert [name for name in names(read_only.run(command, *arguments.split()).stdout) if name != "all"] == found


def test_the_newest_and_what_is_not_done_come_first(rated: Commands) -> None:
    workspace = Workspace(locate_workspace(rated.folder))
    os.utime(workspace.source("one.txt").path, (1, 1))
    assert names(rated.run("list", "--sort", "changed").stdout) == ["two.md", "one.txt"]
    workspace.done.toggle(workspace.article(workspace.source("one.txt")))
    assert names(rated.run("list", "--sort", "done").stdout) == ["two.md", "one.txt"]
    assert names(rated.run("list", "--filter", "done:no rating:open").stdout) == ["two.md"]


def test_what_was_asked_about_sources_has_a_column(rated: Commands) -> None:
    os.utime(rated.sources / "one.txt", (1e9, 1e9))
    changed = datetime.fromtimestamp(1e9).date().isoformat()  # another day west of Greenwich
    table = rated.run("list", "--sort", "changed", "--filter", "left:no lang:unknown").stdout.splitlines()
    assert table[0].split() == ["source", "quote", "claim", "boilerplate", "left", "lang", "changed", "title"]
    assert table[2].split()[4:7] == ["·", "·", changed]
    (_, old) = lines(rated.run("list", "--sort", "changed", "--json").stdout)
    assert (old["changed"], "left" in old) == (changed, False)


def test_terms_about_sources_hold_for_claims_and_quotes_too(rated: Commands) -> None:
    assert len(lines(rated.run("claims", "--filter", "rating:open", "--json").stdout)) == 2
    (rated.sources / "zoo.txt").write_text("Das ist der Zoo, und er ist nicht weit von der Stadt.")
    assert names(rated.run("list", "--filter", "lang:german").stdout) == ["zoo.txt"]
    rated.run("tag", "zoo.txt", "0", "11", "claim", "--field", "rating=open")
    assert len(lines(rated.run("claims", "--filter", "rating:open lang:de", "--json").stdout)) == 1
    assert rated.run("list", "--quotes", "--filter", "speaker:ann lang:french").stdout == ""


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        ("--by ratings", "no field “ratings”: did you mean rating?"),
        ("--by colour", "no field “colour”: the tags have speaker, "),
        ("--sort open", "no such column: the columns are quote, claim"),
    ],
)
def test_what_there_is_not_is_refused(rated: Commands, arguments: str, why: str) -> None:
    result = rated.run("list", *arguments.split())
    assert (result.returncode, why in result.stderr) == (2, True)


@pytest.mark.parametrize("command", ["list", "list --quotes", "stats", "claims", "report", "export --format csv"])
def test_a_filter_for_a_tag_that_there_is_not_finds_nothing_and_says_so(rated: Commands, command: str) -> None:
    result = rated.run(*command.split(), "--filter", "tag:zebra")
    assert (result.returncode, result.stderr) == (0, "--filter tag:zebra: no tag zebra in the codebook\n")
    exact = (rated.sources / "one.txt").read_text("utf-8")[:5]
    (rated.folder / "x.csv").write_text(f"source,start,end,exact,tag\none.txt,0,5,{exact},zebra\n")
    rated.run("import", "x.csv")
    assert "zebra in the codebook" not in rated.run(*command.split(), "--filter", "tag:zebra").stderr


@pytest.mark.parametrize(
    ("width", "title"), [(0, "Storm closes harbour today"), (50, "Storm closes …"), (60, "Storm closes harbour to…")]
)
def test_titles_are_cut_to_the_terminal(width: int, title: str, reader: Commands) -> None:
    workspace = Workspace(locate_workspace(reader.folder))
    selection = Selection.of(workspace)
    table = source_table(list_sources(workspace, selection), selection, width)
    assert [line for line in table.splitlines() if line.endswith(f"  {title}")], table
    assert all(len(line) <= width for line in table.splitlines()) or not width
