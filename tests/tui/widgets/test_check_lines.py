"""The lines of a checked quotation: with room, what stands around the words in the original is shown as a whole."""

import pytest

from reader.insight.quote_check.verdict import Checked, Evidence, Verdict
from reader.text.span import Span
from reader.tui.theme_styles import ThemeStyles
from reader.tui.widgets.check_lines import ORIGINAL, CheckLines

WORDS = "We never said that."
PLACE = Evidence("talk.txt", "", Span(60, 79), WORDS, before="word " * 12, after=" again" * 10, line=3)
CHECKED = Checked("a.txt", Span(0, 19), WORDS, Verdict.EXACT, places=(PLACE,), originals=1)


@pytest.mark.parametrize(("is_airy", "rows"), [(False, 3), (True, 6)])
def test_the_words_around_take_more_rows_where_there_is_room(
    is_airy: bool, rows: int, theme_styles: ThemeStyles
) -> None:
    lines = CheckLines(theme_styles, 26, is_airy=is_airy).body(CHECKED)
    texts = ["".join(part.text for part in line).rstrip() for line in lines]
    place = next(number for number, text in enumerate(texts) if "talk.txt" in text)
    assert len(texts[place:]) == rows
    assert ("" in texts) == is_airy


@pytest.mark.parametrize("width", [24, 30, 44, 120])
def test_each_row_of_words_says_whose_they_are(width: int, theme_styles: ThemeStyles) -> None:
    words = "We never said that the ferry would be late again in the spring."
    place = Evidence("talk.txt", "", Span(0, len(words)), words, line=1)
    checked = Checked("a.txt", Span(0, len(words)), words, Verdict.EXACT, places=(place,), originals=1)
    lines = [
        "".join(part.text for part in line) for line in CheckLines(theme_styles, width, is_airy=False).body(checked)
    ]
    labels = [
        line[: len(ORIGINAL)].strip() for line in lines[: next(n for n, line in enumerate(lines) if "talk" in line)]
    ]
    assert labels == ["here", "original"] * (len(labels) // 2)
    assert len(labels) > 2 or width == 120
