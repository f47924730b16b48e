"""`reader verify`: records, the report for people, and the exit status that a hook looks at."""

import json
from pathlib import Path

import pytest

from tests.support.commands import Commands, controls, lines
from tests.support.quoted_speech import ARTICLE, TRANSCRIPT


@pytest.fixture
def commands(tmp_path: Path) -> Commands:
    reader = Commands(tmp_path / "workspace")
    for path in reader.sources.iterdir():
        path.unlink()
    (reader.sources / "article.txt").write_text(ARTICLE, "utf-8")
    (reader.sources / "originals").mkdir()
    (reader.sources / "originals" / "council.txt").write_text(TRANSCRIPT, "utf-8")
    return reader


def test_each_quotation_has_a_record_and_its_spans_hold(commands: Commands) -> None:
    result = commands.run("verify", "--json")
    assert (result.returncode, result.stderr) == (1, "")
    found = lines(result.stdout)
    assert [each["verdict"] for each in found].count("altered") == 7
    for each in found:
        assert ARTICLE[each["start"] : each["end"]] == each["exact"]
        if there := each["original"]:
            assert TRANSCRIPT[there["start"] : there["end"]] == there["exact"]
    assert list(found[0]) == [
        "source",
        "start",
        "end",
        "exact",
        "verdict",
        "original",
        "differences",
        "originals",
        "speaker",
    ]


def test_the_report_shows_both_and_marks_what_differs(commands: Commands) -> None:
    report = commands.run("verify").stdout
    assert "article.txt:3: ≠ altered · a negation\n" in report
    assert "  original  I have +never+ promised money" in report
    assert "engineers" in report
    assert "−fourteen−" in report
    assert "0 not found in 1 original" in report
    assert report.endswith("9 quotations in 1 article, 1 original · = exact 1 · ≠ altered 7 · 0 not found 1\n")
    assert not controls(report)


def test_the_status_says_whether_it_can_be_published(commands: Commands) -> None:
    article = commands.sources / "article.txt"
    article.write_text("“We have asked forty engineers to look at the chain,” he said.", "utf-8")
    assert commands.run("verify").returncode == 0
    assert commands.run("verify", "--strict").returncode == 1  # the sentence goes on
    article.write_text("“We have asked forty engineers … and they will report to Councillor Wren next week.”", "utf-8")
    assert commands.run("verify").returncode == 0
    assert commands.run("verify", "--strict").returncode == 1
    article.write_text("“The harbour will stay closed until Friday.”", "utf-8")
    assert commands.run("verify", "--strict").returncode == 0


def test_without_originals_nothing_fails(commands: Commands) -> None:
    (commands.sources / "originals" / "council.txt").unlink()
    result = commands.run("verify")
    assert result.returncode == 0
    assert "no originals yet: put them into a folder named originals" in result.stdout
    assert {each["verdict"] for each in lines(commands.run("verify", "--json").stdout)} == {"not-compared"}


def test_an_article_and_a_folder_of_transcripts_need_no_workspace(tmp_path: Path) -> None:
    reader = Commands(tmp_path / "workspace")
    (reader.folder / "article.txt").write_text(ARTICLE, "utf-8")
    (reader.folder / "transcripts").mkdir()
    (reader.folder / "transcripts" / "council.txt").write_text(TRANSCRIPT, "utf-8")
    result = reader.run("verify", "article.txt", "--originals", "transcripts")
    assert result.returncode == 1
    assert "transcripts/council.txt:3" in result.stdout
    assert reader.run("verify", "article.txt", "--originals", "none").returncode == 2


def test_one_source_can_be_checked(commands: Commands) -> None:
    (commands.sources / "other.txt").write_text("“The harbour will stay closed until Friday.”", "utf-8")
    assert {each["source"] for each in lines(commands.run("verify", "--json").stdout)} == {"article.txt", "other.txt"}
    assert commands.run("verify", "--source", "other.txt").returncode == 0


def test_quotations_in_other_articles_are_lesser_evidence(commands: Commands) -> None:
    (commands.sources / "other.txt").write_text(
        "“Let the gulls pay for the lighthouse, since they are the only ones who use it,” she read.", "utf-8"
    )
    report = commands.run("verify", "--source", "article.txt").stdout
    assert "0 not found in 1 original · quoted in other.txt, which is not an original" in report


def tagged(commands: Commands, *starts: str, creator: str = "") -> None:
    """Tag the quotations of the article that begin with some words."""
    options = ["--creator", creator] if creator else []
    for words in starts:
        start = ARTICLE.index(words)
        commands.run("tag", "article.txt", str(start), str(ARTICLE.index("”", start) + 1), "quote", *options)


def test_verdicts_are_kept_on_the_tags(commands: Commands) -> None:
    tagged(commands, "“I have promised", "“Let the gulls")
    before = commands.run("verify", "--json").stdout
    result = commands.run("verify", "--json", "--keep")
    assert (result.returncode, result.stdout) == (1, before)
    assert result.stderr == "kept 2 verdicts; 7 quotations have no tag to keep one on\n"
    records = json.loads(commands.annotations.read_text("utf-8"))["annotations"].values()
    assert [each["fields"]["verdict"] for each in records] == ["altered", "not-found"]
    assert commands.run("verify", "--keep").stderr.startswith("kept 0 verdicts;")


def test_verdicts_on_the_tags_of_other_people_are_kept_beside_them(commands: Commands) -> None:
    tagged(commands, "“I have promised", creator="Ann")
    assert "kept 1 verdict, 1 of them on tags of your own beside" in commands.run("verify", "--keep").stderr
    records = json.loads(commands.annotations.read_text("utf-8"))["annotations"].values()
    assert [(each["creator"] == "Ann", bool(each.get("fields"))) for each in records] == [(True, False), (False, True)]


def test_verdicts_are_kept_only_if_a_link_can_lead_to_the_originals(commands: Commands, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "council.txt").write_text(TRANSCRIPT, "utf-8")
    result = commands.run("verify", "--keep", "--originals", tmp_path / "elsewhere")
    assert result.returncode == 2
    assert "the originals must be among the sources" in result.stderr


def test_tags_are_counted_by_verdicts_that_nobody_kept(commands: Commands) -> None:
    tagged(commands, "“I have promised", "“Let the gulls", "“The harbour")

    def count(term: str) -> int:
        (entry, _original) = lines(commands.run("list", "--json", "--filter", term).stdout)
        found: int = entry["tags"].get("quote", 0)
        return found

    assert [count(term) for term in ("verdict:altered", "verdict:not-found", "verdict:exact")] == [2, 1, 0]
    commands.run("verify", "--keep")
    original = commands.sources / "originals" / "council.txt"
    original.write_text(f"{TRANSCRIPT}\nOne more line.\n", "utf-8")
    assert count("verdict:out-of-date") == 2
    assert lines(commands.run("stats", "--json", "--filter", "verdict:not").stdout)[-1]["tags"] == {"quote": 1}
