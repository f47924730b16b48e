"""What is wanted of the figures, and whether it was met."""

from collections.abc import Iterator
from dataclasses import dataclass

from benchmarks import cases
from benchmarks.cases import Sizes
from benchmarks.figures import (
    BLANK,
    CURSOR_DOWN,
    FILTER,
    FIRST_ANSWER,
    FIRST_TEXT,
    HELD,
    MEMORY,
    MOVED,
    NEXT,
    PAGE_DOWN_LATE,
    RESIZE,
    TAG,
)
from benchmarks.programs import FIRST_START, HELLO, LESS, LISTS, OURS, PLAIN, SLATE
from benchmarks.results import Results, Statistic, median, p99

FRAME = 16.7  # ms: sixty a second


@dataclass(frozen=True, slots=True)
class Verdict:
    """measured: in the unit of the figure, or a ratio; None if it was not measured."""

    what: str
    measured: float | None
    at_most: float

    @property
    def met(self) -> bool | None:
        return None if self.measured is None else self.measured <= self.at_most


class Goals:
    def __init__(self, results: Results, sizes: Sizes) -> None:
        self._results, self._sizes = results, sizes
        self._sample = cases.sample(sizes)
        self._articles = [cases.article(*each) for each in sizes.articles]
        self._lists = [cases.sources(count) for count in sizes.lists]

    def verdicts(self) -> Iterator[Verdict]:
        for ours in (FIRST_START, OURS):
            yield from self._opening(ours)
            yield from self._larger(ours)
        for case in self._articles[1:]:
            yield from self._keys(case)
        for figure in (PAGE_DOWN_LATE, NEXT, TAG):
            yield self._grown(OURS, figure, self._articles[-1], self._articles[-2], 1.2)
        for case in self._articles:
            for peer in PLAIN[1:]:
                yield self._against(case, MEMORY, peer.name, 1.0)
        yield from self._list(self._lists[-1])

    # The parts

    def _opening(self, ours: str) -> Iterator[Verdict]:
        yield self._against(self._sample, FIRST_TEXT, HELLO.name, 0.10, ours)
        yield self._against(self._sample, FIRST_TEXT, SLATE.name, 1.0, ours)
        yield self._against(self._sample, FIRST_ANSWER, HELLO.name, 1.05, ours)
        yield self._below(self._sample, BLANK, 0.0, max, ours)
        yield self._below(self._sample, MOVED, 0.0, max, ours)

    def _larger(self, ours: str) -> Iterator[Verdict]:
        """Starts that are to take little longer than that of the sample."""
        many_tags = cases.tags_in(self._sizes.tags[-1], self._sizes.tagged)
        allowed = [
            *((case, 1.2) for case in (self._articles[-2], self._lists[-2])),
            *((case, 2.0) for case in (self._articles[-1], self._lists[-1], many_tags)),
        ]
        for case, at_most in allowed:
            for figure in (FIRST_TEXT, FIRST_ANSWER):
                yield self._grown(ours, figure, case, self._sample, at_most)

    def _keys(self, case: str) -> Iterator[Verdict]:
        slowest = self._results.value(case, LESS.name, PAGE_DOWN_LATE, p99) or 0.0
        yield self._against(case, PAGE_DOWN_LATE, LESS.name, 3.5)
        yield self._below(case, PAGE_DOWN_LATE, max(FRAME, 3 * slowest), p99)
        tagged = self._results.ratio((case, OURS, TAG), (case, OURS, PAGE_DOWN_LATE))
        yield Verdict(f"{case}: {TAG}, ratio to a page", tagged, 1.5)
        yield self._below(case, HELD, FRAME)
        yield self._below(case, RESIZE, 30.0)

    def _list(self, case: str) -> Iterator[Verdict]:
        yield self._against(case, CURSOR_DOWN, LISTS[0].name, 0.3)
        yield self._below(case, CURSOR_DOWN, FRAME, p99)
        yield self._below(case, FILTER, FRAME)

    # The kinds of goals

    def _against(self, case: str, figure: str, peer: str, at_most: float, ours: str = OURS) -> Verdict:
        ratio = self._results.ratio((case, ours, figure), (case, peer, figure))
        return Verdict(f"{case}: {figure}, {ours} to {peer}", ratio, at_most)

    def _grown(self, ours: str, figure: str, case: str, base: str, at_most: float) -> Verdict:
        ratio = self._results.ratio((case, ours, figure), (base, ours, figure))
        return Verdict(f"{case}: {figure}, {ours}, to {base}", ratio, at_most)

    def _below(
        self, case: str, figure: str, at_most: float, statistic: Statistic = median, ours: str = OURS
    ) -> Verdict:
        name = f" ({statistic.__name__})" if statistic is not median else ""
        return Verdict(f"{case}: {figure}{name}, {ours}", self._results.value(case, ours, figure, statistic), at_most)
