"""The sign beside a row that tells the most important thing about a tag that begins on it."""

from collections.abc import Iterable, Mapping
from typing import Literal, NamedTuple

from reader.annotation.model.annotation import Annotation
from reader.annotation.model.quote_verdict import OUT_OF_DATE
from reader.settings.fields import RATING, SPEAKER, VERDICT

Tone = Literal["error", "success", "accent", "quiet"]


class GutterMark(NamedTuple):
    """A sign of one cell.

    Attributes:
        sign: The sign.
        tone: The style of the theme that it is drawn in.
    """

    sign: str
    tone: Tone


NOTE, SAYS_MORE = GutterMark("*", "accent"), GutterMark("·", "quiet")
PLACE = GutterMark("m", "accent")  # a marked place without another sign
# The marks of a field's values, in this order: of two on a row, the first is shown.
VERDICTS: Mapping[str, GutterMark] = {
    OUT_OF_DATE: GutterMark("!", "error"),  # the kept verdict was on other texts
    "altered": GutterMark("≠", "error"),
    "spliced": GutterMark("/", "error"),
    "not-found": GutterMark("0", "error"),
    "shortened": GutterMark("~", "accent"),
}
RATINGS: Mapping[str, GutterMark] = {
    "refuted": GutterMark("✗", "error"),
    "disputed": GutterMark("±", "accent"),
    "supported": GutterMark("✓", "success"),
    "unverifiable": GutterMark("–", "quiet"),
}
_FIELDS = ((VERDICT, VERDICTS), (RATING, RATINGS))
_ORDER = [*VERDICTS.values(), *RATINGS.values(), NOTE, SAYS_MORE]


def mark_of(annotation: Annotation) -> GutterMark | None:
    """Return the mark of an annotation: of its verdict or rating, its note, its speaker or its links."""
    for name, marks in _FIELDS:
        value = annotation.fields.get(name)
        if isinstance(value, str) and value in marks:
            return marks[value]
    if annotation.note:
        return NOTE
    return SAYS_MORE if annotation.fields.get(SPEAKER) or annotation.links else None


def first_mark(annotations: Iterable[Annotation], verdicts: Iterable[str] = ()) -> GutterMark | None:
    """Return the most important of the marks of several annotations and quotations; None if none has a mark.

    Args:
        annotations: The annotations.
        verdicts: What the quote check found about quotations, and about verdicts that were kept.
    """
    marks = [mark for each in annotations if (mark := mark_of(each))]
    marks += [VERDICTS[verdict] for verdict in verdicts if verdict in VERDICTS]
    return min(marks, key=_ORDER.index, default=None)
