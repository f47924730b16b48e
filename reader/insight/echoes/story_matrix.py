"""The story matrix: which sources make which statements, which sentences have no echo, and which quotations changed."""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from reader.insight.echoes.clusters import Clusters, Pair, Scores
from reader.insight.echoes.echo import Echo, EchoKind, SourceSpan
from reader.insight.echoes.index import EchoIndex
from reader.insight.echoes.stems import WORD, normalized_word
from reader.insight.echoes.word_diff import differences, word_similarity
from reader.text.article import Article
from reader.text.passages import Unit, passages
from reader.text.span import Span

QUOTATION_WORDS = range(4, 201)  # of a quotation that may have changed; a longer one is hardly a quotation
MIN_SIMILARITY = 0.6  # of the words of two quotations that are versions of one
_FACT = re.compile(r"\d|(?<=[a-z,;] )[A-Z]\w")  # a number, or a capital inside the sentence


@dataclass(frozen=True, slots=True)
class Statement:
    """Sentences of several sources that say the same.

    Attributes:
        passages: The sentences, in order of source and position.
        verbatim: Those that have a run of words in common with another.
        example: The one that is most like the others.
    """

    passages: tuple[SourceSpan, ...]
    verbatim: frozenset[SourceSpan]
    example: SourceSpan

    @property
    def sources(self) -> list[str]:
        """The ids of the sources, in order."""
        return sorted({passage.source for passage in self.passages})

    def record(self, texts: Mapping[str, str]) -> dict[str, Any]:
        """Return the record that `reader echoes --matrix --json` prints; `texts` are by source id."""
        passages = [{**each.record(texts), "verbatim": each in self.verbatim} for each in self.passages]
        return {"record": "statement", "sources": self.sources, "passages": passages}


@dataclass(frozen=True, slots=True)
class Alteration:
    """Two versions of a quotation, with the spans of the words in which each differs, relative to the source."""

    one: SourceSpan
    other: SourceSpan
    differs: tuple[tuple[Span, ...], tuple[Span, ...]]

    def record(self, texts: Mapping[str, str]) -> dict[str, Any]:
        """Return the record that `reader echoes --matrix --json` prints; `texts` are by source id."""
        sides = zip((self.one, self.other), self.differs, strict=True)
        one, other = ({**side.record(texts), "differs": [list(span) for span in spans]} for side, spans in sides)
        return {"record": "altered", "one": one, "other": other}


@dataclass(frozen=True, slots=True)
class StoryMatrix:
    """The statements, sentences and quotations of some sources, compared.

    Attributes:
        statements: Those of several sources, the most widespread first.
        alone: Sentences with a name or a number that are in no statement, in order of source and position.
        altered: Quotations that differ between sources.
    """

    statements: tuple[Statement, ...]
    alone: tuple[SourceSpan, ...]
    altered: tuple[Alteration, ...]

    def records(self, texts: Mapping[str, str]) -> Iterator[dict[str, Any]]:
        """Yield the records that `reader echoes --matrix --json` prints; `texts` are by source id."""
        yield from (each.record(texts) for each in self.statements)
        yield from ({"record": "alone", **each.record(texts)} for each in self.alone)
        yield from (each.record(texts) for each in self.altered)


def build_matrix(index: EchoIndex, echoes: Sequence[Echo], articles: Sequence[Article]) -> StoryMatrix:
    """Return the story matrix of some sources.

    Args:
        index: The index of the sources.
        echoes: All echoes of the index, each once.
        articles: The articles of the sources as they were indexed.
    """
    scores, verbatim = _sentence_scores(index, echoes)
    statements = find_statements(scores, verbatim)
    echoed = {passage for statement in statements for passage in statement.passages}
    texts = {article.source.id: article.text for article in articles}
    facts = (each for each in index.sentences() if _FACT.search(each.span.of(texts[each.source])))
    alone = tuple(each for each in facts if each not in echoed)
    return StoryMatrix(tuple(statements), alone, tuple(find_alterations(index, scores, articles)))


def find_statements(scores: Scores, verbatim: Collection[Pair]) -> list[Statement]:
    """Return the statements of several sources, the most widespread first.

    Args:
        scores: The score of each pair of sentences that an echo joins.
        verbatim: The pairs that have a run of words in common.
    """
    statements = [_statement(cluster, scores, verbatim) for cluster in Clusters(scores).join() if len(cluster) > 1]
    return sorted(statements, key=lambda each: (-len(each.sources), -len(each.verbatim), each.passages))


def _sentence_scores(index: EchoIndex, echoes: Iterable[Echo]) -> tuple[Scores, set[Pair]]:
    """Return the best score of each pair of sentences that echoes join, and the pairs joined by a run of words."""
    scores: dict[Pair, float] = {}
    verbatim = set[Pair]()
    for echo in echoes:
        for here in index.sentences_in(echo.here):
            for there in index.sentences_in(echo.there):
                pair = here, there
                scores[pair] = max(scores.get(pair, 0.0), echo.score)
                if echo.kind is EchoKind.VERBATIM:
                    verbatim.add(pair)
    return scores, verbatim


def _statement(cluster: Sequence[SourceSpan], scores: Scores, verbatim: Collection[Pair]) -> Statement:
    pairs = [pair for pair in combinations(sorted(cluster), 2) if pair in scores]
    totals = dict.fromkeys(cluster, 0.0)
    for pair in pairs:
        for passage in pair:
            totals[passage] += scores[pair]
    example = min(cluster, key=lambda each: (-totals[each], each))
    exact = frozenset(passage for pair in pairs if pair in verbatim for passage in pair)
    return Statement(tuple(sorted(cluster)), exact, example)


def find_alterations(index: EchoIndex, scores: Scores, articles: Sequence[Article]) -> Iterator[Alteration]:
    """Yield the pairs of similar quotations with different words inside, in order of source and position.

    Args:
        index: The index of the sources.
        scores: The score of each pair of sentences that an echo joins.
        articles: The articles of the sources as they were indexed.
    """
    quotations = _quotations_by_sentence(index, articles)
    texts = {article.source.id: article.text for article in articles}
    pairs = {(one, other) for here, there in scores for one in quotations[here] for other in quotations[there]}
    for one, other in sorted(pairs):
        a, b = one.span.of(texts[one.source]), other.span.of(texts[other.source])
        if _is_altered(a, b) and word_similarity(a, b) >= MIN_SIMILARITY:
            here, there = differences(a, b)
            yield Alteration(one, other, (_shifted(here, one.span.start), _shifted(there, other.span.start)))


def _quotations_by_sentence(index: EchoIndex, articles: Sequence[Article]) -> defaultdict[SourceSpan, list[SourceSpan]]:
    """Return the quotations that may have changed, by the sentences that they share half of themselves with."""
    found = defaultdict[SourceSpan, list[SourceSpan]](list)
    for article in articles:
        for span in passages(article, Unit.QUOTATION):
            if len(WORD.findall(span.of(article.text))) in QUOTATION_WORDS:
                quotation = SourceSpan(article.source.id, span)
                for sentence in index.sentences_in(quotation):
                    found[sentence].append(quotation)
    return found


def _is_altered(one: str, other: str) -> bool:
    """Return False if one quotation is a part of the other: quoting less changes nothing."""
    a, b = (" ".join(map(normalized_word, WORD.findall(text))) for text in (one, other))
    return f" {a} " not in f" {b} " and f" {b} " not in f" {a} "


def _shifted(spans: Sequence[Span], offset: int) -> tuple[Span, ...]:
    return tuple(Span(start + offset, end + offset) for start, end in spans)
