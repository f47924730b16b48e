"""Passages of two texts that answer each other: what is shown beside a passage, and what is level with it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.insight.echoes.answers import AnsweringPair, Answers, Correspondence, pairs_of
from reader.insight.echoes.echo import Echo, EchoKind, SourceSpan
from reader.text.span import Span

LIKELY, ANSWER, SAME = Correspondence.LIKELY, Correspondence.ANSWER, Correspondence.SAME
HERE, THERE = SourceSpan("a.txt", Span(10, 20)), SourceSpan("b.txt", Span(50, 65))


def pair(here: int, there: int, kind: Correspondence = SAME, length: int = 10) -> AnsweringPair:
    return AnsweringPair(Span(here, here + length), Span(there, there + length), kind)


@pytest.mark.parametrize(
    ("echo", "kind"),
    [
        (Echo(HERE, THERE, EchoKind.VERBATIM, 0.4), SAME),
        (Echo(HERE, THERE, EchoKind.REWORDED, 0.9, is_sure=True), SAME),
        (Echo(HERE, THERE, EchoKind.VERBATIM, 0.6, differs=("number",)), LIKELY),
        (Echo(HERE, THERE, EchoKind.REWORDED, 0.5), LIKELY),
        (Echo(HERE, THERE, EchoKind.REWORDED, 0.49), None),
        (Echo(HERE, THERE, EchoKind.VERBATIM, 0.4, differs=("negation",)), None),
    ],
)
def test_verbatim_and_sure_echoes_say_the_same_and_likely_ones_help_to_scroll(
    echo: Echo, kind: Correspondence | None
) -> None:
    assert pairs_of([echo]) == ([AnsweringPair(HERE.span, THERE.span, kind)] if kind is not None else [])


@pytest.mark.parametrize(
    ("passage", "answer"),
    [
        (Span(10, 20), Span(110, 120)),
        (Span(12, 14), Span(110, 120)),  # a word of it
        (Span(0, 60), Span(110, 120)),  # a block with it, and with others
        (Span(16, 30), None),  # less than half of it
        (Span(15, 30), Span(110, 120)),
        (Span(30, 40), None),  # is likely only
        (Span(50, 60), Span(90, 100)),  # answers it, but does not say the same
        (Span(70, 80), None),
    ],
)
def test_what_answers_a_passage_shares_half_of_it(passage: Span, answer: Span | None) -> None:
    answers = Answers([pair(50, 90, ANSWER), pair(30, 130, LIKELY), pair(10, 110)])
    assert (found := answers.to(passage)) is None or found.there == answer
    assert (found is None) == (answer is None)
    assert answers.same == [Span(10, 20)]


def test_the_longest_common_part_is_the_answer_and_of_equals_the_first() -> None:
    answers = Answers([pair(10, 110), pair(10, 210), pair(18, 310, length=40)])
    assert answers.to(Span(10, 20)) == pair(10, 110)
    assert answers.to(Span(12, 40)) == pair(18, 310, length=40)


def test_both_sides_have_the_same_pairs() -> None:
    answers = Answers([pair(10, 110), pair(50, 90, ANSWER)], 200, 400)
    turned = answers.turned()
    assert (turned.to(Span(110, 120)), turned.same, len(turned)) == (pair(110, 10), [Span(110, 120)], 1)
    assert (answers.opposite(10), turned.opposite(110)) == (110, 10)


@pytest.mark.parametrize(
    ("here", "there"),
    [(0, 0), (50, 100), (100, 200), (150, 300), (200, 400), (300, 500), (400, 600), (450, 600)],
)
def test_between_passages_that_answer_each_other_it_is_as_far_there_as_here(here: int, there: int) -> None:
    assert Answers([pair(100, 200), pair(200, 400)], 400, 600).opposite(here) == there


def test_the_beginnings_are_level_unless_a_passage_begins_there() -> None:
    assert [Answers([pair(100, 200)], 400, 600).opposite(offset) for offset in (0, 50)] == [0, 100]
    assert [Answers([pair(0, 200)], 400, 600).opposite(offset) for offset in (0, 200, 400)] == [200, 400, 600]
    assert [Answers([pair(100, 0)], 400, 600).opposite(offset) for offset in (0, 50, 100)] == [0, 0, 0]


def test_all_passages_that_are_in_order_are_level_whatever_stands_between() -> None:
    in_order = [(100, 10), (200, 20), (300, 30), (400, 40), (500, 50)]
    others = [(150, 45), (250, 5), (350, 15), (450, 12)]
    answers = Answers([pair(*places, length=4) for places in (*in_order, *others)], 600, 60)
    assert [answers.opposite(here) for here, _ in in_order] == [there for _, there in in_order]


def test_nothing_is_level_where_nothing_answers() -> None:
    empty = Answers([], 100, 100)
    assert (empty.opposite(5), empty.to(Span(0, 5)), empty.is_empty, len(empty)) == (None, None, True, 0)
    assert not Answers([pair(1, 2, LIKELY)]).is_empty


def test_passages_in_another_order_are_left_out_of_what_is_level() -> None:
    moved = Answers([pair(100, 100), pair(200, 900), pair(300, 300), pair(400, 400)], 1000, 1000)
    assert moved.opposite(200) == 200
    assert moved.to(Span(200, 210)) == pair(200, 900), "but it is what answers that passage"


def test_likely_passages_lead_where_surer_ones_leave_room() -> None:
    answers = Answers([pair(100, 100), pair(200, 260, LIKELY), pair(250, 50, LIKELY), pair(300, 300)], 400, 400)
    assert answers.opposite(200) == 260
    assert answers.opposite(250) == 280


spans = st.integers(0, 500).map(lambda start: Span(start, start + 10))
some_pairs = st.lists(st.builds(AnsweringPair, spans, spans, st.sampled_from(Correspondence)), max_size=30)


@given(some_pairs, st.integers(0, 600), st.integers(0, 600))
def test_scrolling_down_here_never_scrolls_up_there(pairs: list[AnsweringPair], one: int, other: int) -> None:
    answers = Answers(pairs, 600, 700)
    first, second = (answers.opposite(offset) for offset in sorted((one, other)))
    assert (first is None) == (second is None) == (not pairs)
    if first is not None and second is not None:
        assert 0 <= first <= second <= 700
