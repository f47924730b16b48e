"""The title of a source: one rule for the article and for the list, which reads no more than the beginning."""

import re
from collections.abc import Iterator
from itertools import islice

from reader.text.plain import PlainBlocks, plain_title
from reader.text.sanitize import sanitize_line
from reader.text.source import Source

REACH = 16_384  # code points from the top; a source's first 64 KB have as many in every encoding
_TRIES = 4  # lines that look like a heading and are none, before all of the beginning is parsed

_BYTE_ORDER_MARK = "\ufeff"
_LINE = re.compile(r"[^\r\n]*(?:\r\n?|\n|\Z)")
_BETWEEN_DASHES = re.compile(r"\ufeff?---[^\S\r\n]*[\r\n].*?[\r\n]---[^\S\r\n]*(?:\r\n?|\n|\Z)", re.DOTALL)
_MARKS = " \t>*+-.)0123456789"  # of quotes and lists, which a heading can stand in


def title_of(source: Source, text: str) -> str:
    """The first heading or headline line, else the file's name; safe to show.

    text: the source's, or as much of its beginning as was read: what is beyond `REACH` is not looked at.
    """
    head = text[:REACH]
    title = _marked_title(head) if source.is_markdown else _plain_title(head)
    return title or sanitize_line(source.id.rpartition("/")[2])


def _plain_title(head: str) -> str | None:
    return plain_title(PlainBlocks(head))


def _marked_title(head: str) -> str | None:
    """Most headings are at the top: what is parsed ends with the first line that turns out to be one."""
    # Imported here: markdown-it costs a tenth of a start that most texts do not need.
    from reader.text.markdown import TooDeep, markdown_blocks, markdown_title

    try:
        front = _front_matter_end(head) or int(head.startswith(_BYTE_ORDER_MARK))
        tries = list(islice(_perhaps_headings(head, front), _TRIES))
        for end in tries:
            title = markdown_title(markdown_blocks("\n" + head[front:end]))
            if title and "[" not in title:  # what that refers to may be defined below
                return title
        rest = head if tries else head[:front]
        return markdown_title(markdown_blocks(rest))
    except TooDeep:
        return None


def _front_matter_end(head: str) -> int:
    """0 if there is none: what stands between dashes at the top can be text, too."""
    from reader.text.block import Kind
    from reader.text.markdown import markdown_blocks

    dashes = _BETWEEN_DASHES.match(head)
    blocks = markdown_blocks(dashes.group()) if dashes else []
    return dashes.end() if dashes and blocks and blocks[0].kind is Kind.FRONT_MATTER else 0


def _perhaps_headings(head: str, start: int) -> Iterator[int]:
    """The ends of the lines that may be a heading (`# …`) or end one (`===`)."""
    for line in _LINE.finditer(head, start):
        shown = line.group().strip()
        if shown.lstrip(_MARKS).startswith("#") or (shown and not shown.strip(f"{_MARKS}=") and shown[-1] in "=-"):
            yield line.end()
