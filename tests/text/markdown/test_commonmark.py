"""Whatever a Markdown text is, all of it is shown: the examples of CommonMark, and marks in any order."""

import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.text.block import Kind
from reader.text.markdown import TooDeep
from reader.text.markdown.blocks import markdown_blocks, markdown_title
from tests.support import DATA
from tests.support.markdown_laws import check_complete, check_laws

EXAMPLES = json.loads((DATA / "commonmark.json").read_text(encoding="utf-8"))


def quoted(text: str) -> str:
    return re.sub("(?m)^", "> ", text)


def itemised(text: str) -> str:
    return "- " + text.replace("\n", "\n  ")


def test_there_are_652_examples() -> None:
    assert len(EXAMPLES) == 652


@pytest.mark.parametrize("section", dict.fromkeys(example["section"] for example in EXAMPLES))
def test_all_of_the_examples_of_commonmark_is_shown(section: str) -> None:
    for text in (example["markdown"] for example in EXAMPLES if example["section"] == section):
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
