"""An index over tokenized sources that finds the echoes among them."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType

from reader.insight.echoes.clip import clip_echo
from reader.insight.echoes.echo import Echo, EchoKind, SourceSpan, by_position, by_score
from reader.insight.echoes.judgement import Judgement
from reader.insight.echoes.run_judgement import judge_run, pairs_of_run
from reader.insight.echoes.shared_boilerplate import SharedBoilerplate
from reader.insight.echoes.shared_runs import SharedRun, SharedRunIndex
from reader.insight.echoes.similar_sentences import SimilarPair, SimilarSentenceIndex
from reader.insight.echoes.term_weights import TermWeights
from reader.insight.echoes.tokenized_source import TokenizedSource, WordRange, tokenize_source
from reader.text.article import make_article
from reader.text.source import Decoded, Source
from reader.text.span import Span

# The weight of a run's words, multiplied by the similarity factor of its sources, at which its score is 0.5.
HALF_RUN = 30.0
MIN_RUN_SCORE = 0.35  # the least score of a verbatim echo, whatever is around it
LEAST_PROBABILITY = 0.05  # the least probability for a common phrase in sentences that otherwise differ
MIN_PAIR_SCORE = 0.015  # the least score of a reworded echo
MOST = 0.8  # the share of a passage from which a run counts as all of it


class EchoIndex:
    """The echoes among tokenized sources; it can be queried when `build` has finished, from one thread at a time."""

    def __init__(
        self, sources: Iterable[TokenizedSource], skip: Mapping[str, Sequence[Span]] = MappingProxyType({})
    ) -> None:
        """Prepare for sources, whose order makes no difference.

        Args:
            sources: The tokenized sources.
            skip: Passages that are left out, by source id. A block is left out if it shares half of the shorter of the
                two with a passage.
        """
        self._skip = skip
        self.tokenized = sorted(sources, key=lambda each: each.source)
        self._numbers = {each.source: number for number, each in enumerate(self.tokenized)}
        self._weights = TermWeights(self.tokenized)
        self._runs = SharedRunIndex(self.tokenized)
        self._sentences = SimilarSentenceIndex(self.tokenized, self._weights.similarity_factor, self._weights.rarity)

    def build(self) -> Iterator[None]:
        """Index the sources in steps, each of which takes the time of one source."""
        numbers, shared = range(len(self.tokenized)), SharedBoilerplate(self.tokenized)
        for number in numbers:
            self._weights.count(number)
            self._runs.collect(number)
            shared.add(number)
            yield
        repeated = shared.repeated()
        for number in numbers:
            self._weights.add_profile(number, repeated.get(number, ()))
            yield
        boilerplate = shared.boilerplate(self._weights)
        for number in numbers:
            excluded = boilerplate.get(number, set()) | self._skipped(self.tokenized[number])
            self._runs.add(number, excluded)
            self._sentences.add(number, excluded)
            yield
        for number in numbers:
            self._sentences.compare(number)
            yield
        self._sentences.finish()

    def _skipped(self, source: TokenizedSource) -> set[WordRange]:
        found = set[WordRange]()
        for span in self._skip.get(source.source, ()):
            blocks = source.blocks_in(*source.words_in(span))
            found.update(block for block in blocks if SourceSpan("", span).shares(source.span(*block)))
        return found

    @property
    def sources(self) -> Sequence[str]:
        """The ids of the sources, in order."""
        return [each.source for each in self.tokenized]

    def echoes_of(self, source: str, span: Span) -> list[Echo]:
        """Return the echoes of a passage, at most one for each place, best first.

        Runs that have most of the passage word for word come first, then sure echoes, then those with a known
        difference.
        """
        found = list[Echo]()
        places = defaultdict[str, list[SourceSpan]](list)
        order = sorted(
            self._echoes_sharing(source, span),
            key=lambda echo: (not _has_most(echo, span), not echo.is_sure, not _tells_difference(echo), by_score(echo)),
        )
        for echo in order:
            if not any(echo.there.shares(place.span) for place in places[echo.there.source]):
                places[echo.there.source].append(echo.there)
                found.append(echo)
        return found

    def _echoes_sharing(self, source: str, span: Span) -> Iterator[Echo]:
        number = self._numbers.get(source)
        if number is not None:
            tokenized = self.tokenized[number]
            found = self._find(number, tokenized.words_in(span), tokenized.sentences_in(span))
            yield from (echo for echo in found if echo.here.shares(span))

    def echoes_in(self, source: str) -> list[Echo]:
        """Return all echoes of a source, in the order of its text."""
        number = self._numbers.get(source)
        return [] if number is None else self._find_all(number)

    def echoes_in_later(self, source: str) -> list[Echo]:
        """Return the echoes of a source in the sources after it; for all sources together, each echo comes once."""
        number = self._numbers[source]
        return self._find_all(number, number)

    def _find_all(self, number: int, beyond: int = -1) -> list[Echo]:
        tokenized = self.tokenized[number]
        found = self._find(number, (0, len(tokenized.words)), range(len(tokenized.sentences)), beyond)
        return sorted(found, key=by_position)

    def _find(self, number: int, words: WordRange, sentences: range, beyond: int = -1) -> Iterator[Echo]:
        """Return the echoes of words and sentences of a source in the sources numbered above a limit."""
        found_runs = (self._run_echo(run) for run in self._runs.runs_in(number, *words) if run.there > beyond)
        runs = [self._judged(run, echo) for run, echo in found_runs if echo.score >= MIN_RUN_SCORE]
        found = (pair for index in sentences for pair in self._sentences.pairs_of(number, index, beyond))
        pairs = [self._pair_echo(pair) for pair in found if pair.judgement.probability >= MIN_PAIR_SCORE]
        return _without_repeats(runs, pairs)

    def clip(self, echo: Echo, span: Span) -> Echo:
        """Return a verbatim echo cut down to the words within a span of `here`; a reworded echo is unchanged."""
        return clip_echo(echo, span, self._tokenized(echo.here.source), self._tokenized(echo.there.source))

    def _tokenized(self, source: str) -> TokenizedSource:
        return self.tokenized[self._numbers[source]]

    def sentences(self) -> Iterator[SourceSpan]:
        """Yield all sentences that are indexed, in order of source and position."""
        for number, each in enumerate(self.tokenized):
            yield from (SourceSpan(each.source, each.sentences[index].span) for index in self._sentences.added(number))

    def sentence_pairs(self, echo: Echo) -> Iterator[tuple[SourceSpan, SourceSpan, Judgement]]:
        """Yield the pairs of sentences that an echo joins, with the judgement on each."""
        one, other = (self._numbers[each.source] for each in (echo.here, echo.there))
        here, there = self.tokenized[one], self.tokenized[other]
        if echo.kind is EchoKind.REWORDED:
            yield echo.here, echo.there, Judgement(echo.score, echo.is_sure, echo.differs, echo.unlike)
            return
        first, end = here.words_in(echo.here.span)
        run = SharedRun(one, first, other, there.words_in(echo.there.span)[0], end - first)
        for each in pairs_of_run(run, here, there, self._sentences.judge):
            spans = here.sentences[each.one].span, there.sentences[each.other].span
            yield SourceSpan(here.source, spans[0]), SourceSpan(there.source, spans[1]), each.judgement

    def are_same(self, one: SourceSpan, other: SourceSpan) -> bool:
        """Return whether two sentences are certain to be the same statement."""
        return self._sentences.judge(self._place(one), self._place(other)).is_sure

    def _place(self, sentence: SourceSpan) -> tuple[int, int]:
        number = self._numbers[sentence.source]
        return number, self.tokenized[number].sentences_in(sentence.span)[0]

    def sentences_in(self, passage: SourceSpan) -> list[SourceSpan]:
        """Return the sentences of which a passage has half or that have half of the passage."""
        tokenized = self._tokenized(passage.source)
        spans = (tokenized.sentences[index].span for index in tokenized.sentences_in(passage.span))
        return [SourceSpan(passage.source, span) for span in spans if passage.shares(span)]

    def shared(self, source: str) -> Counter[str]:
        """Return how many statements of a source each other source is certain to make, too, by source id."""
        passages = defaultdict[str, list[SourceSpan]](list)
        for echo in (each for each in self.echoes_in(source) if each.is_sure):
            counted = passages[echo.there.source]
            if not any(each.shares(echo.here.span) for each in counted):
                counted.append(echo.here)
        return Counter({other: len(counted) for other, counted in passages.items()})

    def _run_echo(self, run: SharedRun) -> tuple[SharedRun, Echo]:
        weight = self._weights.run_weight(run.here, run.first, run.first + run.length)
        here, there = self.tokenized[run.here], self.tokenized[run.there]
        return run, Echo(
            SourceSpan(here.source, here.span(run.first, run.first + run.length)),
            SourceSpan(there.source, there.span(run.other, run.other + run.length)),
            EchoKind.VERBATIM,
            _score(weight * self._weights.similarity_factor(run.here, run.there), HALF_RUN),
        )

    def _judged(self, run: SharedRun, echo: Echo) -> Echo:
        judged = judge_run(run, self.tokenized[run.here], self.tokenized[run.there], self._sentences.judge)
        score = echo.score if judged.is_sure else round(echo.score * max(LEAST_PROBABILITY, judged.probability), 4)
        return replace(echo, score=score, is_sure=judged.is_sure, differs=judged.differs)

    def _pair_echo(self, pair: SimilarPair) -> Echo:
        here, there = self.tokenized[pair.here], self.tokenized[pair.there]
        return Echo(
            SourceSpan(here.source, here.sentences[pair.sentence].span),
            SourceSpan(there.source, there.sentences[pair.other].span),
            EchoKind.REWORDED,
            round(pair.judgement.probability, 4),
            pair.judgement.is_sure,
            pair.judgement.differs,
            pair.judgement.unlike,
        )


def tokenize_batch(sources: Iterable[tuple[Source, Decoded]]) -> list[TokenizedSource]:
    """Return the tokenized sources of a batch."""
    return [tokenize_source(make_article(source, decoded)) for source, decoded in sources]


def build_index(
    sources: Iterable[TokenizedSource], skip: Mapping[str, Sequence[Span]] = MappingProxyType({})
) -> EchoIndex:
    """Return an index whose `build` has finished."""
    index = EchoIndex(sources, skip)
    for _ in index.build():
        pass
    return index


def find_echoes(sources: Iterable[str], index: EchoIndex) -> list[Echo]:
    """Return the echoes of a batch of sources in later ones; all batches together have each echo once."""
    return [echo for source in sources for echo in index.echoes_in_later(source)]


def _score(strength: float, half: float) -> float:
    return round(strength**2 / (strength**2 + half**2), 4)


def _has_most(echo: Echo, span: Span) -> bool:
    """Return True if an echo has most of a passage word for word, and nothing around it differs."""
    return echo.kind is EchoKind.VERBATIM and not echo.differs and _covers_most(echo.here.span, span)


def _tells_difference(echo: Echo) -> bool:
    """Return True if an echo has the words that differ, which are around those of a run."""
    return echo.kind is EchoKind.REWORDED and bool(echo.differs)


def _without_repeats(runs: Sequence[Echo], pairs: Sequence[Echo]) -> Iterator[Echo]:
    """Yield all runs, and the pairs of sentences that no run mostly covers, or that differ."""
    yield from runs
    by_source = defaultdict[str, list[Echo]](list)
    for run in runs:
        by_source[run.there.source].append(run)
    for pair in pairs:
        if pair.differs or not any(_says_all(run, pair) for run in by_source[pair.there.source]):
            yield pair


def _says_all(run: Echo, pair: Echo) -> bool:
    return _covers_most(run.here.span, pair.here.span) and _covers_most(run.there.span, pair.there.span)


def _covers_most(span: Span, other: Span) -> bool:
    """Return True if a span has most of another."""
    return min(span.end, other.end) - max(span.start, other.start) >= MOST * (other.end - other.start)
