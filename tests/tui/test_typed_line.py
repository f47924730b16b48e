"""A line that is typed: where keys put its cursor, what they delete, and what was typed there before."""

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.text.graphemes import grapheme_bounds
from reader.tui.typed_line import EDITING, TypedLine, on_one_line

FLAG, FAMILY, ACCENTED = "🇰🇿", "👩‍👩‍👧", "é"
HISTORY = ["oldest", "older", "newest"]


def line(text: str) -> TypedLine:
    """A line with its cursor where `|` stands."""
    made = TypedLine(text.replace("|", ""))
    made.at = text.index("|")
    return made


def shown(of: TypedLine) -> str:
    return f"{of.text[: of.at]}|{of.text[of.at :]}"


def press(of: TypedLine, keys: str) -> list[bool]:
    return [of.press(key, key if len(key) == 1 else None) for key in keys.split()]


@pytest.mark.parametrize(
    ("before", "keys", "after"),
    [
        ("on|e", "x", "onx|e"),
        ("one|", "left left x", "ox|ne"),
        ("|one", "left", "|one"),
        ("one|", "right", "one|"),
        ("o|ne", "home x", "x|one"),
        ("o|ne", "ctrl+a x end y", "xoney|"),
        ("one two|", "ctrl+left", "one |two"),
        ("one, |two", "ctrl+left", "|one, two"),
        ("  |", "ctrl+left", "|  "),
        ("|one, two", "ctrl+right", "one|, two"),
        ("one|, two", "alt+right", "one, two|"),
        ("one|!", "ctrl+right", "one!|"),
        ("on|e", "backspace", "o|e"),
        ("|one", "backspace", "|one"),
        ("o|ne", "delete", "o|e"),
        ("one|", "delete", "one|"),
        ("one two|", "ctrl+w", "one |"),
        ("one t|wo", "ctrl+backspace", "one |wo"),
        ("|one two", "alt+d", "| two"),
        ("one| two", "ctrl+delete", "one|"),
        ("on|e", "ctrl+u", "|e"),
        ("on|e", "ctrl+k", "on|"),
        (f"a{FLAG}|", "left", f"a|{FLAG}"),
        (f"a{FAMILY}|b", "backspace", "a|b"),
        (f"a{ACCENTED}|", "backspace", "a|"),
        ("日本|語", "left backspace", "|本語"),
        ("|\u0301x", "e", "e\u0301|x"),
    ],
)
def test_keys_move_and_edit(before: str, keys: str, after: str) -> None:
    here = line(before)
    assert all(press(here, keys))
    assert shown(here) == after


@pytest.mark.parametrize("key", ["enter", "escape", "tab", "pageup", "ctrl+e", "up", "down", "f1"])
def test_other_keys_are_left_to_the_dialog(key: str) -> None:
    here = line("on|e")
    assert press(here, key) == [False]
    assert shown(here) == "on|e"


def test_what_is_pasted_stands_at_the_cursor_on_one_line() -> None:
    here = line("to|wn")
    here.paste(" a\n  quiet\tharbour ")
    assert shown(here) == "toa quiet harbour|wn"
    assert on_one_line(" two\n  lines\t") == "two lines"


def test_changes_are_told_apart_from_mere_motions() -> None:
    here, heard = line("one|"), list[bool]()
    here.changed.subscribe(heard.append)
    press(here, "left left right delete home home x")
    assert heard == [False, False, False, True, False, True], "a key without an effect is no change"
    here.set("x on")
    assert heard[-1] is True


# History


def recalled(keys: str, history: Sequence[str] = HISTORY, text: str = "") -> tuple[str, list[bool]]:
    here = TypedLine(text, history)
    taken = press(here, keys)
    return here.text, taken


@pytest.mark.parametrize(
    ("keys", "text", "taken"),
    [
        ("up", "newest", [True]),
        ("up up up", "oldest", [True, True, True]),
        ("up up up up", "oldest", [True, True, True, False]),
        ("up up down", "newest", [True, True, True]),
        ("up down", "newest", [True, False]),
        ("down", "", [False]),
        ("up x up", "newestx", [True, True, False]),
        ("up left up", "newest", [True, True, False]),
        ("up ctrl+u up", "newest", [True, True, True]),
    ],
)
def test_an_empty_line_goes_back_through_what_was_typed(keys: str, text: str, taken: list[bool]) -> None:
    assert recalled(keys) == (text, taken)


def test_a_line_with_words_of_its_own_has_no_history() -> None:
    assert recalled("up", text="own") == ("own", [False])
    assert recalled("up", history=()) == ("", [False])


@given(
    st.text("ab é日e\u0301🇰🇿👩\u200d", max_size=12),
    st.lists(st.sampled_from([*sorted(EDITING), "x", "\u0301"]), max_size=12),
)
def test_the_cursor_never_stands_within_a_character(text: str, keys: list[str]) -> None:
    here = TypedLine(text)
    for key in keys:
        here.press(key, key if len(key) == 1 else None)
        assert here.at in {0, *(end for _, end in grapheme_bounds(here.text))}
