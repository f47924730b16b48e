"""Everyone's marks under the rows of a text: told apart by lines and numbers, never by colour alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.style import Style

from reader.text.article import Article
from reader.text.span import Span
from reader.tui.article.rows import Layout
from reader.tui.screens.side_by_side import GUTTER, Side, SideBySide
from reader.tui.theme_styles import ThemeStyles
from tests.support.articles import an_article
from tests.support.stores import an_annotation

PLAIN = Style()
Marks = list[tuple[int, int, str]]


def drawn(article: Article, width: int, *said: Marks, around: int = 0) -> list[str]:
    sides = [
        Side(str(number), [an_annotation(start=start, end=end, tag=tag) for start, end, tag in marks])
        for number, marks in enumerate(said, 1)
    ]
    spans = [Span(start, end) for marks in said for start, end, _ in marks]
    whole = Span(min(span.start for span in spans), max(span.end for span in spans))
    lines, _ = SideBySide(Layout(article, width), NO_STYLES, lambda _tag: PLAIN).draw(whole, sides, around)
    return ["".join(segment.text for segment in line) for line in lines]


NO_STYLES = ThemeStyles(**dict.fromkeys(ThemeStyles.__dataclass_fields__, PLAIN))  # type: ignore[arg-type]

# The text, its width, what each marked, and what is drawn.
CASES: dict[str, tuple[str, int, list[Marks], list[str]]] = {
    "the name in the line": ("One two three.", 20, [[(4, 13, "tag")]], ["  One two three.", "1     ├ tag ──┤"]),
    "the name behind it": ("One two three.", 20, [[(4, 7, "tag")]], ["  One two three.", "1     ├─┤ tag"]),
    "no room for a name": ("One two three.", 14, [[(8, 13, "tag")]], ["  One two three.", "1         ├───┤"]),
    "one letter": ("One two three.", 20, [[(4, 5, "tag")]], ["  One two three.", "1     │ tag"]),
    "two sides": (
        "One two.", 20, [[(0, 8, "a")], [(4, 7, "b")]], ["  One two.", "1 ├ a ───┤", "2     ├─┤ b"],
    ),
    "what overlaps has a line of its own": (
        "One two.", 20, [[(0, 8, "a"), (4, 7, "b")]], ["  One two.", "1 ├ a ───┤", "1     ├─┤ b"],
    ),
    "over two rows": (
        "One two three.", 8, [[(4, 14, "a")]], ["  One two ", "1     ├──", "  three.", "1 ─ a ─┤"],
    ),
    "nothing": ("One two.", 20, [[(0, 3, "a")], []], ["  One two.", "1 ├─┤ a", "2 nothing"]),
    "a mark on a letter": ("ae\u0301", 20, [[(2, 3, "a")]], ["  ae\u0301", "1  │ a"]),
    "a mark at the beginning": ("\u0301abc", 20, [[(0, 1, "a")]], ["  \u0301abc", "1 │ a"]),
    "a mark at the edge": ("abcdefg日\u0301", 9, [[(8, 9, "a")]], ["  abcdefg日\u0301", "1         │"]),
    "wide letters": ("日本語の本", 20, [[(1, 3, "a")]], ["  日本語の本", "1   ├──┤ a"]),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_lines_stand_under_what_they_mark(name: str) -> None:
    text, width, said, expected = CASES[name]
    assert [line.rstrip() for line in drawn(an_article(text), width, *said)] == [line.rstrip() for line in expected]


@pytest.mark.parametrize(("start", "around", "begin"), [(0, 0, 0), (4, 0, 0), (11, 0, 0), (11, 1, 1), (24, 2, 2)])
def test_the_line_that_a_place_begins_on_is_told(start: int, around: int, begin: int) -> None:
    """Rows: `One two`, `three.`, a blank one, `Four five`, `six.`; each row of the place has a line below it."""
    layout = Layout(an_article("One two three.\n\nFour five six."), 10)
    side_by_side = SideBySide(layout, NO_STYLES, lambda _tag: PLAIN)
    lines, number = side_by_side.draw(Span(start, start + 1), [], around)
    assert number == begin
    assert side_by_side.draw(Span(start, start + 1), [], 0)[0] == lines[number : number + 1]


def test_marks_of_markdown_are_not_shown() -> None:
    assert drawn(an_article("A **bold** word.", "a.md"), 20, [(4, 8, "a")]) == ["  A bold word.", "1   ├──┤ a"]


alphabet = "ab. -\n日é\u0301👩\u200d\u200b\x1b#*_`>|"


@given(st.text(alphabet, min_size=1, max_size=60), st.sampled_from(["a.txt", "a.md"]), st.integers(2, 30), st.data())
def test_whatever_is_marked_it_stays_in_its_width(text: str, name: str, width: int, data: st.DataObject) -> None:
    start = st.integers(0, len(text) - 1)
    marks = data.draw(
        st.lists(
            start.flatmap(lambda at: st.tuples(st.just(at), st.integers(at + 1, len(text)))), min_size=1, max_size=4
        )
    )
    said = [[(begin, end, "a tag\x1b") for begin, end in marks[::2]], [(begin, end, "b") for begin, end in marks[1::2]]]
    for line in drawn(an_article(text, name), width, *said, around=2):
        assert "\x1b" not in line
        assert cell_len(line.rstrip()) <= max(GUTTER + width, len("2 nothing"))
