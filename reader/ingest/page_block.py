"""The blocks of a page, as data."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from reader.ingest.elements import Element


@dataclass(frozen=True, slots=True)
class PageBlock:
    """A block of a page.

    Attributes:
        markdown: The block as Markdown, without the prefixes from the elements around it.
        words: Its words, as plain text.
        first: The prefix of its first line in Markdown, such as `> - `.
        rest: The prefix of its other lines.
        inside: The elements around it, from the outermost.
        cell: The row and column in the innermost table; None outside tables.
    """

    markdown: str
    words: str
    first: str
    rest: str
    inside: tuple[Element, ...]
    cell: tuple[int, int] | None = None

    @property
    def is_heading(self) -> bool:
        """Return whether the block is a heading."""
        return any(element.level for element in self.inside)

    @property
    def is_hidden(self) -> bool:
        """Return whether the page hides the block."""
        return any(element.is_hidden for element in self.inside)

    @property
    def is_unseen(self) -> bool:
        """Return whether the block is not shown at first, like text that a script unfolds."""
        return any(element.is_unseen for element in self.inside)

    @property
    def source(self) -> str:
        """Return the block for a Markdown file."""
        first, *others = self.markdown.split("\n")
        return "\n".join((self.first + first, *((self.rest + line).rstrip() for line in others)))


@dataclass(slots=True)
class Page:
    """The content of a page.

    Attributes:
        blocks: Its blocks, in their order.
        notes: The ids of the elements that references to notes lead to.
        concealed: The number of words within lines that the page does not show, such as sort keys of a table.
        drawn: The number of words in drawings, such as charts.
        lost: The number of words after markup that never ends, such as a comment or script, which could not be read.
    """

    blocks: list[PageBlock] = field(default_factory=list)
    notes: set[str] = field(default_factory=set)
    concealed: int = 0
    drawn: int = 0
    lost: int = 0


def cell_of(inside: Sequence[Element]) -> tuple[int, int] | None:
    """Return the row and column of the innermost cell among elements; None outside tables."""
    return next((each.cell for each in reversed(inside) if each.cell), None)
