"""The prompt: a line to type into, with its cursor in sight, wherever it is drawn."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.geometry import Offset
from textual.reactive import reactive
from textual.strip import Strip

from reader.text.graphemes import grapheme_bounds
from reader.text.sanitize import sanitize
from reader.tui.cell_widths import cell_len
from reader.tui.theme_styles import ThemeStyles
from reader.tui.typed_line import TypedLine
from reader.tui.widgets.line_view import Themed

END = "█"  # the cursor after the text
CUT = "…"
AHEAD = 4  # a fourth of the room stays for what follows the cursor
MOST = 4  # code points for each cell that are looked at


class ShownLine(NamedTuple):
    """The part of a line that there is room for.

    Attributes:
        before: The text before the cursor.
        under: The grapheme under the cursor; empty at the end.
        after: The text after it.
    """

    before: str
    under: str
    after: str

    @property
    def caret(self) -> int:
        """The cell of the cursor."""
        return cell_len(self.before)


def shown_line(line: TypedLine, room: int) -> ShownLine:
    """Return the part of a line around its cursor that fits into a number of cells, with `…` where it is cut."""
    reach = MOST * max(1, room)
    first, last = max(0, line.at - reach), line.at + reach
    before = _graphemes(sanitize(line.text[first : line.at]))
    under, *after = [*_graphemes(sanitize(line.text[line.at : last])), ""] if line.at < len(line.text) else [""]
    after = [each for each in after if each]
    rest = room - max(1, cell_len(under))
    is_whole = first == 0 and last >= len(line.text) and cell_len("".join([*before, *after])) <= rest
    if is_whole:
        return ShownLine("".join(before), under, "".join(after))
    ahead = min(cell_len("".join(after)), room // AHEAD)
    head = _fitting(reversed(before), rest - ahead, is_cut=first > 0)[::-1]
    tail = _fitting(after, rest - cell_len("".join(head)), is_cut=last < len(line.text))
    return ShownLine("".join(head), under, "".join(tail))


def _graphemes(text: str) -> list[str]:
    return [text[start:end] for start, end in grapheme_bounds(text)]


def _fitting(graphemes: Iterable[str], room: int, *, is_cut: bool) -> list[str]:
    """Return as many graphemes as fit, and `…` as the last one if some are left or the text was cut before."""
    every = list(graphemes)
    if not is_cut and cell_len("".join(every)) <= room:
        return every
    kept, used = list[str](), 1
    for each in every:
        used += cell_len(each)
        if used > room:
            break
        kept.append(each)
    return [*kept, CUT] if room > 0 else []


def typed_segments(shown: ShownLine, theme: ThemeStyles) -> list[Segment]:
    """Return a shown line with its cursor: a block after the text, or the grapheme under it reversed."""
    if not shown.under:
        return [Segment(shown.before, theme.text), Segment(END, theme.accent)]
    under = shown.under if cell_len(shown.under) else f" {shown.under}"
    style = theme.text + Style(reverse=True, bold=not theme.has_colours, underline=not theme.has_colours)
    return [Segment(shown.before, theme.text), Segment(under, style), Segment(shown.after, theme.text)]


class Prompt(Themed):
    """A line of a dialog to type into. The terminal's cursor goes with its own.

    Attributes:
        sign: The sign before the text.
        hint: What can be typed, which is shown while nothing is.
        line: The line.
    """

    DEFAULT_CSS = "Prompt { height: 1; margin: 0 1; background: $surface; }"

    sign: reactive[str] = reactive("")
    hint: reactive[str] = reactive("")

    def __init__(self, sign: str, text: str = "", hint: str = "", history: Sequence[str] = ()) -> None:
        """Make a prompt with a sign before its text.

        Args:
            sign: The sign.
            text: The initial text.
            hint: What can be typed.
            history: The texts typed before, the oldest first.
        """
        super().__init__()
        self.set_reactive(Prompt.sign, sign)
        self.set_reactive(Prompt.hint, hint)
        self.line = TypedLine(text, history)
        self.line.changed.subscribe(lambda _is_other: self.refresh())

    @property
    def text(self) -> str:
        """The text."""
        return self.line.text

    @text.setter
    def text(self, text: str) -> None:
        self.line.set(text)

    def press(self, event: events.Key) -> bool:
        """Answer a key; return whether it means something in a line of text."""
        return self.line.press(event.key, event.character if event.is_printable else None)

    def render_line(self, _y: int) -> Strip:
        """Draw the sign, the text around the cursor, and the cursor."""
        theme, room = self.theme_styles, self.size.width - cell_len(self.sign)
        shown = shown_line(self.line, room)
        self.app.cursor_position = self.region.offset + Offset(cell_len(self.sign) + shown.caret, 0)
        segments = [Segment(self.sign, theme.accent), *typed_segments(shown, theme)]
        if self.hint and not self.text:
            segments.append(Segment(f" {self.hint}", theme.quiet))
        return Strip(segments).adjust_cell_length(self.size.width).apply_style(self.visual_style.rich_style)
