"""Suggestions for a batch of sources, as pure functions that any machine can run."""

from collections.abc import Sequence
from dataclasses import dataclass

from reader.insight.boilerplate.corpus_evidence import CorpusEvidence
from reader.insight.suggestion import Suggestion
from reader.insight.suggestions.pipeline import TaggedSpan, suggest
from reader.text.article import make_article
from reader.text.source import Decoded, Source


@dataclass(frozen=True, slots=True)
class SuggestionRequest:
    """A source for which suggestions are wanted, with the spans that are annotated or dismissed in it."""

    source: Source
    decoded: Decoded
    annotated: Sequence[TaggedSpan]
    dismissed: Sequence[TaggedSpan]


def evidence_of(batch: Sequence[SuggestionRequest]) -> list[CorpusEvidence]:
    """Return one piece of evidence for all sources of a batch, in a list."""
    return [CorpusEvidence.of(request.decoded.text for request in batch)]


def suggest_batch(batch: Sequence[SuggestionRequest], evidence: CorpusEvidence) -> list[list[Suggestion]]:
    """Return the suggestions for each source of a batch; the evidence is that of all batches together."""
    return [_suggest(request, evidence) for request in batch]


def _suggest(request: SuggestionRequest, evidence: CorpusEvidence) -> list[Suggestion]:
    article = make_article(request.source, request.decoded)
    return suggest(article, evidence, request.annotated, request.dismissed)
