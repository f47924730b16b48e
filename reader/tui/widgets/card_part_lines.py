"""The lines of a card besides its form: the check of its quotation, the ends of its links, its tag's codebook entry."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from rich.segment import Segment

from reader.annotation.model.links import ABOUT_CLAIMS
from reader.text.quotation_marks import in_marks
from reader.text.sanitize import sanitize_line
from reader.tui.article.rows import fit
from reader.tui.card_form import CardRow
from reader.tui.card_parts import CardParts, LinkTarget
from reader.tui.theme_styles import ThemeStyles
from reader.tui.widgets.entry_lines import Line, entry_lines
from reader.tui.widgets.wrapping import wrapped

MOST_WORDS = 3  # lines of the words at the end of a link
LONGEST = 1000  # code points of these words, and of a text in the codebook


def lines_before(
    rows: Sequence[CardRow], parts: CardParts, theme: ThemeStyles, width: int, label_room: int
) -> Mapping[int, Sequence[Line]]:
    """Return the lines before the rows of a card, by the number of the row; the last ones follow all rows.

    Args:
        rows: The rows of the form, the links at their end.
        parts: The parts to show.
        theme: The styles of the theme.
        width: The cells of the pane.
        label_room: The cells of the names of fields.
    """
    first = next((number for number, row in enumerate(rows) if row.link), len(rows))
    found = {number: list[Line]() for number in range(first, len(rows) + 1)}
    found[first] += _check(parts, theme, width)
    heading = ""
    for number in range(first, len(rows)):
        if heading != (heading := _heading_of(rows[number])):
            found[number] += [[], [Segment(f" {heading}", theme.accent)]]
    if parts.entry:
        found[len(rows)] += [[], [Segment(" codebook  ", theme.accent), Segment(sanitize_line(parts.tag), theme.text)]]
        found[len(rows)] += _indented(entry_lines(parts.entry, theme, width - 1, label_room))
    return found


def _heading_of(row: CardRow) -> str:
    is_evidence = row.link is not None and row.link.type in ABOUT_CLAIMS and not row.is_incoming
    return "evidence" if is_evidence else "links"


def _check(parts: CardParts, theme: ThemeStyles, width: int) -> Iterator[Line]:
    if parts.checked:
        from reader.tui.widgets.check_lines import CheckLines  # few workspaces have originals

        lines = CheckLines(theme, width - 1, is_airy=True)
        yield from lines.gap
        yield from lines.verdict(parts.checked)
        for line in wrapped(parts.check_note, width - 3):
            yield [Segment(f"  {line}", theme.quiet)]
        yield from _indented(lines.body(parts.checked))


def _indented(lines: Iterable[Line]) -> Iterator[Line]:
    """Put a blank before lines, so that they begin where the rows of the form do."""
    return ([Segment(" "), *line] for line in lines)


def lines_of_link(row: CardRow, end: LinkTarget, theme: ThemeStyles, width: int) -> list[Line]:
    """Return the lines of a link: where it leads, the words there, and what is known of the tag on them."""
    arrow = "←" if row.is_incoming else "→"
    lines = [[Segment(fit(sanitize_line(f"{arrow} {end.title}"), width), theme.text)]]
    words = wrapped(in_marks(sanitize_line(end.exact[:LONGEST])), width) if end.exact else []
    if len(words) > MOST_WORDS:
        words = [*words[: MOST_WORDS - 1], fit(" ".join(words[MOST_WORDS - 1 :]), width)]
    lines += [[Segment(line, theme.text)] for line in words]
    lines += [[Segment(line, theme.quiet)] for line in wrapped(sanitize_line(end.about), width)]
    return [*lines, [Segment("the tag there is gone", theme.error)]] if end.is_gone else lines
