"""Sources with another name: found by their bytes, else by what was annotated in them."""

from reader.annotation.anchoring.rename_detection import find_renames
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


def test_where_two_could_be_it_none_is_named() -> None:
    assert find_renames({"old": tagged(FERRY, FEW, QUAY)}, [("a", TEXT, "x"), ("b", TEXT, "y")]) == {}
    assert find_renames({"old": tagged("so", digest="d")}, [("a", TEXT, "d"), ("b", TEXT, "d")]) == {}


def test_two_that_are_gone_are_both_found() -> None:
    gone = {"one": tagged("so", digest="d"), "two": tagged("Prices rose by four", "Wages did not.")}
    assert find_renames(gone, [("a", OTHER, "x"), ("b", TEXT, "d")]) == {"one": "b", "two": "a"}
