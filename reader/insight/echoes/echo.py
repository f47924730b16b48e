"""An echo: the same statement in another source, verbatim or reworded."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, NamedTuple

from reader.text.span import Span


class EchoKind(StrEnum):
    """A kind of echo: a run of the same words, or a sentence that says the same thing in other words."""

    VERBATIM = "verbatim"
    REWORDED = "reworded"


class SourceSpan(NamedTuple):
    """A span in the source with an id."""

    source: str
    span: Span

    def shares(self, span: Span) -> bool:
        """Return True if the two spans have at least half of the shorter one in common."""
        common = min(self.span.end, span.end) - max(self.span.start, span.start)
        return 2 * common >= min(self.span.end - self.span.start, span.end - span.start) > 0

    def record(self, texts: Mapping[str, str]) -> dict[str, Any]:
        """Return the source, the offsets and the exact text; `texts` are by source id."""
        start, end = self.span
        return {"source": self.source, "start": start, "end": end, "exact": texts[self.source][start:end]}


@dataclass(frozen=True, slots=True)
class Echo:
    """Two passages in different sources that say the same thing, or nearly so.

    Attributes:
        here: The passage that was asked about.
        there: The passage that echoes it.
        kind: Verbatim or reworded.
        score: From 0 to 1: the probability that a careful editor would call both the same statement; for a sure
            verbatim echo, the higher the score, the less likely it is due to chance.
        is_sure: True if both say the same thing, also in the sentences around them.
        differs: The kinds of words in which they differ, such as "negation" and "number"; an echo with any is not sure.
        unlike: The kinds of numbers, dates and negations that differ if nothing more is known of the echo.
    """

    here: SourceSpan
    there: SourceSpan
    kind: EchoKind
    score: float
    is_sure: bool = False
    differs: tuple[str, ...] = ()
    unlike: tuple[str, ...] = ()

    def record(self, texts: Mapping[str, str]) -> dict[str, Any]:
        """Return the record that `reader echoes --json` prints; `texts` are by source id."""
        about = {
            "kind": self.kind.value,
            "score": round(self.score, 4),
            "sure": self.is_sure,
            "differs": list(self.differs),
            "unlike": list(self.unlike),
        }
        return {**self.here.record(texts), "echo": self.there.record(texts), **about}


def by_score(echo: Echo) -> tuple[float, SourceSpan, SourceSpan, EchoKind]:
    """Return a sort key that puts the best echoes first."""
    return -echo.score, echo.there, echo.here, echo.kind


def by_position(echo: Echo) -> tuple[SourceSpan, float, SourceSpan, EchoKind]:
    """Return a sort key that follows the text, with the best echo of a passage first."""
    return echo.here, -echo.score, echo.there, echo.kind
