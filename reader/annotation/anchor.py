"""Anchoring: whether an annotation's passage still stands where it stood."""

from collections.abc import Iterable
from enum import StrEnum

from reader.annotation.annotation import Annotation


class Status(StrEnum):
    """exact: the source says there what it said. orphan: it does not, or it is gone; kept, never deleted."""

    EXACT = "exact"
    ORPHAN = "orphan"


def status_of(annotation: Annotation, text: str | None) -> Status:
    """`text` is the source as it is now; None if it is gone."""
    if text is None or not 0 <= annotation.start < annotation.end <= len(text):
        return Status.ORPHAN
    return Status.EXACT if annotation.span.of(text) == annotation.exact else Status.ORPHAN


def anchored(annotations: Iterable[Annotation], text: str | None) -> list[Annotation]:
    """Those that stand in the text."""
    return [each for each in annotations if status_of(each, text) is Status.EXACT]
