"""Markdown: CommonMark with tables and strikethrough, every shown character mapped to its source.

markdown-it tells which lines a block is on, and nothing of where its inline content stands. Two
things are noted on the tokens while its rules run: `starts`, where each line of a block begins
after the marks of quotes and lists, and `width`, how much of the content a link or image takes.
"""

import re
from collections.abc import Callable, Iterable
from functools import cache
from itertools import pairwise
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline, image, link

from reader.text.block import Block, Kind
from reader.text.blocks import Blocks, JoinedBlocks, ListedBlocks
from reader.text.markdown.lines import Lines
from reader.text.markdown.splitter import part_starts
from reader.text.markdown.token_blocks import blocks_of, span_of
from reader.text.plain import PlainBlocks
from reader.text.sanitize import sanitize_line
from reader.text.span import Span

_BYTE_ORDER_MARK = "\ufeff"
_DEEPEST = 100  # containers and links within each other

# Code points of a part. A screen waits for a short one; a long one is parsed when the text is opened, all of them
# together up to a limit; markdown-it takes the square of the brackets' number.
_SHORT, _LONGEST, _AT_ONCE = 16_384, 131_072, 2_000_000
_FEW_BRACKETS, _MOST_BRACKETS = 300, 2_000
_DEFINITION = re.compile(r"^ {0,3}\[[^\]]+\]:", re.MULTILINE)
_KEY = re.compile(r"[\w-]+[ \t]*:")
_TITLE = re.compile(r"^title[ \t]*:[ \t]*(\S.*)", re.MULTILINE | re.IGNORECASE)
_QUOTED = re.compile(r'"((?:[^"\\]|\\.)*)"' + r"|'((?:[^']|'')*)'")


class TooDeep(Exception):  # noqa: N818 (it is no error of the program's)
    """The blocks of a text are nested too deeply: markdown-it would leave out what is deeper."""


class MarkdownBlocks(JoinedBlocks):
    """The blocks of a Markdown text, parsed in parts when they are looked at.

    is_partly_plain: some of it would take too long to parse, and is shown as plain text.
    Raises TooDeep for a text of one part that is nested too deeply; in a longer one such a part is plain.
    """

    def __init__(self, text: str) -> None:
        self._text = text
        starts = [0, *part_starts(text, _content_start(text))]
        self._spans = [Span(start, end) for start, end in pairwise([*starts, len(text)])]
        self._references: dict[str, Any] = {}
        self._at_once: dict[int, Blocks] = {}
        self.is_partly_plain = False
        super().__init__(starts, self._part)
        if len(starts) == 1 and len(text) <= _LONGEST:
            self._at_once[0] = ListedBlocks(markdown_blocks(text))
        else:
            self._collect_references()
            self._parse_long_parts()

    def _collect_references(self) -> None:
        """The definitions of links, which may stand anywhere."""
        for span in self._spans:
            if span.end - span.start <= _LONGEST and _DEFINITION.search(self._text, *span):
                _outline_parser().parse(Lines(self._text, *span).parsed, {"references": self._references})

    def _parse_long_parts(self) -> None:
        """Those that a screen should not wait for. Whoever opens a long text does so in a worker."""
        left = _AT_ONCE
        for number, (start, end) in enumerate(self._spans):
            brackets = self._text.count("[", start, end)
            if end - start <= _SHORT and brackets <= _FEW_BRACKETS:
                continue
            left -= end - start
            if end - start <= _LONGEST and brackets <= _MOST_BRACKETS and left >= 0:
                self._at_once[number] = self._parsed(number)
            else:
                self._at_once[number] = PlainBlocks(self._text, start, end)
                self.is_partly_plain = True

    def _part(self, number: int) -> Blocks:
        return self._at_once.get(number) or self._parsed(number)

    def _parsed(self, number: int) -> Blocks:
        span = self._spans[number]
        try:
            return ListedBlocks(markdown_blocks(self._text, span, self._references))
        except TooDeep:
            return PlainBlocks(self._text, *span)


def markdown_blocks(text: str, part: Span | None = None, references: dict[str, Any] | None = None) -> list[Block]:
    """The blocks of a Markdown text or of a part of it, in order. Raises TooDeep, and nothing else.

    references: the definitions of links in the whole text, as markdown-it keeps them.
    """
    start, end = part or Span(0, len(text))
    lines = Lines(text, max(start, _mark_length(text)), end)
    front_matter: list[Block] = []
    if not start and (closing := _front_matter_end(lines)):
        runs = lines.literal_runs(1, [lines[line] for line in range(1, closing)])
        front_matter = [Block(Kind.FRONT_MATTER, *span_of(runs), tuple(runs))]
        after = lines.spans[closing + 1].start if closing + 1 < len(lines.spans) else end
        lines = Lines(text, after, end)
    try:
        tokens = _parser().parse(lines.parsed, {"references": {} if references is None else references})
        return front_matter + blocks_of(lines, tokens, spaced=bool(front_matter or start))
    except RecursionError:
        raise TooDeep from None


def _mark_length(text: str) -> int:
    return len(_BYTE_ORDER_MARK) if text.startswith(_BYTE_ORDER_MARK) else 0


def _content_start(text: str) -> int:
    """Where the content begins: after the byte-order mark, or the front matter."""
    lines = Lines(text, _mark_length(text), min(len(text), _LONGEST))
    closing = _front_matter_end(lines)
    return lines.spans[closing].end if closing else lines.spans[0].start


def markdown_title(blocks: Iterable[Block]) -> str | None:
    """The first heading, else the `title:` of the front matter, on one line; None if there is neither."""
    matter = ""
    for block in blocks:
        if block.kind is Kind.HEADING and (heading := sanitize_line(block.rendered[block.lead :])):
            return heading
        if block.kind is Kind.FRONT_MATTER:
            matter = block.rendered
    found = _TITLE.search(matter)
    return sanitize_line(_scalar(found[1])) or None if found else None


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
def _outline_parser() -> MarkdownIt:
    """Finds blocks and definitions of links, and looks at nothing that is in a line."""
    parser = _MarkdownIt("commonmark", {"maxNesting": _DEEPEST}).enable("table")
    parser.core.ruler.enableOnly(["normalize", "block"])
    return parser


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
