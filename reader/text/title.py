"""The title of a source: one rule for articles and for the source list, which reads only the beginning of a file."""

import re
from collections.abc import Iterator
from itertools import islice

from reader.text.block import Kind
from reader.text.plain import PlainBlocks, plain_title
from reader.text.sanitize import sanitize_line
from reader.text.source import Source

REACH = 16_384  # code points in which the title is looked for; the first 64 KB of a file have as many in any encoding
_TRIES = 4  # lines that look like a heading but are none, before all of the beginning is parsed

_BYTE_ORDER_MARK = "\ufeff"
_LINE = re.compile(r"[^\r\n]*(?:\r\n?|\n|\Z)")
_BETWEEN_DASHES = re.compile(r"\ufeff?---[^\S\r\n]*[\r\n].*?[\r\n]---[^\S\r\n]*(?:\r\n?|\n|\Z)", re.DOTALL)
_HTML_HEADING_END = re.compile(r"</h[1-6]\s*>", re.IGNORECASE)
_CONTAINER_MARKS = " \t>*+-.)0123456789"  # of block quotes and lists, in which a heading can stand


def title_of(source: Source, text: str) -> str:
    """Return the first heading or headline of a source, else its file name; safe to show.

    Args:
        source: The source.
        text: Its text, or as much of the beginning as was read; only the first `REACH` code points count.
    """
    head = text[:REACH]
    title = title_of_markdown(head) if source.is_markdown else plain_title(PlainBlocks(head))
    return title or sanitize_line(source.id.rpartition("/")[2])


def title_of_markdown(head: str) -> str | None:
    """Return the first heading of a Markdown text, else the title of its front matter; None if it has neither.

    Parsing ends with the first line that turns out to be a heading.
    """
    # Imported here: markdown-it takes a tenth of the start-up time, and most texts do not need it.
    from reader.text.markdown import TooDeep
    from reader.text.markdown.blocks import markdown_blocks, markdown_title

    try:
        front = _front_matter_end(head) or int(head.startswith(_BYTE_ORDER_MARK))
        ends = list(islice(_possible_heading_ends(head, front), _TRIES))
        for end in ends:
            title = markdown_title(markdown_blocks("\n" + head[front:end]))
            if title and "[" not in title:  # a link reference may be defined further down
                return title
        rest = head if ends else head[:front]
        return markdown_title(markdown_blocks(rest))
    except TooDeep:
        return None


def _front_matter_end(head: str) -> int:
    """Return the end of the front matter; 0 if there is none, since text between dashes is not always front matter."""
    from reader.text.markdown.blocks import markdown_blocks

    dashes = _BETWEEN_DASHES.match(head)
    blocks = markdown_blocks(dashes.group()) if dashes else []
    return dashes.end() if dashes and blocks and blocks[0].kind is Kind.FRONT_MATTER else 0


def _possible_heading_ends(head: str, start: int) -> Iterator[int]:
    """Yield the ends of the lines that may be a heading (`# …`) or end one (`===`, `</h1>`)."""
    for line in _LINE.finditer(head, start):
        content = line.group().strip()
        is_underline = content and not content.strip(f"{_CONTAINER_MARKS}=") and content[-1] in "=-"
        if content.lstrip(_CONTAINER_MARKS).startswith("#") or is_underline or _HTML_HEADING_END.search(content):
            yield line.end()
