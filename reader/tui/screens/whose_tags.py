"""The choice of the people whose tags are compared."""

from collections.abc import Collection, Sequence

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.app import ComposeResult
from textual.content import Content
from textual.reactive import reactive
from textual.screen import ModalScreen
from textual.strip import Strip

from reader.settings.dialog_keys import WHOSE
from reader.settings.keys import Key
from reader.text.counted import counted
from reader.text.sanitize import sanitize_line
from reader.tui.article.painter import BAR
from reader.tui.article.rows import fit
from reader.tui.bindings import bindings
from reader.tui.cell_widths import cell_len
from reader.tui.event import Event
from reader.tui.theme_styles import recoloured
from reader.tui.widgets.dialog_box import DialogBox
from reader.tui.widgets.line_view import LineView
from reader.tui.widgets.status_and_keys import KeyBar
from reader.workflows.adjudicate import Annotator

FEWEST = 2  # people needed for anything to decide
LONGEST = 40  # cells of a name
UNSEEN = "nobody has looked at these"


class WhoseList(LineView, can_focus=False):
    """A list of people, each of them chosen or not.

    Attributes:
        selected: The number of the selected one, from 0.
        chosen: The names of those that are chosen.
    """

    DEFAULT_CSS = "WhoseList { height: auto; max-height: 1fr; background: $surface; }"

    selected: reactive[int] = reactive(0)
    chosen: reactive[frozenset[str]] = reactive(frozenset())

    def __init__(self, annotators: Sequence[Annotator]) -> None:
        super().__init__()
        self._annotators = annotators
        self._width = max(cell_len(_name(each)) for each in annotators)
        self.picked = Event[int]()

    def validate_selected(self, selected: int) -> int:
        """Keep the selection in the list."""
        return max(0, min(selected, len(self._annotators) - 1))

    def watch_selected(self) -> None:
        """Scroll to the selected one."""
        top, height = self.scroll_offset.y, max(1, self.size.height)
        self.scroll_to(y=min(max(top, self.selected - height + 1), self.selected), animate=False, force=True)

    def render_line(self, y: int) -> Strip:
        """Draw a line of the list."""
        number, theme = y + self.scroll_offset.y, self.theme_styles
        background = self.visual_style.rich_style
        if number >= len(self._annotators):
            return Strip.blank(self.size.width, background)
        each, is_selected = self._annotators[number], number == self.selected
        is_chosen = each.name in self.chosen
        tags = counted(each.tags, "tag")
        strip = Strip(
            [
                Segment(BAR if is_selected else " ", theme.accent),
                Segment(f"{number + 1 if number < len('123456789') else ' '} ", theme.accent),
                Segment("[x] " if is_chosen else "[ ] ", theme.text + Style(bold=is_chosen)),
                Segment(_name(each), theme.text + Style(bold=is_chosen)),
                Segment(f"{' ' * (self._width - cell_len(_name(each)))}  {tags}", theme.quiet),
                Segment("" if each.is_person else f" · {UNSEEN}", theme.quiet),
            ]
        ).adjust_cell_length(self.size.width)
        return recoloured(strip, background + theme.passage) if is_selected else strip.apply_style(background)

    def on_click(self, event: events.Click) -> None:
        """Choose the person who was clicked on, or undo that."""
        self.picked.emit(event.y + self.scroll_offset.y)


class WhoseTags(ModalScreen[tuple[str, ...]]):
    """A dialog that returns the names of the chosen people, in the order of the list."""

    BINDINGS = bindings(WHOSE)
    DEFAULT_CSS = """
    WhoseTags { align: center middle; }
    WhoseTags > DialogBox { width: 62; padding: 1 0 0 0; }
    WhoseTags > DialogBox KeyBar { margin-top: 1; }
    """

    def __init__(self, annotators: Sequence[Annotator], chosen: Collection[str], keys: Sequence[Key]) -> None:
        """Ask whose tags are compared.

        Args:
            annotators: All who can be compared.
            chosen: The names of those who are chosen at first.
            keys: The keys of the dialog.
        """
        super().__init__()
        self._annotators = annotators
        self._list, self._keys = WhoseList(annotators), KeyBar()
        self._list.set_reactive(WhoseList.chosen, frozenset(chosen))
        self._list.picked.subscribe(self.action_choose)
        self._keys.set_reactive(KeyBar.keys, [key for key in keys if key.brief])

    def compose(self) -> ComposeResult:
        """Show the people and the keys."""
        with DialogBox() as box:
            box.border_title = Content("whose tags are compared?")
            yield self._list
            yield self._keys

    def on_mount(self) -> None:
        """Make the list as high as its content."""
        self._list.styles.height = len(self._annotators)

    def on_key(self, event: events.Key) -> None:
        """Choose by number."""
        if event.character and event.character in "123456789":
            event.stop()
            self.action_choose(int(event.character) - 1)

    def action_move(self, step: int) -> None:
        """Select the next person, or the previous one."""
        self._list.selected += step

    def action_choose(self, number: int = -1) -> None:
        """Choose a person, or undo that; by default the selected one."""
        at = self._list.selected if number < 0 else number
        if at < len(self._annotators):
            self._list.selected = at
            self._list.chosen ^= {self._annotators[at].name}
            self._say("")

    def action_choose_all(self) -> None:
        """Choose all people, with the program if there are too few of them; or nobody if all are chosen."""
        people = frozenset(each.name for each in self._annotators if each.is_person)
        if len(people) < FEWEST:
            people = frozenset(each.name for each in self._annotators)
        self._list.chosen = frozenset() if people <= self._list.chosen else people

    def action_compare(self) -> None:
        """Return the chosen people."""
        chosen = tuple(each.name for each in self._annotators if each.name in self._list.chosen)
        if len(chosen) < FEWEST:
            self._say("choose at least two others: you decide between them")
        else:
            self.dismiss(chosen)

    def _say(self, message: str) -> None:
        self.query_one(DialogBox).border_subtitle = Content(message)


def _name(annotator: Annotator) -> str:
    return fit(sanitize_line(annotator.name) or "(no name)", LONGEST)
