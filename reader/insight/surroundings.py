"""What stands around a line: whether it is among prose or among furniture, in the article's body or outside."""

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import accumulate, pairwise
from math import log

from reader.insight.lines import LONG, SHORT, Look

FAR = 30  # lines; what is farther is as far
SIDES = (1, 2, 5, 20)  # lines before and after that are looked at together
EDGE = 0.5  # beyond the text there is furniture
TALKATIVE = 40  # lines in which the dates of readers' comments are looked for
ABOUT_PAGES = frozenset({"menu", "share", "subscription", "legal", "comment", "advertising", "related"})

Columns = dict[str, Sequence[float]]


class Surroundings:
    """Of the lines of one text. looks: of each line. own: what the looks say, -1 (prose) to 1 (furniture).

    repeated: how often the line stands in the text. elsewhere: in how many other sources. title: what its words tell.
    """

    def __init__(
        self,
        looks: Sequence[Look],
        own: Sequence[float],
        repeated: Sequence[int],
        elsewhere: Sequence[int],
        title: frozenset[str],
    ) -> None:
        self._looks, self._own, self._repeated, self._elsewhere = looks, own, repeated, elsewhere
        size = len(title) or 1  # how much of the title a line says, or how much of it is the title's
        self._titled = [len(look.words & title) / max(1, min(size, len(look.words))) for look in looks]
        self._lines = range(len(looks))
        self.talk = talk_begins(looks)
        self.first, self.end = body(own[: self.talk], looks)

    @property
    def page(self) -> float:
        """0 for an article alone, 1 for a whole page with menus and footers: by what short lines speak of."""
        cues = sum(each.size <= SHORT // 2 and not ABOUT_PAGES.isdisjoint(each.kinds) for each in self._looks)
        return min(1.0, cues / 10)

    def columns(self) -> Columns:
        """Numbers of 0 to about 1 for each line, by what they tell."""
        columns = self._beside() | self._distances() | self._in_body() | self._since_cues() | self._told()
        is_long = [look.size > LONG for look in self._looks]
        columns |= {f"long and {name}": _both(is_long, columns[name]) for name in OF_LONG}
        return columns

    def _beside(self) -> Columns:
        columns: Columns = {"own": self._own}
        margin = [EDGE] * SIDES[-1]
        sums = [0.0, *accumulate([*margin, *self._own, *margin])]
        for size in SIDES:
            low, high = len(margin) - size, len(margin) + 1 + size
            columns[f"{size} before"] = [(sums[i + len(margin)] - sums[i + low]) / size for i in self._lines]
            columns[f"{size} after"] = [(sums[i + high] - sums[i + len(margin) + 1]) / size for i in self._lines]
        beside = list(zip(columns["1 before"], columns["1 after"], strict=True))
        columns["among"] = [(sums[i + len(margin) + 4] - sums[i + len(margin) - 3]) / 7 for i in self._lines]
        columns["furniture on both sides"] = [above > 0 and below > 0 for above, below in beside]
        columns["prose on both sides"] = [above < 0 and below < 0 for above, below in beside]
        dates = [*[0] * 5, *accumulate(look.is_dated for look in self._looks)]
        dates += dates[-1:] * 4
        columns["dates near"] = [_LOGS[dates[i + 9] - dates[i]] for i in self._lines]
        return columns

    def _distances(self) -> Columns:
        is_prose = [value < -0.25 and each.size > SHORT + 2 for value, each in zip(self._own, self._looks, strict=True)]
        titled = zip(self._titled, self._looks, strict=True)
        is_headline = [i > 0 and part >= 0.7 and 3 < each.size < 25 for i, (part, each) in enumerate(titled)]
        return {
            "since prose": [_LOGS[gap] for gap in since(is_prose)],
            "until prose": [_LOGS[gap] for gap in since(is_prose[::-1])[::-1]],
            "since the headline": [_LOGS[gap] for gap in since(is_headline)],
            "no headline yet": [not each for each in _ever(is_headline)],
        }

    def _in_body(self) -> Columns:
        first, end, lines, last = self.first, self.end, self._lines, len(self._lines)
        inside = [first <= i < end for i in lines]
        words = sum(look.size for look in self._looks) or 1
        prose = sum(look.size for look, value in zip(self._looks, self._own, strict=True) if value < 0) / words
        return {
            "in the body": inside,
            "into the body": [
                _LOGS[min(i - first, end - 1 - i, FAR)] if here else 0.0 for i, here in enumerate(inside)
            ],
            "before the body": [i < first for i in lines],
            "after the body": [i >= end for i in lines],
            "far from the body": [_LOGS[min(FAR, max(first - i, i - end + 1, 0))] for i in lines],
            "near the end": [i / last if i >= end else 0.0 for i in lines],
            "in the talk": [i >= self.talk for i in lines],
            "first": [i < 3 for i in lines],
            "last": [i >= last - 3 for i in lines],
            "share of prose": [prose for _ in lines],
        }

    def _since_cues(self) -> Columns:
        """What was spoken of since the body began."""
        after = [i > self.first for i in self._lines]
        kinds = [look.kinds if here and look.size < 8 else () for look, here in zip(self._looks, after, strict=True)]
        furniture = accumulate(here and value > 0 for here, value in zip(after, self._own, strict=True))
        return {
            "after furniture": [_LOGS[min(count, FAR)] for count in furniture],
            **{f"after a word of {kind}": _ever(kind in each for each in kinds) for kind in ("comment", "related")},
        }

    def _told(self) -> Columns:
        is_short = [look.size <= SHORT for look in self._looks]
        repeated = [count > 1 for count in self._repeated]
        elsewhere = [_LOGS[min(count, FAR)] for count in self._elsewhere]
        return {
            "kin": self._kin(),
            "words of the title": self._titled,
            "repeated": repeated,
            "short and repeated": _both(is_short, repeated),
            "elsewhere": elsewhere,
            "short and elsewhere": _both(is_short, elsewhere),
        }

    def _kin(self) -> Sequence[float]:
        """How many of a line's words stand in the prose of the body, in another line than this."""
        told = [
            look.words if value < 0 and self.first <= i < self.end else frozenset[str]()
            for i, (look, value) in enumerate(zip(self._looks, self._own, strict=True))
        ]
        counts = Counter(word for words in told for word in words)
        once, twice = counts.keys(), {word for word, count in counts.items() if count > 1}
        return [
            len(look.words & (twice if here else once)) / len(look.words) if look.words else 0.5
            for look, here in zip(self._looks, told, strict=True)
        ]


OF_LONG = (
    "in the body", "in the talk", "kin", "words of the title", "dates near", "since the headline", "among"
)  # fmt: skip
_LOGS = [log(1 + count) / log(1 + FAR) for count in range(FAR + 1)]


def _both(one: Sequence[float], other: Sequence[float]) -> Sequence[float]:
    return [a and b for a, b in zip(one, other, strict=True)]


def _ever(flags: Iterable[bool]) -> Sequence[float]:
    return list(accumulate(flags, max))


def since(is_it: Sequence[bool]) -> list[int]:
    """How many lines each is behind the last such line before it."""
    found, gap = [], FAR
    for here in is_it:
        found.append(gap)
        gap = 1 if here else min(FAR, gap + 1)
    return found


def body(own: Sequence[float], looks: Sequence[Look]) -> tuple[int, int]:
    """Where the article begins and ends: the stretch that has most words of prose, less its furniture."""
    best, start, total, found = 0.0, 0, 0.0, (0, 0)
    for i, (value, look) in enumerate(zip(own, looks, strict=False)):
        if total <= 0:
            start, total = i, 0.0
        total -= value * (min(look.size, 3 * LONG) if value < 0 else SHORT)
        if total > best:
            best, found = total, (start, i + 1)
    return found


def talk_begins(looks: Sequence[Look]) -> int:
    """The line that readers' comments follow, after some prose: it speaks of comments, and dates follow among prose."""
    dates = [i for i, each in enumerate(looks) if each.is_dated]
    prose = 0
    for i, look in enumerate(looks):
        prose += look.size if look.size > SHORT + 3 else 0
        if "comment" in look.kinds and prose > 3 * LONG:
            after = [date for date in dates if i < date <= i + TALKATIVE]
            apart = sum(other - one > 1 for one, other in pairwise(after))
            if apart >= 3 and after[0] <= i + SHORT:
                return i
    return len(looks)
