"""Going to a passage, also in another source, and going back with the jump list."""

from collections.abc import Sequence

from reader.text.article import Article
from reader.text.cursor import Cursor
from reader.text.source import Source
from reader.text.span import Span
from reader.tui.main_screen import MainScreen
from reader.tui.opening import Opening
from reader.tui.session import Location, PerReading, Reading, Session

REMEMBERED = 200  # locations that lead back
LONGEST = 1 << 22  # code points of a text in which moved words are looked for


class JumpList:
    """The locations that jumps started from, the latest last."""

    def __init__(self) -> None:
        self._locations: Sequence[Location] = ()

    def __len__(self) -> int:
        return len(self._locations)

    def leave(self, location: Location | None) -> None:
        """Remember a location that is about to be left, unless it is None or already the latest one."""
        if location and (not self._locations or self._locations[-1] != location):
            self._locations = (*self._locations[1 - REMEMBERED :], location)

    def keep(self, number: int) -> None:
        """Keep only a number of the oldest locations, so that several jumps count as one."""
        self._locations = self._locations[:number]

    def back(self, here: Location | None) -> Location | None:
        """Remove and return the latest location that is not the present one; None if there is none."""
        others = [location for location in self._locations if location != here]
        if not others:
            return None
        *self._locations, latest = others
        return latest


class Navigator:
    """Moves the cursor to locations."""

    def __init__(self, session: Session, screen: MainScreen, opening: Opening) -> None:
        self._session, self._screen, self._opening = session, screen, opening
        self._landings = PerReading[list[Location]](list)  # where to go in the source that is being opened
        self.jumps = JumpList()
        session.opened.subscribe(self._opened)

    @property
    def here(self) -> Location | None:
        """The location of the cursor; None while no article is open."""
        cursor = self._session.reading.cursor
        return Location.of_cursor(cursor) if cursor else None

    def visit(self, location: Location) -> None:
        """Go to a location, and remember the present one as the way back."""
        self.jumps.leave(self.here)
        self.travel(location)

    def travel(self, location: Location) -> None:
        """Go to a location without remembering the present one; where its source is beside this one, go there."""
        there = self._opening.showing(location.source) or self._session.reading
        if there.article and there.article.source.id == location.source:
            if there is not self._session.reading:
                self._opening.open(there.article.source)
            self._land(there, there.article, location)
            return
        self._landings[there][:] = [location]
        if not self._opening.open_named(location.source):
            self._landings[there].clear()

    def travel_in(self, reading: Reading, location: Location, source: Source) -> None:
        """Show a source in a reading, and go to a location there; the keys stay where they are."""
        self._landings[reading][:] = [location]
        self._opening.open_in(reading, source)

    def _opened(self, reading: Reading) -> None:
        landing = self._landings[reading]
        location = landing.pop() if landing else None
        if location and reading.article and location.source == reading.article.source.id:
            self._land(reading, reading.article, location)

    def _land(self, reading: Reading, article: Article, location: Location) -> None:
        placed = reading.annotations.get(location.annotation)
        span = placed.span if placed else location.span
        is_there = placed is not None or location.exact in ("", span.of(article.text))
        if not is_there and (only := only_place(location.exact, article.text)):
            span, is_there = only, True
        here = reading.cursor
        cursor = here if here and here.article is article else Cursor.at(article, span.start)
        if placed and not cursor.in_range:
            reading.hold(placed, is_own=self._session.workspace.fields.is_own(placed))
        else:
            reading.cursor = cursor.jump(span) if is_there else cursor.go(span.start)


def only_place(words: str, text: str) -> Span | None:
    """Return where words occur in a text if they occur once; None also for a text so long that a key would wait."""
    at = text.find(words) if len(text) <= LONGEST else -1
    return Span(at, at + len(words)) if at >= 0 and text.find(words, at + 1) < 0 else None
