"""Where the words of a quotation may stand: pairs of words, and the windows in which many of them are."""

from array import array
from heapq import nlargest

from hypothesis import given
from hypothesis import strategies as st

from reader.insight.quote_check.original import make_original
from reader.insight.quote_check.pair_index import index_pairs, pair_keys, places_in, range_of
from reader.insight.quote_check.places import (
    MARGIN,
    PLACES,
    PLACES_OF_SHORT,
    OriginalPlace,
    _Heaviest,
    _windows,
    _within,
    find_places,
)
from reader.insight.quote_check.quotation import Quotation, read_quotation
from reader.insight.wording.normal_words import normal_words
from reader.text.span import Span

FILLER = "Grey herons wait at low water for whatever the tide forgets. " * 20
SAID = "The lamp in the tower was lit by a woman of ninety who never missed a night in all those years. "


def quotation(text: str) -> Quotation:
    return read_quotation("a.txt", Span(0, len(text)), text)


def test_an_index_has_each_pair_at_each_of_its_places() -> None:
    words = normal_words("a b a b c")
    pairs = index_pairs(words)
    assert list(pairs) == sorted(pairs)
    key = pair_keys(normal_words("a b"))[0]
    assert list(places_in(pairs, range_of(pairs, key))) == [0, 4]
    assert not range_of(pairs, pair_keys(normal_words("c a"))[0])
    assert index_pairs(normal_words("alone")) == array("Q")


def test_the_best_place_is_the_one_with_most_in_common() -> None:
    originals = [
        make_original("one.txt", FILLER + "The lamp in the tower was broken. " + FILLER),
        make_original("two.txt", FILLER + SAID + FILLER),
    ]
    places = find_places(
        quotation("“The lamp in the tower was lit by a man of ninety who never missed a night”"), originals
    )
    assert [each.original.source for each in places] == ["two.txt", "one.txt"]
    best = places[0]
    assert best.start == len(FILLER) - len("“") - MARGIN
    assert SAID[:-25] in best.original.text[best.start : best.end]
    assert best.weight > 2 * places[1].weight


def test_so_many_places_are_looked_at() -> None:
    often = [make_original("o.txt", (SAID + FILLER) * 12)]
    assert len(find_places(quotation("“the lamp in the tower was lit by a woman”"), often)) == PLACES_OF_SHORT
    long = quotation("“the lamp in the tower was lit by a woman of ninety who never missed a night”")
    assert len(find_places(long, often)) == PLACES


def test_words_far_apart_are_one_place_only_after_an_ellipsis() -> None:
    parts = "We keep the lamp for the boats. ", "Nobody else has asked for the key."
    originals = [make_original("o.txt", parts[0] + FILLER[:500] + parts[1])]
    (together,) = find_places(
        quotation("“We keep the lamp for the boats … Nobody else has asked for the key”"), originals
    )
    apart = find_places(quotation("“We keep the lamp for the boats. Nobody else has asked for the key”"), originals)
    assert together.end - together.start > 500
    assert len(apart) == 2


def test_what_shares_no_pair_has_no_place() -> None:
    assert find_places(quotation("“quite other words”"), [make_original("o.txt", SAID)]) == []
    assert find_places(quotation("“word”"), [make_original("o.txt", SAID)]) == []


HITS = st.lists(st.tuples(st.integers(0, 400), st.integers(0, 5)), max_size=40)  # places, and the keys of pairs


@given(found=st.lists(HITS, max_size=4), drift=st.integers(1, 80), number=st.integers(1, 4))
def test_what_is_passed_over_would_not_have_been_among_the_best(
    found: list[list[tuple[int, int]]], drift: int, number: int
) -> None:
    original = make_original("o.txt", FILLER)
    best, everything = _Heaviest(number), list[OriginalPlace]()
    for hits in (sorted((place, 2.0 ** (key % 3), key) for place, key in each) for each in found if each):
        everything += [OriginalPlace(original, *stretch) for stretch in _within(hits, drift)]
        for stretch in _windows(hits, drift, best):
            best.add(OriginalPlace(original, *stretch))
    assert best.places == nlargest(number, everything, key=lambda place: place.weight)
