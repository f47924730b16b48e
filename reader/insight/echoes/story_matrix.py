"""The story matrix: which sources make which statements, and what differs, is told by one only, or is misquoted."""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from reader.insight.echoes.clusters import AreSame, Pair, clusters
from reader.insight.echoes.echo import Echo, EchoKind, SourceSpan
from reader.insight.echoes.index import EchoIndex
from reader.insight.echoes.likely_same import LikelySame, find_likely
from reader.insight.echoes.stems import WORD
from reader.insight.echoes.word_diff import differences, word_similarity
from reader.insight.wording.normal_words import normal_words
from reader.text.article import Article
from reader.text.passages import Unit, passages
from reader.text.span import Span

QUOTATION_WORDS = range(4, 201)  # words of a quotation that may have changed; a longer one is hardly a quotation
MIN_SIMILARITY = 0.6  # share of common words in two versions of one quotation
_FACT = re.compile(r"\d|(?<=[a-z,;] )[A-Z]\w")  # a number, or a capital inside the sentence


@dataclass(frozen=True, slots=True)
class SharedStatement:
    """Sentences of several sources that say the same thing.

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
class Telling:
    """Two sentences that say nearly the same thing, with the kinds of words in which they differ."""

    one: SourceSpan
    other: SourceSpan
    differs: tuple[str, ...]

    def record(self, texts: Mapping[str, str]) -> dict[str, Any]:
        """Return the record that `reader echoes --matrix --json` prints; `texts` are by source id."""
        one, other = self.one.record(texts), self.other.record(texts)
        return {"record": "differs", "differs": list(self.differs), "one": one, "other": other}


@dataclass(frozen=True, slots=True)
class StoryMatrix:
    """The statements, sentences and quotations of some sources, compared.

    Attributes:
        statements: Statements of several sources, the most widespread first.
        told_differently: Pairs of sentences that differ in a few words, in order of source and position.
        alone: Sentences with a name or a number that no other source has, in order of source and position.
        altered: Quotations that differ between sources.
        likely: Sentences that may say the same thing, the most alike first; a person has to judge them.
    """

    statements: tuple[SharedStatement, ...]
    told_differently: tuple[Telling, ...]
    alone: tuple[SourceSpan, ...]
    altered: tuple[Alteration, ...]
    likely: tuple[LikelySame, ...] = ()

    def records(self, texts: Mapping[str, str]) -> Iterator[dict[str, Any]]:
        """Yield the records that `reader echoes --matrix --json` prints; `texts` are by source id."""
        yield from (each.record(texts) for each in self.statements)
        yield from (each.record(texts) for each in self.likely)
        yield from (each.record(texts) for each in self.told_differently)
        yield from ({"record": "alone", **each.record(texts)} for each in self.alone)
        yield from (each.record(texts) for each in self.altered)


def build_matrix(index: EchoIndex, echoes: Sequence[Echo], articles: Sequence[Article]) -> StoryMatrix:
    """Return the story matrix of some sources.

    Args:
        index: The index of the sources.
        echoes: All echoes of the index, each once.
        articles: The articles of the sources as they were indexed.
    """
    pairs = _SentencePairs(index, echoes)
    statements = find_statements(pairs.same, pairs.verbatim, index.are_same)
    altered = tuple(find_alterations(index, pairs.all, articles))
    quoted = {_around(index, each.one, each.other) for each in altered}
    told = tuple(each for each in _told_differently(pairs.differing) if (each.one, each.other) not in quoted)
    echoed = {passage for each in statements for passage in each.passages}
    likely = find_likely(pairs.likely, pairs.same.keys() | quoted, pairs.unlike)
    echoed.update(passage for each in likely for passage in each.passages)
    echoed.update(passage for pair in (*pairs.differing, *quoted) for passage in pair)
    texts = {article.source.id: article.text for article in articles}
    facts = (each for each in index.sentences() if _FACT.search(each.span.of(texts[each.source])))
    alone = tuple(each for each in facts if each not in echoed)
    return StoryMatrix(tuple(statements), told, alone, altered, tuple(likely))


def same_statements(index: EchoIndex, echoes: Iterable[Echo]) -> list[SharedStatement]:
    """Return the statements of several sources alone, the most widespread first."""
    pairs = _SentencePairs(index, echoes)
    return find_statements(pairs.same, pairs.verbatim, index.are_same)


class _SentencePairs:
    """The pairs of sentences that echoes join.

    Attributes:
        all: All pairs.
        same: Pairs that are certain to be the same statement, with their scores.
        verbatim: Those of them that have a run of words in common.
        differing: Pairs with known differences, with their scores and the kinds of words.
        likely: Pairs without known differences that are not sure, with their scores.
        unlike: The kinds of numbers, dates and negations that differ in likely pairs.
    """

    def __init__(self, index: EchoIndex, echoes: Iterable[Echo]) -> None:
        self.all, self.verbatim = set[Pair](), set[Pair]()
        self.same: dict[Pair, float] = {}
        self.differing: dict[Pair, tuple[float, tuple[str, ...]]] = {}
        self.likely: dict[Pair, float] = {}
        self.unlike: dict[Pair, tuple[str, ...]] = {}
        for echo in echoes:
            for one, other, judgement in index.sentence_pairs(echo):
                pair = one, other
                self.all.add(pair)
                if judgement.is_sure:
                    self.same[pair] = max(self.same.get(pair, 0.0), judgement.probability)
                    if echo.kind is EchoKind.VERBATIM and echo.is_sure:
                        self.verbatim.add(pair)
                elif judgement.differs:
                    self.differing[pair] = judgement.probability, judgement.differs
                else:
                    self.likely[pair] = max(self.likely.get(pair, 0.0), judgement.probability)
                    self.unlike[pair] = judgement.unlike


def _told_differently(differing: Mapping[Pair, tuple[float, tuple[str, ...]]]) -> list[Telling]:
    """Return the differing pairs, for each sentence only the most similar one in each other source."""
    told, taken = list[Telling](), set[tuple[SourceSpan, str]]()
    for (one, other), (_, kinds) in sorted(differing.items(), key=lambda item: (-item[1][0], item[0])):
        ends = {(one, other.source), (other, one.source)}
        if not ends & taken:
            taken |= ends
            told.append(Telling(one, other, kinds))
    return sorted(told, key=lambda each: (each.one, each.other))


def _around(index: EchoIndex, one: SourceSpan, other: SourceSpan) -> Pair:
    """Return the sentences with two quotations."""
    return index.sentences_in(one)[0], index.sentences_in(other)[0]


def find_statements(
    scores: Mapping[Pair, float], verbatim: Collection[Pair], are_same: AreSame
) -> list[SharedStatement]:
    """Return the statements of several sources, the most widespread first.

    Args:
        scores: The score of each pair of sentences that are the same statement.
        verbatim: The pairs that have a run of words in common.
        are_same: Tells whether two sentences that are not a pair are the same statement.
    """
    statements = [_statement(each, scores, verbatim) for each in clusters(scores, are_same) if len(each) > 1]
    return sorted(statements, key=lambda each: (-len(each.sources), -len(each.verbatim), each.passages))


def _statement(
    cluster: Sequence[SourceSpan], scores: Mapping[Pair, float], verbatim: Collection[Pair]
) -> SharedStatement:
    pairs = [pair for pair in combinations(sorted(cluster), 2) if pair in scores]
    totals = dict.fromkeys(cluster, 0.0)
    for pair in pairs:
        for passage in pair:
            totals[passage] += scores[pair]
    example = min(cluster, key=lambda each: (-totals[each], each))
    exact = frozenset(passage for pair in pairs if pair in verbatim for passage in pair)
    return SharedStatement(tuple(sorted(cluster)), exact, example)


def find_alterations(index: EchoIndex, pairs: Iterable[Pair], articles: Sequence[Article]) -> Iterator[Alteration]:
    """Yield the quotations that differ, in order of source and position.

    Args:
        index: The index of the sources.
        pairs: The pairs of sentences to look at.
        articles: The articles of the sources as they were indexed.
    """
    quotations = _quotations_by_sentence(index, articles)
    texts = {article.source.id: article.text for article in articles}
    quoted = {(one, other) for here, there in pairs for one in quotations[here] for other in quotations[there]}
    for one, other in sorted(quoted):
        a, b = one.span.of(texts[one.source]), other.span.of(texts[other.source])
        if _is_altered(a, b) and word_similarity(a, b) >= MIN_SIMILARITY:
            here, there = differences(a, b)
            yield Alteration(one, other, (_shifted(here, one.span.start), _shifted(there, other.span.start)))


def _quotations_by_sentence(index: EchoIndex, articles: Sequence[Article]) -> defaultdict[SourceSpan, list[SourceSpan]]:
    """Return the quotations that may have changed, by the sentences of which they share at least half."""
    found = defaultdict[SourceSpan, list[SourceSpan]](list)
    for article in articles:
        for span in passages(article, Unit.QUOTATION):
            if len(WORD.findall(span.of(article.text))) in QUOTATION_WORDS:
                quotation = SourceSpan(article.source.id, span)
                for sentence in index.sentences_in(quotation):
                    found[sentence].append(quotation)
    return found


def _is_altered(one: str, other: str) -> bool:
    """Return False if one quotation is part of the other, whatever the spelling."""
    a, b = (f" {' '.join(normal_words(text).words)} " for text in (one, other))
    return a not in b and b not in a


def _shifted(spans: Sequence[Span], offset: int) -> tuple[Span, ...]:
    return tuple(Span(start + offset, end + offset) for start, end in spans)
