"""Settling where the passages of a file are: first by their words, then by their offsets.

A parsed record has the offsets and the words of the file. If both agree in some reading of the offsets, the passage is
there. If they do not, it is where the words occur, provided that they occur once; anything else is left to a person.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cached_property
from itertools import groupby

from reader.annotation.anchoring.anchor import relocated
from reader.annotation.anchoring.quote_selector import SIMILAR
from reader.annotation.anchoring.recorded_quote import recorded_quote
from reader.annotation.model.annotation import Annotation
from reader.formats.format import ImportedRecord, Options, Record, Records, RejectedRecord
from reader.formats.readings import (
    BEST_EDGES,
    CountedText,
    OffsetReading,
    choose_reading,
    cuts_word,
    edge_score,
    oddness,
    possible_readings,
)
from reader.text.normalize import NormalizedText, normalize
from reader.text.span import Span

BY_WORDS = "found by their words, as their offsets lead elsewhere"
ELSEWHERE = "their words are not at their offsets"
UNPLACED = "they have no offsets, and their words occur several times or not at all"
CONTRADICTED = "the words around them are not those in the file"
UNCLEAR = "it is unclear how their offsets count"
CUT = "to check, as some begin or end inside a word, and would not if offsets counted"
BEST_WORDS = 2
EVIDENCE = 3  # passages without words that show how offsets count
PROOF = 4  # letters of words that show how offsets count
ODD = 2  # the oddness of a reading for which one passage is no proof
MAX_OCCURRENCES = 1000  # occurrences of words that are compared by context


def settle(records: Iterable[Record], options: Options, *, evidence: int = EVIDENCE) -> Records:
    """Yield records with their places settled in the text that the file carries for them; the others as they are.

    Args:
        records: The records of a file; those of one text follow each other.
        options: The options of the import, with the unit in which offsets count.
        evidence: The number of passages without words that a reading must cut inside a word before another one that
            cuts none is chosen; with 1, the reading that cuts fewest is chosen.
    """
    for _, group in groupby(_with_text(records), key=lambda each: each[0]):
        of_text = [record for _, record in group]
        claims = [each for each in of_text if isinstance(each, ImportedRecord)]
        if not claims or claims[0].text is None:
            yield from of_text
            continue
        settled = settle_in(claims[0].text, claims, options, evidence=evidence)
        yield from (next(settled) if isinstance(each, ImportedRecord) else each for each in of_text)


def _with_text(records: Iterable[Record]) -> Iterator[tuple[int, Record]]:
    """Yield each record with a number for its text; a record without a text belongs to the text before."""
    number, last = 0, None
    for each in records:
        if isinstance(each, ImportedRecord) and each.text is not last:
            number, last = number + 1, each.text
        yield number, each


def settle_in(
    text: str, records: Sequence[ImportedRecord], options: Options, *, evidence: int = EVIDENCE
) -> Iterator[ImportedRecord | RejectedRecord]:
    """Yield annotations with their places settled in a text; a record with neither place nor words is refused."""
    places = _Places(text, [each.annotation for each in records], options, evidence)
    return map(places.settled, records)


class _Places:
    """The passages of a file in one text: chooses the reading of their offsets, and looks for their words."""

    def __init__(self, text: str, claims: Sequence[Annotation], options: Options, evidence: int) -> None:
        self._text, self._evidence = text, evidence
        self._expected = OffsetReading(options.unit)
        readings = possible_readings(text, options.unit, is_certain=options.is_unit_certain)
        if options.is_unchanged:
            readings = iter([self._expected])
        self._advice = ""
        self._counted, self._others = self._choose(readings, [each for each in claims if each.start >= 0])

    def _choose(
        self, readings: Iterable[OffsetReading], claims: Sequence[Annotation]
    ) -> tuple[CountedText, list[CountedText]]:
        """Choose the reading in which most words agree; without words, the one that cuts fewest of them."""
        if worded := [each for each in claims if each.exact]:
            offsets, exacts = _offsets(worded), [each.exact for each in worded]
            if len(worded) == 1:  # a single one may agree by chance
                readings = [each for each in readings if oddness(each, self._expected.unit) < ODD]
            chosen = choose_reading(
                readings, self._text, offsets, lambda at, span: self._agreement(span, exacts[at]), BEST_WORDS
            )
            return chosen if self._is_proved(chosen[0], worded) else (self._as_expected, [])
        offsets = _offsets(claims)
        counted, others = choose_reading(readings, self._text, offsets, self._edges, BEST_EDGES)
        if counted.reading == self._expected:
            return counted, others
        cut = [self._is_cut_at(self._as_expected, *place) for place in offsets]
        is_clean = not any(self._is_cut_at(counted, *place) for place in offsets)
        if self._evidence == 1 or (is_clean and sum(cut) >= self._evidence):
            return counted, others
        self._advice = f"{CUT} {counted.reading}" if is_clean and any(cut) else ""
        return self._as_expected, []

    @cached_property
    def _as_expected(self) -> CountedText:
        return CountedText(self._text, self._expected)

    def _is_proved(self, counted: CountedText, worded: Iterable[Annotation]) -> bool:
        """Return whether enough words agree in a reading and not where they are expected: a few letters do by chance.

        White space at the ends of words, which programs take away, does not speak against the expected reading.
        """
        if counted.reading == self._expected:
            return True
        expected = self._as_expected
        proof = (each.exact for each in worded if self._agrees(counted, each) and not self._agrees(expected, each))
        return sum(len(_bare(words)) for words in proof) >= PROOF

    def _agrees(self, counted: CountedText, claim: Annotation) -> bool:
        """Return whether the words of the file stand where one reading leads."""
        span = counted.span(claim.start, claim.end)
        return span is not None and self._agreement(span, claim.exact) > 0

    def _edges(self, _at: int, span: Span) -> int:
        return edge_score(self._text, span)

    def _is_cut_at(self, counted: CountedText, start: int, end: int) -> bool:
        """Return whether offsets, in one reading, cut a word or do not delimit a passage."""
        span = counted.span(start, end)
        return span is None or self._is_cut(span)

    def settled(self, record: ImportedRecord) -> ImportedRecord | RejectedRecord:
        """Return a record with its place; refused if it has neither a place nor words."""
        claim = record.annotation
        span = self._counted.span(claim.start, claim.end)
        if not claim.exact or (claim.start >= 0 and claim.exact.isspace()):
            return self._by_offsets(record, span)
        if span and self._is_unclear(claim, span):
            span = None
        if span and self._agreement(span, claim.exact):
            return self._in_context(record, span, "" if self._is_expected else self._how_counted)
        if found := self._only_occurrence(claim, span):
            return self._in_context(record, found, BY_WORDS if claim.start >= 0 else "")
        if claim.start < 0:
            return _doubtful(record, UNPLACED, start=-1, end=-1)
        start = claim.start if span is None else span.start
        start = min(start, len(self._text))
        return _doubtful(record, ELSEWHERE, start=start, end=start + len(claim.exact))

    def _only_occurrence(self, claim: Annotation, span: Span | None) -> Span | None:
        """Return where the words occur if they occur once, or once in their context or at one of the given offsets."""
        found = self._occurrences(claim.exact)
        framed = [each for each in found if self._is_framed(claim, each)]
        beside = [each for each in found if span and (each.start == span.start or each.end == span.end)]
        for candidates in (framed, beside, found):
            if len(candidates) == 1 and not self._is_cut(candidates[0]):
                return candidates[0]
        return None

    @property
    def _is_expected(self) -> bool:
        return self._counted.reading == self._expected

    def _is_unclear(self, claim: Annotation, span: Span) -> bool:
        """Return whether another reading is as good and as likely as the chosen one, but leads elsewhere."""
        if self._is_expected:
            return False
        odd = oddness(self._counted.reading, self._expected.unit)
        as_likely = (each for each in self._others if oddness(each.reading, self._expected.unit) == odd)
        return any(each.span(claim.start, claim.end) != span for each in as_likely)

    @property
    def _how_counted(self) -> str:
        return f"with offsets that count {self._counted.reading}"

    def _by_offsets(self, record: ImportedRecord, span: Span | None) -> ImportedRecord | RejectedRecord:
        """Place a record that has no words."""
        start, end = record.annotation.start, record.annotation.end
        if span is None:
            why = (
                f"{start} to {end} is not a passage of its text"
                if max(start, end) >= 0
                else "it has neither offsets nor words"
            )
            return RejectedRecord(record.where, why)
        if self._is_unclear(record.annotation, span):
            there = relocated(record.annotation, span, self._text)
            return _doubtful(replace(record, annotation=there), UNCLEAR, start=-1, end=-1)
        return self._in_context(record, span, self._advice if self._is_expected else self._how_counted)

    def _in_context(self, record: ImportedRecord, span: Span, remark: str) -> ImportedRecord:
        """Place a record, unless the words around the passage differ from those in the file."""
        claim = record.annotation
        if not self._fits(claim, span):
            return _doubtful(record, CONTRADICTED, start=span.start, end=span.end, exact=span.of(self._text))
        if (claim.start, claim.end) == span and claim.exact == span.of(self._text):
            return replace(record, remark=remark) if remark else record
        there = replace(claim, start=span.start, end=span.end, exact=span.of(self._text))
        return replace(record, annotation=there, remark=remark)

    def _fits(self, claim: Annotation, span: Span) -> bool:
        """Return whether a span has the context of a record; True if the record has none."""
        if self._is_framed(claim, span) or not (claim.prefix or claim.suffix):
            return True
        normalized = self._normalized
        context = recorded_quote(claim).match_context(normalized.to_normalized(span), normalized.text)
        return context.worse >= SIMILAR

    def _is_framed(self, claim: Annotation, span: Span) -> bool:
        """Return whether a span has exactly the context of a record; False if the record has none."""
        if not (claim.prefix or claim.suffix):
            return False
        return self._text.endswith(claim.prefix, 0, span.start) and self._text.startswith(claim.suffix, span.end)

    def _agreement(self, span: Span, words: str) -> int:
        """Return how well a span matches the words of the file: 2 if exactly, 1 but for white space and typography."""
        here = span.of(self._text)
        return BEST_WORDS if here == words else int(_bare(here) == _bare(words))

    def _occurrences(self, words: str) -> list[Span]:
        """Find where words occur, whatever the form of white space, quotation marks and dashes."""
        if found := _occurrences(words, self._text):
            return found
        haystack, needle = self._normalized, _uniform(words)
        spans = map(haystack.to_source, _occurrences(needle, self._uniform) if needle else ())
        return [each for each in spans if each]

    @cached_property
    def _normalized(self) -> NormalizedText:
        return normalize(self._text)

    @cached_property
    def _uniform(self) -> str:
        return self._normalized.text.replace("\n", " ")

    def _is_cut(self, span: Span) -> bool:
        return cuts_word(self._text, span.start) or cuts_word(self._text, span.end)


def _doubtful(record: ImportedRecord, why: str, **fields: object) -> ImportedRecord:
    """Return a record whose place a person has to confirm."""
    return replace(record, annotation=replace(record.annotation, **fields), doubt=why)  # type: ignore[arg-type]


def _offsets(claims: Iterable[Annotation]) -> list[tuple[int, int]]:
    return [(each.start, each.end) for each in claims]


def _occurrences(words: str, text: str) -> list[Span]:
    found: list[Span] = []
    at = text.find(words)
    while at >= 0 and len(found) < MAX_OCCURRENCES:
        found.append(Span(at, at + len(words)))
        at = text.find(words, at + 1)
    return found


def _uniform(words: str) -> str:
    return normalize(words).text.replace("\n", " ").strip()


def _bare(words: str) -> str:
    r"""Return words without white space, and without the `\n` that some programs write for a line end."""
    return "".join(normalize(words.replace("\\r", " ").replace("\\n", " ")).text.split())
