"""What of a text stands in a later version of it: sentences first, then words, then characters of what changed.

Patience diff: what is there once on both sides cannot be taken for something else. It takes the time of the texts'
lengths, whatever they hold; the standard library's difflib is quadratic.
"""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

from reader.text.span import Span


class Match(NamedTuple):
    """`old_text[old : old + size] == new_text[new : new + size]`"""

    old: int
    new: int
    size: int

    @property
    def old_end(self) -> int:
        return self.old + self.size

    @property
    def new_end(self) -> int:
        return self.new + self.size


Box = tuple[int, int, int, int]  # old start, old end, new start, new end
Seeds = Sequence[tuple[int, int]]
Finer = Callable[[str, str], Iterable[Match]]

# Roughly: where it ends matters less than that it is long enough to be known again.
_SENTENCE = re.compile(r"\S[^\n]{11,}?(?:[.!?]['\")\]]*(?=\s)|[。！？])|\S[^\n]*")
# Scripts that are written without blanks are compared by characters.
_WORD = re.compile(r"[^\W\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\ua4cf\uf900-\ufaff\U00020000-\U0003ffff]+|\S")
# How many words in a row must be unique on both sides, and in how long a stretch that means something.
_SEEDS = ((8, 1 << 60), (4, 20_000), (2, 2_000), (1, 200))


def matches(old: str, new: str) -> list[Match]:
    """The stretches that stand in both, in ascending order on both sides."""
    if old == new:
        return [Match(0, 0, len(old))] if old else []
    olds, news = _Items(old, _SENTENCE), _Items(new, _SENTENCE)
    sentences = _align(olds.words, news.words, (0, len(olds.words), 0, len(news.words)), ((1, 1 << 60),))
    return _joined(_fill(old, new, _in_characters(olds, news, sentences), _words))


def changed_spans(old: str, new: str) -> tuple[list[Span], list[Span]]:
    """The words that are in the old text only, and those that are in the new one only."""
    gone, come, last = [], [], Match(0, 0, 0)
    for match in (*matches(old, new), Match(len(old), len(new), 0)):
        gone.append(Span(last.old_end, match.old))
        come.append(Span(last.new_end, match.new))
        last = match
    return _whole_words(gone, old), _whole_words(come, new)


def _whole_words(spans: list[Span], text: str) -> list[Span]:
    words = [Span(*word.span()) for word in re.finditer(r"\w+|\W", text)]
    return [word for word in words if not word.of(text).isspace() and any(word.overlaps(span) for span in spans)]


def _words(old: str, new: str) -> Iterator[Match]:
    """Within what is left between two sentences."""
    olds, news = _Items(old, _WORD), _Items(new, _WORD)
    blocks = _align(olds.words, news.words, (0, len(olds.words), 0, len(news.words)), _SEEDS)
    yield from _fill(old, new, _in_characters(olds, news, blocks), _edges)


class _Items:
    """The sentences or words of a text, and where they begin."""

    def __init__(self, text: str, pattern: re.Pattern[str]) -> None:
        self.text = text
        self.starts = [match.start() for match in pattern.finditer(text)]
        self.words = pattern.findall(text)

    def end(self, index: int) -> int:
        return self.starts[index] + len(self.words[index])


def _in_characters(olds: _Items, news: _Items, blocks: Iterator[Match]) -> Iterator[Match]:
    for block in blocks:
        old, new = olds.starts[block.old], news.starts[block.new]
        size = olds.end(block.old_end - 1) - old
        if olds.text[old : old + size] == news.text[new : new + size]:
            yield Match(old, new, size)
        else:  # the white space between the words differs
            for n in range(block.size):
                at = block.old + n
                yield Match(olds.starts[at], news.starts[block.new + n], len(olds.words[at]))


def _align(old: Sequence[str], new: Sequence[str], box: Box, seeds: Seeds) -> Iterator[Match]:
    """The items that stand in both parts; the matches count in items."""
    a, b, c, d = box
    if a == b or c == d:
        return
    shorter, longer = sorted((b - a, d - c))
    while seeds and not (seeds[0][0] <= shorter and longer <= seeds[0][1]):
        seeds = seeds[1:]
    if not seeds:
        yield from (Match(a + each.old, c + each.new, each.size) for each in _edges(old[a:b], new[c:d]))
        return
    found = _unique_in_both(old[a:b], new[c:d], seeds[0][0])
    for block in (*found, Match(b - a, d - c, 0)):
        yield from _align(old, new, (a, block.old + box[0], c, block.new + box[2]), seeds[1:])
        if block.size:
            yield Match(block.old + box[0], block.new + box[2], block.size)
        a, c = block.old_end + box[0], block.new_end + box[2]


def _unique_in_both(old: Sequence[str], new: Sequence[str], size: int) -> list[Match]:
    """The longest chain of what stands once in either, counted in runs of `size` items."""
    olds, news = _runs(old, size), _runs(new, size)
    times_old, times_new, places = Counter(olds), Counter(news), dict(zip(news, range(len(news)), strict=True))
    once = (n for n, run in enumerate(olds) if times_new.get(run) == 1 and times_old[run] == 1)
    chain = _ascending([(n, places[olds[n]]) for n in once])
    blocks: list[Match] = []
    for at, there in chain:
        last = blocks[-1] if blocks else Match(0, 0, 0)
        if blocks and there - at == last.new - last.old and at <= last.old_end:
            blocks[-1] = Match(last.old, last.new, at + size - last.old)
        elif at >= last.old_end and there >= last.new_end:
            blocks.append(Match(at, there, size))
    return blocks


def _runs(items: Sequence[str], size: int) -> Sequence[object]:
    """All runs of that many items; it begins with the n-th at n."""
    return items if size == 1 else list(zip(*(items[n:] for n in range(size)), strict=False))


def _ascending(pairs: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The most pairs that ascend on both sides; on the first they do."""
    lowest: list[int] = []  # the lowest second number that a chain of each length ends with
    last: list[int] = []  # and the pair that it is of
    before: list[int] = []
    for number, (_, second) in enumerate(pairs):
        length = bisect_left(lowest, second)
        before.append(last[length - 1] if length else -1)
        lowest[length : length + 1], last[length : length + 1] = [second], [number]
    chain, here = [], last[-1] if last else -1
    while here >= 0:
        chain.append(pairs[here])
        here = before[here]
    return chain[::-1]


def _fill(old: str, new: str, found: Iterator[Match], finer: Finer) -> Iterator[Match]:
    """The matches, and between them what `finer` finds in what is left."""
    last = Match(0, 0, 0)
    for match in (*found, Match(len(old), len(new), 0)):
        gap_old, gap_new = old[last.old_end : match.old], new[last.new_end : match.new]
        if gap_old and gap_new:
            for each in finer(gap_old, gap_new):
                yield Match(last.old_end + each.old, last.new_end + each.new, each.size)
        if match.size:
            yield match
        last = match


def _edges(old: Sequence[str], new: Sequence[str]) -> Iterator[Match]:
    """What two stretches begin and end with alike."""
    head = _alike(old, new)
    if head:
        yield Match(0, 0, head)
    tail = _alike(old[: head - 1 if head else None : -1], new[: head - 1 if head else None : -1])
    if tail:
        yield Match(len(old) - tail, len(new) - tail, tail)


def _alike(one: Sequence[str], other: Sequence[str]) -> int:
    """How many items they begin with alike."""
    size = min(len(one), len(other))
    if one[:size] == other[:size]:
        return size
    return next(n for n in range(size) if one[n] != other[n])


def _joined(found: Iterator[Match]) -> list[Match]:
    joined: list[Match] = []
    for match in found:
        if joined and joined[-1].old_end == match.old and joined[-1].new_end == match.new:
            last = joined.pop()
            match = Match(last.old, last.new, last.size + match.size)
        joined.append(match)
    return joined
