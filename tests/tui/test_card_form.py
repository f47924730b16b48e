"""The card as a form: which key does what, without a screen."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from reader.annotation.model.annotation import Annotation
from reader.annotation.model.links import Link
from reader.settings import TAGS
from reader.tui.card_form import CardForm, CardRequest
from reader.workspace.field_service import UsedValue
from tests.support.stores import an_annotation

QUOTE = Annotation(
    id="1", source="a.txt", start=0, end=5, exact="“No,”", tag="quote", note="look",
    fields={"speaker": [{"name": "Ann Lee"}], "manner": "direct"},
    links={"x": {"type": "original", "to": {"url": "https://example.org"}}},
)  # fmt: skip
USED = {"speaker": ["Dmitry Peskov", "Ann Lee", "Bob"]}


def used(name: str) -> Sequence[UsedValue]:
    return [UsedValue(text, 3, text) for text in USED.get(name, ())]


@pytest.fixture
def form() -> CardForm:
    return CardForm(TAGS[0], [QUOTE], [Link("y", "evidence", {"annotation": "2"})], used)


def typed(form: CardForm, *keys: str) -> list[CardRequest]:
    """Press keys, each a character or a name, and return what they ask for."""
    requests = []
    for key in keys:
        _, request = form.press(key, key if len(key) == 1 else " " if key == "space" else None)
        requests += [request] if request else []
    return requests


def asked(requests: list[CardRequest]) -> list[tuple[str, str, str]]:
    return [(each.action, each.row.label, each.text) for each in requests]


def test_the_rows_are_the_fields_the_note_and_the_links(form: CardForm) -> None:
    assert [(row.label, form.text(row)) for row in form.rows] == [
        ("speaker", "Ann Lee"), ("cue", ""), ("manner", "direct"), ("verdict", ""), ("note", "look"),
        ("original", ""), ("evidence", ""),
    ]  # fmt: skip


def test_what_is_typed_is_set_by_enter_or_by_going_on(form: CardForm) -> None:
    assert asked(typed(form, *"Bob", "enter")) == [("set", "speaker", "Bob")]
    assert asked(typed(form, "down", *"said", "tab")) == [("set", "cue", "said")]
    assert form.row.label == "manner"


def test_what_is_typed_stays_in_its_row_while_other_programs_change_the_others(form: CardForm) -> None:
    typed(form, "down", *"sai")
    more = CardForm(TAGS[0], [replace(QUOTE, links={"a": {"type": "evidence", "to": {"url": "b"}}, **QUOTE.links})])
    more.rows.reverse()
    more.resume(form)
    assert (more.row.label, more.typed) == ("cue", "sai")
    gone = CardForm(None, [replace(QUOTE, tag="speech")])  # renamed: this program knows no fields of it yet
    gone.resume(form)
    assert (gone.row.label, gone.typed) == ("cue", "sai")
    assert asked(typed(gone, "enter")) == [("set", "cue", "sai")]
    again = CardForm(None, [replace(QUOTE, tag="speech")])
    again.resume(gone)
    assert "cue" not in [row.label for row in again.rows]


def test_tab_takes_the_completion_first(form: CardForm) -> None:
    typed(form, *"pes")
    assert form.completion == "Dmitry Peskov"
    assert typed(form, "tab") == []
    assert form.typed == "Dmitry Peskov"
    assert asked(typed(form, "tab")) == [("set", "speaker", "Dmitry Peskov")]


def test_a_person_is_found_by_every_name_and_counted_under_all() -> None:
    values = [UsedValue("Dmitry Peskov", 9, "Dmitry Peskov\nthe spokesman"), UsedValue("Spock", 1, "Spock")]
    form = CardForm(TAGS[0], [QUOTE], used=lambda _name: values)
    typed(form, *"spoke")
    assert (form.completion, form.completion_hint) == ("Dmitry Peskov", "tab takes: Dmitry Peskov ×9")


def test_one_of_many_names_is_completed(form: CardForm) -> None:
    typed(form, *"Ann, b")
    assert form.completion == "Ann, Bob"
    assert asked(typed(form, "tab", "enter")) == [("set", "speaker", "Ann, Bob")]


@pytest.mark.parametrize("text", ["", "x", "Ann Lee", "eskov", "Ann,"])
def test_there_is_no_completion_where_none_begins_so(text: str, form: CardForm) -> None:
    typed(form, *text)
    assert form.completion == ""


def test_a_choice_is_set_by_its_key_and_removed_by_the_same_key(form: CardForm) -> None:
    form.select("manner")
    assert asked(typed(form, "2")) == [("set", "manner", "partial")]
    assert asked(typed(form, "1")) == [("set", "manner", "")]


@pytest.mark.parametrize("key", ["9", "q", "T", "u", "space"])
def test_a_letter_that_is_not_a_value_says_so_and_is_not_a_command(key: str, form: CardForm) -> None:
    form.select("manner")
    assert asked(typed(form, key)) == [("refuse", "manner", f"{key} is not a value of manner: 1 2 3 choose one")]
    form.select("original")
    (refused,) = typed(form, key)
    assert refused.text == "nothing can be typed in this row: backspace removes the link, enter goes there"
    form.select("evidence")
    (refused,) = typed(form, key)
    assert refused.text == "nothing can be typed in this row: enter goes to the tag that has the link"


def test_the_help_is_there_where_nothing_is_typed(form: CardForm) -> None:
    form.select("manner")
    assert form.press("question_mark", "?") == (False, None)
    form.select("note")
    assert form.press("question_mark", "?") == (True, None)
    assert form.typed == "look?"


def test_backspace_shortens_the_value_that_is_there(form: CardForm) -> None:
    assert asked(typed(form, "backspace", "backspace", "enter")) == [("set", "speaker", "Ann L")]


def test_a_note_is_added_to_and_a_name_is_typed_again(form: CardForm) -> None:
    form.select("note")
    assert asked(typed(form, "space", *"up", "enter")) == [("set", "note", "look up")]
    form.select("speaker")
    assert asked(typed(form, *"Bob", "enter")) == [("set", "speaker", "Bob")]


def test_a_value_is_removed_by_deleting_all_of_it(form: CardForm) -> None:
    assert asked(typed(form, *["backspace"] * 9, "enter")) == [("set", "speaker", "")]


def test_escape_drops_what_is_typed_and_then_closes(form: CardForm) -> None:
    assert asked(typed(form, *"Bo", "escape")) == []
    assert form.typed is None
    assert asked(typed(form, "escape")) == [("close", "speaker", "")]


def test_enter_closes_where_nothing_was_typed(form: CardForm) -> None:
    assert asked(typed(form, "enter")) == [("close", "speaker", "")]
    assert asked(typed(form, *"Ann Lee", "enter")) == [("close", "speaker", "")]


def test_enter_on_a_link_goes_there_and_backspace_removes_it(form: CardForm) -> None:
    form.select("original")
    assert asked(typed(form, "enter", "backspace", "delete")) == [
        ("go", "original", ""), ("remove", "original", ""), ("remove", "original", ""),
    ]  # fmt: skip
    form.select("evidence")
    assert form.row.is_incoming
    assert form.press("backspace", None) == (False, None)
    assert not form.row.is_typed
    assert not form.paste("x")


def test_rows_are_gone_through_both_ways_and_round(form: CardForm) -> None:
    typed(form, "up")
    assert form.row.label == "evidence"
    typed(form, "tab")
    assert form.row.label == "speaker"


def test_text_is_pasted_on_one_line(form: CardForm) -> None:
    assert form.paste("Ann\n Lee  Smith")
    assert form.typed == "Ann Lee Smith"


def test_a_card_of_several_tags_shows_what_they_have_in_common() -> None:
    other = QUOTE.with_fields({"manner": "partial"})
    form = CardForm(TAGS[0], [QUOTE, other])
    speaker, _, manner = form.rows[:3]
    assert (form.text(speaker), form.is_mixed(speaker)) == ("Ann Lee", False)
    assert (form.text(manner), form.is_mixed(manner)) == ("", True)
    assert [row.label for row in form.rows] == ["speaker", "cue", "manner", "verdict", "note"]


def test_a_tag_that_is_not_known_has_a_note_and_what_was_set() -> None:
    form = CardForm(None, [QUOTE])
    assert [(row.label, row.is_unknown) for row in form.rows] == [
        ("speaker", True), ("manner", True), ("note", False), ("original", False),
    ]  # fmt: skip


def test_what_is_not_valid_is_reported_and_can_be_removed() -> None:
    fields = {"speaker": "Ann", "rating": "open", "manner": "loud"}
    form = CardForm(TAGS[0], [replace(QUOTE, fields=fields, links={"x": 5})])
    problems = [(row.label, row.problem) for row in form.rows if row.problem]
    assert problems == [
        ("speaker", "speaker must be a list"),
        ("manner", "“loud” is not one of direct, partial, indirect"),
        ("rating", "quote has no such field"),
        ("x", "a link must have a type and an end"),
    ]
    form.select("rating")
    assert form.text(form.row) == "open"
    assert asked(typed(form, "z", "backspace")) == [
        ("refuse", "rating", "nothing can be typed in this row: backspace removes it"),
        ("remove", "rating", ""),
    ]
    form.select("manner")
    assert asked(typed(form, "1")) == [("set", "manner", "direct")]


@pytest.mark.parametrize(
    ("origin", "shown"),
    [
        ({}, "quote · One."),
        ({"suggested": "quote", "certainty": "sure"}, "quote · suggested (sure) · One."),
        ({"suggested": "quote", "certainty": 7}, "quote · suggested · One."),
        ({"suggested": "claim", "certainty": "sure"}, "quote · One."),
    ],
)
def test_the_heading_tells_who_set_the_tag_and_whether_it_was_suggested(origin: dict[str, object], shown: str) -> None:
    form = CardForm(TAGS[0], [an_annotation(creator="ann", origin=origin)])
    assert form.heading == (shown, "ann · 2026-01-02")


def test_the_heading_says_that_the_codebook_lacks_a_tag() -> None:
    heading, _ = CardForm(None, [an_annotation(tag="rumour")]).heading
    assert heading == "rumour (not in the codebook) · One."
    nested = CardForm(TAGS[1], [an_annotation(tag="claim/number")])
    assert nested.heading[0] == "claim/number (not in the codebook) · One."
    assert "rating" in [row.field.name for row in nested.rows if row.field], "it has the fields of the tag above"
