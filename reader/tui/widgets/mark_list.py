"""The list of marks: the places of all sources that the reader wants to find again."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from rich.segment import Segment
from textual.strip import Strip

from reader.settings.keymap import Keymap
from reader.settings.keys import PANES
from reader.settings.pane_keys import MARKS
from reader.text.fold import fold
from reader.text.sanitize import sanitize_line
from reader.text.shown_passage import shown_beginning
from reader.tui.article.rows import fit
from reader.tui.bindings import bindings
from reader.tui.event import Event
from reader.tui.exact_mode import ExactMode
from reader.tui.widgets.filtered_list import FilteredList
from reader.tui.widgets.tag_rows import CHOSEN
from reader.workspace.marks import Mark

ONE_ROW = 72  # cells from which a mark takes one row


@dataclass(frozen=True, slots=True)
class MarkRequest:
    """Something to be done with marks.

    Attributes:
        action: `open`, `remove` or `leave`.
        marks: The marks.
    """

    action: str
    marks: Sequence[Mark]


class MarkList(FilteredList[Mark], can_focus=True):
    """A list of marks, which asks for the selected one to be visited, or the chosen ones to be removed.

    Attributes:
        marks: All marks, in order of source and place.
        title_of: Returns the title of a source by its id.
        requested: Emits what is to be done.
    """

    PLACE = "marks"
    WORDS = "marks"
    HINT = " words of the passage or its source"
    BINDINGS = bindings((*MARKS, *PANES))
    DEFAULT_CSS = "MarkList { background: $surface; }"

    def __init__(self, keymap: Keymap, exact: ExactMode) -> None:
        super().__init__(keymap, exact, "filter-marks")
        self.requested = Event[MarkRequest]()
        self.marks: Sequence[Mark] = ()
        self.title_of: Callable[[str], str] = str

    def show(self, marks: Sequence[Mark]) -> None:
        """List marks."""
        self.marks = marks
        self.find_matching()

    def matching(self) -> Iterator[Sequence[Mark]] | None:
        """Return None: marks are filtered within milliseconds."""
        return None

    def all_matching(self) -> Sequence[Mark]:
        """Return the marks that have all words of the filter in their passage, or in title or id of their source."""
        adapt = str if self.exact.is_on else fold
        words = [adapt(word) or word for word in self.filter.split()]
        return [each for each in self.marks if all(word in adapt(self._text_of(each)) for word in words)]

    def _text_of(self, mark: Mark) -> str:
        return f"{mark.stored.exact}\n{mark.stored.source}\n{self.title_of(mark.stored.source)}"

    def id_of(self, item: Mark) -> str:
        """Return the id of a mark."""
        return item.id

    @property
    def total(self) -> int:
        """The number of marks that the filter chooses from."""
        return len(self.marks)

    # Drawing

    @property
    def rows(self) -> int:
        """The number of rows of a mark: two where there is little room."""
        return 1 if self.size.width >= ONE_ROW else 2

    @property
    def heading(self) -> tuple[str, str]:
        """The words of the heading."""
        return "marks of all sources", "m in the article marks a place" if self.rows == 1 else ""

    def segments(self, number: int, row: int, width: int) -> Sequence[Segment]:
        """Return a row of a mark."""
        mark, theme = self.shown[number], self.theme_styles
        lead = Segment(f"{CHOSEN if mark.id in self.chosen else ' '} ", theme.accent)
        room = width * 3 // 5 if self.rows == 1 else width - 3
        lost = "" if mark.is_found else "its words are gone · "
        rest = width - 4 - (room + 2 if self.rows == 1 else 0) - len(lost)
        title = fit(sanitize_line(self.title_of(mark.stored.source)), max(0, rest))
        about = [Segment(lost, theme.error), Segment(title, theme.quiet)]
        if row:
            return [Segment("  "), *about]
        words = Segment(fit(shown_beginning(mark.stored.source, mark.stored.exact), room), theme.text)
        return [lead, words] if self.rows > 1 else [lead, *Strip([words]).adjust_cell_length(room + 2), *about]

    # Keys

    def action_remove(self) -> None:
        """Ask for the chosen marks, or the selected one, to be removed."""
        self.ask("remove", self.targets)

    def request(self, action: str, items: Sequence[Mark], value: str) -> None:  # noqa: ARG002
        """Emit a request; it needs no value."""
        self.requested.emit(MarkRequest(action, items))
