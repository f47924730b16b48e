"""A search of an article without an application: its hits, the way from one to the next, and what ends it."""

from collections.abc import Callable
from concurrent.futures import Future

import pytest

from reader.errors import ReaderError
from reader.text.article import Article
from reader.text.cursor import Cursor
from reader.text.find import Hits
from reader.text.span import Span
from reader.tui.find_session import FindSession
from tests.support.articles import an_article

TEXT = "One ferry here. Two ferries there. The Ferry is last."
FIRST, SECOND, THIRD = (Span(TEXT.index(word), TEXT.index(word) + 5) for word in ("ferry", "ferri", "Ferry"))
Work = Callable[[], Hits]


def at_once(work: Work) -> "Future[Hits]":
    """Do the work of a search at once, as a thread would that has already ended."""
    future: Future[Hits] = Future()
    try:
        future.set_result(work())
    except ReaderError as error:
        future.set_exception(error)
    return future


def never(_work: Work) -> "Future[Hits]":
    """Begin a search that does not end."""
    return Future()


@pytest.fixture
def article() -> Article:
    return an_article(TEXT)


def hits(session: FindSession) -> Hits | None:
    """Return the hits as they are now; mypy would take them for what they were."""
    return session.hits


def searched(article: Article, words: str, *, is_regex: bool = False, is_exact: bool = False) -> FindSession:
    session = FindSession()
    session.words, session.is_regex = words, is_regex
    session.begin(article, is_exact, at_once)
    session.take_result()
    return session


@pytest.mark.parametrize(
    ("words", "is_regex", "found"),
    [
        ("ferr", False, ["ferr", "ferr", "Ferr"]),
        ("FERR", False, ["ferr", "ferr", "Ferr"]),
        ("ferr(y|ies)", False, []),
        ("ferr(y|ies)", True, ["ferry", "ferries", "Ferry"]),
        ("nothing", False, []),
    ],
)
def test_the_words_or_the_expression_are_found(article: Article, words: str, is_regex: bool, found: list[str]) -> None:
    session = searched(article, words, is_regex=is_regex)
    assert session.hits is not None
    assert [session.hits[number].of(TEXT) for number in range(len(session.hits))] == found
    assert session.problem == ""


def test_case_matters_in_an_exact_search(article: Article) -> None:
    hits = searched(article, "Ferr", is_exact=True).hits
    assert hits is not None
    assert [hits[number].of(TEXT) for number in range(len(hits))] == ["Ferr"]


def test_a_bad_expression_is_a_problem_and_finds_nothing_until_the_next_search(article: Article) -> None:
    session = searched(article, "(", is_regex=True)
    assert "expression" in session.problem
    assert session.hits is not None
    assert len(session.hits) == 0
    session.words = "ferr"
    session.begin(article, False, at_once)
    assert session.problem == ""
    assert hits(session) is None
    session.take_result()
    assert len(hits(session) or ()) == 3


@pytest.mark.parametrize(
    ("offset", "is_on_hit", "direction", "number"),
    [
        (0, False, 1, 0),
        (0, False, -1, -1),
        (FIRST.start, True, 1, 1),
        (FIRST.start, True, -1, -1),
        (SECOND.start, True, 1, 2),
        (SECOND.start, True, -1, 0),
        (THIRD.start, True, 1, 3),  # beyond the last, where the controller wraps around
        (TEXT.index("Two"), False, 1, 1),
        (TEXT.index("Two"), False, -1, 0),
        (TEXT.index("The Ferry"), False, 1, 2),
    ],
)
def test_the_hit_beside_the_cursor(article: Article, offset: int, is_on_hit: bool, direction: int, number: int) -> None:
    cursor = Cursor.at(article, offset)
    cursor = cursor.jump(Span(offset, offset + 5)) if is_on_hit else cursor
    assert searched(article, "ferr[yi]", is_regex=True).beside(cursor, direction) == number


def test_the_cursor_is_described_by_the_number_of_its_hit(article: Article) -> None:
    session = searched(article, "ferr[yi]", is_regex=True)
    cursor = Cursor.at(article, 0)
    assert session.where(cursor) == "3 found"
    assert session.where(cursor.jump(FIRST)) == "1 of 3"
    assert session.where(cursor.jump(THIRD)) == "3 of 3"


def test_a_search_is_of_one_article_until_it_is_forgotten(article: Article) -> None:
    def state(session: FindSession) -> tuple[bool, bool, bool]:
        return session.has_search, session.searches(article), session.searches(an_article(TEXT))

    assert state(FindSession()) == (False, False, False)
    session = searched(article, "ferr")
    assert state(session) == (True, True, False)
    session.forget()
    assert state(session) == (False, False, False)
    assert hits(session) is None
    assert session.words == "ferr", "so that it can be searched for again"


def test_only_the_latest_search_is_taken_and_only_once(article: Article) -> None:
    session = FindSession()
    session.words = "ferry"
    session.begin(article, False, never)
    before = session._search
    assert before
    session.begin(article, False, at_once)
    latest = session._search
    assert latest
    assert not session.is_latest(before)
    assert session.is_latest(latest)
    session.take_result()
    assert not session.is_latest(latest)


def test_hits_are_waited_for_once_and_only_for_a_moment(article: Article, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reader.tui.find_session.PATIENCE", 0.001)
    session = FindSession()
    assert not session.wait(), "there is nothing to wait for"
    session.words = "ferry"
    session.begin(article, False, never)
    assert not session.wait(), "they took too long"
    session.begin(article, False, at_once)
    assert session.wait()
    session.take_result()
    assert not session.wait(), "they are known already"


def test_the_text_is_rendered_once_for_an_article(article: Article) -> None:
    session = searched(article, "ferry")
    rendered = session._text_of(article)
    session.begin(article, False, at_once)
    assert session._text_of(article) is rendered
    assert session._text_of(an_article(TEXT)) is not rendered
