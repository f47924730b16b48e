"""Suggestions in a workspace: taken over, dismissed for good, and undone; what other sources tell of a line."""

from pathlib import Path

import pytest

from reader.annotation.model.annotation import Annotation, Dismissal
from reader.errors import UsageError
from reader.insight.suggestion import Suggestion
from reader.text.article import Article
from reader.text.span import Span
from reader.workspace.corpus_builder import build_corpus
from reader.workspace.location import locate_workspace
from reader.workspace.workspace import Workspace
from tests.support.ferry_article import BODY, LINES, ONE


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "one.txt").write_text(ONE, "utf-8")
    return tmp_path


def opened(folder: Path, name: str = "one.txt") -> tuple[Workspace, Article]:
    workspace = Workspace(locate_workspace(folder))
    return workspace, workspace.article(workspace.source(name))


def boilerplate(workspace: Workspace, article: Article) -> list[Suggestion]:
    return [each for each in workspace.suggestions.of(article) if each.tag == "boilerplate"]


def lines(workspace: Workspace, article: Article) -> list[str]:
    return [each.span.of(article.text) for each in boilerplate(workspace, article)]


def test_what_is_accepted_is_tagged_by_who_did_it_in_one_step(folder: Path) -> None:
    workspace, article = opened(folder)
    step = workspace.suggestions.accept(article, boilerplate(workspace, article))
    assert [each.annotation.exact for each in step.annotation_changes] == LINES
    assert {each.creator for each in workspace.annotations} == {workspace.creator}
    assert lines(workspace, article) == []
    workspace.undo()
    assert (list(workspace.annotations), lines(workspace, article)) == ([], LINES)


SEA = "“The sea is high,” said Ada Weir, a pilot. “Stay in the harbour.”\n\n“It is,” Bo grumbled.\n"


def speakers(workspace: Workspace) -> list[tuple[str, str, str]]:
    """Return the name, the words of the name, and the cue of each annotation that has a speaker."""
    people = [(each.fields["speaker"], each.fields["cue"]) for each in workspace.annotations if each.fields]
    return [(one["name"], one["exact"], cue["exact"]) for (one,), cue in people]


def test_a_quote_is_accepted_with_its_speaker_and_its_cue_which_are_valid_values(folder: Path) -> None:
    (folder / "one.txt").write_text(SEA, "utf-8")
    workspace, article = opened(folder)
    quotes = [each for each in workspace.suggestions.of(article) if each.tag == "quote"]
    workspace.suggestions.accept(article, quotes)
    weir, bo = ("Ada Weir", "Ada Weir, a pilot", "said"), ("Bo", "Bo", "grumbled")
    assert speakers(workspace) == [weir, weir, bo]
    assert [problem for each in workspace.annotations for problem in workspace.fields.problems(each)] == []
    assert {each.fields["cue"]["digest"] for each in workspace.annotations} == {article.digest}
    workspace.undo()
    workspace.suggestions.accept(article, quotes, are_read=False)
    assert speakers(workspace) == [weir, weir], "what nobody has looked at has only speakers that are sure"


@pytest.mark.parametrize(
    ("field", "taken"),
    [
        ('name = "mood", type = "text"', ["speaker", "cue"]),
        ('name = "cue", type = "text"', ["speaker"]),
        ('name = "speaker", type = "url"', ["cue"]),
    ],
)
def test_only_what_the_fields_of_the_tag_can_have_is_taken(folder: Path, field: str, taken: list[str]) -> None:
    (quote,) = accepted_quote(folder, field)
    assert list(quote.fields) == taken


def test_a_tag_with_one_speaker_gets_one(folder: Path) -> None:
    (quote,) = accepted_quote(folder, 'name = "speaker", many = false')
    assert quote.fields["speaker"]["name"] == "Ada Weir"


def accepted_quote(folder: Path, field: str) -> list[Annotation]:
    """Return the annotation that a suggested quote becomes, given a field of the tag in reader.toml."""
    (folder / "one.txt").write_text(SEA, "utf-8")
    (folder / "reader.toml").write_text(f'[[tags]]\nname = "quote"\nfields = [{{{field}}}]\n', "utf-8")
    workspace, article = opened(folder)
    first = next(each for each in workspace.suggestions.of(article) if each.tag == "quote")
    return [change.annotation for change in workspace.suggestions.accept(article, [first]).annotation_changes]


def test_what_is_dismissed_stays_so_until_it_is_undone(folder: Path) -> None:
    workspace, article = opened(folder)
    workspace.suggestions.dismiss(article, boilerplate(workspace, article)[0])
    for again, same in ((workspace, article), opened(folder)):
        assert lines(again, same) == LINES[1:]
        assert [each.exact for each in again.suggestions.dismissed_in(same)] == LINES[:1]
        assert not again.annotations
    step = workspace.undo()
    assert step and isinstance(step.changes[0].before, Dismissal)
    assert (step.description, step.annotation_changes) == ("dismissed boilerplate", ())
    assert lines(workspace, article) == LINES


def test_a_dismissal_goes_with_the_text(folder: Path) -> None:
    workspace, article = opened(folder)
    workspace.suggestions.dismiss(article, boilerplate(workspace, article)[1])
    (folder / "one.txt").write_text(f"Updated at: noon\n\n{ONE}".replace("ninety", "a hundred"), "utf-8")
    workspace, article = opened(folder)
    assert lines(workspace, article) == ["Updated at: noon", LINES[0], LINES[2]]


def test_it_is_not_in_the_export(folder: Path) -> None:
    workspace, article = opened(folder)
    workspace.suggestions.dismiss(article, boilerplate(workspace, article)[0])
    corpus = build_corpus(workspace, [])
    assert (list(corpus.annotations), dict(workspace.annotations.counts())) == ([], {})


def test_the_log_tells_of_it(folder: Path) -> None:
    workspace, article = opened(folder)
    workspace.suggestions.dismiss(article, boilerplate(workspace, article)[0])
    (record,) = workspace.annotations.history()
    assert (record["words"], record["after"]["exact"]) == ("dismissed boilerplate", LINES[0])


def test_sources_are_read_step_by_step_and_one_that_cannot_be_is_named(folder: Path) -> None:
    (folder / "two.txt").write_text(f"Harbour news of the week\n{BODY.strip()}\nThe islands at a glance\n")
    for name in ("three", "four", "five"):
        (folder / f"{name}.txt").write_text(f"The islands at a glance\n\nA poem of {name} words.\n")
    (folder / "bad.txt").write_bytes(b"\xff\xfe\xff")
    workspace, article = opened(folder, "two.txt")
    problems = list(workspace.suggestions.gather_evidence())
    assert [bool(problem) for problem in problems] == [True, False, False, False, False, False]
    found = {each.span.of(article.text): each for each in workspace.suggestions.of(article)}
    assert "same line in 4 sources" in found["The islands at a glance"].reasons


def test_a_line_that_was_tagged_in_another_source_is_sure(folder: Path) -> None:
    (folder / "two.txt").write_text(ONE.replace("By Anna Lindqvist", "The islands at a glance"))
    (folder / "three.txt").write_text("The islands at a glance\n")
    workspace, article = opened(folder, "two.txt")
    assert "The islands at a glance" not in lines(workspace, article)
    other = workspace.article(workspace.source("three.txt"))
    workspace.tag(other, other.whole, "boilerplate")
    found = {each.span.of(article.text): each for each in workspace.suggestions.of(article)}
    assert found["The islands at a glance"].is_sure


def test_what_the_settings_have_no_tag_for_is_not_suggested(folder: Path) -> None:
    workspace, article = opened(folder)
    unknown = Suggestion("one.txt", Span(0, 5), "mood", 0.9, True, ("so",))
    suggestions = workspace.suggestions
    with pytest.raises(UsageError):
        suggestions.dismiss(article, unknown)
    with pytest.raises(UsageError):
        suggestions.accept(article, [unknown])
    assert not (folder / "annotations.json").exists()


def test_a_line_is_evidence_once_it_stands_in_two_sources(tmp_path: Path) -> None:
    for name, line in (("one.txt", "Follow us here"), ("two.txt", "Follow us here"), ("three.txt", "Only once")):
        (tmp_path / name).write_text(f"{line}\n{BODY}", "utf-8")
    workspace = Workspace(locate_workspace(tmp_path))
    assert list(workspace.suggestions.gather_evidence()) == ["", "", ""]
    known = workspace.suggestions.evidence.sources
    assert {line: known[line] for line in ("follow us here", "only once")} == {"follow us here": 2, "only once": 0}


@pytest.mark.parametrize("is_read", [True, False])
def test_an_accepted_suggestion_remembers_where_it_comes_from(is_read: bool, folder: Path) -> None:
    workspace, article = opened(folder)
    (found, *_) = boilerplate(workspace, article)
    workspace.suggestions.accept(article, [found], are_read=is_read)
    (tagged,) = workspace.annotations
    assert tagged.was_suggested
    assert {**tagged.origin, "program": ""} == {
        "suggested": "boilerplate", "certainty": found.certainty, "score": round(found.score, 4), "read": is_read,
        "program": "",
    }  # fmt: skip
    assert tagged.origin["program"].startswith("reader ")
    again = opened(folder)[0]
    assert [dict(each.origin) for each in again.annotations] == [dict(tagged.origin)], "it is in the file"
    workspace.annotations.note(tagged, "so")
    workspace.undo()
    assert [dict(each.origin) for each in workspace.annotations] == [dict(tagged.origin)]
