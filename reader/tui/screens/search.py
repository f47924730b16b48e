"""The search of all sources: words are typed, and what is found comes in while they are."""

import re
from collections.abc import Generator, Sequence

from rich.segment import Segment
from textual import events, on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.reactive import reactive
from textual.screen import ModalScreen
from textual.strip import Strip

from reader.settings.keys import SEARCH
from reader.text.find import FindError, Query
from reader.text.sanitize import sanitize, sanitize_line
from reader.tui.article.painter import marked
from reader.tui.article.rows import fit
from reader.tui.jobs import Job, Jobs
from reader.tui.widgets.status_and_keys import KeyBar
from reader.tui.widgets.virtual_list import Prompt, VirtualList
from reader.workspace import Workspace
from reader.workspace.full_text_index import MOST, SearchHit

ONE_ROW = 64  # cells from which a hit takes one row
TITLE = 26  # the widest column of titles
SHOW_EVERY = 0.1  # seconds between looks at what was found
MOVES = {"down": 1, "ctrl+n": 1, "up": -1, "ctrl+p": -1}
PAGES = {"pagedown": 1, "pageup": -1}


class FoundList(VirtualList, can_focus=False):
    """A row each, or two where there is little room: the source's title where it begins, the line, the words."""

    DEFAULT_CSS = "FoundList { background: $surface; }"

    found: Sequence[SearchHit] = ()

    @property
    def count(self) -> int:
        return len(self.found)

    @property
    def rows(self) -> int:
        return 1 if self.size.width >= ONE_ROW else 2

    def segments(self, number: int, row: int, width: int) -> Sequence[Segment]:
        found = self.found[number]
        if self.rows == 2:
            place = f"{fit(found.title, width - 8)} · {found.line}"
            return [Segment(place, self.inks.quiet)] if row == 0 else self._words(found, width)
        room = min(TITLE, width // 3)
        is_first = number == self.scroll_offset.y or self.found[number - 1].source != found.source
        title = Strip([Segment(fit(found.title, room) if is_first else "")]).adjust_cell_length(room)
        line = Segment(f"{found.line:>7}  ", self.inks.quiet)
        return [*title.apply_style(self.inks.link), line, *self._words(found, width - room - 9)]

    def _words(self, found: SearchHit, width: int) -> list[Segment]:
        before, exact = _flat(found.before).lstrip(), _flat(found.exact)
        room = max(0, min(width // 3, width - len(exact)))
        before = before if len(before) <= room else "…" + before[len(before) - room + 1 :]
        return [
            Segment(before, self.inks.text),
            Segment(exact, self.inks.text + marked(self.inks, is_chosen=True)),
            Segment(_flat(found.after), self.inks.text),
        ]


class Search(ModalScreen[SearchHit | None]):
    """Returns what was chosen. progress: how far the index is; empty when it is whole."""

    BINDINGS = [("escape", "dismiss"), ("ctrl+q", "app.quit")]
    DEFAULT_CSS = """
    Search > Vertical { background: $surface; border: round $primary; }
    Search KeyBar { background: $surface; }
    """

    progress: reactive[str] = reactive("")

    def __init__(self, workspace: Workspace, jobs: Jobs, words: str = "") -> None:
        super().__init__()
        self._workspace, self._jobs = workspace, jobs
        self._job: Job | None = None
        self._prompt, self._list, self._keys = Prompt("/ ", words), FoundList(), KeyBar()
        self._is_searching = False
        self._goes = False  # to the first that is found: enter was quicker
        self._message = ""

    def compose(self) -> ComposeResult:
        with Vertical() as box:
            box.border_title = Content("search all sources")
            yield self._prompt
            yield self._list
            yield self._keys

    def on_mount(self) -> None:
        self._keys.keys = [key for key in SEARCH if key.brief]
        goes = self._goes
        self._begin()
        self._goes = goes and self._is_searching

    def watch_progress(self) -> None:
        self._say()

    def _say(self) -> None:
        """How many there are, and what is still going on."""
        found = self._list.found
        sources = len({each.source for each in found})
        number = f"{len(found):,} in {sources:,} sources" if found else "nothing found" if self._prompt.words else ""
        most = f"{number}, and more" if len(found) >= MOST else number
        searching = "searching …" if self._is_searching and not found else most
        words = " · ".join(part for part in (self._message or searching, self.progress) if part)
        self.query_one(Vertical).border_subtitle = Content(words)

    # Searching

    def _begin(self) -> None:
        self._message, self._goes = "", False
        self._is_searching = bool(self._prompt.words.strip())
        self._show([])
        if self._job:
            self._job.cancel()
        if self._is_searching:
            query = Query(self._prompt.words)
            self._job = self._jobs.run(
                "search",
                self._search(query),
                pause=0.0,
                every=SHOW_EVERY,
                on_progress=lambda found: self._take_found(query, found, is_all=False),
                on_done=lambda found: self._take_found(query, *found, is_all=True),
            )

    def _search(self, query: Query) -> Generator[Sequence[SearchHit], None, tuple[Sequence[SearchHit], str]]:
        found = list[SearchHit]()
        ids = self._workspace.sources.catalog.entries.ids
        try:
            for some in self._workspace.sources.full_text.search(query, ids):
                found += some
                yield found
        except FindError as error:
            return found, str(error)
        return found, ""

    def _take_found(self, query: Query, found: Sequence[SearchHit], message: str = "", *, is_all: bool) -> None:
        if query.words != self._prompt.words or not self.is_attached:
            return
        self._message, self._is_searching = sanitize_line(message), not is_all
        self._show(list(found))
        if self._goes and found:
            self.dismiss(found[0])

    def _show(self, found: Sequence[SearchHit]) -> None:
        self._list.found = found
        self._list.changed()
        self._say()

    # Keys

    def on_key(self, event: events.Key) -> None:
        """Take what is typed before bindings are looked up."""
        if self.capture_key(event):
            event.stop()
            event.prevent_default()

    def capture_key(self, event: events.Key) -> bool:
        """Take a key, also one that was typed before this had opened, and went to what lay behind it."""
        if event.key in MOVES:
            self._list.action_move(MOVES[event.key])
        elif event.key in PAGES:
            self._list.action_page(PAGES[event.key])
        elif event.key == "enter":
            self.action_go()
        elif event.key == "backspace":
            self._type(self._prompt.words[:-1])
        elif event.key == "ctrl+u":
            self._type("")
        elif event.character and event.is_printable:
            self._type(self._prompt.words + event.character)
        else:
            return False
        return True

    def on_paste(self, event: events.Paste) -> None:
        self._type(self._prompt.words + " ".join(event.text.split()))

    def _type(self, words: str) -> None:
        self._prompt.words = words
        if self.is_mounted:
            self._list.selected = 0
            self._begin()

    @on(VirtualList.Picked)
    def action_go(self) -> None:
        if self._list.found:
            self.dismiss(self._list.found[self._list.selected])
        self._goes = self._is_searching or not self.is_mounted


def _flat(text: str) -> str:
    """On one line, with the blanks at its edges."""
    return sanitize(re.sub(r"\s+", " ", text))
