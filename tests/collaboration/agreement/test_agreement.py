"""Agreement: figures from the literature and by hand, and the same as scikit-learn, nltk and krippendorff compute.

The oracles are in the extra `interop`; without it the figures by hand and from the literature remain.
"""

from collections import Counter
from dataclasses import replace
from itertools import combinations
from math import isclose
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.collaboration.agreement.comparison import ALL_TAGS, compare
from reader.collaboration.agreement.labels import (
    LabelledSpan,
    LabelledSpans,
    SourceLength,
    SourceLengths,
    character_codings,
    continuum,
    labelled_spans,
    sentence_codings,
)
from reader.collaboration.agreement.span_measures import (
    SpanScores,
    cohen_kappa,
    exact_scores,
    krippendorff_alpha,
    overlap_scores,
)
from reader.collaboration.agreement.unitizing_alpha import unit_disagreement, unitized_alpha
from reader.text.span import Span
from tests.support.stores import an_annotation

#        0         1         2
#        012345678901234567890123456789
# text   One two. Three four. Five six.
TEXTS: SourceLengths = {
    "a": SourceLength(30, (Span(0, 8), Span(9, 20), Span(21, 30))),
    "b": SourceLength(10, (Span(0, 10),)),
}
ANN = {LabelledSpan("a", 0, 8, "claim"), LabelledSpan("a", 9, 20, "quote"), LabelledSpan("b", 0, 10, "claim")}
BOB = {LabelledSpan("a", 0, 8, "claim"), LabelledSpan("a", 9, 14, "quote"), LabelledSpan("a", 21, 30, "claim")}


def test_spans_agree_exactly_or_where_they_overlap() -> None:
    assert exact_scores(ANN, BOB) == SpanScores(1 / 3, 1 / 3)
    assert overlap_scores(ANN, BOB) == SpanScores(2 / 3, 2 / 3)
    assert overlap_scores(ANN, BOB).f1 == 2 / 3
    assert exact_scores(ANN, set()) == SpanScores(None, 0.0)
    assert exact_scores(ANN, set()).f1 == exact_scores(set(), ANN).f1 == 0.0, "2 TP / (2 TP + FP + FN)"
    assert exact_scores(set(), set()).f1 is None
    assert exact_scores({LabelledSpan("a", 0, 1, "x")}, {LabelledSpan("a", 1, 2, "x")}).f1 == 0.0


def test_touching_is_no_overlap_and_another_tag_or_source_is_none_either() -> None:
    here = {LabelledSpan("a", 5, 10, "x")}
    for other in (("a", 0, 5, "x"), ("a", 10, 12, "x"), ("a", 5, 10, "y"), ("b", 5, 10, "x")):
        assert overlap_scores(here, {LabelledSpan(*other)}) == SpanScores(0.0, 0.0)
    assert overlap_scores(here, {LabelledSpan("a", 0, 100, "x"), LabelledSpan("a", 1, 2, "x")}) == SpanScores(0.5, 1.0)


def test_spans_may_come_as_lists_and_in_any_order() -> None:
    for one in (sorted(ANN), sorted(ANN, reverse=True)):
        for other in (sorted(BOB), sorted(BOB, reverse=True)):
            assert exact_scores(one, other) == exact_scores(ANN, BOB)
            assert overlap_scores(one, other) == overlap_scores(ANN, BOB)


def test_precision_and_recall_are_those_of_the_other_against_the_reference() -> None:
    one = {LabelledSpan("a", 0, 5, "x")}
    many = {LabelledSpan("a", 0, 5, "x"), LabelledSpan("a", 5, 6, "x"), LabelledSpan("a", 7, 8, "x")}
    assert exact_scores(one, many) == SpanScores(precision=1 / 3, recall=1.0)
    assert exact_scores(many, one) == SpanScores(precision=1.0, recall=1 / 3)
    assert overlap_scores(one, many) == SpanScores(precision=1 / 3, recall=1.0)
    assert exact_scores(one, many).f1 == exact_scores(many, one).f1 == 0.5


def test_a_sentence_has_the_tags_of_every_span_that_reaches_into_it_and_of_no_neighbour() -> None:
    x, none = frozenset({"x"}), frozenset[str]()
    for span, expected in {
        (0, 8): [x, none, none],
        (8, 9): [none, none, none],
        (0, 9): [x, none, none],
        (0, 10): [x, x, none],
        (7, 22): [x, x, x],
        (20, 21): [none, none, none],
        (12, 13): [none, x, none],
    }.items():
        found = sentence_codings([{LabelledSpan("a", *span, "x")}], {"a": TEXTS["a"]})
        assert found == Counter((each,) for each in expected), span


def test_labelled_spans_are_those_of_annotations_once_each() -> None:
    tag = an_annotation("1", start=2, end=6, tag="claim")
    assert labelled_spans([tag, replace(tag, id="2", note="again")]) == {LabelledSpan("one.txt", 2, 6, "claim")}


def test_each_character_and_each_sentence_has_the_tags_of_each_person() -> None:
    claim, quote, none = frozenset({"claim"}), frozenset({"quote"}), frozenset[str]()
    characters = {(claim, claim): 8, (none, none): 2, (quote, quote): 5, (quote, none): 6, (none, claim): 9}
    assert character_codings([ANN, BOB], TEXTS) == Counter(characters) + Counter({(claim, none): 10})
    assert sentence_codings([ANN, BOB], TEXTS) == Counter(
        [(claim, claim), (quote, quote), (none, claim), (claim, none)]
    )
    nested = {LabelledSpan("a", 0, 8, "claim"), LabelledSpan("a", 2, 4, "quote"), LabelledSpan("a", 2, 4, "claim")}
    assert character_codings([nested], TEXTS)[(claim | quote,)] == 2


# The example of Cohen's kappa that most textbooks have (20 and 15 agree of 50), and one of chance alone.
KAPPAS = {
    "grants": ({("y", "y"): 20, ("y", "n"): 5, ("n", "y"): 10, ("n", "n"): 15}, 0.4),
    "chance": ({("y", "y"): 25, ("y", "n"): 25, ("n", "y"): 25, ("n", "n"): 25}, 0.0),
    "all the same": ({("y", "y"): 9}, None),
    "nothing": ({}, None),
}  # fmt: skip


@pytest.mark.parametrize("name", KAPPAS)
def test_kappa(name: str) -> None:
    codings, expected = KAPPAS[name]
    assert cohen_kappa(Counter(codings)) == (expected if expected is None else pytest.approx(expected))


def test_alpha_of_krippendorffs_binary_example() -> None:
    """Content Analysis, 2nd edition (2004), page 224: ten articles, two coders, alpha = 0.095."""
    meg, owen = "0101000000", "1110010000"
    assert krippendorff_alpha(Counter(zip(meg, owen, strict=True))) == pytest.approx(0.095, abs=0.0005)
    assert krippendorff_alpha(Counter([("x", "x")])) is None
    assert krippendorff_alpha(Counter()) is None


# Unitizing. Page 254 of the same book: a continuum of 300 from 150 on, categories c and k. The figures are those of the
# book, and of DKPro Statistics' test `Krippendorff2004Test`.


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


def test_marks_of_one_person_that_overlap_are_one_unit_and_sources_stand_one_after_the_other() -> None:
    marks = {
        LabelledSpan("a", 0, 5, "x"),
        LabelledSpan("a", 3, 8, "x"),
        LabelledSpan("a", 8, 9, "x"),
        LabelledSpan("b", 2, 4, "x"),
    }
    assert continuum(marks, TEXTS) == [(0, 8), (8, 9), (32, 34)]


def test_all_measures_side_by_side() -> None:
    found = compare([ANN, BOB], TEXTS)
    assert list(found) == [ALL_TAGS, "claim", "quote"]
    assert found["claim"].counts == (2, 2)
    assert found["quote"].kappa_by_sentence == 1.0
    assert found["quote"].overlapping == SpanScores(1.0, 1.0)
    assert found[ALL_TAGS].exact == exact_scores(ANN, BOB)
    assert found[ALL_TAGS].kappa_by_character == cohen_kappa(character_codings([ANN, BOB], TEXTS))
    assert found[ALL_TAGS].alpha_unitized != found["claim"].alpha_unitized, "all categories together"
    three = compare([ANN, BOB, ANN], TEXTS)[ALL_TAGS]
    assert (three.exact, three.overlapping, three.kappa_by_character, three.kappa_by_sentence) == (None,) * 4
    assert compare([ANN, BOB], {"b": TEXTS["b"]})[ALL_TAGS].counts == (1, 0), "spans elsewhere do not count"
    assert three.alpha_by_character == pytest.approx(0.3576, abs=0.0001)
    assert compare([set(), set()], TEXTS)[ALL_TAGS].alpha_unitized is None


# The same figures, counted the long way


MARKS = st.sets(
    st.builds(
        lambda start, length, tag, source: LabelledSpan(source, start, min(start + length, TEXTS[source].length), tag),
        st.integers(0, 9), st.integers(1, 12), st.sampled_from("xy"), st.sampled_from("ab"),
    ).filter(lambda mark: mark.start < mark.end),
    max_size=6,
)  # fmt: skip


def labels(marks: LabelledSpans) -> list[str]:
    """A label for each character, as text: what the oracles take."""
    return [
        "".join(sorted({mark.tag for mark in marks if mark.source == id and mark.start <= place < mark.end}))
        for id, source in TEXTS.items()
        for place in range(source.length)
    ]


def is_same(ours: float | None, theirs: float) -> bool:
    """What is not defined is NaN with some."""
    return theirs != theirs if ours is None else isclose(ours, theirs, abs_tol=1e-9)


def oracle(name: str) -> Any:
    """A fixture with a module that computes the same."""
    return pytest.fixture(lambda: pytest.importorskip(name), scope="module", name=name.split(".")[-1])


metrics, scores = oracle("sklearn.metrics"), oracle("nltk.metrics.scores")
krippendorff, agreement = oracle("krippendorff"), oracle("nltk.metrics.agreement")
unhurried = settings(deadline=None)  # each loads more when it is first called


@unhurried
@given(one=MARKS, other=MARKS)
def test_kappa_is_scikit_learns(metrics: Any, one: set[LabelledSpan], other: set[LabelledSpan]) -> None:
    ours = cohen_kappa(character_codings([one, other], TEXTS))
    if ours is not None:
        assert is_same(ours, metrics.cohen_kappa_score(labels(one), labels(other)))


@unhurried
@given(people=st.lists(MARKS, min_size=2, max_size=4))
def test_alpha_is_krippendorffs_and_nltks(krippendorff: Any, agreement: Any, people: list[set[LabelledSpan]]) -> None:
    ours = krippendorff_alpha(character_codings(people, TEXTS))
    rows = [labels(marks) for marks in people]
    numbers = {label: number for number, label in enumerate(sorted({label for row in rows for label in row}))}
    if ours is None:
        assert len(numbers) == 1
        return
    data = [[numbers[label] for label in row] for row in rows]
    assert is_same(ours, krippendorff.alpha(data, level_of_measurement="nominal"))
    task = agreement.AnnotationTask([(who, *each) for who, row in enumerate(rows) for each in enumerate(row)])
    assert is_same(ours, task.alpha())


@unhurried
@given(one=MARKS, other=MARKS)
def test_precision_recall_and_f1_are_nltks(scores: Any, one: set[LabelledSpan], other: set[LabelledSpan]) -> None:
    ours = exact_scores(one, other)
    assert (ours.precision, ours.recall) == (scores.precision(one, other), scores.recall(one, other))
    if one and other:
        assert is_same(ours.f1, scores.f_measure(one, other))


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
