"""Markdown: CommonMark with tables and strikethrough, every shown character mapped to its source.

markdown-it tells which lines a block is on, and nothing of where its inline content stands. Two
things are noted on the tokens while its rules run: `starts`, where each line of a block begins
after the marks of quotes and lists, and `width`, how much of the content a link or image takes.
"""

import re
from collections.abc import Callable, Sequence
from functools import cache
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline, image, link

from reader.text.block import Block, Kind
from reader.text.markdown.lines import Lines
from reader.text.markdown.token_blocks import blocks_of, span_of
from reader.text.visible import one_line

_BYTE_ORDER_MARK = "\ufeff"
_DEEPEST = 100  # containers and links within each other
_KEY = re.compile(r"[\w-]+[ \t]*:")
_TITLE = re.compile(r"^title[ \t]*:[ \t]*(\S.*)", re.MULTILINE | re.IGNORECASE)
_QUOTED = re.compile(r'"((?:[^"\\]|\\.)*)"' + r"|'((?:[^']|'')*)'")


class TooDeep(Exception):  # noqa: N818 (it is no error of the program's)
    """The blocks of a text are nested too deeply: markdown-it would leave out what is deeper."""


def markdown_blocks(text: str) -> list[Block]:
    """The blocks of a Markdown text, in order. Raises TooDeep, and nothing else."""
    lines = Lines(text, len(_BYTE_ORDER_MARK) if text.startswith(_BYTE_ORDER_MARK) else 0)
    front_matter: list[Block] = []
    if closing := _front_matter_end(lines):
        runs = lines.literal_runs(1, [lines[line] for line in range(1, closing)])
        front_matter = [Block(Kind.FRONT_MATTER, *span_of(runs), tuple(runs))]
        lines = Lines(text, lines.spans[closing + 1].start if closing + 1 < len(lines.spans) else len(text))
    try:
        return front_matter + blocks_of(lines, _parser().parse(lines.parsed), spaced=bool(front_matter))
    except RecursionError:
        raise TooDeep from None


def markdown_title(blocks: Sequence[Block]) -> str | None:
    """The first heading, else the `title:` of the front matter, on one line; None if there is neither."""
    headings = (one_line(block.shown[block.lead :]) for block in blocks if block.kind is Kind.HEADING)
    if title := next(filter(None, headings), None):
        return title
    matter = blocks[0].shown if blocks and blocks[0].kind is Kind.FRONT_MATTER else ""
    found = _TITLE.search(matter)
    return one_line(_scalar(found[1])) or None if found else None


def _scalar(value: str) -> str:
    """A YAML scalar on one line, quoted or plain; empty if it is on the lines below (`title: >`)."""
    if quoted := _QUOTED.match(value):
        double, single = quoted.groups(default="")
        return re.sub(r"\\(.)", r"\1", double) + single.replace("''", "'")
    return "" if value[0] in "|>#" else value.split(" #")[0]


def _front_matter_end(lines: Lines) -> int:
    """The number of the line that closes the front matter, 0 if there is none.

    A thematic break at the top is none: `key:` must follow, and no blank line before it.
    """
    count = len(lines.spans)
    if lines[0].rstrip() != "---" or count < 3 or not lines[1].strip():
        return 0
    closing = next((line for line in range(1, count) if lines[line].rstrip() == "---"), 0)
    return closing if any(_KEY.match(lines[line]) for line in range(1, closing)) else 0


# The parser


class _MarkdownIt(MarkdownIt):
    def normalizeLinkText(self, link: str) -> str:  # noqa: N802 (markdown-it's name)
        """An autolink is shown as it is written."""
        return link


@cache
def _parser() -> MarkdownIt:
    parser = _MarkdownIt("commonmark", {"maxNesting": _DEEPEST})
    parser.enable(["table", "strikethrough"]).disable("text_join")
    parser.inline.ruler.at("link", _measured(link))
    parser.inline.ruler.at("image", _measured(image))
    for rule in parser.block.ruler.__rules__:
        rule.fn = _located(rule.fn)
    return parser


def _measured(rule: Callable[[StateInline, bool], bool]) -> Callable[[StateInline, bool], bool]:
    def measured(state: StateInline, silent: bool) -> bool:
        start = state.pos
        matched = rule(state, silent)
        if matched and not silent:
            state.tokens[-1].meta["width"] = state.pos - start
        return matched

    return measured


def _located(rule: Callable[[Any, int, int, bool], bool]) -> Callable[[Any, int, int, bool], bool]:
    """Right after a rule the state still knows where its lines begin; the containers around it restore that."""

    def located(state: Any, line: int, end: int, silent: bool) -> bool:
        if silent:
            return rule(state, line, end, True)
        if state.level >= _DEEPEST - 2:
            raise TooDeep
        first = len(state.tokens)
        matched = rule(state, line, end, False)
        for token in state.tokens[first:]:
            if token.type in ("inline", "list_item_open", "hr") and "starts" not in token.meta:
                token.meta["starts"] = [state.bMarks[at] + state.tShift[at] for at in range(*token.map)]
        return matched

    return located
