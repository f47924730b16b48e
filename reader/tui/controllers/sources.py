"""Reading: sources are opened, their titles found, the place in each kept. Tags come in app.py."""

import asyncio
import contextlib
import copy
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future
from itertools import chain
from threading import Event
from time import monotonic, sleep
from typing import Any

from textual import on, work
from textual.message import Message
from textual.worker import get_current_worker

from reader.annotation.model.annotation import Annotation
from reader.annotation.model.span_index import SpanIndex
from reader.errors import SourceError, StoreError
from reader.system.files import Signature, signature
from reader.system.threads import run_in_thread
from reader.text.article import Article
from reader.text.cursor import Cursor
from reader.text.sanitize import sanitize
from reader.text.source import Source
from reader.tui.article.view import ArticleView
from reader.tui.frame import Frame
from reader.tui.sources.list import SourceList
from reader.tui.startup import snapshot
from reader.tui.widgets.status_and_keys import place_words
from reader.workspace import Workspace
from reader.workspace.article_loader import signature_of
from reader.workspace.reading_state import ReadingState

REMEMBER = 5.0  # seconds between savings of the place
PATIENCE = 0.5  # seconds that the first source may take to open before the screen is shown without it
# Seconds: the sentences are counted in slices, with pauses for the keys; of texts up to so many code points.
COUNT_AT_ONCE, SLICE, PAUSE, COUNTED = 0.02, 0.004, 0.01, 1_000_000
AT_ONCE = 0.005  # seconds that the first frame waits for the list
SHOW_EVERY = 0.5  # seconds between looks of the list at what was found
TYPING = 0.5  # seconds after a key in which the screen is for what that does: progress is shown later
BREATH = 0.001  # seconds between steps in which the screen's thread has the interpreter for itself
MISSING = 2.0  # seconds that sources which were found can be missing in the list
AGAIN = 1.0  # seconds until a folder is listed again that is being listed
TRIED = 20  # sources, of which one may be readable


class Reading(Frame):
    """The application without tagging: opens sources and remembers where the reader was."""

    def __init__(self, workspace: Workspace, source: str | None = None, target: str = "") -> None:
        """target: what was named on the command line, and what a picture is kept for; if empty, none is."""
        state = workspace.state
        super().__init__(workspace.settings, state.theme, state.widths)
        self.workspace = workspace
        self._target = target
        self.parting_words: list[str] = []
        self._wanted = source or state.source
        self._unreadable: tuple[Source, Signature | None] | None = None  # the open source, if it cannot be shown
        self._opening: Future[Article] | None = None  # of the source that was chosen last
        self._knows_all = False
        self._is_finding = True
        self._left = Event()  # set when the application is left
        self._remembered: ReadingState | None = None
        self._at_rest = ""  # what the status line says when nothing has just happened

    class Found(Message):
        """There are more sources or titles than before."""

    class Changed(Message):
        """Something in the sources' folder is another than before."""

    class Unwatched(Message):
        """What comes and goes in the sources' folder will not be seen."""

        def __init__(self, reason: str) -> None:
            super().__init__()
            self.reason = reason

    def on_mount(self) -> None:
        self._width = self.size.width  # no event has told it yet
        self._focus(self._view)
        self.watch(self._view, "cursor", self._cursor_moved, init=False)
        self._list.read = self.workspace.state.read
        self._listed = signature(self.workspace.sources_folder)
        finding = self.workspace.catalog.find()
        end = monotonic() + AT_ONCE
        for _ in finding:
            if monotonic() > end:
                break
        self._open_first()
        self._show_sources()
        self._curtain.after_start(lambda: self._find_the_rest(finding))
        if self._opening is None or self._opening.done():
            self._appear()
        else:
            self.set_timer(PATIENCE, self._curtain.open)
        self.set_interval(REMEMBER, self._remember)

    def _appear(self) -> None:
        """There is something to be seen. For the keys there must be rows, too, if there is an article."""
        self._curtain.open()
        if self._view.article is None or self._view.has_rows:
            self._curtain.let_keys_in()

    @on(ArticleView.LaidOut)
    def _laid_out(self) -> None:
        if self._view.has_rows:
            self._curtain.let_keys_in()

    # The list

    @work(thread=True, group="catalog")
    def _find_the_rest(self, finding: Iterator[None]) -> None:
        """Sources, then titles, off the screen's thread: a folder can hold very many."""
        worker, catalog = get_current_worker(), self.workspace.catalog
        shown = monotonic()
        for _ in chain(finding, catalog.read_titles(self._list.opened)):
            if worker.is_cancelled:
                break
            if monotonic() > shown + SHOW_EVERY and not self._types_on(shown):
                self.post_message(self.Found())
                shown = monotonic()
            sleep(BREATH)
        self.post_message(self.Found())
        with contextlib.suppress(OSError):  # the next start only takes longer
            catalog.save()
        self._is_finding = False

    def _types_on(self, shown: float) -> bool:
        """Whether what was found has to wait for somebody who types: sources that are missing do not for long."""
        is_enough = not self.workspace.catalog.is_found and monotonic() > shown + MISSING
        return not is_enough and monotonic() < self.typed + TYPING

    def _watch_folder(self) -> None:
        """Until the application is left, however it ends."""
        from reader.workspace.watcher import changes

        try:
            for _ in changes(self.workspace.sources_folder, self._left, self._listed):
                self.post_message(self.Changed())
        except OSError as error:  # mostly a limit of the system
            self.post_message(self.Unwatched(error.strerror or str(error)))

    @on(Changed)
    def _look_again(self) -> None:
        """Files came, went or changed. What is being found now is found first."""
        if self._is_finding:
            self.set_timer(AGAIN, self._look_again)
            return
        self._is_finding = True
        self._find_the_rest(self.workspace.catalog.find_again())

    @on(Unwatched)
    def _say_unwatched(self, message: Unwatched) -> None:
        self._tell(f"new sources are listed at the next start: the folder cannot be watched: {message.reason}")

    @on(Found)
    def _show_found(self) -> None:
        """From the first look on: most folders are done by then."""
        self._show_sources()
        self._list.progress = self.workspace.catalog.progress

    def _show_sources(self) -> None:
        catalog = self.workspace.catalog
        if catalog.is_found and not self._knows_all:
            self._knows_all = True
            self._all_found()
            self._curtain.after_start(lambda: run_in_thread(self._watch_folder))
        self._list.entries, self._list.problems = catalog.entries, catalog.problems

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
            if not self._unreadable:
                return

    class Opened(Message):
        """A source was read, or could not be."""

        def __init__(self, source: Source, opening: Future[Article]) -> None:
            super().__init__()
            self.source = source
            self.opening = opening

    def _open(self, source: Source) -> None:
        """Shows a source; what takes long to read, once it is read."""
        self._remember()
        self._list.select(source.id)
        self.workspace.state.source = source.id
        self._unreadable = None
        opening = self.workspace.loader.opening(source)
        if not opening.done():
            self._view.show_message("")
            self._status.place = f"opening {sanitize(source.id)} …"
        self._follow(source, opening)

    def _follow(self, source: Source, opening: Future[Article]) -> None:
        """Messages come from any thread; what is done already need not wait for one."""
        self._opening = opening
        if opening.done():
            self._show_opened(source, opening)
        else:
            opening.add_done_callback(lambda future: self.post_message(self.Opened(source, future)))

    @on(Opened)
    def _opened(self, message: Opened) -> None:
        if message.opening is self._opening:  # and not one that another was chosen after
            self._show_opened(message.source, message.opening)

    def _show_opened(self, source: Source, opening: Future[Article]) -> None:
        try:
            article = opening.result()
        except SourceError as error:
            self._show_problem(source, error)
            self._appear()
            return
        self._learn(source, title=article.title)
        self._show(article)
        self._appear()
        if article.is_provisional:
            self._tell("its Markdown is being read: shown as plain text till then")
            self._follow(source, self.workspace.loader.finishing(article))

    def _show(self, article: Article) -> None:
        """In its place: where the cursor is, if it was open, else where it was when it was left."""
        cursor = self._view.cursor
        is_open = cursor is not None and cursor.article.source.id == article.source.id
        state, id = self.workspace.state, article.source.id
        offset = cursor.passage.start if cursor and is_open else state.places.get(id, 0)
        top = self._view.top if is_open else state.tops.get(id, 0)
        article.sentences.advance(COUNT_AT_ONCE if _is_counted(article) else SLICE)
        self._view.show(article, offset, self._annotations_of(article), top)
        self._cursor_moved(self._view.cursor)
        self._count_sentences(article)
        self._tell("")
        self._say_what_is_odd(article)

    def _show_problem(self, source: Source, error: SourceError) -> None:
        self._learn(source, problem=error.reason)
        self._view.show_message(f"{sanitize(source.id)}\n\ncannot be shown: {error.reason}")
        self._status.place = sanitize(source.id)
        self._tell("")
        self._unreadable = source, signature_of(source)

    def _learn(self, source: Source, *, title: str = "", problem: str = "") -> None:
        self.workspace.catalog.note(source.id, title=title, problem=problem)
        self._list.problems = self.workspace.catalog.problems

    @work(exclusive=True, group="sentences")
    async def _count_sentences(self, article: Article) -> None:
        """A little at a time, and between the keys: the sentences of ten megabytes take seconds."""
        while _is_counted(article) and not article.sentences.is_complete:
            await asyncio.sleep(PAUSE)
            article.sentences.advance(SLICE)
        if (cursor := self._view.cursor) and cursor.article is article:
            self._show_place(cursor)

    def _try_again(self) -> None:
        """A source that could not be shown, once its file has changed."""
        if self._unreadable and signature_of(self._unreadable[0]) != self._unreadable[1]:
            self._open(self._unreadable[0])

    def _annotations_of(self, article: Article) -> SpanIndex:
        """Those that have a place. Where it takes long to find it, none yet: a worker brings them."""
        if not self.workspace.anchoring.is_slow(article):
            return SpanIndex(self.workspace.annotations_of(article))
        self._anchor(article)
        return SpanIndex()

    @work(thread=True, group="anchor", exclusive=True)
    def _anchor(self, article: Article) -> None:
        """Off the screen's thread. What changed meanwhile is asked for again."""
        stored = self.workspace.anchoring.stored(article.source.id)
        index = SpanIndex(self.workspace.annotations_of(article))
        self.call_from_thread(self._take_anchored, article, index, stored)

    def _take_anchored(self, article: Article, index: SpanIndex, stored: Sequence[Annotation]) -> None:
        if self._view.article is not article:
            return
        if self.workspace.anchoring.stored(article.source.id) != stored:
            self._anchor(article)
            return
        self._view.show_annotations(index)
        self._say_what_is_odd(article)

    def _say_what_is_odd(self, article: Article) -> None:
        is_ready = not self.workspace.anchoring.is_slow(article)
        unsure = len(self.workspace.anchoring.unsure_in(article)) if is_ready else 0
        look = f"{tags(unsure)} to look at: press R" if unsure else ""
        if words := "; ".join(part for part in (article.notice, look) if part):
            self._tell(words, is_error=bool(unsure))

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

    def _cursor_moved(self, cursor: Cursor | None) -> None:
        """Called by the view itself and not by a message, which would come a frame later."""
        if cursor is None:
            return
        self._show_place(cursor)
        if not self._has_news:
            self._status.say(self._at_rest)
        self._note_progress(cursor)

    def _show_place(self, cursor: Cursor) -> None:
        under = self._under_cursor(cursor)
        self._status.place = place_words(cursor, under)
        self._cursor_on = "tag" if under else self._view.PLACE
        self._show_footer()

    def _note_progress(self, cursor: Cursor) -> None:
        """What stands before the sentence that the passage begins in; all of it at the last one."""
        article = cursor.article
        is_last = cursor.go(article.whole.end).head.start <= cursor.head.start
        share = 1.0 if is_last else Cursor.at(article, cursor.head.start).head.start / article.whole.end
        read = self.workspace.state.read
        if share > read.get(cursor.article.source.id, 0.0):
            read[cursor.article.source.id] = share
            self._list.show_again(cursor.article.source.id)

    def _under_cursor(self, cursor: Cursor) -> list[Annotation]:
        """The annotations that touch the passage, the nearest first: the same span, the shortest, the newest."""
        passage = cursor.passage
        touching = self._view.annotations.touching(passage)
        newest_first = sorted(touching, key=lambda each: each.created, reverse=True)
        return sorted(newest_first, key=lambda each: (each.span != passage, each.end - each.start))

    def _remember(self) -> None:
        """Saves place and theme, if they are others than before. Now and then, since a kill leaves no time for it."""
        state = self.workspace.state
        state.theme = "" if self.theme == self._settings.theme else self.theme
        if cursor := self._view.cursor:
            state.places[cursor.article.source.id] = cursor.passage.start
            state.tops[cursor.article.source.id] = self._view.top
        if state == self._remembered:
            return
        try:
            self.workspace.save_state()
        except OSError as error:
            self.parting_words = [f"reader: your place could not be remembered: {error}"]
        else:
            self.parting_words, self._remembered = [], copy.deepcopy(state)

    def exit(self, *arguments: Any, **named: Any) -> None:
        self._keep_picture()
        super().exit(*arguments, **named)

    def _keep_picture(self) -> None:
        """Of the screen as it will be at the next start, if it is the article that is left, and not a dialog."""
        cursor = self._view.cursor
        if not (self._target and cursor and self.focused is self._view):
            return
        self._view.cursor = Cursor.at(cursor.article, cursor.passage.start)
        self._remember()
        with contextlib.suppress(OSError, StoreError):  # the next start only takes longer
            self.workspace.store.checkpoint()
            snapshot.keep(self._target, map(str, self.workspace.files_of(cursor.article.source)), self._picture())

    def on_unmount(self) -> None:
        self._left.set()
        self._remember()


def _is_counted(article: Article) -> bool:
    """To count all sentences of a larger one would take seconds; the first ones are, all the same."""
    return len(article.text) <= COUNTED


def tags(number: int) -> str:
    return "1 tag" if number == 1 else f"{number} tags"


def _nothing_to_read(workspace: Workspace) -> str:
    folder = sanitize(str(workspace.paths.sources.resolve()))
    return (
        f"There is nothing to read in\n{folder}\n\n"
        "Put .txt or .md files into it, or start with another folder:\n"
        "    reader FOLDER\n\n"
        "`reader --demo` opens a sample. ctrl+q quits."
    )
