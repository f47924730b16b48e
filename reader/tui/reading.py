"""Reading: sources are opened, their titles found, the place in each kept. Tags come in app.py."""

import copy
from collections.abc import Sequence

from textual import on, work
from textual.worker import get_current_worker

from reader.annotation.annotation import Annotation
from reader.disk import Signature
from reader.errors import SourceError
from reader.state import State
from reader.text.article import Article
from reader.text.cursor import Cursor
from reader.text.source import Source
from reader.text.visible import visible
from reader.tui.article_view import ArticleView
from reader.tui.frame import Frame
from reader.tui.lines import place_words
from reader.tui.source_list import SourceList
from reader.workspace import Workspace

REMEMBER = 5.0  # seconds between savings of the place


class Reading(Frame):
    """The application without tagging: opens sources and remembers where the reader was."""

    def __init__(self, workspace: Workspace, source: str | None = None) -> None:
        state = workspace.state
        super().__init__(workspace.sources, workspace.settings, state.theme)
        self.workspace = workspace
        self.parting_words: list[str] = []
        self._wanted = source or state.source
        self._titles: dict[str, str] = {}
        self._problems: dict[str, str] = {}
        self._unreadable: tuple[Source, Signature | None] | None = None  # the open source, if it cannot be shown
        self._remembered: State | None = None
        self._at_rest = ""  # what the status line says when nothing has just happened

    def on_mount(self) -> None:
        self._focus(self._view)
        self._list.read = self.workspace.state.read
        self._open_first()
        self._read_titles()
        self.set_interval(REMEMBER, self._remember)

    # Sources

    def _open_first(self) -> None:
        sources = self.workspace.sources
        if not sources:
            self._view.show_message(_nothing_to_read(self.workspace))
            return
        wanted = [source for source in sources if source.id == self._wanted]
        for source in wanted or sources:
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
            self._problems[source.id] = error.reason
            self._list.problems = self._problems
            self._view.show_message(f"{visible(source.id)}\n\ncannot be shown: {self._problems[source.id]}")
            self._status.place = visible(source.id)
            self._tell("")
            self._unreadable = source, self.workspace.signature(source)
            return
        self._unreadable = None
        self._problems.pop(source.id, None)
        self._list.problems = self._problems
        self._titles[source.id] = article.title
        self._list.titles = self._titles
        offset = self.workspace.state.places.get(source.id, 0)
        self._view.show(article, offset, self._annotations_of(article))
        self._say_what_is_odd(article)

    def _try_again(self) -> None:
        """A source that could not be shown, once its file has changed."""
        if self._unreadable and self.workspace.signature(self._unreadable[0]) != self._unreadable[1]:
            self._open(self._unreadable[0])

    def _annotations_of(self, article: Article) -> Sequence[Annotation]:
        """Those that have a place. Where it takes long to find it, none yet: a worker brings them."""
        if not self.workspace.anchoring.is_slow(article):
            return self.workspace.annotations_of(article)
        self._anchor(article)
        return ()

    @work(thread=True, group="anchor", exclusive=True)
    def _anchor(self, article: Article) -> None:
        self.workspace.anchoring.of(article)
        self.call_from_thread(self._take_anchored, article)

    def _take_anchored(self, article: Article) -> None:
        if self._view.article is article:
            self._view.annotations = self._annotations_of(article)
            self._say_what_is_odd(article)

    def _say_what_is_odd(self, article: Article) -> None:
        is_ready = not self.workspace.anchoring.is_slow(article)
        unsure = len(self.workspace.anchoring.unsure_in(article)) if is_ready else 0
        look = f"{tags(unsure)} to look at: press R" if unsure else ""
        self._tell("; ".join(part for part in (article.notice, look) if part), is_error=bool(unsure))

    @work(thread=True, group="titles")
    def _read_titles(self) -> None:
        """Off the screen's thread: a folder can hold many sources."""
        worker = get_current_worker()
        titles, problems = {}, {}
        for source in self.workspace.sources:
            if worker.is_cancelled:
                return
            try:
                titles[source.id] = self.workspace.title(source)
            except SourceError as error:
                problems[source.id] = error.reason
        self.call_from_thread(self._take_titles, titles, problems)

    def _take_titles(self, titles: dict[str, str], problems: dict[str, str]) -> None:
        self._titles |= titles
        self._problems |= problems
        self._list.titles, self._list.problems = self._titles, self._problems

    @on(SourceList.Chosen)
    def _source_chosen(self, message: SourceList.Chosen) -> None:
        self._open(message.source)
        self._focus(self._view)

    def action_next_source(self, by: int) -> None:
        sources = self.workspace.sources
        ids = [source.id for source in sources]
        here = ids.index(self._list.opened) if self._list.opened in ids else 0
        if 0 <= here + by < len(sources):
            self._open(sources[here + by])
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
