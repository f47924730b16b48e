"""The lines of a source, and the way back from the parser's offsets."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.text.markdown.lines import Lines
from reader.text.span import Span

TEXT = "ab\r\ncd\re\n\nf"


@pytest.mark.parametrize(
    ("start", "end", "spans", "parsed"),
    [
        (0, 11, [(0, 2), (4, 6), (7, 8), (9, 9), (10, 11)], "ab\ncd\ne\n\nf\n"),
        (4, 9, [(4, 6), (7, 8), (9, 9)], "cd\ne\n"),
        (4, 8, [(4, 6), (7, 8)], "cd\ne\n"),
        (1, 1, [(1, 1)], "\n"),
    ],
)
def test_lines_end_where_the_source_says(start: int, end: int, spans: list[tuple[int, int]], parsed: str) -> None:
    lines = Lines(TEXT, start, end)
    assert lines.spans == [Span(*span) for span in spans]
    assert lines.parsed == parsed
    assert [lines[number] for number in range(len(spans))] == [TEXT[slice(*span)] for span in spans]


def test_the_parser_gets_no_nul() -> None:
    assert Lines("a\0b", 0, 3).parsed == "a\ufffdb\n"


@given(st.text("ab\r\n", max_size=12), st.integers(0, 3), st.integers(0, 3))
def test_an_offset_of_the_parser_leads_back_to_the_source(text: str, cut: int, short: int) -> None:
    start, end = min(cut, len(text)), max(min(cut, len(text)), len(text) - short)
    lines, offset = Lines(text, start, end), 0
    for number, span in enumerate(lines.spans):
        for at in range(span.start, span.end + 1):
            assert lines.source(number, offset + at - span.start) == at
        offset += span.end - span.start + 1


def test_a_part_of_a_line_is_found_in_that_line_only() -> None:
    lines = Lines("ab\r\naxb\r\nab", 0, 11)
    assert lines.find("b", 1, 3) == 6
    assert lines.find("a", 1, 3) == 4
    assert lines.find("a", 1, 4) is None
    assert lines.find("ab", 1, 3) is None
    assert lines.find("b", 2, 7) == 10
    assert (lines.rfind("a", 1), lines.rfind("b", 1), lines.rfind("x", 0)) == (4, 6, 0)
    assert Lines("aXaX", 0, 4).rfind("X", 0) == 3


@pytest.mark.parametrize(("text", "is_blank"), [("", True), (" \t> >", True), ("> a", False), ("-", False)])
def test_a_line_of_nothing_but_marks_is_blank(text: str, is_blank: bool) -> None:
    assert Lines(text, 0, len(text)).is_blank(0) is is_blank


@pytest.mark.parametrize(
    ("text", "contents", "shown"),
    [
        ("> a\n> b", ["a", "b"], [("a", 2, 3), ("\n", 3, 6), ("b", 6, 7)]),
        ("a\n\nb", ["a", "", "b"], [("a", 0, 1), ("\n", 1, 2), ("\n", 2, 3), ("b", 3, 4)]),
        ("-\ta", ["  a"], [("  ", 1, 2), ("a", 2, 3)]),  # two columns are left of the tab
        ("a\n-\tb", ["a", "  b"], [("a", 0, 1), ("\n", 1, 3), ("  ", 3, 4), ("b", 4, 5)]),
    ],
)
def test_a_line_of_code_is_the_end_of_its_line(
    text: str, contents: list[str], shown: list[tuple[str, int, int]]
) -> None:
    runs = Lines(text, 0, len(text)).literal_runs(0, contents)
    assert [(run.rendered, run.start, run.end) for run in runs] == shown
