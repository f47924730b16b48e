"""The gutter beside a row: the sign of suggestions, a letter for each tag that begins there, and a mark."""

from collections.abc import Callable, Iterable, Iterator, Sequence, Set
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from rich.segment import Segment
from rich.style import Style

from reader.annotation.model.annotation import Annotation
from reader.settings import Tag
from reader.settings.tag_names import nearest
from reader.text.span import Span
from reader.tui.article.marks import PLACE, GutterMark, first_mark
from reader.tui.article.rows import Row
from reader.tui.geometry import MOST_COLUMNS, SLIM_GUTTER
from reader.tui.theme_styles import NO_STYLE, ThemeStyles

if TYPE_CHECKING:
    from reader.insight.suggestion import Suggestion

MAYBE = "?"
ECHOED = "≈"  # the other article has the passage, too
GOES_ON = "│"  # on a screen without colours, where a tag continues from the row above
MORE = "+"  # in the last column, for the tags that have no column left
SIGNS = SLIM_GUTTER - 2  # cells of a slim gutter between the bar and the blank
BOLD = Style(bold=True)

# The shown characters `[start, end)` of a block, and what covers them.
PlacedAnnotation = tuple[int, int, Annotation]
PlacedSuggestion = tuple[int, int, "Suggestion"]
PlacedVerdict = tuple[Span, str]  # a quotation of the source, and what the quote check found


Item = TypeVar("Item")


class Gutter(NamedTuple):
    """Draws the gutter between the bar and the blank.

    Attributes:
        tags: The tags that the settings have, in the order of their columns.
        known: Their names: an annotation with another one has the letter of the nearest tag above.
        theme_styles: The styles of the theme.
        on_background: Returns a style on the pane's background, as the terminal gets it.
        is_slim: Whether all tags and the mark share two cells.
    """

    tags: Sequence[Tag]
    known: Set[str]
    theme_styles: ThemeStyles
    on_background: Callable[[Style], Style]
    is_slim: bool = False

    def signs(
        self,
        row: Row,
        tagged: Sequence[PlacedAnnotation],
        suggested: Sequence[PlacedSuggestion],
        verdicts: Sequence[PlacedVerdict] = (),
        marks: Sequence[Span] = (),
        *,
        is_echoed: bool = False,
    ) -> Iterator[Segment]:
        """Yield the sign of suggestions, the letters of tags that begin on the row, and the mark of a tag or quotation.

        Args:
            row: The row.
            tagged: The annotations on it.
            suggested: The suggestions on it.
            verdicts: The quotations on it that were checked.
            marks: The passages on it that the reader has marked.
            is_echoed: Whether a passage begins on it that the article beside this one has, too.
        """
        begun = [each for start, _, each in tagged if begins(start, each.span, row)]
        maybe = {each.tag for start, _, each in suggested if begins(start, each.span, row)}
        names = {nearest(each.tag, self.known) for each in begun}
        goes_on = (
            set[str]() if self.theme_styles.has_colours else {nearest(each.tag, self.known) for *_, each in tagged}
        )
        letters = self._letters(names, maybe, goes_on)
        checked = [verdict for span, verdict in verdicts if begins(row.block.rendered_span(*span)[0], span, row)]
        is_marked = any(begins(row.block.rendered_span(*span)[0], span, row) for span in marks)
        mark = first_mark(begun, checked) or (PLACE if is_marked else None)
        if self.is_slim:
            yield from self._few(_once(letters), mark, is_maybe=bool(maybe), is_echoed=is_echoed)
            return
        yield self._segment(MAYBE, self.theme_styles.accent) if maybe else self._blank(1)
        if len(self.tags) > MOST_COLUMNS:
            letters = self._shared(_once(letters))
        yield from (letter or self._blank(1) for letter in letters)
        yield self._marked(mark) if mark else self._blank(1)

    def _few(
        self, letters: Sequence[Segment], mark: GutterMark | None, *, is_maybe: bool, is_echoed: bool
    ) -> Iterator[Segment]:
        """Yield two cells: letters, and last the mark, or the sign of an echo or a suggestion, if there is one."""
        theme = self.theme_styles
        last = self._marked(mark) if mark else self._segment(MAYBE, theme.accent) if is_maybe else None
        if is_echoed and not (mark and mark.tone == "error"):
            last = self._segment(ECHOED, theme.accent)
        if last is None and len(letters) > SIGNS:
            last = self._segment(MORE, theme.accent)
        shown = letters[: SIGNS - 1 if last else SIGNS]
        yield from shown
        yield from [self._blank(1)] * (SIGNS - len(shown) - bool(last))
        yield from [last] if last else ()

    def _marked(self, mark: GutterMark) -> Segment:
        return self._segment(mark.sign, getattr(self.theme_styles, mark.tone))

    def _letters(self, begun: Set[str], maybe: Set[str], goes_on: Set[str]) -> Sequence[Segment | None]:
        """Return the letter of each tag on a row; if each tag has its own column, None for those that are not there."""
        tags = self.tags
        if len(tags) > MOST_COLUMNS:
            there = begun | maybe | goes_on
            tags = [tag for tag in tags if tag.name in there]
        return [self._letter(tag, begun, maybe, goes_on) for tag in tags]

    def _letter(self, tag: Tag, begun: Set[str], maybe: Set[str], goes_on: Set[str]) -> Segment | None:
        """Return the letter of a tag that begins, or is suggested, on the row; otherwise None."""
        ink = self.theme_styles.ink(tag.colour)
        if tag.name in begun:
            return self._segment(tag.letter, ink + BOLD)
        if tag.name in maybe:
            return self._segment(tag.letter, ink)
        return self._segment(GOES_ON, ink) if tag.name in goes_on else None

    def _shared(self, letters: Sequence[Segment]) -> list[Segment | None]:
        """Return the letters in the few columns that many tags share."""
        if len(letters) > MOST_COLUMNS:
            return [*letters[: MOST_COLUMNS - 1], self._segment(MORE, self.theme_styles.accent)]
        return [*letters, *[None] * (MOST_COLUMNS - len(letters))]

    def _blank(self, width: int) -> Segment:
        return Segment(" " * width, self.on_background(NO_STYLE))

    def _segment(self, text: str, style: Style) -> Segment:
        return Segment(text, self.on_background(style))


def _once(letters: Iterable[Segment | None]) -> Sequence[Segment]:
    """Return each letter once: a tag and one nested in it may have the same."""
    return list(dict.fromkeys(filter(None, letters)))


def on_row(row: Row, in_sight: Sequence[tuple[int, int, Item]]) -> list[tuple[int, int, Item]]:
    """Return the items on a row with their places in its block; on a blank row, the items that run on through it.

    Args:
        row: The row.
        in_sight: The source offsets `[start, end)` of items, and the items.
    """
    block = row.block
    if row.is_gap:
        return [(0, 0, each) for start, end, each in in_sight if start < block.start < end]
    first, last = row.span
    near = [(start, end, each) for start, end, each in in_sight if start < last and first < end]
    placed = [(*block.rendered_span(start, end), each) for start, end, each in near]
    return [each for each in placed if each[0] < row.end and row.start < each[1]]


def begins(start: int, span: Span, row: Row) -> bool:
    """Return whether something begins on a row, rather than in a row or block above.

    Args:
        start: The shown character of the block that it starts at.
        span: Its span in the source.
        row: The row that shows some of it.
    """
    return not row.is_gap and start >= row.start and span.start >= row.block.start
