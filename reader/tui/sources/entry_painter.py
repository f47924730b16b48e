"""The look of an entry of the source list: the title, and below it the facts, without zeroes."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import NamedTuple

from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from reader.settings import Tag
from reader.text.sanitize import sanitize, sanitize_line
from reader.tui.article.painter import BAR
from reader.tui.article.rows import fit
from reader.tui.cell_widths import cell_len
from reader.tui.sources.short_counts import ShortCounts
from reader.tui.theme_styles import NO_STYLE, ThemeStyles, recoloured
from reader.tui.typed_line import TypedLine
from reader.tui.widgets.prompt import shown_line, typed_segments

ECHOES, LEFT = "≈", "?"
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


class EntryWords(NamedTuple):
    """The facts that an entry shows.

    Attributes:
        title: The title of the source.
        problem: Why the source cannot be read; empty if it can.
        counts: The number of tags by name; None if it is not known, which looks like no tags.
        read: The share of the article that is read, from 0 to 1.
        shared: The number of statements that it shares with the open source.
        sign: The sign for a source that is done, or for suggestions left; empty to show other facts.
        told: A text in place of the counts, such as the value sorted by; empty for the counts.
        name: What distinguishes it from others with the same title; empty if there are none.
    """

    title: str
    problem: str = ""
    counts: Mapping[str, int] | None = None
    read: float = 0.0
    shared: int = 0
    sign: str = ""
    told: str = ""
    name: str = ""


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
        self._short_counts, self._theme_styles, self._on_background = ShortCounts(tags), theme_styles, on_background
        self.blank = self._strip([])

    def rows(self, entry: EntryWords, *, is_open: bool, is_selected: bool) -> tuple[Strip, ...]:
        """Return the two rows of an entry; `is_open` says whether it is the open source."""
        style = self._theme_styles.quiet if entry.problem else self._theme_styles.text
        texts = [
            self._title(entry.title, entry.name, style, is_bold=is_open),
            [self._problem(entry.problem)] if entry.problem else self._numbers(entry),
        ]
        bar = Segment(BAR, self._theme_styles.accent) if is_open else Segment(" ")
        if is_selected:
            texts = [[*recoloured(text, self._theme_styles.passage)] for text in texts]
        return tuple(self._strip([bar, *text]) for text in texts)

    def foot(self, text: str, number: str = "") -> Strip:
        """Return the line below the entries: a text, and a number on the right."""
        return self._foot([Segment(fit(text, self.width - 3 - len(number)), self._theme_styles.quiet)], number)

    def typed(self, sign: str, line: TypedLine, number: str, hint: str = "") -> Strip:
        """Return the line below the entries while a filter is typed, with the filter and its cursor after a sign.

        Without a filter, a hint says what can be typed.
        """
        room, theme = self._room(sign, number), self._theme_styles
        typed = typed_segments(shown_line(line, room), theme)
        told = Segment("" if line.text else fit(f" {hint}", room - 1), theme.quiet)
        return self._foot([Segment(sign, theme.accent), *typed, told], number)

    def caret(self, sign: str, line: TypedLine, number: str) -> int:
        """Return the cell at which the cursor of a filter is drawn."""
        return 1 + len(sign) + shown_line(line, self._room(sign, number)).caret

    def _room(self, sign: str, number: str) -> int:
        return max(1, self.width - 3 - len(sign) - len(number))

    def _foot(self, segments: list[Segment], number: str) -> Strip:
        room = self.width - 2 - sum(segment.cell_length for segment in segments)
        return self._strip([Segment(" "), *segments, Segment(number.rjust(room), self._theme_styles.quiet)])

    def _title(self, title: str, name: str, style: Style, *, is_bold: bool) -> list[Segment]:
        hint = _end_of(sanitize(name), (self.width - 2) // 3)
        shown = fit(sanitize(title), self.width - 2 - cell_len(hint) - bool(hint))
        blank = " " * (self.width - 2 - cell_len(shown) - cell_len(hint))
        told = [Segment(f"{hint} ", self._theme_styles.quiet)] if hint else []
        return [Segment(f"{shown}{blank}{'' if hint else ' '}", style + Style(bold=is_bold)), *told]

    def _problem(self, reason: str) -> Segment:
        return Segment(fit(f"! {sanitize(reason)}", self.width - 2), self._theme_styles.error)

    def _numbers(self, entry: EntryWords) -> list[Segment]:
        """Return the counts on the left, or the text in their place, and the other facts on the right."""
        last = entry.sign or _last(entry.read, entry.shared)
        words = entry.told or self._short_counts.shown(entry.counts or {}, self.width - 2)
        shown = fit(sanitize_line(words), self.width - 2)
        room = self.width - 2 - cell_len(shown)
        right = last.rjust(room) if len(last) < room else " " * room
        return [Segment(f"{shown}{right} ", self._theme_styles.quiet)]

    def _strip(self, segments: Sequence[Segment]) -> Strip:
        """Join neighbours of the same style into one segment, since each costs the terminal twenty characters."""
        styled = (Segment(text, self._on_background(style or NO_STYLE)) for text, style, _ in segments)
        return Strip(styled).adjust_cell_length(self.width, self._on_background(NO_STYLE)).simplify()


def _end_of(name: str, width: int) -> str:
    """Return the end of a name, with `…` in place of what is missing."""
    if cell_len(name) <= width:
        return name
    end = name
    while end and cell_len(end) > width - 1:
        end = end[1:]
    return f"…{end}" if end else ""


def _last(read: float, shared: int) -> str:
    """Return the one fact that matters besides the counts: statements in common, else the share that is read."""
    if shared:
        return f"{ECHOES}{shared}"
    return read_sign(read)


def read_sign(read: float) -> str:
    """Return the sign of the share of a source that is read: `12%`; empty if none is, or all of it."""
    return f"{max(1, int(read * 100))}%" if 0 < read < 1 else ""


def left_sign(left: Mapping[str, int] | None) -> str:
    """Return the sign of the suggestions that are left in a source: `?5`; empty if there are none."""
    number = sum(left.values()) if left else 0
    return f"{LEFT}{number}" if number else ""


def shown_date(written: float, now: datetime) -> str:
    """Return when a file was written, in seconds since 1970, as briefly as `now` allows; empty for 0."""
    if not written:
        return ""
    time = datetime.fromtimestamp(written)
    if time.date() == now.date():
        return f"today {time:%H:%M}"
    year = "" if time.year == now.year else f" {time.year}"
    return f"{time.day} {MONTHS[time.month - 1]}{year}"
