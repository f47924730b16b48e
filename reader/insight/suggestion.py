"""A suggestion: an annotation that the program proposes and nobody has accepted."""

from dataclasses import dataclass
from typing import Any

from reader.text.span import Span

LIKELY = 0.5  # the least score at which a suggestion that is not sure is called likely
SURE_SPEAKER = 0.96  # the confidence from which a speaker is sure


@dataclass(frozen=True, slots=True)
class Attribution:
    """The speaker and the cue of a quotation.

    Attributes:
        speaker: The words that name the speaker: a name with its title and apposition, or a pronoun.
        cue: The words that attribute the quotation to the speaker, such as “said”; None if no words do.
        name: The name in the speaker's words in the form that is shown: without markup, apposition and brackets.
        confidence: How often an attribution of this kind is right, from 0 to 1.
    """

    speaker: Span
    cue: Span | None
    name: str
    confidence: float

    @property
    def is_sure(self) -> bool:
        """True if such attributions are right often enough to be accepted unread."""
        return self.confidence >= SURE_SPEAKER

    def record(self, text: str) -> dict[str, Any]:
        """Return the fields that `reader suggest --json` prints; `text` is the source's text."""
        cue = {"cue": _place(self.cue, text)} if self.cue else {}
        return {"speaker": {**_place(self.speaker, text), "sure": self.is_sure}, **cue}


def _place(span: Span, text: str) -> dict[str, Any]:
    return {"start": span.start, "end": span.end, "exact": span.of(text)}


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
        attribution: The attribution of the passage, if it is a quotation and one was found.
    """

    source: str
    span: Span
    tag: str
    score: float
    is_sure: bool
    reasons: tuple[str, ...]
    attribution: Attribution | None = None

    @property
    def certainty(self) -> str:
        """The word for how sure it is: sure, likely or perhaps."""
        return "sure" if self.is_sure else "likely" if self.score >= LIKELY else "perhaps"

    def record(self, text: str) -> dict[str, Any]:
        """Return the record that `reader suggest --json` prints; `text` is the source's text."""
        fields = {"fields": self.attribution.record(text)} if self.attribution else {}
        return {
            "source": self.source,
            **_place(self.span, text),
            "tag": self.tag,
            "score": round(self.score, 4),
            "sure": self.is_sure,
            "reasons": list(self.reasons),
            **fields,
        }
