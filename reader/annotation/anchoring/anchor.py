"""Anchoring: finding the passage of each annotation in its source as the source is now.

Three ways are tried in turn: the diff from the text that was annotated to the text of today, the quote alone, and the
quote with its context. A wrong position is worse than an orphan, so anything that could be another passage is left to
a person.
"""

from collections.abc import Callable, Generator, Iterable, Iterator
from dataclasses import dataclass, replace

from reader.annotation.anchoring.status import Status, stands
from reader.annotation.model.annotation import Annotation, position_key, selector_of
from reader.annotation.model.field_spans import SPAN_PARTS, Value, digests_of, map_spans
from reader.system.threads import run_to_end
from reader.text.span import Span

Found = tuple[Status, Span] | None  # the outcome for a passage, and where it stands; None for an orphan


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
        snapshot_of: Returns the text with a digest. If it returns None, only a passage that occurs once, or whose
            context is still there, is found again.
    """
    return run_to_end(anchor_in_steps(annotations, text, digest, snapshot_of))


def anchor_in_steps(
    annotations: Iterable[Annotation], text: str, digest: str, snapshot_of: Callable[[str], str | None]
) -> Generator[None, None, list[Anchored]]:
    """Find annotations as `anchor` does, in steps of milliseconds, between which it can be stopped."""
    annotations = list(annotations)
    if all(_is_untouched(each, text, digest) for each in annotations):
        return [Anchored(each, Status.EXACT, each) for each in annotations]
    # Imported here: most sources have not changed, and the first frame need not wait for the diff.
    from reader.annotation.anchoring.reanchor import Reanchorer

    reanchorer = Reanchorer(text, digest, snapshot_of)
    moved = [each for each in annotations if each.exact and not _is_placed(each, text, digest)]
    found = dict(zip(map(id, moved), (yield from reanchorer.find_all(moved)), strict=True))
    anchored = [_anchored(each, text, digest, found.get(id(each))) for each in annotations]
    selectors = [selector for each in anchored for selector in _old_spans(each, digest)]
    spans = iter((yield from reanchorer.find_all(selectors)))
    return [_with_fields(each, text, digest, spans) for each in anchored]


def current_position_key(anchored: Anchored) -> tuple[str, int, int, str]:
    """Return a sort key that orders annotations by their current position."""
    return position_key(anchored.present)


def relocated(annotation: Annotation, span: Span, text: str) -> Annotation:
    """Return the annotation at another span; its id, revision, digest and all that a person wrote stay the same."""
    return replace(annotation, **selector_of(span, text))


def _is_untouched(annotation: Annotation, text: str, digest: str) -> bool:
    return _is_placed(annotation, text, digest) and all(each == digest for each in digests_of(annotation))


def _is_placed(annotation: Annotation, text: str, digest: str) -> bool:
    return annotation.digest == digest and stands(annotation, text)


def _anchored(annotation: Annotation, text: str, digest: str, found: Found) -> Anchored:
    if _is_placed(annotation, text, digest):
        return Anchored(annotation, Status.EXACT, annotation)
    if found is None:
        return Anchored(annotation, Status.ORPHAN, None)
    status, span = found
    return Anchored(annotation, status, relocated(annotation, span, text))


# The spans of fields


def _old_spans(anchored: Anchored, digest: str) -> list[Annotation]:
    """Return a selector for each span of the fields that counts in another text."""
    selectors: list[Annotation] = []

    def collect(value: Value) -> Value:
        if value["digest"] != digest and value["exact"]:
            selectors.append(_selector(value, anchored.annotation.source))
        return value

    if anchored.placed and anchored.placed.fields:
        map_spans(anchored.placed.fields, collect)
    return selectors


def _selector(value: Value, source: str) -> Annotation:
    return Annotation(id="", source=source, tag="", **{name: value[name] for name in SPAN_PARTS})


def _with_fields(anchored: Anchored, text: str, digest: str, spans: Iterator[Found]) -> Anchored:
    """Return an outcome with the spans of its fields where the same words stand now.

    A span whose words are not found with certainty stays as it was stored, with the digest of its text.

    Args:
        anchored: The outcome.
        text: The source's text as it is now.
        digest: Its digest.
        spans: What was found for each selector that `_old_spans` returns for it.
    """
    placed = anchored.placed

    def place(value: Value) -> Value:
        if value["digest"] == digest or not value["exact"]:
            return value
        found = next(spans)
        if found is None or found[0] is Status.REVIEW or found[1].of(text) != value["exact"]:
            return value
        return {**value, **selector_of(found[1], text), "digest": digest}

    if placed is None or all(each == digest for each in digests_of(placed)):
        return anchored
    return replace(anchored, placed=replace(placed, fields=map_spans(placed.fields, place)))
