"""Accepting all sure suggestions: of one kind in the article, then of all kinds, then in all sources."""

from collections import Counter
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING

from textual.events import Key as KeyEvent

from reader.settings.keys import Key
from reader.text.counted import counted
from reader.text.cursor import Cursor
from reader.text.sanitize import sanitize_line
from reader.tui.article.view import ArticleView
from reader.tui.commands import Command, PaletteAction
from reader.tui.edits import MANY, Edits
from reader.tui.jobs import Job, Jobs
from reader.tui.main_screen import MainScreen
from reader.tui.opening import Opening
from reader.tui.palette_search import Names
from reader.tui.phrases import names
from reader.tui.session import Session
from reader.tui.status import StatusModel
from reader.tui.suggestion_session import SuggestionSession

if TYPE_CHECKING:
    from reader.insight.suggestion import Suggestion
    from reader.workspace.accept_service import Accepted, SureSuggestions

GoOn = Callable[["Cursor", "Suggestion", "Sequence[Suggestion]"], object]
HEADING = "Suggestions"
KIND, ARTICLE, EVERYWHERE = range(3)  # how far the key reaches: a kind in the article, all kinds, all sources


class AcceptAllController:
    """Accepts all sure suggestions. Each time the key is pressed again without a move, the command reaches further."""

    def __init__(
        self,
        session: Session,
        screen: MainScreen,
        jobs: Jobs,
        status: StatusModel,
        edits: Edits,
        opening: Opening,
        suggested: Callable[[], SuggestionSession],
        go_on: GoOn,
        go_to: "Callable[[Suggestion], object]",
    ) -> None:
        """Take the services, the suggestions of the article, and the functions that move the cursor.

        Args:
            session: The session.
            screen: The main screen.
            jobs: The jobs in the background.
            status: The status bar.
            edits: The changes of annotations.
            opening: The opening of sources.
            suggested: Returns the suggestions of the article.
            go_on: Moves the cursor on from one of them.
            go_to: Moves the cursor to one of them.
        """
        self._session, self._screen, self._jobs, self._status = session, screen, jobs, status
        self._edits, self._opening, self._workspace = edits, opening, session.workspace
        self._suggested, self._go_on, self._go_to = suggested, go_on, go_to
        self._reached: tuple[int, Cursor | None] = EVERYWHERE, None  # reach of the last press, and the cursor after it
        self._looking: Job | None = None
        jobs.keys_wait_while(lambda: self._is_looking)
        screen.captures.add(ArticleView, self)
        session.changed.subscribe(lambda _changes: self._begin_again())

    def commands(self) -> list[Command]:
        """Return the command that accepts."""
        return [Command("accept_all", self._accept, needs_annotations=True)]

    def palette_actions(self) -> Iterator[PaletteAction]:
        """Yield an action for each tag with sure suggestions here, one for all of them, and one for all sources."""
        sure, here = self._sure(), self._suggested()
        numbers = {tag: len(here.unread(tag)) for tag in dict.fromkeys(each.tag for each in sure)}
        of_tags: list[tuple[str, Callable[[], object]]] = [
            (f"{sanitize_line(tag)} ({number})", partial(self._accept_kind, tag)) for tag, number in numbers.items()
        ]
        if len(numbers) > 1:
            of_tags.append((f"all kinds ({len(sure)})", self._accept_article))
        for what, run in of_tags:
            label = f"accept all sure suggestions in the article: {what}"
            yield PaletteAction(HEADING, Names("", label, changes_several=True), run)
        label = "accept all sure suggestions in all sources (counts them and asks first)"
        if not self._is_alone:
            yield PaletteAction(HEADING, Names("", label, changes_several=True), self._look_everywhere)

    # Keys

    @property
    def typing_keys(self) -> Sequence[Key]:
        """No keys: nothing can be typed here."""
        return ()

    def capture_key(self, event: KeyEvent) -> bool:
        """Take the key that stops looking for suggestions in all sources."""
        is_taken = event.key == "escape" and self._is_looking
        if is_taken:
            self._stop()
        return is_taken

    def capture_paste(self, _text: str) -> bool:
        """Leave pasted text to others."""
        return False

    # In the article

    def _sure(self, tag: str = "") -> "list[Suggestion]":
        return [each for each in self._suggested().pending if each.is_sure and tag in ("", each.tag)]

    def _accept(self) -> None:
        """Accept what the key reaches: more if the last key was the same."""
        cursor = self._session.reading.cursor
        if cursor is None or self._opening.reread():
            return
        reached, where = self._reached
        if self._is_looking:
            self._status.set_status("still looking for sure suggestions in all sources: esc stops", is_error=True)
        elif where is not cursor:
            self._accept_kind()
        elif reached == KIND:
            self._accept_article()
        elif self._is_alone:
            self._status.set_status("no sure suggestion left", is_error=True)
        else:
            self._look_everywhere()

    def _accept_kind(self, tag: str = "") -> None:
        """Accept all sure suggestions of a tag in the article; by default, of the tag that is suggested here.

        Quotes whose speaker is not sure are left to be read, as long as there are others.
        """
        under = self._session.reading.suggestion_under_cursor()
        tag = tag or (under.tag if under else "")
        if tag and (found := self._suggested().unread(tag)):
            self._ask(found, f"tag {counted(len(found), 'passage')} as {tag}", KIND)
            return
        self._reach(KIND)
        message = f"no sure {tag} suggestion left" if tag else "no suggestion here"
        self._status.set_status(f"{message}{self._more(KIND)}", is_error=True)

    def _accept_article(self) -> None:
        """Accept all sure suggestions in the article."""
        if found := self._sure():
            self._ask(found, f"accept {_suggestions(len(found))}", ARTICLE)
            return
        self._reach(ARTICLE)
        self._status.set_status(f"no sure suggestion left here{self._more(ARTICLE)}", is_error=True)

    def _ask(self, found: "Sequence[Suggestion]", what: str, reach: int) -> None:
        self._edits.consent.ask_in_burst(len(found), what, lambda: self._accept_these(found, reach))

    def _accept_these(self, found: "Sequence[Suggestion]", reach: int) -> None:
        cursor, under = self._session.reading.cursor, self._session.reading.suggestion_under_cursor()
        if cursor is None:
            return
        unread = [each for each in self._sure(found[0].tag) if each not in found] if reach == KIND else []
        nameless = sum(map(self._suggested().lacks_speaker, found))
        step = self._edits.attempt(lambda: self._workspace.suggestions.accept(cursor.article, found, are_read=False))
        if step:
            if under and under in found:
                self._go_on(cursor, under, found)
            is_kind, left = reach == KIND, len(self._sure()) - len(found)
            what = f"{counted(len(found), 'passage')} as {found[0].tag}" if is_kind else _by_kind(found)
            further = f" · A {left} more" if is_kind and left else "" if self._is_alone else " · A all sources"
            more = f"u undoes{further}"
            if unread:
                self._go_to(unread[0])
                more = f"{len(unread)} left whose speaker is not sure"
            self._edits.announce(step, f"tagged {what}{_nameless(nameless)}, {{saved}} · {more}")
            self._reach(reach)

    def _begin_again(self) -> None:
        """Start again with one kind, since something else has changed since the last press."""
        self._reached = EVERYWHERE, None

    def _reach(self, reach: int) -> None:
        self._reached = reach, self._session.reading.cursor

    def _more(self, reach: int) -> str:
        """Return a message about what the key does when it is pressed again; empty if nothing."""
        left = len(self._sure()) if reach == KIND else 0
        if left:
            return f" · A accepts {'all ' if left > 1 else ''}{left} in this article"
        return "" if self._is_alone else " · A looks in all sources"

    # In all sources

    @property
    def _is_alone(self) -> bool:
        """True if only one file was opened."""
        return self._workspace.sources.is_one_file

    @property
    def _is_looking(self) -> bool:
        return self._looking is not None and self._looking.is_running

    def _look_everywhere(self) -> None:
        """Look for the sure suggestions of all sources that are not done, in a job; then ask."""
        marks = self._workspace.done.marks
        ids = [id for id in self._workspace.sources.catalog.entries.ids_to_read if not marks.is_done(id)]
        number = len(self._workspace.sources.catalog.entries.ids_to_read) - len(ids)
        self._status.set_status("looking for sure suggestions in all sources … esc stops")
        self._looking = self._jobs.run(
            "accept",
            self._steps(ids),
            exclusive=True,
            on_progress=self._status.set_status,
            on_done=partial(self._ask_everywhere, number),
        )

    def _steps(self, ids: Sequence[str]) -> "Generator[str, None, list[SureSuggestions]]":
        found: list[SureSuggestions] = []
        for each in self._workspace.accepting.find(ids):
            found += [each] if each else []
            yield f"looking for sure suggestions … {len(found):,} of {len(ids):,} sources · esc stops"
        return found

    def _stop(self) -> None:
        if self._looking:
            self._looking.cancel()
        self._looking = None
        self._status.set_status("stopped: nothing was accepted")

    def _ask_everywhere(self, done: int, looked_at: "Sequence[SureSuggestions]") -> None:
        self._looking = None
        found = [each for each in looked_at if each.found]
        unread = [each.source for each in looked_at if each.problem]
        everything = [one for each in found for one in each.found]
        if not everything:
            self._status.set_status(f"no sure suggestion left in any source{_unread(unread)}", is_error=True)
            return
        self._status.set_status("")
        what = f"accept {len(everything):,} in {counted(len(found), 'source')}"
        left_out = [f"Not in {counted(done, 'source')} that {'is' if done == 1 else 'are'} done"] if done else []
        left_out += [f"Not read: {names(unread)}"] if unread else []
        reason = ". ".join([f"Sure suggestions: {_by_kind(everything)}", *left_out])
        self._edits.consent.ask(
            what, f"{reason}. One undo takes all of them back.", partial(self._accept_everywhere, found)
        )

    def _accept_everywhere(self, found: "Sequence[SureSuggestions]") -> None:
        opened = self._session.reading.article
        accept = partial(self._workspace.accepting.accept, found, opened)
        if sum(len(each.found) for each in found) > MANY or len(found) > 1:
            self._edits.change_beside(accept, self._announce)
        elif accepted := self._edits.attempt(accept):
            self._announce(accepted)

    def _announce(self, accepted: "Accepted") -> None:
        annotations = [change.annotation for change in accepted.step.annotation_changes]
        more = f" · not in {names(accepted.skipped)}, which changed: press A again" if accepted.skipped else ""
        if not annotations:
            self._status.set_status(f"nothing accepted{more}")
            return
        sources = counted(len({each.source for each in annotations}), "source")
        self._edits.announce_all(f"accepted {len(annotations):,} in {sources}, {{saved}}; u undoes all{more}")


def _nameless(number: int) -> str:
    return f" ({number:,} without a speaker)" if number else ""


def _suggestions(number: int) -> str:
    return "1 sure suggestion" if number == 1 else f"all {number:,} sure suggestions"


def _by_kind(found: "Iterable[Suggestion]") -> str:
    """Return how many suggestions of each tag there are: `8 claims, 1 quote, 3 boilerplate`."""
    counts = Counter(each.tag for each in found)
    return ", ".join(f"{number:,} {sanitize_line(tag)}{_plural(tag, number)}" for tag, number in counts.most_common())


def _plural(tag: str, number: int) -> str:
    return "s" if number != 1 and tag in ("quote", "claim") else ""


def _unread(sources: Sequence[str]) -> str:
    return f" · not read: {names(sources)}" if sources else ""
