"""Suggestions for tests of exports: `Guess(Span(0, 4), "claim", 0.5)`."""

from dataclasses import dataclass, field
from typing import Any

from reader.text.span import Span


@dataclass(frozen=True)
class Guess:
    span: Span
    tag: str
    score: float
    about: dict[str, Any] = field(default_factory=dict)  # its reasons and fields

    def record(self, text: str) -> dict[str, Any]:
        return {"exact": self.span.of(text), "tag": self.tag, **self.about}
