"""The status bar and the key bar: their words, and how they share a line; in an application of their own."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace

import pytest
from textual.app import App, ComposeResult
from textual.pilot import Pilot

from reader.annotation.model.annotation import Annotation
from reader.insight.suggestion import LIKELY, Attribution, Suggestion
from reader.settings.keys import Key
from reader.text.cursor import Cursor
from reader.text.passages import Unit
from reader.text.span import Span
from reader.tui.theme_styles import ThemeStyles
from reader.tui.widgets.status_and_keys import KeyBar, StatusBar, describe_place, describe_suggestion
from tests.support.articles import an_article
from tests.support.stores import an_annotation

TEXT = "One here. Two is there. Three. Four is last."
CLAIM, QUOTE = an_annotation("a", tag="claim"), an_annotation("b", tag="quote", note="so\nit is")


def a_cursor(offset: int = 0, *, is_counted: bool = True) -> Cursor:
    article = an_article(TEXT)
    if is_counted:
        article.sentences.advance(1.0)
    return Cursor.at(article, offset)


@pytest.mark.parametrize(
    ("under", "words"),
    [
        ([], "sentence 1 of 4"),
        ([CLAIM], "sentence 1 of 4 · claim"),
        ([CLAIM, QUOTE], "sentence 1 of 4 · claim · quote “so it is”"),
        ([QUOTE, CLAIM, an_annotation("c", tag="quote")], "sentence 1 of 4 · quote ×2 “so it is” · claim"),
        ([an_annotation("d", tag="\x1b[2J")], "sentence 1 of 4 · ␛[2J"),
    ],
)
def test_what_is_under_the_cursor_is_named_the_nearest_first(under: list[Annotation], words: str) -> None:
    assert describe_place(a_cursor(), under) == words


def test_a_range_is_told_with_its_length_and_which_end_moves() -> None:
    cursor = a_cursor().toggle_range().next(Unit.SENTENCE)
    assert describe_place(cursor, []) == "sentence 2 of 4 · range of 23 characters"
    swapped = cursor.other_end()
    assert "moving the start" in describe_place(swapped, [])


@pytest.mark.parametrize(
    ("start", "end", "words"),
    [
        (0, 3, "word · sentence 1 of 4"),
        (10, 16, "2 words · sentence 2 of 4"),
        (10, 14, "4 characters · sentence 2 of 4"),
        (4, 8, "word · sentence 1 of 4"),
        (0, 23, "2 sentences · sentence 1 of 4"),
        (0, 44, "whole article"),
    ],
)
def test_what_is_selected_is_named(start: int, end: int, words: str) -> None:
    assert describe_place(a_cursor().select(Span(start, end)), []) == words


def test_a_quotation_and_a_block_are_named() -> None:
    article = an_article("He said “it is odd” once.\n\nAnother block. Of two sentences.")
    article.sentences.advance(1.0)
    cursor = Cursor.at(article, 0)
    assert describe_place(cursor.next_quotation(), []) == "quotation · sentence 1 of 3"
    assert describe_place(cursor.go(30).grow(), []) == "block · sentence 2 of 3"


@pytest.mark.parametrize(
    ("keys", "is_own", "words"),
    [
        ("", True, "claim selected · quote “so it is”"),
        ("h", True, "claim selected, end moved · quote “so it is”"),
        ("o", True, "claim selected, moving its start · quote “so it is”"),
        ("", False, "claim of Bob selected · quote “so it is”"),
    ],
)
def test_a_tag_that_is_selected_itself_stands_in_place_of_the_sentence(keys: str, is_own: bool, words: str) -> None:
    claim, cursor = replace(CLAIM, creator="Bob"), a_cursor().hold(Span(0, 9))
    for key in keys:
        cursor = cursor.move_end_back(Unit.WORD) if key == "h" else cursor.other_end()
    assert describe_place(cursor, [claim, QUOTE], held=claim, is_own=is_own) == words


@pytest.mark.parametrize(("offset", "words"), [(0, "0 %"), (TEXT.index("Four"), "70 %")])
def test_the_place_is_a_share_of_the_text_until_sentences_are_counted(offset: int, words: str) -> None:
    assert describe_place(a_cursor(offset, is_counted=False), []).endswith(words)


@pytest.mark.parametrize(
    ("score", "is_sure", "word"),
    [(0.9, True, "sure"), (0.6, False, "likely"), (LIKELY, False, "likely"), (0.49, False, "perhaps")],
)
def test_a_score_is_a_word_and_no_reason_reaches_the_terminal_raw(score: float, is_sure: bool, word: str) -> None:
    found = Suggestion("one.txt", Span(0, 3), "quote", score, is_sure, ("a name: `\x1b[2J`", "two"))
    assert describe_suggestion(found, TEXT) == f"quote? {word}: a name: `␛[2J`"
    assert describe_place(a_cursor(), [], found) == f"sentence 1 of 4 · quote? {word}: a name: `␛[2J`"


def test_a_suggested_quote_is_told_with_its_speaker_and_cue() -> None:
    attribution = Attribution(Span(6, 10), Span(11, 15), "Mara\x1b Lind", 0.99)
    found = Suggestion("one.txt", Span(0, 5), "quote", 0.9, True, ("a comma",), attribution)
    assert describe_suggestion(found, "“So,” Mara said.") == "quote? sure · Mara␛ Lind · “said”"


class BarApp(App[None]):
    """Shows the two bars, and keeps the ids of the keys that are clicked on."""

    def __init__(self) -> None:
        super().__init__()
        self.clicked: list[str] = []

    def compose(self) -> ComposeResult:
        yield StatusBar()
        yield KeyBar()

    def on_key_bar_pressed(self, message: KeyBar.Pressed) -> None:
        self.clicked.append(message.key.id)


@asynccontextmanager
async def bars(
    theme_styles: ThemeStyles, monkeypatch: pytest.MonkeyPatch, width: int
) -> AsyncIterator[tuple[Pilot[None], StatusBar, KeyBar]]:
    for bar in (StatusBar, KeyBar):
        monkeypatch.setattr(bar, "theme_styles", theme_styles)
    async with BarApp().run_test(size=(width, 3)) as pilot:
        yield pilot, pilot.app.query_one(StatusBar), pilot.app.query_one(KeyBar)


@pytest.mark.parametrize(
    ("width", "place", "message", "unsaved", "line"),
    [
        (30, "sentence 1", "tagged", "", " sentence 1            tagged "),
        (30, "sentence 1 of 48 · claim", "tagged claim", "", " sentence 1 of…  tagged claim "),
        (20, "sentence 1", "tagged claim, saved", "", " s…  tagged claim,… "),
        (20, "", "abcdefghijklmnopqrstuvwxyz", "", "    abcdefghijklmn… "),
        (30, "sentence 1", "", "2 not saved", " sentence 1       2 not saved "),
        (
            30,
            "sentence 1",
            "tagged",
            "2 not saved",
            " sente…  tagged · 2 not saved ",
        ),
        (20, "sentence 1", "tagged claim", "2 not saved", " tag… · 2 not saved "),
        (10, "sentence 1", "tagged", "2 not saved", " 2 not s… "),
    ],
)
async def test_the_place_gives_way_to_the_message_and_both_to_what_is_not_saved(
    theme_styles: ThemeStyles,
    monkeypatch: pytest.MonkeyPatch,
    width: int,
    place: str,
    message: str,
    unsaved: str,
    line: str,
) -> None:
    async with bars(theme_styles, monkeypatch, width) as (_, status, _keys):
        status.place, status.unsaved = place, unsaved
        status.say(message)
        assert status.render_line(0).text == line


async def test_an_error_has_the_colour_of_errors(theme_styles: ThemeStyles, monkeypatch: pytest.MonkeyPatch) -> None:
    async with bars(theme_styles, monkeypatch, 30) as (_, status, _keys):
        for is_error, style in ((True, theme_styles.error), (False, theme_styles.accent)):
            status.say("message", is_error=is_error)
            (found,) = [each.style for each in status.render_line(0) if each.text == "message" and each.style]
            assert found.color == style.color


ALPHA, BETA = Key("alpha", "a 1", "app.alpha", "", "alpha"), Key("beta", "down b", "app.beta", "", "beta")
HELP = Key("help", "?", "app.help", "", "keys")


@pytest.mark.parametrize(
    ("width", "keys", "line"),
    [
        (30, [ALPHA, BETA, HELP], " a alpha  b beta       ? keys "),  # the letter b rather than an arrow
        (24, [ALPHA, BETA, HELP], " a alpha  b beta ? keys "),
        (23, [ALPHA, BETA, HELP], " a alpha        ? keys "),
        (16, [ALPHA, BETA, HELP], " a alpha ? keys "),
        (15, [ALPHA, BETA, HELP], " b beta ? keys "),
        (14, [ALPHA, BETA, HELP], "       ? keys "),
        (5, [ALPHA, BETA, HELP], "? key"),
        (24, [ALPHA._replace(brief=""), BETA._replace(brief="tag"), HELP], " a b tag         ? keys "),
        (10, [], " " * 10),
    ],
)
async def test_as_many_keys_as_fit_and_the_last_on_the_right(
    theme_styles: ThemeStyles, monkeypatch: pytest.MonkeyPatch, width: int, keys: list[Key], line: str
) -> None:
    async with bars(theme_styles, monkeypatch, width) as (_, _status, bar):
        bar.keys = keys
        assert bar.render_line(0).text == line


async def test_a_click_on_a_key_or_its_label_presses_it(
    theme_styles: ThemeStyles, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with bars(theme_styles, monkeypatch, 30) as (pilot, _status, bar):
        bar.keys = [ALPHA, BETA._replace(action=""), HELP]
        assert isinstance(pilot.app, BarApp)
        for x in range(30):
            await pilot.click(KeyBar, offset=(x, 0))
        assert pilot.app.clicked == ["alpha"] * 7 + ["help"] * 6, "a key without an action only says something"


async def test_the_key_of_a_tag_has_the_tag_s_colour(
    theme_styles: ThemeStyles, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with bars(theme_styles, monkeypatch, 30) as (_, _status, bar):
        bar.keys = [ALPHA._replace(colour="blue"), HELP]
        styles = {each.text: each.style for each in bar.render_line(0) if each.style}
        assert (styles["a"].color, styles["a"].bold) == (theme_styles.ink("blue").color, True)
        assert styles["?"].color == theme_styles.accent.color
