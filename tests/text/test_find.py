"""Finding: what can be read is found, and every hit is a span of the source."""

import time
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.text import find as find_module
from reader.text.find import TIME_LIMIT, FindError, Hits, Query, find
from reader.text.rendered_text import RenderedText, render_text
from reader.text.span import Span
from tests.support.articles import an_article

MARKDOWN = "# A head\n\nSee the **fer**ry and [a link\nhere](http://ferry.example) now.\n\n> It is\n> late\n"
PLAIN = "The ferry is\nlate, the Ferry.\n\nNo ferry."


@pytest.fixture(autouse=True)
def patience(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the process of an expression start as slowly as a busy machine does; the expression has the same limits."""
    monkeypatch.setattr(find_module, "STARTING", 90.0)


def listed(hits: Hits) -> list[Span]:
    return [hits[number] for number in range(len(hits))]


def found(text: str, words: str, name: str = "a.txt", *, is_regex: bool = False, is_exact: bool = False) -> list[str]:
    query = Query(words, is_regex, is_exact)
    return [hit.of(text) for hit in listed(find(render_text(an_article(text, name)), query))]


@pytest.mark.parametrize(
    ("words", "hits"),
    [
        ("ferry", ["ferry", "Ferry", "ferry"]),
        ("FERRY", ["ferry", "Ferry", "ferry"]),
        ("is late", ["is\nlate"]),
        ("ferry.", ["Ferry.", "ferry."]),
        ("(", []),
        ("", []),
        ("boat", []),
    ],
)
def test_words_are_found_whatever_their_case(words: str, hits: list[str]) -> None:
    assert found(PLAIN, words) == hits


MARKED = (
    "Café, cafe\u0301 and CAFE; it wouldn’t, it wouldn't; Straße; “No” – \ufb01n … co\u00adop. Ærø \u1100\u1161\u11a8"
)


@pytest.mark.parametrize(
    ("words", "hits", "exact"),
    [
        ("cafe", ["Café", "cafe\u0301", "CAFE"], ["cafe"]),
        ("café", ["Café", "cafe\u0301", "CAFE"], []),
        ("Café", ["Café", "cafe\u0301", "CAFE"], ["Café"]),
        ("wouldn't", ["wouldn’t", "wouldn't"], ["wouldn't"]),
        ("WOULDN’T", ["wouldn’t", "wouldn't"], []),
        ("strasse", ["Straße"], []),
        ("s", ["S", "ß"], []),
        ('"no" -', ["“No” –"], []),
        ("fin ...", ["\ufb01n …"], []),
        ("fi", ["\ufb01"], []),
        ("coop", ["co\u00adop"], []),
        ("p. æ", ["p. Æ"], []),
        ("aero", ["Ærø"], []),
        ("각", ["\u1100\u1161\u11a8"], []),
        ("\u0301", ["\u0301"], ["\u0301"]),
    ],
)
def test_case_accents_composition_marks_and_ligatures_are_folded_unless_the_search_is_exact(
    words: str, hits: list[str], exact: list[str]
) -> None:
    assert found(MARKED, words) == hits
    assert found(MARKED, words, is_exact=True) == exact


@given(st.text("aéñßﬁ’… ½йк각\u0301\u00ad\n", max_size=12), st.data())
def test_every_part_of_a_text_is_found_there_in_both_compositions(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    words = text[start : data.draw(st.integers(start, len(text)))].rstrip()
    if not words or words[0].isspace() or unicodedata.combining(words[0]):
        return
    for form in ("NFC", "NFD"):
        hits = listed(find(RenderedText(text), Query(unicodedata.normalize(form, words))))
        assert any(hit.overlaps(Span(start, start + len(words))) for hit in hits)


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


@pytest.mark.parametrize(
    ("expression", "message"),
    [
        ("[", "not a regular expression: unterminated"),
        ("(" * 3000, "nested too deeply"),
        ("a{99999999999}", "not a regular expression: repeat count"),
        ("a{1000000000}", "too much memory"),
        (r"(\w+\s?)*\d$", "too long"),
        ("\ud800(", "not a regular expression"),
        (r"\N{NOTHING}", "undefined character name"),
    ],
)
def test_an_expression_that_cannot_be_used_is_refused_with_the_reason(expression: str, message: str) -> None:
    with pytest.raises(FindError, match=message):
        list(Query(expression, is_regex=True).matches(RenderedText("some words and more " * 500), seconds=0.05))


@pytest.mark.parametrize(
    ("expression", "is_exact", "hits"),
    [
        ("stra.se", False, ["STRASSE", "strasse"]),
        ("strasse", False, ["Straße", "STRASSE", "strasse"]),
        ("strasse", True, ["strasse"]),
        ("S[tT]", False, ["St", "ST"]),
    ],
)
def test_an_expression_ignores_case_if_it_has_no_capitals_and_the_search_is_not_exact(
    expression: str, is_exact: bool, hits: list[str]
) -> None:
    assert found("Straße STRASSE strasse", expression, is_regex=True, is_exact=is_exact) == hits


def test_the_process_of_an_expression_is_ended_after_some_time_whatever_it_does(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "sleeps.py").write_text("import time\ntime.sleep(60)\n")
    monkeypatch.setattr(find_module, "PROCESS", tmp_path / "sleeps.py")
    monkeypatch.setattr(find_module, "STARTING", 0.0)
    with pytest.raises(FindError, match="too long"):
        list(Query("a", is_regex=True).matches(RenderedText("a"), seconds=0.1))


def test_a_process_that_cannot_be_started_is_reported(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.executable", "/nowhere/python")
    with pytest.raises(FindError, match="cannot be started: No such file"):
        list(Query("a", is_regex=True).matches(RenderedText("a")))


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


def test_what_only_aligns_a_table_is_not_a_hit() -> None:
    table = "a | b\n-|-\nccc | d"
    assert found(table, "(?<=a)  ", "a.md", is_regex=True) == []
    assert found(table, "a {2}", "a.md", is_regex=True) == ["a"]


def test_white_space_alone_is_found_as_it_stands() -> None:
    assert found("a  b c", "  ") == ["  "]


def test_a_search_takes_no_longer_than_a_second(monkeypatch: pytest.MonkeyPatch) -> None:
    assert TIME_LIMIT == 1.0
    times = iter([0.0, 0.5, 1.0, 1.01])
    monkeypatch.setattr(time, "monotonic", lambda: next(times))
    hits = Query("a").matches(RenderedText("a a a a a"))
    assert [next(hits) for _ in range(3)] == [(0, 1), (2, 3), (4, 5)]
    with pytest.raises(FindError, match="too long"):
        next(hits)
