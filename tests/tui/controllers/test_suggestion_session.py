"""The suggestions of one article without an application: which of them are pending, and which of those are sure."""

from collections.abc import Sequence

import pytest

from reader.insight.suggestion import Suggestion
from reader.insight.suggestions.pipeline import Candidates
from reader.text.cursor import Cursor
from reader.text.span import Span
from reader.tui.controllers.suggestions import SuggestionSession
from tests.support.articles import an_article


def a_suggestion(tag: str, start: int, end: int, *, is_sure: bool = True) -> Suggestion:
    return Suggestion("a.txt", Span(start, end), tag, 0.9, is_sure, ())


MENU = a_suggestion("boilerplate", 0, 20)
CLAIM, QUOTE = a_suggestion("claim", 30, 60), a_suggestion("quote", 40, 60)
DOUBTFUL = a_suggestion("claim", 70, 90, is_sure=False)
ALL = [MENU, CLAIM, QUOTE, DOUBTFUL]


@pytest.fixture
def found() -> SuggestionSession:
    session = SuggestionSession()
    session.candidates = Candidates([MENU], [CLAIM, QUOTE, DOUBTFUL])
    return session


@pytest.mark.parametrize(
    ("tagged", "dismissed", "pending"),
    [
        ([], [], ALL),
        ([("claim", CLAIM.span)], [], [MENU, QUOTE, DOUBTFUL]),
        ([("quote", CLAIM.span)], [], [MENU, CLAIM, DOUBTFUL]),  # another tag on the passage settles only its own
        ([], [("claim", CLAIM.span)], [MENU, QUOTE, DOUBTFUL]),
        ([("claim", CLAIM.span)], [("boilerplate", MENU.span)], [QUOTE, DOUBTFUL]),
        ([("boilerplate", Span(30, 90))], [], [MENU]),  # nothing is suggested in what somebody tagged boilerplate
    ],
)
def test_what_is_tagged_or_dismissed_is_not_pending(
    found: SuggestionSession,
    tagged: Sequence[tuple[str, Span]],
    dismissed: Sequence[tuple[str, Span]],
    pending: Sequence[Suggestion],
) -> None:
    found.dismissed = dismissed
    found.resolve(tagged)
    assert found.pending == pending


def test_nothing_is_pending_until_the_candidates_are_known() -> None:
    session = SuggestionSession()
    session.resolve([])
    assert session.pending == ()


def test_another_article_begins_with_nothing(found: SuggestionSession) -> None:
    found.dismissed, found.awaited = [("claim", CLAIM.span)], -1
    found.reached = Cursor.at(an_article("One. Two."), 0)
    found.resolve([])
    found.reset()
    assert found.candidates is None
    assert (*found.dismissed, *found.pending) == ()
    assert found.awaited == 0
