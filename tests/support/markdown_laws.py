"""What holds for the Markdown blocks of every text: laws, and that nothing which markdown-it finds is left out."""

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise

from markdown_it import MarkdownIt
from markdown_it.token import Token

from reader.text.block import Block, Run
from reader.text.markdown.blocks import markdown_blocks
from reader.text.sanitize import sanitize


def check_laws(text: str, blocks: list[Block]) -> None:
    for block in blocks:
        check_runs(text, block)
        check_markup(block)
        check_positions(block)
    assert all(before.end <= after.start for before, after in pairwise(blocks))


def check_runs(text: str, block: Block) -> None:
    assert block.rendered
    assert 0 <= block.lead <= len(block.rendered)
    assert all(before.end <= after.start for before, after in pairwise(block.runs))
    assert 0 <= block.start < block.end <= len(text)
    for run in block.runs:
        assert block.start <= run.start <= run.end <= block.end or is_decoration(run)
        assert run.rendered
        assert run.atom or is_decoration(run) or sanitize(text[run.start : run.end]) == run.rendered
        assert run.atom or "␉" not in run.rendered or "\t" not in text[run.start : run.end]
        assert all(sanitize(shown) == shown or shown in "\n\u200c\u200d" for shown in run.rendered)


def check_markup(block: Block) -> None:
    for outer, inner in block.markup:
        assert block.start <= outer.start <= inner.start < inner.end <= outer.end <= block.end
    for index, (outer, _) in enumerate(block.markup):
        assert not any(later != outer and outer.covers(later) for later, _ in block.markup[index:])


def check_positions(block: Block) -> None:
    """From each shown character to its source and back."""
    position = 0
    for run in block.runs:
        for _ in run.rendered:
            if not is_decoration(run):
                span = block.source_span(position, position + 1)
                assert block.start <= span.start < span.end <= block.end
                start, end = block.rendered_span(*span)
                assert start <= position < end
            position += 1


def is_decoration(run: Run) -> bool:
    return run.start == run.end and not run.atom


class Stock(MarkdownIt):
    def normalizeLinkText(self, link: str) -> str:  # noqa: N802
        return link


STOCK = Stock("commonmark", {"maxNesting": 100}).enable(["table", "strikethrough"])


def stock_text(text: str) -> str:
    return "".join(texts_of(STOCK.parse(text.removeprefix("\ufeff") + "\n")))


def texts_of(tokens: Iterable[Token]) -> Iterator[str]:
    for token in tokens:
        if token.type == "inline":
            yield from texts_of(token.children or ())
        elif token.type == "image":
            alt = "".join(texts_of(token.children or ()))
            yield alt if sanitize(re.sub(r"[ \t\n\f]", "", alt)).strip() else "[image]"
        elif token.type == "hr":
            yield "* * *"
        elif token.type == "softbreak":
            yield "\n"
        else:
            yield token.content


def shown_text(blocks: Iterable[Block]) -> str:
    return "".join(run.rendered for block in blocks for run in block.runs if "marker" not in run.style)


def squashed(shown: str) -> str:
    """Without white space, marks of invisible characters and the lines of tables."""
    return re.sub(r"[\s\u2400-\u2424\u00b7\ufffd│]", "", sanitize(re.sub(r"[\s\u200c\u200d]", "", shown)))


def check_complete(text: str) -> None:
    blocks = markdown_blocks(text)
    check_laws(text, blocks)
    assert squashed(shown_text(blocks)) == squashed(stock_text(text))
