"""The terms of a filter that ask about sources."""

from collections import Counter
from datetime import datetime, timedelta

import pytest

from reader.workspace.catalog.source_terms import SourceTerms, change_matches, language_matches, left_matches

NOW = datetime(2026, 11, 29, 12, 0)


def test_words_are_sorted_by_what_they_ask_about() -> None:
    terms = SourceTerms.of("storm done:no Left:5 lang:de speaker:lind tag:claim has: http://a lang:en", ["speaker"])
    assert terms.asked == {"done": ("no",), "left": ("5",), "lang": ("de", "en"), "has": ("",)}
    assert [str(term) for term in terms.tags] == ["speaker:lind", "tag:claim"]
    assert terms.words == ("storm", "http://a")
    assert terms.about_tags == ("speaker:lind", "tag:claim", "has:", "storm", "http://a")


def test_a_field_of_that_name_is_meant_where_a_tag_has_one() -> None:
    terms = SourceTerms.of("left:wing", ["left"])
    assert (terms.asked, terms.about_tags) == ({}, ("left:wing",))


def test_not_before_a_term_denies_it_and_is_kept_with_it() -> None:
    terms = SourceTerms.of("not done:ann not tag:claim not storm not source:wire not has:note", [])
    assert (terms.asked, terms.denied) == ({}, {"done": ("ann",), "has": ("note",)})
    assert terms.about_tags == ("not tag:claim", "not has:note", "not", "storm", "not source:wire")
    assert terms.asks_about("done")
    assert not terms.asks_about("left")


@pytest.mark.parametrize(
    ("value", "some", "none"),
    [
        ("", True, False), ("yes", True, False), ("no", False, True), ("none", False, True), ("0", False, True),
        ("1", True, False), ("5", True, False), ("6", False, False), ("cl", True, False), ("CLAIM", True, False),
        ("boiler", False, False), ("quote", False, False),
    ],
)  # fmt: skip
def test_what_is_left(value: str, some: bool, none: bool) -> None:
    assert left_matches(value, Counter(claim=5, quote=0)) is some
    assert left_matches(value, Counter()) is none


@pytest.mark.parametrize(
    ("value", "languages"),
    [
        ("", ["en", "de", "cyrillic"]), ("de", ["de"]), ("german", ["de"]), ("Ger", ["de"]), ("e", ["en"]),
        ("en", ["en"]), ("cyr", ["cyrillic"]), ("unknown", [""]), ("unk", [""]), ("xx", []),
    ],
)  # fmt: skip
def test_languages_have_codes_and_names(value: str, languages: list[str]) -> None:
    assert [each for each in ("en", "de", "cyrillic", "") if language_matches(value, each)] == languages


@pytest.mark.parametrize(
    ("value", "days"),
    [
        ("today", [0]), ("t", [0]), ("1", [0]), ("2", [0, 1]), ("week", [0, 1, 6]), ("w", [0, 1, 6]),
        ("month", [0, 1, 6, 7, 30]), ("year", [0, 1, 6, 7, 30, 31, 365]), ("2026-11-28", [1]),
        ("2026-1", [0, 1, 6, 7, 30, 31]), ("2025", [365, 366]), ("never", []), ("999", [0, 1, 6, 7, 30, 31, 365, 366]),
    ],
)  # fmt: skip
def test_a_change_is_known_by_its_date(value: str, days: list[int]) -> None:
    def changed(ago: int) -> bool:
        return change_matches(value, (NOW - timedelta(days=ago)).timestamp(), is_stale=False, now=NOW)

    assert [ago for ago in (0, 1, 6, 7, 30, 31, 365, 366) if changed(ago)] == days
    assert not change_matches(value, 0, is_stale=True, now=NOW), "of a file that was not looked at nothing is known"


@pytest.mark.parametrize(("value", "is_stale"), [("", True), ("yes", True), ("no", False)])
def test_a_source_may_have_changed_since_it_was_tagged(value: str, is_stale: bool) -> None:
    assert change_matches(value, 0, is_stale=is_stale, now=NOW)
    assert not change_matches(value, 0, is_stale=not is_stale, now=NOW)
