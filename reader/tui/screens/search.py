"""The search of all sources: words are typed, and hits come in meanwhile."""

import re
from collections.abc import Generator, Sequence

from rich.segment import Segment
from textual import events, on
from textual.app import ComposeResult
from textual.content import Content
from textual.reactive import reactive
from textual.screen import ModalScreen
from textual.strip import Strip

from reader.settings.dialog_keys import SEARCH
from reader.text.find import FindError, Query
from reader.text.sanitize import sanitize, sanitize_line
from reader.tui.article.rows import fit
from reader.tui.cell_widths import cell_len
from reader.tui.exact_mode import ExactMode
from reader.tui.jobs import Job, Jobs
from reader.tui.prompt_history import PromptHistory
from reader.tui.widgets.dialog_box import DialogBox
from reader.tui.widgets.prompt import Prompt
from reader.tui.widgets.status_and_keys import KeyBar
from reader.tui.widgets.virtual_list import VirtualList
from reader.workspace.full_text_index import MOST, SearchHit
from reader.workspace.workspace import Workspace

ONE_ROW = 64  # cells at which a hit takes one row
TITLE = 26  # cells of the widest column of titles
SHOW_EVERY = 0.1  # seconds between updates of the list
MOVES = {"down": 1, "ctrl+n": 1, "up": -1, "ctrl+p": -1}
PAGES = {"pagedown": 1, "pageup": -1}


class FoundList(VirtualList, can_focus=False):
    """A list of hits: the title of the source with its first hit, the line number, and the words around the hit.

    Attributes:
        found: The hits.
    """

    DEFAULT_CSS = "FoundList { background: $surface; }"

    found: Sequence[SearchHit] = ()

    @property
    def count(self) -> int:
        """The number of hits."""
        return len(self.found)

    @property
    def rows(self) -> int:
        """The number of rows of a hit: two where there is little room."""
        return 1 if self.size.width >= ONE_ROW else 2

    def segments(self, number: int, row: int, width: int) -> Sequence[Segment]:
        """Return a row of a hit."""
        hit = self.found[number]
        if self.rows == 2:
            place = f"{fit(hit.title, width - 8)} · {hit.line}"
            return [Segment(place, self.theme_styles.quiet)] if row == 0 else self._words_around(hit, width)
        room = min(TITLE, width // 3)
        is_first = number == self.scroll_offset.y or self.found[number - 1].source != hit.source
        title = Strip([Segment(fit(hit.title, room) if is_first else "")]).adjust_cell_length(room)
        line = Segment(f"{hit.line:>7}  ", self.theme_styles.quiet)
        return [*title.apply_style(self.theme_styles.link), line, *self._words_around(hit, width - room - 9)]

    def _words_around(self, hit: SearchHit, width: int) -> list[Segment]:
        before, exact = _on_one_line(hit.before).lstrip(), _on_one_line(hit.exact)
        room = max(0, min(width // 3, width - len(exact)))
        before = before if len(before) <= room else "…" + before[len(before) - room + 1 :]
        return [
            Segment(before, self.theme_styles.text),
            Segment(exact, self.theme_styles.hit),
            Segment(fit(_on_one_line(hit.after), width - cell_len(before + exact)), self.theme_styles.text),
        ]


class Search(ModalScreen[SearchHit | None]):
    """A screen that returns the hit to go to.

    Attributes:
        progress: The progress of the index; empty once it is complete.
    """

    answers_early = frozenset({"enter"})  # keys that need not wait until everything is found
    BINDINGS = [("escape", "dismiss"), ("ctrl+q", "app.quit")]
    DEFAULT_CSS = "Search > DialogBox { height: 1fr; }"

    progress: reactive[str] = reactive("")

    def __init__(
        self, workspace: Workspace, jobs: Jobs, exact: ExactMode, history: PromptHistory, words: str = ""
    ) -> None:
        """Search the sources of a workspace, beginning with words that are typed already."""
        super().__init__()
        self._history = history
        self._workspace, self._jobs, self._exact = workspace, jobs, exact
        self._job: Job | None = None
        self._prompt, self._list, self._keys = Prompt(self._sign, words, history=history.texts), FoundList(), KeyBar()
        self._query: Query | None = None  # what is searched for
        self._is_searching = False
        self._goes_to_first = False  # whether enter was pressed before anything was found
        self._message = ""

    @property
    def _sign(self) -> str:
        return f"{self._exact.sign}/ "

    def compose(self) -> ComposeResult:
        """Show the words, the hits and the keys."""
        with DialogBox() as box:
            box.border_title = Content("search all sources")
            yield self._prompt
            yield self._list
            yield self._keys

    def on_mount(self) -> None:
        """Search for the words that are there already."""
        self._show_keys()
        self._prompt.line.changed.subscribe(lambda is_other: self._search_anew() if is_other else None)
        goes_to_first = self._goes_to_first
        self._begin()
        self._goes_to_first = goes_to_first and self._is_searching

    def _show_keys(self) -> None:
        keys = [key for key in SEARCH if key.brief]
        self._keys.keys = [key.switch(is_on=self._exact.is_on) if key.action == "exact" else key for key in keys]

    def watch_progress(self) -> None:
        """Show the progress of the index."""
        self._show_status()

    def _show_status(self) -> None:
        """Show the number of hits, and the work that is still going on."""
        found = self._list.found
        if found:
            sources = len({each.source for each in found})
            result = f"{len(found):,} in {sources:,} {'source' if sources == 1 else 'sources'}"
            result += ", and more" if len(found) >= MOST else ""
        elif self._is_searching:
            result = "searching …"
        else:
            result = "nothing found" if self._prompt.text else ""
        status = " · ".join(part for part in (self._message or result, self.progress) if part)
        self.query_one(DialogBox).border_subtitle = Content(status)

    # Searching

    def _begin(self) -> None:
        self._message, self._goes_to_first = "", False
        self._is_searching = bool(self._prompt.text.strip())
        self._show([])
        if self._job:
            self._job.cancel()
        if self._is_searching:
            query = Query(self._prompt.text, is_exact=self._exact.is_on)
            self._query = query
            self._job = self._jobs.run(
                "search",
                self._search(query),
                keys_wait=True,
                pause=0.0,
                every=SHOW_EVERY,
                on_progress=lambda found: self._receive(query, found, is_all=False),
                on_done=lambda found: self._receive(query, *found, is_all=True),
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

    def _receive(self, query: Query, found: Sequence[SearchHit], message: str = "", *, is_all: bool) -> None:
        if query != self._query or not self.is_attached:
            return
        self._message, self._is_searching = sanitize_line(message), not is_all
        self._show(list(found))
        if self._goes_to_first and found:
            self._leave_for(found[0])

    def _show(self, found: Sequence[SearchHit]) -> None:
        self._list.found = found
        self._list.changed()
        self._show_status()

    # Keys

    @property
    def is_typed_into(self) -> bool:
        """True while keys edit the words; False once enter is waiting for the first hit."""
        return not self._goes_to_first

    def on_key(self, event: events.Key) -> None:
        """Take a key before bindings are looked up."""
        if self.capture_key(event):
            event.stop()
            event.prevent_default()

    def capture_key(self, event: events.Key) -> bool:
        """Take a key."""
        if event.key == "up" and self._prompt.press(event):
            pass  # the history
        elif event.key in MOVES:
            self._list.action_move(MOVES[event.key])
        elif event.key in PAGES:
            self._list.action_page(PAGES[event.key])
        elif event.key == "enter":
            self.action_go()
        elif event.key == "ctrl+e":
            self.action_exact()
        else:
            return self._prompt.press(event)
        return True

    def on_paste(self, event: events.Paste) -> None:
        """Insert pasted words."""
        self._prompt.line.paste(event.text)

    def _search_anew(self) -> None:
        self._list.selected = 0
        self._begin()

    def action_exact(self) -> None:
        """Switch between exact and folded search, and search again."""
        self._exact.toggle()
        self._show_keys()
        self._prompt.sign = self._sign
        self._search_anew()

    @on(VirtualList.Picked)
    def action_go(self) -> None:
        """Return the selected hit; if nothing is found yet, the first one as soon as it is."""
        if self._list.found:
            self._leave_for(self._list.found[self._list.selected])
        self._goes_to_first = self._is_searching or not self.is_mounted

    @property
    def words(self) -> str:
        """The words that are searched for."""
        return self._prompt.text

    def _leave_for(self, hit: SearchHit) -> None:
        """Return a hit, and keep the words for another search."""
        self._history.add(self._prompt.text)
        self.dismiss(hit)


def _on_one_line(text: str) -> str:
    """Return a text on one line; white space at its edges becomes a single blank."""
    return sanitize(re.sub(r"\s+", " ", text))
