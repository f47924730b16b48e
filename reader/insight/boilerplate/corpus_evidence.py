"""Evidence about a line from the other sources: they contain it too, or people tagged it there as boilerplate."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from reader.insight.boilerplate.line_features import line_key, text_lines

MAX_LINE_LENGTH = 200  # code points of a line that is counted; boilerplate is short, and a corpus has very many lines
END_LENGTH = 200_000  # code points at either end of a text, which is where boilerplate stands


@dataclass(frozen=True)
class CorpusEvidence:
    """Counts of the lines of some sources; `a | b` are the counts of both, if no source is in both.

    Attributes:
        sources: The number of sources that contain a line, by the line's key.
        confirmed: The number of passages tagged as boilerplate that contain a line, by the line's key.
    """

    sources: Counter[str] = field(default_factory=Counter)
    confirmed: Counter[str] = field(default_factory=Counter)

    @classmethod
    def of(cls, texts: Iterable[str], confirmed: Iterable[str] = ()) -> "CorpusEvidence":
        """Return the evidence of some sources.

        Args:
            texts: The texts of the sources.
            confirmed: The passages in them that are tagged as boilerplate.
        """
        keys = (key for text in texts for key in line_keys(text))
        return cls(Counter(keys), Counter(key for passage in confirmed for key in line_keys(passage)))

    def __or__(self, other: "CorpusEvidence") -> "CorpusEvidence":
        return CorpusEvidence(self.sources + other.sources, self.confirmed + other.confirmed)


NO_EVIDENCE = CorpusEvidence()


def line_keys(text: str) -> set[str]:
    """Return the keys of the lines of a text that are counted."""
    ends = text if len(text) <= 2 * END_LENGTH else f"{text[:END_LENGTH]}\n{text[-END_LENGTH:]}"
    return {line_key(line) for _, line in text_lines(ends) if len(line) <= MAX_LINE_LENGTH}
