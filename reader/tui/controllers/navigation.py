"""Moving: from tag to tag, to a sentence by two letters, to a heading, to what has no tag yet, and back again."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from time import monotonic
from typing import TYPE_CHECKING

from textual import events, work
from textual.worker import get_current_worker

from reader.annotation.model.annotation import Annotation
from reader.errors import SourceError
from reader.settings.keys import Key
from reader.text.article import Article
from reader.text.cursor import Cursor
from reader.text.sanitize import sanitize_line
from reader.text.source import Source
from reader.text.span import Span
from reader.tui.bindings import is_one_of
from reader.tui.controllers.progress import Counting

if TYPE_CHECKING:
    from reader.tui.article.hints import Hint

REMEMBERED = 200  # places that lead back
LOOK = 0.05  # seconds in which sources without tags are looked for before the screen goes on


@dataclass(frozen=True, slots=True)
class Location:
    """A passage of a source. exact: what must stand there, or else the cursor goes to the sentence; empty: anything.

    annotation: the id of the one that is meant, which may stand elsewhere by now.
    """

    source: str
    span: Span
    exact: str = ""
    annotation: str = ""


class Moving(Counting):
    """Every jump leaves its spot behind, and `'` goes back over them, through all sources."""

    # Keys that letters may follow at once, by id, and their methods
    _quick = {"hint": "action_hint"}

    _spots: Sequence[Location] = ()
    _landing: Location | None = None  # where to go in the source that is being opened
    _hints: "Sequence[Hint]" = ()
    _hint = ""  # what was typed of one
    _quick_keys: Sequence[Key] = ()

    def on_mount(self) -> None:
        self._quick_keys = tuple(self.keymap.get(*self._quick))
        self._view.take = self._take

    # There and back

    def _here(self) -> Location | None:
        cursor = self._view.cursor
        return spot_at(cursor) if cursor else None

    def _leave_spot(self, spot: Location | None) -> None:
        if spot and (not self._spots or self._spots[-1] != spot):
            self._spots = (*self._spots[1 - REMEMBERED :], spot)

    def _visit(self, spot: Location) -> None:
        self._leave_spot(self._here())
        self._travel(spot)

    def _travel(self, spot: Location) -> None:
        cursor = self._view.cursor
        if cursor and cursor.article.source.id == spot.source:
            self._land(cursor.article, spot)
            return
        try:
            source = self.workspace.source(spot.source)
        except SourceError as error:
            self._tell(sanitize_line(str(error)), is_error=True)
            return
        self._landing = spot
        self._open(source)

    def _show(self, article: Article) -> None:
        super()._show(article)
        spot, self._landing = self._landing, None
        if spot and spot.source == article.source.id:
            self._land(article, spot)

    def _land(self, article: Article, spot: Location) -> None:
        placed = self._view.annotations.get(spot.annotation)
        span = placed.span if placed else spot.span
        is_there = placed is not None or spot.exact in ("", span.of(article.text))
        here = self._view.cursor
        cursor = here if here and here.article is article else Cursor.at(article, span.start)
        self._view.cursor = cursor.jump(span) if is_there else cursor.go(span.start)

    def action_go_back(self) -> None:
        here = self._here()
        spots = [spot for spot in self._spots if spot != here]
        if not spots:
            self._tell("you came from nowhere else: searches, tags and headings lead back", is_error=True)
            return
        self._spots = spots[:-1]
        self._travel(spots[-1])
        self._tell(f"back, {len(self._spots)} more" if self._spots else "back where you began")

    def action_next_tag(self, by: int) -> None:
        cursor = self._view.cursor
        if cursor is None:
            return
        found = self._view.annotations.beside(cursor.passage, by)
        if found:
            self._visit(spot_of(found))
        else:
            self._tell("there is no tag after this one" if by > 0 else "there is no tag before this one")

    # Keys that are heard at once

    def _take(self, event: events.Key) -> bool:
        """Whether a key is one for what is typed now, or begins that."""
        if self._hints:
            return self._take_hint(event)
        for key in self._quick_keys:
            if is_one_of(event, key):
                getattr(self, self._quick[key.id])()
                return True
        return False

    # Hints

    def action_hint(self) -> None:
        from reader.tui.article.hints import hints

        if self._view.window and self._view.cursor:
            self._hints, self._hint = hints(self._view.window), ""
            self._show_hints("type two letters · esc leaves")

    def _show_hints(self, message: str = "") -> None:
        from reader.tui.article.hints import by_row, chosen

        self._view.show_hints(by_row(chosen(self._hints, self._hint)))
        self._tell(message)

    def _take_hint(self, event: events.Key) -> bool:
        """Any key but a letter that leads somewhere ends it."""
        from reader.tui.article.hints import chosen

        letter = event.character or ""
        left = chosen(self._hints, self._hint + letter) if letter.isalpha() else []
        self._hint += letter
        if len(self._hint) < 2 and left:
            self._show_hints(f"{self._hint} …")
            return True
        self._hints = ()
        self._show_hints()
        cursor = self._view.cursor
        if cursor and left:
            self._visit(Location(cursor.article.source.id, left[0].sentence))
        elif letter.isalpha():
            self._tell(f"no sentence has the letters {self._hint}", is_error=True)
        return True

    # Headings

    def action_outline(self) -> None:
        cursor = self._view.cursor
        if cursor and not cursor.article.source.is_markdown:
            self._tell("plain text has no headings: only Markdown says what is one")
        elif cursor and len(self.screen_stack) == 1:
            from reader.tui.screens.outline import Outline

            self.push_screen(
                Outline(cursor.article, cursor.passage.start, self.keymap.groups["Outline"]), self._go_to_heading
            )

    def _go_to_heading(self, span: Span | None) -> None:
        cursor = self._view.cursor
        if cursor and span:
            self._visit(Location(cursor.article.source.id, span))

    # What has no tag yet

    def action_next_untagged(self) -> None:
        """Sees at once what the next sources are; a worker goes on."""
        ids = self._list.entries.ids
        at = self._list.entries.index(self._list.opened)
        others = [*ids[at + 1 :], *ids[:at]] if at is not None else list(ids)
        looking, end = self.workspace.next_untagged(others), monotonic() + LOOK
        for found in looking:
            if found or monotonic() > end:
                break
        else:
            found = None
            looking = iter(())
        if found:
            self._visit_untagged(found)
        else:
            self._tell("looking for text without tags …")
            self._look_for_untagged(looking)

    @work(thread=True, exclusive=True, group="untagged")
    def _look_for_untagged(self, looking: Iterator[tuple[Source, Span] | None]) -> None:
        worker = get_current_worker()
        for found in looking:
            if worker.is_cancelled:
                return
            if found:
                self.call_from_thread(self._visit_untagged, found)
                return
        self.call_from_thread(self._tell, "no other source has text without tags")

    def _visit_untagged(self, found: tuple[Source, Span]) -> None:
        source, span = found
        self._visit(Location(source.id, span))


def spot_at(cursor: Cursor) -> Location:
    return Location(cursor.article.source.id, cursor.passage, cursor.passage.of(cursor.article.text))


def spot_of(annotation: Annotation) -> Location:
    return Location(annotation.source, annotation.span, annotation.exact, annotation.id)
