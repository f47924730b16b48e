"""`reader people` and `reader list --quotes`: who is quoted, under which names, and with what."""

from pathlib import Path

import pytest

from tests.support.commands import Commands, lines


@pytest.fixture
def quoted(reader: Commands) -> Commands:
    """Two quotes of two names in one source, and one without a speaker in the other."""
    reader.run("tag", "one.txt", "40", "53", "quote", "--field", "speaker=Ann")
    reader.run("tag", "one.txt", "28", "33", "quote", "--field", "speaker=Ann Lee, she")
    reader.run("tag", "two.md", "0", "5", "quote")
    reader.run("tag", "two.md", "0", "5", "claim")
    return reader


def test_names_are_listed_joined_and_split(quoted: Commands) -> None:
    assert quoted.run("people").stdout == (
        "Ann · 1 quote in 1 source\nAnn Lee · 1 quote in 1 source\n"
        "she (one.txt) · 1 quote in 1 source · same as Ann Lee?\n"
    )
    assert quoted.run("people", "--join", "Ann", "Ann Lee").stdout == "joined 2 names as Ann Lee\n"
    assert (
        quoted.run("people", "--join", "she", "Ann Lee", "--source", "one.txt").stdout == "joined 2 names as Ann Lee\n"
    )
    assert quoted.run("people").stdout == "Ann Lee · 3 quotes in 1 source\n  = Ann · 1\n  = she (one.txt) · 1\n"
    assert quoted.run("people", "--split", "Ann").stdout == "split 1 name from Ann Lee\n"
    (found, _) = lines(quoted.run("people", "--json").stdout)
    assert found == {
        "person": "Ann Lee",
        "source": None,
        "quotes": 2,
        "sources": ["one.txt"],
        "names": [{"name": "Ann Lee", "source": None, "quotes": 1}, {"name": "she", "source": "one.txt", "quotes": 1}],
        "offer": None,
    }


def test_another_name_can_stand_for_the_person(quoted: Commands) -> None:
    assert quoted.run("people", "--join", "Ann Lee", "--as", "Ann").stdout == "joined 2 names as Ann\n"
    assert [each["person"] for each in lines(quoted.run("people", "--json").stdout)] == ["Ann", "she"]


def test_quotes_are_listed_by_person(quoted: Commands) -> None:
    quoted.run("people", "--join", "Ann", "Ann Lee")
    assert quoted.run("list", "--quotes").stdout.splitlines() == [
        "Ann Lee · 2 quotes in 1 source · also Ann",
        "  one.txt\tShips",
        "  one.txt\t“It is odd,” (Ann)",
        "",
        "she (one.txt) · 1 quote in 1 source",
        "  one.txt\tShips",
        "",
        "no speaker · 1 quote",
        "  two.md\tA s",
    ]
    found = lines(quoted.run("list", "--quotes", "--json").stdout)
    assert [(each["person"], each["name"], each["exact"]) for each in found] == [
        ("Ann Lee", "Ann Lee", "Ships"),
        ("Ann Lee", "Ann", "“It is odd,” "),
        ("she", "she", "Ships"),
        (None, None, "# A s"),
    ]
    assert found[0]["fields"] == {"speaker": "Ann Lee, she"}


def test_an_empty_workspace_has_nobody(reader: Commands) -> None:
    assert (reader.run("people").stdout, reader.run("list", "--quotes").stdout) == ("", "")


@pytest.mark.parametrize(
    ("arguments", "status", "why"),
    [
        ("--join Ann --split Ann", 2, "two steps"),
        ("--as Ann", 2, "belong to --join or --split"),
        ("--join she Ann", 1, "means somebody else in each source: give the source (--source)"),
        ("--split Ann", 1, "is not joined to another one"),
        ("--join Ann she --source three.txt", 1, "three.txt"),
    ],
)
def test_what_cannot_be_done_is_refused(quoted: Commands, arguments: str, status: int, why: str) -> None:
    result = quoted.run("people", *arguments.split())
    assert (result.returncode, why in result.stderr) == (status, True), result.stderr


def test_joined_names_are_exported_merged_and_counted_where_they_are_left_out(quoted: Commands, tmp_path: Path) -> None:
    quoted.run("people", "--join", "Ann", "Ann Lee")
    export, other, third = tmp_path / "export.json", Commands(tmp_path / "other"), Commands(tmp_path / "third")
    assert "joins of names" not in quoted.run("export", "--output", export).stderr
    assert "joins of names that mean one person" in quoted.run("export", "--format", "csv").stderr
    assert "added: people: Ann\n" in other.run("merge", export).stdout
    assert "names that are now joined to others: 1" in third.run("import", export).stderr
    for each in (other, third):
        assert each.run("people").stdout.startswith("Ann Lee · 2 quotes in 1 source\n  = Ann · 1\n")
