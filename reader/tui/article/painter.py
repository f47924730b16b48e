"""The look of an article's rows: their text, the tags on it, the cursor, and the gutter beside it."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from rich.segment import Segment
from rich.style import Style

from reader.annotation.model.annotation import Annotation
from reader.settings import Tag
from reader.settings.tag_names import nearest
from reader.system.lazy_pattern import lazy_pattern
from reader.text.block import Block, Kind
from reader.text.graphemes import grapheme_bounds
from reader.text.span import Span
from reader.tui.article.gutter import Gutter, PlacedAnnotation, PlacedSuggestion, PlacedVerdict, on_row
from reader.tui.article.rows import CODE_INDENT, Layout, Row, style_pieces
from reader.tui.cell_widths import cell_len
from reader.tui.geometry import gutter_width
from reader.tui.theme_styles import NO_STYLE, ThemeStyles

if TYPE_CHECKING:
    from reader.insight.suggestion import Suggestion

BAR = "▌"
CODE_GOES_ON = "↪"  # before a row of code that goes on with the line above
CODE_BAR = "│"  # before the others, where there are no colours
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
NOT_DIM, UNDERLINED = Style(dim=False), Style(underline=True)
WORD = lazy_pattern(r"\s*\S+")

LitEnd = tuple[int, int, Style]


class Overlay(NamedTuple):
    """Everything that is shown over the text of an article, the same for all its rows.

    Attributes:
        passage: The passage under the cursor.
        annotations: The annotations in sight, each after its source offsets `[start, end)`.
        suggestions: The suggestions that are shown in sight, each after its source offsets.
        pencilled: The speaker and the cue that go with the suggestion under the cursor.
        verdicts: The quotations in sight that were checked.
        marks: The passages that are marked.
        ends: The end that keys move, `start` or `end`, if the passage is a selected tag, whose two ends are then
            highlighted. Empty for any other passage.
        are_hits_chosen: Whether the keys of the tags work on all search hits.
    """

    passage: Span
    annotations: Sequence[tuple[int, int, Annotation]] = ()
    suggestions: "Sequence[tuple[int, int, Suggestion]]" = ()
    pencilled: Sequence[Span] = ()
    verdicts: Sequence[PlacedVerdict] = ()
    marks: Sequence[Span] = ()
    ends: str = ""
    are_hits_chosen: bool = False


class Cover(NamedTuple):
    """Everything that covers the text of a row, as shown characters `[start, end)` of its block.

    Attributes:
        annotations: The annotations.
        suggestions: The suggestions.
        pencilled: The speaker and the cue that go with the suggestion under the cursor.
        hits: The search hits.
        passage: The passage, if it is on the row.
        ends: The ends of a selected tag, each with its style.
        are_hits_chosen: Whether the keys of the tags work on all search hits.
    """

    annotations: Sequence[PlacedAnnotation]
    suggestions: Sequence[PlacedSuggestion]
    pencilled: Sequence[tuple[int, int]]
    hits: Sequence[tuple[int, int]]
    passage: Sequence[tuple[int, int]]
    ends: Sequence[LitEnd]
    are_hits_chosen: bool


@dataclass(slots=True, eq=False, repr=False)
class Painter:
    """Draws the rows of one layout with the styles of one theme.

    Attributes:
        layout: The rows.
        tags: The tags that the settings have, in the order of their columns.
        theme_styles: The styles of the theme.
        on_background: Returns a style on the pane's background, as the terminal gets it.
        left: The blank cells before each row.
        is_slim: Whether all tags share the few cells of a slim gutter.
    """

    layout: Layout
    tags: Sequence[Tag]
    theme_styles: ThemeStyles
    on_background: Callable[[Style], Style]
    left: int
    is_slim: bool = False
    _background: Style = field(init=False)
    _gutter: Gutter = field(init=False)
    _known: Mapping[str, Tag] = field(init=False)
    _styles: dict[tuple[object, ...], Style] = field(default_factory=dict)  # adding styles up takes most of the time

    def __post_init__(self) -> None:
        self._background = self.on_background(NO_STYLE)
        self._known = {tag.name: tag for tag in self.tags}
        self._gutter = Gutter(self.tags, self._known.keys(), self.theme_styles, self.on_background, self.is_slim)

    def row(
        self,
        row: Row,
        over: Overlay,
        hits: Sequence[Span] = (),
        *,
        is_chosen: bool,
        has_focus: bool,
        is_echoed: bool = False,
    ) -> list[Segment]:
        """Return a row of the layout, the gutter first.

        Args:
            row: The row.
            over: What is shown over the text.
            hits: The search hits on the row.
            is_chosen: Whether the passage is on the row, which the bar marks.
            has_focus: Whether the pane has the focus, which the bar shows, too.
            is_echoed: Whether a passage begins on the row that the article beside this one has, too.
        """
        tagged = on_row(row, over.annotations) if over.annotations else []
        suggested = on_row(row, over.suggestions) if over.suggestions else []
        pencilled = [each for each in over.pencilled if each.overlaps(row.span)]
        verdicts = [each for each in over.verdicts if each[0].overlaps(row.span)]
        marks = [each for each in over.marks if each.overlaps(row.span)]
        if not (tagged or suggested or hits or pencilled or verdicts or marks or is_chosen or is_echoed):
            gutter = gutter_width(len(self.tags), is_slim=self.is_slim)
            return [self._blank(self.left + gutter), *self._plain(row)]
        chosen = self.theme_styles.selected(has_focus=has_focus)
        cover = Cover(
            annotations=tagged,
            suggestions=suggested,
            pencilled=[row.block.rendered_span(*each) for each in pencilled],
            hits=[row.block.rendered_span(*hit) for hit in hits],
            passage=[row.block.rendered_span(*over.passage)] if is_chosen else [],
            ends=self._lit(row.block, over.passage, over.ends) if over.ends and is_chosen else [],
            are_hits_chosen=over.are_hits_chosen,
        )
        text = self._text(row, cover, chosen)
        bar_style = self.theme_styles.accent if has_focus else self.theme_styles.quiet
        bar = self._segment(BAR, bar_style) if is_chosen else self._blank(1)
        signs = self._gutter.signs(row, tagged, suggested, verdicts, marks, is_echoed=is_echoed)
        return [self._blank(self.left), bar, *signs, self._blank(1), *text]

    def _blank(self, width: int) -> Segment:
        return Segment(" " * width, self._background)

    def _segment(self, text: str, style: Style) -> Segment:
        return Segment(text, self.on_background(style))

    def _plain(self, row: Row) -> list[Segment]:
        """Return the runs of a row without tags, suggestions or hits, as most are."""
        if row.is_gap:
            return []
        block, first, shown = row.block, row.start, row.shown
        text = [
            Segment(shown[max(0, start - first) : end - first], self._style(block, run.style))
            for start, end, run in block.runs_in(first, first + len(shown))
        ]
        return [*self._margin(row), *text, *self._rest(row)]

    def _margin(self, row: Row) -> list[Segment]:
        margin = self.layout.margin(row.block) + " " * row.indent
        if row.block.kind is Kind.CODE:
            cut = max(0, len(margin) - len(CODE_INDENT) // 2)
            sign = CODE_GOES_ON if row.goes_on else " " if self.theme_styles.has_colours else CODE_BAR
            edge = f"{sign} "[: len(margin) - cut]
            style = self.theme_styles.quiet + self.theme_styles.code
            return [self._segment(margin[:cut], self.theme_styles.quiet), self._segment(edge, style)]
        return [self._segment(margin, self.theme_styles.quiet)] if margin else []

    def _rest(self, row: Row) -> list[Segment]:
        """Return the ground of code behind the text of a row, up to the edge of the column."""
        if row.block.kind is not Kind.CODE:
            return []
        used = cell_len(self.layout.margin(row.block)) + row.indent + cell_len(row.shown)
        return [self._segment(" " * max(0, self.layout.width - used), self.theme_styles.code)]

    def _text(self, row: Row, cover: "Cover", chosen: Style) -> list[Segment]:
        """Return the row's text, cut wherever a style begins or ends; `chosen` is the style of the passage."""
        block, shown = row.block, row.shown
        if row.is_gap:
            return []
        runs = list(block.runs_in(row.start, row.end))
        bright = [(start, end) for start, end, _ in cover.suggestions]
        underlined = [(start, _end_of_word(block.rendered, start, end)) for start, end in bright]
        underlined += cover.pencilled
        bright += cover.pencilled
        edges = (edge for start, end, *_ in (*runs, *cover.annotations, *cover.ends) for edge in (start, end))
        cuts = [*edges, *chain(*cover.passage, *cover.hits, *bright, *underlined)]
        segments = self._margin(row)
        for start, end in style_pieces(cuts, row.start, row.start + len(shown)):
            is_hit = _covers(cover.hits, start)
            is_chosen = _covers(cover.passage, start) or (is_hit and cover.are_hits_chosen)
            style = self._style(
                block,
                next((run.style for begin, stop, run in runs if begin <= start < stop), frozenset[str]()),
                [each for begin, stop, each in cover.annotations if begin <= start < stop],
                chosen if is_chosen else None,
                is_bright=_covers(bright, start),
                is_underlined=_covers(underlined, start),
                is_hit=is_hit,
                light=next((light for begin, stop, light in cover.ends if begin <= start < stop), NO_STYLE),
            )
            segments.append(Segment(shown[start - row.start : end - row.start], style))
        return [*segments, *self._rest(row)]

    def _lit(self, block: Block, passage: Span, moving: str) -> list[LitEnd]:
        """Return the first and the last grapheme of a passage as far as they are in a block, the moving end first."""
        start, end = block.rendered_span(*passage)
        moves, stays = self.theme_styles.moving_end, self.theme_styles.other_end
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
        chosen: Style | None = None,
        *,
        is_bright: bool = False,
        is_underlined: bool = False,
        is_hit: bool = False,
        light: Style = NO_STYLE,
    ) -> Style:
        """Return the style of a piece of text, on the background."""
        kind = Kind.HEADING if block.start == self.layout.article.headline else block.kind
        tags = _tags_by_length(over) if over else ()
        key = (kind, names, tags, chosen, is_bright, is_underlined, is_hit, light)
        if key not in self._styles:
            theme = self.theme_styles
            runs = [theme.link if name == "link" else RUN_STYLES[name] for name in sorted(names)]
            ground = theme.code if kind is Kind.CODE else NO_STYLE
            layers = [theme.text, ground, BLOCK_STYLES.get(kind, NO_STYLE), *runs]
            layers += [theme.bright + NOT_DIM] if is_bright else []
            layers += self._tag_styles(tags, chosen)
            layers += [UNDERLINED] if is_underlined else []
            layers += [(theme.chosen_hit if chosen else theme.hit) + NOT_DIM] if is_hit else []
            layers.append(light)
            self._styles[key] = self.on_background(Style.combine(layers))
        return self._styles[key]

    def _tag_styles(self, names: Sequence[str], chosen: Style | None) -> Iterator[Style]:
        """Yield the styles of tags, the shortest last, so that a quote shows inside its claim; then the passage's."""
        tags = [self._known.get(nearest(name, self._known), UNKNOWN) for name in names]
        yield from (self.theme_styles.text_of(tag) for tag in tags)
        if chosen is not None:
            yield from (Style.parse(tag.style) for tag in tags)
            yield chosen + NOT_DIM if self.theme_styles.has_colours else chosen


def _tags_by_length(annotations: Sequence[Annotation]) -> tuple[str, ...]:
    """Return the tags of annotations from the longest passage to the shortest; of equals, the newest last."""
    by_length = sorted(annotations, key=lambda each: (each.start - each.end, each.created))
    return tuple(annotation.tag for annotation in by_length)


def _covers(places: Iterable[tuple[int, int]], position: int) -> bool:
    return any(start <= position < end for start, end in places)


def _end_of_word(text: str, start: int, end: int) -> int:
    """Return where the first word of `[start, end)` ends."""
    found = WORD.match(text, start, end)
    return found.end() if found else end
