"""The survey of sources: suggestions left, languages and changes; what is known is not looked for twice."""

import os
from collections import Counter, deque

import pytest

from reader.text.span import Span
from reader.workspace import source_survey
from reader.workspace.catalog.source_terms import Fact
from reader.workspace.source_survey import SourceSurvey
from reader.workspace.workspace import Workspace
from tests.support.under_test import Make

CLAIM = "The bridge was built in 1962 and carries 9,000 cars a day."
SOURCES = {
    "a.txt": f"The bridge is closed\n\n{CLAIM}\n",
    "b.txt": "Das ist die Brücke, und sie ist nicht offen, aber es ist noch nicht klar, wie lange.\n",
    "c.txt": b"\xff\xfe\xff",
}
IDS = list(SOURCES)


@pytest.fixture
def here(make: Make) -> Workspace:
    workspace = make(SOURCES)
    deque(workspace.sources.catalog.find(), maxlen=0)
    return workspace


def survey(workspace: Workspace, fact: Fact) -> SourceSurvey:
    deque(workspace.survey.find(fact, IDS), maxlen=0)
    return workspace.survey


def test_sure_suggestions_are_counted_by_tag(here: Workspace) -> None:
    assert survey(here, "left").left == {"a.txt": Counter(claim=1), "b.txt": Counter(), "c.txt": Counter()}
    article = here.article(here.source("a.txt"))
    start = article.text.index(CLAIM)
    here.tag(article, Span(start, start + len(CLAIM)), "claim")
    assert survey(here, "left").left["a.txt"] == Counter()
    here.undo()
    (claim,) = [each for each in here.suggestions.of(article) if each.is_sure]
    here.suggestions.dismiss(article, claim)
    assert survey(here, "left").left["a.txt"] == Counter()


def test_a_long_text_has_none(here: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(source_survey, "LARGEST", len(SOURCES["a.txt"]) - 1)
    assert survey(here, "left").left["a.txt"] == Counter()
    monkeypatch.setattr(source_survey, "LARGEST", len(SOURCES["a.txt"]))
    here.survey.note_left("a.txt", [])
    assert survey(here, "left").left["a.txt"] == Counter(claim=1)


def test_languages_are_told(here: Workspace) -> None:
    assert survey(here, "lang").languages == {"a.txt": "en", "b.txt": "de", "c.txt": ""}


def test_a_source_has_changed_if_its_tags_were_set_in_another_text(here: Workspace) -> None:
    here.tag(here.article(here.source("a.txt")), Span(0, 10), "claim")
    assert survey(here, "changed").stale == frozenset()
    here.source("a.txt").path.write_text("The bridge is open\n")
    assert survey(here, "changed").stale == {"a.txt"}
    here.undo()
    assert survey(here, "changed").stale == frozenset()


@pytest.mark.parametrize("fact", ["left", "lang", "changed"])
def test_only_what_changed_is_looked_into_again(here: Workspace, fact: Fact, monkeypatch: pytest.MonkeyPatch) -> None:
    looked: list[str] = []
    for name in ("_count", "_tell_language", "_compare"):
        monkeypatch.setattr(SourceSurvey, name, lambda _self, id: looked.append(id))
    survey(here, fact)
    survey(here, fact)
    assert looked == IDS
    os.utime(here.source("b.txt").path, (1, 1))
    survey(here, fact)
    assert looked == [*IDS, "b.txt"]


def test_other_sources_are_read_for_evidence_once_and_not_if_they_are_very_many(
    here: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(source_survey, "MOST_SOURCES", len(IDS) - 1)
    survey(here, "left")
    assert not here.suggestions.has_evidence
    monkeypatch.setattr(source_survey, "MOST_SOURCES", len(IDS))
    survey(here, "left")
    assert here.suggestions.has_evidence


def test_everything_that_is_known_is_in_the_facts(here: Workspace) -> None:
    here.tag(here.article(here.source("a.txt")), Span(0, 10), "claim")
    survey(here, "lang")
    facts = here.survey.facts(here.done.marks, here.people.people, {"lang"})
    assert (facts.counts["a.txt"], facts.languages["b.txt"], facts.known) == (
        Counter(claim=1),
        "de",
        frozenset({"lang"}),
    )
    assert [each.tag for each in facts.annotations] == ["claim"]
