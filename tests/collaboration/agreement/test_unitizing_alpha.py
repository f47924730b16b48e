"""Unitized alpha: the figures of the literature and by hand, and the same as its definition gives."""

from itertools import combinations
from math import isclose

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.collaboration.agreement.labels import LabelledSpan, continuum
from reader.collaboration.agreement.unitizing_alpha import unit_disagreement, unitized_alpha
from reader.text.span import Span
from tests.support.agreement import MARKS, TEXTS

# Krippendorff, Content Analysis, 2nd edition (2004), page 254: a continuum of 300 from 150 on, categories c and k. The
# figures are those of the book, and of DKPro Statistics' test `Krippendorff2004Test`.


def units(*pairs: tuple[int, int]) -> list[Span]:
    return [Span(start, start + length) for start, length in pairs]


C = [units((75, 70), (220, 30)), units((70, 80), (205, 20), (250, 20))]
K = [units((30, 60), (150, 50))] * 2


def test_unitized_alpha_of_krippendorffs_example() -> None:
    c, k = unit_disagreement(C, 300), unit_disagreement(K, 300)
    assert [*c] == pytest.approx([0.0144, 0.0532], abs=0.00005)
    assert [*k] == pytest.approx([0.0, 0.0490], abs=0.00005)
    assert unitized_alpha([c]) == pytest.approx(0.7286, abs=0.0001)
    assert unitized_alpha([k]) == 1.0
    assert unitized_alpha([c, k]) == pytest.approx(0.859, abs=0.0005)


def test_without_a_continuum_or_without_anything_that_chance_could_do_there_is_no_alpha() -> None:
    assert unit_disagreement([[], []], 0) == (0.0, 0.0)
    assert unitized_alpha([unit_disagreement([[], []], 9)]) is None
    assert unitized_alpha([]) is None


def test_units_that_only_touch_do_not_meet() -> None:
    """Each then meets a gap, and counts with the square of its length."""
    assert unit_disagreement([units((0, 3)), units((3, 4))], 10).observed == pytest.approx((9 + 16) / 100)
    assert unit_disagreement([units((0, 4)), units((3, 4))], 10).observed == pytest.approx((9 + 9) / 100)


# Krippendorff (1995), page 57: four pairs of people on a continuum of 24; the observed disagreements of the paper.
PAIRS = {
    "A": ([(2, 8), (14, 6)], [(4, 4), (15, 2)], 0.03125),
    "B": ([(0, 18)], [(0, 2), (2, 1), (3, 1), (4, 1), (5, 1), (6, 3), (9, 1)], 2.26736),
    "C": ([(2, 6), (10, 2), (14, 4), (20, 2)], [(0, 2), (4, 4), (10, 4), (16, 2), (20, 2)], 0.02777),
    "D": ([(0, 2), (2, 8), (10, 4), (14, 6), (20, 4)], [(0, 4), (4, 4), (8, 7), (15, 2), (17, 7)], 0.38715),
}  # fmt: skip


@pytest.mark.parametrize("name", PAIRS)
def test_observed_disagreement_of_krippendorffs_pairs(name: str) -> None:
    one, other, observed = PAIRS[name]
    found = unit_disagreement([units(*one), units(*other)], 24)
    assert found.observed == pytest.approx(observed, abs=0.00001)


@pytest.mark.parametrize(("name", "alpha"), [("A", 0.553), ("B", -0.926), ("C", 0.679), ("D", 0.066)])
def test_unitized_alpha_of_krippendorffs_pairs(name: str, alpha: float) -> None:
    """The figures of the paper for a continuous record; its formula as corrected in 2004 differs a little."""
    long = 50_000
    one, other, _ = PAIRS[name]
    found = [[(start * long, length * long) for start, length in pairs] for pairs in (one, other)]
    assert unitized_alpha([unit_disagreement([units(*each) for each in found], 24 * long)]) == pytest.approx(
        alpha, abs=0.015
    )


def test_a_long_passage_against_none_takes_unitized_alpha_below_any_bound() -> None:
    """The formula by hand: of the gaps 100, 20 and 20 only the first has room for 60, in 41 places."""
    found = unit_disagreement([units((20, 60)), []], 100)
    assert [*found] == pytest.approx([60**2 / 100**2, 2 / 100 * 60**2 * 41 / (200 * 199 - 60 * 59)])
    assert unitized_alpha([found]) == pytest.approx(-3.42, abs=0.005)


def test_unitized_alpha_of_dkpros_example() -> None:
    """`UnitizingAgreementTest` of DKPro Statistics: -11111111- and --1-1-1---."""
    found = unit_disagreement([units((1, 8)), units((2, 1), (4, 1), (6, 1))], 10)
    assert [*found] == pytest.approx([0.9100, 0.5351], abs=0.0001)
    assert unitized_alpha([found]) == pytest.approx(-0.7003, abs=0.0001)


# The same figures, counted the long way


@given(st.lists(MARKS, min_size=2, max_size=3))
def test_unitized_disagreement_is_that_of_the_definition(people: list[set[LabelledSpan]]) -> None:
    """Section by section, units and gaps, as the book has it."""
    of_x = [continuum({mark for mark in marks if mark.tag == "x"}, TEXTS) for marks in people]
    length = sum(source.length for source in TEXTS.values())
    found = unit_disagreement(of_x, length)
    assert isclose(found.observed, observed(of_x, length), abs_tol=1e-12)
    assert isclose(found.expected, expected(of_x, length), abs_tol=1e-12)


Section = tuple[int, int, bool]  # begin, length, whether it is a unit and no gap


def sections(units: list[Span], length: int) -> list[Section]:
    found: list[Section] = []
    here = 0
    for start, end in units:
        found += [(here, start - here, False)] * (here < start) + [(start, end - start, True)]
        here = end
    return found + [(here, length - here, False)] * (here < length)


def distance(one: Section, other: Section) -> int:
    (b1, l1, v1), (b2, l2, v2) = one, other
    if v1 and v2 and -l1 < b1 - b2 < l2:
        return (b1 - b2) ** 2 + (b1 + l1 - b2 - l2) ** 2
    if v1 and not v2 and l2 - l1 >= b1 - b2 >= 0:
        return l1**2
    if v2 and not v1 and l1 - l2 >= b2 - b1 >= 0:
        return l2**2
    return 0


def observed(people: list[list[Span]], length: int) -> float:
    pairs = list(combinations([sections(units, length) for units in people], 2))
    total = sum(2 * distance(one, other) for ones, others in pairs for one in ones for other in others)
    return total / (len(people) * (len(people) - 1) * length**2)


def expected(people: list[list[Span]], length: int) -> float:
    everything = [section for units in people for section in sections(units, length)]
    lengths = [l1 for _, l1, is_unit in everything if is_unit]
    gaps = [l1 for _, l1, is_unit in everything if not is_unit]
    total = sum(
        (len(lengths) - 1) / 3 * (2 * each**3 - 3 * each**2 + each)
        + each**2 * sum(gap - each + 1 for gap in gaps if gap >= each)
        for each in lengths
    )
    size = len(people) * length
    return 2 / length * total / (size * (size - 1) - sum(each * (each - 1) for each in lengths))
