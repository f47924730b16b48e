"""Features of a line from the lines around it: the parts of a text, and the numbers of each line."""

from collections.abc import Sequence

import pytest

from reader.insight.boilerplate.context_features import (
    Columns,
    ContextFeatures,
    find_body,
    find_comments,
    find_longest_prose,
    window_sums,
)
from reader.insight.boilerplate.line_features import LineFeatures


def line(
    words: int = 10,
    topics: str = "",
    content: str = "",
    *,
    is_dated: bool = False,
    may_be_heading: bool = False,
) -> LineFeatures:
    """Return the features of a line; topics and content words are given as text."""
    return LineFeatures((), words, frozenset(topics.split()), frozenset(content.split()), is_dated, may_be_heading, "")


PROSE, MENU = -1.0, 1.0


def context(lines: Sequence[LineFeatures], scores: Sequence[float], title: str = "") -> ContextFeatures:
    return ContextFeatures(lines, scores, frozenset(title.split()))


def column(name: str, lines: Sequence[LineFeatures], scores: Sequence[float], title: str = "") -> list[float]:
    columns: Columns = context(lines, scores, title).columns()
    return [round(float(value), 3) for value in columns[name]]


def test_a_window_of_lines_reaches_beyond_the_ends_of_the_text() -> None:
    assert window_sums([1, 2, 3], 1, 1) == [3, 6, 5]
    assert window_sums([1, 2, 3], -1, 1, beyond=9) == [2, 3, 9]
    assert window_sums([1, 2, 3], 2, -1, beyond=9) == [18, 10, 3]


def test_neighbours() -> None:
    lines, scores = [line(may_be_heading=number == 6) for number in range(8)], [MENU, PROSE, *[0.5] * 6]
    assert column("line score", lines, scores) == scores
    assert column("score of the line after", lines, scores) == [-1, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5]
    assert column("mean score of the lines before", lines, scores) == [0.5, 0.6, 0.3, 0.3, 0.3, 0.3, 0.2, 0.5]
    assert column("headings nearby", lines, scores) == [0, 0.091, 0.091, 0.091, 0.091, 0.091, 0.091, 0.091]


class TestBody:
    def test_it_has_most_words_of_prose_less_its_boilerplate(self) -> None:
        lines = [line(20), line(60), line(1), line(60), line(5)]
        assert find_body([MENU, PROSE, MENU, PROSE, MENU], lines) == (1, 4)
        assert find_body([MENU, -0.1, MENU, PROSE, MENU], lines) == (3, 4), "six words of prose, twelve of boilerplate"

    @pytest.mark.parametrize(("words", "found"), [(12, (2, 3)), (13, (0, 3))])
    def test_a_line_of_boilerplate_costs_twelve_words(self, words: int, found: tuple[int, int]) -> None:
        assert find_body([PROSE, MENU, PROSE], [line(words), line(1), line(30)]) == found

    def test_likely_boilerplate_costs_less_however_long_it_is(self) -> None:
        assert find_body([PROSE, 0.5, PROSE], [line(7), line(60), line(30)]) == (0, 3)
        assert find_body([PROSE, 0.5, PROSE], [line(6), line(60), line(30)]) == (2, 3)

    @pytest.mark.parametrize(("words", "found"), [(59, (6, 7)), (60, (0, 1)), (61, (0, 1))])
    def test_a_paragraph_counts_as_sixty_words_at_most(self, words: int, found: tuple[int, int]) -> None:
        lines = [line(words), *[line(1)] * 5, line(61)]
        assert find_body([PROSE, *[MENU] * 5, PROSE], lines) == found

    def test_there_may_be_none(self) -> None:
        assert find_body([MENU, MENU], [line(), line()]) == (0, 0)
        assert find_body([], []) == (0, 0)

    def test_comments_are_not_part_of_it(self) -> None:
        talk = [line(3, "comment"), *[line(30, is_dated=number % 2 == 0) for number in range(8)]]
        found = context([line(30), *talk], [PROSE] * 10)
        assert (found.comments_start, found.body_start, found.body_end) == (1, 0, 1)


class TestLongestProse:
    @pytest.mark.parametrize(("gap", "found"), [(1, (0, 3)), (2, (0, 4)), (3, (4, 5)), (4, (5, 6))])
    def test_three_other_lines_interrupt_it(self, gap: int, found: tuple[int, int]) -> None:
        scores = [PROSE, *[MENU] * gap, PROSE]
        assert find_longest_prose(scores, [line(30), *[line(1)] * gap, line(31)]) == found

    def test_a_paragraph_counts_as_sixty_words_at_most(self) -> None:
        scores = [PROSE, *[MENU] * 3, PROSE]
        assert find_longest_prose(scores, [line(61), *[line(1)] * 3, line(61)]) == (0, 1), "none is longer"
        assert find_longest_prose(scores, [line(59), *[line(1)] * 3, line(60)]) == (4, 5)

    def test_there_may_be_none(self) -> None:
        assert find_longest_prose([MENU], [line()]) == find_longest_prose([], []) == (0, 0)

    def test_its_lines_have_a_column(self) -> None:
        lines, scores = [line()] * 6, [MENU, MENU, MENU, PROSE, PROSE, MENU]
        assert column("in the longest stretch of prose", lines, scores) == [0, 0, 0, 1, 1, 0]


def with_comments(
    gap: int = 0, step: int = 2, dates: int = 4, prose: int = 21, words: int = 21, topic: str = "comment"
) -> list[LineFeatures]:
    """Return lines of prose and of comments: a line on the topic, a gap, and dates with other lines between them."""
    following = [line(5, is_dated=number % step == 0) for number in range(step * (dates - 1) + 1)]
    return [line(words)] * (prose // words) + [line(2, topic), *[line(5)] * gap, *following]


class TestComments:
    @pytest.mark.parametrize(
        ("lines", "is_found"),
        [
            (with_comments(), True),
            (with_comments(topic="share"), False),
            (with_comments(dates=3), False),
            (with_comments(step=1, dates=9), False),
            (with_comments(gap=11), True),
            (with_comments(gap=12), False),
            (with_comments(step=13), True),
            (with_comments(step=13, gap=1), False),
            (with_comments(prose=20, words=20), False),
            (with_comments(prose=32, words=16), True),
            (with_comments(prose=30, words=15), False),
            ([*with_comments()[1:], line(30)], False),
        ],
        ids=[
            "four dates apart", "another topic", "three dates", "dates side by side", "twelve lines to the first date",
            "thirteen lines to the first date", "forty lines to the last date", "forty-one lines to the last date",
            "twenty words of prose", "lines of sixteen words", "lines of fifteen words", "prose below",
        ],
    )  # fmt: skip
    def test_they_begin_below_prose_and_have_dates(self, lines: list[LineFeatures], is_found: bool) -> None:
        topic = next(number for number, each in enumerate(lines) if each.topics)
        assert find_comments(lines) == (topic if is_found else len(lines))


@pytest.mark.parametrize(
    ("words", "topic", "count", "likeness"),
    [
        (6, "menu", 1, 0.1),
        (7, "menu", 1, 0),
        (1, "date", 1, 0),
        (1, "menu", 9, 0.9),
        (1, "menu", 10, 1),
        (1, "menu", 11, 1),
    ],
)
def test_a_page_is_known_by_ten_short_lines_on_its_topics(words: int, topic: str, count: int, likeness: float) -> None:
    found = context([line(words, topic)] * count, [MENU] * count)
    assert found.page_likeness == likeness
    assert set(found.columns()["page likeness"]) == {likeness}


def test_position_in_the_body() -> None:
    lines, scores = [line()] * 6, [MENU, PROSE, 0.5, PROSE, PROSE, MENU]
    assert column("line score, in the body", lines, scores) == [0, -1, 0.5, -1, -1, 0]
    assert column("distance from the ends of the body", lines, scores) == [0, 0, 0.202, 0.202, 0, 0]
    assert column("near the end", lines, scores) == [0, 0.028, 0.111, 0.25, 0.444, 0.694]


def test_the_distance_from_the_ends_of_the_body_counts_up_to_thirty_lines() -> None:
    distances = column("distance from the ends of the body", [line()] * 65, [PROSE] * 65)
    assert distances[28:36] == [0.981, 0.99, 1, 1, 1, 1, 1, 0.99]


@pytest.mark.parametrize(
    ("words", "content", "is_headline"),
    [
        (3, "storm keeps ferry", False),
        (4, "storm keeps ferry", True),
        (24, "storm keeps ferry", True),
        (25, "storm keeps ferry", False),
        (9, "storm keeps harbour seven three eight", False),
        (9, "storm ferry harbour", True),
        (9, "storm keeps ferry harbour seven three", True),
        (9, "storm keeps other", False),
        (9, "storm keeps ferry other", True),
        (9, "", False),
    ],
)
def test_the_headline_repeats_seven_tenths_of_the_title(words: int, content: str, is_headline: bool) -> None:
    lines = [line(), line(), line(words, content=content), line()]
    before = column("before the headline", lines, [MENU] * 4, "storm keeps ferry harbour third")
    assert before == ([1, 1, 0, 0] if is_headline else [0, 0, 0, 0])


def test_the_first_line_is_not_a_headline_below_others() -> None:
    lines = [line(content="storm keeps"), line(), line(content="storm keeps")]
    assert column("before the headline", lines, [MENU] * 3, "storm keeps") == [1, 1, 0]


def test_since_the_body_began() -> None:
    lines = [line(7, "comment"), line(30), line(7, "comment related"), line(8, "related"), line(30)]
    scores = [MENU, PROSE, MENU, MENU, PROSE]
    assert column("boilerplate since the body began", lines, scores) == [0, 0, 0.202, 0.32, 0.32]
    assert column("after a word of comment", lines, scores) == [0, 0, 1, 1, 1]
    assert column("after a word of related", lines[:2] + lines[3:], scores[:2] + scores[3:]) == [0, 0, 0, 0]


def test_boilerplate_since_the_body_began_counts_up_to_thirty_lines() -> None:
    counts = column("boilerplate since the body began", [line(60), *[line()] * 33], [PROSE, *[MENU] * 33])
    assert counts[28:] == [0.981, 0.99, 1, 1, 1, 1]


def test_words_shared_with_the_body_are_those_of_another_line_of_prose() -> None:
    lines = [line(content="ferry other"), line(30, content="ferry storm"), line(30, content="ferry pier"), line()]
    assert column("words shared with the body", lines, [MENU, PROSE, PROSE, MENU]) == [0.5, 0.5, 0.5, 0.5]
    lines[3] = line(content="storm pier ferry")
    assert column("words shared with the body", lines, [MENU, PROSE, PROSE, MENU]) == [0.5, 0.5, 0.5, 1]
