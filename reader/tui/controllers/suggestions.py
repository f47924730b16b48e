"""Penciling: what is suggested in the open article, the way from one to the next, and what becomes of it."""

from collections import Counter
from collections.abc import Callable, Sequence
from functools import partial
from time import sleep
from typing import TYPE_CHECKING

from textual import work
from textual.timer import Timer
from textual.worker import get_current_worker

from reader.annotation.model.annotation import Annotation
from reader.annotation.model.span_index import SpanIndex
from reader.annotation.store.history import Change
from reader.text.article import Article, fully_parsed
from reader.text.cursor import Cursor
from reader.text.passages import Unit
from reader.text.sanitize import sanitize_line
from reader.tui.controllers.navigation import Location
from reader.tui.controllers.sources import BREATH
from reader.tui.controllers.store_sync import Changing

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reader.insight.suggestions.pipeline import Candidates, SuggestionIndex, TaggedSpan
    from reader.insight.suggestions.suggestion import Suggestion
    from reader.tui.screens.palette import Action

WAIT = 0.2  # seconds that an article is on the screen before anything is looked for in it
LARGEST = 100_000  # code points of a text in which it is: a quarter of a second beside the keys
MOST_SOURCES = 5000  # that are read for what they tell of one another's lines
# Which are shown, and what is said of it.
SHOWN = {"sure": "only the sure suggestions", "all": "all suggestions", "off": "no suggestions"}
LIKELY = 0.5  # score


class Penciling(Changing):
    """Looks for suggestions on a thread, when the article is on the screen; what is left of them follows every tag."""

    _waiting: Timer | None = None
    _found: "Candidates | None" = None  # in the open article
    _dismissed: "Sequence[TaggedSpan]" = ()
    _unsettled: "Sequence[Suggestion]" = ()  # of what was found, neither tagged nor dismissed
    _suggested: "SuggestionIndex | None" = None  # of these, what is shown
    _reached: Cursor | None = None  # where `.` or `,` led: who reads on by them goes on by them
    _by = 1
    _awaited = 0  # the step that waits for what is looked for
    _has_gathered = False

    # Looking for them

    def _show(self, article: Article) -> None:
        self._found, self._dismissed, self._unsettled, self._suggested, self._awaited = None, (), (), None, 0
        super()._show(article)
        self._look_soon()

    def _look_soon(self) -> None:
        if self._waiting:
            self._waiting.stop()
        self._waiting = self.set_timer(WAIT, self._look_for_them)

    @property
    def _is_worth_it(self) -> bool:
        article = self._view.article
        return (
            article is not None and not article.is_provisional and len(article.text) <= LARGEST and self._which != "off"
        )

    @property
    def _is_looking_for_them(self) -> bool:
        return self._found is None and self._is_worth_it

    def _look_for_them(self) -> None:
        if self._view.article and self._is_worth_it:
            self._look_in(self._view.article, self._dismissed)

    @work(thread=True, exclusive=True, group="suggestions")
    def _look_in(self, article: Article, known: "Sequence[TaggedSpan]") -> None:
        """From blocks that no other thread uses. known: to be dismissed, till now."""
        from reader.workspace.suggestion_service import tagged

        found = self.workspace.find_suggestions(fully_parsed(article))
        dismissed = tagged(self.workspace.dismissed_in(article))
        if not get_current_worker().is_cancelled:
            self.call_from_thread(self._take_found, article, found, known, dismissed)

    def _take_found(
        self, article: Article, found: "Candidates", known: "Sequence[TaggedSpan]", dismissed: "Sequence[TaggedSpan]"
    ) -> None:
        if self._view.article is not article:
            return
        self._found = found
        if self._dismissed is known:
            self._dismissed = dismissed
        else:  # something was dismissed meanwhile
            self._look_soon()
        self._settle()
        by, self._awaited = self._awaited, 0
        if by:
            self.action_next_suggestion(by)
        if not self._has_gathered and len(self._list.entries) <= MOST_SOURCES:
            self._has_gathered = True
            self._gather()

    @work(thread=True, group="evidence")
    def _gather(self) -> None:
        """What the other sources tell; when all have, it is looked for anew."""
        for _ in self.workspace.gather_evidence():
            if get_current_worker().is_cancelled:
                return
            sleep(BREATH)
        self.call_from_thread(self._look_for_them)

    # Showing them

    @property
    def _which(self) -> str:
        which = self.workspace.state.suggestions
        return which if which in SHOWN else "sure"

    def _settle(self) -> None:
        """What is left when all that is tagged and dismissed is taken away."""
        if self._found is None:
            return
        from reader.insight.suggestions.pipeline import SuggestionIndex, pending
        from reader.workspace.suggestion_service import tagged

        self._unsettled = pending(self._found, tagged(self._view.annotations), self._dismissed)
        shown = self._unsettled if self._which == "all" else [each for each in self._unsettled if each.is_sure]
        self._suggested = SuggestionIndex([] if self._which == "off" else shown)
        self._view.show_suggestions(self._suggested)
        if self._view.cursor and not self._is_typing:
            self._show_place(self._view.cursor)

    def _keep_picture(self) -> None:
        """At the next start there are none yet."""
        self._suggested = None
        self._view.show_suggestions(None)
        if self._view.cursor:
            self._show_place(self._view.cursor)
        super()._keep_picture()

    def _show_place(self, cursor: Cursor) -> None:
        super()._show_place(cursor)
        if found := self._suggestion_at(cursor):
            self._status.place += f" · {words_of(found)}"
            self._cursor_on = "suggestion"
            self._show_footer()

    def _suggestion_at(self, cursor: Cursor) -> "Suggestion | None":
        return self._suggested.at(cursor.passage) if self._suggested else None

    def _show_changes(self, changes: Sequence[Change]) -> None:
        super()._show_changes(changes)
        self._settle()

    def _show_annotations(self) -> None:
        super()._show_annotations()
        self._settle()
        self._look_soon()

    def _take_anchored(self, article: Article, index: SpanIndex, stored: Sequence[Annotation]) -> None:
        super()._take_anchored(article, index, stored)
        self._settle()

    def action_suggestions(self) -> None:
        modes = list(SHOWN)
        which = self.workspace.state.suggestions = modes[(modes.index(self._which) + 1) % len(modes)]
        self._settle()
        if self._found is None:
            self._look_for_them()
        number = f": {len(self._suggested.all)} here" if self._suggested and which != "off" else ""
        self._tell(f"{SHOWN[which]}{number}")

    # From one to the next

    def action_next_suggestion(self, by: int) -> None:
        cursor = self._view.cursor
        if cursor is None:
            return
        found = self._suggested.beside(cursor.passage, by) if self._suggested else None
        if found is None:
            self._awaited = by if self._is_looking_for_them else 0
            self._tell(self._why_none(by), is_error=not self._awaited)
            return
        self._visit(Location(cursor.article.source.id, found.span))
        self._reached, self._by = self._view.cursor, by

    def _why_none(self, by: int) -> str:
        article = self._view.article
        if self._which == "off":
            return "suggestions are off: S shows them"
        if article and len(article.text) > LARGEST:
            return f"no suggestions in a text of more than {LARGEST:,} characters"
        if self._is_looking_for_them:
            return "looking for suggestions …"
        more = len(self._unsettled) - len(self._suggested.all) if self._suggested else 0
        where = "after" if by > 0 else "before"
        return f"no suggestion {where} this" + (f": S shows {more} more in the article" if more else "")

    # What becomes of them

    def action_accept(self) -> None:
        self._decide(lambda article, found: self.workspace.accept(article, [found]), "tagged {}, {} · u undoes")

    def action_dismiss(self) -> None:
        self._decide(self._dismiss, "{} is not suggested here again, {} · u brings it back")

    def _dismiss(self, article: Article, found: "Suggestion") -> None:
        self.workspace.dismiss(article, found)
        self._dismissed = [*self._dismissed, (found.tag, found.span)]
        self._look_soon()  # in what is no furniture after all there may be speech

    def _decide(self, decision: "Callable[[Article, Suggestion], object]", words: str) -> None:
        cursor = self._view.cursor
        if cursor is None or self._reread():
            return
        found = self._suggestion_at(cursor)
        if found is None:
            self._tell("nothing is suggested here: . goes to the next suggestion", is_error=True)
        elif self._try(lambda: decision(cursor.article, found)):
            self._go_on_from(cursor, found, [found])
            self._after_change(words.format(found.tag, self._kept))

    def _go_on_from(self, cursor: Cursor, found: "Suggestion", decided: "Sequence[Suggestion]") -> None:
        """As after a tag; but to the next suggestion, if that is how this one was reached."""
        from reader.insight.suggestions.pipeline import SuggestionIndex

        here = cursor.select(found.span)
        left = [each for each in self._suggested.all if each not in decided] if self._suggested else []
        beside = SuggestionIndex(left).beside(found.span, self._by)
        if self.workspace.settings.after_tag != "next":
            self._view.cursor = here
        elif cursor is self._reached and beside:
            self._reached = self._view.cursor = cursor.select(beside.span)
        else:
            self._view.cursor = here.next(Unit.SENTENCE)

    def action_accept_all(self, tag: str = "") -> None:
        """The sure ones of a kind, by default that of the one under the cursor."""
        cursor = self._view.cursor
        if cursor is None or self._reread():
            return
        under = self._suggestion_at(cursor)
        tag = tag or (under.tag if under else "")
        found = [each for each in self._unsettled if each.tag == tag and each.is_sure]
        if not found:
            self._tell("no sure suggestion of this kind is left" if tag else "nothing is suggested here", is_error=True)
        elif self._try(lambda: self.workspace.accept(cursor.article, found)):
            if under in found:
                self._go_on_from(cursor, under, found)
            self._after_change(f"tagged {len(found)} {tag}, {self._kept} · u undoes")

    def actions(self) -> "Iterator[Action]":
        from reader.tui.screens.palette import Action

        yield from super().actions()
        for tag, number in Counter(each.tag for each in self._unsettled if each.is_sure).items():
            label = f"accept all sure suggestions of the article: {tag} ({number})"
            yield Action("Suggestions", label, "", partial(self.action_accept_all, tag))


def words_of(found: "Suggestion") -> str:
    """`quote? sure: closing mark followed by …`"""
    score = "sure" if found.is_sure else "likely" if found.score >= LIKELY else "perhaps"
    return sanitize_line(f"{found.tag}? {score}: {'; '.join(found.reasons)}")
