"""The prompt: the part of a line that is in sight, and the cursor in it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.app import App, ComposeResult
from textual.events import Key

from reader.tui.cell_widths import cell_len
from reader.tui.theme_styles import ThemeStyles
from reader.tui.typed_line import TypedLine
from reader.tui.widgets.prompt import CUT, Prompt, ShownLine, shown_line, typed_segments


def part(text: str, room: int) -> str:
    """What is shown of a line whose cursor is at `|`, in the same form."""
    line = TypedLine(text.replace("|", ""))
    line.at = text.index("|")
    shown = shown_line(line, room)
    return f"{shown.before}|{shown.under}{shown.after}"


@pytest.mark.parametrize(
    ("text", "room", "expected"),
    [
        ("storm|", 6, "storm|"),
        ("storm|", 5, "…orm|"),
        ("a long filter that is typed|", 10, "…is typed|"),
        ("a long fil|ter that is typed", 10, "…ng fil|te…"),
        ("|a long filter", 6, "|a lon…"),
        ("日本日本|", 7, "…日本|"),
        ("日本|日本", 8, "日本|日本"),
        ("日本|日本", 7, "日本|日…"),
        ("\x1b|", 5, "␛|"),
        ("one|", 1, "|"),
        ("|", 5, "|"),
    ],
)
def test_the_cursor_is_in_sight(text: str, room: int, expected: str) -> None:
    assert part(text, room) == expected


@given(st.text("ab 日é\u0301🇰🇿", max_size=40), st.integers(0, 40), st.integers(2, 30))
def test_a_shown_line_fits_and_lies_around_the_cursor(text: str, at: int, room: int) -> None:
    line = TypedLine(text)
    line.press("home", None)
    for _ in range(at):
        line.press("right", None)
    shown = shown_line(line, room)
    assert shown.caret + max(1, cell_len(shown.under)) + cell_len(shown.after) <= room
    assert text[: line.at].endswith(shown.before.removeprefix(CUT))
    assert text[line.at :].startswith(shown.under + shown.after.removesuffix(CUT))


def test_a_very_long_line_is_looked_at_around_its_cursor_only(monkeypatch: pytest.MonkeyPatch) -> None:
    looked_at = list[int]()

    def look(text: str) -> str:
        looked_at.append(len(text))
        return text

    monkeypatch.setattr("reader.tui.widgets.prompt.sanitize", look)
    shown_line(TypedLine("word " * 100_000), 20)
    assert sum(looked_at) < 1000


def test_the_character_under_the_cursor_is_reversed(theme_styles: ThemeStyles, plain_styles: ThemeStyles) -> None:
    for styles in (theme_styles, plain_styles):
        before, under, after = typed_segments(ShownLine("a", "b", "c"), styles)
        assert [each.text for each in (before, under, after)] == ["a", "b", "c"]
        assert under.style and under.style.reverse


class PromptApp(App[None]):
    """Shows a prompt."""

    def compose(self) -> ComposeResult:
        yield Prompt("> ", "a text that is longer\x1b than the line", hint="a word")


async def test_the_terminals_cursor_goes_with_it(theme_styles: ThemeStyles, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Prompt, "theme_styles", theme_styles)
    async with PromptApp().run_test(size=(20, 5)) as pilot:
        prompt = pilot.app.query_one(Prompt)
        assert prompt.render_line(0).text == "> … than the line█"
        assert prompt.render_line(0).cell_length == prompt.size.width == 18
        assert pilot.app.cursor_position == (18, 0)
        assert prompt.press(Key("home", None))
        assert not prompt.press(Key("enter", None))
        assert prompt.render_line(0).text == "> a text that is …"
        assert pilot.app.cursor_position == (3, 0)
        prompt.text = ""
        assert prompt.render_line(0).text == "> █ a word         "[:18]
