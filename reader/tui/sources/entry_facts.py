"""The facts in an entry of the source list besides its title: tags, the share read, suggestions left."""

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import datetime

from reader.annotation.model.done import DoneMarks
from reader.tui.event import Event
from reader.tui.sources.entry_painter import EntryWords, left_sign, shown_date
from reader.workspace.catalog.entries import Entries
from reader.workspace.catalog.ranking import CHANGED, Ranking


class EntryFacts:
    """Keeps the facts on sources, by id, and tells for which sources they have changed. Plain Python.

    Attributes:
        changed: Emits the ids of sources that may look different now; None if any may.
        problems: Why a source cannot be read.
        read: The share of a source that was read.
        shared: The number of statements that a source shares with the open one.
        counts: The number of tags of each name.
        is_counted: Whether there are no more tags than `counts` has.
        done: The sources that people are done with.
        left_over: The number of sure suggestions of each tag that are left, as far as they were counted.
    """

    def __init__(self) -> None:
        self.changed = Event[Iterable[str] | None]()
        self.problems: Mapping[str, str] = {}
        self.read: Mapping[str, float] = {}
        self.shared: Mapping[str, int] = {}
        self.counts: Mapping[str, Counter[str]] = {}
        self.is_counted = True
        self.done = DoneMarks()
        self.left_over: Mapping[str, Counter[str]] = {}

    def show_problems(self, problems: Mapping[str, str]) -> None:
        """Show why sources cannot be read."""
        self.problems = problems
        self.changed.emit(None)

    def show_read(self, read: Mapping[str, float]) -> None:
        """Show the share of each source that was read."""
        self.read = read
        self.changed.emit(None)

    def show_shared(self, shared: Mapping[str, int]) -> None:
        """Show how many statements sources share with the open one."""
        self.shared = shared
        self.changed.emit(None)

    def show_counts(
        self, counts: Mapping[str, Counter[str]], of: Iterable[str] | None = None, *, is_counted: bool
    ) -> None:
        """Show how many tags each source has; `of` are the sources whose counts changed, None if any may have."""
        self.counts, self.is_counted = counts, is_counted
        self.changed.emit(of)

    def show_left(self, left: Mapping[str, Counter[str]], of: Iterable[str]) -> None:
        """Show how many sure suggestions are left in sources."""
        self.left_over = left
        self.changed.emit(of)

    def show_done(self, marks: DoneMarks) -> None:
        """Show which sources are done; while there is a filter, those that are shown stay."""
        before, self.done = self.done, marks
        if marks is not before:
            self.changed.emit(None)

    def words(self, entries: Entries, index: int, ranking: Ranking) -> EntryWords:
        """Return the content of the entry at an index: its title and the facts on it.

        Args:
            entries: All entries.
            index: The place of the entry among them.
            ranking: The order of the list; its sort value is included if the numbers of tags do not show it.
        """
        id, is_original = entries.ids[index], entries.is_original(entries.ids[index])
        none: Mapping[str, int] | None = {} if self.is_counted and not is_original else None
        sign = "original" if is_original else self.done.sign(id) or left_sign(self.left_over.get(id))
        is_dated = ranking.name == CHANGED
        told = shown_date(entries.written[index], datetime.now()) if is_dated else ranking.said.get(id, "")
        numbers = self.counts.get(id, none), self.read.get(id, 0.0), self.shared.get(id, 0)
        return EntryWords(entries.title(index), self.problems.get(id, ""), *numbers, sign, told, entries.name(index))
