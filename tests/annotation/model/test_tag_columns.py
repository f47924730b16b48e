"""The columns of tables that count tags, however many there are."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.annotation.model.tag_columns import MOST, OTHERS, count_within, grouped, tag_columns

NESTED = ["quote", "claim", "claim/number", "claim/number/share"]


def test_each_of_a_few_tags_has_a_column() -> None:
    many = [*NESTED, *(f"tag {number}" for number in range(MOST - len(NESTED)))]
    assert tag_columns(many) == many


def test_of_many_tags_those_that_are_in_no_other_have_one() -> None:
    nested = [f"claim/{number}" for number in range(MOST)]
    assert tag_columns([*NESTED, *nested]) == ["quote", "claim"]
    assert tag_columns(["x", *nested]) == ["x", "claim"], "also where it has no annotations itself"


def test_of_too_many_the_most_used_have_one_in_the_order_of_the_codebook() -> None:
    tags = [f"tag {number:02}" for number in range(MOST + 30)]
    used = [Counter({tags[30]: 9, f"{tags[20]}/nested": 4}), Counter({tags[40]: 6, tags[20]: 3})]
    columns = tag_columns(tags, used)
    assert columns == [tags[20], tags[30], tags[40]]
    assert grouped(used[0], columns) == {tags[30]: 9, tags[20]: 4}
    assert tag_columns(tags) == []


def test_the_others_share_one_if_there_are_any() -> None:
    tags = [f"tag {number:02}" for number in range(MOST + 30)]
    used = Counter({name: number for number, name in enumerate(tags, 1)})
    columns = tag_columns(tags, [used])
    assert columns == [*tags[-MOST + 1 :], OTHERS]
    assert grouped(used, columns)[OTHERS] == sum(range(1, len(tags) - MOST + 2))


counts = st.dictionaries(st.sampled_from([*NESTED, "x", "x/y", *(f"n{each}" for each in range(30))]), st.integers(0, 5))


@given(st.lists(st.sampled_from([*NESTED, *(f"n{each}" for each in range(20))]), unique=True), st.lists(counts))
def test_nothing_that_is_used_is_left_out_whatever_the_codebook_has(
    tags: list[str], used: list[dict[str, int]]
) -> None:
    columns = tag_columns(tags, map(Counter, used))
    assert len(columns) <= MOST
    for each in used:
        shown = grouped(Counter(each), columns)
        assert sum(shown[name] for name in columns) == sum(each.values())


def test_a_tag_that_the_codebook_lacks_comes_last_unless_it_is_nested_in_one_that_it_has() -> None:
    assert tag_columns(["quote", "claim"], [Counter({"rumour": 1, "claim/date": 1, "gone": 0})]) == [
        "quote", "claim", "rumour"
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("columns", "counted"),
    [
        (["quote", "claim"], {"claim": 7}),
        (["claim", "claim/number"], {"claim": 1, "claim/number": 6}),
        (NESTED, {"claim": 1, "claim/number": 2, "claim/number/share": 4}),
    ],
)
def test_a_tag_is_counted_in_the_nearest_column_above_it(columns: list[str], counted: dict[str, int]) -> None:
    counts = Counter({"claim": 1, "claim/number": 2, "claim/number/share": 4})
    assert {name: number for name, number in grouped(counts, columns).items() if number} == counted
    assert [count_within(counts, name) for name in ("claim", "claim/number", "clai")] == [7, 6, 0]
