"""Which tags answer what is typed into the codebook: names before meanings, whole words before scattered letters."""

import pytest

from reader.settings import TAGS, Tag
from reader.tui.codebook_search import matching_tags

CODEBOOK = (
    *TAGS[:2],
    Tag("claim/number", "", "", "a figure or an amount", "", "blue"),
    Tag("claim/date of birth", "", "", "when somebody was born", "", "blue"),
    TAGS[2],
    Tag("frame", "f", "", "what the passage is about", "", "green"),
    Tag("frame/conflict", "", "", "two sides against each other", "", "green"),
    Tag("number plate", "", "", "of a car", "", "red", formerly=("vehicle/registration",)),
    Tag("NATO/Article Five", "", "", "about the treaty", "", "red"),
    Tag("roundabout", "", "", "a crossing", "", "red"),
)


def found(typed: str, *last_used: str) -> list[str]:
    return [tag.name for tag in matching_tags(typed, CODEBOOK, last_used)]


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        ("num", ["number plate", "claim/number"]),
        ("number", ["claim/number", "number plate"]),
        ("claim/number", ["claim/number"]),
        ("claim/", ["claim", "claim/number", "claim/date of birth"]),
        ("cl nu", ["claim/number"]),
        ("CN", ["claim/number"]),
        ("date", ["claim/date of birth"]),
        ("birth", ["claim/date of birth"]),
        ("fco", ["frame/conflict"]),
        ("cnflct", ["frame/conflict"]),
        ("article five", ["NATO/Article Five"]),
        ("na art", ["NATO/Article Five"]),
        ("about", ["roundabout", "NATO/Article Five"]),
        ("amount", ["claim/number"]),  # of its meaning
        ("registr", ["number plate"]),  # of a former name
        ("zz", []),
    ],
)
def test_names_are_found_by_their_parts_and_by_letters(typed: str, names: list[str]) -> None:
    assert found(typed)[: len(names)] == names
    assert names or not found(typed)


def test_a_key_finds_its_tag_and_a_name_goes_before_a_meaning() -> None:
    assert found("f")[0] == "frame"
    assert found("a figure")[0] == "claim/number"
    assert found("two")[0] == "frame/conflict"
    assert not found("wsmbdy"), "letters that are scattered over a meaning find nothing"
    assert found("what")[:2] == ["quote", "frame"]


def test_a_tag_that_was_used_under_a_former_name_counts_under_its_new_one() -> None:
    assert found("", "quote", "vehicle/registration")[:2] == ["number plate", "quote"]
    assert found("", "vehicle/registration", "quote", "number plate")[:2] == ["number plate", "quote"]


def test_what_was_used_last_comes_first_and_among_equals_of_what_is_typed() -> None:
    assert found("") == [tag.name for tag in CODEBOOK]
    assert found("", "claim", "gone", "number plate")[:3] == ["number plate", "claim", "quote"]
    assert found("c")[:3] == ["claim", "claim/number", "claim/date of birth"]
    assert found("c", "claim/date of birth")[:2] == ["claim", "claim/date of birth"]
    assert found("c", "frame/conflict")[0] == "claim", "an answer that is better goes first"
