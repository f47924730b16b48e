"""The suggestions of one article without an application: which of them are pending, and which of those are sure."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from reader.annotation.model.annotation import annotate
from reader.annotation.model.field_values import person
from reader.insight.suggestion import Attribution, Suggestion
from reader.insight.suggestions.pipeline import Candidates
from reader.text.cursor import Cursor
from reader.text.span import Span
from reader.tui.suggestion_session import SpeakerChoice, SuggestionSession, said_to_speak
from tests.support.articles import an_article


def a_suggestion(
    tag: str, start: int, end: int, *, is_sure: bool = True, speaker: Attribution | None = None
) -> Suggestion:
    return Suggestion("a.txt", Span(start, end), tag, 0.9, is_sure, (), speaker)


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


def test_only_the_sure_ones_of_a_tag_are_accepted_together(found: SuggestionSession) -> None:
    found.resolve([])
    assert {tag: found.sure(tag) for tag in ("claim", "quote", "boilerplate", "")} == {
        "claim": [CLAIM],
        "quote": [QUOTE],
        "boilerplate": [MENU],
        "": [],
    }


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


# Speakers


def a_speaker(name: str, confidence: float = 0.99) -> Attribution:
    return Attribution(Span(0, len(name)), None, name, confidence)


ANN, BO = a_speaker("Ann Lee"), a_speaker("Bo", 0.7)


def test_all_are_accepted_unread_whose_speakers_are_sure_and_then_the_others() -> None:
    sure, doubtful, nameless = (
        a_suggestion("quote", start, start + 5, speaker=speaker) for start, speaker in ((0, ANN), (10, BO), (20, None))
    )
    session = SuggestionSession({"quote"})
    session.candidates = Candidates([], [sure, doubtful, nameless, CLAIM])
    session.resolve([])
    assert session.unread("quote") == [sure]
    assert session.unread("claim") == [CLAIM], "nobody says a claim"
    session.resolve([("quote", sure.span)])
    assert session.unread("quote") == [doubtful, nameless]
    assert SuggestionSession().lacks_speaker(nameless) is False


def names(choice: SpeakerChoice, times: int) -> list[str]:
    found = []
    for _ in range(times):
        is_other = choice.go_on()
        found.append(f"{'' if is_other else 'again '}{choice.speaker.name if choice.speaker else 'nobody'}")
    return found


def test_speakers_are_gone_through_and_after_the_last_it_is_the_first_again() -> None:
    assert names(SpeakerChoice(ANN, [BO, a_speaker("Cy")]), 4) == ["Bo", "Cy", "again Ann Lee", "Bo"]
    assert names(SpeakerChoice(None, [BO]), 3) == ["Bo", "again nobody", "Bo"]
    assert names(SpeakerChoice(None, []), 1) == ["again nobody"]


def test_whoever_is_chosen_is_sure() -> None:
    choice = SpeakerChoice(BO, [replace(ANN, confidence=0.3)])
    assert choice.speaker == BO
    choice.go_on()
    assert choice.speaker
    assert (choice.speaker.name, choice.speaker.is_sure) == ("Ann Lee", True)


TEXT = "“We wait,” said Ann Lee. Bo Moore waits, too."


def test_a_choice_stays_until_another_article_is_opened() -> None:
    article, quote = an_article(TEXT), a_suggestion("quote", 0, 10, speaker=a_speaker("Ann Lee"))
    session = SuggestionSession()
    session.candidates = Candidates([], [quote])
    session.resolve([])
    assert session.choose_next_speaker(article, quote)
    session.resolve([])
    (shown,) = session.pending
    assert shown.attribution
    assert shown.attribution.name == "Bo Moore"
    assert session.choose_next_speaker(article, shown) is None
    session.reset()
    session.candidates = Candidates([], [quote])
    session.resolve([])
    assert session.pending == [quote]


@pytest.mark.parametrize(
    ("name", "suggested", "said"),
    [
        ("", BO, ""),
        ("Ann Lee", ANN, " · Ann Lee"),
        ("Bo", BO, " · Bo, not sure"),
        ("Ann Lee", BO, " · Ann Lee"),
        ("Ann Lee", None, " · Ann Lee"),
        ("A" * 28, None, f" · {'A' * 28}"),
        ("A" * 29, None, f" · {'A' * 27}…"),
    ],
)
def test_the_words_for_the_speaker_who_was_taken(name: str, suggested: Attribution | None, said: str) -> None:
    quote = annotate(an_article(TEXT), Span(0, 10), "quote")
    quote = replace(quote, fields={"speaker": [person(name)]} if name else {})
    assert said_to_speak(quote, a_suggestion("quote", 0, 10, speaker=suggested)) == said
