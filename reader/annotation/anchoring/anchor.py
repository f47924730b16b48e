"""Anchoring: finding the passage of each annotation in its source as the source is now.

Three ways are tried in turn: the diff from the text that was annotated to the text of today, the quote alone, and the
quote with its context. A wrong position is worse than an orphan, so anything that could be another passage is left to
a person.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from reader.annotation.anchoring.status import Status, stands
from reader.annotation.model.annotation import CONTEXT, Annotation, position_key
from reader.annotation.model.field_spans import SPAN_PARTS, Value, digests_of, map_spans
from reader.text.span import Span

if TYPE_CHECKING:
    from reader.annotation.anchoring.reanchor import Reanchorer


@dataclass(frozen=True, slots=True)
class Anchored:
    """An annotation and the outcome of anchoring it.

    annotation: the annotation as it is stored.
    status: how its passage was found.
    placed: the annotation with the span, text and context that it has now; None for an orphan.
    """

    annotation: Annotation
    status: Status
    placed: Annotation | None

    @property
    def present(self) -> Annotation:
        """The annotation as it is now; for an orphan, as it is stored."""
        return self.placed or self.annotation

    def in_source(self, source: str) -> "Anchored":
        """Return this outcome for a source that was renamed: a passage found there has moved."""
        status = Status.MOVED if self.status.is_sure else self.status
        return Anchored(self.annotation, status, self.placed and replace(self.placed, source=source))


def anchor(
    annotations: Iterable[Annotation], text: str, digest: str, snapshot_of: Callable[[str], str | None]
) -> list[Anchored]:
    """Find the annotations of one source in its current text, in the order given.

    Args:
        annotations: Annotations of the source.
        text: The source's text as it is now.
        digest: The digest of the source as it is now.
        snapshot_of: Returns the text that had a digest. If it returns None, only a passage that occurs once, or whose
            context is still there, is found again.
    """
    annotations = list(annotations)
    if all(_is_untouched(each, text, digest) for each in annotations):
        return [Anchored(each, Status.EXACT, each) for each in annotations]
    # Imported here: most sources have not changed, and the first frame need not wait for the diff.
    from reader.annotation.anchoring.reanchor import Reanchorer

    reanchorer = Reanchorer(text, digest, snapshot_of)
    return [_anchored(each, reanchorer) for each in annotations]


def current_position_key(anchored: Anchored) -> tuple[str, int, int, str]:
    """Return a sort key that orders annotations by their current position."""
    return position_key(anchored.present)


def relocated(annotation: Annotation, span: Span, text: str) -> Annotation:
    """Return the annotation at another span; its id, revision, digest and all that a person wrote stay the same."""
    return replace(
        annotation,
        start=span.start,
        end=span.end,
        exact=span.of(text),
        prefix=text[max(0, span.start - CONTEXT) : span.start],
        suffix=text[span.end : span.end + CONTEXT],
    )


def _is_untouched(annotation: Annotation, text: str, digest: str) -> bool:
    is_placed = annotation.digest == digest and stands(annotation, text)
    return is_placed and all(each == digest for each in digests_of(annotation))


def _anchored(annotation: Annotation, reanchorer: "Reanchorer") -> Anchored:
    if _is_untouched(annotation, reanchorer.text, reanchorer.digest):
        return Anchored(annotation, Status.EXACT, annotation)
    if annotation.digest == reanchorer.digest and stands(annotation, reanchorer.text):
        return Anchored(annotation, Status.EXACT, _with_fields(annotation, reanchorer))
    found = reanchorer.find(annotation) if annotation.exact else None
    if found is None:
        return Anchored(annotation, Status.ORPHAN, None)
    status, span = found
    return Anchored(annotation, status, _with_fields(relocated(annotation, span, reanchorer.text), reanchorer))


def _with_fields(annotation: Annotation, reanchorer: "Reanchorer") -> Annotation:
    """Return an annotation with the spans of its fields where the same words stand now.

    A span whose words are not found for sure stays as it was stored, with the digest of the text that it counts in.
    """

    def place(value: Value) -> Value:
        if value["digest"] == reanchorer.digest:
            return value
        selector = Annotation(id="", source=annotation.source, tag="", **{name: value[name] for name in SPAN_PARTS})
        found = reanchorer.find(selector) if selector.exact else None
        if found is None or found[0] is Status.REVIEW or found[1].of(reanchorer.text) != selector.exact:
            return value
        here = relocated(selector, found[1], reanchorer.text)
        return {**value, **{name: getattr(here, name) for name in SPAN_PARTS}, "digest": reanchorer.digest}

    return replace(annotation, fields=map_spans(annotation.fields, place)) if annotation.fields else annotation
