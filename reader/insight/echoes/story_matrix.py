"""The story matrix: which statements are told by which sources, who alone says what, and which quotations changed."""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from reader.insight.echoes.clusters import Groups, Pair, Scores
from reader.insight.echoes.echo import Echo, EchoKind, SourceSpan
from reader.insight.echoes.index import EchoIndex
from reader.insight.echoes.stems import WORD, plain
from reader.insight.echoes.word_diff import differences, likeness
from reader.text.article import Article
from reader.text.passages import Unit, passages
from reader.text.span import Span

MOST_QUOTED = 200  # words; a longer one is hardly a quotation
QUOTED_WORDS = 4  # of a quotation that can have changed
SAME_QUOTATION = 0.6  # share of the words that two quotations have in the same order
_FACT = re.compile(r"\d|(?<=[a-z,;] )[A-Z]\w")  # a number, or a capital inside the sentence


@dataclass(frozen=True, slots=True)
class Statement:
    """passages: in order of source and place; no two say it alike by chance. verbatim: those in it word for word.

    example: the one that is most like the others.
    """

    passages: tuple[SourceSpan, ...]
    verbatim: frozenset[SourceSpan]
    example: SourceSpan

    @property
    def sources(self) -> list[str]:
        return sorted({passage.source for passage in self.passages})

    def record(self, texts: Mapping[str, str]) -> dict[str, Any]:
        told = [{**each.record(texts), "verbatim": each in self.verbatim} for each in self.passages]
        return {"record": "statement", "sources": self.sources, "passages": told}


@dataclass(frozen=True, slots=True)
class Alteration:
    """Two quotations that are alike and not the same, with the spans of the words that differ."""

    one: SourceSpan
    other: SourceSpan
    differs: tuple[tuple[Span, ...], tuple[Span, ...]]

    def record(self, texts: Mapping[str, str]) -> dict[str, Any]:
        sides = zip((self.one, self.other), self.differs, strict=True)
        one, other = ({**side.record(texts), "differs": [list(span) for span in spans]} for side, spans in sides)
        return {"record": "altered", "one": one, "other": other}


@dataclass(frozen=True, slots=True)
class StoryMatrix:
    """statements: the most told first. alone: sentences with facts that are in no statement, in order."""

    statements: tuple[Statement, ...]
    alone: tuple[SourceSpan, ...]
    altered: tuple[Alteration, ...]

    def records(self, texts: Mapping[str, str]) -> Iterator[dict[str, Any]]:
        yield from (each.record(texts) for each in self.statements)
        yield from ({"record": "alone", **each.record(texts)} for each in self.alone)
        yield from (each.record(texts) for each in self.altered)


def build_matrix(index: EchoIndex, echoes: Sequence[Echo], articles: Sequence[Article]) -> StoryMatrix:
    """echoes: all of the index. articles: those of its sources, as they were when it was built."""
    scores, verbatim = _scores(index, echoes)
    told = statements(scores, verbatim)
    heard = {passage for statement in told for passage in statement.passages}
    texts = {article.source.id: article.text for article in articles}
    facts = (each for each in index.sentences() if _FACT.search(each.span.of(texts[each.source])))
    alone = tuple(each for each in facts if each not in heard)
    return StoryMatrix(tuple(told), alone, tuple(alterations(index, scores, articles)))


def statements(scores: Scores, verbatim: Collection[Pair]) -> list[Statement]:
    """Echoes joined to statements: two groups of sentences become one if they are alike on the whole."""
    found = [_statement(group, scores, verbatim) for group in Groups(scores).joined() if len(group) > 1]
    several = [each for each in found if len(each.sources) > 1]
    return sorted(several, key=lambda each: (-len(each.sources), -len(each.verbatim), each.passages))


def _scores(index: EchoIndex, echoes: Iterable[Echo]) -> tuple[Scores, set[Pair]]:
    """The best score of every two sentences that echoes join, and which of them have a run of words in common."""
    scores: dict[Pair, float] = {}
    verbatim = set[Pair]()
    for echo in echoes:
        for here in index.sentences_in(echo.here):
            for there in index.sentences_in(echo.there) if here else ():
                pair = here, there
                scores[pair] = max(scores.get(pair, 0.0), echo.score)
                if echo.kind is EchoKind.VERBATIM:
                    verbatim.add(pair)
    return scores, verbatim


def _statement(group: Sequence[SourceSpan], scores: Scores, verbatim: Collection[Pair]) -> Statement:
    pairs = [pair for pair in combinations(sorted(group), 2) if pair in scores]
    weight = dict.fromkeys(group, 0.0)
    for pair in pairs:
        for passage in pair:
            weight[passage] += scores[pair]
    example = min(group, key=lambda each: (-weight[each], each))
    exact = frozenset(passage for pair in pairs if pair in verbatim for passage in pair)
    return Statement(tuple(sorted(group)), exact, example)


def alterations(index: EchoIndex, scores: Scores, articles: Sequence[Article]) -> Iterator[Alteration]:
    """Quotations that are alike in two sources and have other words inside."""
    quoted = _quotations(index, articles)
    texts = {article.source.id: article.text for article in articles}
    pairs = {(one, other) for here, there in scores for one in quoted[here] for other in quoted[there]}
    for one, other in sorted(pairs):
        a, b = one.span.of(texts[one.source]), other.span.of(texts[other.source])
        if _is_altered(a, b) and likeness(a, b) >= SAME_QUOTATION:
            yield _alteration(one, a, other, b)


def _quotations(index: EchoIndex, articles: Sequence[Article]) -> dict[SourceSpan, list[SourceSpan]]:
    """Those of some words, by the sentences that they stand in or hold."""
    found = defaultdict[SourceSpan, list[SourceSpan]](list)
    for article in articles:
        for span in passages(article, Unit.QUOTATION):
            if QUOTED_WORDS <= len(WORD.findall(span.of(article.text))) <= MOST_QUOTED:
                quotation = SourceSpan(article.source.id, span)
                for sentence in index.sentences_in(quotation):
                    found[sentence].append(quotation)
    return found


def _is_altered(one: str, other: str) -> bool:
    """Not if one is a part of the other: who quotes less has changed nothing."""
    a, b = (" ".join(map(plain, WORD.findall(text))) for text in (one, other))
    return f" {a} " not in f" {b} " and f" {b} " not in f" {a} "


def _alteration(one: SourceSpan, a: str, other: SourceSpan, b: str) -> Alteration:
    here, there = differences(a, b)
    return Alteration(one, other, (_moved(here, one.span.start), _moved(there, other.span.start)))


def _moved(spans: Sequence[Span], by: int) -> tuple[Span, ...]:
    return tuple(Span(start + by, end + by) for start, end in spans)
