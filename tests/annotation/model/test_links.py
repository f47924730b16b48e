"""Links of an annotation: where they may lead, and what is refused."""

from dataclasses import replace
from typing import Any

import pytest

from reader.annotation.model.annotation import Annotation, from_document, to_document
from reader.annotation.model.links import Link, invalid_links, links_of, new_link, to_annotation, to_passage
from reader.text.article import Article
from reader.text.span import Span
from tests.support.under_test import Make

HERE = Annotation(id="here", source="a.txt", start=0, end=8, exact="It rose.", tag="claim")
THERE = Annotation(id="there", source="b.txt", start=3, end=6, exact="No.", tag="quote")
URL = {"url": "https://example.org/report"}


def article(make: Make) -> Article:
    workspace = make({"b.txt": "So: No. It fell."})
    return workspace.article(workspace.sources.source("b.txt"))


def test_a_link_leads_to_a_tag_a_passage_or_a_page(make: Make) -> None:
    ends = [to_annotation(THERE), to_passage(article(make), Span(8, 16)), URL]
    claim = HERE
    for end in ends:
        link = new_link(claim, "evidence", end, "see p. 4")
        claim = claim.with_links({link.id: link.document})
    links = list(links_of(claim))
    assert [(each.annotation_id, each.source, each.exact, each.url) for each in links] == [
        ("there", "b.txt", "No.", ""),
        ("", "b.txt", "It fell.", ""),
        ("", "", "", URL["url"]),
    ]
    assert [each.words for each in links] == ["b.txt: “No.”", "b.txt: “It fell.”", URL["url"]]
    assert {each.note for each in links} == {"see p. 4"}
    assert {len(each.id) for each in links} == {12}, "short enough for a line of the file"
    assert len({each.id for each in links}) == 3
    assert from_document(to_document(claim)) == claim
    assert list(links_of(claim.with_links({links[0].id: None}))) == links[1:]


@pytest.mark.parametrize(
    ("kind", "to", "reason"),
    [
        ("evidence", to_annotation(HERE), "a tag cannot be linked to itself"),
        ("evidence", {"url": "javascript:alert(1)"}, "links must be http, https or mailto"),
        ("evidence", {"url": 5}, "links must be http, https or mailto"),
        ("evidence", {"annotation": ""}, "a link must name the annotation that it leads to"),
        ("evidence", {"annotation": ["x"]}, "a link must name the annotation that it leads to"),
        ("evidence", {}, "a link must lead to a tag, a passage or a URL"),
        ("evidence", {"source": "b.txt", "start": 3}, "a link must lead to a tag, a passage or a URL"),
        ("", URL, "the type of a link must be a name"),
        ("see also", URL, "the type of a link must be a name"),
        ("x" * 33, URL, "the type of a link must be a name"),
    ],
)
def test_a_link_that_cannot_be_made_is_refused_with_the_reason(kind: str, to: dict[str, Any], reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        new_link(HERE, kind, to)


def test_the_same_link_is_made_once() -> None:
    claim = HERE.with_links({"1": Link("1", "evidence", URL).document})
    assert new_link(claim, "original", URL).type == "original"
    with pytest.raises(ValueError, match="there is such a link already: evidence"):
        new_link(claim, "evidence", URL)


@pytest.mark.parametrize("value", [None, "x", {"type": "evidence"}, {"type": "evidence", "to": URL, "note": 5}])
def test_links_of_another_program_are_kept_and_said(value: Any) -> None:
    claim = replace(HERE, links={"odd": value, "good": {"type": "my-own", "to": URL}})
    assert [each.id for each in links_of(claim)] == ["good"]
    assert list(invalid_links(claim)) == ["a link must have a type and an end"]
    assert from_document(to_document(claim)).links == claim.links
