"""The search for passages in a text that is another one than that which was annotated."""

from collections.abc import Callable
from functools import cached_property

from reader.annotation.anchoring.anchor import Status, stands
from reader.annotation.anchoring.offset_map import MappedSpan, OffsetMap, weight
from reader.annotation.anchoring.quote_selector import ALIKE, QuoteSelector, is_once
from reader.annotation.model.annotation import Annotation
from reader.text.normalize import Normalized, normalize
from reader.text.span import Span

SHORT = 12  # code points; of a shorter passage all must survive
HALF = 0.5  # the share of a passage that must survive
AROUND = 0.6  # the share of the context that must be there around a short one
HINTS = 0.25  # the share that is worth a look
NEAR = 4  # code points; white space at the edges of a passage is folded, and found again so far off


class Search:
    """One text that annotations of earlier versions are looked for in; what is costly is done once."""

    def __init__(self, text: str, digest: str, snapshot_of: Callable[[str], str | None]) -> None:
        self.text, self.digest = text, digest
        self._snapshot_of = snapshot_of
        self._versions: dict[str, _Version | None] = {digest: None}

    @cached_property
    def now(self) -> Normalized:
        return normalize(self.text)

    def find(self, annotation: Annotation) -> tuple[Status, Span] | None:
        version = self._version(annotation.digest)
        if version and stands(annotation, version.text):
            return self._by_diff(annotation, version)
        return self._by_quote(annotation)

    def _version(self, digest: str) -> "_Version | None":
        if digest not in self._versions:
            text = self._snapshot_of(digest)
            self._versions[digest] = None if text is None else _Version(text, self.text, self.now)
        return self._versions[digest]

    # With the text that was annotated

    def _by_diff(self, annotation: Annotation, version: "_Version") -> tuple[Status, Span] | None:
        if version.is_the_same:  # the bytes are others, as with another encoding
            return Status.EXACT, annotation.span
        was = version.folded.folded(annotation.span)
        quote = QuoteSelector.at(was, version.folded.text)
        landing = version.drift.landing(was)
        if landing and self._is_sound(landing, quote):
            return self._judged(annotation, landing.span, Status.SHIFTED)
        if landing and landing.doubtful and landing.kept >= HALF:
            return self._judged(annotation, landing.span, Status.REVIEW)
        if moved := quote.only_place(version.folded.text, self.now.text):
            return self._judged(annotation, moved, Status.MOVED)
        likely = self._likely(quote, was, landing, version.drift)
        return self._judged(annotation, likely, Status.REVIEW) if likely else None

    def _likely(self, quote: QuoteSelector, was: Span, landing: MappedSpan | None, drift: OffsetMap) -> Span | None:
        """Where a person should look: what has its context, what has its words, or what little the diff leads to."""
        whole = quote.likely_place(self.now.text, lambda span: not drift.owns(span, was))
        if likely := whole or drift.gathered(was):
            return likely
        enough = HINTS if len(quote.exact) >= SHORT else 1
        return landing.span if landing and landing.kept >= enough else None

    def _is_sound(self, landing: MappedSpan, quote: QuoteSelector) -> bool:
        """Half of it must survive, of a short one all, and half of what is there must be of it."""
        there = landing.span.of(self.now.text)
        left = landing.kept * weight(quote.exact)
        if landing.doubtful or left < HALF * max(weight(quote.exact), weight(there)):
            return False
        context = quote.context_at(landing.span, self.now.text)
        if len(quote.exact) < SHORT:
            return there == quote.exact and context.both >= AROUND
        return there != quote.exact or context.better >= ALIKE or is_once(there, self.now.text)

    # Without it

    def _by_quote(self, annotation: Annotation) -> tuple[Status, Span] | None:
        quote = _noted(annotation)
        if stands(annotation, self.text) and self._may_stay(quote, self.now.folded(annotation.span)):
            return Status.EXACT, annotation.span
        if moved := quote.only_place(self.now.text):
            return self._judged(annotation, moved, Status.MOVED)
        likely = quote.likely_place(self.now.text)
        return self._judged(annotation, likely, Status.REVIEW) if likely else None

    def _may_stay(self, quote: QuoteSelector, here: Span) -> bool:
        context = quote.context_at(here, self.now.text)
        return context.worse >= ALIKE or (context.better >= ALIKE and is_once(quote.exact, self.now.text))

    def _judged(self, annotation: Annotation, folded: Span, status: Status) -> tuple[Status, Span] | None:
        """The place in the text itself, and what can be said of it."""
        span = self._settled(self.now.raw(folded), annotation.exact)
        if not span:
            return None
        if status is not Status.REVIEW:
            if span.of(self.text) != annotation.exact:
                status = Status.EDITED
            elif span == annotation.span:
                status = Status.EXACT
        return status, span

    def _settled(self, span: Span, exact: str) -> Span:
        """With the edges that the passage had, if those were only folded away."""
        if span.of(self.text) == exact:
            return span
        at = self.text.find(exact, max(0, span.start - NEAR), span.end + NEAR)
        found = Span(at, at + len(exact))
        return found if at >= 0 and self._core(found) == self._core(span) else span

    def _core(self, span: Span) -> Span:
        """Without the white space at its edges."""
        there = span.of(self.text)
        start = span.start + len(there) - len(there.lstrip())
        return Span(start, start + len(there.strip()))


class _Version:
    """A text that was annotated, and the way from it to the text as it is now."""

    def __init__(self, text: str, now: str, folded_now: Normalized) -> None:
        self.text, self.is_the_same, self.folded = text, text == now, normalize(text)
        self.drift = OffsetMap(self.folded, folded_now)


def _noted(annotation: Annotation) -> QuoteSelector:
    """What the annotation itself says of its passage."""
    prefix, exact, suffix = annotation.prefix, annotation.exact, annotation.suffix
    around = normalize(prefix + exact + suffix)
    return QuoteSelector.at(around.folded(Span(len(prefix), len(prefix) + len(exact))), around.text)
