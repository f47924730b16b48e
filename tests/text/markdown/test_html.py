"""HTML in Markdown: headings without their tags, and everything else as it is written."""

import pytest

from reader.text.block import Kind, Run
from reader.text.markdown.html import html_blocks, runs_between

HEADING, HTML = Kind.HEADING, Kind.HTML


def blocks(text: str) -> list[tuple[Kind, str, int]]:
    found = html_blocks([Run(text, 0, len(text))])
    return [(each.kind, "".join(run.rendered for run in each.runs), each.level) for each in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("<p>One.</p>", [(HTML, "<p>One.</p>", 0)]),
        ("<h2>One</h2>", [(HEADING, "One", 2)]),
        ("<H6 class='a'> One <b>two</b> </H6 >", [(HEADING, "One two", 6)]),
        ("<h1>A</h1><h2>B</h2>", [(HEADING, "A", 1), (HEADING, "B", 2)]),
        ("<p>a</p><h1>A</h1><p>b</p>", [(HTML, "<p>a</p>", 0), (HEADING, "A", 1), (HTML, "<p>b</p>", 0)]),
        ("<h1>a&amp;b &#65;&nbsp;&#0;c</h1>", [(HEADING, "a&b A \ufffdc", 1)]),
        ("<h1>a\n  b <b> c</b></h1>", [(HEADING, "a b c", 1)]),
        ("<h1> <b></b></h1>", [(HTML, "<h1> <b></b></h1>", 0)]),
        ("<h1>a</h2>", [(HTML, "<h1>a</h2>", 0)]),
        ("<h7>a</h7>", [(HTML, "<h7>a</h7>", 0)]),
        ("<!-- <h1>a</h1> -->", [(HTML, "<!-- <h1>a</h1> -->", 0)]),
        ("<script><h1>a</h1></script><h1>b</h1>", [(HTML, "<script><h1>a</h1></script>", 0), (HEADING, "b", 1)]),
        ("<h1>a<h2>b</h2></h1>", [(HTML, "<h1>a", 0), (HEADING, "b", 2), (HTML, "</h1>", 0)]),
        ("  ", []),
    ],
)
def test_headings_are_told_apart_from_the_rest(text: str, expected: list[tuple[Kind, str, int]]) -> None:
    assert blocks(text) == expected


@pytest.mark.parametrize(("length", "kind"), [(2000, HEADING), (2001, HTML)])
def test_a_heading_has_a_limit(length: int, kind: Kind) -> None:
    assert [each[0] for each in blocks(f"<h1>{'a' * length}</h1>")] == [kind]


def test_elements_in_a_heading_are_markup_around_what_they_show() -> None:
    text = "<h1>a <b>b <i>c</i></b> <u></u><b>d</h1>"
    (heading,) = html_blocks([Run(text, 0, len(text))])
    inside = [(outer.of(text), inner.of(text)) for outer, inner in heading.markup]
    assert inside == [("<i>c</i>", "c"), ("<b>b <i>c</i></b>", "b <i>c")]


def test_an_element_at_the_edge_of_a_heading_that_shows_only_white_space_is_not_markup() -> None:
    text = "<h1><i> </i>a <b>\n</b></h1>"
    (heading,) = html_blocks([Run(text, 0, len(text))])
    assert "".join(run.rendered for run in heading.runs) == "a"
    assert not heading.markup


@pytest.mark.parametrize(
    ("inside", "markup"),
    [
        ("a <B>b</b> c", ["<B>b</b>"]),
        ("a <b>b</B> c", ["<b>b</B>"]),
        ("a</b> <i>c</i>", ["<i>c</i>"]),  # what was never opened ends nothing
        ("a <b>b</i> c", []),
    ],
)
def test_an_element_ends_with_its_own_tag(inside: str, markup: list[str]) -> None:
    text = f"<h1>{inside}</h1>"
    (heading,) = html_blocks([Run(text, 0, len(text))])
    assert [outer.of(text) for outer, _ in heading.markup] == markup


ATOM, PLAIN, NOTHING = Run("x", 0, 4, atom=True), Run("abc", 4, 7), Run("  ", 7, 7)


@pytest.mark.parametrize(
    ("start", "end", "runs"),
    [
        (0, 6, [ATOM, PLAIN, NOTHING]),
        (0, 1, [ATOM]),
        (1, 4, [PLAIN]),
        (2, 3, [Run("b", 5, 6)]),
        (0, 2, [ATOM, Run("a", 4, 5)]),
        (3, 5, [Run("c", 6, 7), NOTHING]),  # what is not in the source is never cut
        (2, 2, []),
        (6, 9, []),
    ],
)
def test_runs_are_cut_at_what_they_show(start: int, end: int, runs: list[Run]) -> None:
    assert runs_between([ATOM, PLAIN, NOTHING], start, end) == runs


def test_blank_lines_around_html_are_not_part_of_it() -> None:
    parts = ["\n", " ", "<p>", "\n", "a", "\n", "\n"]
    runs = [Run(part, at, at + 1, atom=part == "\n") for at, part in enumerate(parts)]
    (block,) = html_blocks(runs)
    assert block.runs == runs[2:5]
    assert list(html_blocks(runs[:2])) == []
