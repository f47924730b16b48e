"""A suggestion: a tag that the program proposes, and that nobody has accepted."""

from dataclasses import dataclass
from typing import Any

from reader.text.span import Span


@dataclass(frozen=True, slots=True)
class Suggestion:
    """source: the source's id. tag: a tag's name. score: 0 to 1, the higher the likelier; comparable within a tag.

    is_sure: whether it is right so often that all such may be accepted unread.
    reasons: why, in words for people, the weightiest first.
    """

    source: str
    span: Span
    tag: str
    score: float
    is_sure: bool
    reasons: tuple[str, ...]

    def record(self, text: str) -> dict[str, Any]:
        """As `reader suggest --json` prints it; text: of its source."""
        return {
            "source": self.source,
            "start": self.span.start,
            "end": self.span.end,
            "exact": self.span.of(text),
            "tag": self.tag,
            "score": round(self.score, 4),
            "sure": self.is_sure,
            "reasons": list(self.reasons),
        }
