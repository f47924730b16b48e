"""What the other sources of a workspace tell of a line: that they have it too, or that people found it furniture."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from reader.insight.boilerplate.line_features import key_of, plain_lines

LONGEST = 200  # code points of a line that is counted; furniture is short, and a corpus has very many lines
REACH = 200_000  # code points at either end of a text; furniture stands at its ends


@dataclass(frozen=True)
class Evidence:
    """A plain value of some sources; `a | b` is that of both, if they have no source in common.

    sources: in how many of them a line stands. confirmed: how often people tagged it as furniture. Both by `key_of`.
    """

    sources: Counter[str] = field(default_factory=Counter)
    confirmed: Counter[str] = field(default_factory=Counter)

    @classmethod
    def of(cls, texts: Iterable[str], confirmed: Iterable[str] = ()) -> "Evidence":
        """texts: of the sources. confirmed: the passages in them that are tagged as furniture."""
        lines = (line for text in texts for line in lines_in(text))
        return cls(Counter(lines), Counter(line for passage in confirmed for line in lines_in(passage)))

    def __or__(self, other: "Evidence") -> "Evidence":
        return Evidence(self.sources + other.sources, self.confirmed + other.confirmed)


def lines_in(text: str) -> set[str]:
    """The lines of a text that are counted, each by its key."""
    ends = text if len(text) <= 2 * REACH else f"{text[:REACH]}\n{text[-REACH:]}"
    return {key_of(line) for _, line in plain_lines(ends) if len(line) <= LONGEST}
