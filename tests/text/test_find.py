"""Finding: what can be read is found, and every hit is a span of the source."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.text import find as find_module
from reader.text.find import TIME_LIMIT, FindError, Hits, Query, find
from reader.text.rendered_text import render_text
from reader.text.span import Span
from tests.support.articles import an_article

MARKDOWN = "# A head\n\nSee the **fer**ry and [a link\nhere](http://ferry.example) now.\n\n> It is\n> late\n"
PLAIN = "The ferry is\nlate, the Ferry.\n\nNo ferry."


def listed(hits: Hits) -> list[Span]:
    return [hits[number] for number in range(len(hits))]


def found(text: str, words: str, name: str = "a.txt", *, is_regex: bool = False) -> list[str]:
    return [hit.of(text) for hit in listed(find(render_text(an_article(text, name)), Query(words, is_regex)))]


@pytest.mark.parametrize(
    ("words", "hits"),
    [
        ("ferry", ["ferry", "Ferry", "ferry"]),
        ("Ferry", ["Ferry"]),
        ("is late", ["is\nlate"]),
        ("ferry.", ["Ferry.", "ferry."]),
        ("(", []),
        ("", []),
        ("boat", []),
    ],
)
def test_words_are_found_as_they_stand(words: str, hits: list[str]) -> None:
    assert found(PLAIN, words) == hits


@pytest.mark.parametrize(
    ("words", "hits"),
    [
        ("ferry", ["**fer**ry"]),  # the address of the link is not shown
        ("a link here", ["[a link\nhere](http://ferry.example)"]),
        ("is late", ["is\n> late"]),
        ("head see", ["head\n\nSee"]),
        ("**", []),
    ],
)
def test_markdown_is_found_as_it_is_shown(words: str, hits: list[str]) -> None:
    assert found(MARKDOWN, words, "a.md") == hits


def test_regular_expressions() -> None:
    assert found(PLAIN, r"^\w+ ferry", is_regex=True) == ["The ferry", "No ferry"]
    assert found(PLAIN, "x*", is_regex=True) == []
    with pytest.raises(FindError, match="not a regular expression"):
        found(PLAIN, "(", is_regex=True)


def test_an_expression_that_would_take_for_ever_is_stopped() -> None:
    with pytest.raises(FindError, match="too long"):
        list(Query(r"(\w+\s?)*\d$", is_regex=True).matches("some words and more " * 500, seconds=0.05))


@given(st.text("ab \n", max_size=40), st.text("ab", min_size=1, max_size=2))
def test_hits_are_those_of_the_text(text: str, words: str) -> None:
    hits = find(render_text(an_article(text, "a.txt")), Query(words))
    assert len(hits) == text.count(words)
    assert all(hit.of(text) == words for hit in listed(hits))
    assert all(hits.number(hit) == at and hits.following(hit.start) == at for at, hit in enumerate(listed(hits)))
    for span in (Span(0, 5), Span(3, 4), Span(2, 30)):
        assert hits.touching(span) == [hit for hit in listed(hits) if hit.overlaps(span)]


def test_no_hits() -> None:
    assert not Hits()
    assert Hits().touching(Span(0, 9)) == []
    assert Hits().number(Span(0, 9)) is None


def test_hits_that_touch_a_span_share_a_code_point_with_it() -> None:
    hits = Hits([Span(0, 3), Span(3, 5), Span(8, 9)])
    assert len(hits) == 3
    assert hits.touching(Span(2, 3)) == [Span(0, 3)]
    assert hits.touching(Span(3, 8)) == [Span(3, 5)]
    assert hits.touching(Span(2, 9)) == [Span(0, 3), Span(3, 5), Span(8, 9)]
    assert hits.touching(Span(5, 8)) == []
    assert listed(Hits()) == []


def test_a_hit_is_known_by_its_exact_span_and_the_next_by_an_offset() -> None:
    hits = Hits([Span(0, 3), Span(3, 5)])
    assert [hits.number(span) for span in (Span(3, 5), Span(3, 4), Span(4, 5), Span(9, 10))] == [1, None, None, None]
    assert [hits.following(offset) for offset in (0, 1, 3, 4)] == [0, 1, 1, 2]


def test_no_more_hits_are_kept_than_the_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    assert find_module.MAX_HITS == 100_000
    monkeypatch.setattr(find_module, "MAX_HITS", 3)
    assert found("a a a a a", "a") == ["a"] * 3


def test_in_an_expression_a_line_begins_and_ends_where_it_does_in_the_text() -> None:
    assert found("one\ntwo\nThree", r"^\w+$", is_regex=True) == ["one", "two", "Three"]
    assert found("one\ntwo\nThree", r"^T\w+$", is_regex=True) == ["Three"]


def test_hits_that_render_as_one_are_one() -> None:
    """Two characters of an entity's atom have one span, which is a hit once."""
    assert found("a &ngE; b", ".", "a.md", is_regex=True) == ["a", " ", "&ngE;", " ", "b"]


def test_what_only_aligns_a_table_is_no_hit() -> None:
    table = "a | b\n-|-\nccc | d"
    assert found(table, "(?<=a)  ", "a.md", is_regex=True) == []
    assert found(table, "a {2}", "a.md", is_regex=True) == ["a"]


def test_white_space_alone_is_found_as_it_stands() -> None:
    assert found("a  b c", "  ") == ["  "]


def test_a_search_takes_no_longer_than_a_second(monkeypatch: pytest.MonkeyPatch) -> None:
    assert TIME_LIMIT == 1.0
    times = iter([0.0, 0.5, 1.0, 1.01])
    monkeypatch.setattr(time, "monotonic", lambda: next(times))
    hits = Query("a").matches("a a a a a")
    assert [next(hits) for _ in range(3)] == [(0, 1), (2, 3), (4, 5)]
    with pytest.raises(FindError, match="too long"):
        next(hits)
