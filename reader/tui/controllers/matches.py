"""Every match: after a search one key chooses all of them, then a tag's key tags them as one step."""

from collections.abc import Callable, Generator, Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING

from textual.events import Key as KeyEvent

from reader.settings.keys import Key
from reader.text.counted import counted
from reader.text.sanitize import sanitize_line
from reader.tui.article.view import ArticleView
from reader.tui.commands import Command
from reader.tui.edits import MANY, Edits
from reader.tui.jobs import Job, Jobs
from reader.tui.main_screen import MainScreen
from reader.tui.opening import Opening
from reader.tui.phrases import names
from reader.tui.session import Reading, Session
from reader.tui.status import StatusModel

if TYPE_CHECKING:
    from reader.text.find import Hits, Query
    from reader.workspace.match_service import Matches, SourceMatches, TaggedMatches

AskHits = Callable[["Callable[[Query, Hits], object]"], None]
COUNTED_AHEAD = 200  # sources that are searched before anybody asks, so that the number of their matches can be shown
EXPRESSION = 10  # how many times longer a source is searched for a regular expression than for words


class MatchesController:
    """Chooses the matches of the last search, in the article or in all sources, and tags them."""

    def __init__(
        self,
        session: Session,
        screen: MainScreen,
        jobs: Jobs,
        status: StatusModel,
        edits: Edits,
        opening: Opening,
        ask_hits: AskHits,
    ) -> None:
        """Take the services, and the function that passes on the last search and its hits once they are known."""
        self._session, self._screen, self._jobs, self._status = session, screen, jobs, status
        self._edits, self._opening, self._ask_hits = edits, opening, ask_hits
        self._workspace = session.workspace
        self._query: Query | None = None  # the search whose matches are chosen; None while none are
        self._chosen: Matches | None = None
        self._everywhere: Matches | None = None  # what was found in all sources
        self._searching: Job | None = None
        self._is_awaited = False  # whether the matches of all sources are to be chosen once they are found
        jobs.keys_wait_while(lambda: self._is_awaited)
        screen.captures.add(ArticleView, self)
        session.cursor_moved.subscribe(lambda _reading: self.forget())
        session.opened.subscribe(self._opened)

    def commands(self) -> list[Command]:
        """Return the command that chooses."""
        return [Command("choose_matches", self._choose, needs_annotations=True)]

    # Keys

    @property
    def typing_keys(self) -> Sequence[Key]:
        """No keys: nothing can be typed here."""
        return ()

    def capture_key(self, event: KeyEvent) -> bool:
        """Take the key that clears the choice."""
        is_taken = event.key == "escape" and self._query is not None
        if is_taken:
            self.forget()
        return is_taken

    def capture_paste(self, _text: str) -> bool:
        """Leave pasted text to others."""
        return False

    def _opened(self, reading: Reading) -> None:
        """Clear the choice when another article is shown in its place."""
        if reading is self._session.reading:
            self.forget()

    # Choosing

    def _choose(self) -> None:
        """Choose the matches in the article; if they are chosen, those in all sources."""
        if self._query is None:
            self._ask_hits(self._choose_here)
        elif not self._workspace.sources.is_one_file:
            self._choose_everywhere()

    def _choose_here(self, query: "Query", hits: "Hits") -> None:
        from reader.workspace.match_service import Matches, SourceMatches

        article = self._session.reading.article
        assert article, "there are no hits without an article"
        self._query, self._everywhere = query, None
        self._screen.captures.raise_to_top(self)
        self._show(Matches([SourceMatches(article.source.id, list(hits), article.digest)]))
        most = COUNTED_AHEAD // EXPRESSION if query.is_regex else COUNTED_AHEAD
        if len(self._ids) <= most and not self._workspace.sources.is_one_file:
            self._search()

    @property
    def _ids(self) -> Sequence[str]:
        return self._workspace.sources.catalog.entries.ids

    def _choose_everywhere(self) -> None:
        if self._everywhere:
            self._show(self._everywhere)
            return
        self._is_awaited = True
        self._status.set_status("searching all sources … esc stops")
        if self._searching is None or not self._searching.is_running:
            self._search()

    def _search(self) -> None:
        """Search all sources in a job."""
        assert self._query, "there is something to search for"
        steps = self._steps(self._workspace.matches.search(list(self._ids), self._query), len(self._ids))
        self._searching = self._jobs.run(
            "matches",
            steps,
            exclusive=True,
            on_progress=self._show_progress,
            on_done=self._found_everywhere,
        )

    def _steps(self, searched: "Iterator[SourceMatches]", number: int) -> "Generator[str, None, Matches]":
        from reader.workspace.match_service import Matches

        found = []
        for each in searched:
            found.append(each)
            yield f"searching all sources … {len(found):,} of {number:,} · esc stops"
        return Matches.of(found)

    def _show_progress(self, progress: str) -> None:
        if self._is_awaited:
            self._status.set_status(progress)

    def _found_everywhere(self, matches: "Matches") -> None:
        self._everywhere = matches
        if self._is_awaited:
            self._show(matches)
        elif self._chosen:
            self._show(self._chosen)

    def _show(self, matches: "Matches") -> None:
        """Show which matches are chosen, and what can be done with them."""
        self._chosen, self._is_awaited = matches, False
        is_everywhere = matches is self._everywhere
        where = f"in {counted(len(matches.found), 'source')}" if is_everywhere else "in this article"
        self._session.reading.chosen_in_all = is_everywhere
        self._screen.article.choose_hits(matches.total)
        self._status.set_typed(f"{counted(matches.total, 'match')} chosen {where}")
        more = _unread(matches) if is_everywhere else self._offer()
        self._status.set_status(f"{self._session.keymap.tags_shown} tag all{more}")

    def _offer(self) -> str:
        """Return what the key offers when it is pressed again."""
        if self._workspace.sources.is_one_file:
            return ""
        number = f": {self._everywhere.total:,}" if self._everywhere else ""
        return f" · * in all {counted(len(self._ids), 'source')}{number}"

    def forget(self) -> None:
        """Clear the choice."""
        if self._query is None:
            return
        self._query = self._chosen = self._everywhere = None
        self._is_awaited = False
        if self._searching:
            self._searching.cancel()
        for view in self._screen.views:
            view.choose_hits(0)
        self._status.set_typed(None)
        self._status.set_status("")

    # Tagging

    def tag(self, name: str) -> bool:
        """Tag all chosen matches; return False if there are none."""
        matches = self._chosen
        if matches is None:
            return False
        if self._is_awaited:
            self._status.set_status("still searching all sources: esc stops", is_error=True)
            return True
        if self._opening.reread():
            return True
        what = f"tag {counted(matches.total, 'match')} as {sanitize_line(name)}"
        act = partial(self._tag, matches, name)
        if matches is self._everywhere:
            unread = f" Not searched: {names([each.source for each in matches.unread])}." if matches.unread else ""
            reason = f"In {counted(len(matches.found), 'source')}. One undo takes all of them back.{unread}"
            self._edits.consent.ask(what, reason, act)
        else:
            self._edits.consent.ask_in_burst(matches.total, what, act)
        return True

    def _tag(self, matches: "Matches", name: str) -> None:
        opened = self._session.reading.article
        tag = partial(self._workspace.matches.tag, matches.found, name, opened)
        then = partial(self._announce, name)
        if matches.total > MANY or len(matches.found) > 1:
            self._edits.change_beside(tag, then)
        elif tagged := self._edits.attempt(tag):
            then(tagged)

    def _announce(self, name: str, tagged: "TaggedMatches") -> None:
        self.forget()
        number, said = len(tagged.step.changes), []
        if tagged.already:
            said.append(f"{tagged.already:,} {'was' if tagged.already == 1 else 'were'} already tagged")
        if tagged.skipped:
            said.append(f"not in {names(tagged.skipped)}, which changed: search again")
        more = "".join(f" · {each}" for each in said)
        if not number:
            self._status.set_status(f"nothing tagged{more}")
            return
        message = f"tagged {_tags(number, name)}, {{saved}}; u undoes all{more}"
        if number > MANY:
            self._edits.announce_all(message)
        else:
            self._edits.announce(tagged.step, message)


def _tags(number: int, name: str) -> str:
    """Return a number of tags: `14 claims`, `1 claim`, `3 passages as boilerplate`."""
    if name in ("quote", "claim"):
        return counted(number, name)
    return f"{counted(number, 'passage')} as {sanitize_line(name)}"


def _unread(matches: "Matches") -> str:
    """Name the sources that could not be searched; empty if there are none."""
    unread = [each.source for each in matches.unread]
    return f" · not searched: {names(unread)}" if unread else ""
