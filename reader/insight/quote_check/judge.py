"""The judge of one quotation: it finds the words in the originals, and compares the quotation with them."""

from collections.abc import Sequence
from typing import NamedTuple

from reader.insight.quote_check.alignment import Alignment, align
from reader.insight.quote_check.cut_ends import START, cut_ends
from reader.insight.quote_check.differences import WordDifference, find_differences
from reader.insight.quote_check.edges import with_edges
from reader.insight.quote_check.negation_before import negation_before
from reader.insight.quote_check.original import Original
from reader.insight.quote_check.places import MARGIN, find_places
from reader.insight.quote_check.quotation import Gap, Quotation
from reader.insight.quote_check.verdict import LONGEST, Difference, Evidence, Verdict
from reader.insight.wording.function_words import FUNCTION_WORDS
from reader.insight.wording.normal_words import NormalWords
from reader.text.span import Span

MIN_WORDS = 5  # words that a quotation needs to be called altered or not found
GOOD_COST = 0.16  # the cost per word up to which no better place is looked for
MAX_COST = 0.5  # the cost per word up to which a quotation was said at all
NEAR_COST, MIN_CONTENT_WORDS = 0.25, 3  # a cost per word that is sure; else so many content words are equal
MIN_CONTENT = 0.36  # the least share of its words, other than function words, that were said
# A part of a quotation is from elsewhere if so many of its words stand there, some of them in a row.
MIN_PART, MIN_PART_EQUAL, MIN_PART_RUN = 4, 0.85, 4
MIN_PART_WITHOUT_ENDS, MIN_PART_CONTENT = 0.7, 1  # and at least so many words that are not function words
JOINT = 6  # words by which the end of such a part is moved on to where both places have most words in common
NEARBY = 240  # code points between two parts within which they were put in another order
LONG = 240  # a quotation of more words is judged in parts of half as many
MAX_STRETCH = 1.5  # by how much the place of a long quotation may be longer than the quotation
LONG_GAP = 110  # words left out at one ellipsis from which two places are joined
_ENDS = frozenset(".!?")
CONTEXT = 160  # code points on each side of the words in an original


class Ruling(NamedTuple):
    """A verdict with its reasons: places of the originals, differences, and the ends that were cut."""

    verdict: Verdict
    places: tuple[Evidence, ...] = ()
    differences: tuple[Difference, ...] = ()
    cut: tuple[str, ...] = ()


class _Found(NamedTuple):
    """The best place of a quotation."""

    original: Original
    start: int  # start of the aligned part, in code points of the original
    said: NormalWords
    aligned: Alignment

    def span(self, first: int, end: int) -> Span:
        """Return where words of the aligned part are in the original; an empty span if there are none."""
        if first < end:
            inside = self.said.span(first, end)
            return Span(self.start + inside.start, self.start + inside.end)
        at = self.start + (self.said.ends[first - 1] if first else 0)
        return Span(at, at)

    def around(self) -> tuple[str, Span]:
        """Return the text around the place in the form that is compared, and the place in it."""
        span = self.span(*self.aligned.range)
        start = max(0, span.start - CONTEXT)
        return self.original.shown_between(start, span.end + CONTEXT), Span(span.start - start, span.end - start)

    @property
    def whole(self) -> Span:
        """The place of the whole quotation, with the mark that ends its sentence."""
        span = self.span(*self.aligned.range)
        return Span(span.start, span.end + (self.original.read().text[span.end : span.end + 1] in _ENDS))


def judge_quotation(quotation: Quotation, originals: Sequence[Original]) -> Ruling:
    """Return the verdict on a quotation; there must be originals in its language."""
    if not len(quotation):
        return Ruling(Verdict.TOO_SHORT)
    if len(quotation) < MIN_WORDS:
        return _judge_short(quotation, originals)
    if len(quotation) > LONG:
        return _judge_long(quotation, originals)
    found = _best(quotation, originals)
    if found is None:
        return Ruling(Verdict.NOT_FOUND)
    return _spliced(quotation, found, originals) or _aligned(quotation, found)


def _judge_long(quotation: Quotation, originals: Sequence[Original]) -> Ruling:
    """Judge a long quotation part by part, since aligning it as a whole would take too long."""
    if len(quotation) > LONGEST:
        return Ruling(Verdict.NOT_COMPARED)
    starts = range(0, len(quotation) - LONG // 4, LONG // 2)
    ends = [*starts[1:], len(quotation)]
    parts = [judge_quotation(quotation.part(start, end), originals) for start, end in zip(starts, ends, strict=True)]
    verdicts, places = {part.verdict for part in parts}, [place for part in parts for place in part.places]
    differences = tuple(each for part in parts for each in part.differences)
    if not places:
        return Ruling(Verdict.NOT_FOUND)
    sources = {place.source for place in places}
    original = next(each for each in originals if each.source == places[0].source)
    first, last = min(place.span.start for place in places), max(place.span.end for place in places)
    if len(sources) > 1 or last - first > MAX_STRETCH * len(quotation.words.text):
        return Ruling(Verdict.SPLICED, tuple(places), differences)
    whole = (_place(original, Span(first, last)),)
    if verdicts & {Verdict.ALTERED, Verdict.SPLICED, Verdict.NOT_FOUND, Verdict.TOO_SHORT}:
        return Ruling(Verdict.ALTERED, whole, differences)
    cut = (*parts[0].cut[:1],) if "start" in parts[0].cut else ()
    is_shorter = cut or any(each.is_marked and each.original for each in differences)
    return Ruling(Verdict.SHORTENED if is_shorter else Verdict.EXACT, whole, differences, cut)


def _judge_short(quotation: Quotation, originals: Sequence[Original]) -> Ruling:
    """Judge a quotation of a few words: exact if they occur in only one place, otherwise too short to say."""
    if len(quotation) == 1 or quotation.marks:
        return Ruling(Verdict.TOO_SHORT)
    places = [_at(quotation, place.original, place.start, place.end) for place in find_places(quotation, originals)]
    verbatim = [place for place in places if place.aligned.cost == 0]
    if len(verbatim) != 1:
        return Ruling(Verdict.TOO_SHORT)
    return _aligned(quotation, verbatim[0])


def adjacent(quotation: Quotation, original: Original, place: Span, *, is_before: bool) -> Ruling | None:
    """Judge a quotation of a few words by whether they are directly before or after a place, word for word."""
    reach = len(quotation.words.text) + MARGIN
    start, end = (place.start - reach, place.start) if is_before else (place.end, place.end + reach)
    found = _at(quotation, original, start, end)
    first, stop = found.aligned.range
    is_there = found.aligned.cost == 0 and (stop == len(found.said) if is_before else first == 0)
    return _aligned(quotation, found) if is_there else None


def _best(quotation: Quotation, originals: Sequence[Original]) -> _Found | None:
    """Return the place at which a quotation costs least; None if it shares nothing with any original."""
    best: _Found | None = None
    for place in find_places(quotation, originals):
        found = _at(quotation, place.original, place.start, place.end)
        if best is None or found.aligned.cost < best.aligned.cost:
            best = found
        if best.aligned.cost_of_word < GOOD_COST:
            break
    return best


def _at(quotation: Quotation, original: Original, start: int, end: int) -> _Found:
    start = max(0, start)
    said = original.words_between(start, end)
    aligned = align(quotation.words.words, said.words, quotation.gaps)
    return _Found(original, start, said, with_edges(quotation.words.words, said, aligned, quotation.gaps))


def _is_said(quotation: Quotation, aligned: Alignment) -> bool:
    """Return whether a quotation is more similar to its best place than invented words would be."""
    content = _content(quotation.words.words, aligned.equal)
    share = sum(content) / len(content) if content else 1.0
    is_near = aligned.cost_of_word <= NEAR_COST or sum(content) >= MIN_CONTENT_WORDS
    return is_near and aligned.cost_of_word <= MAX_COST and share >= MIN_CONTENT


def _content(words: Sequence[str], equal: Sequence[bool]) -> list[bool]:
    """Return, for each word that is not a function word, whether it was said."""
    return [same for word, same in zip(words, equal, strict=True) if word not in FUNCTION_WORDS]


def _aligned(quotation: Quotation, found: _Found) -> Ruling:
    """Judge a quotation by its best place alone."""
    if not _is_said(quotation, found.aligned):
        return Ruling(Verdict.NOT_FOUND)
    differing = find_differences(quotation, found.said, found.aligned)
    differences = tuple(_difference(quotation, found, each) for each in differing)
    negation = negation_before(quotation, found.original, found.whole)
    places = (_evidence(found, found.whole.union(negation.there) if negation else found.whole),)
    if any(each.is_altering for each in differing):
        return Ruling(Verdict.ALTERED, places, differences)
    if any(each.gap is Gap.ELLIPSIS and each.there[1] - each.there[0] > LONG_GAP for each in differing):
        return Ruling(Verdict.SPLICED, _both_sides(found, differing), differences)
    cut = cut_ends(quotation, *found.around())
    if negation:
        cut, differences = (START, *(end for end in cut if end != START)), (negation, *differences)
    is_shorter = cut or any(each.there[0] < each.there[1] for each in differing)
    return Ruling(Verdict.SHORTENED if is_shorter else Verdict.EXACT, places, differences, cut)


def _both_sides(found: _Found, differing: Sequence[WordDifference]) -> tuple[Evidence, ...]:
    """Return the places before and after the longest gap."""
    longest = max(differing, key=lambda each: each.there[1] - each.there[0])
    first, end = found.aligned.range
    sides = found.span(first, longest.there[0]), found.span(longest.there[1], end)
    return tuple(_evidence(found, side) for side in sorted(sides, key=lambda side: side.start - side.end))


def _spliced(quotation: Quotation, found: _Found, originals: Sequence[Original]) -> Ruling | None:
    """Judge a quotation with a part from a different place than the words next to it; None if there is no such part."""
    first, end = _least_like(found.aligned.equal)
    if end - first < MIN_PART or end - first > len(quotation) - MIN_PART:
        return None
    part, words, equal = quotation.part(first, end), quotation.words.words, found.aligned.equal
    rest = [*equal[:first], *equal[end:]]
    elsewhere = _best(part, originals)
    if elsewhere is None or not _stands(elsewhere.aligned) or sum(rest) < len(rest) / 2:
        return None
    telling = _content([*words[:first], *words[end:]], rest), _content(part.words.words, elsewhere.aligned.equal)
    if min(map(sum, telling)) < MIN_PART_CONTENT:
        return None
    first, end = _joint(quotation, found, elsewhere, first, end)
    part = quotation.part(first, end)
    elsewhere = _at(part, elsewhere.original, elsewhere.whole.start - MARGIN, elsewhere.whole.end + MARGIN)
    side = quotation.part(0, first) if first >= len(quotation) - end else quotation.part(end, len(quotation))
    beside = _at(side, found.original, found.whole.start - MARGIN, found.whole.end + MARGIN)
    side_span, part_span = beside.whole, elsewhere.whole
    differences = [*_differences(side, beside), *_differences(part, elsewhere)]
    differences.sort(key=lambda each: each.here)
    if found.original is elsewhere.original and _apart(side_span, part_span) <= NEARBY:
        whole = _evidence(found, side_span.union(part_span))
        is_in_order = (part.span < side.span) == (part_span < side_span)
        joined = _left_out if is_in_order else _moved
        return Ruling(Verdict.ALTERED, (whole,), (joined(found, part, side, part_span, side_span), *differences))
    places = [_evidence(beside, side_span), _evidence(elsewhere, part_span)]
    places.sort(key=lambda place: place.span.start - place.span.end)
    return Ruling(Verdict.SPLICED, tuple(places), tuple(differences))


def _moved(found: _Found, part: Quotation, _side: Quotation, there: Span, _beside: Span) -> Difference:
    """Return the difference that a part of a quotation is elsewhere in the original."""
    return Difference("order", part.span, part.span.of(part.shown), there, there.of(found.original.text))


def _left_out(found: _Found, part: Quotation, side: Quotation, there: Span, beside: Span) -> Difference:
    """Return the difference that words between two parts were left out without a mark."""
    joint = min(part.span.end, side.span.end)
    gap = Span(min(there.end, beside.end), max(there.start, beside.start))
    return Difference("omission", Span(joint, joint), "", gap, gap.of(found.original.text))


def _joint(quotation: Quotation, found: _Found, elsewhere: _Found, first: int, end: int) -> tuple[int, int]:
    """Return the words of a part from elsewhere, extended to where most words of both places are the same."""
    length, (start, stop) = len(quotation), elsewhere.whole

    def number_equal(words: tuple[int, int]) -> int:
        there = _at(quotation.part(*words), elsewhere.original, start - MARGIN, stop + MARGIN)
        return sum(there.aligned.equal) + sum(found.aligned.equal[: words[0]]) + sum(found.aligned.equal[words[1] :])

    if first == 0:
        choices = [(0, each) for each in range(end, min(end + JOINT, length - MIN_PART) + 1)]
    elif end == length:
        choices = [(each, length) for each in range(first, max(first - JOINT, MIN_PART) - 1, -1)]
    else:
        choices = [(first, end)]
    return max(choices, key=number_equal)


def _differences(quotation: Quotation, found: _Found) -> list[Difference]:
    differing = find_differences(quotation, found.said, found.aligned)
    return [_difference(quotation, found, each) for each in differing]


def _difference(quotation: Quotation, found: _Found, each: WordDifference) -> Difference:
    here, there = _whole_tokens(quotation.words, each.here, found.said, each.there)
    place, original = quotation.place(*here), found.span(*there)
    if each.gap is Gap.BRACKET:
        place = quotation.marks[each.here[0]].span
    return Difference(
        each.kind,
        place,
        place.of(quotation.shown),
        original,
        original.of(found.original.text),
        is_marked=not each.is_altering,
    )


def _whole_tokens(
    words: NormalWords, here: tuple[int, int], said: NormalWords, there: tuple[int, int]
) -> tuple[tuple[int, int], tuple[int, int]]:
    """Widen two ranges so that they do not cut a contraction: `can` beside `can't`, not nothing beside `n't`."""
    if _begins_within(words, here) or _begins_within(said, there):
        here, there = (max(0, here[0] - 1), here[1]), (max(0, there[0] - 1), there[1])
    if _begins_within(words, (here[1], len(words))) or _begins_within(said, (there[1], len(said))):
        here, there = (here[0], min(len(words), here[1] + 1)), (there[0], min(len(said), there[1] + 1))
    return here, there


def _begins_within(words: NormalWords, within: tuple[int, int]) -> bool:
    """Return whether a range begins with a word at the same place as the word before it."""
    first, end = within
    return 0 < first < end and words.starts[first] == words.starts[first - 1]


def _evidence(found: _Found, span: Span) -> Evidence:
    return _place(found.original, span)


def _place(original: Original, span: Span) -> Evidence:
    text, shown = original.read()
    return Evidence(
        original.source,
        original.digest,
        span,
        span.of(text),
        original.turns.speaker_at(span.start),
        text[max(0, span.start - CONTEXT) : span.start],
        text[span.end : span.end + CONTEXT],
        text.count("\n", 0, span.start) + 1,
        span.of(shown),
    )


def _apart(left: Span, right: Span) -> int:
    return max(0, right.start - left.end, left.start - right.end)


def _least_like(equal: Sequence[bool]) -> tuple[int, int]:
    """Return the stretch of words that is least similar to its place: most words differ."""
    best, start, total, found = 0.0, 0, 0.0, (0, 0)
    for index, same in enumerate(equal):
        if total <= 0:
            start, total = index, 0.0
        total += -0.8 if same else 1
        if total > best:
            best, found = total, (start, index + 1)
    return found


def _stands(aligned: Alignment) -> bool:
    """Return whether most words of a part, ends aside, are in one place, with some of them in a row."""
    if not aligned.anchors:
        return False
    equal = aligned.equal[aligned.anchors[0][0] : aligned.anchors[-1][0] + 1]
    run = longest = 0
    for same in equal:
        run = run + 1 if same else 0
        longest = max(longest, run)
    is_most = len(equal) >= max(MIN_PART, MIN_PART_WITHOUT_ENDS * len(aligned.equal))
    return is_most and longest >= MIN_PART_RUN and sum(equal) >= MIN_PART_EQUAL * len(equal)
