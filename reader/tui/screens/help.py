"""The help: the keys that matter most in three columns, then a table of all keys and of what a filter can ask."""

import textwrap
from collections.abc import Iterator, Sequence
from itertools import zip_longest

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.app import ComposeResult
from textual.binding import Binding
from textual.content import Content
from textual.geometry import Size
from textual.screen import ModalScreen
from textual.strip import Strip

from reader.settings.filter_help import HEADING, filter_terms, has_filter
from reader.settings.help_columns import Brief, help_columns
from reader.settings.keymap import PLACES, Keymap
from reader.settings.keys import Key
from reader.tui.article.rows import fit
from reader.tui.cell_widths import cell_len
from reader.tui.widgets.dialog_box import DialogBox
from reader.tui.widgets.line_view import LineView
from reader.tui.widgets.prompt import Prompt

ROOMY = 50  # cells at which there is room for two long keys
COLUMN = 22  # cells of one of the three columns, at least
SCROLLING = (
    ("j,down", "down"),
    ("k,up", "up"),
    ("space,pagedown", "page_down"),
    ("pageup", "page_up"),
    ("g,home", "home"),
    ("G,end", "end"),
)
SCROLLING_TYPED = {"down": "down", "up": "up", "pagedown": "page_down", "pageup": "page_up"}
BOLD = Style(bold=True)
FOOT = "↑↓ PgDn Home End scroll · / find a key · esc close"
FOOT_TYPED = "↑↓ scroll · esc shows all keys"
Group = tuple[str, Sequence[Key]]


class KeyTable(LineView, can_focus=False):
    """The columns, then keys under their headings; only the lines in sight are drawn."""

    DEFAULT_CSS = "KeyTable { background: $surface; padding: 0 1; scrollbar-gutter: stable; }"

    def __init__(self, groups: Sequence[Group], columns: Sequence[tuple[str, Sequence[Brief]]]) -> None:
        """Make a table of keys, each group with its heading, below some columns."""
        super().__init__()
        self._groups, self._columns = groups, columns
        self._lines: list[Strip] = []
        self._words: list[str] = []

    def show_only(self, typed: str) -> None:
        """Show only keys whose description has all these words, or that are one of them."""
        self._words = typed.split()
        self._make_lines()
        self.scroll_home(animate=False)
        self.refresh()

    def on_resize(self, _event: events.Resize) -> None:
        """Make the lines for another width."""
        self._make_lines()

    def notify_style_update(self) -> None:
        """Draw in the styles of a new theme."""
        super().notify_style_update()
        if self._lines:
            self._make_lines()

    def _make_lines(self) -> None:
        width = self.scrollable_content_region.width
        self._lines = list(self._table(width)) or [Strip([Segment("no key does that", self.theme_styles.quiet)])]
        self.virtual_size = Size(width, len(self._lines))

    def render_line(self, y: int) -> Strip:
        """Draw a line of the pane."""
        number, background = y + self.scroll_offset.y, self.visual_style.rich_style
        line = self._lines[number] if number < len(self._lines) else Strip([])
        return line.adjust_cell_length(self.size.width).apply_style(background)

    def _table(self, width: int) -> Iterator[Strip]:
        if self._columns and not self._words and width >= COLUMN * len(self._columns):
            yield from self._in_columns(width)
            yield Strip([])
        is_first = True
        for heading, keys in self._groups:
            if not (found := [key for key in keys if self._has_words(key)]):
                continue
            yield from [] if is_first else [Strip([])]
            is_first = False
            yield Strip([Segment(heading, self.theme_styles.accent)])
            for key in found:
                yield from self._explained(key, width)

    def _has_words(self, key: Key) -> bool:
        return all(word in key.names or word.casefold() in key.label.casefold() for word in self._words)

    def _in_columns(self, width: int) -> Iterator[Strip]:
        theme, room = self.theme_styles, width // len(self._columns)
        yield Strip([Segment(heading.ljust(room), theme.text + BOLD) for heading, _ in self._columns])
        for briefs in zip_longest(*(each for _, each in self._columns)):
            segments = []
            for brief in briefs:
                keys, words = (brief.keys, brief.words) if brief else ("", "")
                keys_room = max(7, cell_len(keys) + 1)
                words = fit(words, room - keys_room - 1)
                segments += [
                    Segment(keys + " " * (keys_room - cell_len(keys)), theme.accent),
                    Segment(words + " " * (room - keys_room - cell_len(words)), theme.text),
                ]
            yield Strip(segments)

    def _explained(self, key: Key, width: int) -> Iterator[Strip]:
        """Yield a key, and its description beside it, on as many lines as that takes."""
        column = 13 if width >= ROOMY else 9
        names = fit(key.shown, column - 1)
        style = (self.theme_styles.ink(key.colour) if key.colour else self.theme_styles.text) + BOLD
        for line in textwrap.wrap(key.label, max(8, width - column - 3)):
            yield Strip([Segment(f"  {names:<{column}}", style), Segment(line, self.theme_styles.text)])
            names = ""


class Help(ModalScreen[None]):
    """A dialog with all keys, those of the present place first; words that are typed after `/` find some of them."""

    BINDINGS = [
        Binding("escape,q,question_mark,f1,enter", "dismiss", "close", show=False),
        *(Binding(keys, f"scroll('{target}')", target, show=False) for keys, target in SCROLLING),
        Binding("slash", "find", "find", show=False),
        Binding("ctrl+q", "app.quit", "quit", show=False),
    ]
    DEFAULT_CSS = """
    Help { align: center middle; }
    Help > DialogBox { width: 104; max-width: 98%; height: 96%; }
    Help Prompt { display: none; }
    """

    def __init__(self, keymap: Keymap, place: str) -> None:
        """Show all keys, those of a place first; those of the article also in brief."""
        super().__init__()
        headings = dict.fromkeys([*PLACES[place], *keymap.groups])
        columns = list(help_columns(keymap)) if place == "article" else []
        self._title = f"keys in the {place}" if place in ("article", "sources") else f"keys: {PLACES[place][0].lower()}"
        groups = [(heading, keymap.groups[heading]) for heading in headings]
        groups.insert(1 if has_filter(place) else len(groups), (HEADING, filter_terms(place)))
        self._table = KeyTable(groups, columns)
        self._prompt = Prompt("/", hint="a word, or a key")

    def compose(self) -> ComposeResult:
        """Show the table."""
        with DialogBox():
            yield self._prompt
            yield self._table

    def on_mount(self) -> None:
        """Show the position in the table from now on."""
        self._prompt.line.changed.subscribe(
            lambda is_other: self._table.show_only(self._prompt.text) if is_other else 0
        )
        self.watch(self._table, "scroll_y", self._say_where)
        self.watch(self._table, "virtual_size", self._say_where)

    def _say_where(self) -> None:
        table, box = self._table, self.query_one(DialogBox)
        page = max(1, table.size.height)
        pages = -(-table.virtual_size.height // page)
        here = pages if table.scroll_y >= table.max_scroll_y else int(table.scroll_y // page) + 1
        box.border_title = Content(f"{self._title} · page {here} of {pages}" if pages > 1 else self._title)
        box.border_subtitle = Content(FOOT_TYPED if self.is_typed_into else FOOT)

    @property
    def is_typed_into(self) -> bool:
        """True while words are typed."""
        return bool(self._prompt.display)

    def on_key(self, event: events.Key) -> None:
        """Take what is typed before bindings are looked up."""
        if self.is_typed_into and self._take(event):
            event.stop()
            event.prevent_default()

    def _take(self, event: events.Key) -> bool:
        if event.key in SCROLLING_TYPED:
            self.action_scroll(SCROLLING_TYPED[event.key])
        elif event.key == "escape" or (event.key == "backspace" and not self._prompt.text):
            self._prompt.text = ""
            self._prompt.display = False
            self._say_where()
        else:
            return self._prompt.press(event)
        return True

    def on_paste(self, event: events.Paste) -> None:
        """Take pasted words."""
        if self.is_typed_into:
            self._prompt.line.paste(event.text)

    def action_find(self) -> None:
        """Let words be typed."""
        self._prompt.display = True
        self._say_where()

    def action_scroll(self, target: str) -> None:
        """Scroll by a line or page, or to an end: `down`, `up`, `page_down`, `home` or `end`."""
        getattr(self._table, f"scroll_{target}")(animate=False)
