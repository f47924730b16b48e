"""A passage looked for by what it said: its own words, and those around it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from reader.annotation.model.annotation import CONTEXT
from reader.text.span import Span

LONG = 40  # characters; what is so long and stands there once is the same passage
ALIKE = 0.75  # how much of the context on a side must be there
MARGIN = 0.1  # by how much more of it, on the average of both sides, than at the next best place
PLACES = 50  # that are looked at


class Context(NamedTuple):
    """How much of the context is there, from 0 to 1 on each side; what was not noted counts as there."""

    before: float
    after: float

    @property
    def better(self) -> float:
        return max(self)

    @property
    def worse(self) -> float:
        return min(self)

    @property
    def both(self) -> float:
        return sum(self) / 2


@dataclass(frozen=True, slots=True)
class QuoteSelector:
    """A passage and up to 32 characters on each side of it, folded."""

    exact: str
    prefix: str
    suffix: str

    @classmethod
    def at(cls, span: Span, text: str) -> "QuoteSelector":
        return cls(span.of(text), text[max(0, span.start - CONTEXT) : span.start], text[span.end : span.end + CONTEXT])

    def only_place(self, *texts: str) -> Span | None:
        """Where it stands in the last of the texts, if it is long, alone or with its context, and once in each."""
        for prefix, suffix in (("", ""), (self.prefix, self.suffix)):
            whole = prefix + self.exact + suffix
            if len(whole) >= LONG and all(is_once(whole, text) for text in texts):
                start = texts[-1].index(whole) + len(prefix)
                return Span(start, start + len(self.exact))
        return None

    def likely_place(self, text: str, is_free: Callable[[Span], bool] = bool) -> Span | None:
        """Of the places where it stands the one that has its context, on one side at least."""
        scored = [(self.context_at(span, text), span) for span in self._places(text) if is_free(span)]
        scored.sort(key=lambda each: each[0].both, reverse=True)
        if not scored or scored[0][0].better < ALIKE:
            return None
        margin = scored[0][0].both - scored[1][0].both if len(scored) > 1 else 1
        return scored[0][1] if margin >= MARGIN else None

    def context_at(self, span: Span, text: str) -> "Context":
        there = QuoteSelector.at(span, text)
        return Context(alike(self.prefix, there.prefix), alike(self.suffix, there.suffix))

    def _places(self, text: str) -> Iterator[Span]:
        at = text.find(self.exact)
        for _ in range(PLACES):
            if at < 0:
                return
            yield Span(at, at + len(self.exact))
            at = text.find(self.exact, at + 1)


def is_once(part: str, text: str) -> bool:
    at = text.find(part)
    return at >= 0 and text.find(part, at + 1) < 0


def alike(one: str, other: str) -> float:
    """The share of `one` that stands in `other` in the same order (longest common subsequence, 64 places a step);
    1 if there is nothing to compare with.
    """
    places: dict[str, int] = {}
    for at, character in enumerate(one):
        places[character] = places.get(character, 0) | 1 << at
    everything = open_places = (1 << len(one)) - 1
    for character in other:
        here = open_places & places.get(character, 0)
        open_places = ((open_places + here) | (open_places - here)) & everything
    return 1 - open_places.bit_count() / len(one) if one else 1.0
