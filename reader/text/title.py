"""The title of a source: one rule for articles and for the source list, which reads only the beginning of a file."""

import re
from collections.abc import Iterator
from itertools import islice

from reader.system.lazy_pattern import lazy_pattern
from reader.text.block import NO_PROSE, Block, Kind
from reader.text.page_lines import is_page_line, without_dateline
from reader.text.plain import PlainBlocks, plain_title
from reader.text.sanitize import sanitize_line
from reader.text.sentences import sentence_spans
from reader.text.source import Source

REACH = 16_384  # code points in which the title is looked for; the first 64 KB of a file have as many in any encoding
_TRIES = 4  # lines that only look like a heading before all of the beginning is parsed

_BYTE_ORDER_MARK = "\ufeff"
_LINE = lazy_pattern(r"[^\r\n]*(?:\r\n?|\n|\Z)")
_BETWEEN_DASHES = lazy_pattern(r"\ufeff?---[^\S\r\n]*[\r\n].*?[\r\n]---[^\S\r\n]*(?:\r\n?|\n|\Z)", re.DOTALL)
_HTML_HEADING_END = lazy_pattern(r"</h[1-6]\s*>", re.IGNORECASE)
_CONTAINER_MARKS = " \t>*+-.)0123456789"  # begin block quotes and lists, in which a heading can be
_TOP = 4096  # code points at the beginning of a text
_PARAGRAPHS, _SENTENCES = 24, 6  # searched from the top for words that can be a title
_FEWEST_WORDS = 3  # words of a sentence that can stand for a title
_FEWEST_SIGNS = 10  # characters of one in a script without blanks
_LONGEST = 80  # code points of such a sentence
_NO_PROSE = NO_PROSE | {Kind.HEADING, Kind.TABLE_ROW, Kind.RULE}
_HTML_TITLE = lazy_pattern(r"<title[^>]*>(?P<title>[^<]*\S[^<]*)</title", re.IGNORECASE)
_NAMED_TITLE = lazy_pattern(
    r"\A(?:\ufeff)?(?:---\s*\n)?(?:[\w-]+[ \t]*:[^\n]*\n){0,12}?(?:title|headline)[ \t]*:[ \t]*(?P<title>\S[^\r\n]*)",
    re.IGNORECASE,
)
_HEADING_ON_TOP = lazy_pattern(r"\A\ufeff?\s*#{1,3}[ \t]+(?P<title>\S[^\r\n]*?)[ \t#]*(?:[\r\n]|\Z)")
_MARKUP = lazy_pattern(r"<[^>]*>")


def title_of(source: Source, text: str) -> str:
    """Return the first heading or headline of a source, else how its text begins, else its file name; safe to show.

    Args:
        source: The source.
        text: Its text, or as much of the beginning as was read; only the first `REACH` code points count.
    """
    head = text[:REACH]
    title = title_of_markdown(head) if source.is_markdown else _title_of_plain(head)
    return title or _first_words(source, head) or sanitize_line(source.id.rpartition("/")[2])


def _title_of_plain(head: str) -> str:
    """Return the title line of a plain text, as in saved pages, else its headline; empty if it has none."""
    top = head[:_TOP]
    found = _HTML_TITLE.search(top) or _NAMED_TITLE.search(top) or _HEADING_ON_TOP.match(top)
    if found is None:
        return plain_title(PlainBlocks(head)) or ""
    from html import unescape  # its table of entities is large, and few texts are pages

    named = sanitize_line(unescape(_MARKUP.sub(" ", found["title"])).strip(" \"'"))
    return named or plain_title(PlainBlocks(head)) or ""


def _first_words(source: Source, head: str) -> str:
    """Return the beginning of the first sentence that belongs to the article, cut at a word."""
    blocks = _markdown_paragraphs(head) if source.is_markdown else PlainBlocks(head)
    for block in islice(blocks, _PARAGRAPHS):
        line = sanitize_line(block.rendered[block.lead :][: 4 * _LONGEST])
        line = without_dateline(line)
        beginning = -1  # start of the first sentence that is not a part of the page
        for start, end in islice(sentence_spans(line), _SENTENCES):
            if beginning < 0 and is_page_line(line[start:end]):
                continue
            beginning = start if beginning < 0 else beginning
            if _says_enough(words := line[beginning:end].strip()):
                return beginning_of(words)
    return ""


def _says_enough(words: str) -> bool:
    if " " in words:
        return len(words.split()) >= _FEWEST_WORDS
    return len(words) >= _FEWEST_SIGNS and not words.isascii()


def beginning_of(sentence: str) -> str:
    """Return a sentence without its full stop; if it is long, its first words and `…`, at most 81 code points."""
    if len(sentence) <= _LONGEST:
        return sentence.removesuffix(".") if not sentence.endswith("..") else sentence
    beginning, blank, _ = sentence[: _LONGEST + 1].rpartition(" ")
    beginning = beginning if blank and len(beginning) > _LONGEST // 2 else sentence[: _LONGEST // 2]
    return beginning.rstrip(' ,;:–—-(“"') + "…"


def _markdown_paragraphs(head: str) -> Iterator[Block]:
    """Yield the paragraphs at the beginning of a Markdown text."""
    from reader.text.markdown import TooDeep
    from reader.text.markdown.blocks import markdown_blocks

    try:
        front = _front_matter_end(head)
        blocks = markdown_blocks("\n" + head[front : front + _TOP])
    except TooDeep:
        return
    yield from (block for block in blocks if block.kind not in _NO_PROSE)


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
