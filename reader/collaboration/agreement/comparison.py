"""Comparison of two people or more by all measures of agreement, for each tag and for all tags together."""

from collections.abc import Sequence
from dataclasses import dataclass

from reader.collaboration.agreement.labels import (
    LabelledSpans,
    SourceLengths,
    character_codings,
    continuum,
    sentence_codings,
)
from reader.collaboration.agreement.span_measures import (
    SpanScores,
    cohen_kappa,
    exact_scores,
    krippendorff_alpha,
    overlap_scores,
)
from reader.collaboration.agreement.unitizing_alpha import UnitDisagreement, unit_disagreement, unitized_alpha

ALL_TAGS = "all"  # the key of all tags together, where the label of a character or sentence is its set of tags


@dataclass(frozen=True, slots=True)
class Measures:
    """Measures of agreement; a measure is None where it is not defined.

    Attributes:
        counts: The number of labelled spans that each person has.
        exact: Scores of spans with the same edges, the first person being the reference; None for more than two people.
        overlapping: Scores of spans that overlap; None for more than two people.
        kappa_by_character: Cohen's kappa of code points; None for more than two people.
        kappa_by_sentence: Cohen's kappa of sentences; None for more than two people.
        alpha_by_character: Krippendorff's alpha of code points.
        alpha_unitized: Krippendorff's alpha for unitizing.
    """

    counts: tuple[int, ...]
    exact: SpanScores | None
    overlapping: SpanScores | None
    kappa_by_character: float | None
    kappa_by_sentence: float | None
    alpha_by_character: float | None
    alpha_unitized: float | None


def compare(people: Sequence[LabelledSpans], sources: SourceLengths) -> dict[str, Measures]:
    """Compare people in some sources; spans elsewhere do not count.

    Returns:
        The measures of all tags together under `ALL_TAGS`, followed by those of each tag, in order of name.
    """
    people = [frozenset(span for span in spans if span.source in sources) for spans in people]
    tags = sorted({span.tag for spans in people for span in spans})
    by_tag = {tag: [frozenset(span for span in spans if span.tag == tag) for spans in people] for tag in tags}
    units = {tag: _unit_disagreement(spans, sources) for tag, spans in by_tag.items()}
    together = {ALL_TAGS: _measure(people, sources, list(units.values()))}
    return together | {tag: _measure(spans, sources, [units[tag]]) for tag, spans in by_tag.items()}


def _unit_disagreement(people: Sequence[LabelledSpans], sources: SourceLengths) -> UnitDisagreement:
    length = sum(source.length for source in sources.values())
    return unit_disagreement([continuum(spans, sources) for spans in people], length)


def _measure(people: Sequence[LabelledSpans], sources: SourceLengths, units: Sequence[UnitDisagreement]) -> Measures:
    characters, sentences = character_codings(people, sources), sentence_codings(people, sources)
    are_two = len(people) == 2
    return Measures(
        counts=tuple(map(len, people)),
        exact=exact_scores(*people) if are_two else None,
        overlapping=overlap_scores(*people) if are_two else None,
        kappa_by_character=cohen_kappa(characters) if are_two else None,
        kappa_by_sentence=cohen_kappa(sentences) if are_two else None,
        alpha_by_character=krippendorff_alpha(characters),
        alpha_unitized=unitized_alpha(units),
    )
