"""Finding a passage by its words: the quote itself, and the context on either side of it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

from reader.annotation.anchoring.haystack import Haystack
from reader.annotation.model.annotation import CONTEXT
from reader.text.span import Span

LONG = 40  # code points; a text of this length that occurs once is the same passage
SIMILAR = 0.75  # the share of the context on one side that must still be there
MARGIN = 0.1  # the lead over the second-best occurrence, in mean similarity of both sides

Text = str | Haystack


class ContextMatch(NamedTuple):
    """The share of a passage's context, on each side, that is found around a span: 0 to 1.

    A side for which no context was recorded counts as 1.
    """

    before: float
    after: float

    @property
    def better(self) -> float:
        """The share on the side that matches better."""
        return max(self)

    @property
    def worse(self) -> float:
        """The share on the side that matches worse."""
        return min(self)

    @property
    def mean(self) -> float:
        """The mean share of both sides."""
        return sum(self) / 2


@dataclass(frozen=True, slots=True)
class QuoteSelector:
    """A passage's words and up to 32 code points of context on each side, all of normalized text.

    This is W3C's TextQuoteSelector.
    """

    exact: str
    prefix: str
    suffix: str

    @classmethod
    def at(cls, span: Span, text: str) -> "QuoteSelector":
        """Return the selector of a span of a normalized text."""
        return cls(span.of(text), text[max(0, span.start - CONTEXT) : span.start], text[span.end : span.end + CONTEXT])

    def find_unique(self, *texts: Text) -> Span | None:
        """Find the passage in the last of `texts` if it is long and occurs exactly once in each of them.

        The words are tried alone, then together with their context.
        """
        stacks = [_haystack(text) for text in texts]
        for before, after in (("", ""), (self.prefix, self.suffix)):
            if len(before) + len(self.exact) + len(after) >= LONG:
                found = [stack.places_in_context(before, self.exact, after) for stack in stacks]
                if all(len(places) == 1 for places in found):
                    (start,) = found[-1]
                    return Span(start, start + len(self.exact))
        return None

    def find_by_context(self, text: Text, accepts: Callable[[Span], bool] = bool) -> Span | None:
        """Find the occurrence of the words whose context is there, on one side at least.

        Args:
            text: A normalized text.
            accepts: Returns False for an occurrence that is out of the question.

        Returns:
            The occurrence's span, or None if no context is similar or two occurrences match about as well.
        """
        stack = _haystack(text)
        spans = (Span(at, at + len(self.exact)) for at in stack.places(self.exact))
        scored = [(self.match_context(span, stack.text), span) for span in spans if accepts(span)]
        scored.sort(key=lambda each: each[0].mean, reverse=True)
        if not scored or scored[0][0].better < SIMILAR:
            return None
        lead = scored[0][0].mean - scored[1][0].mean if len(scored) > 1 else 1
        return scored[0][1] if lead >= MARGIN else None

    def find_nearest(self, text: Text, offset: int) -> Span | None:
        """Find the occurrence of the words that is nearest to an offset, in any context; None if there is none."""
        stack = _haystack(text)
        if not stack.places(self.exact):
            return None
        before = stack.text.rfind(self.exact, 0, offset + len(self.exact))
        found = [at for at in (before, stack.text.find(self.exact, offset)) if at >= 0]
        start = min(found, key=lambda at: abs(at - offset), default=-1)
        return Span(start, start + len(self.exact)) if start >= 0 else None

    def match_context(self, span: Span, text: str) -> ContextMatch:
        """Compare this selector's context with the text around a span."""
        found = QuoteSelector.at(span, text)
        return ContextMatch(similarity(self.prefix, found.prefix), similarity(self.suffix, found.suffix))


def occurs_once(words: str, text: str) -> bool:
    """Return True if `words` occur exactly once in `text`, overlapping occurrences included."""
    return Haystack(text).occurs_once(words)


def _haystack(text: Text) -> Haystack:
    return text if isinstance(text, Haystack) else Haystack(text)


def similarity(one: str, other: str) -> float:
    """Return the share of `one` that occurs in `other` in the same order, 0 to 1; 1 if `one` is empty.

    This is the length of their longest common subsequence over the length of `one`, computed with one bit for each
    code point of `one` (Hyyrö 2004).
    """
    positions: dict[str, int] = {}
    for at, character in enumerate(one):
        positions[character] = positions.get(character, 0) | 1 << at
    everything = unmatched = (1 << len(one)) - 1
    for character in other:
        here = unmatched & positions.get(character, 0)
        unmatched = ((unmatched + here) | (unmatched - here)) & everything
    return 1 - unmatched.bit_count() / len(one) if one else 1.0
