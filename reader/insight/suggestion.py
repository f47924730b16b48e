"""A suggestion: an annotation that the program proposes and nobody has accepted."""

from dataclasses import dataclass
from typing import Any

from reader.text.span import Span


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A tag proposed for a passage, with a score and reasons.

    Attributes:
        source: The id of the source.
        span: The passage, in code points of the source's text.
        tag: The name of the tag.
        score: From 0 to 1, the higher the likelier; comparable only between suggestions of one tag.
        is_sure: True if such suggestions are right often enough to be accepted unread.
        reasons: Explanations for people, the weightiest first.
    """

    source: str
    span: Span
    tag: str
    score: float
    is_sure: bool
    reasons: tuple[str, ...]

    def record(self, text: str) -> dict[str, Any]:
        """Return the record that `reader suggest --json` prints; `text` is the source's text."""
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
