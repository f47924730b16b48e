"""The lines of a codebook entry: a column of labels, and the texts beside them."""

from collections.abc import Iterator, Sequence
from itertools import chain

from rich.segment import Segment

from reader.text.sanitize import sanitize_line
from reader.tui.cell_widths import cell_len
from reader.tui.codebook_entry import EntryLine
from reader.tui.theme_styles import ThemeStyles
from reader.tui.widgets.wrapping import wrapped

Line = list[Segment]


def entry_lines(entry: Sequence[EntryLine], theme: ThemeStyles, width: int, label_room: int = 0) -> Iterator[Line]:
    """Yield the lines of an entry.

    Args:
        entry: The entry.
        theme: The styles of the theme.
        width: The cells of a line.
        label_room: The least width of the column of labels, in cells.
    """
    room = max([label_room, *(cell_len(line.label) for line in entry)])
    for label, text in entry:
        pieces = (wrapped(sanitize_line(piece), width - room - 2) for piece in text.splitlines())
        for number, line in enumerate(chain.from_iterable(pieces)):
            yield [Segment(f" {'' if number else label:<{room}} {line}", theme.quiet)]
