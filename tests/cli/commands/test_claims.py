"""`reader claims`: the claim ledger for people, scripts and spreadsheets."""

import csv

import pytest

from tests.support.commands import Commands, lines


@pytest.fixture
def rated(reader: Commands) -> Commands:
    """Two claims in two sources, of which one is rated and has a wording that a spreadsheet would obey."""
    first = ("--field", "rating=refuted", "--field", "wording==1+1 is three")
    reader.run("tag", "one.txt", "28", "33", "claim", *first)
    reader.run("tag", "two.md", "0", "5", "claim")
    reader.run("tag", "two.md", "0", "5", "quote")
    return reader


def test_claims_are_listed_open_ones_first(rated: Commands) -> None:
    (two, one) = lines(rated.run("claims", "--json").stdout)
    exact = one["claims"][0]["exact"]
    assert rated.run("claims").stdout.splitlines() == [
        f"open          {two['statement']}",
        "  two.md · tester",
        "refuted       =1+1 is three",
        f"  one.txt\t{exact} · tester",
        "2 claims in 2 sources · 1 open, 1 refuted",
    ]


def test_a_statement_is_printed_once_and_as_the_page_shows_it(reader: Commands) -> None:
    (reader.sources / "two.md").write_text("One **bold** [claim](https://a.example).\n\nAnother *claim*.\n", "utf-8")
    ends = (reader.run("tag", "two.md", *place, "claim").stdout.strip() for place in (("0", "40"), ("42", "58")))
    first, second = ends
    reader.run("link", first, second, "--type", "same-as")
    reader.run("link", first, "two.md:4-12", "--type", "evidence")
    assert reader.run("claims").stdout.splitlines() == [
        "open          One bold claim.",
        "  two.md · tester",
        "  two.md\tAnother claim. · tester",
        "  evidence\ttwo.md: “bold”",
        "1 claim in 1 source · 1 open",
    ]
    (row,) = lines(reader.run("claims", "--json").stdout)
    exact = row["claims"][0]["exact"]
    assert (row["statement"], exact) == ("One bold claim.", "One **bold** [claim](https://a.example).")


def test_scripts_get_all_there_is(rated: Commands) -> None:
    _, one = lines(rated.run("claims", "--json").stdout)
    (claim,) = one.pop("claims")
    assert one == {
        "rating": "refuted",
        "ratings": ["refuted"],
        "statement": "=1+1 is three",
        "wordings": ["=1+1 is three"],
        "sources": ["one.txt"],
        "people": ["tester"],
        "evidence": [],
    }
    assert (claim["source"], claim["start"], claim["end"], claim["rating"]) == ("one.txt", 28, 33, "refuted")


def test_a_spreadsheet_gets_no_formula_unless_it_is_wanted(rated: Commands) -> None:
    for options, cell in (((), "'=1+1 is three"), (("--raw",), "=1+1 is three")):
        header, _, row = csv.reader(rated.run("claims", "--csv", *options).stdout.splitlines())
        assert header == ["rating", "claim", "sources", "evidence", "people", "passages"]
        assert row[:3] == ["refuted", cell, "one.txt"]


def test_a_filter_chooses_statements(rated: Commands) -> None:
    (found,) = lines(rated.run("claims", "--filter", "rating:refuted", "--json").stdout)
    assert found["rating"] == "refuted"
    assert rated.run("claims", "--filter", "rating:nothing").stdout == "no claims\n"
    (rated.sources / "two.md").unlink()
    (lost,) = lines(rated.run("claims", "--filter", "status:orphan", "--json").stdout)
    assert lost["sources"] == ["two.md"]


@pytest.mark.parametrize(("arguments", "reason"), [("--json --csv", "give one of them"), ("--raw", "belongs to --csv")])
def test_what_cannot_be_is_refused(arguments: str, reason: str, rated: Commands) -> None:
    result = rated.run("claims", *arguments.split())
    assert (result.returncode, reason in result.stderr) == (2, True)
