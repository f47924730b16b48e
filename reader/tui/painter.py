"""What a row of an article looks like: its text, the tags on it, the cursor, the gutter beside it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from rich.segment import Segment
from rich.style import Style

from reader.annotation.annotation import Annotation
from reader.settings import Tag
from reader.text.article import Article
from reader.text.block import Kind
from reader.text.span import Span
from reader.tui.rows import Layout, Row, pieces
from reader.tui.theme import Inks

BAR = "▌"
NOTE = "*"
GOES_ON = "│"  # in the gutter, where a tag goes on from the row above
# A tag that the settings do not have: somebody else's, shown all the same.
UNKNOWN = Tag("", "", "", "", style="bold", colour="secondary")

RUN_STYLES = {
    "strong": Style(bold=True),
    "emphasis": Style(italic=True),
    "strike": Style(strike=True),
    "image": Style(italic=True, dim=True),
    "code": Style(bold=True),
    "html": Style(dim=True),
    "marker": Style(bold=True),
}
BLOCK_STYLES = {
    Kind.HEADING: Style(bold=True),
    Kind.HTML: Style(dim=True),
    Kind.FRONT_MATTER: Style(dim=True),
    Kind.RULE: Style(dim=True),
}

Placed = tuple[int, int, Annotation]  # the shown characters of a block that an annotation covers


def by_block(article: Article, annotations: Iterable[Annotation]) -> dict[int, list[Placed]]:
    """The annotations by block, so that a row finds what touches it without looking at the rest."""
    found: dict[int, list[Placed]] = {}
    for annotation in annotations:
        last = article.block_index(annotation.end - 1)
        for index in range(article.block_index(annotation.start), last + 1):
            start, end = article.blocks[index].shown_span(annotation.start, annotation.end)
            if start < end:
                found.setdefault(index, []).append((start, end, annotation))
    return found


def gutter_width(tags: Sequence[Tag]) -> int:
    """The cursor's bar, a column a tag, the sign of a note, a blank."""
    return 1 + len(tags) + 1 + 1


@dataclass(slots=True)
class Painter:
    """Draws the rows of one layout. `placed` is what `by_block` found."""

    layout: Layout
    tags: Sequence[Tag]
    inks: Inks
    placed: Mapping[int, Sequence[Placed]]

    def row(self, number: int, passage: Span, *, has_focus: bool) -> list[Segment]:
        """A row of the layout, the gutter first."""
        row = self.layout.rows[number]
        known = self.placed.get(row.block, ())
        here = [each for each in known if each[0] < row.end and row.start < each[1]]
        if row.is_gap:  # what began above goes on through it
            here = [each for each in known if not self._begins(each, row)]
        in_passage = number in self.layout.rows_of(passage)
        bar = Segment(BAR if in_passage else " ", self.inks.accent if has_focus else self.inks.quiet)
        return [bar, *self._gutter(row, here), *self._text(row, here, passage)]

    def _gutter(self, row: Row, here: Sequence[Placed]) -> list[Segment]:
        noted = any(each[2].note and self._begins(each, row) for each in here)
        signs = [self._sign(tag, row, here) for tag in self.tags]
        return [*signs, Segment(NOTE if noted else " ", self.inks.accent), Segment(" ")]

    def _sign(self, tag: Tag, row: Row, here: Sequence[Placed]) -> Segment:
        """The tag's letter where it begins, and a line where it goes on."""
        of_tag = [each for each in here if each[2].tag == tag.name]
        if not of_tag:
            return Segment(" ")
        begins = any(self._begins(each, row) for each in of_tag)
        return Segment(tag.letter if begins else GOES_ON, self.inks.ink(tag.colour) + Style(bold=begins))

    def _begins(self, placed: Placed, row: Row) -> bool:
        """Whether the annotation begins on this row, and not in a row or block above."""
        start, _, annotation = placed
        return start >= row.start and annotation.start >= self.layout.article.blocks[row.block].start

    def _text(self, row: Row, here: Sequence[Placed], passage: Span) -> list[Segment]:
        """The row's text, cut wherever a style begins or ends."""
        block = self.layout.article.blocks[row.block]
        shown = block.shown[row.start : row.end].rstrip(" ")
        chosen = block.shown_span(*passage)
        runs = self._runs(row)
        cuts = [*chosen, *(edge for start, end, _ in (*runs, *here) for edge in (start, end))]
        segments = [Segment(self.layout.margin(block) + " " * row.indent, self.inks.quiet)]
        for start, end in pieces(cuts, row.start, row.start + len(shown)):
            style = next((style for begin, stop, style in runs if begin <= start < stop), self.inks.text)
            style += self._tag_style([each for begin, stop, each in here if begin <= start < stop])
            if chosen[0] <= start < chosen[1]:
                style += self.inks.passage
            segments.append(Segment(shown[start - row.start : end - row.start], style))
        return segments if row.first or shown else []

    def _runs(self, row: Row) -> list[tuple[int, int, Style]]:
        """The runs that the row shows of, as (start, end, style) of its block's shown characters."""
        block = self.layout.article.blocks[row.block]
        kind = Kind.HEADING if row.block == self.layout.article.headline else block.kind
        base = self.inks.text + BLOCK_STYLES.get(kind, Style())
        runs, here = [], 0
        for run in block.runs:
            end = here + len(run.shown)
            if here < row.end and row.start < end:
                styles = [self.inks.link if name == "link" else RUN_STYLES[name] for name in sorted(run.style)]
                runs.append((here, end, Style.combine([base, *styles])))
            here = end
        return runs

    def _tag_style(self, annotations: Sequence[Annotation]) -> Style:
        """The styles of all tags, the colour of the shortest: a quote shows inside its claim."""
        if not annotations:
            return Style()
        known = {tag.name: tag for tag in self.tags}
        by_length = sorted(annotations, key=lambda each: each.start - each.end)
        tags = [known.get(each.tag, UNKNOWN) for each in by_length]
        return Style.combine([*(Style.parse(tag.style) for tag in tags), self.inks.ink(tags[-1].colour)])
