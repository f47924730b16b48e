"""Patience diff: the stretches of a text that another version of it also has.

Sentences are compared first, then the words between them, then the characters of changed words. An item that occurs
once on both sides cannot be taken for another. The time is proportional to the lengths of the texts, whatever their
content; the standard library's difflib is quadratic.
"""

import re
from array import array
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from typing import NamedTuple

from reader.system.lazy_pattern import lazy_pattern
from reader.system.threads import run_to_end
from reader.text.span import Span


class Match(NamedTuple):
    """A stretch that both texts have: `old_text[old : old + size] == new_text[new : new + size]`."""

    old: int
    new: int
    size: int

    @property
    def old_end(self) -> int:
        """The end of the stretch in the old text."""
        return self.old + self.size

    @property
    def new_end(self) -> int:
        """The end of the stretch in the new text."""
        return self.new + self.size


LONGEST_GAP = 1 << 19  # code points between two sentences that are compared word by word
MOST_ITEMS = 1_000_000  # sentences or words that are compared at most
AT_ONCE = 10_000  # items counted at once
STEP = 128  # stretches found in one step

Box = tuple[int, int, int, int]  # old start, old end, new start, new end
Levels = Sequence[tuple[int, int]]
Matcher = Callable[[str, str], Iterable[Match]]

# Rough is enough: a sentence need not end in the right place, only be long enough to be recognised.
_SENTENCE = lazy_pattern(r"\S[^\n]{11,10000}?(?:[.!?]['\")\]]*(?=\s)|[。！？])|\S[^\n]{0,10000}")
# Scripts that are written without blanks are compared by characters.
_WORD = lazy_pattern(r"[^\W\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\ua4cf\uf900-\ufaff\U00020000-\U0003ffff]+|\S")
_NO_LIMIT = 1 << 60
_SENTENCE_LEVELS = ((1, _NO_LIMIT),)
# How many words in a row must be unique on both sides, and the longest stretch of words in which that means something.
_WORD_LEVELS = ((8, _NO_LIMIT), (4, 20_000), (2, 2_000), (1, 200))


def matching_blocks(old: str, new: str) -> list[Match]:
    """Return the stretches that both texts have, ascending on both sides, in code points."""
    return run_to_end(matching_blocks_in_steps(old, new))


def matching_blocks_in_steps(old: str, new: str) -> Generator[None, None, list[Match]]:
    """Find the stretches that both texts have, some in each step."""
    if old == new:
        return [Match(0, 0, len(old))] if old else []
    old_items, new_items = _Items(old, _SENTENCE), _Items(new, _SENTENCE)
    yield
    sentences = _in_code_points(old_items, new_items, _align_all(old_items, new_items, _SENTENCE_LEVELS))
    merged: list[Match] = []
    for number, match in enumerate(_fill_gaps(old, new, sentences, _match_words)):
        if merged and merged[-1].old_end == match.old and merged[-1].new_end == match.new:
            last = merged.pop()
            match = Match(last.old, last.new, last.size + match.size)
        merged.append(match)
        if number % STEP == 0:
            yield
    return merged


def changed_spans(old: str, new: str) -> tuple[list[Span], list[Span]]:
    """Return the spans of the words that only the old text has, and of those that only the new one has."""
    removed, added, last = [], [], Match(0, 0, 0)
    for match in (*matching_blocks(old, new), Match(len(old), len(new), 0)):
        removed.append(Span(last.old_end, match.old))
        added.append(Span(last.new_end, match.new))
        last = match
    return _whole_words(removed, old), _whole_words(added, new)


def _whole_words(spans: list[Span], text: str) -> list[Span]:
    words = [Span(*word.span()) for word in re.finditer(r"\w+|\W", text)]
    return [word for word in words if not word.of(text).isspace() and any(word.overlaps(span) for span in spans)]


def _match_words(old: str, new: str) -> Iterator[Match]:
    """Yield the matches in the text between two sentences; in a very long one, only matching edges."""
    if max(len(old), len(new)) > LONGEST_GAP:
        yield from _common_edges(old, new)
        return
    old_items, new_items = _Items(old, _WORD), _Items(new, _WORD)
    words = _in_code_points(old_items, new_items, _align_all(old_items, new_items, _WORD_LEVELS))
    yield from _fill_gaps(old, new, words, _common_edges)


class _Items:
    """The sentences or words of a text, with their offsets, up to a limit."""

    def __init__(self, text: str, pattern: re.Pattern[str]) -> None:
        self.text, self.starts, self.words = text, array("q"), list[str]()
        for match in pattern.finditer(text):  # one by one: findall would hold the interpreter
            self.starts.append(match.start())
            self.words.append(match[0])
            if len(self.words) >= MOST_ITEMS:
                break

    def end(self, index: int) -> int:
        return self.starts[index] + len(self.words[index])


def _in_code_points(old: _Items, new: _Items, blocks: Iterator[Match]) -> Iterator[Match]:
    """Convert matches of items to matches of code points."""
    for block in blocks:
        old_start, new_start = old.starts[block.old], new.starts[block.new]
        size = old.end(block.old_end - 1) - old_start
        if old.text[old_start : old_start + size] == new.text[new_start : new_start + size]:
            yield Match(old_start, new_start, size)
        else:  # the white space between the items differs
            for n in range(block.size):
                at = block.old + n
                yield Match(old.starts[at], new.starts[block.new + n], len(old.words[at]))


def _align_all(old: _Items, new: _Items, levels: Levels) -> Iterator[Match]:
    return _align(old.words, new.words, (0, len(old.words), 0, len(new.words)), levels)


def _align(old: Sequence[str], new: Sequence[str], box: Box, levels: Levels) -> Iterator[Match]:
    """Yield the matches, in items, of the parts of two sequences that a box bounds."""
    a, b, c, d = box
    shorter, longer = sorted((b - a, d - c))
    while levels and not (levels[0][0] <= shorter and longer <= levels[0][1]):
        levels = levels[1:]
    if not levels:
        yield from (Match(a + each.old, c + each.new, each.size) for each in _common_edges(old[a:b], new[c:d]))
        return
    found = _unique_in_both(old[a:b], new[c:d], levels[0][0])
    for block in (*found, Match(b - a, d - c, 0)):
        yield from _align(old, new, (a, block.old + box[0], c, block.new + box[2]), levels[1:])
        if block.size:
            yield Match(block.old + box[0], block.new + box[2], block.size)
        a, c = block.old_end + box[0], block.new_end + box[2]


def _unique_in_both(old: Sequence[str], new: Sequence[str], size: int) -> list[Match]:
    """Return the longest chain of n-grams of `size` items that occur once in each sequence."""
    old_grams, new_grams = _grams(old, size), _grams(new, size)
    old_counts, new_counts = _counted(old_grams), _counted(new_grams)
    positions = {gram: n for n, gram in enumerate(new_grams) if new_counts[gram] == 1}
    unique = (n for n, gram in enumerate(old_grams) if new_counts.get(gram) == 1 and old_counts[gram] == 1)
    chain = _longest_ascending([(n, positions[old_grams[n]]) for n in unique])
    blocks: list[Match] = []
    for at, there in chain:
        last = blocks[-1] if blocks else Match(0, 0, 0)
        if blocks and there - at == last.new - last.old and at <= last.old_end:
            blocks[-1] = Match(last.old, last.new, at + size - last.old)
        elif at >= last.old_end and there >= last.new_end:
            blocks.append(Match(at, there, size))
    return blocks


def _counted(grams: Sequence[object]) -> Counter[object]:
    """Count grams in portions, since all at once would block the interpreter."""
    counts = Counter[object]()
    for start in range(0, len(grams), AT_ONCE):
        counts.update(grams[start : start + AT_ONCE])
    return counts


def _grams(items: Sequence[str], size: int) -> Sequence[object]:
    """Return all n-grams of `size` items; the one at index n begins with the n-th item."""
    return items if size == 1 else list(zip(*(items[n:] for n in range(size)), strict=False))


def _longest_ascending(pairs: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the longest chain of pairs, given by ascending first numbers, whose second numbers ascend as well."""
    lowest: list[int] = []  # the lowest second number that a chain of each length ends with
    last: list[int] = []  # the pair that has it
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


def _fill_gaps(old: str, new: str, matches: Iterator[Match], match_gap: Matcher) -> Iterator[Match]:
    """Yield the matches, and between them those that `match_gap` finds in the two gaps."""
    last = Match(0, 0, 0)
    for match in (*matches, Match(len(old), len(new), 0)):
        old_gap, new_gap = old[last.old_end : match.old], new[last.new_end : match.new]
        if old_gap and new_gap:
            for each in match_gap(old_gap, new_gap):
                yield Match(last.old_end + each.old, last.new_end + each.new, each.size)
        if match.size:
            yield match
        last = match


def _common_edges(old: Sequence[str], new: Sequence[str]) -> Iterator[Match]:
    """Yield the common prefix of two sequences, then the common suffix of the rest."""
    head = _common_prefix_length(old, new)
    if head:
        yield Match(0, 0, head)
    tail = _common_suffix_length(old[head:], new[head:])
    if tail:
        yield Match(len(old) - tail, len(new) - tail, tail)


def _common_prefix_length(one: Sequence[str], other: Sequence[str]) -> int:
    same, differs = 0, len(one)
    if one == other[:differs]:
        return differs
    while differs - same > 1:
        middle = (same + differs) // 2
        if one[same:middle] == other[same:middle]:
            same = middle
        else:
            differs = middle
    return same


def _common_suffix_length(one: Sequence[str], other: Sequence[str]) -> int:
    same, differs = 0, min(len(one), len(other))
    if one[len(one) - differs :] == other[len(other) - differs :]:
        return differs
    while differs - same > 1:
        middle = (same + differs) // 2
        if one[len(one) - middle : len(one) - same] == other[len(other) - middle : len(other) - same]:
            same = middle
        else:
            differs = middle
    return same
