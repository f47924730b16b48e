"""The alignment of words: what it pairs, what it leaves out, and what it costs."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.insight.quote_check.alignment import LEFT_OUT, PUT_IN, REPLACED, align
from reader.insight.quote_check.quotation import Gap


@pytest.mark.parametrize(
    ("quoted", "said", "gaps", "targets", "cost"),
    [
        ("b c", "a b c d", {}, [1, 2], 0.0),
        ("a x c", "a b c", {}, [0, 1, 2], REPLACED),
        ("a x b c d", "a b c d", {}, [0, -1, 1, 2, 3], PUT_IN),
        ("a b x", "z a b c y", {}, [1, 2, 3], REPLACED),  # the last word that was changed has its place
        ("a b e f", "a b c d e f", {}, [0, 1, 4, 5], LEFT_OUT[None][0] + 2 * LEFT_OUT[None][1]),
        (
            "a b e f",
            "a b c d e f",
            {2: Gap.ELLIPSIS},
            [0, 1, 4, 5],
            LEFT_OUT[Gap.ELLIPSIS][0] + 2 * LEFT_OUT[Gap.ELLIPSIS][1],
        ),
        ("a b d", "a b c d", {2: Gap.BRACKET}, [0, 1, 3], sum(LEFT_OUT[Gap.BRACKET])),
        ("x", "a", {}, [0], REPLACED),
        ("it 's late", "so it is late", {}, [1, 2, 3], 0.0),
    ],
)
def test_the_cheapest_alignment(quoted: str, said: str, gaps: dict[int, Gap], targets: list[int], cost: float) -> None:
    found = align(quoted.split(), said.split(), gaps)
    assert list(found.targets) == targets
    assert found.cost == pytest.approx(cost)
    assert found.cost_of_word == pytest.approx(found.cost / len(quoted.split()))


WORDS = st.lists(st.sampled_from("abcde"), max_size=8)


@given(WORDS.filter(bool), WORDS, st.dictionaries(st.integers(1, 7), st.sampled_from(Gap), max_size=2))
def test_words_keep_their_order_and_an_alignment_costs_what_its_steps_cost(
    quoted: list[str], said: list[str], gaps: dict[int, Gap]
) -> None:
    gaps = {at: gap for at, gap in gaps.items() if at < len(quoted)}
    found = align(quoted, said, gaps)
    placed = [target for target in found.targets if target >= 0]
    assert placed == sorted(set(placed))
    assert [quoted[i] == said[j] for i, j in enumerate(found.targets) if j >= 0] == [
        same for same, j in zip(found.equal, found.targets, strict=True) if j >= 0
    ]
    replaced = sum(target >= 0 and not same for target, same in zip(found.targets, found.equal, strict=True))
    cost = PUT_IN * (len(quoted) - len(placed)) + REPLACED * replaced
    assert cost - 1e-9 <= found.cost <= len(quoted) * PUT_IN + 1e-9
    assert found.range[1] <= len(said)


def test_a_quotation_that_stands_there_costs_nothing() -> None:
    said = ["the", "cat", "sat", "on", "the", "mat", "and", "the", "cat", "sat", "on", "the", "hat"]
    assert align(["cat", "sat", "on", "the", "hat"], said, {}).cost == 0
    assert align(["cat", "sat", "on", "the", "hat"], said, {}).range == (8, 13)
