"""Markdown: what is shown, and that every shown character maps to its source."""

import json
import re
from collections.abc import Iterable, Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from reader.text.block import Block, Kind, Run
from reader.text.markdown import TooDeep, markdown_blocks, markdown_title
from reader.text.visible import visible

DATA = Path(__file__).parent.parent / "data"
EXAMPLES = json.loads((DATA / "commonmark.json").read_text(encoding="utf-8"))


# The laws that hold for the blocks of every text


def check_laws(text: str, blocks: list[Block]) -> None:
    for block in blocks:
        check_runs(text, block)
        check_markup(block)
        check_positions(block)
    assert all(before.end <= after.start for before, after in pairwise(blocks))


def check_runs(text: str, block: Block) -> None:
    assert block.shown
    assert 0 <= block.lead <= len(block.shown)
    assert all(before.end <= after.start for before, after in pairwise(block.runs))
    assert 0 <= block.start < block.end <= len(text)
    for run in block.runs:
        assert block.start <= run.start <= run.end <= block.end or is_decoration(run)
        assert run.shown
        assert run.atom or is_decoration(run) or visible(text[run.start : run.end]) == run.shown
        assert run.atom or "␉" not in run.shown or "\t" not in text[run.start : run.end]
        assert all(visible(shown) == shown or shown in "\n\u200c\u200d" for shown in run.shown)


def check_markup(block: Block) -> None:
    for outer, inner in block.markup:
        assert block.start <= outer.start <= inner.start < inner.end <= outer.end <= block.end
    for index, (outer, _) in enumerate(block.markup):
        assert not any(later != outer and outer.covers(later) for later, _ in block.markup[index:])


def check_positions(block: Block) -> None:
    """From each shown character to its source and back."""
    position = 0
    for run in block.runs:
        for _ in run.shown:
            if not is_decoration(run):
                span = block.source_span(position, position + 1)
                assert block.start <= span.start < span.end <= block.end
                start, end = block.shown_span(*span)
                assert start <= position < end
            position += 1


def is_decoration(run: Run) -> bool:
    return run.start == run.end and not run.atom


# Completeness: nothing of what markdown-it finds by itself is left out or put in another order


class Stock(MarkdownIt):
    def normalizeLinkText(self, link: str) -> str:  # noqa: N802
        return link


STOCK = Stock("commonmark", {"maxNesting": 100}).enable(["table", "strikethrough"])


def stock_text(text: str) -> str:
    return "".join(texts_of(STOCK.parse(text.removeprefix("\ufeff"))))


def texts_of(tokens: Iterable[Token]) -> Iterator[str]:
    for token in tokens:
        if token.type == "inline":
            yield from texts_of(token.children or ())
        elif token.type == "image":
            alt = "".join(texts_of(token.children or ()))
            yield alt if visible(re.sub(r"[ \t\n\f]", "", alt)).strip() else "[image]"
        elif token.type == "hr":
            yield "* * *"
        elif token.type == "softbreak":
            yield "\n"
        else:
            yield token.content


def shown_text(blocks: Iterable[Block]) -> str:
    return "".join(run.shown for block in blocks for run in block.runs if "marker" not in run.style)


def squashed(shown: str) -> str:
    """Without white space, marks of invisible characters and the lines of tables."""
    return re.sub(r"[\s\u2400-\u2421\u00b7\ufffd│]", "", visible(re.sub(r"[\s\u200c\u200d]", "", shown)))


def check_complete(text: str) -> None:
    blocks = markdown_blocks(text)
    check_laws(text, blocks)
    assert squashed(shown_text(blocks)) == squashed(stock_text(text))


def quoted(text: str) -> str:
    return re.sub("(?m)^", "> ", text)


def itemised(text: str) -> str:
    return "- " + text.replace("\n", "\n  ")


def test_there_are_652_examples() -> None:
    assert len(EXAMPLES) == 652


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: str(example["example"]))
def test_commonmark_example_is_complete(example: dict[str, str]) -> None:
    text = example["markdown"]
    check_complete(text)
    check_complete(text.replace("\n", "\r\n"))
    check_complete(text.replace("\n", "\r"))
    check_complete("\ufeff" + text)
    for wrapped in (quoted(text), itemised(text), quoted(itemised(text)), itemised(quoted(text))):
        check_complete(wrapped)
        check_complete(wrapped.replace("\n", "\r\n"))


# Any text whatever

MARKS = [
    *"*_~`[]()!<>#-+=|\\&:\"'", "**", "~~", "```", "](", "![", "[x]", "---", "|-|-|", "> ", "- ", "1. ", "    ", "# ",
    "\n", "\n\n", "\r", "\r\n", "\t", " ", "  \n", "\\\n", "\0", "\ufeff", "\x0b", "\x0c", "\x1c", "\x85", "\xa0",
    "\u2028", "a", "b c", "é", "e\u0301", "👩\u200d👩", "文", "&amp;", "&#0;", "&#10;", "<b>", "</b>", "<!--", "-->", "<http://a.b>",
    "[x]: /u\n", "---\na: b\n---\n", "\n| a | b |\n|---|---|\n", "\ud800",
]  # fmt: skip


@given(st.lists(st.sampled_from(MARKS), max_size=40).map("".join))
def test_marks_in_any_order_are_complete(text: str) -> None:
    try:
        blocks = markdown_blocks(text)
    except TooDeep:
        return
    check_laws(text, blocks)
    if not any(block.kind is Kind.FRONT_MATTER for block in blocks):
        check_complete(text)
    markdown_title(blocks)


@given(st.text(max_size=200))
def test_any_text_keeps_the_laws(text: str) -> None:
    check_laws(text, markdown_blocks(text))
