"""Agreement: figures from the literature and by hand, and the same as scikit-learn, nltk and krippendorff compute.

The oracles are in the extra `interop`; without it the figures by hand and from the literature remain.
"""

from collections import Counter
from dataclasses import replace
from math import isclose
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.collaboration.agreement.comparison import ALL_TAGS, compare
from reader.collaboration.agreement.labels import (
    LabelledSpan,
    LabelledSpans,
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
from tests.support.agreement import MARKS, TEXTS
from tests.support.stores import an_annotation

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


def test_touching_is_not_an_overlap_and_another_tag_or_source_is_none_either() -> None:
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


def test_marks_of_one_person_that_overlap_are_one_unit_and_sources_stand_one_after_another() -> None:
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
