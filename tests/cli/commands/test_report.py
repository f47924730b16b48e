"""`reader report`: a report for an editor, on the screen or in a file."""

import os
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.support.commands import Commands


@pytest.fixture
def tagged(reader: Commands) -> Commands:
    reader.run("tag", "one.txt", "28", "33", "claim", "--field", "rating=refuted")
    return reader


def test_the_report_is_printed_as_markdown(tagged: Commands) -> None:
    found = tagged.run("report", "--part", "claims").stdout
    assert found.startswith("# Report\n")
    assert "## Claims\n" in found
    assert "- rating: refuted\n" in found
    assert "## Quotes by person" not in found


@pytest.mark.parametrize(
    ("name", "options", "beginning"),
    [
        ("r.html", [], "<!DOCTYPE html>"),
        ("r.md", [], "# Report"),
        ("r.txt", ["--format", "html"], "<!DOCTYPE html>"),
        ("r.html", ["--format", "markdown"], "# Report"),
    ],
)
def test_the_name_of_the_file_says_the_format(
    tagged: Commands, tmp_path: Path, name: str, options: list[str], beginning: str
) -> None:
    assert tagged.run("report", "-o", str(tmp_path / name), *options).returncode == 0
    assert (tmp_path / name).read_text().startswith(beginning)


def test_a_file_is_not_replaced_unless_it_is_wanted(tagged: Commands, tmp_path: Path) -> None:
    file = tmp_path / "r.md"
    file.write_text("mine")
    refused = tagged.run("report", "-o", str(file))
    assert (refused.returncode, file.read_text()) == (1, "mine")
    assert "it exists and was left as it is; --force replaces it" in refused.stderr
    assert tagged.run("report", "-o", str(file), "--force").returncode == 0
    assert file.read_text().startswith("# Report")


def test_a_file_that_cannot_be_written_is_named(tagged: Commands, tmp_path: Path) -> None:
    refused = tagged.run("report", "-o", str(tmp_path / "nowhere" / "r.md"))
    assert refused.returncode == 1
    assert "r.md: it cannot be written: No such file or directory; name a file in an existing folder" in refused.stderr


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("annotations.json", "this file belongs to the workspace itself"),
        ("seeds/one.txt", "this file belongs to the workspace itself"),
        ("seeds/report.md", "it would become a source there"),
        ("seeds", "this file belongs to the workspace itself"),
        (".", "it is a folder, but a report needs a file"),
    ],
)
def test_a_report_is_never_written_over_the_workspace_or_among_its_sources(
    tagged: Commands, name: str, reason: str
) -> None:
    before = {each: each.read_bytes() for each in tagged.folder.rglob("*") if each.is_file()}
    refused = tagged.run("report", "-o", str(tagged.folder / name), "--force")
    assert (refused.returncode, refused.stdout) == (1, "")
    assert reason in refused.stderr
    assert {each: each.read_bytes() for each in before} == before


def test_a_pipe_or_a_dash_gets_the_report(tagged: Commands, tmp_path: Path) -> None:
    whole = tagged.run("report").stdout
    assert tagged.run("report", "-o", "-").stdout == whole
    os.mkfifo(pipe := tmp_path / "pipe")
    with ThreadPoolExecutor() as pool:
        read = pool.submit(pipe.read_text, "utf-8")
        assert tagged.run("report", "-o", str(pipe)).returncode == 0
        assert read.result(10) == whole
    assert pipe.is_fifo()


def test_a_report_can_be_about_one_person_or_one_source(tagged: Commands) -> None:
    creator = tagged.exported()["annotations"][0]["creator"]
    assert "1 claim." in tagged.run("report", "--part", "claims", "--creator", creator, "--source", "one.txt").stdout
    result = tagged.run("report", "--creator", "nobody")
    assert (result.returncode, result.stdout) == (2, "")
    assert "nobody: there is no such creator" in result.stderr
