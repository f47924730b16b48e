"""The state of a session: the workspace, the open articles, and events for changes of either.

Plain Python without Textual. Controllers, the status bar and the article view know the session, but not one another:
    each subscribes to the events that concern it. All of it belongs to the screen's thread.
"""

import asyncio
from bisect import bisect_left
from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Generic, Literal, NamedTuple, TypeVar
from weakref import WeakKeyDictionary

from reader.annotation.model.annotation import Annotation
from reader.annotation.model.span_index import SpanIndex
from reader.annotation.store.history import Change, Step
from reader.annotation.store.losses import NONE, OpenLosses
from reader.settings.keymap import Keymap
from reader.settings.tag_names import is_within
from reader.text.article import Article
from reader.text.cursor import Cursor
from reader.text.span import Span
from reader.tui.event import Event
from reader.tui.exact_mode import ExactMode
from reader.workspace.workspace import Workspace

if TYPE_CHECKING:
    from reader.insight.suggestion import Suggestion
    from reader.insight.suggestions.pipeline import SuggestionIndex

State = TypeVar("State")


class Changes(NamedTuple):
    """Changes of annotations.

    Attributes:
        changes: Each annotation before and after; None if any of them may have changed.
        message: The message for the reader; empty if there is none.
        concerns_suggestions: Whether a suggestion was dismissed, or a dismissal was undone.
    """

    changes: Sequence[Change] | None
    message: str = ""
    concerns_suggestions: bool = False

    @classmethod
    def of(cls, step: Step, message: str) -> "Changes":
        """Return the changes of a step; a dismissed suggestion is not an annotation."""
        changes = step.annotation_changes
        return cls(changes, message, concerns_suggestions=len(changes) < len(step.changes))


class Location(NamedTuple):
    """A passage of a source, to go to or to come back to.

    Attributes:
        source: The id of the source.
        span: The passage.
        exact: The text that must be there, or the cursor goes to the sentence instead; empty accepts any text.
        annotation: The id of the annotation that is meant, which may be elsewhere by now; empty for a plain passage.
    """

    source: str
    span: Span
    exact: str = ""
    annotation: str = ""

    @classmethod
    def of_cursor(cls, cursor: Cursor) -> "Location":
        """Return the location of the passage under a cursor."""
        return cls(cursor.article.source.id, cursor.passage, cursor.passage.of(cursor.article.text))

    @classmethod
    def of_annotation(cls, annotation: Annotation) -> "Location":
        """Return the location of an annotation."""
        return cls(annotation.source, annotation.span, annotation.exact, annotation.id)


class Reading:
    """An article open in a view: the passage cursor, and the annotations and suggestions at their present places.

    Attributes:
        name: The ending of the names of its jobs, so that those of two readings can run side by side.
        annotations: The annotations that have a place in the article.
        suggestions: The suggestions that are shown; None while there are none to show.
        verdicts: The quotations of which the quote check has a verdict, in order of place.
        marks: The passages that the reader has marked, in order of place.
        came_by: The name of the last motion, and the cursor that it led to.
        is_away: Whether the keys work on another reading beside this one.
        answer: The passage that answers the one under the cursor of that other reading; None if there is none.
        echoed: The passages that the reading beside this one also has, in order of place.
        chosen: The number of matches that are chosen to be tagged at once, in this article or in all; 0 if none are.
        chosen_in_all: True if they are chosen in all sources.
        moved: Emits the previous cursor when the cursor moves within the article.
    """

    def __init__(self, name: str = "") -> None:
        self.name = name
        self._held, self._holds_own = "", True  # the annotation that was selected last; whether its ends can be moved
        self.annotations = SpanIndex()
        self.suggestions: SuggestionIndex | None = None
        self.chosen, self.chosen_in_all = 0, False
        self.came_by: tuple[str, Cursor | None] = "", None
        self.verdicts: Sequence[tuple[Span, str]] = ()
        self.marks: Sequence[Span] = ()
        self.is_away = False
        self.answer: Span | None = None
        self.echoed: Sequence[Span] = ()
        self.moved = Event[Cursor | None]()
        self._cursor: Cursor | None = None
        self._just_set: tuple[str, Cursor | None] = "", None  # the id of an annotation, and the cursor after that

    @property
    def cursor(self) -> Cursor | None:
        """The passage cursor; None while no article is open."""
        return self._cursor

    @cursor.setter
    def cursor(self, cursor: Cursor | None) -> None:
        before = self._cursor
        if cursor != before:
            self._cursor = cursor
            self.moved.emit(before)

    @property
    def article(self) -> Article | None:
        """The open article; None while there is none."""
        return self._cursor.article if self._cursor else None

    def open(self, article: Article, offset: int) -> None:
        """Take an article, with the cursor on the sentence at an offset in code points."""
        self.annotations, self.suggestions, self.chosen = SpanIndex(), None, 0
        self.verdicts, self.marks, self.answer, self.echoed = (), (), None, ()
        self._cursor = Cursor.at(article, offset)

    def close(self) -> None:
        """Have no article open."""
        self._cursor = None

    @property
    def marked(self) -> Span | None:
        """The marked passage: the one under the cursor, or the answer to that of the reading beside; None for none."""
        if self.is_away:
            return self.answer
        return self._cursor.passage if self._cursor else None

    def is_echoed(self, span: Span) -> bool:
        """Return whether a passage begins in a span that the reading beside this one has, too."""
        first = bisect_left(self.echoed, span.start, key=lambda each: each.start)
        return first < len(self.echoed) and self.echoed[first].start < span.end

    @property
    def just_set(self) -> Annotation | None:
        """The annotation that was set last, as it is now, if the cursor has not been moved since; None otherwise."""
        id, cursor = self._just_set
        return self.annotations.get(id) if cursor is self._cursor else None

    def remember_set(self, annotation: Annotation | None) -> None:
        """Remember that an annotation was just set: notes are meant for it even if the cursor has gone on."""
        self._just_set = annotation.id if annotation else "", self._cursor

    @property
    def held(self) -> Annotation | None:
        """The selected tag, whose ends can be moved; None while the cursor is on a plain passage."""
        return self.annotations.get(self._held) if self._cursor and self._cursor.original else None

    @property
    def holds_own(self) -> bool:
        """True while a tag is selected whose ends this person can move."""
        return self.held is not None and self._holds_own

    def hold(self, annotation: Annotation, *, is_own: bool = True) -> None:
        """Select a tag itself, whoever set it."""
        if self._cursor:
            self._held, self._holds_own = annotation.id, is_own
            self.cursor = self._cursor.hold(annotation.span)

    @property
    def lit_end(self) -> Literal["", "start", "end"]:
        """The end of the selected tag that keys move; empty while none of this person's tags is selected."""
        if self._cursor is None or self.is_away or not self.holds_own:
            return ""
        return "start" if self._cursor.moves_start else "end"

    def under_cursor(self) -> list[Annotation]:
        """Return the annotations that touch the passage; of very many that look alike, only the newest.

        The tag that is selected itself comes first, then those of the same span, the shortest, and the newest.
        """
        if self._cursor is None:
            return []
        nearest, held = self.annotations.nearest(self._cursor.passage), self.held
        return [held, *(each for each in nearest if each is not held)] if held else nearest

    def suggestion_under_cursor(self) -> "Suggestion | None":
        """Return the shown suggestion at the passage; None if there is none."""
        return self.suggestions.at(self._cursor.passage) if self.suggestions and self._cursor else None

    def suggested(self, tag: str) -> "Suggestion | None":
        """Return the suggestion under the cursor if a tag of the passage stands for it.

        It does if the suggestion has this tag or one above it, and the passage covers at least half of it, but no such
        suggestion of another speaker.
        """
        shown = self.suggestion_under_cursor()
        if self._cursor is None or self.suggestions is None or shown is None:
            return None
        touching = self.suggestions.touching(self._cursor.passage)
        of_tag = [each for each in touching if is_within(tag, each.tag)]
        meant = [each for each in of_tag if _covers_half(self._cursor.passage, each.span)]
        is_clear = len({each.attribution and each.attribution.speaker for each in meant}) == 1
        return shown if is_clear and shown in meant else None

    def pencilled(self) -> tuple[Span, ...]:
        """Return the spans of the speaker and the cue that are suggested for the suggestion under the cursor."""
        found = None if self.is_away else self.suggestion_under_cursor()
        said = found.attribution if found else None
        return tuple(filter(None, (said.speaker, said.cue))) if said else ()


def _covers_half(passage: Span, other: Span) -> bool:
    shared = min(passage.end, other.end) - max(passage.start, other.start)
    return 2 * shared >= other.end - other.start


class FieldToType(NamedTuple):
    """A field that is to be typed on the card.

    Attributes:
        subject: The annotation or the suggestion in the open article.
        name: The name of the field.
        offered: Values that are offered in turn, the likeliest first.
    """

    subject: "Annotation | Suggestion"
    name: str
    offered: Sequence[str] = ()


class PerReading(Generic[State]):
    """A state that a feature keeps for each reading, from its first use until the reading is closed."""

    def __init__(self, make: Callable[[], State]) -> None:
        """Prepare for readings; `make` returns the initial state of each."""
        self._make, self._states = make, WeakKeyDictionary[Reading, State]()

    def __getitem__(self, reading: Reading) -> State:
        """Return the state for a reading."""
        if reading not in self._states:
            self._states[reading] = self._make()
        return self._states[reading]


class Session:
    """The workspace, the open articles, and the events that everything on the screen follows.

    Attributes:
        reading: The article that the keys work on.
        readings: The articles that are open side by side, the left one first; mostly there is one.
        exact: Whether searches and filters are exact.
        annotations_ready: Set once all annotations have been read.
        last_key_at: The time of the last key, in seconds of `monotonic`.
        opened: An article is shown in a reading, also after rereading it.
        cursor_moved: The keys work on another passage: the cursor moved, or they work on another reading.
        switched: The keys work on another reading; its cursor follows as an event of its own.
        changed: Annotations changed, here or by another program.
        placed: The passage of a reading, or the text around it, is on other lines of the screen.
        lost: The tags in the log that annotations.json lacks, as far as known.
        lost_changed: The lost tags have changed.
        sources_found: More sources or titles are known; the value tells whether all sources are.
        sources_changed: Files appeared, disappeared or changed in the folder of the sources.
        added: A source was added here; the value is its id.
        not_added: Nothing was added; the value says why.
        look_again: The folder of the sources is to be searched again.
        leaving: The article of a reading is about to be left, for another one or for good.
        ending: The program is about to end, in order.
        card_wanted: The card of some annotations is to be shown.
        field_wanted: A field of an annotation or a suggestion is to be typed on its card.
    """

    def __init__(self, workspace: Workspace) -> None:
        self.workspace = workspace
        self.keymap = Keymap(workspace.settings.tags, workspace.settings.keys)
        self.reading = Reading()
        self.readings: tuple[Reading, ...] = ()
        self.exact = ExactMode(workspace.state)
        self.annotations_ready = asyncio.Event()
        self.last_key_at = 0.0
        self.opened = Event[Reading]()
        self.cursor_moved = Event[Reading]()
        self.switched = Event[Reading]()
        self.changed = Event[Changes]()
        self.placed = Event[Reading]()
        self.lost: OpenLosses = NONE
        self.lost_changed = Event[None]()
        self.sources_found = Event[bool]()
        self.sources_changed = Event[None]()
        self.added = Event[str]()
        self.not_added = Event[str]()
        self.look_again = Event[None]()
        self.leaving = Event[Reading]()
        self.ending = Event[None]()
        self.card_wanted = Event[Sequence[Annotation]]()
        self.field_wanted = Event[FieldToType]()
        self.add(self.reading)

    def add(self, reading: Reading) -> None:
        """Open one more article, to the right of the others; the keys stay where they are."""
        self.readings = (*self.readings, reading)
        reading.is_away = reading is not self.reading
        reading.moved.subscribe(partial(self._moved, reading))

    def _moved(self, reading: Reading, _before: Cursor | None) -> None:
        if reading is self.reading:
            self.cursor_moved.emit(reading)

    def work_on(self, reading: Reading) -> None:
        """Let the keys work on one of the readings."""
        if reading is not self.reading:
            self.reading.is_away, reading.is_away = True, False
            self.reading = reading
            self.switched.emit(reading)
            self.cursor_moved.emit(reading)

    def drop(self, reading: Reading) -> None:
        """Close one of several readings; if the keys work on it, they then work on the first of the others."""
        self.leaving.emit(reading)
        self.readings = tuple(each for each in self.readings if each is not reading)
        if reading is self.reading:
            self.work_on(self.readings[0])
