"""The session without an app: events in their order, the cursor of a reading, and what is under it."""

import pytest

from reader.annotation.store.history import Change, Step
from reader.text.article import Article
from reader.text.passages import Unit
from reader.text.span import Span
from reader.tui.event import Event
from reader.tui.session import Changes, Location, PerReading, Reading, Session
from reader.workspace.workspace import Workspace
from tests.support.under_test import PARAGRAPH

FIRST, SECOND = "First here.", "Second here!"


@pytest.fixture
def article(workspace: Workspace) -> Article:
    return workspace.article(workspace.source("one.txt"))


@pytest.fixture
def reading(article: Article) -> Reading:
    reading = Reading()
    reading.open(article, article.text.index(PARAGRAPH))
    return reading


def passage(reading: Reading) -> str:
    assert reading.cursor
    return reading.cursor.passage.of(reading.cursor.article.text)


def test_an_event_tells_its_subscribers_in_the_order_in_which_they_subscribed() -> None:
    event, told = Event[str](), list[str]()
    event.subscribe(lambda value: told.append(f"first {value}"))
    event.subscribe(lambda value: told.append(f"second {value}"))
    event.emit("news")
    assert told == ["first news", "second news"]


def test_a_cursor_that_moves_tells_where_it_was(reading: Reading) -> None:
    moves = list[str]()
    reading.moved.subscribe(lambda before: moves.append(before.passage.of(before.article.text) if before else ""))
    assert reading.cursor
    reading.cursor = reading.cursor.next(Unit.SENTENCE)
    assert (moves, passage(reading)) == ([FIRST], SECOND)
    reading.cursor = reading.cursor
    assert moves == [FIRST], "a cursor that stays tells nothing"


def test_opening_an_article_is_not_a_move(reading: Reading, article: Article) -> None:
    moves = list[object]()
    reading.moved.subscribe(moves.append)
    reading.open(article, 0)
    reading.close()
    assert (moves, reading.cursor, reading.article) == ([], None, None)


def test_the_session_hands_moves_on(workspace: Workspace, article: Article) -> None:
    session, moved = Session(workspace), list[Reading]()
    session.cursor_moved.subscribe(moved.append)
    session.reading.open(article, 0)
    assert moved == []
    assert session.reading.cursor
    session.reading.cursor = session.reading.cursor.next(Unit.SENTENCE)
    assert moved == [session.reading]


def test_under_the_cursor_the_same_passage_comes_first_then_the_shortest_then_the_newest(
    workspace: Workspace, article: Article, reading: Reading
) -> None:
    at = article.text.index(PARAGRAPH)
    whole, first, word = Span(at, at + len(PARAGRAPH)), Span(at, at + len(FIRST)), Span(at, at + 5)
    tagged = [workspace.tag(article, span, "claim", note) for span, note in ((whole, "a"), (word, "b"), (first, "c"))]
    tagged.append(workspace.tag(article, first, "quote", "d"))
    for annotation in tagged:
        reading.annotations.add(annotation)
    assert [each.note for each in reading.under_cursor()] == ["d", "c", "b", "a"]
    reading.close()
    assert reading.under_cursor() == []


def test_changes_of_a_step_leave_dismissed_suggestions_out_and_say_that_there_were_some(
    workspace: Workspace, article: Article
) -> None:
    annotation = workspace.tag(article, Span(0, 1), "claim")
    changes = Changes.of(Step("tagged", (Change(None, annotation),)), "done")
    assert (changes.changes, changes.message, changes.concerns_suggestions) == (
        (Change(None, annotation),),
        "done",
        False,
    )


def test_a_location_knows_the_text_and_the_annotation(workspace: Workspace, article: Article, reading: Reading) -> None:
    annotation = workspace.tag(article, Span(0, 10), "claim")
    assert Location.of_annotation(annotation) == Location("one.txt", Span(0, 10), "A headline", annotation.id)
    assert reading.cursor
    assert Location.of_cursor(reading.cursor) == Location("one.txt", reading.cursor.passage, FIRST)


def test_of_two_readings_the_keys_work_on_one_and_only_its_moves_are_told(
    workspace: Workspace, article: Article
) -> None:
    session, told = Session(workspace), list[tuple[str, Reading]]()
    first, second = session.reading, Reading(" 1")
    session.switched.subscribe(lambda reading: told.append(("switched", reading)))
    session.cursor_moved.subscribe(lambda reading: told.append(("moved", reading)))
    session.leaving.subscribe(lambda reading: told.append(("leaving", reading)))
    session.add(second)
    for each in session.readings:
        each.open(article, 0)
    assert second.cursor
    second.cursor = second.cursor.next(Unit.SENTENCE)
    assert (session.reading, told) == (first, [])
    session.work_on(second)
    assert told == [("switched", second), ("moved", second)], "they work on another passage now, too"
    session.drop(second)
    assert told[2:] == [("leaving", second), ("switched", first), ("moved", first)]
    assert (session.readings, session.reading) == ((first,), first)


def test_what_is_known_of_a_reading_goes_with_it() -> None:
    known, first = PerReading[list[str]](list), Reading()
    known[first].append("hits")
    assert (known[first], known[Reading()]) == (["hits"], [])
