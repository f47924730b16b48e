"""Sources with another name: found by their bytes, else by what was annotated in them."""

import pytest

from reader.annotation.anchoring.rename_detection import DISTINCTIVE, SAMPLE, find_renames
from reader.annotation.model.annotation import Annotation

TEXT = "The ferry is late, as it often is. Few came to the hall. Nobody on the quay knows why."
OTHER = "Prices rose by four per cent. Wages did not."


def tagged(*quotes: str, digest: str = "") -> list[Annotation]:
    return [
        Annotation(id=quote, source="old", start=0, end=1, exact=quote, tag="claim", digest=digest) for quote in quotes
    ]


FERRY, FEW, QUAY = "The ferry is late", "Few came to the hall", "Nobody on the quay"


def test_equal_bytes_are_enough() -> None:
    gone = {"old": tagged("so", digest="d")}
    assert find_renames(gone, [("a", OTHER, "x"), ("b", TEXT, "d")]) == {"old": "b"}


def test_else_half_of_the_quotes_and_at_least_two() -> None:
    texts = [("a", OTHER, "x"), ("b", TEXT + " More.", "y")]
    assert find_renames({"old": tagged(FERRY, FEW, "gone for ever")}, texts) == {"old": "b"}
    assert find_renames({"old": tagged(FERRY, "gone for ever", "and never found")}, texts) == {}
    assert find_renames({"old": tagged(FERRY)}, texts) == {}


def test_short_quotes_and_those_that_stand_there_twice_tell_nothing() -> None:
    assert find_renames({"old": tagged("ferry", "late", "hall")}, [("b", TEXT, "y")]) == {}
    assert find_renames({"old": tagged(FERRY, FEW)}, [("b", TEXT + TEXT, "y")]) == {}


def test_a_quote_of_twelve_code_points_is_distinctive_and_a_shorter_one_is_not() -> None:
    assert DISTINCTIVE == 12
    for size, renames in ((12, {"old": "b"}), (11, {})):
        quotes = TEXT[:size], TEXT[35 : 35 + size]
        assert find_renames({"old": tagged(*quotes)}, [("b", TEXT, "y")]) == renames


@pytest.mark.parametrize(
    ("found", "looked_up", "is_enough"), [(2, 4, True), (2, 5, False), (3, 6, True), (3, 7, False)]
)
def test_at_least_half_of_the_quotes_must_be_found(found: int, looked_up: int, is_enough: bool) -> None:
    quotes = [FERRY, FEW, QUAY][:found] + [f"never found {number}" for number in range(looked_up - found)]
    assert find_renames({"old": tagged(*quotes)}, [("b", TEXT, "y")]) == ({"old": "b"} if is_enough else {})


def test_no_more_than_fifty_quotes_of_a_source_are_looked_up() -> None:
    text = " ".join(f"quote number {number:03}." for number in range(99))
    there, gone = text.split(". "), [f"never found {number:03}" for number in range(99)]
    assert SAMPLE == 50
    assert find_renames({"old": tagged(*gone[:25], *there[:25], *gone[25:])}, [("b", text, "y")]) == {"old": "b"}
    assert find_renames({"old": tagged(*gone[:26], *there[:60])}, [("b", text, "y")]) == {}


def test_the_source_with_the_most_of_the_quotes_is_it() -> None:
    texts = [("a", f"{FERRY}. {FEW}.", "x"), ("b", TEXT, "y")]
    assert find_renames({"old": tagged(FERRY, FEW, QUAY)}, texts) == {"old": "b"}
    assert find_renames({"old": tagged(FERRY, FEW, QUAY)}, []) == {}


def test_where_two_could_be_it_none_is_named() -> None:
    assert find_renames({"old": tagged(FERRY, FEW, QUAY)}, [("a", TEXT, "x"), ("b", TEXT, "y")]) == {}
    assert find_renames({"old": tagged("so", digest="d")}, [("a", TEXT, "d"), ("b", TEXT, "d")]) == {}


def test_two_that_are_gone_are_both_found() -> None:
    gone = {"one": tagged("so", digest="d"), "two": tagged("Prices rose by four", "Wages did not.")}
    assert find_renames(gone, [("a", OTHER, "x"), ("b", TEXT, "d")]) == {"one": "b", "two": "a"}
