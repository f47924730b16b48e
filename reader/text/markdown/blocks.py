"""The blocks of a Markdown text, and its title."""

import re
from collections.abc import Iterable
from itertools import pairwise

from reader.system.lazy_pattern import lazy_pattern
from reader.text.block import Block, Kind
from reader.text.blocks import Blocks, JoinedBlocks, ListedBlocks
from reader.text.markdown import TooDeep
from reader.text.markdown.front_matter import closing_line, title_in
from reader.text.markdown.lines import Lines
from reader.text.markdown.markdown_it_internals import References, collect_references, parse_markdown
from reader.text.markdown.splitter import split_points
from reader.text.markdown.token_blocks import blocks_of_tokens, span_of_runs
from reader.text.plain import PlainBlocks
from reader.text.sanitize import sanitize_line
from reader.text.span import Span

_BYTE_ORDER_MARK = "\ufeff"
_DEFINITION = lazy_pattern(r"^ {0,3}\[[^\]]+\]:", re.MULTILINE)

# Sizes of parts, in code points. A short part is parsed when it is drawn. Long ones are parsed when the text is opened,
# up to a limit for all of them, and one longer than that is plain text. markdown-it takes time quadratic in the number
# of brackets, so their number is limited, too.
_SHORT, _LONGEST, _LONG_IN_ALL = 16_384, 131_072, 2_000_000
_FEW_BRACKETS, _MOST_BRACKETS = 300, 2_000


class MarkdownBlocks(JoinedBlocks):
    """The blocks of a Markdown text, parsed in parts on demand.

    is_partly_plain: True if parts of the text take too long to parse and are shown as plain text.

    Raises:
        TooDeep: The text has one part, and its blocks are nested too deeply. In a longer text, such a part is plain.
    """

    def __init__(self, text: str) -> None:
        self._text = text
        starts = [0, *split_points(text, _content_start(text))]
        self._spans = [Span(start, end) for start, end in pairwise([*starts, len(text)])]
        self._references: References = {}
        self._parsed_early: dict[int, Blocks] = {}
        self.is_partly_plain = False
        super().__init__(starts, self._part)
        if len(starts) == 1 and len(text) <= _LONGEST:
            self._parsed_early[0] = ListedBlocks(markdown_blocks(text))
        else:
            self._collect_references()
            self._parse_long_parts()

    def _collect_references(self) -> None:
        """Collect the link definitions, which may be anywhere."""
        for span in self._spans:
            if span.end - span.start <= _LONGEST and _DEFINITION.search(self._text, *span):
                collect_references(Lines(self._text, *span).parsed, self._references)

    def _parse_long_parts(self) -> None:
        """Parse the parts that would keep a screen waiting; a long text is opened in a worker."""
        left = _LONG_IN_ALL
        for number, (start, end) in enumerate(self._spans):
            brackets = self._text.count("[", start, min(end, start + _LONGEST))
            if end - start <= _SHORT and brackets <= _FEW_BRACKETS:
                continue
            left -= end - start
            if end - start <= _LONGEST and brackets <= _MOST_BRACKETS and left >= 0:
                self._parsed_early[number] = self._parse(number)
            else:
                self._parsed_early[number] = PlainBlocks(self._text, start, end)
                self.is_partly_plain = True

    def _part(self, number: int) -> Blocks:
        return self._parsed_early.get(number) or self._parse(number)

    def _parse(self, number: int) -> Blocks:
        span = self._spans[number]
        try:
            return ListedBlocks(markdown_blocks(self._text, span, self._references))
        except TooDeep:
            return PlainBlocks(self._text, *span)


def markdown_blocks(text: str, part: Span | None = None, references: References | None = None) -> list[Block]:
    """Return the blocks of a Markdown text, or of a part of it, in order.

    Args:
        text: The whole text.
        part: The span of the part; it begins and ends with a line. None for the whole text.
        references: The link definitions of the whole text.

    Raises:
        TooDeep: The blocks are nested too deeply.
    """
    start, end = part or Span(0, len(text))
    lines = Lines(text, max(start, _mark_length(text)), end)
    front_matter: list[Block] = []
    if not start and (closing := closing_line(lines)):
        runs = lines.literal_runs(1, [lines[line] for line in range(1, closing)])
        front_matter = [Block(Kind.FRONT_MATTER, *span_of_runs(runs), tuple(runs))]
        after = lines.spans[closing + 1].start if closing + 1 < len(lines.spans) else end
        lines = Lines(text, after, end)
    try:
        tokens = parse_markdown(lines.parsed, {} if references is None else references)
        return front_matter + blocks_of_tokens(lines, tokens, spaced=bool(front_matter or start))
    except RecursionError:
        raise TooDeep from None


def markdown_title(blocks: Iterable[Block]) -> str | None:
    """Return the first heading, else the title of the front matter, on one line; None if there is neither."""
    front_matter = ""
    for block in blocks:
        if block.kind is Kind.HEADING and (heading := sanitize_line(block.rendered[block.lead :])):
            return heading
        if block.kind is Kind.FRONT_MATTER:
            front_matter = block.rendered
    return sanitize_line(title_in(front_matter)) or None


def _mark_length(text: str) -> int:
    return len(_BYTE_ORDER_MARK) if text.startswith(_BYTE_ORDER_MARK) else 0


def _content_start(text: str) -> int:
    """Return the offset of the content, after the byte-order mark or the front matter."""
    lines = Lines(text, _mark_length(text), min(len(text), _LONGEST))
    closing = closing_line(lines)
    return lines.spans[closing].end if closing else lines.spans[0].start
