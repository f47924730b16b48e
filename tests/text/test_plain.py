"""Plain text: every line of text is a block, and every character on the screen has its place in the source."""

from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.text import plain
from reader.text.block import Block, Kind
from reader.text.plain import LONGEST, PlainBlocks, plain_title
from reader.text.sanitize import sanitize
from reader.text.span import Span

texts = st.one_of(st.text(), st.text("ab. •-1)\t\r\n\x0b\x1c\x85\u2028\u3000\ufeff\u200d\u0301👩é“”", max_size=80))


def contents(text: str) -> list[str]:
    return [block.content.of(text) for block in PlainBlocks(text)]


def one_block(text: str) -> Block:
    (block,) = PlainBlocks(text)
    return block


# Lines and groups of lines


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("", []),
        (" \n\t\r\n\n", []),
        ("One", ["One"]),
        ("One\nTwo\n", ["One", "Two"]),
        ("One\r\nTwo\r\n", ["One", "Two"]),
        ("One\rTwo\r", ["One", "Two"]),
        ("One\n\n\n \nTwo", ["One", "Two"]),
        ("\ufeffOne\nTwo", ["One", "Two"]),
        ("\ufeff", []),
        ("  One two  \n\tThree\t\n", ["One two", "Three"]),
        ("a\u2028b\x0bc\x0cd\x85e", ["a\u2028b\x0bc\x0cd\x85e"]),
    ],
)
def test_each_line_that_is_not_blank_is_a_block(text: str, lines: list[str]) -> None:
    assert contents(text) == lines
    assert all(block.kind is Kind.LINE for block in PlainBlocks(text))


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize(
    ("lines", "spaced"),
    [
        (["One", "Two"], [False, False]),
        (["One", "", "Two"], [False, True]),
        (["One", "  \t", "Two", "Three"], [False, True, False]),
        (["", "", "One", "", "", "Two"], [True, True]),
        (["", "One"], [True]),
        (["\ufeffOne", "", "Two"], [False, True]),
    ],
)
def test_blank_lines_separate_groups(lines: list[str], spaced: list[bool], line_end: str) -> None:
    assert [block.spaced for block in PlainBlocks(line_end.join(lines))] == spaced


# What leads a line


@pytest.mark.parametrize(
    ("line", "lead", "content"),
    [
        ("No lead.", "", "No lead."),
        ("  Indented.", "  ", "Indented."),
        ("\tTabbed.", "    ", "Tabbed."),
        ("• A bullet.", "• ", "A bullet."),
        ("  -  A dash.", "  -  ", "A dash."),
        ("*\tA star.", "*    ", "A star."),
        ("— Speech in French.", "— ", "Speech in French."),
        ("12. Twelfth.", "12. ", "Twelfth."),
        ("3) Third.", "3) ", "Third."),
        ("2024. A year.", "", "2024. A year."),
        ("-5 degrees.", "", "-5 degrees."),
        ("1.5 metres.", "", "1.5 metres."),
        ("*** Stars", "", "*** Stars"),
        ("•", "", "•"),
        ("- ", "", "-"),
        ("- - Twice", "- ", "- Twice"),
        ("\u3000全角。", "\u3000", "全角。"),
    ],
)
def test_bullets_numbers_and_indents_lead_the_content(line: str, lead: str, content: str) -> None:
    block = one_block(line)
    assert (block.rendered[: block.lead], block.content.of(line)) == (lead, content)


def test_sentences_begin_after_the_bullet() -> None:
    text = "Shop:\n  • Buy bread. Then go.\n"
    *_, block = PlainBlocks(text)
    assert [span.of(text) for span in block.sentences] == ["Buy bread.", "Then go."]


def test_a_tab_is_one_atom_of_four_cells() -> None:
    block = one_block("a\tb")
    assert block.rendered == "a    b"
    assert [block.source_span(at, at + 1) for at in range(6)] == [(0, 1), *[(1, 2)] * 4, (2, 3)]
    assert [block.rendered_span(at, at + 1) for at in range(3)] == [(0, 1), (1, 5), (5, 6)]


def test_control_characters_are_shown_by_marks_and_kept_in_the_source() -> None:
    text = "A\x1b[31mred\x07 line.\u202e"
    block = one_block(text)
    assert block.rendered == "A␛[31mred␇ line.\ufffd"
    assert block.content.of(text) == text


# The headline

PROSE = "The harbour of the small town was closed on Monday after a ship had run aground, and " * 2


@pytest.mark.parametrize(
    ("lines", "title"),
    [
        (["Harbour closed after a ship runs aground", PROSE], "Harbour closed after a ship runs aground"),
        (["Menu", "Share", "Harbour closed after storm", PROSE], "Harbour closed after storm"),
        (["Home » News » The coast today", "Harbour closed after storm", PROSE], "Harbour closed after storm"),
        (["Home / News / The coast", "Harbour closed after storm"], "Harbour closed after storm"),
        (["The ship ran aground at noon.", "Harbour closed after storm"], "Harbour closed after storm"),
        (["“The ship ran aground.”", "Harbour closed after storm"], "Harbour closed after storm"),
        (["More from the coast here:", "Harbour closed after storm"], "Harbour closed after storm"),
        ([PROSE, "Harbour closed after storm"], None),
        (["Menu", "Share"], None),
        (["Page"] * 12 + ["Harbour closed after storm"], None),
        (["  Harbour\tclosed  after\u00a0storm  "], "Harbour closed after storm"),
        (["Harbour closed \x1b[1mafter storm"], "Harbour closed ␛[1mafter storm"),
        ([], None),
    ],
)
def test_the_headline_is_the_first_short_line_that_ends_like_no_sentence(lines: list[str], title: str | None) -> None:
    assert plain_title(list(PlainBlocks("\n".join(lines)))) == title


@pytest.mark.parametrize(("words", "is_headline"), [(3, False), (4, True), (30, True), (31, False)])
def test_a_headline_has_four_to_thirty_words(words: int, is_headline: bool) -> None:
    line = " ".join(["word"] * words)
    assert plain_title(PlainBlocks(f"Menu\n{line}\nMore")) == (line if is_headline else None)


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Ferry late\n\nText.", "Ferry late"),
        ("Ferry late\nText.", None),  # it does not stand apart
        ("Ferry late", None),  # nothing follows
        ("Ferry late.\n\nText.", None),
        ("Home > Ferry\n\nText.", None),
        (" ".join(["word"] * 31) + "\n\nText.", None),
    ],
)
def test_a_shorter_headline_stands_apart_at_the_top(text: str, title: str | None) -> None:
    assert plain_title(PlainBlocks(text)) == title


def test_prose_ends_the_search_for_a_headline_and_thirty_words_are_not_prose() -> None:
    headline = "Harbour closed after storm"
    for words, title in ((30, headline), (31, None)):
        assert plain_title(PlainBlocks(f"{'word ' * (words - 1)}end.\n{headline}\nMore")) == title


def test_a_headline_is_among_twelve_lines() -> None:
    for above, title in ((11, "Harbour closed after storm"), (12, None)):
        assert plain_title(PlainBlocks("Menu\n" * above + "Harbour closed after storm")) == title


@pytest.mark.parametrize(("length", "count"), [(2 * LONGEST - 1, 1), (2 * LONGEST, 2), (3 * LONGEST, 3)])
def test_a_line_is_divided_from_twice_the_length_of_a_piece(length: int, count: int) -> None:
    assert LONGEST == 8192
    assert len(list(PlainBlocks("x" * length))) == count


@pytest.mark.parametrize("before", [0, 9_999])
def test_each_offset_of_a_long_line_is_in_the_piece_that_was_cut_there(before: int) -> None:
    sentence = "A" + " word" * 199 + "ab. "
    assert len(sentence) == 1000
    blocks = PlainBlocks("\n" * before + sentence * 40)
    pieces = list(blocks)
    starts = [block.start - before for block in pieces]
    assert starts == [0, 8000, 16000, 25000], "the sentences nearest to the middles"
    for at in range(before, before + 40_000, 100):
        assert blocks.at(at) == next(block for block in reversed(pieces) if block.start <= at), at


def test_each_piece_of_a_long_line_has_those_beside_it() -> None:
    text = "\ufeff" + "x" * (3 * LONGEST) + "\n\nOne"
    blocks = PlainBlocks(text)
    pieces = list(blocks)
    assert [block.start for block in pieces] == [1, LONGEST + 1, 2 * LONGEST + 1, len(text) - 3]
    assert [blocks.before(block) for block in pieces] == [None, *pieces[:-1]]
    assert [blocks.after(block) for block in pieces] == [*pieces[1:], None]
    assert (blocks.at(0), blocks.at(len(text))) == (pieces[0], pieces[-1])


class SearchedText(str):
    """A text that counts how often its ends of lines are looked for."""

    searches = 0

    def find(self, *args: Any) -> int:
        self.searches += 1
        return super().find(*args)

    def rfind(self, *args: Any) -> int:
        self.searches += 1
        return super().rfind(*args)


@pytest.mark.parametrize("offset", [0, 1 << 19, 1 << 20])
def test_a_line_is_searched_in_windows_that_double(offset: int) -> None:
    text = SearchedText("x" * (1 << 20))
    assert PlainBlocks(text).at(offset)
    assert text.searches <= 2 * 2 * 11, "two ends of lines, two ways, and 1024 doubles 10 times"


def test_a_line_ends_at_the_first_of_both_ends() -> None:
    text = "One\rTwo\nThree\r\nFour"
    assert [block.content.of(text) for block in PlainBlocks(text)] == ["One", "Two", "Three", "Four"]


def test_blocks_of_a_range_are_those_of_its_lines() -> None:
    text = "One\n\nTwo\nThree\n"
    blocks = PlainBlocks(text, 5, 9)
    assert [block.content.of(text) for block in blocks] == ["Two"]
    assert (blocks.at(0), blocks.at(99)) == (blocks.at(5), blocks.at(5))


# Laws for any text


@given(texts)
def test_blocks_come_in_order_and_hold_all_that_is_not_white_space(text: str) -> None:
    blocks = list(PlainBlocks(text))
    assert all(before.end <= after.start for before, after in pairwise(blocks))
    edges = [0, *(edge for block in blocks for edge in (block.start, block.end)), len(text)]
    between = "".join(text[start:end] for start, end in zip(edges[::2], edges[1::2], strict=True))
    assert not between.removeprefix("\ufeff").strip()


@given(texts)
def test_runs_cover_their_block_letter_by_letter_or_as_atoms(text: str) -> None:
    for block in PlainBlocks(text):
        assert (block.runs[0].start, block.runs[-1].end) == (block.start, block.end)
        assert all(before.end == after.start for before, after in pairwise(block.runs))
        for run in block.runs:
            source = text[run.start : run.end]
            assert (source == "\t" and len(run.rendered) == 4) if run.atom else run.rendered == sanitize(source)


@given(texts)
def test_each_shown_character_is_found_in_the_source_and_back(text: str) -> None:
    for block in PlainBlocks(text):
        for at in range(len(block.rendered)):
            span = block.source_span(at, at + 1)
            assert span.end - span.start == 1
            assert block.source_at(at) == span.start
            start, end = block.rendered_span(*span)
            assert start <= at < end
            assert block.source_span(start, end) == span


@given(texts, st.data())
def test_a_longer_span_shows_all_that_its_parts_show(text: str, data: st.DataObject) -> None:
    for block in PlainBlocks(text):
        start = data.draw(st.integers(block.start, block.end - 1))
        end = data.draw(st.integers(start + 1, block.end))
        parts = [block.rendered_span(at, at + 1) for at in range(start, end)]
        assert block.rendered_span(start, end) == (parts[0][0], parts[-1][1])
        assert block.source_span(*block.rendered_span(start, end)) == (start, end)


@given(texts)
def test_sentences_and_quotations_lie_in_the_content(text: str) -> None:
    for block in PlainBlocks(text):
        assert block.sentences[0].start == block.content.start
        assert block.sentences[-1].end == block.content.end
        assert all(block.content.covers(span) and span for span in (*block.sentences, *block.quotations))


def test_an_empty_span_is_shown_as_an_empty_one() -> None:
    block = one_block("abc")
    assert block.rendered_span(1, 1) == (1, 1)
    assert block.source_span(2, 2) == Span(2, 2)
    assert block.source_span(3, 3) == Span(3, 3)


def test_a_line_that_took_long_to_find_is_remembered(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(plain, "LONG_LINE", 50)
    text = "Short one.\n" + "long " * 20 + "\nShort two.\n" + "long " * 30 + "\nShort three."
    blocks = PlainBlocks(text)
    first = [blocks.at(at) for at in range(0, len(text), 7)]
    asked: list[int] = []
    found = PlainBlocks._line_end

    def recorded(self: PlainBlocks, offset: int) -> int:
        asked.append(offset)
        return found(self, offset)

    monkeypatch.setattr(PlainBlocks, "_line_end", recorded)
    assert [blocks.at(at) for at in range(0, len(text), 7)] == first
    assert asked
    assert not [at for at in asked if "long" in text[max(0, at - 3) : at + 3]]


def test_no_more_long_lines_are_remembered_than_a_page_has(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(plain, "LONG_LINE", 50)
    monkeypatch.setattr(plain, "LONG_LINES", 2)
    blocks = PlainBlocks("\n".join(["long " * 20] * 5))
    assert len(list(blocks)) == 5
    assert len(blocks._long_lines) == 2
