"""The story matrix: which statements are told by which sources, who alone says what, and which quotations changed."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from reader.insight.echoes.differences import differences, likeness
from reader.insight.echoes.echo import Echo, Kind, Passage
from reader.insight.echoes.index import Index
from reader.insight.echoes.words import WORD
from reader.text.article import Article
from reader.text.passages import Unit, passages
from reader.text.span import Span

LINKED = 0.5  # mean score of the echoes between two groups of passages that makes them one statement
QUOTED_WORDS = 4  # of a quotation that can have changed
SAME_QUOTATION = 0.6  # share of the words that two quotations have in the same order
_FACT = re.compile(r"\d|(?<=[a-z,;] )[A-Z]\w")  # a number, or a capital inside the sentence


@dataclass(frozen=True, slots=True)
class Statement:
    """passages: in order of source and place; no two say it alike by chance. verbatim: those in it word for word.

    example: the one that is most like the others.
    """

    passages: tuple[Passage, ...]
    verbatim: frozenset[Passage]
    example: Passage

    @property
    def sources(self) -> list[str]:
        return sorted({passage.source for passage in self.passages})

    def record(self, texts: Mapping[str, str]) -> dict[str, Any]:
        told = [{**each.record(texts), "verbatim": each in self.verbatim} for each in self.passages]
        return {"record": "statement", "sources": self.sources, "passages": told}


@dataclass(frozen=True, slots=True)
class Alteration:
    """Two quotations that are alike and not the same, with the spans of the words that differ."""

    one: Passage
    other: Passage
    differs: tuple[tuple[Span, ...], tuple[Span, ...]]

    def record(self, texts: Mapping[str, str]) -> dict[str, Any]:
        sides = zip((self.one, self.other), self.differs, strict=True)
        one, other = ({**side.record(texts), "differs": [list(span) for span in spans]} for side, spans in sides)
        return {"record": "altered", "one": one, "other": other}


@dataclass(frozen=True, slots=True)
class Matrix:
    """statements: the most told first. alone: sentences with facts that are in no statement, in order."""

    statements: tuple[Statement, ...]
    alone: tuple[Passage, ...]
    altered: tuple[Alteration, ...]

    def records(self, texts: Mapping[str, str]) -> Iterator[dict[str, Any]]:
        yield from (each.record(texts) for each in self.statements)
        yield from ({"record": "alone", **each.record(texts)} for each in self.alone)
        yield from (each.record(texts) for each in self.altered)


def matrix(index: Index, echoes: Sequence[Echo], articles: Sequence[Article]) -> Matrix:
    """echoes: all of the index. articles: those of its sources, as they were when it was built."""
    told = statements(index, echoes)
    heard = {passage for statement in told for passage in statement.passages}
    texts = {article.source.id: article.text for article in articles}
    facts = (each for each in index.sentences() if _FACT.search(each.span.of(texts[each.source])))
    alone = tuple(each for each in facts if each not in heard)
    return Matrix(tuple(told), alone, tuple(alterations(index, articles)))


def statements(index: Index, echoes: Iterable[Echo]) -> list[Statement]:
    """Echoes joined to statements: two groups of sentences become one if they are alike on the whole."""
    scores, verbatim = _scores(index, echoes)
    groups = {passage: {passage} for pair in scores for passage in pair}
    for one, other in sorted(scores, key=lambda pair: (-scores[pair], pair)):
        a, b = groups[one], groups[other]
        if a is not b and _mean(a, b, scores) >= LINKED:
            a |= b
            groups.update(dict.fromkeys(b, a))
    found = [_statement(group, scores, verbatim) for group in {id(each): each for each in groups.values()}.values()]
    several = [each for each in found if len(each.sources) > 1]
    return sorted(several, key=lambda each: (-len(each.sources), -len(each.verbatim), each.passages))


Scores = dict[tuple[Passage, Passage], float]


def _scores(index: Index, echoes: Iterable[Echo]) -> tuple[Scores, set[tuple[Passage, Passage]]]:
    """The best score of every two sentences that echoes join, and which of them have a run of words in common."""
    scores: Scores = {}
    verbatim = set[tuple[Passage, Passage]]()
    for echo in echoes:
        for here in index.sentences_in(echo.here):
            for there in index.sentences_in(echo.there) if here else ():
                pair = here, there
                scores[pair] = max(scores.get(pair, 0.0), echo.score)
                if echo.kind is Kind.VERBATIM:
                    verbatim.add(pair)
    return scores, verbatim


def _mean(one: set[Passage], other: set[Passage], scores: Scores) -> float:
    """Of all pairs from different sources; 0 for those that are no echoes."""
    pairs = [(min(a, b), max(a, b)) for a in one for b in other if a.source != b.source]
    return sum(scores.get(pair, 0.0) for pair in pairs) / len(pairs) if pairs else 0.0


def _statement(group: set[Passage], scores: Scores, verbatim: set[tuple[Passage, Passage]]) -> Statement:
    pairs = [(a, b) for a in sorted(group) for b in sorted(group) if (a, b) in scores]
    weight = dict.fromkeys(group, 0.0)
    for pair in pairs:
        for passage in pair:
            weight[passage] += scores[pair]
    example = min(group, key=lambda each: (-weight[each], each))
    exact = frozenset(passage for pair in pairs if pair in verbatim for passage in pair)
    return Statement(tuple(sorted(group)), exact, example)


def alterations(index: Index, articles: Sequence[Article]) -> Iterator[Alteration]:
    """Quotations that are alike in two sources and have other words inside."""
    quoted = {article.source.id: _quotations(article) for article in articles}
    texts = {article.source.id: article.text for article in articles}
    for source in sorted(quoted):
        for span in quoted[source]:
            others = {
                (echo.there.source, other)
                for echo in index.echoes_of(source, span)
                for other in quoted[echo.there.source]
                if echo.there.source > source and echo.there.shares(other)
            }
            for there, other in sorted(others):
                a, b = span.of(texts[source]), other.of(texts[there])
                if likeness(a, b) >= SAME_QUOTATION and _is_altered(a, b):
                    yield _alteration(Passage(source, span), a, Passage(there, other), b)


def _quotations(article: Article) -> list[Span]:
    found = passages(article, Unit.QUOTATION)
    return [span for span in found if len(WORD.findall(span.of(article.text))) >= QUOTED_WORDS]


def _is_altered(one: str, other: str) -> bool:
    """Not if one is a part of the other: who quotes less has changed nothing."""
    a, b = (" ".join(WORD.findall(text.lower())) for text in (one, other))
    return f" {a} " not in f" {b} " and f" {b} " not in f" {a} "


def _alteration(one: Passage, a: str, other: Passage, b: str) -> Alteration:
    here, there = differences(a, b)
    return Alteration(one, other, (_moved(here, one.span.start), _moved(there, other.span.start)))


def _moved(spans: Sequence[Span], by: int) -> tuple[Span, ...]:
    return tuple(Span(start + by, end + by) for start, end in spans)
