"""The sentences around a passage are whole, and stay in its line, or in the lines beside it if it is all of one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.text.span import Span
from reader.text.surroundings import sentences_around

LINE = "One is first. Two is next. Three is here. Four is last."
CASES = {
    "a sentence": (LINE, "Two is next.", "One is first. ", " Three is here."),
    "a word": (LINE, "next", "One is first. Two is ", ". Three is here."),
    "the first": (LINE, "One is first.", "", " Two is next."),
    "amid the first": (LINE, "is", "One ", " first. Two is next."),
    "the last": (LINE, "Four is last.", "Three is here. ", ""),
    "two sentences": (LINE, "Two is next. Three is here.", "One is first. ", " Four is last."),
    "in a line of several": (f"Up here.\n{LINE}\nDown here.", "Three", "Two is next. ", " is here. Four is last."),
    "a whole line": ("Up here.\n\nTwo is next.\n\nDown here.", "Two is next.", "Up here.\n\n", "\n\nDown here."),
    "the whole text": ("Two is next.", "Two is next.", "", ""),
}


@pytest.mark.parametrize("name", CASES)
def test_whole_sentences_stand_around_a_passage(name: str) -> None:
    text, exact, before, after = CASES[name]
    start = text.index(exact)
    assert sentences_around(text, Span(start, start + len(exact))) == (before, after)


@pytest.mark.parametrize("end", ["\r", "\r\n", "\n\r\n"])
def test_a_line_may_end_in_any_way(end: str) -> None:
    text = f"Up here.{end}One is here. Two is next.{end}{end}Three is here.{end}Down here."
    first = text.index("One")
    assert sentences_around(text, Span(first, first + 12)) == (f"Up here.{end}", " Two is next.")
    third = text.index("Three")
    assert sentences_around(text, Span(third, third + 14)) == (
        f"Two is next.{end}{end}",
        f"{end}Down here.",
    )


def test_only_so_much_is_looked_at_on_each_side(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reader.text.surroundings.REACH", 6)
    start = LINE.index("Two")
    assert sentences_around(LINE, Span(start, start + 12)) == ("irst. ", " Three")
    assert sentences_around(LINE, Span(4, 6)) == ("One ", " first")


@given(st.text("ab. \n\r“”", max_size=60), st.data())
def test_what_stands_around_it_is_the_text_beside_it(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    before, after = sentences_around(text, Span(start, end))
    assert text[:start].endswith(before)
    assert text[end:].startswith(after)
