"""Suggestions for a batch of sources: the same as for each source alone, with the evidence of all."""

from collections.abc import Sequence
from pathlib import Path

from reader.insight.boilerplate.corpus_evidence import CorpusEvidence
from reader.insight.suggestions.batch import SuggestionRequest, evidence_of, suggest_batch
from reader.insight.suggestions.pipeline import suggest
from reader.text.article import make_article
from reader.text.source import Decoded, Source
from reader.text.span import Span
from tests.support.ferry_article import LINES, ONE

NAMES = ("a.txt", "b.txt", "c.txt")


def request(name: str, text: str, annotated: Sequence[str] = (), dismissed: Sequence[str] = ()) -> SuggestionRequest:
    spans = [
        [("boilerplate", Span(text.index(line), text.index(line) + len(line))) for line in lines]
        for lines in (annotated, dismissed)
    ]
    return SuggestionRequest(Source(name, Path("nowhere")), Decoded(text, "utf-8", ""), *spans)


def test_the_evidence_of_a_batch_is_that_of_its_texts() -> None:
    texts = [f"Island news\n{name}\n{ONE}" for name in NAMES]
    assert evidence_of([request(name, text) for name, text in zip(NAMES, texts, strict=True)]) == [
        CorpusEvidence.of(texts)
    ]


def test_each_source_has_the_suggestions_that_it_has_alone() -> None:
    requests = [request(name, ONE) for name in NAMES]
    (evidence,) = evidence_of(requests)
    found = suggest_batch(requests, evidence)
    assert found == [suggest(make_article(each.source, each.decoded), evidence) for each in requests]
    assert "same line in 3 sources" in found[0][0].reasons


def test_tagged_and_dismissed_passages_are_not_suggested() -> None:
    (found,) = suggest_batch([request("a.txt", ONE, LINES[:1], LINES[1:2])], CorpusEvidence())
    assert [each.span.of(ONE) for each in found if each.tag == "boilerplate"] == LINES[2:]
