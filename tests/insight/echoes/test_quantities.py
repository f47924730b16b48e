"""Quantities on one scale: fractions, multiples, times and shares, and which of them are equal."""

import pytest

from reader.insight.echoes.quantities import Quantity, quantities
from reader.insight.wording.normal_words import normal_words


def found(text: str) -> list[Quantity]:
    return quantities(normal_words(text).words)


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("One in four hives", [0.25]),
        ("nine in ten hives, nine in eleven", [0.9, 9, 11]),
        ("four in four hives, five in", [4, 4, 5]),
        ("two thirds of a third", [2 / 3, 1 / 3]),
        ("half an apple, two halves, a quarter, three quarters", [0.5, 1, 0.25, 0.75]),
        ("two fifths, a fifth, a tenth", [0.4, 0.2, 0.1]),
        ("a fourth of it", [0.25]),
        ("a dozen hives, dozens, two dozen", [12, 24, 24]),
        ("twice, double or triple", [2, 2, 3]),
        ("a minute after", []),
        ("54 percent", [0.54]),
        ("a hive", []),
        ("nothing at all", []),
    ],
)
def test_quantities_are_on_one_scale(text: str, values: list[float]) -> None:
    assert [each.value for each in found(text)] == pytest.approx(values)


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("one minute, ninety minutes", [60, 5400]),
        ("an hour or three hours", [3600, 10800]),
        ("an hour and a half", [5400]),
        ("two hours and a half later", [9000]),
        ("two and a half hours", [9000]),
        ("two and a half hives", [2.5]),
        ("two and a half", [2.5]),
        ("two hours and a half minutes", [9000]),
        ("three and a half million crowns", [3_500_000]),
        ("three and a half thousand", [3500]),
        ("two hours and eighteen minutes", [8280]),
        ("two hours eighteen minutes", [8280]),
        ("one hour, 20 hives", [3600, 20]),
        ("one hour, three hours", [3600, 10800]),
        ("an hour and two and a half hours", [3600, 9000]),
        ("eighteen minutes and two hours", [1080, 7200]),
    ],
)
def test_a_half_and_the_minutes_after_the_hours_belong_to_what_is_before_them(text: str, values: list[float]) -> None:
    assert [each.value for each in found(text)] == pytest.approx(values)


def test_a_quantity_has_the_words_that_say_it() -> None:
    text = "a quarter, two thirds, one in four, 54 percent, twice, two and a half million, two and a half hours, so"
    words = normal_words(text).words
    assert [" ".join(words[each.first : each.end]) for each in quantities(words)] == [
        "a quarter", "2 thirds", "1 in 4", "54 percent", "twice", "2 and a half 1000000", "2 and a half hours"
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("one", "other", "are_equal"),
    [
        ("100 hives", "101 hives", True),
        ("100 hives", "102 hives", True),
        ("100 hives", "103 hives", False),
        ("100 hives", "104 hives", False),
        ("in 1987", "in 1988", False),
        ("in 1000", "in 1001", False),
        ("in 999", "in 1000", True),
        ("in 2199", "in 2200", False),
        ("in 2200", "in 2201", True),
        ("35.7 percent", "a rate of 35.72", True),
        ("50 percent", "half", True),
        ("50 percent", "5 percent", False),
    ],
)
def test_quantities_are_equal_up_to_rounding_but_years_are_not(one: str, other: str, are_equal: bool) -> None:
    (a,), (b,) = found(one), found(other)
    assert a.equals(b) is b.equals(a) is are_equal
