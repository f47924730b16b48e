"""The look of an entry of the source list: the title, and below it the counts of tags and the share that is read."""

from collections.abc import Callable, Mapping, Sequence

from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from reader.settings import Tag
from reader.text.sanitize import sanitize
from reader.tui.article.painter import BAR, NO_STYLE
from reader.tui.article.rows import fit
from reader.tui.cell_widths import cell_len
from reader.tui.theme import ThemeStyles

ECHOES = "≈"
Counts = Mapping[str, int]


class EntryPainter:
    """Draws entries with the styles of a theme, at a width."""

    def __init__(
        self, tags: Sequence[Tag], theme_styles: ThemeStyles, on_background: Callable[[Style], Style], width: int
    ) -> None:
        """Make a painter.

        Args:
            tags: The tags that are counted.
            theme_styles: The styles of the theme.
            on_background: Returns a style on the pane's background, as the terminal gets it.
            width: The cells of a row.
        """
        self.width = width
        self._tags, self._theme_styles, self._on_background = tags, theme_styles, on_background
        self.blank = self._strip([])

    def rows(
        self,
        title: str,
        problem: str,
        counts: Counts | None,
        read: float,
        shared: int,
        done: str = "",
        *,
        is_open: bool,
        is_selected: bool,
    ) -> tuple[Strip, ...]:
        """Return the three rows of an entry.

        Args:
            title: The title of the source.
            problem: Why the source cannot be read; empty if it can.
            counts: The number of tags by name; None if it is not known.
            read: The share of the article that is read, from 0 to 1.
            shared: The number of statements that it shares with the open source.
            done: The sign of a source that is done; empty if it is not.
            is_open: Whether it is the open source.
            is_selected: Whether the entry is selected.
        """
        texts = [self._title(title, self._theme_styles.quiet if problem else self._theme_styles.text, is_bold=is_open)]
        texts.append([self._problem(problem)] if problem else self._numbers(counts, shared, done or _progress(read)))
        background = self._theme_styles.passage if is_selected else NO_STYLE
        bar = Segment(BAR, self._theme_styles.accent) if is_open else None
        entry = (self._strip([bar or Segment(" ", text[0].style), *text], background) for text in texts)
        return (*entry, self._bar(read) if read else self.blank)

    def _bar(self, read: float) -> Strip:
        """Draw the share that is read, as a line below the entry."""
        width = max(1, int(read * (self.width - 2)))
        return self._strip([Segment(" "), Segment("▔" * width, self._theme_styles.thumb)])

    def foot(self, text: str, number: str = "") -> Strip:
        """Return the line below the entries: a text, and a number on the right."""
        return self._foot([Segment(fit(text, self.width - 3 - len(number)), self._theme_styles.quiet)], number)

    def typed(self, sign: str, text: str, number: str) -> Strip:
        """Return the line below the entries while a filter is typed, with the end of the filter after its sign."""
        room, text = max(0, self.width - 4 - len(sign) - len(number)), sanitize(text)
        while cell_len(text) > room:
            text = text[1:]
        theme = self._theme_styles
        cursor = Segment(" ", theme.text + Style(reverse=True))
        return self._foot([Segment(sign, theme.accent), Segment(text, theme.text), cursor], number)

    def _foot(self, segments: list[Segment], number: str) -> Strip:
        room = self.width - 2 - sum(segment.cell_length for segment in segments)
        return self._strip([Segment(" "), *segments, Segment(number.rjust(room), self._theme_styles.quiet)])

    def _title(self, title: str, style: Style, *, is_bold: bool) -> list[Segment]:
        shown = fit(sanitize(title), self.width - 2)
        return [Segment(shown + " " * (self.width - 1 - cell_len(shown)), style + Style(bold=is_bold))]

    def _problem(self, reason: str) -> Segment:
        return Segment(fit(f"! {sanitize(reason)}", self.width - 2), self._theme_styles.error)

    def _numbers(self, counts: Counts | None, shared: int, progress: str) -> list[Segment]:
        segments = []
        for tag, number in [] if counts is None else [(tag, counts.get(tag.name, 0)) for tag in self._tags]:
            style = self._theme_styles.tag_style(tag.colour) if number else self._theme_styles.quiet
            segments.append(Segment(f"{tag.letter}{number} ", style))
        if shared:
            segments.append(Segment(f"{ECHOES}{shared} ", self._theme_styles.accent))
        room = self.width - 2 - sum(segment.cell_length for segment in segments)
        return [
            *segments,
            Segment(f"{progress.rjust(room) if room >= len(progress) else ''} ", self._theme_styles.quiet),
        ]

    def _strip(self, segments: Sequence[Segment], background: Style = NO_STYLE) -> Strip:
        """Join neighbours of one style into one segment: each costs the terminal twenty characters."""
        styled = (
            Segment(text, self._on_background(background + style if style else background))
            for text, style, _ in segments
        )
        return Strip(styled).adjust_cell_length(self.width, self._on_background(background)).simplify()


def _progress(share: float) -> str:
    """Describe the share that is read; an article is only called read at its last sentence."""
    if share >= 1:
        return "read"
    return f"{max(1, int(share * 100))}%" if share > 0 else "new"
