"""The words of the status bar without an application: where the cursor is, and what is under it."""

import pytest

from reader.annotation.model.annotation import Annotation
from reader.insight.suggestions.suggestion import Suggestion
from reader.text.cursor import Cursor
from reader.text.passages import Unit
from reader.text.span import Span
from reader.tui.widgets.status_and_keys import LIKELY, describe_place, describe_suggestion
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


@pytest.mark.parametrize(("offset", "words"), [(0, "0 %"), (TEXT.index("Four"), "70 %")])
def test_the_place_is_a_share_of_the_text_until_sentences_are_counted(offset: int, words: str) -> None:
    assert describe_place(a_cursor(offset, is_counted=False), []).endswith(words)


@pytest.mark.parametrize(
    ("score", "is_sure", "word"),
    [(0.9, True, "sure"), (0.6, False, "likely"), (LIKELY, False, "likely"), (0.49, False, "perhaps")],
)
def test_a_score_is_a_word_and_no_reason_reaches_the_terminal_raw(score: float, is_sure: bool, word: str) -> None:
    found = Suggestion("one.txt", Span(0, 3), "quote", score, is_sure, ("a name: `\x1b[2J`", "two"))
    assert describe_suggestion(found) == f"quote? {word}: a name: `␛[2J`; two"
    assert describe_place(a_cursor(), [], found) == f"sentence 1 of 4 · quote? {word}: a name: `␛[2J`; two"
