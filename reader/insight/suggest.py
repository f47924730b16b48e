"""All suggestions for an article, and the way from one to the next."""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Sequence
from itertools import accumulate

from reader.insight import boilerplate, claims, quotes
from reader.insight.evidence import Evidence
from reader.insight.suggestion import Suggestion
from reader.text.article import Article
from reader.text.block import Block
from reader.text.span import Span

Detector = Callable[[str, Sequence[Block]], Iterable[Suggestion]]  # in blocks of a source
Tagged = tuple[str, Span]  # a tag's name, and the passage that has it, or is not to have it

# Of what people say: nothing of it is looked for in furniture.
DETECTORS: tuple[Detector, ...] = (quotes.find, claims.find)
NOTHING = Evidence()


def suggestions(
    article: Article, evidence: Evidence = NOTHING, annotated: Sequence[Tagged] = (), dismissed: Sequence[Tagged] = ()
) -> list[Suggestion]:
    """In order of place; the same for the same arguments, on any thread or machine.

    evidence: of all sources of the workspace. annotated, dismissed: in this article. What has its tag already, or was
    dismissed, is not suggested again.
    """
    settled = [*annotated, *dismissed]
    furniture = _without(boilerplate.find(article, evidence), settled)
    covered = [*(each.span for each in furniture), *(span for tag, span in annotated if tag == boilerplate.TAG)]
    cover = _Cover(covered)
    blocks = [block for block in article.blocks if not cover.holds(block.content)]
    told = _without((each for detector in DETECTORS for each in detector(article.source.id, blocks)), settled)
    return sorted([*furniture, *(each for each in told if not cover.holds(each.span))], key=by_place)


def by_place(suggestion: Suggestion) -> tuple[int, int, str]:
    return suggestion.span.start, -suggestion.span.end, suggestion.tag


def following(found: Sequence[Suggestion], offset: int, *, sure: bool = False) -> Suggestion | None:
    """The next suggestion that begins after an offset; `found` in order of place. sure: only of those."""
    start = bisect_right(found, offset, key=lambda each: each.span.start)
    return next((each for each in found[start:] if each.is_sure or not sure), None)


def preceding(found: Sequence[Suggestion], offset: int, *, sure: bool = False) -> Suggestion | None:
    """The last one that begins before an offset."""
    end = bisect_left(found, offset, key=lambda each: each.span.start)
    return next((each for each in reversed(found[:end]) if each.is_sure or not sure), None)


def at(found: Sequence[Suggestion], span: Span) -> Suggestion | None:
    """The one that a passage is, or the shortest that it is in or touches."""
    touching = [each for each in found if each.span.overlaps(span)]
    return min(touching, key=lambda each: (each.span != span, each.span.end - each.span.start), default=None)


def _without(found: Iterable[Suggestion], settled: Sequence[Tagged]) -> list[Suggestion]:
    """Those of which less than half is settled, with the same tag."""
    covers = {tag: _Cover([span for other, span in settled if other == tag]) for tag, _ in settled}
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
