"""All suggestions for an article, and the way from one to the next."""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from itertools import accumulate
from typing import NamedTuple

from reader.insight.boilerplate import detector as boilerplate
from reader.insight.boilerplate.corpus_evidence import Evidence
from reader.insight.claims import detector as claims
from reader.insight.quotes import detector as quotes
from reader.insight.suggestion import Suggestion
from reader.text.article import Article
from reader.text.block import Block
from reader.text.span import Span

Detector = Callable[[str, Sequence[Block]], Iterable[Suggestion]]  # in blocks of a source
TaggedSpan = tuple[str, Span]  # a tag's name, and the passage that has it, or is not to have it

# Of what people say: nothing of it is looked for in furniture.
DETECTORS: tuple[Detector, ...] = (quotes.find, claims.find)
NOTHING = Evidence()


class Candidates(NamedTuple):
    """What detectors see in an article, whatever was tagged or dismissed in it. told: of what people say."""

    furniture: Sequence[Suggestion]
    told: Sequence[Suggestion]


def suggest(
    article: Article,
    evidence: Evidence = NOTHING,
    annotated: Sequence[TaggedSpan] = (),
    dismissed: Sequence[TaggedSpan] = (),
) -> list[Suggestion]:
    """In order of place; the same for the same arguments, on any thread or machine.

    evidence: of all sources of the workspace. annotated, dismissed: in this article. What has its tag already, or was
    dismissed, is not suggested again.
    """
    return pending(find_candidates(article, evidence, annotated, dismissed), annotated, dismissed)


def find_candidates(
    article: Article,
    evidence: Evidence = NOTHING,
    annotated: Sequence[TaggedSpan] = (),
    dismissed: Sequence[TaggedSpan] = (),
) -> Candidates:
    """What takes time; what is `unsettled` of it is told at once, also when more is annotated or dismissed."""
    furniture = list(boilerplate.find(article, evidence))
    cover = _cover(_without(furniture, [*annotated, *dismissed]), annotated)
    blocks = [block for block in article.blocks if not cover.holds(block.content)]
    return Candidates(furniture, [each for detector in DETECTORS for each in detector(article.source.id, blocks)])


def pending(
    found: Candidates, annotated: Sequence[TaggedSpan] = (), dismissed: Sequence[TaggedSpan] = ()
) -> list[Suggestion]:
    """What is left to suggest, in order of place."""
    settled = [*annotated, *dismissed]
    furniture = _without(found.furniture, settled)
    cover = _cover(furniture, annotated)
    told = (each for each in _without(found.told, settled) if not cover.holds(each.span))
    return sorted([*furniture, *told], key=by_place)


def _cover(furniture: Iterable[Suggestion], annotated: Iterable[TaggedSpan]) -> "_Cover":
    """What is furniture, or was tagged so."""
    tagged = (span for tag, span in annotated if tag == boilerplate.TAG)
    return _Cover([*(each.span for each in furniture), *tagged])


def by_place(suggestion: Suggestion) -> tuple[int, int, str]:
    return suggestion.span.start, -suggestion.span.end, suggestion.tag


class SuggestionIndex:
    """Suggestions in order of place, so that a row of the screen finds its own among any number."""

    def __init__(self, found: Sequence[Suggestion] = ()) -> None:
        self.all = found
        self._ends = list(accumulate((each.span.end for each in found), max))  # how far those up to here reach

    def touching(self, span: Span) -> list[Suggestion]:
        """Those that have at least one code point in the span, in order of place."""
        first = bisect_right(self._ends, span.start)
        end = bisect_left(self.all, span.end, key=lambda each: each.span.start)
        return [each for each in self.all[first:end] if each.span.end > span.start]

    def at(self, span: Span) -> Suggestion | None:
        """The one that a passage is, or the shortest that it is in or touches."""
        touching = self.touching(span)
        return min(touching, key=lambda each: (each.span != span, each.span.end - each.span.start), default=None)

    def beside(self, span: Span, by: int) -> Suggestion | None:
        """The next one (by: 1) or the one before (-1), the longer first; None if there is none."""
        place = span.start, -span.end
        after = bisect_right(self.all, place, key=_order)
        number = after if by > 0 else bisect_left(self.all, place, key=_order) - 1
        return self.all[number] if 0 <= number < len(self.all) else None


def _order(suggestion: Suggestion) -> tuple[int, int]:
    return suggestion.span.start, -suggestion.span.end


def _without(found: Iterable[Suggestion], settled: Sequence[TaggedSpan]) -> list[Suggestion]:
    """Those of which less than half is settled, with the same tag."""
    spans = defaultdict[str, list[Span]](list)
    for tag, span in settled:
        spans[tag].append(span)
    covers = {tag: _Cover(of_tag) for tag, of_tag in spans.items()}
    return [each for each in found if each.tag not in covers or not covers[each.tag].holds(each.span)]


class _Cover:
    """What some spans cover together."""

    def __init__(self, spans: Iterable[Span]) -> None:
        self._spans = list[Span]()
        for span in sorted(spans):
            if self._spans and span.start <= self._spans[-1].end:
                span = self._spans.pop().union(span)
            self._spans.append(span)
        self._sums = [0, *accumulate(span.end - span.start for span in self._spans)]

    def holds(self, span: Span) -> bool:
        """Whether half of it is covered."""
        return 2 * (self._before(span.end) - self._before(span.start)) >= span.end - span.start

    def _before(self, offset: int) -> int:
        """How many characters before an offset are covered."""
        index = bisect_right(self._spans, offset, key=lambda span: span.start)
        beyond = max(0, self._spans[index - 1].end - offset) if index else 0
        return self._sums[index] - beyond
