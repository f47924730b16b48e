"""Blocks that are made where they are asked for are those that a walk through the whole text finds."""

import json
import re
from collections.abc import Iterator
from itertools import pairwise

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from reader.text import plain
from reader.text.block import Block, Kind
from reader.text.blocks import Blocks, JoinedBlocks, ListedBlocks
from reader.text.markdown import TooDeep, splitter
from reader.text.markdown.blocks import MarkdownBlocks, markdown_blocks
from reader.text.plain import PlainBlocks
from tests.support import DATA

EXAMPLES = [each["markdown"] for each in json.loads((DATA / "commonmark.json").read_text())]
plain_texts = st.text("ab. •1)\t\r\n\x0b\u2028\ufeff", max_size=60)


def starts(blocks: Blocks) -> list[int]:
    return [block.start for block in blocks]


def check_ways(blocks: Blocks, length: int) -> None:
    """Every way to a block leads to the same one: from the block before, from the one after, from an offset."""
    known = list(blocks)
    for here, there in pairwise(known):
        assert blocks.after(here) == there
        assert blocks.before(there) == here
    if not known:
        assert blocks.at(0) is None
        return
    assert blocks.before(known[0]) is None
    assert blocks.after(known[-1]) is None
    assert list(blocks.onward(known[len(known) // 2])) == known[len(known) // 2 :]
    assert list(blocks.back(known[len(known) // 2])) == known[len(known) // 2 :: -1]
    assert list(blocks.back(None)) == list(blocks.onward(None)) == []
    for offset in range(length + 1):
        before = [block for block in known if block.start <= offset]
        assert blocks.at(offset) == (before[-1] if before else known[0])


# Plain text


def lines_in_turn(text: str) -> Iterator[tuple[int, int, bool]]:
    """Start, end and whether a blank line is above, of each line with text: one walk from the top."""
    blank, line_ended = False, True
    for match in re.compile(r"[^\r\n]+|\r\n|\r|\n").finditer(text, text.startswith("\ufeff")):
        line, start = match.group(), match.start()
        if line[0] in "\r\n":
            blank, line_ended = blank or line_ended, True
        elif line.isspace():
            blank, line_ended = True, False
        else:
            yield start, start + len(line.rstrip()), blank
            blank, line_ended = False, False


@given(plain_texts)
def test_lines_found_one_by_one_are_those_found_in_turn(text: str) -> None:
    assert [(block.start, block.end, block.spaced) for block in PlainBlocks(text)] == list(lines_in_turn(text))


@given(plain_texts)
def test_every_way_leads_to_the_same_line(text: str) -> None:
    check_ways(PlainBlocks(text), len(text))


# One line of any length

SENTENCE = "The mayor of the town said no. "


@pytest.mark.parametrize(
    ("text", "begins"),
    [
        (SENTENCE * 60, "The mayor"),  # with a sentence
        ("word " * 400, "word"),  # else with a word
        ("日本語" * 700, ""),  # else with a character
        ("👨\u200d👩\u200d👧" * 300, "👨"),  # which is never parted
        ("e\u0301" * 900, "e"),
        (" " * 1000 + "one" + " " * 1000, ""),
        ("\t" * 900 + "end", ""),
    ],
)
def test_a_long_line_is_shown_in_pieces(text: str, begins: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(plain, "LONGEST", 200)
    monkeypatch.setattr(plain, "_WINDOW", 80)
    blocks = PlainBlocks(f"Above.\n{text}\nBelow.")
    _, *pieces, _ = blocks
    assert len(pieces) > 1
    assert all(piece.end - piece.start < 600 for piece in pieces)
    assert all(text.startswith(begins, piece.start - 7) for piece in pieces)
    assert [piece.continued for piece in pieces] == [False] + [True] * (len(pieces) - 1)
    shown = "".join(text[piece.start - 7 : piece.end - 7] for piece in pieces)
    assert "".join(shown.split()) == "".join(text.split())
    check_ways(blocks, len(text) + 14)


# Markdown


def check_parts(text: str) -> None:
    try:
        whole = markdown_blocks(text)
    except TooDeep:
        assume(False)
    in_parts = MarkdownBlocks(text)
    assert list(in_parts) == whole
    check_ways(in_parts, len(text))


@pytest.fixture(autouse=True)
def short_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(splitter, "LEAST", 20)


@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
@pytest.mark.parametrize(
    "text",
    [
        "# One\n\nA paragraph here.\n\n## Two\n\nMore [text][a] here.\n\n[a]: http://example.org\n",
        "- a long item of a list\n\n- another one\n\n  and more of it\n\nA paragraph after it.\n\nAnd one more.\n",
        "1. one\n\n1. two, which is shown as it is written\n\n> quoted words\n\n> more of them\n\nEnd of it all.\n",
        "A paragraph to begin.\n\n```\nin code\n\nstill in code\n```\n\nAfter the code there is this.\n",
        "A paragraph to begin.\n\n~~~~\nin code\n\n```\n\n~~~\n\nstill\n~~~~\n\nAfter it.\n\nThe end.\n",
        "A paragraph to begin.\n\n```\nnever closed\n\nstill in code\n\nand here\n",
        "A paragraph to begin.\n\n<!-- a comment\n\nthat goes on\n\n--> and ends\n\nAfter the comment.\n",
        "A paragraph to begin.\n\n<script>\n\na b c\n\n</script>\n\nAfter the script.\n",
        "---\ntitle: A title here\n\nmore: of it\n---\n\nA paragraph.\n\nAnother one, and so on.\n",
        "\ufeffA paragraph to begin.\n\nAnother one, and so on.\n\nAnd the last one.",
        "A paragraph to begin.\n\n    code by its indent\n\n    and more\n\nAnother one.\n",
        "A paragraph.\n\n| a | b |\n|---|---|\n| c | d |\n\nAnother paragraph.\n",
    ],
)
def test_a_text_in_parts_has_the_blocks_of_the_whole(text: str, line_end: str) -> None:
    check_parts(text.replace("\n", line_end))


@given(st.lists(st.sampled_from(EXAMPLES), min_size=2, max_size=5), st.sampled_from(["\n", "\r\n"]))
def test_so_have_the_examples_of_commonmark_one_after_another(examples: list[str], line_end: str) -> None:
    # A fence in a list that ends in the list's own way, or before it, is what a glance at the lines cannot tell.
    assume(not any("```" in each and re.search(r"^ *(?:[-*+]|\d+\.) ", each, re.MULTILINE) for each in examples))
    try:
        whole = markdown_blocks("\n\n".join(examples).replace("\n", line_end))
    except TooDeep:
        return
    found = list(MarkdownBlocks("\n\n".join(examples).replace("\n", line_end)))
    assert [_but_for_space(block) for block in found] == [_but_for_space(block) for block in whole]


def _but_for_space(block: Block) -> tuple[object, ...]:
    """A first block has no space above it, whatever it says."""
    return block.kind, block.start, block.end, block.runs, block.lead, block.margin, block.markup


@pytest.mark.parametrize(
    "much",
    [
        "[" * 100_000,
        "![a](" * 20_000,
        "| a | b |\n|-|-|\n" + "| cell | cell |\n" * 10_000,
        "- an item of a list\n" * 10_000,
    ],
)
def test_what_would_take_too_long_is_plain(much: str) -> None:
    blocks = MarkdownBlocks(f"# A heading to begin with\n\nA paragraph.\n\n{much}\n\nA *last* one.")
    assert blocks.is_partly_plain
    first, last = blocks.at(0), blocks.at(10**9)
    assert first and first.kind == "heading"
    assert last and (last.kind, last.rendered) == ("paragraph", "A last one.")


# Joined and kept


@given(st.lists(st.lists(st.integers(0, 9), unique=True).map(sorted), min_size=1, max_size=5))
def test_joined_parts_are_walked_as_one_list(numbers: list[list[int]]) -> None:
    begins = [[10 * part + number for number in those] for part, those in enumerate(numbers)]
    lists = [[Block(Kind.LINE, start, start + 1, ()) for start in those] for those in begins]
    joined = JoinedBlocks([10 * part for part in range(len(lists))], lambda part: ListedBlocks(lists[part]))
    assert starts(joined) == [block.start for part in lists for block in part]
    check_ways(joined, 10 * len(lists))
    assert joined.at(-1) == joined.at(0), "the nearest one"
