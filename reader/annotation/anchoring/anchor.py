"""Anchoring: where an annotation's passage stands in its source as it is now.

First the way that the diff leads from the text that was annotated to the text as it is, then the quote, then the quote
with its context. A wrong place is worse than an orphan: what could be another passage is left to a person.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from reader.annotation.model.annotation import CONTEXT, Annotation, by_place
from reader.text.span import Span

if TYPE_CHECKING:
    from reader.annotation.anchoring.reanchor import Search


class Status(StrEnum):
    """What became of an annotation's passage.

    exact: the same text at the same place. shifted: the same text, where the diff leads to.
    edited: its text changed; the diff leads to it, or it is whole but for white space and typography.
    moved: the same text, and only there, elsewhere than the diff leads to or in a source with another name.
    review: a likely place that a person must look at. orphan: no place; it is kept as it was.
    """

    EXACT = "exact"
    SHIFTED = "shifted"
    EDITED = "edited"
    MOVED = "moved"
    REVIEW = "review"
    ORPHAN = "orphan"

    @property
    def is_sure(self) -> bool:
        """Whether nobody needs to confirm it."""
        return self in (Status.EXACT, Status.SHIFTED)


@dataclass(frozen=True, slots=True)
class Anchored:
    """annotation: as it is stored. placed: with the span, text and context that it has now; None for an orphan."""

    annotation: Annotation
    status: Status
    placed: Annotation | None

    @property
    def present(self) -> Annotation:
        """As it is now, else as it was."""
        return self.placed or self.annotation

    def in_source(self, source: str) -> "Anchored":
        """The same in a source with another name: what was found there moved."""
        status = Status.MOVED if self.status.is_sure else self.status
        return Anchored(self.annotation, status, self.placed and replace(self.placed, source=source))


def anchor(
    annotations: Iterable[Annotation], text: str, digest: str, snapshot_of: Callable[[str], str | None]
) -> list[Anchored]:
    """Finds the annotations of a source in its text, in their order.

    text, digest: of the source as it is now. snapshot_of: the text that had a digest; where it gives None,
    only what stands there once or has its context is found again.
    """
    annotations = list(annotations)
    if all(_is_untouched(each, text, digest) for each in annotations):
        return [Anchored(each, Status.EXACT, each) for each in annotations]
    from reader.annotation.anchoring.reanchor import Search  # most sources are as they were

    search = Search(text, digest, snapshot_of)
    return [_anchored(each, search) for each in annotations]


def by_present_place(anchored: Anchored) -> tuple[str, int, int, str]:
    """The order of annotations, by where they are now."""
    return by_place(anchored.present)


def relocated(annotation: Annotation, span: Span, text: str) -> Annotation:
    """The annotation at another place; id, revision, digest and all that a person wrote are kept."""
    return replace(
        annotation,
        start=span.start,
        end=span.end,
        exact=span.of(text),
        prefix=text[max(0, span.start - CONTEXT) : span.start],
        suffix=text[span.end : span.end + CONTEXT],
    )


def stands(annotation: Annotation, text: str) -> bool:
    """Whether the text says there what the annotation says."""
    start, end = annotation.start, annotation.end
    return 0 <= start < end <= len(text) and text[start:end] == annotation.exact


def _is_untouched(annotation: Annotation, text: str, digest: str) -> bool:
    return annotation.digest == digest and stands(annotation, text)


def _anchored(annotation: Annotation, search: "Search") -> Anchored:
    if _is_untouched(annotation, search.text, search.digest):
        return Anchored(annotation, Status.EXACT, annotation)
    found = search.find(annotation) if annotation.exact else None
    if found is None:
        return Anchored(annotation, Status.ORPHAN, None)
    status, span = found
    return Anchored(annotation, status, relocated(annotation, span, search.text))
