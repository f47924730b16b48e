"""Plain text: every line is a paragraph; blank lines separate groups; bullets and indents stay what they are."""

import re
from collections.abc import Iterator, Sequence

from reader.text.block import Block, Kind
from reader.text.visible import one_line, runs_of

_LINE = re.compile(r"[^\r\n]+|\r\n|\r|\n")
_LEAD = re.compile(r"\s*(?:[•‣◦▪▸●○■–—*+-]\s+|\d{1,3}[.)]\s+)?(?=\S)")
_BYTE_ORDER_MARK = "\ufeff"


def plain_blocks(text: str) -> Iterator[Block]:
    """The blocks of a plain text, in order: one a line that is not blank."""
    blank, line_ended = False, True
    for match in _LINE.finditer(text, len(_BYTE_ORDER_MARK) if text.startswith(_BYTE_ORDER_MARK) else 0):
        line, start = match.group(), match.start()
        if line[0] in "\r\n":
            blank, line_ended = blank or line_ended, True
        elif line.isspace():
            blank, line_ended = True, False
        else:
            yield _line_block(text, start, start + len(line.rstrip()), spaced=blank)
            blank, line_ended = False, False


def _line_block(text: str, start: int, end: int, spaced: bool) -> Block:
    lead = _LEAD.match(text, start, end)
    runs = tuple(runs_of(text, start, end))
    shown_lead = sum(len(run.shown) for run in runs_of(text, start, lead.end())) if lead else 0
    return Block(Kind.LINE, start, end, runs, lead=shown_lead, spaced=spaced)


# A headline is short, ends like no sentence, and comes before the first paragraph of prose.
_HEADLINE_WORDS = range(4, 31)
_PROSE_WORDS = 30
_SENTENCE_END = re.compile(r"[.!?…:,;][\"'”’»)\]]*$")
_BREADCRUMB = re.compile(r"\S\s*[»›>|/]\s+\S")
_LOOKED_AT = 12  # lines from the top


def plain_title(blocks: Sequence[Block]) -> str | None:
    """The headline line among the first lines, if there is one; a shorter one only at the very top, set apart."""
    for block in blocks[:_LOOKED_AT]:
        line = one_line(block.shown)
        words = len(line.split())
        if words in _HEADLINE_WORDS and _could_be_headline(line):
            return line
        if words > _PROSE_WORDS:
            break
    if len(blocks) > 1 and blocks[1].spaced and _could_be_headline(top := one_line(blocks[0].shown)):
        return top if len(top.split()) <= _PROSE_WORDS else None
    return None


def _could_be_headline(line: str) -> bool:
    return not _SENTENCE_END.search(line) and not _BREADCRUMB.search(line)
