"""The anchoring status of an annotation, and the check that its passage is still at its offsets."""

from enum import StrEnum

from reader.annotation.model.annotation import Annotation


class Status(StrEnum):
    """The outcome of anchoring one annotation.

    exact: the same text at the same offsets.
    shifted: the same text, where the diff leads.
    edited: the text changed and the diff leads to it, or only white space or typography changed.
    moved: the same text, found once, elsewhere than the diff leads or in a renamed source.
    review: a likely position that a person has to confirm.
    orphan: no position; the annotation is kept as it was stored.
    """

    EXACT = "exact"
    SHIFTED = "shifted"
    EDITED = "edited"
    MOVED = "moved"
    REVIEW = "review"
    ORPHAN = "orphan"

    @property
    def is_sure(self) -> bool:
        """True if nobody needs to confirm the position."""
        return self in SURE


SURE = frozenset({Status.EXACT, Status.SHIFTED})  # a set, since each of 100,000 annotations is looked up in it


def stands(annotation: Annotation, text: str) -> bool:
    """Return True if `text` has the annotation's exact words at its offsets."""
    start, end = annotation.start, annotation.end
    return 0 <= start < end <= len(text) and text[start:end] == annotation.exact
