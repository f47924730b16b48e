"""The rows that the selected tag unfolds into in a list: its whole passage, its note, its fields, its links."""

from collections.abc import Iterator, Sequence

from rich.segment import Segment

from reader.annotation.model.annotation import Annotation
from reader.annotation.model.field_spans import values_of
from reader.annotation.model.field_values import shown
from reader.annotation.model.links import links_of
from reader.text.sanitize import sanitize_line
from reader.text.shown_passage import shown_passage
from reader.tui.article.rows import fit
from reader.tui.theme_styles import ThemeStyles
from reader.tui.widgets.wrapping import wrapped

LABEL = 12  # cells of a row's label
INDENT = 5  # cells before it
LONGEST = 4000  # code points of a passage or a note

Row = Sequence[Segment]


def tag_details(each: Annotation, theme: ThemeStyles, width: int, shown_cells: int, most: int) -> Sequence[Row]:
    """Return as many rows of a tag as there is room for.

    Args:
        each: The tag.
        theme: The styles of the theme.
        width: The cells of a row.
        shown_cells: The cells of the passage that the tag's own row shows.
        most: The most rows; the last one says that there is more.
    """
    rows = list(_rows(each, theme, width, shown_cells))
    if len(rows) <= most:
        return rows
    more = [Segment(" " * INDENT), Segment("…", theme.quiet)]
    return [*rows[: max(0, most - 1)], *([more] if most > 0 else [])]


def _rows(each: Annotation, theme: ThemeStyles, width: int, shown_cells: int) -> Iterator[Row]:
    passage = shown_passage(each.source, each.exact[:LONGEST])
    if fit(passage, shown_cells) != passage:
        for line in wrapped(passage, width - INDENT):
            yield [Segment(" " * INDENT), Segment(line, theme.text)]
    about = [("note", each.note[:LONGEST])] if each.note else []
    about += [(name, "; ".join(map(shown, values_of(each, name)))) for name in each.fields]
    about += [(link.type, link.words) for link in links_of(each)]
    for name, said in about:
        lines = wrapped(sanitize_line(said), width - INDENT - LABEL)
        for number, line in enumerate(lines):
            label = fit(sanitize_line(name), LABEL - 1) if number == 0 else ""
            yield [Segment(" " * INDENT), Segment(f"{label:<{LABEL}}", theme.quiet), Segment(line, theme.text)]
