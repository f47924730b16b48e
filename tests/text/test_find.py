"""Finding: what can be read is found, and every hit is a span of the source."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.text.find import FindError, Hits, Query, find
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
