"""Features of a line that come from the lines around it: whether it is among prose or in the body."""

from collections.abc import Sequence
from itertools import accumulate, pairwise
from math import log
from operator import sub

from reader.insight.boilerplate.line_features import SHORT, LineFeatures

MAX_DISTANCE = 30  # lines; a greater distance counts as this one
NEARBY = 5  # lines before and after that are looked at together
MAX_GAP = 3  # lines from which an interruption ends a stretch of prose
BEYOND = 0.5  # the score of the lines beyond either end of the text: boilerplate
MAX_PARAGRAPH = 60  # words; a longer paragraph counts as this long
CERTAIN_PAGE = 10  # short lines on the topics of a page that make it certain to be one
PAGE_TOPIC_WORDS = 6  # words of such a short line
LASTING_TOPIC_WORDS = 8  # words below which a line on a lasting topic opens a section
PAGE_TOPICS = frozenset({"menu", "share", "subscription", "legal", "comment", "advertising", "related"})
LASTING_TOPICS = ("comment", "related")  # topics to which the lines below belong, too
NO_WORDS = 0.5  # the share of words in common with the body that a line without words counts as having

# The headline is the first line but one that repeats the title.
HEADLINE_WORDS = range(4, 25)
HEADLINE_SHARE = 0.7  # share of the title's content words, or of the line's if those are fewer

# Readers' comments begin at a line that speaks of comments, below some prose, with dates among the lines that follow.
COMMENT_LINES = 40  # lines in which the dates are looked for
MIN_DATES_APART = 3  # pairs of neighbouring dates with other lines between them
MAX_TO_FIRST_DATE = 12  # lines
MIN_PROSE = 20  # words of prose, beyond which comments can begin
MIN_PROSE_LINE = 16  # words from which a line counts as prose there

Columns = dict[str, Sequence[float]]


class ContextFeatures:
    """The features of the lines of one text that depend on the other lines.

    Attributes:
        comments_start: The first line of the readers' comments, or the number of lines if there are none.
        body_start: The first line of the article's body.
        body_end: The line after the last one of the body.
    """

    def __init__(self, lines: Sequence[LineFeatures], scores: Sequence[float], title: frozenset[str]) -> None:
        """Find the parts of the text.

        Args:
            lines: The features of each line.
            scores: The score of each line by itself, from -1 (prose) to 1 (boilerplate).
            title: The content words of the title.
        """
        self._lines, self._scores, self._title = lines, scores, title
        self.comments_start = find_comments(lines)
        self.body_start, self.body_end = find_body(scores[: self.comments_start], lines)

    @property
    def page_likeness(self) -> float:
        """The share of a whole page in the text, by its menus and footers: 0 for an article alone, 1 for a page."""
        found = sum(
            line.word_count <= PAGE_TOPIC_WORDS and not PAGE_TOPICS.isdisjoint(line.topics) for line in self._lines
        )
        return min(1.0, found / CERTAIN_PAGE)

    def columns(self) -> Columns:
        """Return a column for each feature, with a number from 0 to about 1 for each line."""
        overlap: Columns = {"words shared with the body": self._body_overlap()}
        return self._neighbours() | self._position() | self._since_body_began() | overlap

    def _neighbours(self) -> Columns:
        headings = [line.may_be_heading for line in self._lines]
        return {
            "line score": self._scores,
            "score of the line after": window_sums(self._scores, -1, 1, BEYOND),
            "mean score of the lines before": [
                total / NEARBY for total in window_sums(self._scores, NEARBY, -1, BEYOND)
            ],
            "headings nearby": [total / (2 * NEARBY + 1) for total in window_sums(headings, NEARBY, NEARBY)],
        }

    def _position(self) -> Columns:
        first, end, count = self.body_start, self.body_end, len(self._lines)
        numbers = range(count)
        start, stop = find_longest_prose(self._scores, self._lines)
        headline = self._headline()
        return {
            "page likeness": [self.page_likeness] * count,
            "line score, in the body": [score if first <= i < end else 0.0 for i, score in enumerate(self._scores)],
            "distance from the ends of the body": [
                _LOGARITHMS[min(i - first, end - 1 - i, MAX_DISTANCE)] if first <= i < end else 0.0 for i in numbers
            ],
            "in the longest stretch of prose": [start <= i < stop for i in numbers],
            "before the headline": [i < headline for i in numbers],
            "near the end": [(i / count) ** 2 for i in numbers],
        }

    def _since_body_began(self) -> Columns:
        begun = self.body_start + 1
        skipped = [False] * min(begun, len(self._lines))
        topics = [line.topics if line.word_count < LASTING_TOPIC_WORDS else () for line in self._lines[begun:]]
        boilerplate = accumulate([*skipped, *(score > 0 for score in self._scores[begun:])])
        return {
            "boilerplate since the body began": [_LOGARITHMS[min(count, MAX_DISTANCE)] for count in boilerplate],
            **{
                f"after a word of {topic}": list(accumulate([*skipped, *(topic in each for each in topics)], max))
                for topic in LASTING_TOPICS
            },
        }

    def _body_overlap(self) -> Sequence[float]:
        """Return the share of each line's content words that also occur in another line of the body's prose."""
        once, twice, prose = set[str](), set[str](), set[int]()
        for i in range(self.body_start, self.body_end):
            if self._scores[i] < 0:
                words = self._lines[i].content_words
                twice |= once & words
                once |= words
                prose.add(i)
        return [
            len(words & (twice if i in prose else once)) / len(words) if words else NO_WORDS
            for i, words in enumerate(line.content_words for line in self._lines)
        ]

    def _headline(self) -> int:
        """Return the line that repeats the title, or 0 if there is none."""
        title, size = self._title, len(self._title) or 1
        for i, line in enumerate(self._lines):
            needed = HEADLINE_SHARE * max(1, min(size, len(line.content_words)))
            if i and line.word_count in HEADLINE_WORDS and len(line.content_words & title) >= needed:
                return i
        return 0


_LOGARITHMS = [log(1 + count) / log(1 + MAX_DISTANCE) for count in range(MAX_DISTANCE + 1)]


def window_sums(values: Sequence[float], before: int, after: int, beyond: float = 0) -> list[float]:
    """Return for each line the sum of a window of lines.

    Args:
        values: The value of each line.
        before: The number of lines before the line that the window begins at; -1 for the line after it.
        after: The number of lines after the line that the window ends with; -1 for the line before it.
        beyond: The value of the lines beyond either end of the text.
    """
    margin, count = [beyond] * (NEARBY + 1), len(values)
    sums = list(accumulate([*margin, *values, *margin], initial=0.0))
    low, high = len(margin) - before, len(margin) + 1 + after
    return list(map(sub, sums[high : high + count], sums[low : low + count]))


def find_longest_prose(scores: Sequence[float], lines: Sequence[LineFeatures]) -> tuple[int, int]:
    """Return the lines `[start, end)` with the most words of prose and never more than a few other lines in a row."""
    best = total = start = end = 0
    found = (0, 0)
    for i, (score, line) in enumerate(zip(scores, lines, strict=True)):
        if score < 0:
            if i - end >= MAX_GAP:
                start, total = i, 0
            total, end = total + min(line.word_count, MAX_PARAGRAPH), i + 1
            if total > best:
                best, found = total, (start, end)
    return found


def find_body(scores: Sequence[float], lines: Sequence[LineFeatures]) -> tuple[int, int]:
    """Return the lines `[start, end)` of the article: those with the most words of prose, minus their boilerplate."""
    best, start, total, found = 0.0, 0, 0.0, (0, 0)
    for i, (score, line) in enumerate(zip(scores, lines, strict=False)):
        if total <= 0:
            start, total = i, 0.0
        total -= score * (min(line.word_count, MAX_PARAGRAPH) if score < 0 else SHORT)
        if total > best:
            best, found = total, (start, i + 1)
    return found


def find_comments(lines: Sequence[LineFeatures]) -> int:
    """Return the line at which readers' comments begin, or the number of lines if there are none."""
    dates = [i for i, line in enumerate(lines) if line.is_dated]
    prose = 0
    for i, line in enumerate(lines):
        prose += line.word_count if line.word_count >= MIN_PROSE_LINE else 0
        if "comment" in line.topics and prose > MIN_PROSE:
            following = [date for date in dates if i < date <= i + COMMENT_LINES]
            apart = sum(later - earlier > 1 for earlier, later in pairwise(following))
            if apart >= MIN_DATES_APART and following[0] <= i + MAX_TO_FIRST_DATE:
                return i
    return len(lines)
