"""What an entry of the source list looks like: the title, and below it the counts and how much is read."""

from collections.abc import Callable, Mapping, Sequence

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from reader.settings import Tag
from reader.text.sanitize import sanitize
from reader.tui.article.painter import BAR, NO_STYLE
from reader.tui.article.rows import fit
from reader.tui.theme import ThemeStyles

ECHOES = "≈"
Counts = Mapping[str, int]


class EntryPainter:
    """Makes rows for a theme and a width. on: makes what stands on the pane's ground of an ink."""

    def __init__(self, tags: Sequence[Tag], inks: ThemeStyles, on: Callable[[Style], Style], width: int) -> None:
        self.width = width
        self._tags, self._inks, self._on = tags, inks, on
        self.blank = self._strip([])

    def rows(
        self,
        title: str,
        problem: str,
        counts: Counts | None,
        read: float,
        shared: int,
        *,
        is_open: bool,
        is_selected: bool,
    ) -> tuple[Strip, ...]:
        """counts: by tag; None if they are not known. read: the share of the article that is (0 to 1).

        shared: the statements that the open one tells, too."""
        texts = [self._title(title, self._inks.quiet if problem else self._inks.text, is_bold=is_open)]
        texts.append([self._problem(problem)] if problem else self._numbers(counts, shared, _progress(read)))
        under = self._inks.passage if is_selected else NO_STYLE
        bar = Segment(BAR, self._inks.accent) if is_open else None
        entry = (self._strip([bar or Segment(" ", text[0].style), *text], under) for text in texts)
        return (*entry, self._bar(read) if read else self.blank)

    def _bar(self, read: float) -> Strip:
        """How much is read, as a line below the entry."""
        width = max(1, int(read * (self.width - 2)))
        return self._strip([Segment(" "), Segment("▔" * width, self._inks.thumb)])

    def foot(self, words: str, number: str = "") -> Strip:
        """The line below the entries."""
        return self._foot([Segment(fit(words, self.width - 3 - len(number)), self._inks.quiet)], number)

    def typed(self, words: str, number: str) -> Strip:
        """The foot while a filter is typed: its end is in sight."""
        room, words = max(0, self.width - 5 - len(number)), sanitize(words)
        while cell_len(words) > room:
            words = words[1:]
        cursor = Segment(" ", self._inks.text + Style(reverse=True))
        return self._foot([Segment("/", self._inks.accent), Segment(words, self._inks.text), cursor], number)

    def _foot(self, segments: list[Segment], number: str) -> Strip:
        room = self.width - 2 - sum(segment.cell_length for segment in segments)
        return self._strip([Segment(" "), *segments, Segment(number.rjust(room), self._inks.quiet)])

    def _title(self, title: str, style: Style, *, is_bold: bool) -> list[Segment]:
        shown = fit(sanitize(title), self.width - 2)
        return [Segment(shown + " " * (self.width - 1 - cell_len(shown)), style + Style(bold=is_bold))]

    def _problem(self, reason: str) -> Segment:
        return Segment(fit(f"! {sanitize(reason)}", self.width - 2), self._inks.error)

    def _numbers(self, counts: Counts | None, shared: int, progress: str) -> list[Segment]:
        segments = []
        for tag, number in [] if counts is None else [(tag, counts.get(tag.name, 0)) for tag in self._tags]:
            style = self._inks.ink(tag.colour) if number else self._inks.quiet
            segments.append(Segment(f"{tag.letter}{number} ", style))
        if shared:
            segments.append(Segment(f"{ECHOES}{shared} ", self._inks.accent))
        room = self.width - 2 - sum(segment.cell_length for segment in segments)
        return [*segments, Segment(f"{progress.rjust(room) if room >= len(progress) else ''} ", self._inks.quiet)]

    def _strip(self, segments: Sequence[Segment], under: Style = NO_STYLE) -> Strip:
        """Neighbours of one style are one segment: each costs the terminal twenty characters."""
        inked = [Segment(text, self._on(under + style if style else under)) for text, style, _ in segments]
        return Strip(inked).adjust_cell_length(self.width, self._on(under)).simplify()


def _progress(share: float) -> str:
    """How much is read; an article is only called read at its last sentence."""
    if share >= 1:
        return "read"
    return f"{max(1, int(share * 100))}%" if share > 0 else "new"
