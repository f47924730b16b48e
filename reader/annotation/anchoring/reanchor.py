"""Re-anchoring: finding passages in a text that has changed since they were annotated."""

from collections.abc import Callable
from functools import cached_property

from reader.annotation.anchoring.offset_map import MappedSpan, OffsetMap, weight
from reader.annotation.anchoring.quote_selector import SIMILAR, QuoteSelector, occurs_once
from reader.annotation.anchoring.recorded_quote import recorded_quote
from reader.annotation.anchoring.status import Status, stands
from reader.annotation.model.annotation import Annotation
from reader.text.normalize import NormalizedText, normalize
from reader.text.span import Span

SHORT = 12  # code points; a shorter passage must survive as a whole
HALF = 0.5  # the share of a longer passage that must survive
CONTEXT_OF_SHORT = 0.6  # the share of its context that must surround a short passage
HINT = 0.25  # the surviving share from which the mapped span is offered for review
EDGE = 4  # code points searched beyond each end of a span for white space that normalizing removed


class Reanchorer:
    """One changed text, in which passages of earlier versions are looked up; costly work is done once.

    Args:
        text: The text as it is now.
        digest: The digest of its source as it is now.
        snapshot_of: Returns the text that had a digest, or None if it was not kept.
    """

    def __init__(self, text: str, digest: str, snapshot_of: Callable[[str], str | None]) -> None:
        self.text, self.digest = text, digest
        self._snapshot_of = snapshot_of
        self._versions: dict[str, _Version | None] = {digest: None}

    @cached_property
    def normalized(self) -> NormalizedText:
        """The current text, normalized."""
        return normalize(self.text)

    def find(self, annotation: Annotation) -> tuple[Status, Span] | None:
        """Find an annotation's passage: its status and its span in the current text; None for an orphan."""
        version = self._version(annotation.digest)
        if version and stands(annotation, version.text):
            return self._find_by_diff(annotation, version)
        return self._find_by_quote(annotation)

    def _version(self, digest: str) -> "_Version | None":
        if digest not in self._versions:
            text = self._snapshot_of(digest)
            self._versions[digest] = None if text is None else _Version(text, self.text, self.normalized)
        return self._versions[digest]

    # With the text that was annotated

    def _find_by_diff(self, annotation: Annotation, version: "_Version") -> tuple[Status, Span] | None:
        if version.is_current:  # only the bytes differ, as in another encoding
            return Status.EXACT, annotation.span
        old = version.normalized.to_normalized(annotation.span)
        quote = QuoteSelector.at(old, version.normalized.text)
        mapped = version.offset_map.map_span(old)
        if mapped and self._is_reliable(mapped, quote):
            return self._outcome(annotation, mapped.span, Status.SHIFTED)
        if mapped and mapped.is_ambiguous and mapped.surviving >= HALF:
            return self._outcome(annotation, mapped.span, Status.REVIEW)
        if moved := quote.find_unique(version.normalized.text, self.normalized.text):
            return self._outcome(annotation, moved, Status.MOVED)
        likely = self._find_likely(quote, old, mapped, version.offset_map)
        return self._outcome(annotation, likely, Status.REVIEW) if likely else None

    def _find_likely(
        self, quote: QuoteSelector, old: Span, mapped: MappedSpan | None, offset_map: OffsetMap
    ) -> Span | None:
        """Find a span for a person to review: by context, else by inserted words, else what little the diff maps."""
        whole = quote.find_by_context(self.normalized.text, lambda span: not offset_map.is_taken(span, besides=old))
        if likely := whole or offset_map.find_reinserted(old):
            return likely
        enough = HINT if len(quote.exact) >= SHORT else 1
        return mapped.span if mapped and mapped.surviving >= enough else None

    def _is_reliable(self, mapped: MappedSpan, quote: QuoteSelector) -> bool:
        """Return True if half of the passage (all of a short one) survives and makes up half of the new span.

        Words that stand several times in the new text must have kept their context on both sides: the diff may have
        led to another one of them.
        """
        new = mapped.span.of(self.normalized.text)
        surviving = mapped.surviving * weight(quote.exact)
        if mapped.is_ambiguous or surviving < HALF * max(weight(quote.exact), weight(new)):
            return False
        context = quote.match_context(mapped.span, self.normalized.text)
        if not occurs_once(new, self.normalized.text):
            return context.worse >= SIMILAR
        return len(quote.exact) >= SHORT or (new == quote.exact and context.mean >= CONTEXT_OF_SHORT)

    # Without it

    def _find_by_quote(self, annotation: Annotation) -> tuple[Status, Span] | None:
        quote, is_confirmed = recorded_quote(annotation), bool(annotation.digest)
        if stands(annotation, self.text) and self._may_stay(quote, annotation):
            return Status.EXACT, annotation.span
        if moved := quote.find_unique(self.normalized.text):
            return self._outcome(annotation, moved, Status.MOVED if is_confirmed else Status.REVIEW)
        likely = quote.find_by_context(self.normalized.text)
        if likely is None and not is_confirmed:
            likely = quote.find_nearest(self.normalized.text, self._nearest(annotation.start))
        return self._outcome(annotation, likely, Status.REVIEW) if likely else None

    def _may_stay(self, quote: QuoteSelector, annotation: Annotation) -> bool:
        """Return whether words that stand at their offsets are the passage; one side of the context may have changed.

        Without a digest the words were never in a text that we know, and nothing can have changed around them.
        """
        context = quote.match_context(self.normalized.to_normalized(annotation.span), self.normalized.text)
        if context.worse >= SIMILAR:
            return True
        is_alone = context.better >= SIMILAR and occurs_once(quote.exact, self.normalized.text)
        return is_alone and bool(annotation.digest)

    def _nearest(self, offset: int) -> int:
        """Return the offset in the normalized text for one in the source, which may lie outside of it."""
        at = min(max(offset, 0), max(len(self.text) - 1, 0))
        return self.normalized.to_normalized(Span(at, at + 1)).start

    def _outcome(self, annotation: Annotation, normalized: Span, status: Status) -> tuple[Status, Span] | None:
        """Return the span in the source text and its status; a reliable one may turn out exact or edited."""
        span = self._with_stored_edges(self.normalized.to_source(normalized), annotation.exact)
        if not span:
            return None
        if status is not Status.REVIEW:
            if span.of(self.text) != annotation.exact:
                status = Status.EDITED
            elif span == annotation.span:
                status = Status.EXACT
        return status, span

    def _with_stored_edges(self, span: Span, exact: str) -> Span:
        """Return the span with the white space at its ends that the passage had, if only normalizing removed it."""
        if span.of(self.text) == exact:
            return span
        at = self.text.find(exact, max(0, span.start - EDGE), span.end + EDGE)
        found = Span(at, at + len(exact))
        return found if at >= 0 and self._stripped(found) == self._stripped(span) else span

    def _stripped(self, span: Span) -> Span:
        words = span.of(self.text)
        start = span.start + len(words) - len(words.lstrip())
        return Span(start, start + len(words.strip()))


class _Version:
    """A text that was annotated, and the map of its offsets to the current text."""

    def __init__(self, text: str, current: str, normalized_current: NormalizedText) -> None:
        self.text, self.is_current, self.normalized = text, text == current, normalize(text)
        self.offset_map = OffsetMap(self.normalized, normalized_current)
