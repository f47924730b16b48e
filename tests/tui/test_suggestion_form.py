"""The card of a suggestion: its rows and its keys, without a screen."""

import pytest

from reader.insight.suggestion import Attribution, Suggestion
from reader.settings.fields import Field
from reader.text.span import Span
from reader.tui.suggestion_form import SuggestionForm

TEXT = "“No,” said Ann Lee."
SPEAKER = Attribution(Span(11, 18), Span(6, 10), "Ann Lee", 0.99)
REASONS = ("in quotation marks", "a verb of saying")


def form(attribution: Attribution | None = SPEAKER, reasons: tuple[str, ...] = REASONS) -> SuggestionForm:
    return SuggestionForm(Suggestion("a.txt", Span(0, 5), "quote", 0.9, True, reasons, attribution), TEXT)


def test_it_has_the_speaker_the_cue_and_all_reasons() -> None:
    shown = form()
    assert shown.heading == ("quote? · “No,”", "sure")
    assert [(row.label, shown.text(row)) for row in shown.rows] == [
        ("speaker", "Ann Lee"),
        ("cue", "said"),
        ("because", "in quotation marks"),
        ("", "a verb of saying"),
    ]


def test_a_speaker_who_is_not_sure_is_said_to_be_so() -> None:
    shown = form(Attribution(Span(11, 18), Span(6, 10), "Ann Lee", 0.7))
    assert shown.text(shown.rows[0]) == "Ann Lee (not sure)"


def test_a_pronoun_is_said_to_be_one_and_no_name() -> None:
    shown = form(Attribution(Span(11, 18), Span(6, 10), "He", 0.99))
    assert shown.text(shown.rows[0]) == "He (a pronoun: type who it is)"


def test_without_speaker_and_reasons_there_is_a_row_all_the_same() -> None:
    shown = form(None, ())
    assert [(row.label, shown.text(row)) for row in shown.rows] == [("because", "nothing in particular")]


@pytest.mark.parametrize(("key", "action"), [("enter", "accept"), ("backspace", "dismiss"), ("escape", "close")])
def test_its_keys_decide_on_the_suggestion(key: str, action: str) -> None:
    is_taken, request = form().press(key, None)
    assert is_taken
    assert request
    assert request.action == action


def test_keys_go_from_row_to_row_and_nothing_is_typed() -> None:
    shown = form()
    selected = []
    for key in ("tab", "down", "up", "shift+tab", "up"):
        assert shown.press(key, None) == (True, None)
        selected.append(shown.selected)
    assert selected == [1, 2, 1, 0, 3]
    is_taken, refused = shown.press("q", "q")
    assert (is_taken, refused and refused.action) == (True, "refuse"), "it is not a command beneath the card"
    assert (shown.press("question_mark", "?"), shown.paste("words"), shown.typed) == ((False, None), False, None)


def asked(shown: SuggestionForm, *keys: str) -> list[tuple[str, str]]:
    """Press keys, and return what was asked for: the action and the text."""
    found = (shown.press(key, key if len(key) == 1 else None)[1] for key in keys)
    return [(each.action, each.text) for each in found if each]


PERSON = Field("speaker", "person", is_many=True)


def typed_form(attribution: Attribution | None = SPEAKER) -> SuggestionForm:
    return SuggestionForm(Suggestion("a.txt", Span(0, 5), "quote", 0.9, True, (), attribution), TEXT, PERSON)


def test_a_tag_with_a_person_has_a_row_for_it_into_which_a_name_is_typed() -> None:
    shown = typed_form(None)
    assert [row.label for row in shown.rows] == ["speaker", "because"]
    assert asked(shown, *"Bob", "backspace", "enter") == [("set", "Bo")]
    assert asked(typed_form(), "B", "backspace", "backspace", "enter") == [("set", "")], "nobody"
    assert asked(typed_form(), "B", "escape", "enter") == [("accept", "")]
    assert asked(typed_form(), "B", "escape", "backspace") == [("dismiss", "")]


def test_names_are_offered_for_the_speaker() -> None:
    shown = typed_form()
    shown.begin("speaker", ["Bo", "she"])
    assert shown.completion_hint == "tab takes: Bo"
    assert asked(shown, "tab", "tab", "tab", "enter") == [("set", "she")], "the third goes on to the next row"
    assert shown.text(shown.rows[0]) == "she"
    shown = typed_form()
    assert shown.paste("Ann\nLee")
    assert asked(shown, "enter") == [("set", "Ann Lee")]
