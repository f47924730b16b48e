"""What a row of an article looks like: its text, the tags on it, the cursor, the gutter beside it."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain
from typing import TYPE_CHECKING, Protocol, TypeVar

from rich.segment import Segment
from rich.style import Style

from reader.annotation.model.annotation import Annotation
from reader.annotation.model.span_index import SpanIndex
from reader.settings import Tag
from reader.text.block import Block, Kind
from reader.text.span import Span
from reader.tui.article.rows import Layout, Row, pieces
from reader.tui.geometry import GUTTER
from reader.tui.theme import ThemeStyles

if TYPE_CHECKING:
    from reader.insight.suggestion import Suggestion
    from reader.insight.suggestions.pipeline import SuggestionIndex

NO_STYLE = Style()
BAR = "▌"
NOTE = "*"
GOES_ON = "│"  # in the gutter, where a tag goes on from the row above
# The same of a suggestion, in the tag's column, so that it is none without colours either; its letter stands apart.
MAYBE, MAYBE_GOES_ON = "?", "┊"
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
Penciled = tuple[int, int, "Suggestion"]  # or a suggestion


class Standing(Protocol):
    """What stands on a span."""

    @property
    def span(self) -> Span: ...


Stands = TypeVar("Stands", bound=Standing)


def gutter_width(tags: Sequence[Tag]) -> int:
    """The cursor's bar, a column a tag, one for the sign of a note or the letter of a suggestion, a blank."""
    return GUTTER + len(tags)


@dataclass(slots=True)
class Painter:
    """Draws the rows of one layout, `left` blanks before each, in the inks of one theme.

    on: makes what stands on the pane's ground of an ink.
    """

    layout: Layout
    tags: Sequence[Tag]
    inks: ThemeStyles
    on: Callable[[Style], Style]
    left: int
    _ground: Style = field(init=False)
    _styles: dict[tuple[object, ...], Style] = field(default_factory=dict)  # to add styles up takes most of the time

    def __post_init__(self) -> None:
        self._ground = self.on(NO_STYLE)

    def row(
        self,
        row: Row,
        annotations: SpanIndex,
        passage: Span,
        hits: Sequence[Span] = (),
        suggested: "SuggestionIndex | None" = None,
        *,
        is_chosen: bool,
        has_focus: bool,
    ) -> list[Segment]:
        """A row of the layout, the gutter first. is_chosen: the passage is on it, and the bar marks that.

        hits: what was searched for and found on the row.
        """
        here = _placed(row, annotations.touching)
        penciled = _placed(row, suggested.touching) if suggested else []
        if not (here or penciled or hits or is_chosen):
            return [self._blank(self.left + gutter_width(self.tags)), *self._plain(row)]
        text = self._text(row, here, passage if is_chosen else Span(0, 0), hits, penciled)
        bar = self._inked(BAR, self.inks.accent if has_focus else self.inks.quiet) if is_chosen else self._blank(1)
        signs = [self._sign(tag, row, here) or self._pencil_sign(tag, row, penciled) for tag in self.tags]
        return [self._blank(self.left), bar, *signs, self._note(row, here, penciled), self._blank(1), *text]

    def _sign(self, tag: Tag, row: Row, here: Sequence[Placed]) -> Segment | None:
        """The tag's letter where it begins, and a line where it goes on."""
        of_tag = [each for each in here if each[2].tag == tag.name]
        if not of_tag:
            return None
        begins = any(_begins(start, each.span, row) for start, _, each in of_tag)
        return self._inked(tag.letter if begins else GOES_ON, self.inks.ink(tag.colour) + Style(bold=begins))

    def _pencil_sign(self, tag: Tag, row: Row, penciled: Sequence[Penciled]) -> Segment:
        of_tag = [each for each in penciled if each[2].tag == tag.name]
        if not of_tag:
            return self._blank(1)
        begins = any(_begins(start, each.span, row) for start, _, each in of_tag)
        return self._inked(MAYBE if begins else MAYBE_GOES_ON, self.inks.quiet)

    def _note(self, row: Row, here: Sequence[Placed], penciled: Sequence[Penciled]) -> Segment:
        """That a tag has a note, or else what the first suggestion is that begins here."""
        if any(each.note and _begins(start, each.span, row) for start, _, each in here):
            return self._inked(NOTE, self.inks.accent)
        begun = {each.tag for start, _, each in penciled if _begins(start, each.span, row)}
        letter = next((tag.letter for tag in self.tags if tag.name in begun), "")
        return self._inked(letter, self.inks.quiet) if letter else self._blank(1)

    def _blank(self, width: int) -> Segment:
        return Segment(" " * width, self._ground)

    def _inked(self, text: str, ink: Style) -> Segment:
        return Segment(text, self.on(ink))

    def _plain(self, row: Row) -> Iterator[Segment]:
        """The text of most rows: its runs, and nothing on them."""
        if row.is_gap:
            return
        yield from self._margin(row)
        shown = row.shown
        for start, end, run in row.block.runs_in(row.start, row.start + len(shown)):
            inside = slice(max(0, start - row.start), end - row.start)
            yield Segment(shown[inside], self._style(row.block, run.style))

    def _margin(self, row: Row) -> list[Segment]:
        margin = self.layout.margin(row.block) + " " * row.indent
        return [self._inked(margin, self.inks.quiet)] if margin else []

    def _text(
        self, row: Row, here: Sequence[Placed], passage: Span, hits: Sequence[Span], penciled: Sequence[Penciled]
    ) -> list[Segment]:
        """The row's text, cut wherever a style begins or ends."""
        block = row.block
        shown = row.shown
        if row.is_gap:
            return []
        chosen = block.rendered_span(*passage)
        runs = list(block.runs_in(row.start, row.end))
        found = [block.rendered_span(*hit) for hit in hits]
        edges = (edge for start, end, _ in (*runs, *here, *penciled) for edge in (start, end))
        cuts = [*chosen, *edges, *chain(*found)]
        segments = self._margin(row)
        for start, end in pieces(cuts, row.start, row.start + len(shown)):
            names = next((run.style for begin, stop, run in runs if begin <= start < stop), frozenset[str]())
            over = [each for begin, stop, each in here if begin <= start < stop]
            is_chosen = chosen[0] <= start < chosen[1]
            is_penciled = any(begin <= start < stop for begin, stop, _ in penciled)
            is_hit = any(begin <= start < stop for begin, stop in found)
            style = self._style(block, names, over, is_chosen=is_chosen, is_penciled=is_penciled, is_hit=is_hit)
            segments.append(Segment(shown[start - row.start : end - row.start], style))
        return segments

    def _style(
        self,
        block: Block,
        names: frozenset[str],
        over: Sequence[Annotation] = (),
        *,
        is_chosen: bool = False,
        is_penciled: bool = False,
        is_hit: bool = False,
    ) -> Style:
        """Of a piece of text, on the ground."""
        kind = Kind.HEADING if block.start == self.layout.article.headline else block.kind
        by_length = sorted(over, key=lambda each: (each.start - each.end, each.created))  # of the same, the newest
        tags = tuple(annotation.tag for annotation in by_length)
        key = (kind, names, tags, is_chosen, is_penciled, is_hit)
        if key not in self._styles:
            runs = [self.inks.link if name == "link" else RUN_STYLES[name] for name in sorted(names)]
            pencil = [self.inks.quiet + Style(underline=True)] if is_penciled else []
            chosen = [self.inks.passage] if is_chosen else []
            hit = [marked(self.inks, is_chosen=is_chosen)] if is_hit else []
            base = [self.inks.text, BLOCK_STYLES.get(kind, NO_STYLE)]
            self._styles[key] = self.on(Style.combine([*base, *runs, *pencil, self._tag_style(tags), *chosen, *hit]))
        return self._styles[key]

    def _tag_style(self, names: Sequence[str]) -> Style:
        """The styles of all tags, the colour of the shortest, which is last: a quote shows inside its claim."""
        if not names:
            return NO_STYLE
        known = {tag.name: tag for tag in self.tags}
        tags = [known.get(name, UNKNOWN) for name in names]
        return Style.combine([*(Style.parse(tag.style) for tag in tags), self.inks.ink(tags[-1].colour)])


def marked(inks: ThemeStyles, *, is_chosen: bool) -> Style:
    """What was found stands on a ground of its own: reversed, so that it does so without colours, too."""
    return (inks.accent if is_chosen else inks.quiet) + Style(reverse=True, bold=is_chosen, italic=False, strike=False)


def _placed(row: Row, touching: Callable[[Span], list[Stands]]) -> list[tuple[int, int, Stands]]:
    """What stands on a row. On the blank one above a block there is what goes on through it."""
    block = row.block
    if row.is_gap:
        around = touching(Span(block.start, block.start + 1))
        return [(0, 0, each) for each in around if each.span.start < block.start]
    placed = [(*block.rendered_span(*each.span), each) for each in touching(row.span)]
    return [each for each in placed if each[0] < row.end and row.start < each[1]]


def _begins(start: int, span: Span, row: Row) -> bool:
    """Whether what stands on a row, from a shown character on, begins there, and not in a row or block above."""
    return not row.is_gap and start >= row.start and span.start >= row.block.start
