"""Verdicts: the results of comparing a quotation with the originals, as plain data."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from reader.text.span import Span


class Verdict(StrEnum):
    """The relation of a quotation to what was said."""

    EXACT = "exact"
    SHORTENED = "shortened"
    ALTERED = "altered"
    SPLICED = "spliced"
    NOT_FOUND = "not-found"
    TOO_SHORT = "too-short"
    NOT_COMPARED = "not-compared"  # no original, or none in its language; or the quotation is too long


LONGEST = 50_000  # the most words of a quotation, which takes up to half a minute to compare
FAULTS = frozenset({Verdict.ALTERED, Verdict.SPLICED, Verdict.NOT_FOUND})
SIGNS: Mapping[Verdict, str] = {
    Verdict.EXACT: "=",
    Verdict.SHORTENED: "~",
    Verdict.ALTERED: "≠",
    Verdict.SPLICED: "/",
    Verdict.NOT_FOUND: "0",
    Verdict.TOO_SHORT: "·",
    Verdict.NOT_COMPARED: "-",
}


@dataclass(frozen=True, slots=True)
class Evidence:
    """Words of a quotation in another source.

    Attributes:
        source: The id of the source.
        digest: SHA-256 of its file.
        span: The words, in code points of the source.
        exact: The words.
        speaker: Who says them, if the transcript names somebody; else empty.
        before: The text shortly before.
        after: The text shortly after.
        line: The number of the line in which they begin, from 1.
        shown: The words as a page shows them, as long as `exact`: markup is blank. Empty if that is not known.
    """

    source: str
    digest: str
    span: Span
    exact: str
    speaker: str = ""
    before: str = ""
    after: str = ""
    line: int = 0
    shown: str = ""

    def record(self) -> dict[str, Any]:
        """Return the record that `reader verify --json` prints."""
        found = {"source": self.source, "start": self.span.start, "end": self.span.end, "exact": self.exact}
        return {**found, "line": self.line, **({"speaker": self.speaker} if self.speaker else {})}


@dataclass(frozen=True, slots=True)
class Difference:
    """A stretch of a quotation that differs from its original.

    Attributes:
        kind: `negation`, `number`, `name`, `modality` or `date` if such words differ; else `word`, `insertion`,
            `omission`, `bracket` or `order`.
        here: The stretch in the article; empty where words were left out.
        exact: Its words.
        there: The stretch in the original; empty where words were put in.
        original: Its words.
        is_marked: True if the quotation says so, by an ellipsis or brackets.
    """

    kind: str
    here: Span
    exact: str
    there: Span
    original: str
    is_marked: bool = False

    def record(self) -> dict[str, Any]:
        """Return the record that `reader verify --json` prints."""
        found = {"kind": self.kind, "exact": self.exact, "original": self.original}
        return found | ({"marked": True} if self.is_marked else {})


@dataclass(frozen=True, slots=True)
class Checked:
    """A quotation with its verdict.

    Attributes:
        source: The id of its source.
        span: The quotation, with its marks.
        exact: The same as text.
        verdict: The verdict.
        places: The places in originals that it is from; two if it is spliced, none if it was not found.
        differences: What differs, in order.
        cut: The ends at which it looks like a whole sentence that continues in the original: `start`, `end`.
        originals: The number of originals it was compared with.
        speaker: Who says it, according to the article; empty if it does not tell.
        said_by_another: True if the transcript names another person than the article.
        quoted_in: Other articles that quote these words, which is lesser evidence than an original.
        is_too_long: True if it has more than `LONGEST` words and was not compared.
        shown: The quotation as a page shows it, as long as `exact`: markup is blank. Empty if that is not known.
    """

    source: str
    span: Span
    exact: str
    verdict: Verdict
    places: tuple[Evidence, ...] = ()
    differences: tuple[Difference, ...] = ()
    cut: tuple[str, ...] = ()
    originals: int = 0
    speaker: str = ""
    said_by_another: bool = False
    quoted_in: tuple[Evidence, ...] = field(default=())
    is_too_long: bool = False
    shown: str = ""

    @property
    def original(self) -> Evidence | None:
        """The place that most of it is from."""
        return self.places[0] if self.places else None

    @property
    def is_fault(self) -> bool:
        """True if it should not be published as it is."""
        return self.verdict in FAULTS

    def record(self) -> dict[str, Any]:
        """Return the record that `reader verify --json` prints."""
        found = {"source": self.source, "start": self.span.start, "end": self.span.end, "exact": self.exact}
        more: dict[str, Any] = {}
        if self.speaker:
            more["speaker"] = self.speaker
        if self.said_by_another:
            more["said_by_another"] = True
        if len(self.places) > 1:
            more["others"] = [each.record() for each in self.places[1:]]
        if self.quoted_in:
            more["quoted_in"] = [each.record() for each in self.quoted_in]
        return {
            **found,
            "verdict": str(self.verdict),
            "original": self.original.record() if self.original else None,
            "differences": [each.record() for each in self.differences],
            "originals": self.originals,
            **more,
        }
