"""The map of offsets from a normalized text to a later version of it, with the share of each span that survives."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import NamedTuple

from reader.system.lazy_pattern import lazy_pattern
from reader.text.normalize import NormalizedText
from reader.text.patience_diff import Match, matching_blocks
from reader.text.span import Span

SHORTEST = 6  # code points, white space apart; a shorter piece of a passage may match by chance
GRAM = 3  # words in a row that do not match by chance
TOGETHER = 0.33  # the share of a passage's n-grams that must stand together for it to count as reinserted
MAX_SLIDE = 500  # code points by which an insertion or deletion is moved to begin at a sentence
EDGE_ROOM = 8  # code points that may be inserted at the edge of a passage, besides twice what was lost there

_SENTENCE_BEGINS = lazy_pattern(r"(?:\A|\n|[.!?]['\")\]]*\s|[。！？])\Z")
_WORD, _LAST_WORD = re.compile(r"\w+"), re.compile(r"\w+\Z")


class MappedSpan(NamedTuple):
    """A span of the old text, mapped to the new one.

    span: the span in the new text.
    surviving: the share of the old span's code points that are still there, 0 to 1. White space does not count, nor
        do pieces too short to be recognised.
    is_ambiguous: the diff could equally well have chosen similar text next to it.
    """

    span: Span
    surviving: float
    is_ambiguous: bool


class OffsetMap:
    """Maps the spans of an old normalized text to a new one."""

    def __init__(self, old: NormalizedText, new: NormalizedText, matches: Sequence[Match] | None = None) -> None:
        """Map the spans of one text to another.

        Args:
            old: The earlier text.
            new: The later text.
            matches: The stretches that both have, from `matching_blocks`; None to find them.
        """
        self._old, self._new = old.text, new.text
        self._ambiguous_old: list[Span] = []
        self._ambiguous_new: list[Span] = []
        found = matching_blocks(old.text, new.text) if matches is None else matches
        self._matches = self._aligned(found, old, new)

    def map_span(self, span: Span) -> MappedSpan | None:
        """Map a span of the old text; None if nothing of it survives."""
        first = bisect_right(self._matches, span.start, key=lambda match: match.old_end)
        stop = bisect_left(self._matches, span.end, key=lambda match: match.old)
        if first >= stop:
            return None
        mapped = Span(self._map_start(span, first), self._map_end(span, stop - 1))
        touched = self._matches[first:stop]
        weights = [
            visible_length(self._old[max(span.start, each.old) : min(span.end, each.old_end)]) for each in touched
        ]
        recognised = sum(each for each in weights if each >= SHORTEST or len(weights) == 1)
        total = visible_length(span.of(self._old))
        surviving = recognised / total if total else 1.0
        is_ambiguous = _is_within(span, self._ambiguous_old) or _is_within(mapped, self._ambiguous_new)
        return MappedSpan(mapped, surviving, is_ambiguous)

    def is_taken(self, new: Span, *, besides: Span) -> bool:
        """Return True if most of a new span comes from the old text, but not from the span `besides`."""
        first = bisect_right(self._matches, new.start, key=lambda match: match.new_end)
        stop = bisect_left(self._matches, new.end, key=lambda match: match.new)
        taken = 0
        for each in self._matches[first:stop]:
            part = Span(max(new.start, each.new), min(new.end, each.new_end))
            old = Span(part.start - each.new + each.old, part.end - each.new + each.old)
            if not old.overlaps(besides):
                taken += part.end - part.start
        return taken * 2 > new.end - new.start

    def find_reinserted(self, span: Span) -> Span | None:
        """Find where a good part of an old span occurs together in inserted text: it was both moved and edited."""
        grams = list(_grams(self._old, span))
        found = sorted({new for gram, _ in grams if (new := self._inserted_grams.get(gram))})
        reach = 2 * (span.end - span.start)
        stops = [bisect_left(found, each.start + reach, key=lambda other: other.start) for each in found]
        first = max(range(len(found)), key=lambda at: stops[at] - at, default=0)
        best = found[first : stops[first]] if found else []
        return Span(best[0].start, best[-1].end) if best and len(best) >= len(grams) * TOGETHER else None

    @cached_property
    def _inserted_grams(self) -> dict[tuple[str, ...], Span | None]:
        """The n-grams of the inserted text, each with its span; None for one that occurs twice."""
        found: dict[tuple[str, ...], Span | None] = {}
        last = 0
        for match in (*self._matches, Match(len(self._old), len(self._new), 1 << 30)):
            if match.size >= 2 * SHORTEST:  # a shorter match may be chance, inside inserted text
                for gram, span in _grams(self._new, Span(last, match.new)):
                    found[gram] = None if gram in found else span
                last = match.new_end
        return found

    # The edges: a word that replaces the passage's first or last one belongs to it

    def _map_start(self, span: Span, at: int) -> int:
        match = self._matches[at]
        if match.old <= span.start:
            return match.new + span.start - match.old
        before = self._matches[at - 1] if at else Match(0, 0, 0)
        lost, inserted = match.old - span.start, self._new[before.new_end : match.new]
        if not visible_length(self._old[before.old_end : span.start]) and len(inserted) <= 2 * lost + EDGE_ROOM:
            return match.new - len(inserted.lstrip())
        word = _LAST_WORD.search(inserted)
        return match.new - len(word[0] if word and _LAST_WORD.search(self._old[span.start : match.old]) else "")

    def _map_end(self, span: Span, at: int) -> int:
        match = self._matches[at]
        if match.old_end >= span.end:
            return match.new + span.end - match.old
        last = Match(len(self._old), len(self._new), 0)
        after = self._matches[at + 1] if at + 1 < len(self._matches) else last
        lost, inserted = span.end - match.old_end, self._new[match.new_end : after.new]
        if not visible_length(self._old[span.end : after.old]) and len(inserted) <= 2 * lost + EDGE_ROOM:
            return match.new_end + len(inserted.rstrip())
        word = _WORD.match(inserted)
        return match.new_end + len(word[0] if word and _WORD.match(self._old[match.old_end : span.end]) else "")

    # Where text was only inserted or deleted, the diff often has a choice: which "Yes." of "Yes. Yes." is gone?

    def _aligned(self, matches: Sequence[Match], old: NormalizedText, new: NormalizedText) -> list[Match]:
        """Return the matches, shifted so that insertions and deletions begin at a sentence, else at a word."""
        aligned: list[Match] = []
        for match in matches:
            if aligned and (last := aligned[-1]):
                by = 0
                if last.new_end == match.new:
                    by = _slide(old, last, match, last.old_end, match.old, self._ambiguous_old)
                elif last.old_end == match.old:
                    by = _slide(new, last, match, last.new_end, match.new, self._ambiguous_new)
                aligned[-1] = Match(last.old, last.new, last.size + by)
                if not aligned[-1].size:
                    aligned.pop()
                match = Match(match.old + by, match.new + by, match.size - by)
            if match.size:
                aligned.append(match)
        return aligned


def _slide(whole: NormalizedText, last: Match, match: Match, start: int, end: int, ambiguous: list[Span]) -> int:
    """Return how far to move the gap `[start, end)` between two matches; note it if several moves are equally good."""
    text, left, right = whole.text, 0, 0
    while left < min(last.size, MAX_SLIDE) and text[start - left - 1] == text[end - left - 1]:
        left += 1
    while right < min(match.size, MAX_SLIDE) and text[start + right] == text[end + right]:
        right += 1
    ranks = {by: _boundary_rank(whole, start + by) for by in range(-left, right + 1)}
    best = [by for by in ranks if ranks[by] == max(ranks.values())]
    if len(best) > 1:
        ambiguous.append(Span(start - left, end + right))
    return 0 if 0 in best else best[-1]


def _grams(text: str, within: Span) -> Iterator[tuple[tuple[str, ...], Span]]:
    """Yield each n-gram of words within a span of a text, with its own span."""
    words = list(_WORD.finditer(text, *within))
    for gram in zip(*(words[n:] for n in range(GRAM)), strict=False):
        yield tuple(word[0] for word in gram), Span(gram[0].start(), gram[-1].end())


def visible_length(text: str) -> int:
    """Return how many code points of a normalized text are not white space (which is a blank or a line feed there)."""
    return len(text) - text.count(" ") - text.count("\n")


def _boundary_rank(whole: NormalizedText, at: int) -> int:
    """Rate an offset as a beginning: 3 of a sentence, 2 of a line, 1 of a word, else 0."""
    if _SENTENCE_BEGINS.search(whole.text[max(0, at - 4) : at]):
        return 3
    return 2 if whole.begins_line(at) else int(whole.text[at - 1] == " ")


def _is_within(span: Span, zones: Sequence[Span]) -> bool:
    """Return True if one of the zones covers the span; the zones are in order and hardly overlap."""
    at = bisect_right(zones, (span.start, 1 << 62))
    return any(zone.covers(span) for zone in zones[max(0, at - 2) : at])
