"""Where a note on a whole article stands: on the first line that says something."""

import pytest

from reader.formats.whole_article import MEMO, first_line, is_on_whole
from tests.support.stores import an_annotation


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("One line", "One line"),
        ("# A title\n\nWords.", "A title"),
        ("\ufeff\r\n  ## A title ##\r\nWords.", "A title"),
        ("---\ntitle: x\n---\n\n# A title", "A title"),
        ("---\r\ntitle: x\r\n---\r\nWords  \n", "Words"),
        ("---\n\nnot front matter\n---", "not front matter"),
        ("---\ntitle: never closed", "title: never closed"),
        ("> - A point", "A point"),
        ("C#\n", "C"),
        ("x", "x"),
        ("", None),
        ("\ufeff \n--- ***\n", None),
    ],
)
def test_the_first_line_is_that_of_the_content_without_marks(text: str, words: str | None) -> None:
    span = first_line(text)
    assert (span.of(text) if span else None) == words


@pytest.mark.parametrize(
    ("differs", "is_one"),
    [
        ({}, True),
        ({"tag": "quote"}, False),
        ({"note": " "}, False),
        ({"note": "\ufeffso"}, False),
        ({"fields": {"a": "b"}}, False),
        ({"end": 8}, False),
    ],
)
def test_a_note_on_the_first_line_that_says_nothing_else_is_one_on_the_whole(
    differs: dict[str, object], is_one: bool
) -> None:
    each = an_annotation(**{"tag": MEMO, "note": "so", "start": 2, "end": 9, **differs})  # type: ignore[arg-type]
    assert is_on_whole(each, "# A title\nWords") is is_one
