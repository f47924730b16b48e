"""All suggestions for an article, and an index that finds them by position."""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from itertools import accumulate
from typing import NamedTuple

from reader.insight.boilerplate.corpus_evidence import NO_EVIDENCE, CorpusEvidence
from reader.insight.boilerplate.detector import TAG as BOILERPLATE
from reader.insight.boilerplate.detector import find_boilerplate
from reader.insight.claims.detector import find_claims
from reader.insight.quotes.detector import TAG as QUOTE
from reader.insight.quotes.detector import find_quotes
from reader.insight.suggestion import Suggestion
from reader.settings.tag_names import is_within, tags_above
from reader.text.article import Article
from reader.text.block import Block
from reader.text.span import Span

Detector = Callable[[str, Sequence[Block]], Iterable[Suggestion]]  # takes a source's id and some of its blocks
TaggedSpan = tuple[str, Span]  # the name of a tag, and a passage that has it or shall not have it

# Detectors that leave out the blocks that are boilerplate.
CONTENT_DETECTORS: tuple[Detector, ...] = (find_quotes, find_claims)


class Candidates(NamedTuple):
    """The suggestions of all detectors for an article, including those that have been tagged or dismissed."""

    boilerplate: Sequence[Suggestion]
    content: Sequence[Suggestion]


def suggest(
    article: Article,
    evidence: CorpusEvidence = NO_EVIDENCE,
    annotated: Sequence[TaggedSpan] = (),
    dismissed: Sequence[TaggedSpan] = (),
) -> list[Suggestion]:
    """Return the suggestions for an article, in order of position; the same on any thread or machine.

    Args:
        article: The article.
        evidence: Evidence from all sources of the workspace.
        annotated: The tagged passages of the article, which are not suggested again with their tag.
        dismissed: The passages for which a suggestion was dismissed.
    """
    return pending(find_candidates(article, evidence, annotated, dismissed), annotated, dismissed)


def find_candidates(
    article: Article,
    evidence: CorpusEvidence = NO_EVIDENCE,
    annotated: Sequence[TaggedSpan] = (),
    dismissed: Sequence[TaggedSpan] = (),
) -> Candidates:
    """Return the findings of the detectors: the slow part; `pending` is fast and can follow each change of tags."""
    boilerplate = list(find_boilerplate(article, evidence))
    coverage = _boilerplate_coverage(_without(boilerplate, [*annotated, *dismissed]), annotated)
    blocks = [block for block in article.blocks if not coverage.covers_half(block.content)]
    content = [each for detector in CONTENT_DETECTORS for each in detector(article.source.id, blocks)]
    return Candidates(boilerplate, content)


def pending(
    found: Candidates, annotated: Sequence[TaggedSpan] = (), dismissed: Sequence[TaggedSpan] = ()
) -> list[Suggestion]:
    """Return the candidates that are neither tagged nor dismissed nor in boilerplate, in order of position."""
    resolved = [*annotated, *dismissed]
    boilerplate = _without(found.boilerplate, resolved)
    coverage = _boilerplate_coverage(boilerplate, annotated)
    content = (each for each in _without(found.content, resolved) if not coverage.covers_half(each.span))
    return sorted([*boilerplate, *content], key=_by_position_and_tag)


def _by_position_and_tag(suggestion: Suggestion) -> tuple[int, int, str]:
    return *_by_position(suggestion), suggestion.tag


def _by_position(suggestion: Suggestion) -> tuple[int, int]:
    return suggestion.span.start, -suggestion.span.end


class SuggestionIndex:
    """Suggestions in order of position, found by bisection, so that each row of the screen finds its own quickly.

    Attributes:
        all: The suggestions, in order of position.
    """

    def __init__(self, found: Sequence[Suggestion] = ()) -> None:
        """Index suggestions that are in order of position."""
        self.all = found
        self._reach = list(accumulate((each.span.end for each in found), max))  # the furthest end so far

    def touching(self, span: Span) -> list[Suggestion]:
        """Return the suggestions that have at least one code point in a span, in order of position."""
        first = bisect_right(self._reach, span.start)
        end = bisect_left(self.all, span.end, key=lambda each: each.span.start)
        return [each for each in self.all[first:end] if each.span.end > span.start]

    def at(self, span: Span) -> Suggestion | None:
        """Return the suggestion for a passage, else the shortest that overlaps it; None if there is none.

        Between a quote and a claim in one place, it is the quote: the person who says it makes the claim.
        """
        return min(self.touching(span), key=lambda each: _nearness(each, span), default=None)

    def beside(self, span: Span, step: int) -> Suggestion | None:
        """Return the suggestion after a passage (step 1) or before it (-1); None if there is none.

        Among suggestions with the same start, the longer comes first.
        """
        position = span.start, -span.end
        after = bisect_right(self.all, position, key=_by_position)
        number = after if step > 0 else bisect_left(self.all, position, key=_by_position) - 1
        return self.all[number] if 0 <= number < len(self.all) else None


def _nearness(suggestion: Suggestion, span: Span) -> tuple[bool, int, bool]:
    length = suggestion.span.end - suggestion.span.start
    return suggestion.span != span, length, suggestion.tag != QUOTE


def _boilerplate_coverage(suggested: Iterable[Suggestion], annotated: Iterable[TaggedSpan]) -> "_Coverage":
    tagged = (span for tag, span in annotated if is_within(tag, BOILERPLATE))
    return _Coverage([*(each.span for each in suggested), *tagged])


def _without(found: Iterable[Suggestion], resolved: Sequence[TaggedSpan]) -> list[Suggestion]:
    """Return the suggestions that are less than half covered by the same tag, or one nested in it, set or dismissed."""
    spans = defaultdict[str, list[Span]](list)
    for tag, span in resolved:
        for each in (tag, *tags_above(tag)):
            spans[each].append(span)
    coverages = {tag: _Coverage(of_tag) for tag, of_tag in spans.items()}
    return [each for each in found if each.tag not in coverages or not coverages[each.tag].covers_half(each.span)]


class _Coverage:
    """The code points that some spans cover together."""

    def __init__(self, spans: Iterable[Span]) -> None:
        self._spans = list[Span]()
        for span in sorted(spans):
            if self._spans and span.start <= self._spans[-1].end:
                span = self._spans.pop().union(span)
            self._spans.append(span)
        self._sums = [0, *accumulate(span.end - span.start for span in self._spans)]

    def covers_half(self, span: Span) -> bool:
        """Return True if at least half of a span is covered."""
        return 2 * (self._before(span.end) - self._before(span.start)) >= span.end - span.start

    def _before(self, offset: int) -> int:
        """Return how many code points before an offset are covered."""
        index = bisect_right(self._spans, offset, key=lambda span: span.start)
        beyond = max(0, self._spans[index - 1].end - offset) if index else 0
        return self._sums[index] - beyond
