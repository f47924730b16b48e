"""The text of a source as HTML: a paragraph for each block, with the tagged passages marked in place."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from reader.annotation.model.annotation import Annotation
from reader.formats.html_markup import attributes, escaped
from reader.formats.nested_markup import End, Fragment, nested
from reader.text.article import blocks_of
from reader.text.block import Block, Kind
from reader.text.source import MARKDOWN_SUFFIXES
from reader.text.span import Span

STYLES = {"emphasis": "em", "strong": "strong", "strike": "s", "code": "code"}
DEEPEST = 3  # the nesting of marks from which underlines are not set apart any more
LOWEST_HEADING = 6
_KINDS = {
    Kind.LIST_ITEM: "item", Kind.BLOCK_QUOTE: "quoted", Kind.CODE: "code", Kind.FRONT_MATTER: "code",
    Kind.HTML: "code", Kind.TABLE_ROW: "code",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class TaggedPassage:
    """A tagged passage on the page.

    Attributes:
        annotation: The annotation, at its present place.
        id: The anchor of the passage, a name of letters, digits, `.`, `_` and `-`.
        look: The class of its tag.
        has_note: Whether there is text beside it.
    """

    annotation: Annotation
    id: str
    look: str
    has_note: bool


@dataclass(frozen=True, slots=True)
class MarkedBlock:
    """A block of a source as HTML, and the passages that begin in it."""

    html: str
    begun: Sequence[TaggedPassage]


def marked_blocks(source: str, text: str, marks: Sequence[TaggedPassage]) -> Iterator[MarkedBlock]:
    """Yield the blocks of a text.

    Args:
        source: The id of the source.
        text: Its text.
        marks: The passages in it, in order of position.
    """
    blocks, _ = blocks_of(text, is_markdown=source.lower().endswith(MARKDOWN_SUFFIXES))
    begun, active, at = set[str](), list[TaggedPassage](), 0
    for block in blocks:
        while at < len(marks) and marks[at].annotation.start < block.end:
            active.append(marks[at])
            at += 1
        active = [each for each in active if each.annotation.end > block.start]
        places = [(each, Span(*block.rendered_span(*each.annotation.span))) for each in active]
        here = [(each, span) for each, span in places if span]
        first = [each for each, _ in here if each.id not in begun]
        yield MarkedBlock(_element(block, here, begun), first)
        begun.update(each.id for each in first)


def _element(block: Block, marks: Sequence[tuple[TaggedPassage, Span]], begun: set[str]) -> str:
    """Return a block as an element; `data-start` is where it begins in the source."""
    name = f"h{min(block.level + 2, LOWEST_HEADING)}" if block.kind is Kind.HEADING else "p"
    about = attributes({"class": _KINDS.get(block.kind, ""), "data-start": str(block.start), "dir": "auto"})
    return f"<{name}{about}>{''.join(_content(block, marks, begun))}</{name}>"


def _content(block: Block, marks: Sequence[tuple[TaggedPassage, Span]], begun: set[str]) -> Iterator[str]:
    styled = list(_styles(block))
    spans = [span for _, span in marks] + [span for _, span in styled]
    names = ["mark"] * len(marks) + [name for name, _ in styled]
    depth = 0
    for event in nested(spans, [Span(0, len(block.rendered))]):
        match event:
            case Fragment(item, part, _):
                is_mark = item < len(marks)
                yield _opened(marks[item][0], depth, part, begun) if is_mark else f"<{names[item]}>"
                depth += is_mark
            case End(item):
                yield f"</{names[item]}>"
                depth -= item < len(marks)
            case Span():
                yield escaped(event.of(block.rendered))


def _styles(block: Block) -> Iterator[tuple[str, Span]]:
    """Yield the elements for the styles of a block's runs, each with its rendered span."""
    for start, end, run in block.runs_in(0, len(block.rendered)):
        for style in sorted(run.style & STYLES.keys()):
            yield STYLES[style], Span(start, end)


def _opened(mark: TaggedPassage, depth: int, part: int, begun: set[str]) -> str:
    """Return the start tag of a fragment: the first has the anchor and the offsets, others the id of the passage."""
    each, look, tag = mark.annotation, f"{mark.look} deep{min(depth, DEEPEST)}", escaped(mark.annotation.tag)
    if part or mark.id in begun:
        return f'<mark class="{look}" data-of="{mark.id}" data-tag="{tag}">'
    note = f' aria-describedby="n{mark.id}"' if mark.has_note else ""
    return (
        f'<mark class="{look} first" id="{mark.id}" data-start="{each.start}" data-end="{each.end}"'
        f' data-tag="{tag}"{note}>'
    )
