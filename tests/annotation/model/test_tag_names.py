"""The names of tags, nested and not, and what somebody writes for them in a filter."""

import pytest

from reader.annotation.model.tag_names import names_test

NAMES = ["claim", "claim/number", "claim/number/year", "claimant", "Énoncé"]


@pytest.mark.parametrize(
    ("words", "known", "meant"),
    [
        ("claim", NAMES, NAMES[:3]),
        ("claim", (), NAMES[:4]),  # where nobody knows that it is a name it is a part of one
        ("clai", NAMES, NAMES[:4]),
        ("CLAIM", NAMES, NAMES[:3]),
        ("=claim", NAMES, ["claim"]),
        ("=Claim", NAMES, ["claim"]),
        ("=clai", NAMES, []),
        ("claim/", (), NAMES[:3]),
        ("claim/number", NAMES, NAMES[1:3]),
        ("claim/number/", (), NAMES[1:3]),
        ("claim/n", NAMES, NAMES[1:3]),
        ("number", NAMES, NAMES[1:3]),
        ("enonce", NAMES, ["Énoncé"]),
        ("", NAMES, NAMES),
        ("=", NAMES, NAMES),
        ("/", NAMES, NAMES),
    ],
)
def test_one_name_in_a_filter_may_mean_several_tags(words: str, known: list[str], meant: list[str]) -> None:
    assert list(filter(names_test(words, known), NAMES)) == meant


def test_the_name_of_one_tag_alone_means_what_is_nested_in_it_in_any_case() -> None:
    assert list(filter(names_test("vow", ["vow"]), ["vow", "Vow/late", "cow"])) == ["vow", "Vow/late"]


def test_case_and_accents_matter_where_they_shall() -> None:
    assert not any(map(names_test("CLAIM", NAMES, is_exact=True), NAMES))
    assert list(filter(names_test("=Énoncé", NAMES, is_exact=True), NAMES)) == ["Énoncé"]


@pytest.mark.parametrize(
    ("words", "meant"),
    [
        ("=vow", ["vow"]),
        ("vow", ["vow", "vow/late"]),
        ("Vow/", ["Vow"]),
        ("VOW", ["vow", "Vow", "vow/late"]),
        ("=cafe\u0301", ["cafe\u0301"]),
        ("Énoncé", ["Énoncé"]),
    ],
)
def test_of_tags_that_differ_in_case_or_spelling_alone_each_is_found_by_its_name(words: str, meant: list[str]) -> None:
    names = ["vow", "Vow", "vow/late", "caf\u00e9", "cafe\u0301", "Énoncé"]
    assert list(filter(names_test(words, names), names)) == meant
