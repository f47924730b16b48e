"""`reader codebook`: all tags with their entries and counts, in several formats."""

import csv
import json

import pytest

from tests.support.commands import Commands


@pytest.fixture
def nested(reader: Commands) -> Commands:
    """A codebook with a nested tag, and an annotation of it."""
    (reader.folder / "reader.toml").write_text('[[tags]]\nname = "claim/number"\nmeaning = "a figure"\n')
    reader.run("tag", "one.txt", "28", "33", "claim/number")
    return reader


def test_tags_are_listed_with_their_annotations(nested: Commands) -> None:
    said = nested.run("codebook")
    assert "c    claim            0      1  an assertion" in said.stdout
    assert "       number         1      1  a figure" in said.stdout
    assert (said.returncode, said.stderr) == (0, "")


def test_what_the_codebook_lacks_is_counted_and_what_to_do_is_reported(nested: Commands) -> None:
    (nested.folder / "reader.toml").unlink()
    said = nested.run("codebook")
    assert said.stdout.endswith("3 tags · 1 annotation\nnot in the codebook: claim/number 1\n")
    assert "add an entry to reader.toml" in said.stderr


def test_each_format_has_the_nested_tag(nested: Commands) -> None:
    found = json.loads(nested.run("codebook", "--format", "json").stdout)
    assert [each["tag"] for each in found["tags"]] == ["quote", "claim", "claim/number", "boilerplate"]
    rows = list(csv.DictReader(nested.run("codebook", "--format", "csv").stdout.splitlines()))
    assert [row["with_nested"] for row in rows] == ["0", "1", "1", "0"]
    assert "### claim/number\n\na figure\n" in nested.run("codebook", "--format", "markdown").stdout
    assert "<h3>claim/number</h3>" in nested.run("codebook", "--format", "html").stdout
    assert nested.run("codebook", "--format", "qdc").stdout == nested.run("export", "--format", "qdc").stdout


def test_raw_is_for_spreadsheets(reader: Commands) -> None:
    said = reader.run("codebook", "--raw")
    assert (said.returncode, "belongs to --format csv" in said.stderr) == (2, True)
