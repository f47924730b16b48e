"""The echoes among sources: an index over their sketches."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType

from reader.insight.echoes.clip import fitted
from reader.insight.echoes.echo import Echo, EchoKind, SourceSpan, best_first, in_place
from reader.insight.echoes.shared_boilerplate import Furniture
from reader.insight.echoes.shared_runs import Runs, SharedRun
from reader.insight.echoes.similar_sentences import Like, Likes
from reader.insight.echoes.term_weights import Rarity
from reader.insight.echoes.tokenized_source import Block, Sketch, sketch
from reader.text.article import make_article
from reader.text.source import Decoded, Source
from reader.text.span import Span

# How much evidence makes it as likely as not that it is no chance, of a run in the weights of its words, of two
# sentences in the share of theirs that they have in common; both times their kinship.
RUN, LIKE = 30.0, 0.45
LEAST = 0.35  # score below which there is no echo
MOST_OF = 0.8  # of a passage: a run that is so much of it says all that there is to say of it


class EchoIndex:
    """It can be asked when `build` is through.

    sketches: in any order; the index is the same. skip: passages that are not to be looked at, by source.
    """

    def __init__(self, sketches: Iterable[Sketch], skip: Mapping[str, Sequence[Span]] = MappingProxyType({})) -> None:
        self._skip = skip
        self.sketches = sorted(sketches, key=lambda sketch: sketch.source)
        self._numbers = {sketch.source: number for number, sketch in enumerate(self.sketches)}
        self._rarity = Rarity(self.sketches)
        self._runs = Runs(self.sketches)
        self._likes = Likes(self.sketches, self._rarity)

    def build(self) -> Iterator[None]:
        """Counts and notes what is in the sketches; each step takes the time of one source."""
        numbers, furniture = range(len(self.sketches)), Furniture(self.sketches)
        for number in numbers:
            self._rarity.count(number)
            self._runs.look(number)
            furniture.look(number)
            yield
        repeated = furniture.repeated()
        for number in numbers:
            self._rarity.compare(number, repeated.get(number, ()))
            yield
        found = furniture.found(self._rarity)
        for number in numbers:
            blocks = found.get(number, set()) | self._skipped(self.sketches[number])
            self._runs.note(number, blocks)
            self._likes.note(number, blocks)
            yield

    def _skipped(self, sketch: Sketch) -> set[Block]:
        found = set[Block]()
        for span in self._skip.get(sketch.source, ()):
            blocks = map(sketch.blocks.__getitem__, sketch.block_range(*sketch.words_in(span)))
            found.update(block for block in blocks if SourceSpan("", span).shares(sketch.span(*block)))
        return found

    @property
    def sources(self) -> Sequence[str]:
        return [sketch.source for sketch in self.sketches]

    def echoes_of(self, source: str, span: Span) -> list[Echo]:
        """The echoes of a passage, one a place: those that have it word for word, then the others, best first."""
        found = list[Echo]()
        places = defaultdict[str, list[SourceSpan]](list)
        for echo in sorted(self._of(source, span), key=lambda echo: (not _is_worded(echo, span), best_first(echo))):
            if not any(echo.there.shares(place.span) for place in places[echo.there.source]):
                places[echo.there.source].append(echo.there)
                found.append(echo)
        return found

    def _of(self, source: str, span: Span) -> Iterator[Echo]:
        number = self._numbers.get(source)
        if number is not None:
            sketch = self.sketches[number]
            found = self._found(number, sketch.words_in(span), sketch.sentence_range(span))
            yield from (echo for echo in found if echo.here.shares(span))

    def of_source(self, source: str) -> list[Echo]:
        """All echoes of a source, in the order of its text."""
        number = self._numbers.get(source)
        return [] if number is None else self._of_all(number)

    def after(self, source: str) -> list[Echo]:
        """Those in sources that come after this one: of all sources together, each echo once."""
        number = self._numbers[source]
        return self._of_all(number, number)

    def _of_all(self, number: int, beyond: int = -1) -> list[Echo]:
        sketch = self.sketches[number]
        found = self._found(number, (0, len(sketch.words)), range(len(sketch.sentences)), beyond)
        return sorted(found, key=in_place)

    def _found(self, number: int, words: tuple[int, int], sentences: range, beyond: int = -1) -> Iterator[Echo]:
        """The echoes of some words and sentences of a sketch, in those of numbers beyond one."""
        runs = [self._run(run) for run in self._runs.of(number, *words) if run.there > beyond]
        likes = (like for index in sentences for like in self._likes.of(number, index, _least(LIKE), beyond))
        told = _told_once(runs, [self._like(like) for like in likes])
        return (echo for echo in told if echo.score >= LEAST)

    def fitted(self, echo: Echo, span: Span) -> Echo:
        """An echo without what goes beyond a passage of its `here`."""
        return fitted(echo, span, self._sketch(echo.here.source), self._sketch(echo.there.source))

    def _sketch(self, source: str) -> Sketch:
        return self.sketches[self._numbers[source]]

    def sentences(self) -> Iterator[SourceSpan]:
        """All that were looked at, in order of source and place."""
        for number, each in enumerate(self.sketches):
            yield from (SourceSpan(each.source, each.sentences[index].span) for index in self._likes.noted(number))

    def sentences_in(self, passage: SourceSpan) -> list[SourceSpan]:
        """The sentences that a passage of a source holds, or is a part of."""
        sketch = self._sketch(passage.source)
        found = [SourceSpan(sketch.source, sketch.sentences[each].span) for each in sketch.sentence_range(passage.span)]
        return [each for each in found if each.shares(passage.span)]

    def shared(self, source: str) -> Counter[str]:
        """How many statements of this source other sources tell, too, by their ids."""
        passages = defaultdict[str, list[SourceSpan]](list)
        for echo in self.of_source(source):
            told = passages[echo.there.source]
            if not any(each.shares(echo.here.span) for each in told):
                told.append(echo.here)
        return Counter({other: len(told) for other, told in passages.items()})

    def _run(self, run: SharedRun) -> Echo:
        weight = self._rarity.of_run(run.here, run.first, run.first + run.length)
        score = _score(weight * self._rarity.kinships(run.here)[run.there], RUN)
        here, there = self.sketches[run.here], self.sketches[run.there]
        return Echo(
            SourceSpan(here.source, here.span(run.first, run.first + run.length)),
            SourceSpan(there.source, there.span(run.other, run.other + run.length)),
            EchoKind.VERBATIM,
            score,
        )

    def _like(self, like: Like) -> Echo:
        here, there = self.sketches[like.here], self.sketches[like.there]
        return Echo(
            SourceSpan(here.source, here.sentences[like.sentence].span),
            SourceSpan(there.source, there.sentences[like.other].span),
            EchoKind.REWORDED,
            _score(like.evidence, LIKE),
        )


def sketches(sources: Iterable[tuple[Source, Decoded]]) -> list[Sketch]:
    """Of a batch of sources, whatever else there is."""
    return [sketch(make_article(source, decoded)) for source, decoded in sources]


def indexed(sketches: Iterable[Sketch], skip: Mapping[str, Sequence[Span]] = MappingProxyType({})) -> EchoIndex:
    """An index that is through with `build`."""
    index = EchoIndex(sketches, skip)
    for _ in index.build():
        pass
    return index


def echoes_of(sources: Iterable[str], index: EchoIndex) -> list[Echo]:
    """Of a batch of sources, each echo once, from the source that comes first; in the order of their texts."""
    return [echo for source in sources for echo in index.after(source)]


def _score(evidence: float, half: float) -> float:
    return round(evidence**2 / (evidence**2 + half**2), 4)


def _least(half: float) -> float:
    """The evidence that makes the least score."""
    return half * float((LEAST / (1 - LEAST)) ** 0.5)


def _is_worded(echo: Echo, span: Span) -> bool:
    """Whether most of a passage stands in the echo, word for word."""
    common = min(echo.here.span.end, span.end) - max(echo.here.span.start, span.start)
    return echo.kind is EchoKind.VERBATIM and common >= MOST_OF * (span.end - span.start)


def _told_once(runs: Sequence[Echo], likes: Sequence[Echo]) -> Iterator[Echo]:
    """All runs, and the sentences that are alike without a run being most of both."""
    yield from runs
    by_source = defaultdict[str, list[Echo]](list)
    for run in runs:
        by_source[run.there.source].append(run)
    for like in likes:
        if not any(_is_most(run, like) for run in by_source[like.there.source]):
            yield like


def _is_most(run: Echo, like: Echo) -> bool:
    return all(
        min(a.end, b.end) - max(a.start, b.start) >= MOST_OF * (b.end - b.start)
        for a, b in ((run.here.span, like.here.span), (run.there.span, like.there.span))
    )
