"""An echo: the same statement in another source, word for word or reworded."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, NamedTuple

from reader.text.span import Span


class EchoKind(StrEnum):
    VERBATIM = "verbatim"
    REWORDED = "reworded"


class SourceSpan(NamedTuple):
    """source: its id."""

    source: str
    span: Span

    def shares(self, span: Span) -> bool:
        """Whether the two have half of the shorter one in common."""
        common = min(self.span.end, span.end) - max(self.span.start, span.start)
        return 2 * common >= min(self.span.end - self.span.start, span.end - span.start) > 0

    def record(self, texts: Mapping[str, str]) -> dict[str, Any]:
        start, end = self.span
        return {"source": self.source, "start": start, "end": end, "exact": texts[self.source][start:end]}


@dataclass(frozen=True, slots=True)
class Echo:
    """Two passages that say the same, in different sources.

    score: 0 to 1, the higher the likelier that it is no chance; comparable over kinds.
    """

    here: SourceSpan
    there: SourceSpan
    kind: EchoKind
    score: float

    def turned(self) -> "Echo":
        """The same, seen from the other source."""
        return Echo(self.there, self.here, self.kind, self.score)

    def record(self, texts: Mapping[str, str]) -> dict[str, Any]:
        """As `reader echoes --json` prints it; texts: by source id."""
        about = {"kind": self.kind.value, "score": round(self.score, 4)}
        return {**self.here.record(texts), "echo": self.there.record(texts), **about}


def best_first(echo: Echo) -> tuple[float, SourceSpan, SourceSpan, EchoKind]:
    """The order in which echoes are shown."""
    return -echo.score, echo.there, echo.here, echo.kind


def in_place(echo: Echo) -> tuple[SourceSpan, float, SourceSpan, EchoKind]:
    """The order of the text, the best of a passage first."""
    return echo.here, -echo.score, echo.there, echo.kind
