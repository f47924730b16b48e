"""The results of all runs, and what can be read from them: medians, p99, ratios."""

import statistics
from collections.abc import Callable, Iterator, Sequence

from benchmarks.bench import Result
from benchmarks.figures import ORDER

Key = tuple[str, str, str]  # case, program, figure
Statistic = Callable[[Sequence[float]], float]


def median(samples: Sequence[float]) -> float:
    return statistics.median(samples)


def p99(samples: Sequence[float]) -> float:
    """The least that 99 % of the samples do not exceed; of fewer than a hundred the greatest."""
    return sorted(samples)[-(-99 * len(samples) // 100) - 1]


class Results:
    """Values are in the unit that the figure names."""

    def __init__(self, results: Sequence[Result]) -> None:
        self._results = results

    def cases(self) -> list[str]:
        return list(dict.fromkeys(result.case for result in self._results))

    def programs(self, case: str) -> list[str]:
        return list(dict.fromkeys(result.program for result in self._of(case)))

    def figures(self, case: str) -> list[str]:
        found = {figure for result in self._of(case) for figure in result.figures}
        return sorted(found, key=ORDER.index)

    def value(self, case: str, program: str, figure: str, statistic: Statistic = median) -> float | None:
        """The median of the rounds' medians; of another statistic, that of all samples."""
        rounds = [samples for samples in self._rounds(case, program, figure).values() if samples]
        if not rounds:
            return None
        if statistic is median:
            return median([median(samples) for samples in rounds])
        return statistic([sample for samples in rounds for sample in samples])

    def count(self, case: str, program: str, figure: str) -> int:
        """How many samples a round has."""
        return max((len(samples) for samples in self._rounds(case, program, figure).values()), default=0)

    def why(self, case: str, program: str, figure: str) -> str:
        """Why there is no value; empty if that was not said."""
        said = [result.figures.get(figure, "") for result in self._of(case) if result.program == program]
        return next((reason for reason in said if isinstance(reason, str)), "")

    def ratio(self, one: Key, other: Key) -> float | None:
        """The median of the per-round ratios; a program with one round is compared within that."""
        ours, theirs = self._rounds(*one), self._rounds(*other)
        ratios = [median(ours[each]) / median(theirs[each]) for each in ours if each in theirs and median(theirs[each])]
        return median(ratios) if ratios else None

    def _of(self, case: str) -> Iterator[Result]:
        return (result for result in self._results if result.case == case)

    def _rounds(self, case: str, program: str, figure: str) -> dict[int, list[float]]:
        found = {}
        for result in self._of(case):
            samples = result.figures.get(figure, "")
            if result.program == program and not isinstance(samples, str):
                found[result.round] = samples
        return found
