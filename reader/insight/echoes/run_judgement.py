"""The judgement on a shared run: the same words are the same statement only if the sentences around them are."""

from collections.abc import Callable, Iterator
from typing import NamedTuple

from reader.insight.echoes.judgement import Judgement
from reader.insight.echoes.shared_runs import SharedRun
from reader.insight.echoes.tokenized_source import TokenizedSource, WordRange

Judge = Callable[[tuple[int, int], tuple[int, int]], Judgement]  # by source number and sentence number
WHOLE = Judgement(1.0, True, ())


class MeetingSentences(NamedTuple):
    """Two sentences that a run joins: their numbers in their sources, and the judgement on them."""

    one: int
    other: int
    judgement: Judgement


def pairs_of_run(
    run: SharedRun, here: TokenizedSource, there: TokenizedSource, judge: Judge
) -> Iterator[MeetingSentences]:
    """Yield the pairs of sentences of which a run has half of the shorter one or more.

    Two sentences that it covers completely are the same; others are judged.

    Args:
        run: The run.
        here: The source of its `here`.
        there: The source of its `there`.
        judge: Judges two sentences.
    """
    for one, other, common in _meeting(run, here, there):
        lengths = [each.end - each.first for each in (here.sentences[one], there.sentences[other])]
        if common == max(lengths):
            yield MeetingSentences(one, other, WHOLE)
        elif 2 * common >= min(lengths):
            yield MeetingSentences(one, other, judge((run.here, one), (run.there, other)))


def judge_run(run: SharedRun, here: TokenizedSource, there: TokenizedSource, judge: Judge) -> Judgement:
    """Return the judgement on the sentences around a run; it is sure if all of them are the same."""
    judgements = [each.judgement for each in pairs_of_run(run, here, there, judge)]
    differs = dict.fromkeys(kind for each in judgements for kind in each.differs)
    is_sure = bool(judgements) and all(each.is_sure for each in judgements)
    return Judgement(max((each.probability for each in judgements), default=0.0), is_sure, tuple(differs))


def _meeting(run: SharedRun, here: TokenizedSource, there: TokenizedSource) -> Iterator[tuple[int, int, int]]:
    """Yield the sentences of both sources that the run joins, and the number of words of the run that both have."""
    distance = run.other - run.first
    others = list(_sentences_of(there, (run.other, run.other + run.length)))
    for one, (first, end) in _sentences_of(here, (run.first, run.first + run.length)):
        for other, (low, high) in others:
            common = min(end, high - distance) - max(first, low - distance)
            if common > 0:
                yield one, other, common


def _sentences_of(source: TokenizedSource, words: WordRange) -> Iterator[tuple[int, WordRange]]:
    """Yield the sentences that have some of these words, and which of the words they have."""
    for index in source.sentences_in(source.span(*words)):
        sentence = source.sentences[index]
        first, end = max(sentence.first, words[0]), min(sentence.end, words[1])
        if first < end:
            yield index, (first, end)
