"""The suggestions of one article without an application: which of them are pending, and which of those are sure."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from reader.annotation.model.annotation import annotate
from reader.annotation.model.field_values import person
from reader.insight.suggestion import Attribution, Suggestion
from reader.insight.suggestions.pipeline import Candidates
from reader.text.article import Article
from reader.text.cursor import Cursor
from reader.text.span import Span
from reader.tui.speaker_choice import MOST_KEPT
from reader.tui.suggestion_session import SuggestionSession, said_to_speak
from tests.support.articles import an_article

TEXT = "“We wait,” said Ann Lee. Bo Moore waits, too."
ARTICLE = an_article(TEXT)


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
    found.resolve(tagged, ARTICLE)
    assert found.pending == pending


def test_only_the_sure_ones_of_a_tag_are_accepted_together(found: SuggestionSession) -> None:
    found.resolve([], ARTICLE)
    assert {tag: found.sure(tag) for tag in ("claim", "quote", "boilerplate", "")} == {
        "claim": [CLAIM],
        "quote": [QUOTE],
        "boilerplate": [MENU],
        "": [],
    }


def test_nothing_is_pending_until_the_candidates_are_known() -> None:
    session = SuggestionSession()
    session.resolve([], ARTICLE)
    assert session.pending == ()


def test_another_article_begins_with_nothing(found: SuggestionSession) -> None:
    found.dismissed, found.awaited = [("claim", CLAIM.span)], -1
    found.reached = Cursor.at(an_article("One. Two."), 0)
    found.resolve([], ARTICLE)
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
    session.resolve([], ARTICLE)
    assert session.unread("quote") == [sure]
    assert session.unread("claim") == [CLAIM], "nobody says a claim"
    session.resolve([("quote", sure.span)], ARTICLE)
    assert session.unread("quote") == [doubtful, nameless]
    assert SuggestionSession().lacks_speaker(nameless) is False


def shown_speakers(session: SuggestionSession, article: Article = ARTICLE) -> list[str]:
    session.resolve([], article)
    return [each.attribution.name if each.attribution else "nobody" for each in session.pending]


def test_a_choice_stays_when_the_program_begins_again_until_the_first_is_chosen_again() -> None:
    quote, kept = a_suggestion("quote", 0, 10, speaker=a_speaker("Ann Lee")), dict[str, str]()

    def begin() -> SuggestionSession:
        session = SuggestionSession(chosen=kept)
        session.candidates = Candidates([], [quote])
        return session

    session = begin()
    assert shown_speakers(session) == ["Ann Lee"]
    assert session.choose_next_speaker(ARTICLE, quote)
    for each in (session, begin()):
        assert shown_speakers(each) == ["Bo Moore"]
    session = begin()
    shown_speakers(session)
    assert session.choose_next_speaker(ARTICLE, session.pending[0]) is None, "it was the last one"
    assert (shown_speakers(session), shown_speakers(begin()), kept) == (["Ann Lee"], ["Ann Lee"], {})


def test_a_choice_stays_with_its_quote_when_its_file_changes_elsewhere() -> None:
    kept, above = dict[str, str](), "A line that is new here, and long enough.\n\n"
    session = SuggestionSession(chosen=kept)
    quote = a_suggestion("quote", len(above), len(above) + 10, speaker=a_speaker("Ann Lee"))
    session.candidates = Candidates([], [quote])
    assert shown_speakers(session, an_article(above + TEXT)) == ["Ann Lee"]
    assert session.choose_next_speaker(an_article(above + TEXT), quote)
    longer = an_article(f"Yet another one.\n\n{above}{TEXT}")
    session.reset()
    session.candidates = Candidates([], [replace(quote, span=Span(quote.span.start + 18, quote.span.end + 18))])
    assert shown_speakers(session, longer) == ["Bo Moore"]


def test_the_oldest_choices_are_forgotten() -> None:
    kept = {str(number): "Ann" for number in range(MOST_KEPT)}
    session, quote = SuggestionSession(chosen=kept), a_suggestion("quote", 0, 10)
    session.candidates = Candidates([], [quote])
    assert session.choose_next_speaker(ARTICLE, quote)
    assert (len(kept), "0" in kept, [*kept.values()][-1]) == (MOST_KEPT, False, "Ann Lee")


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
