"""A long Markdown text in parts: which of them are parsed at once, which on demand, and which are left plain."""

import re
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.text.block import Kind
from reader.text.markdown import TooDeep, blocks, splitter
from reader.text.markdown.blocks import MarkdownBlocks, markdown_blocks
from reader.text.markdown.splitter import split_points
from reader.text.span import Span

PART = "A *part* of it here.\n\n"  # 22 code points
Parsed = list[Span | None]


@pytest.fixture(autouse=True)
def short_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(splitter, "LEAST", 20)


@pytest.fixture
def parsed(monkeypatch: pytest.MonkeyPatch) -> Parsed:
    """The parts that were parsed, in order."""
    spans: Parsed = []
    parse: Callable[..., object] = markdown_blocks

    def noting(text: str, part: Span | None = None, *rest: object) -> object:
        spans.append(part)
        return parse(text, part, *rest)

    monkeypatch.setattr(blocks, "markdown_blocks", noting)
    return spans


def kinds(made: MarkdownBlocks) -> list[Kind]:
    return [block.kind for block in made]


def test_the_sizes_are_these() -> None:
    assert (blocks._SHORT, blocks._LONGEST, blocks._LONG_IN_ALL) == (1 << 14, 1 << 17, 2_000_000)
    assert (blocks._FEW_BRACKETS, blocks._MOST_BRACKETS) == (300, 2_000)


def test_a_text_of_one_part_is_parsed_at_once(parsed: Parsed) -> None:
    MarkdownBlocks("A *short* text.")
    assert parsed == [None]


def test_short_parts_are_parsed_on_demand(parsed: Parsed) -> None:
    made = MarkdownBlocks(PART * 3)
    assert parsed == []
    assert made.at(0) is not None
    assert parsed == [Span(0, 22)]
    assert kinds(made) == [Kind.PARAGRAPH] * 3


@pytest.mark.parametrize(("limit", "at_once"), [(22, []), (21, [Span(0, 22), Span(22, 44)])])
def test_a_part_that_is_not_short_is_parsed_at_once(
    limit: int, at_once: Parsed, parsed: Parsed, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(blocks, "_SHORT", limit)
    MarkdownBlocks(PART * 2)
    assert parsed == at_once


@pytest.mark.parametrize(("limit", "at_once"), [(2, []), (1, [Span(0, 24)])])
def test_so_is_one_with_many_brackets(
    limit: int, at_once: Parsed, parsed: Parsed, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(blocks, "_FEW_BRACKETS", limit)
    MarkdownBlocks("A [part] of [it] here.\n\n" + PART)
    assert parsed == at_once


@pytest.mark.parametrize(
    ("name", "limit", "is_plain"),
    [
        ("_LONGEST", 22, False),
        ("_LONGEST", 21, True),
        ("_LONG_IN_ALL", 44, False),
        ("_LONG_IN_ALL", 43, True),
    ],
)
def test_what_would_take_too_long_is_plain(
    name: str, limit: int, is_plain: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(blocks, "_SHORT", 1)
    monkeypatch.setattr(blocks, name, limit)
    made = MarkdownBlocks(PART * 2)
    assert made.is_partly_plain is is_plain
    assert (Kind.LINE in kinds(made)) is is_plain
    if name == "_LONG_IN_ALL" and is_plain:
        assert kinds(made) == [Kind.PARAGRAPH, Kind.LINE]


@pytest.mark.parametrize(("limit", "is_plain"), [(2, False), (1, True)])
def test_so_are_very_many_brackets(limit: int, is_plain: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(blocks, "_FEW_BRACKETS", 0)
    monkeypatch.setattr(blocks, "_MOST_BRACKETS", limit)
    assert MarkdownBlocks("A [part] of [it] here.\n\n" + PART).is_partly_plain is is_plain


def test_a_part_that_is_too_deep_is_plain_and_a_whole_text_is_refused() -> None:
    deep = ">" * 200 + " a"
    with pytest.raises(TooDeep):
        MarkdownBlocks(deep)
    assert kinds(MarkdownBlocks(PART + PART + "a\n" + deep)) == [Kind.PARAGRAPH, Kind.PARAGRAPH, Kind.LINE, Kind.LINE]


def test_a_definition_serves_all_parts_wherever_it_stands() -> None:
    text = "See [the port] here now.\n\n" + PART + "[the port]: /u\n"
    first = MarkdownBlocks(text).at(0)
    assert first and first.markup[0][0].of(text) == "[the port]"


def test_a_definition_in_a_part_that_is_too_long_serves_none(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "See [the port] here now.\n\n" + PART + "[the port]: /u\n" + "x" * 90
    monkeypatch.setattr(blocks, "_LONGEST", 80)
    first = MarkdownBlocks(text).at(0)
    assert first and first.markup == ()


# Where a text is split


@pytest.mark.parametrize(("length", "first"), [(17, 25), (18, 20)])
def test_a_part_is_no_shorter_than_the_least_if_another_follows(length: int, first: int) -> None:
    """The least is twenty, here; the line end and the blank line are two more."""
    assert next(split_points("x" * length + "\n\nmore\n\nand more", 0)) == first


@pytest.mark.parametrize("next_line", ["- item", "1. item", "> quote", "  indented", "* item", "+ item"])
def test_before_a_line_that_may_go_on_with_a_block_there_is_no_split(next_line: str) -> None:
    assert list(split_points(f"{'x' * 30}\n\n{next_line}\n", 0)) == []


def test_front_matter_is_never_split() -> None:
    text = f"---\ntitle: {'x' * 30}\n\nkey: 1\n---\n\nText that follows it.\n"
    assert list(split_points(text, 0)) != []
    assert kinds(MarkdownBlocks(text)) == [Kind.FRONT_MATTER, Kind.PARAGRAPH]


def searched(text: str, start: int) -> list[int]:
    """The split points by one search through the whole text."""
    found, last = [], 0
    while mark := splitter._MARK.search(text, start):
        if mark["blank"] is not None:
            start = mark.end()
        elif fence := mark["fence"]:
            closing = re.search(
                rf"^ {{0,3}}{re.escape(fence[0])}{{{len(fence)},}}[ \t]*\r?$", text[mark.end() :], re.MULTILINE
            )
            start = mark.end() + closing.end() if closing else len(text)
        else:
            closing = splitter._ENDS[mark.lastgroup or ""][1].search(text, mark.end())
            start = closing.end() if closing else len(text)
        if mark["blank"] is not None and start - last >= splitter.LEAST:
            found.append(start)
            last = start
    return found


PIECES = ["a", "\n", "\r\n", "\r", " ", "```", "~~~", "<!--", "-->", "<pre>", "</PRE>", "<?", "?>", "- b", "<x>", "]]>"]


@given(st.lists(st.sampled_from(PIECES), max_size=40).map("".join), st.integers(1, 30), st.integers(0, 3))
def test_line_by_line_a_text_is_split_where_one_search_splits_it(text: str, size: int, start: int) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(splitter, "LEAST", 3)
        patch.setattr(splitter, "SLICE", size)
        assert list(split_points(text, start)) == searched(text, start)
