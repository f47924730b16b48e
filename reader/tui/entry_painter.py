"""What an entry of the source list looks like: the title, and below it the counts and how much is read."""

from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from reader.settings import Tag
from reader.text.visible import visible
from reader.tui.painter import BAR
from reader.tui.rows import fit
from reader.tui.theme import Inks

KEPT = 1024  # rows; many look the same


Filter = Callable[[Strip], Strip]


class EntryPainter:
    """For a theme and a width. A row that looks like one before it is the same strip.

    filter: what Textual does to all strips, as for a terminal without colours.
    """

    def __init__(self, tags: Sequence[Tag], inks: Inks, ground: Style, width: int, filter: Filter) -> None:
        self.width = width
        self._tags, self._inks, self._ground, self._filter = tags, inks, ground, filter
        self.blank = self._strip([], ground)
        self.title = lru_cache(KEPT)(self._title)
        self.problem = lru_cache(KEPT)(self._problem)
        self._numbers_row = lru_cache(KEPT)(self._numbers)

    def numbers(self, counts: Mapping[str, int], read: float, *, is_open: bool, is_selected: bool) -> Strip:
        """How many tags of each kind there are, and the share that is read."""
        numbers = tuple(counts.get(tag.name, 0) for tag in self._tags)
        return self._numbers_row(numbers, _progress(read), is_open=is_open, is_selected=is_selected)

    def foot(self, words: str, number: str = "") -> Strip:
        """The line below the entries."""
        return self._foot([Segment(fit(words, self.width - 3 - len(number)), self._inks.quiet)], number)

    def typed(self, words: str, number: str) -> Strip:
        """The foot while a filter is typed: its end is in sight."""
        room = max(0, self.width - 5 - len(number))
        while cell_len(words) > room:
            words = words[1:]
        cursor = Segment(" ", self._inks.text + Style(reverse=True))
        return self._foot([Segment("/", self._inks.accent), Segment(visible(words), self._inks.text), cursor], number)

    def _foot(self, segments: list[Segment], number: str) -> Strip:
        room = self.width - 2 - sum(segment.cell_length for segment in segments)
        return self._strip([Segment(" "), *segments, Segment(number.rjust(room), self._inks.quiet)], self._ground)

    def _title(self, title: str, *, is_open: bool, is_bad: bool, is_selected: bool) -> Strip:
        style = self._inks.quiet if is_bad else self._inks.text
        shown = fit(visible(title), self.width - 2)
        text = Segment(shown + " " * (self.width - 1 - cell_len(shown)), style + Style(bold=is_open))
        return self._row([text], is_open=is_open, is_selected=is_selected)

    def _problem(self, reason: str, *, is_open: bool, is_selected: bool) -> Strip:
        text = Segment(fit(f"! {visible(reason)}", self.width - 2), self._inks.error)
        return self._row([text], is_open=is_open, is_selected=is_selected)

    def _numbers(self, numbers: tuple[int, ...], progress: str, *, is_open: bool, is_selected: bool) -> Strip:
        inks = self._inks
        segments = [
            Segment(f"{tag.letter}{number} ", inks.ink(tag.colour) if number else inks.quiet)
            for tag, number in zip(self._tags, numbers, strict=True)
        ]
        room = self.width - 2 - sum(segment.cell_length for segment in segments)
        segments.append(Segment(f"{progress.rjust(room) if room >= len(progress) else ''} ", inks.quiet))
        return self._row(segments, is_open=is_open, is_selected=is_selected)

    def _row(self, segments: list[Segment], *, is_open: bool, is_selected: bool) -> Strip:
        bar = Segment(BAR, self._inks.accent) if is_open else Segment(" ", segments[0].style)
        return self._strip([bar, *segments], self._ground + self._inks.passage if is_selected else self._ground)

    def _strip(self, segments: list[Segment], ground: Style) -> Strip:
        """Neighbours of one style are one segment: each costs the terminal twenty characters."""
        return self._filter(Strip(segments).adjust_cell_length(self.width).apply_style(ground).simplify())


def _progress(share: float) -> str:
    """How much is read; an article is only called read at its last sentence."""
    if share >= 1:
        return "read"
    return f"{max(1, int(share * 100))}%" if share > 0 else "new"
