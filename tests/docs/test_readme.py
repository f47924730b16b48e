"""README and docs/ say what the program does: their tables are the code's, their links and pictures are there."""

import re
from pathlib import Path

import pytest

from reader.cli.commands import COMMANDS
from reader.version import VERSION
from tests.support import ROOT
from tests.support.commands import run_here
from tests.support.tables import TABLES

PAGES = [*sorted(ROOT.glob("*.md")), *sorted((ROOT / "docs").rglob("*.md"))]
README = (ROOT / "README.md").read_text("utf-8")
TABLE = re.compile(r"<!-- (?P<name>[a-z ]+) -->\n(?P<rows>.*?\n)?<!-- /(?P=name) -->", re.DOTALL)
LINK = re.compile(r"\]\((?!https?:)([^)#]*)#?([^)]*)\)")


def headings(page: Path) -> set[str]:
    """The anchors that GitHub gives them."""
    found = re.findall(r"^#+ (.*)$", page.read_text("utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w -]", "", each.lower()).replace(" ", "-") for each in found}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_the_tables_are_the_codes(page: Path) -> None:
    """After a change of the code: `python tests/docs/test_readme.py` writes them anew."""
    text = page.read_text("utf-8")
    assert rewritten(text) == text


def test_every_table_is_somewhere() -> None:
    places = [found["name"] for page in PAGES for found in TABLE.finditer(page.read_text("utf-8"))]
    assert sorted(places) == sorted(TABLES)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_links_and_pictures_are_there(page: Path) -> None:
    for file, heading in LINK.findall(re.sub(r"```.*?```|`[^`\n]*`", "", page.read_text("utf-8"), flags=re.DOTALL)):
        there = (page.parent / file) if file else page
        assert there.exists(), file
        assert not heading or heading in headings(there), heading


def test_the_index_has_every_page() -> None:
    index = ROOT / "docs" / "README.md"
    linked = {(index.parent / file).resolve() for file, _ in LINK.findall(index.read_text("utf-8"))}
    assert {*(ROOT / "docs").rglob("*.md")} - {index} <= linked


def test_the_changelog_has_a_dated_section_for_this_version() -> None:
    first, *dated = re.findall(r"^## (.*)$", (ROOT / "CHANGELOG.md").read_text("utf-8"), re.MULTILINE)
    assert first == "[Unreleased]"
    assert all(re.fullmatch(r"\[\d+\.\d+\.\d+\] - \d{4}-\d\d-\d\d", each) for each in dated)
    assert dated[0].startswith(f"[{VERSION}] - ")


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_says_what_it_does(name: str) -> None:
    done = run_here(ROOT, name, "--help")
    assert done.returncode == 0
    assert "usage: reader" in done.stdout


def test_the_first_commands_leave_the_checkout_clean() -> None:
    first, second = re.findall(r"^```\n[^\n]*\.venv/bin/reader ([^\n]*)\n```$", README, re.MULTILINE)
    assert first == "--demo reader-sample"
    assert second == "export reader-sample -o reader-sample/tags.json"
    assert "reader-sample/" in (ROOT / ".gitignore").read_text("utf-8").splitlines()


def test_the_test_command_is_the_one_that_ci_runs() -> None:
    ci = (ROOT / ".ci" / "run").read_text("utf-8")
    (command,) = re.findall(r"^python3 -m venv .*pytest.*$", README, re.MULTILINE)
    assert "README.md" in ci
    assert "-e '.[dev]'" in command


def rewritten(text: str) -> str:
    return TABLE.sub(
        lambda found: f"<!-- {found['name']} -->\n{TABLES[found['name']]}\n<!-- /{found['name']} -->", text
    )


if __name__ == "__main__":
    for page in PAGES:
        page.write_text(rewritten(page.read_text("utf-8")), "utf-8")
