"""Suggestions for a batch of sources, as pure functions that any machine can run."""

from collections.abc import Sequence
from dataclasses import dataclass

from reader.insight.boilerplate.corpus_evidence import Evidence
from reader.insight.suggestion import Suggestion
from reader.insight.suggestions.pipeline import TaggedSpan, suggest
from reader.text.article import make_article
from reader.text.source import Decoded, Source


@dataclass(frozen=True, slots=True)
class Asked:
    """A source that suggestions are wanted for; annotated, dismissed: in it."""

    source: Source
    decoded: Decoded
    annotated: Sequence[TaggedSpan]
    dismissed: Sequence[TaggedSpan]


def evidence_of(batch: Sequence[Asked]) -> list[Evidence]:
    """One for all of the batch."""
    return [Evidence.of(each.decoded.text for each in batch)]


def suggested(batch: Sequence[Asked], evidence: Evidence) -> list[list[Suggestion]]:
    """evidence: of all sources, not of this batch alone."""
    return [_suggested(each, evidence) for each in batch]


def _suggested(asked: Asked, evidence: Evidence) -> list[Suggestion]:
    return suggest(make_article(asked.source, asked.decoded), evidence, asked.annotated, asked.dismissed)
