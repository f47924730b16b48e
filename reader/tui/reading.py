"""Reading: sources are opened, their titles found, the place in each kept. Tags come in app.py."""

import contextlib
import copy
from collections.abc import Iterable, Iterator
from itertools import chain
from time import monotonic, sleep

from textual import on, work
from textual.message import Message
from textual.worker import get_current_worker

from reader.annotation.annotation import Annotation
from reader.disk import Signature
from reader.errors import SourceError
from reader.state import State
from reader.text.cursor import Cursor
from reader.text.source import Source
from reader.text.visible import visible
from reader.tui.article_view import ArticleView
from reader.tui.frame import Frame
from reader.tui.lines import place_words
from reader.tui.source_list import SourceList
from reader.workspace import Workspace

REMEMBER = 5.0  # seconds between savings of the place
AT_ONCE = 0.005  # seconds that the first frame waits for the list
SHOW_EVERY = 0.5  # seconds between looks of the list at what was found
BREATH = 0.001  # seconds between steps in which the screen's thread has the interpreter for itself
TRIED = 20  # sources, of which one may be readable


class Reading(Frame):
    """The application without tagging: opens sources and remembers where the reader was."""

    def __init__(self, workspace: Workspace, source: str | None = None) -> None:
        state = workspace.state
        super().__init__(workspace.settings, state.theme)
        self.workspace = workspace
        self.parting_words: list[str] = []
        self._wanted = source or state.source
        self._unreadable: tuple[Source, Signature | None] | None = None  # the open source, if it cannot be shown
        self._knows_all = False
        self._remembered: State | None = None
        self._at_rest = ""  # what the status line says when nothing has just happened

    class Found(Message):
        """There are more sources or titles than before."""

    def on_mount(self) -> None:
        self._focus(self._view)
        self._list.read = self.workspace.state.read
        finding = self.workspace.catalog.find()
        end = monotonic() + AT_ONCE
        for _ in finding:
            if monotonic() > end:
                break
        self._open_first()
        self._show_sources()
        self._find_the_rest(finding)
        self.set_interval(REMEMBER, self._remember)

    # The list

    @work(thread=True, group="catalog")
    def _find_the_rest(self, finding: Iterator[None]) -> None:
        """Sources, then titles, off the screen's thread: a folder can hold very many."""
        worker, catalog = get_current_worker(), self.workspace.catalog
        shown = monotonic()
        for _ in chain(finding, catalog.read_titles(self._list.opened)):
            if worker.is_cancelled:
                break
            if monotonic() > shown + SHOW_EVERY:
                self.post_message(self.Found())
                shown = monotonic()
            sleep(BREATH)
        self.post_message(self.Found())
        with contextlib.suppress(OSError):  # the next start only takes longer
            catalog.save()

    @on(Found)
    def _show_sources(self) -> None:
        catalog = self.workspace.catalog
        if catalog.is_found and not self._knows_all:
            self._knows_all = True
            self._all_found()
        self._list.entries, self._list.problems = catalog.entries, catalog.problems
        self._list.progress = catalog.progress

    def _all_found(self) -> None:
        """Called once, when it is known which sources there are."""
        catalog = self.workspace.catalog
        if not catalog.entries:
            self._view.show_message(_nothing_to_read(self.workspace))
        elif not self._list.opened:
            self._open_one_of(catalog.source(id) for id in catalog.entries.ids[:TRIED])

    # Sources

    def _open_first(self) -> None:
        """The source that was asked for, or left last; else the first that can be shown."""
        with contextlib.suppress(SourceError):  # it is gone
            if self._wanted:
                self._open(self.workspace.source(self._wanted))
                return
        self._open_one_of(self.workspace.first_sources())

    def _open_one_of(self, sources: Iterable[Source]) -> None:
        for source in sources:
            self._open(source)
            if self._view.cursor:
                return

    def _open(self, source: Source) -> None:
        self._remember()
        self._list.select(source.id)
        self.workspace.state.source = source.id
        try:
            article = self.workspace.article(source)
        except SourceError as error:
            self._learn(source, problem=error.reason)
            self._view.show_message(f"{visible(source.id)}\n\ncannot be shown: {error.reason}")
            self._status.place = visible(source.id)
            self._tell("")
            self._unreadable = source, self.workspace.signature(source)
            return
        self._unreadable = None
        self._learn(source, title=article.title)
        offset = self.workspace.state.places.get(source.id, 0)
        self._view.show(article, offset, self.workspace.annotations_of(article))
        self._say_what_is_odd(article.notice, self.workspace.lost_in(article))

    def _learn(self, source: Source, *, title: str = "", problem: str = "") -> None:
        self.workspace.catalog.note(source.id, title=title, problem=problem)
        self._list.problems = self.workspace.catalog.problems

    def _try_again(self) -> None:
        """A source that could not be shown, once its file has changed."""
        if self._unreadable and self.workspace.signature(self._unreadable[0]) != self._unreadable[1]:
            self._open(self._unreadable[0])

    def _say_what_is_odd(self, notice: str, lost: int) -> None:
        orphans = f"{tags(lost)} without a passage here: `reader check`" if lost else ""
        self._tell("; ".join(part for part in (notice, orphans) if part), is_error=bool(lost))

    @on(SourceList.Chosen)
    def _source_chosen(self, message: SourceList.Chosen) -> None:
        self._open(self.workspace.catalog.source(message.id))
        self._focus(self._view)

    def action_next_source(self, by: int) -> None:
        if id := self._list.beside(by):
            self._open(self.workspace.catalog.source(id))
        else:
            self._tell("this is the last source" if by > 0 else "this is the first source")

    # The place

    @on(ArticleView.Moved)
    def _cursor_moved(self, message: ArticleView.Moved) -> None:
        cursor = message.cursor
        self._status.place = place_words(cursor, self._under_cursor(cursor))
        if not self._has_news:
            self._status.say(self._at_rest)
        self._note_progress(cursor)

    def _note_progress(self, cursor: Cursor) -> None:
        """What stands before the sentence that the passage begins in; all of it at the last one."""
        article = cursor.article
        is_last = article.sentence_number(cursor.head.start) >= article.sentence_count
        share = 1.0 if is_last else Cursor.at(article, cursor.head.start).head.start / article.whole.end
        read = self.workspace.state.read
        if share > read.get(cursor.article.source.id, 0.0):
            read[cursor.article.source.id] = share
            self._list.read = read

    def _under_cursor(self, cursor: Cursor) -> list[Annotation]:
        """The annotations that touch the passage, the nearest first: the same span, the shortest, the newest."""
        passage = cursor.passage
        touching = [each for each in self._view.annotations if each.span.overlaps(passage)]
        newest_first = sorted(touching, key=lambda each: each.created, reverse=True)
        return sorted(newest_first, key=lambda each: (each.span != passage, each.end - each.start))

    def _remember(self) -> None:
        """Saves place and theme, if they are others than before. Now and then, since a kill leaves no time for it."""
        state = self.workspace.state
        state.theme = self.theme
        if cursor := self._view.cursor:
            state.places[cursor.article.source.id] = cursor.passage.start
        if state == self._remembered:
            return
        try:
            self.workspace.save_state()
        except OSError as error:
            self.parting_words = [f"reader: your place could not be remembered: {error}"]
        else:
            self.parting_words, self._remembered = [], copy.deepcopy(state)

    def on_unmount(self) -> None:
        self._remember()


def tags(number: int) -> str:
    return "1 tag" if number == 1 else f"{number} tags"


def _nothing_to_read(workspace: Workspace) -> str:
    folder = visible(str(workspace.place.sources.resolve()))
    return (
        f"There is nothing to read in\n{folder}\n\n"
        "Put .txt or .md files into it, or start with another folder:\n"
        "    reader FOLDER\n\n"
        "`reader --demo` opens a sample. ctrl+q quits."
    )
