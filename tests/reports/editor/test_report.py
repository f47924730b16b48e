"""The report says who said what, what became of claims, and what the sources tell."""

from collections.abc import Collection
from dataclasses import replace
from datetime import date

import pytest

from reader.annotation.model.annotation import annotate
from reader.reports.editor.document import Item, Section
from reader.reports.editor.report import ReportPart, report
from reader.text.span import Span
from reader.workspace.workspace import Workspace
from tests.support.under_test import Make

SPEECH = "CHAIR: We will not close the harbour before the second winter storm has passed.\n"
NEWS = "Chair on harbour\n\n“We will close the harbour before the second winter storm has passed,” Ann Lee said.\n"
OTHER = "Harbour\n\nThe council of Odde met 14 engineers on Monday.\n"
VERDICT = "≠ altered: a negation"
TODAY = date(2026, 11, 9)


@pytest.fixture
def workspace(make: Make) -> Workspace:
    """A workspace with an original, a quote that differs from it, and a claim that was refuted."""
    made = make({"originals/speech.txt": SPEECH, "news.txt": NEWS, "other.txt": OTHER})
    news, other = (made.article(made.source(id)) for id in ("news.txt", "other.txt"))
    quote = annotate(news, Span(NEWS.index("“"), NEWS.index("”") + 1), "quote")
    quote = replace(quote, fields={"speaker": [{"name": "Ann Lee"}]}, note="ask her")
    claim = annotate(other, Span(OTHER.index("The"), OTHER.index(" on Monday")), "claim")
    to = {"url": "https://example.org/minutes"}
    links = {"1": {"type": "evidence", "to": to, "note": "page 2"}}
    claim = replace(claim, fields={"rating": "refuted", "wording": "14 engineers met"}, links=links)
    made.annotations.take_over([quote, claim], "made", {})
    return made


def made(workspace: Workspace, parts: Collection[ReportPart] = tuple(ReportPart), terms: str = "") -> Section:
    return report(workspace, parts, [], terms, TODAY)


def lines(item: Item) -> list[tuple[str, str]]:
    return [(each.label, each.words) for each in item.details]


def test_a_quote_has_its_person_verdict_and_original(workspace: Workspace) -> None:
    (quotes,) = made(workspace, [ReportPart.QUOTES]).sections
    assert (quotes.title, quotes.summary) == ("Quotes by person", "1 quote.")
    (person,) = quotes.sections
    (item,) = person.items
    assert (person.title, item.words, item.is_quoted) == ("Ann Lee", NEWS[NEWS.index("“") : NEWS.index("”") + 1], True)
    assert lines(item) == [
        ("source", "Chair on harbour"),
        ("verdict", VERDICT),
        ("original", "“We will [not] close the harbour before the second winter storm has passed.” "
                     "(CHAIR, originals/speech.txt, line 1)"),
        ("note", "ask her"),
    ]  # fmt: skip


def test_a_claim_has_its_rating_sources_and_evidence(workspace: Workspace) -> None:
    (claims,) = made(workspace, [ReportPart.CLAIMS]).sections
    (item,) = claims.items
    assert (claims.title, item.words, item.is_quoted) == ("Claims", "14 engineers met", False)
    assert lines(item) == [
        ("rating", "refuted"),
        ("told by", "Harbour: “The council of Odde met 14 engineers”"),
        ("evidence", "https://example.org/minutes · page 2"),
    ]
    assert [each.url for each in item.details] == ["", "", "https://example.org/minutes"]


def test_sentences_of_one_source_alone_are_in_the_story_and_originals_are_not(workspace: Workspace) -> None:
    story = made(workspace, [ReportPart.STORY])
    assert [each.title for each in story.sections] == ["Told by several sources", "Told by one source only"]
    assert story.sections[0].summary == "No statement is certain to be the same in two sources."
    assert [each.title for each in story.sections[1].sections] == ["Chair on harbour", "Harbour"]


def test_the_report_has_all_parts_and_says_of_when_it_is(workspace: Workspace) -> None:
    whole = made(workspace)
    assert (whole.title, whole.summary) == ("Report", "3 sources · 9 November 2026")
    assert [each.title for each in whole.sections][:2] == ["Quotes by person", "Claims"]


def test_a_filter_chooses_quotes_and_claims(workspace: Workspace) -> None:
    quotes, claims, *_ = made(workspace, terms="rating:supported").sections
    assert (quotes.summary, claims.summary) == ("No quote is tagged.", "No claim is tagged.")


def test_an_empty_workspace_has_a_report(make: Make) -> None:
    whole = made(make({}))
    assert [each.summary for each in whole.sections[:2]] == ["No quote is tagged.", "No claim is tagged."]


def test_a_claim_without_a_wording_of_its_own_is_not_said_twice(make: Make) -> None:
    here = make({"other.txt": OTHER})
    here.tag(here.article(here.source("other.txt")), Span(OTHER.index("The"), OTHER.index(" on Monday")), "claim")
    (claims,) = made(here, [ReportPart.CLAIMS]).sections
    assert claims.items[0].words == "The council of Odde met 14 engineers"
    assert lines(claims.items[0]) == [("rating", "open"), ("told by", "Harbour")]


def test_a_passage_that_two_people_tagged_alike_is_one_item(workspace: Workspace) -> None:
    quote, claim = sorted(workspace.annotations, key=lambda each: each.tag, reverse=True)
    others = [replace(each, id=f"{each.tag} of bob", creator="bob") for each in (quote, claim)]
    others[0] = replace(others[0], note="she was asked")
    workspace.annotations.take_over(others, "made", {})
    quotes, claims = made(workspace, [ReportPart.QUOTES, ReportPart.CLAIMS]).sections
    (item,) = quotes.sections[0].items
    assert quotes.summary == "1 quote."
    assert [words for label, words in lines(item) if label == "note"] == ["ask her", "she was asked"]
    assert [label for label, _ in lines(item)].count("original") == 1
    assert [label for label, _ in lines(claims.items[0])] == ["rating", "told by", "evidence"]
