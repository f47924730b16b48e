"""The look of an article's rows: their text, the tags on it, the cursor, and the gutter beside it."""

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
from reader.text.graphemes import grapheme_bounds
from reader.text.span import Span
from reader.tui.article.rows import Layout, Row, style_pieces
from reader.tui.geometry import GUTTER
from reader.tui.theme import ThemeStyles

if TYPE_CHECKING:
    from reader.insight.suggestion import Suggestion
    from reader.insight.suggestions.pipeline import SuggestionIndex

NO_STYLE = Style()
BAR = "▌"
NOTE = "*"
GOES_ON = "│"  # in the gutter, where a tag goes on from the row above
# A suggestion has signs of its own in the tag's column, so that it differs from a tag without colours, too.
MAYBE, MAYBE_GOES_ON = "?", "┊"
# Stands in for a tag that the settings do not have, such as another person's.
UNKNOWN = Tag("", "", "", "", style="bold", colour="secondary")
LONGEST_GRAPHEME = 64  # code points that are looked at to find the first and the last grapheme of a passage

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

# The shown characters `[start, end)` of a block, and what covers them.
PlacedAnnotation = tuple[int, int, Annotation]
PlacedSuggestion = tuple[int, int, "Suggestion"]
LitEnd = tuple[int, int, Style]


class HasSpan(Protocol):
    """Something that covers a span of the source."""

    @property
    def span(self) -> Span:
        """The span, in code points of the source."""
        ...


Spanned = TypeVar("Spanned", bound=HasSpan)


def gutter_width(tags: Sequence[Tag]) -> int:
    """Return the cells of the gutter.

    It has the cursor's bar, a column for each tag, one for the sign of a note or the letter of a suggestion, and a
    blank.
    """
    return GUTTER + len(tags)


@dataclass(slots=True)
class Painter:
    """Draws the rows of one layout with the styles of one theme.

    Attributes:
        layout: The rows.
        tags: The tags that the settings have, in the order of their columns.
        theme_styles: The styles of the theme.
        on_background: Returns a style on the pane's background, as the terminal gets it.
        left: The blank cells before each row.
    """

    layout: Layout
    tags: Sequence[Tag]
    theme_styles: ThemeStyles
    on_background: Callable[[Style], Style]
    left: int
    _background: Style = field(init=False)
    _styles: dict[tuple[object, ...], Style] = field(default_factory=dict)  # to add styles up takes most of the time

    def __post_init__(self) -> None:
        self._background = self.on_background(NO_STYLE)

    def row(
        self,
        row: Row,
        annotations: SpanIndex,
        passage: Span,
        hits: Sequence[Span] = (),
        suggestions: "SuggestionIndex | None" = None,
        pencilled: Sequence[Span] = (),
        *,
        is_chosen: bool,
        has_focus: bool,
        ends: str = "",
        are_hits_chosen: bool = False,
    ) -> list[Segment]:
        """Return a row of the layout, the gutter first.

        Args:
            row: The row.
            annotations: The annotations of the article.
            passage: The passage under the cursor.
            hits: The search hits on the row.
            suggestions: The suggestions that are shown; None while there are none.
            pencilled: The speaker and the cue that go with the suggestion under the cursor.
            is_chosen: Whether the passage is on the row, which the bar marks.
            has_focus: Whether the pane has the focus, which the bar shows, too.
            ends: The end that keys move, `start` or `end`, if the passage is a tag that is selected, whose two ends are
                lit then. Empty for any other passage.
            are_hits_chosen: Whether the keys of the tags work on all search hits.
        """
        tagged = _on_row(row, annotations.touching)
        suggested = _on_row(row, suggestions.touching) if suggestions else []
        pencilled = [each for each in pencilled if each.overlaps(row.span)]
        if not (tagged or suggested or hits or pencilled or is_chosen):
            return [self._blank(self.left + gutter_width(self.tags)), *self._plain(row)]
        lit = self._lit(row.block, passage, ends) if ends and is_chosen else []
        text = self._text(
            row,
            tagged,
            passage if is_chosen else Span(0, 0),
            hits,
            suggested,
            pencilled,
            lit,
            are_hits_chosen=are_hits_chosen,
        )
        bar_style = self.theme_styles.accent if has_focus else self.theme_styles.quiet
        bar = self._segment(BAR, bar_style) if is_chosen else self._blank(1)
        signs = [self._tag_sign(tag, row, tagged) or self._suggestion_sign(tag, row, suggested) for tag in self.tags]
        return [self._blank(self.left), bar, *signs, self._note(row, tagged, suggested), self._blank(1), *text]

    def _tag_sign(self, tag: Tag, row: Row, tagged: Sequence[PlacedAnnotation]) -> Segment | None:
        """Return the tag's letter where it begins, a line where it goes on, and None where it is not."""
        of_tag = [each for each in tagged if each[2].tag == tag.name]
        if not of_tag:
            return None
        begins = any(_begins(start, each.span, row) for start, _, each in of_tag)
        style = self.theme_styles.tag_style(tag.colour) + Style(bold=begins)
        return self._segment(tag.letter if begins else GOES_ON, style)

    def _suggestion_sign(self, tag: Tag, row: Row, suggested: Sequence[PlacedSuggestion]) -> Segment:
        of_tag = [each for each in suggested if each[2].tag == tag.name]
        if not of_tag:
            return self._blank(1)
        begins = any(_begins(start, each.span, row) for start, _, each in of_tag)
        return self._segment(MAYBE if begins else MAYBE_GOES_ON, self.theme_styles.quiet)

    def _note(self, row: Row, tagged: Sequence[PlacedAnnotation], suggested: Sequence[PlacedSuggestion]) -> Segment:
        """Return the sign of a note, or else the letter of the first suggestion that begins on the row."""
        if any(each.note and _begins(start, each.span, row) for start, _, each in tagged):
            return self._segment(NOTE, self.theme_styles.accent)
        begun = {each.tag for start, _, each in suggested if _begins(start, each.span, row)}
        letter = next((tag.letter for tag in self.tags if tag.name in begun), "")
        return self._segment(letter, self.theme_styles.quiet) if letter else self._blank(1)

    def _blank(self, width: int) -> Segment:
        return Segment(" " * width, self._background)

    def _segment(self, text: str, style: Style) -> Segment:
        return Segment(text, self.on_background(style))

    def _plain(self, row: Row) -> Iterator[Segment]:
        """Yield the runs of a row without tags, suggestions or hits, as most are."""
        if row.is_gap:
            return
        yield from self._margin(row)
        shown = row.shown
        for start, end, run in row.block.runs_in(row.start, row.start + len(shown)):
            inside = slice(max(0, start - row.start), end - row.start)
            yield Segment(shown[inside], self._style(row.block, run.style))

    def _margin(self, row: Row) -> list[Segment]:
        margin = self.layout.margin(row.block) + " " * row.indent
        return [self._segment(margin, self.theme_styles.quiet)] if margin else []

    def _text(
        self,
        row: Row,
        tagged: Sequence[PlacedAnnotation],
        passage: Span,
        hits: Sequence[Span],
        suggested: Sequence[PlacedSuggestion],
        pencilled: Sequence[Span],
        lit: Sequence[LitEnd],
        *,
        are_hits_chosen: bool,
    ) -> list[Segment]:
        """Return the row's text, cut wherever a style begins or ends."""
        block = row.block
        shown = row.shown
        if row.is_gap:
            return []
        chosen = block.rendered_span(*passage)
        runs = list(block.runs_in(row.start, row.end))
        found = [block.rendered_span(*hit) for hit in hits]
        underlined = [(start, end) for start, end, _ in suggested]
        underlined += [block.rendered_span(*each) for each in pencilled]
        edges = (edge for start, end, _ in (*runs, *tagged) for edge in (start, end))
        cuts = [*chosen, *edges, *chain(*found, *underlined), *chain(*(each[:2] for each in lit))]
        segments = self._margin(row)
        for start, end in style_pieces(cuts, row.start, row.start + len(shown)):
            names = next((run.style for begin, stop, run in runs if begin <= start < stop), frozenset[str]())
            over = [each for begin, stop, each in tagged if begin <= start < stop]
            is_suggested = any(begin <= start < stop for begin, stop in underlined)
            is_hit = any(begin <= start < stop for begin, stop in found)
            is_chosen = chosen[0] <= start < chosen[1] or (is_hit and are_hits_chosen)
            light = next((light for begin, stop, light in lit if begin <= start < stop), NO_STYLE)
            style = self._style(
                block, names, over, is_chosen=is_chosen, is_suggested=is_suggested, is_hit=is_hit, light=light
            )
            segments.append(Segment(shown[start - row.start : end - row.start], style))
        return segments

    def _lit(self, block: Block, passage: Span, moving: str) -> list[LitEnd]:
        """Return the first and the last grapheme of a passage as far as they are in a block, the moving end first."""
        accent, (start, end) = self.theme_styles.accent, block.rendered_span(*passage)
        moves, stays = accent + Style(reverse=True), accent + Style(underline=True)
        lit: list[LitEnd] = []
        if passage.start >= block.start:
            first = next(grapheme_bounds(block.rendered[start : min(end, start + LONGEST_GRAPHEME)]), (0, 0))
            lit.append((start, start + first[1], moves if moving == "start" else stays))
        if passage.end <= block.end:
            begin = max(start, end - LONGEST_GRAPHEME)
            *_, last = ((0, 0), *grapheme_bounds(block.rendered[begin:end]))
            lit.append((begin + last[0], end, moves if moving == "end" else stays))
        return lit if moving == "start" else lit[::-1]

    def _style(
        self,
        block: Block,
        names: frozenset[str],
        over: Sequence[Annotation] = (),
        *,
        is_chosen: bool = False,
        is_suggested: bool = False,
        is_hit: bool = False,
        light: Style = NO_STYLE,
    ) -> Style:
        """Return the style of a piece of text, on the background."""
        kind = Kind.HEADING if block.start == self.layout.article.headline else block.kind
        by_length = sorted(over, key=lambda each: (each.start - each.end, each.created))  # the newest of equals last
        tags = tuple(annotation.tag for annotation in by_length)
        key = (kind, names, tags, is_chosen, is_suggested, is_hit, light)
        if key not in self._styles:
            theme = self.theme_styles
            runs = [theme.link if name == "link" else RUN_STYLES[name] for name in sorted(names)]
            underline = [theme.quiet + Style(underline=True)] if is_suggested else []
            chosen = [theme.passage] if is_chosen else []
            hit = [hit_style(theme, is_chosen=is_chosen)] if is_hit else []
            base = [theme.text, BLOCK_STYLES.get(kind, NO_STYLE)]
            layers = [*base, *runs, *underline, self._tag_style(tags), *chosen, *hit, light]
            self._styles[key] = self.on_background(Style.combine(layers))
        return self._styles[key]

    def _tag_style(self, names: Sequence[str]) -> Style:
        """Combine the styles of tags; the shortest, which is last, gives the colour: a quote shows inside its claim."""
        if not names:
            return NO_STYLE
        known = {tag.name: tag for tag in self.tags}
        tags = [known.get(name, UNKNOWN) for name in names]
        return Style.combine([*(Style.parse(tag.style) for tag in tags), self.theme_styles.tag_style(tags[-1].colour)])


def hit_style(theme_styles: ThemeStyles, *, is_chosen: bool) -> Style:
    """Return the style of a search hit: reversed, so that it stands out without colours, too."""
    colours = theme_styles.accent if is_chosen else theme_styles.quiet
    return colours + Style(reverse=True, bold=is_chosen, italic=False, strike=False)


def _on_row(row: Row, touching: Callable[[Span], list[Spanned]]) -> list[tuple[int, int, Spanned]]:
    """Return the items on a row with their places in its block; on a blank row, the items that run on through it."""
    block = row.block
    if row.is_gap:
        around = touching(Span(block.start, block.start + 1))
        return [(0, 0, each) for each in around if each.span.start < block.start]
    placed = [(*block.rendered_span(*each.span), each) for each in touching(row.span)]
    return [each for each in placed if each[0] < row.end and row.start < each[1]]


def _begins(start: int, span: Span, row: Row) -> bool:
    """Return whether something begins on a row, rather than in a row or block above.

    Args:
        start: The shown character of the block that it starts at.
        span: Its span in the source.
        row: The row that shows some of it.
    """
    return not row.is_gap and start >= row.start and span.start >= row.block.start
