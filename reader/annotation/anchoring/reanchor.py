"""Re-anchoring: finding passages in a text that has changed since they were annotated."""

from collections.abc import Callable, Generator, Sequence
from dataclasses import dataclass

from reader.annotation.anchoring.haystack import MOST, Haystack
from reader.annotation.anchoring.offset_map import MappedSpan, OffsetMap, visible_length
from reader.annotation.anchoring.quote_selector import SIMILAR, ContextMatch, QuoteSelector
from reader.annotation.anchoring.recorded_quote import recorded_quote
from reader.annotation.anchoring.snapshots import LONGEST  # in a longer text only words are looked for
from reader.annotation.anchoring.status import Status, stands
from reader.annotation.model.annotation import Annotation
from reader.system.threads import run_to_end
from reader.text.normalize import NormalizedText, as_it_is, normalize, normalize_in_steps
from reader.text.patience_diff import matching_blocks_in_steps
from reader.text.span import Span

SHORT = 12  # code points; a shorter passage must survive as a whole
HALF = 0.5  # the share of a longer passage that must survive
CONTEXT_OF_SHORT = 0.6  # the share of its context that must surround a short passage
NEARLY_SAME = 0.9  # the share of a context from which no other place of the words can be meant
BESIDE = 8  # code points beside the words, of which one side must be the same at another place
HINT = 0.25  # the surviving share from which the mapped span is offered for review
STEP = 32  # annotations in one step
EDGE = 4  # code points searched beyond each end of a span for white space that normalizing removed

Found = tuple[Status, Span]


class Reanchorer:
    """One changed text, in which passages of earlier versions are looked up; costly work is done once.

    Args:
        text: The text as it is now.
        digest: The digest of its source as it is now.
        snapshot_of: Returns the text with a digest, or None if it was not kept.
    """

    def __init__(self, text: str, digest: str, snapshot_of: Callable[[str], str | None]) -> None:
        self.text, self.digest = text, digest
        self._snapshot_of = snapshot_of
        self._is_long = len(text) > LONGEST
        self._versions: dict[str, _Version | None] = {digest: None}
        self._normalized: NormalizedText | None = None
        self._here = Haystack("")  # the normalized text

    def find(self, annotation: Annotation) -> Found | None:
        """Find an annotation's passage: its status and its span in the current text; None for an orphan."""
        return run_to_end(self.find_all([annotation]))[0]

    def find_all(self, annotations: Sequence[Annotation]) -> Generator[None, None, list[Found | None]]:
        """Find the passages of annotations, in steps, in the order given.

        All passages that the diff does not lead to are looked up together by their words.
        """
        yield from self._prepare(annotations)
        searches = list[_Search]()
        for number, each in enumerate(annotations):
            searches.append(self._begin(each))
            if number % STEP == 0:
                yield
        yield from self._here.look_up([words for search in searches for words in self._doubted(search)])
        for number, search in enumerate(searches):
            self._follow(search)
            if number % STEP == 0:
                yield
        left = [search for search in searches if not search.is_over]
        yield from _look_up([search.quote for search in left], self._here)
        for version in filter(None, self._versions.values()):
            yield from _look_up([search.quote for search in left if search.version is version], version.haystack)
        for number, search in enumerate(left):
            search.found = self._by_words(search)
            if number % STEP == 0:
                yield
        return [search.found for search in searches]

    @property
    def _text(self) -> NormalizedText:
        assert self._normalized is not None, "find_all prepares it"
        return self._normalized

    def _prepare(self, annotations: Sequence[Annotation]) -> Generator[None, None, None]:
        """Normalize the text, and compare it with the versions that were annotated."""
        if self._normalized is None:
            self._normalized = as_it_is(self.text) if self._is_long else (yield from normalize_in_steps(self.text))
            self._here = Haystack(self._normalized.text)
        for digest in {each.digest for each in annotations} - self._versions.keys():
            text = None if self._is_long else self._snapshot_of(digest)
            yield
            if text is not None and (
                len(text) > LONGEST or not any(stands(each, text) for each in annotations if each.digest == digest)
            ):
                text = None
            self._versions[digest] = None if text is None else (yield from _version(text, self.text, self._text))

    def _begin(self, annotation: Annotation) -> "_Search":
        """Return the place that the diff, or else the offsets, lead to."""
        version = self._versions.get(annotation.digest)
        if version and stands(annotation, version.text):
            old = version.normalized.to_normalized(annotation.span)
            quote = QuoteSelector.at(old, version.normalized.text)
            return _Search(annotation, quote, version, version.offset_map.map_span(old))
        search = _Search(annotation, self._recorded_quote(annotation))
        if stands(annotation, self.text):
            search.mapped = MappedSpan(self._text.to_normalized(annotation.span), 1.0, is_ambiguous=False)
            has_context = annotation.prefix or annotation.suffix
            search.stands_bare = not has_context and annotation.exact != self.text
        return search

    def _doubted(self, search: "_Search") -> list[str]:
        """Return the words at that place if it matters where else they occur, since their context differs."""
        if search.mapped is None or self._context(search.mapped, search.quote).worse >= NEARLY_SAME:
            return []
        return [search.mapped.span.of(self._text.text)]

    def _follow(self, search: "_Search") -> None:
        """End a search at that place, unless it may be another passage."""
        annotation, mapped, version = search.annotation, search.mapped, search.version
        if version is None:
            if mapped and self._may_stay(mapped, search):
                search.end((Status.EXACT, annotation.span))
        elif version.is_current:  # only the bytes differ, as in another encoding
            search.end((Status.EXACT, annotation.span))
        elif mapped and self._is_reliable(mapped, search.quote):
            search.end(self._outcome(annotation, mapped.span, Status.SHIFTED))
        elif mapped and mapped.is_ambiguous and mapped.surviving >= HALF:
            search.end(self._outcome(annotation, mapped.span, Status.REVIEW))

    def _by_words(self, search: "_Search") -> Found | None:
        """Find a passage by its words: in both texts, if the one that was annotated is known."""
        quote, annotation, version = search.quote, search.annotation, search.version
        others = [version.haystack] if version else []
        if moved := quote.find_unique(*others, self._here):
            return self._outcome(annotation, moved, Status.MOVED if search.is_confirmed else Status.REVIEW)
        if version:
            old = version.normalized.to_normalized(annotation.span)
            likely = self._find_likely(quote, old, search.mapped, version.offset_map)
        else:
            likely = quote.find_by_context(self._here)
            if likely is None and (search.stands_bare or not search.is_confirmed):
                likely = quote.find_nearest(self._here, self._nearest(annotation.start))
        return self._outcome(annotation, likely, Status.REVIEW) if likely else None

    def _find_likely(
        self, quote: QuoteSelector, old: Span, mapped: MappedSpan | None, offset_map: OffsetMap
    ) -> Span | None:
        """Find a span for a person to review: by context, else by inserted words, else what little the diff maps."""
        whole = quote.find_by_context(self._here, lambda span: not offset_map.is_taken(span, besides=old))
        if likely := whole or offset_map.find_reinserted(old):
            return likely
        enough = HINT if len(quote.exact) >= SHORT else 1
        return mapped.span if mapped and mapped.surviving >= enough else None

    def _is_reliable(self, mapped: MappedSpan, quote: QuoteSelector) -> bool:
        """Return True if half of the passage (all of a short one) survives and makes up half of the new span.

        Words that occur several times in the new text must have kept their context on both sides: the diff may have led
            to another occurrence.
        """
        new = mapped.span.of(self._text.text)
        surviving = mapped.surviving * visible_length(quote.exact)
        if mapped.is_ambiguous or surviving < HALF * max(visible_length(quote.exact), visible_length(new)):
            return False
        context = self._context(mapped, quote)
        is_enough = len(quote.exact) >= SHORT or (new == quote.exact and context.mean >= CONTEXT_OF_SHORT)
        if context.worse >= SIMILAR:
            return is_enough or not self._here.occurs_once(new)
        return is_enough and self._here.occurs_once(new)

    def _has_rival(self, mapped: MappedSpan, quote: QuoteSelector) -> bool:
        """Return whether words that stand at their offsets stand elsewhere in a context that is more like theirs."""
        text, words = self._text.text, mapped.span.of(self._text.text)
        context = self._context(mapped, quote)
        if context.worse >= NEARLY_SAME:
            return False
        before, after = quote.prefix[-BESIDE:], quote.suffix[:BESIDE]
        others = (
            Span(at, at + len(words))
            for at in self._here.places(words)
            if at != mapped.span.start and (text.endswith(before, 0, at) or text.startswith(after, at + len(words)))
        )
        return any(quote.match_context(span, text).mean > context.mean for span in others)

    def _context(self, mapped: MappedSpan, quote: QuoteSelector) -> ContextMatch:
        return quote.match_context(mapped.span, self._text.text)

    # Without it

    def _recorded_quote(self, annotation: Annotation) -> QuoteSelector:
        return recorded_quote(annotation, as_it_is if self._is_long else normalize)

    def _may_stay(self, mapped: MappedSpan, search: "_Search") -> bool:
        """Return whether the words found at the offsets are the passage; one side of the context may have changed.

        Without a digest the words were never in a text that we know, and nothing can have changed around them. With
        that of another text, a short word without any context stands there by chance.
        """
        if search.is_confirmed and search.stands_bare and len(search.quote.exact) < SHORT:
            return False
        context = self._context(mapped, search.quote)
        if self._has_rival(mapped, search.quote):
            return False
        if context.worse >= SIMILAR:
            return True
        return search.is_confirmed and context.better >= SIMILAR and self._here.occurs_once(search.quote.exact)

    def _nearest(self, offset: int) -> int:
        """Return the offset in the normalized text for one in the source, which may lie outside of it."""
        at = min(max(offset, 0), len(self.text))
        return self._text.to_normalized(Span(at, at)).start

    def _outcome(self, annotation: Annotation, normalized: Span, status: Status) -> Found | None:
        """Return the span in the source text and its status; a reliable one may turn out exact or edited."""
        span = self._with_stored_edges(self._text.to_source(normalized), annotation.exact)
        if not span:
            return None
        if status is not Status.REVIEW:
            if span.of(self.text) != annotation.exact:
                status = Status.EDITED
            elif span == annotation.span:
                status = Status.EXACT
        return status, span

    def _with_stored_edges(self, span: Span, exact: str) -> Span:
        """Return the span with the white space at the ends of the passage, if only normalizing removed it."""
        if span.of(self.text) == exact:
            return span
        at = self.text.find(exact, max(0, span.start - EDGE), span.end + EDGE)
        found = Span(at, at + len(exact))  # begins at -1 if it is not there, as no other span does
        return found if self._stripped(found) == self._stripped(span) else span

    def _stripped(self, span: Span) -> Span:
        words = span.of(self.text)
        start = span.start + len(words) - len(words.lstrip())
        return Span(start, start + len(words.strip()))


@dataclass(slots=True)
class _Version:
    """A text that was annotated, and the map of its offsets to the current text."""

    text: str
    is_current: bool
    normalized: NormalizedText
    offset_map: OffsetMap
    haystack: Haystack


@dataclass(slots=True)
class _Search:
    """The search for one passage.

    Attributes:
        quote: Its words, normalized.
        version: The text that was annotated; None if it is not known.
        mapped: Where the diff leads, or the offsets if that text is not known; None if they lead nowhere.
        stands_bare: Whether the words stand at their offsets, and what was around them is not known.
        found: The outcome; None for an orphan, and before the end.
        is_over: Whether the passage need not be looked for by its words.
    """

    annotation: Annotation
    quote: QuoteSelector
    version: _Version | None = None
    mapped: MappedSpan | None = None
    stands_bare: bool = False
    found: Found | None = None
    is_over: bool = False

    @property
    def is_confirmed(self) -> bool:
        """True if its annotation says that a text once had the passage, whether or not that text is still known."""
        return bool(self.annotation.digest)

    def end(self, found: Found | None) -> None:
        """End the search with an outcome."""
        self.found, self.is_over = found, True


def _version(text: str, current: str, now: NormalizedText) -> Generator[None, None, _Version]:
    """Compare a text that was annotated with the current one, in steps."""
    if text == current:
        return _Version(text, True, now, OffsetMap(now, now), Haystack(now.text))
    then = yield from normalize_in_steps(text)
    matches = yield from matching_blocks_in_steps(then.text, now.text)
    return _Version(text, False, then, OffsetMap(then, now, matches), Haystack(then.text))


def _look_up(quotes: Sequence[QuoteSelector], stack: Haystack) -> Generator[None, None, None]:
    """Find the places of all quotes, and with their contexts those that occur too often to be told apart alone."""
    yield from stack.look_up([quote.exact for quote in quotes])
    often = [quote for quote in quotes if len(stack.places(quote.exact)) == MOST]
    yield from stack.look_up([quote.prefix + quote.exact + quote.suffix for quote in often])
