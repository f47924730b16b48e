"""Rows of cells: how an article is folded for a width, and which cell shows which character."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from reader.text.article import Article
from reader.text.block import Block
from reader.text.graphemes import grapheme_bounds
from reader.tui.article.rows import _ONE_CELL_EACH, Layout, Row, fit, style_pieces, wrap
from tests.support.articles import an_article

FAMILY = "👨\u200d👩\u200d👧"
alphabet = "aaab. -–/\n\t\r•1)日本é\u0301👩\u200d\ufe0f🇩🇪\u200b\x1b#*_`>|[]&;ก\u0e33\u3000"
texts = st.one_of(st.text(max_size=40), st.text(alphabet, max_size=80))


articles = st.builds(an_article, texts, st.sampled_from(["a.txt", "a.md"]))
plain_articles = st.builds(an_article, texts)
widths = st.integers(1, 30)


def all_rows(layout: Layout) -> list[Row]:
    return list(layout.onward(layout.first))


def drawn(row: Row) -> str:
    """The row as it is drawn, without blanks at its end."""
    shown = row.block.rendered[row.start : row.end]
    return f"{row.block.margin}{' ' * row.indent}{shown}".rstrip(" ") if not row.is_gap else ""


def drawing(text: str, width: int, name: str = "a.txt") -> str:
    return "\n".join(drawn(row) for row in all_rows(Layout(an_article(text, name), width)))


@pytest.mark.parametrize(
    ("text", "width", "rows"),
    [
        ("", 10, []),
        ("One two three four", 30, ["One two three four"]),
        ("One two three four", 18, ["One two three four"]),
        ("One two three four", 17, ["One two three", "four"]),
        ("One two three four", 13, ["One two three", "four"]),
        ("One two three four", 8, ["One two", "three", "four"]),
        ("One two three four", 3, ["One", "two", "thr", "ee", "fou", "r"]),
        ("abc", 1, ["a", "b", "c"]),
        ("a b", 1, ["a", "b"]),
        ("Hippopotamus!", 5, ["Hippo", "potam", "us!"]),
        ("a Hippopotamus", 5, ["a", "Hippo", "potam", "us"]),
        ("well-known half–way", 6, ["well-", "known", "half–", "way"]),
        ("one     two", 5, ["one", "two"]),
        ("one\ttwo", 5, ["one", "two"]),
    ],
)
def test_words_are_kept_whole_where_they_fit(text: str, width: int, rows: list[str]) -> None:
    assert drawing(text, width) == "\n".join(rows)


@pytest.mark.parametrize(
    ("text", "width", "rows"),
    [
        ("• One two three", 9, ["• One two", "  three"]),
        ("  - One two three", 11, ["  - One two", "    three"]),
        ("10. One two three", 11, ["10. One two", "    three"]),
        ("    One two three", 11, ["    One two", "    three"]),
        ("\tOne two three", 11, ["    One two", "    three"]),
        ("          One two", 10, ["", "     One", "     two"]),
        ("• ab", 2, ["•", " a", " b"]),
    ],
)
def test_later_rows_hang_under_the_text_that_a_bullet_leads(text: str, width: int, rows: list[str]) -> None:
    assert drawing(text, width) == "\n".join(rows)


@pytest.mark.parametrize(
    ("text", "width", "rows"),
    [
        ("日本語日本", 4, ["日本", "語日", "本"]),
        ("日本語", 5, ["日本", "語"]),
        ("日本", 1, ["日", "本"]),
        ("see 日本語", 8, ["see 日本", "語"]),
        ("日本abc", 5, ["日本", "abc"]),  # after a wide character, too
        (f"{FAMILY}{FAMILY}{FAMILY}", 4, [f"{FAMILY}{FAMILY}", FAMILY]),
        (f"{FAMILY} end", 3, [FAMILY, "end"]),
        ("cafe\u0301s", 4, ["cafe\u0301", "s"]),
        ("e\u0301" * 5, 2, ["e\u0301e\u0301", "e\u0301e\u0301", "e\u0301"]),
        ("🇩🇪🇫🇷", 2, ["🇩🇪", "🇫🇷"]),
        ("cafe\u0301 one two", 8, ["cafe\u0301 one", "two"]),
    ],
)
def test_wide_and_combining_characters_are_counted_in_cells_and_never_parted(
    text: str, width: int, rows: list[str]
) -> None:
    assert drawing(text, width) == "\n".join(rows)


@pytest.mark.parametrize(
    ("markdown", "rows"),
    [
        ("- One two three\n- Four\n", ["- One two", "  three", "- Four"]),
        ("One two three\n\nFour\n", ["One two", "three", "", "Four"]),
        ("- One two three\n\n- Four\n", ["- One two", "  three", "", "- Four"]),  # a blank line is one
        ("One two three\n- Four\n", ["One two", "three", "", "- Four"]),
        ("# One\nTwo\n", ["One", "", "Two"]),
        ("| One two | a |\n|-|-|\n| Three | b |\n", ["One two │", "a", "Three   │", "b"]),  # nor the rows of a table
    ],
)
def test_a_blank_row_parts_long_paragraphs_but_not_the_items_of_a_list(markdown: str, rows: list[str]) -> None:
    assert drawing(markdown, 9, "a.md").replace("•", "-") == "\n".join(rows)


@pytest.mark.parametrize(
    ("name", "text", "rows"),
    [
        ("a.txt", "One\nTwo\n\nThree", ["One", "Two", "", "Three"]),
        ("a.txt", "One two three four\nFive", ["One two three", "four", "", "Five"]),
        ("a.txt", "• One two three\n• Four", ["• One two", "  three", "• Four"]),
        ("a.txt", "\n\nOne\n\n\n\nTwo", ["One", "", "Two"]),
        ("a.md", "# One\nTwo\n", ["One", "", "Two"]),
        ("a.md", "- One\n- Two\n", ["• One", "• Two"]),
        ("a.md", "> One two three\n> four", ["▌ One two", "▌ three four"]),
        ("a.md", "```\na\n\n  b\n```\n", ["a", "", "  b"]),
    ],
)
def test_blocks_stand_apart_as_in_the_source_or_as_their_length_needs(name: str, text: str, rows: list[str]) -> None:
    assert drawing(text, 13, name) == "\n".join(rows)


# Laws for any text and width


def content_width(block: Block, width: int) -> int:
    return max(1, width - cell_len(block.margin))


@given(plain_articles, widths)
def test_no_row_is_wider_than_the_width_but_for_one_character_that_is(article: Article, width: int) -> None:
    for row in all_rows(Layout(article, width)):
        shown = row.block.rendered[row.start : row.end].rstrip(" ")
        assert row.indent + cell_len(shown) <= width or len(list(grapheme_bounds(shown))) == 1


def test_deep_quotations_leave_room_for_their_text() -> None:
    layout = Layout(an_article("> " * 20 + "Some words", "a.md"), 20)
    for row in all_rows(layout):
        shown = row.block.rendered[row.start : row.end].rstrip()
        assert cell_len(layout.margin(row.block)) + row.indent + len(shown) <= 20


@given(articles, widths)
def test_rows_show_all_of_a_block_in_order_without_gaps(article: Article, width: int) -> None:
    for block in article.blocks:
        rows = list(wrap(block, content_width(block, width)))
        assert (rows[0][0], rows[-1][1]) == (0, len(block.rendered))
        for (_, end, _), (start, _, _) in pairwise(rows):
            assert end == start or (end + 1 == start and block.rendered[end] == "\n")
        assert all(start < end or not block.rendered or "\n" in block.rendered for start, end, _ in rows)


@given(articles, widths)
def test_no_row_begins_within_what_is_seen_as_one(article: Article, width: int) -> None:
    for block in article.blocks:
        bounds = {start for start, _ in grapheme_bounds(block.rendered)} | {len(block.rendered)}
        assert all(start in bounds for start, _, _ in wrap(block, content_width(block, width)))


@given(plain_articles, widths)
def test_a_cell_and_its_offset_find_each_other(article: Article, width: int) -> None:
    layout = Layout(article, width)
    for row in all_rows(layout):
        cell = row.indent
        for start, end in grapheme_bounds(row.block.rendered[row.start : row.end]):
            grapheme = row.block.rendered[row.start + start : row.start + end]
            for within in range(cell_len(grapheme)):
                offset = layout.offset_at(row, cell + within)
                assert offset == row.block.source_at(row.start + start)
                found = layout.row_at(offset)
                assert found and (found.place == row.place or article.text[offset] == "\t")
            cell += cell_len(grapheme)
        assert layout.offset_at(row, cell) is None


@given(articles, widths)
def test_rows_come_in_the_order_of_the_text(article: Article, width: int) -> None:
    layout = Layout(article, width)
    rows = all_rows(layout)
    assert [row.place for row in rows] == sorted({row.place for row in rows})
    found = [layout.row_at(offset) for offset in range(len(article.text) + 1)]
    places = [row.place for row in found if row]
    assert places == sorted(places)
    assert len(places) == (len(found) if rows else 0)
    assert set(places) <= {row.place for row in rows}


@given(articles, widths)
def test_the_way_back_is_the_way_forth(article: Article, width: int) -> None:
    layout = Layout(article, width)
    places = [row.place for row in all_rows(layout)]
    if last := layout.last:
        assert [row.place for row in layout.back(last)] == places[::-1]
    else:
        assert not places


@given(articles, widths, st.integers(0, 80), st.integers(-90, 90))
def test_moving_stops_at_the_ends(article: Article, width: int, offset: int, by: int) -> None:
    layout = Layout(article, width)
    places = [row.place for row in all_rows(layout)]
    if row := layout.row_at(offset):
        index = places.index(row.place)
        assert layout.moved(row, by).place == places[max(0, min(index + by, len(places) - 1))]


def test_what_is_said_to_take_one_cell_takes_one() -> None:
    one = [chr(code) for code in range(0x10000) if _ONE_CELL_EACH.fullmatch(chr(code))]
    assert [character for character in one if cell_len(character) != 1] == []


@pytest.mark.parametrize(
    ("text", "width", "fitted"),
    [
        ("One two", 7, "One two"),
        ("One two", 6, "One t…"),
        ("One two", 5, "One…"),
        ("One", 1, "…"),
        ("One", 0, ""),
        ("", 0, ""),
        ("日本語", 5, "日本…"),
        ("日本語", 4, "日…"),
        (f"{FAMILY}{FAMILY}", 3, f"{FAMILY}…"),
        ("e\u0301e\u0301e\u0301", 2, "e\u0301…"),
    ],
)
def test_a_text_is_cut_to_fit(text: str, width: int, fitted: str) -> None:
    assert fit(text, width) == fitted


@given(st.text(), widths)
def test_what_was_cut_fits(text: str, width: int) -> None:
    assert cell_len(fit(text, width)) <= width


@given(st.lists(st.integers(0, 20)), st.integers(0, 20), st.integers(0, 20))
def test_pieces_lie_side_by_side_and_are_cut_at_each_cut(cuts: list[int], start: int, length: int) -> None:
    found = list(style_pieces(cuts, start, start + length))
    inside = sorted({start, start + length, *(cut for cut in cuts if start < cut < start + length)})
    assert found == list(pairwise(inside))


@pytest.mark.parametrize(
    ("text", "name", "word", "cell"),
    [
        ("One two three", "a.txt", "One", 0),
        ("One two three", "a.txt", "two", 4),
        ("One two three", "a.txt", "three", 0),  # on the next row
        ("• One two three", "a.txt", "two", 6),
        ("• One two three", "a.txt", "three", 2),  # under the text that the bullet leads
        ("> One two three", "a.md", "One", 2),  # after the margin of a quotation
        ("日本 two", "a.txt", "two", 5),
    ],
)
def test_an_offset_has_a_cell_in_its_row_and_the_cell_leads_back(text: str, name: str, word: str, cell: int) -> None:
    layout, offset = Layout(an_article(text, name), 9), text.index(word)
    row = layout.row_at(offset)
    assert row
    assert layout.cell_of(row, offset) == cell
    assert layout.offset_at(row, cell) == offset
    assert layout.offset_at(row, cell - 1) != offset


@pytest.mark.parametrize(
    ("text", "margins"),
    [
        ("Text.\n\n```\ncode\n```\n\nMore.", ["", "    ", ""]),
        ("Text.\n\n    code\n", ["", "    "]),
        ("> ```\n> code\n> ```\n", ["▌     "]),
    ],
)
def test_code_is_indented_to_differ_from_a_paragraph(text: str, margins: list[str]) -> None:
    layout = Layout(an_article(text, "a.md"), 40)
    assert [layout.margin(block) for block in layout.article.blocks] == margins
    assert all(len(Layout(layout.article, 6).margin(block)) <= 3 for block in layout.article.blocks)
