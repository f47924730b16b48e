"""What stands around a line: whether it is among prose or among furniture, in the article's body or outside."""

from collections.abc import Sequence
from itertools import accumulate, pairwise
from math import log
from operator import sub

from reader.insight.boilerplate.line_features import LONG, SHORT, Look

FAR = 30  # lines; what is farther is as far
NEAR = 5  # lines before and after that are looked at together
GAP = 3  # lines, that a stretch of prose may be interrupted by
EDGE = 0.5  # beyond the text there is furniture
MOST = 60  # words; a longer paragraph is as good as one of these
TALKATIVE = 40  # lines in which the dates of readers' comments are looked for
ABOUT_PAGES = frozenset({"menu", "share", "subscription", "legal", "comment", "advertising", "related"})

Columns = dict[str, Sequence[float]]


class Surroundings:
    """Of the lines of one text. looks: of each line. own: what they say, -1 (prose) to 1 (furniture).

    title: what the title's words tell. first, end: of the article's body. talk: the line from which readers comment.
    """

    def __init__(self, looks: Sequence[Look], own: Sequence[float], title: frozenset[str]) -> None:
        self._looks, self._own, self._title = looks, own, title
        self.talk = talk_begins(looks)
        self.first, self.end = body(own[: self.talk], looks)

    @property
    def page(self) -> float:
        """0 for an article alone, 1 for a whole page with menus and footers: by what short lines speak of."""
        cues = sum(look.size <= SHORT // 2 and not ABOUT_PAGES.isdisjoint(look.kinds) for look in self._looks)
        return min(1.0, cues / 10)

    def columns(self) -> Columns:
        """Numbers of 0 to about 1 for each line, by what they tell."""
        return self._beside() | self._in_the_text() | self._since_cues() | {"kin": self._kin()}

    def _beside(self) -> Columns:
        headings = [look.is_heading for look in self._looks]
        return {
            "own": self._own,
            "after": near(self._own, -1, 1, EDGE),
            "before": [total / NEAR for total in near(self._own, NEAR, -1, EDGE)],
            "headings near": [total / (2 * NEAR + 1) for total in near(headings, NEAR, NEAR)],
        }

    def _in_the_text(self) -> Columns:
        first, end, last = self.first, self.end, len(self._looks)
        lines = range(last)
        start, stop = longest_stretch(self._own, self._looks)
        headline = self._headline()
        return {
            "page": [self.page] * last,
            "own, in the body": [value if first <= i < end else 0.0 for i, value in enumerate(self._own)],
            "into the body": [_LOGS[min(i - first, end - 1 - i, FAR)] if first <= i < end else 0.0 for i in lines],
            "in the longest stretch of prose": [start <= i < stop for i in lines],
            "before the headline": [i < headline for i in lines],
            "near the end": [(i / last) ** 2 for i in lines],
        }

    def _since_cues(self) -> Columns:
        """What was spoken of since the body began."""
        begun = self.first + 1
        skipped = [False] * min(begun, len(self._looks))
        kinds = [look.kinds if look.size < 8 else () for look in self._looks[begun:]]
        furniture = accumulate([*skipped, *(value > 0 for value in self._own[begun:])])
        return {
            "after furniture": [_LOGS[min(count, FAR)] for count in furniture],
            **{
                f"after a word of {kind}": list(accumulate([*skipped, *(kind in each for each in kinds)], max))
                for kind in ("comment", "related")
            },
        }

    def _kin(self) -> Sequence[float]:
        """How many of a line's words stand in the prose of the body, in another line than this."""
        once, twice, told = set[str](), set[str](), set[int]()
        for i in range(self.first, self.end):
            if self._own[i] < 0:
                words = self._looks[i].words
                twice |= once & words
                once |= words
                told.add(i)
        return [
            len(look.words & (twice if i in told else once)) / len(look.words) if look.words else 0.5
            for i, look in enumerate(self._looks)
        ]

    def _headline(self) -> int:
        """The first line that says the title again; 0 if there is none."""
        title, size = self._title, len(self._title) or 1
        for i, look in enumerate(self._looks):
            if i and 3 < look.size < 25 and len(look.words & title) >= 0.7 * max(1, min(size, len(look.words))):
                return i
        return 0


_LOGS = [log(1 + count) / log(1 + FAR) for count in range(FAR + 1)]


def near(values: Sequence[float], before: int, after: int, edge: float = 0) -> list[float]:
    """For each line the sum from so many lines before it to so many after. edge: the value of lines beyond the text."""
    margin, last = [edge] * (NEAR + 1), len(values)
    sums = list(accumulate([*margin, *values, *margin], initial=0.0))
    low, high = len(margin) - before, len(margin) + 1 + after
    return list(map(sub, sums[high : high + last], sums[low : low + last]))


def longest_stretch(own: Sequence[float], looks: Sequence[Look]) -> tuple[int, int]:
    """Where most words of prose stand together, with no more than a few lines between."""
    best = total = start = end = 0
    found = (0, 0)
    for i, (value, look) in enumerate(zip(own, looks, strict=True)):
        if value < 0:
            if i - end >= GAP:
                start, total = i, 0
            total, end = total + min(look.size, MOST), i + 1
            if total > best:
                best, found = total, (start, end)
    return found


def body(own: Sequence[float], looks: Sequence[Look]) -> tuple[int, int]:
    """Where the article begins and ends: the stretch that has most words of prose, less its furniture."""
    best, start, total, found = 0.0, 0, 0.0, (0, 0)
    for i, (value, look) in enumerate(zip(own, looks, strict=False)):
        if total <= 0:
            start, total = i, 0.0
        total -= value * (min(look.size, MOST) if value < 0 else SHORT)
        if total > best:
            best, found = total, (start, i + 1)
    return found


def talk_begins(looks: Sequence[Look]) -> int:
    """The line that readers' comments follow, after some prose: it speaks of comments, and dates follow among prose."""
    dates = [i for i, look in enumerate(looks) if look.is_dated]
    prose = 0
    for i, look in enumerate(looks):
        prose += look.size if look.size > SHORT + 3 else 0
        if "comment" in look.kinds and prose > LONG:
            after = [date for date in dates if i < date <= i + TALKATIVE]
            apart = sum(other - one > 1 for one, other in pairwise(after))
            if apart >= 3 and after[0] <= i + SHORT:
                return i
    return len(looks)
