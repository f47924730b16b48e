"""Search of all sources: the screen, and the index that is built meanwhile."""

from collections.abc import Callable, Generator
from typing import TYPE_CHECKING

from reader.tui.commands import Command
from reader.tui.jobs import Jobs
from reader.tui.main_screen import MainScreen
from reader.tui.navigator import Navigator
from reader.tui.prompt_history import FIND, PromptHistory
from reader.tui.session import Location, Session

if TYPE_CHECKING:
    from reader.workspace.full_text_index import SearchHit


class SearchAllController:
    """Opens the search, and lets the index grow while somebody searches."""

    def __init__(
        self,
        session: Session,
        screen: MainScreen,
        jobs: Jobs,
        navigator: Navigator,
        found_words: Callable[[], str],
        keep_words: Callable[[str], object],
    ) -> None:
        """Search the sources of a session.

        Args:
            session: The session.
            screen: The screen that the search opens over.
            jobs: Runs the search and the indexing.
            navigator: Goes to a hit.
            found_words: Returns the words that were found last in the article, which the search begins with.
            keep_words: Takes the words of a hit that was gone to, of which the article may have more.
        """
        self._session, self._screen, self._jobs, self._navigator = session, screen, jobs, navigator
        self._found_words, self._keep_words = found_words, keep_words
        self._is_indexing = False

    def commands(self) -> list[Command]:
        """Return the command that opens the search."""
        return [Command("search", self._open, is_enabled=lambda: not self._screen.has_screen_over)]

    def _open(self) -> None:
        from reader.tui.screens.search import Search

        workspace = self._session.workspace
        history = PromptHistory(workspace.state, FIND)
        search = Search(workspace, self._jobs, self._session.exact, history, self._found_words())
        self._screen.open_over(search, lambda hit: self._go_to(hit, search.words))
        if not self._is_indexing:
            self._is_indexing = True
            steps = self._index()
            self._jobs.run("index", steps, pause=0.0, on_progress=self._show_progress, on_done=self._end_indexing)

    def _index(self) -> Generator[str, None, str]:
        """Index the sources that are not in the index yet; they can be searched without it, which only takes longer."""
        workspace = self._session.workspace
        ids = workspace.sources.catalog.entries.ids
        for done in workspace.sources.full_text.update(ids):
            yield f"index {done:,} of {len(ids):,}"
        return workspace.sources.full_text.problem

    def _end_indexing(self, problem: str) -> None:
        self._is_indexing = False
        self._show_progress(problem)

    def _show_progress(self, progress: str) -> None:
        from reader.tui.screens.search import Search

        if isinstance(search := self._screen.on_top, Search):
            search.progress = progress

    def _go_to(self, hit: "SearchHit | None", words: str) -> None:
        if hit:
            self._keep_words(words)
            self._navigator.visit(Location(hit.source, hit.span))
            self._screen.focus_pane(self._screen.article)
