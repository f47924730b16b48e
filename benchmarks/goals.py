"""What is wanted of the figures, and whether it was met."""

from collections.abc import Iterator, Sequence
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
STARTS = (FIRST_START, OURS)


@dataclass(frozen=True, slots=True)
class Verdict:
    """measured: in the unit of the figure, or a ratio; None where it was not measured."""

    case: str
    what: str
    measured: tuple[float | None, ...]
    at_most: float

    @property
    def met(self) -> bool | None:
        known = [each for each in self.measured if each is not None]
        return all(each <= self.at_most for each in known) if known else None


class Goals:
    """All verdicts on a run. Where there are two figures, they are those of a first start and of a second one."""

    def __init__(self, results: Results, sizes: Sizes) -> None:
        self._results, self._sizes = results, sizes
        self._sample = cases.sample(sizes)
        self._articles = [cases.article(*each) for each in sizes.articles]
        self._lists = [cases.sources(count) for count in sizes.lists]

    def verdicts(self) -> Iterator[Verdict]:
        yield from self._openings()
        for case in self._articles[1:]:
            yield from self._keys(case)
        for figure in (PAGE_DOWN_LATE, NEXT, TAG):
            yield self._grown(figure, self._articles[-1], self._articles[-2], 1.2, (OURS,))
        for case in self._articles:
            yield self._memory(case)
        yield from self._list(self._lists[-1])

    # The parts

    def _openings(self) -> Iterator[Verdict]:
        sample = self._sample
        yield self._against(sample, FIRST_TEXT, HELLO.name, 0.10, STARTS)
        yield self._against(sample, FIRST_TEXT, SLATE.name, 1.0, STARTS)
        yield self._against(sample, FIRST_ANSWER, HELLO.name, 1.05, STARTS)
        yield self._below(sample, BLANK, 0.0, max, STARTS)
        yield self._below(sample, MOVED, 0.0, max, STARTS)
        for case, at_most in self._larger():
            for figure in (FIRST_TEXT, FIRST_ANSWER):
                yield self._grown(figure, case, sample, at_most, STARTS)

    def _larger(self) -> Iterator[tuple[str, float]]:
        """What is to start little later than the sample."""
        for number, at_most in ((-2, 1.2), (-1, 2.0)):
            yield self._articles[number], at_most
            yield self._lists[number], at_most
        yield cases.tags_in(self._sizes.tags[-1], self._sizes.tagged), 2.0

    def _keys(self, case: str) -> Iterator[Verdict]:
        slowest = self._results.value(case, LESS.name, PAGE_DOWN_LATE, p99) or 0.0
        yield self._against(case, PAGE_DOWN_LATE, LESS.name, 3.5)
        yield self._below(case, PAGE_DOWN_LATE, max(FRAME, 3 * slowest), p99)
        tagged = self._results.ratio((case, OURS, TAG), (case, OURS, PAGE_DOWN_LATE))
        yield Verdict(case, f"{TAG}, to a page down", (tagged,), 1.5)
        yield self._below(case, HELD, FRAME)
        yield self._below(case, RESIZE, 30.0)

    def _memory(self, case: str) -> Verdict:
        ours = case, OURS, MEMORY
        ratios = [self._results.ratio(ours, (case, peer.name, MEMORY)) for peer in PLAIN if peer != LESS]
        greatest = max((ratio for ratio in ratios if ratio is not None), default=None)
        return Verdict(case, f"{MEMORY}, to the peer with the least (less left out)", (greatest,), 1.0)

    def _list(self, case: str) -> Iterator[Verdict]:
        yield self._against(case, CURSOR_DOWN, LISTS[0].name, 0.3)
        yield self._below(case, CURSOR_DOWN, FRAME, p99)
        yield self._below(case, FILTER, FRAME)

    # The kinds of goals

    def _against(self, case: str, figure: str, peer: str, at_most: float, ours: Sequence[str] = (OURS,)) -> Verdict:
        ratios = tuple(self._results.ratio((case, each, figure), (case, peer, figure)) for each in ours)
        return Verdict(case, f"{figure}, to {peer}", ratios, at_most)

    def _grown(self, figure: str, case: str, base: str, at_most: float, ours: Sequence[str]) -> Verdict:
        ratios = tuple(self._results.ratio((case, each, figure), (base, each, figure)) for each in ours)
        return Verdict(case, f"{figure}, to {base}", ratios, at_most)

    def _below(
        self, case: str, figure: str, at_most: float, statistic: Statistic = median, ours: Sequence[str] = (OURS,)
    ) -> Verdict:
        name = f" ({statistic.__name__})" if statistic is not median else ""
        values = tuple(self._results.value(case, each, figure, statistic) for each in ours)
        return Verdict(case, f"{figure}{name}", values, at_most)
