"""The application: it alone changes the store; its widgets say what was asked and show what is."""

import asyncio
import copy
import signal
from collections.abc import Callable, Sequence

from textual import on, work
from textual.worker import get_current_worker

from reader.annotation.annotation import Annotation
from reader.annotation.history import Step
from reader.disk import Signature
from reader.errors import ReaderError, SourceError
from reader.state import State
from reader.text.cursor import Cursor
from reader.text.passages import Unit
from reader.text.source import Source
from reader.text.visible import one_line, visible
from reader.tui.article_view import ArticleView
from reader.tui.dialogs import NoteEditor
from reader.tui.frame import Frame
from reader.tui.lines import place_words
from reader.tui.source_list import SourceList
from reader.workspace import Workspace

REMEMBER = 5.0  # seconds between savings of the place
ENDING = (signal.SIGTERM, signal.SIGHUP)
LOOK_AROUND = 0.5  # seconds between looks at whether another program changed the annotations
SAVED = "saved"


class ReaderApp(Frame):
    """Opens sources, tags what the keys ask for, and keeps the screen and the store the same."""

    def __init__(self, workspace: Workspace, source: str | None = None) -> None:
        state = workspace.state
        super().__init__(workspace.sources, workspace.settings, state.theme)
        self.workspace = workspace
        self.parting_words: list[str] = []
        self._wanted = source or state.source
        self._titles: dict[str, str] = {}
        self._problems: dict[str, str] = {}
        self._complaint = ""  # what was last said of annotations.json
        self._source_complaint = ""  # and of the open source
        self._unreadable: tuple[Source, Signature | None] | None = None  # the open source, if it cannot be shown
        self._known: Sequence[Annotation] = ()
        self._remembered: State | None = None
        self._at_rest = ""  # what the status line says when nothing has just happened

    def on_mount(self) -> None:
        self._focus(self._view)
        self._show_counts()
        self._list.read = self.workspace.state.read
        self._open_first()
        self.set_interval(LOOK_AROUND, self._look_around)
        self.set_interval(REMEMBER, self._remember)
        for number in ENDING:
            asyncio.get_running_loop().add_signal_handler(number, self.exit, None, 128 + number)
        self.app_resume_signal.subscribe(self, self._repaint)
        self._read_titles()
        gone = self.workspace.gone
        if gone:
            self._tell(f"{_tags(gone)} of sources that are gone: `reader check`", is_error=True)
        for problem in (*self.workspace.settings.problems, *self.workspace.store.kept_aside):
            self.notify(one_line(problem), severity="warning", timeout=10, markup=False)

    def _repaint(self, _app: object) -> None:
        """After `fg` the terminal has the shell's screen."""
        self.call_later(self.refresh, layout=True)
        self.call_later(self.screen.refresh)

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
        self._keep_place()
        self._list.select(source.id)
        self.workspace.state.source = source.id
        self._save_state()
        try:
            article = self.workspace.article(source)
        except SourceError as error:
            self._problems[source.id] = self._reason(source, error)
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
        self._view.show(article, offset, self.workspace.annotations_of(article))
        self._say_what_is_odd(article.notice, self.workspace.lost_in(article))

    def _say_what_is_odd(self, notice: str, lost: int) -> None:
        orphans = f"{_tags(lost)} without a passage here: `reader check`" if lost else ""
        self._tell("; ".join(part for part in (notice, orphans) if part), is_error=bool(lost))

    @staticmethod
    def _reason(source: Source, error: SourceError) -> str:
        return str(error).removeprefix(f"{visible(source.id)}: ")

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
                problems[source.id] = self._reason(source, error)
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

    # The cursor

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

    def _keep_place(self) -> None:
        if cursor := self._view.cursor:
            self.workspace.state.places[cursor.article.source.id] = cursor.passage.start

    # Tagging

    def action_tag(self, name: str) -> None:
        """Tags the passage under the cursor, or takes this very tag off it."""
        cursor = self._view.cursor
        if cursor is None or not cursor.passage:
            self._tell("there is no passage here to tag", is_error=True)
            return
        self._source_complaint = ""
        if self._reread():  # an offset must never be into another text than the file's
            return
        same = [each for each in self._under_cursor(cursor) if each.span == cursor.passage and each.tag == name]
        if same:
            if self._try(lambda: self.workspace.untag(same[0])):
                self._after_change(f"removed {name}, {SAVED} · u brings it back", f"{name} removed, {SAVED}")
            return
        if self._try(lambda: self.workspace.tag(cursor.article, cursor.passage, name)):
            self._view.cursor = self._after_tag(cursor)
            brief = f"{name} {SAVED}, u undoes, ctrl+q quits"
            self._after_change(f"tagged {name}, {SAVED} · u undoes, ctrl+q quits", brief)

    def _after_tag(self, cursor: Cursor) -> Cursor:
        here = cursor.select(cursor.passage)
        return here.next(Unit.SENTENCE) if self.workspace.settings.after_tag == "next" else here

    def action_untag(self) -> None:
        annotation = self._nearest("there is no tag under the cursor to remove")
        if annotation and self._try(lambda: self.workspace.untag(annotation)):
            self._after_change(f"removed {annotation.tag}, {SAVED} · u brings it back")

    def action_annotate(self) -> None:
        annotation = self._nearest("there is no tag under the cursor to write on: tag the passage first")
        if annotation is None:
            return
        editor = NoteEditor(annotation.tag, annotation.exact, annotation.note)
        self.push_screen(editor, lambda note: self._annotate(annotation, note))

    def _annotate(self, annotation: Annotation, note: str | None) -> None:
        if note is None or note == annotation.note:
            return
        if self._try(lambda: self.workspace.note(annotation, note)):
            self._after_change(f"{'noted' if note else 'removed the note'}, {SAVED}")

    def _nearest(self, complaint: str) -> Annotation | None:
        found = self._under_cursor(self._view.cursor) if self._view.cursor else []
        if not found:
            self._tell(complaint, is_error=True)
        return found[0] if found else None

    def action_undo(self) -> None:
        self._move_in_history("undid", self.workspace.undo, "there is nothing to undo")

    def action_redo(self) -> None:
        self._move_in_history("did again", self.workspace.redo, "there is nothing to do again")

    def _move_in_history(self, verb: str, move: Callable[[], Step | None], complaint: str) -> None:
        """The cursor goes to what changed, into another source too."""
        steps: list[Step | None] = []
        if not self._try(lambda: steps.append(move())):
            return
        step = steps[0]
        if step is None:
            self._tell(complaint, is_error=True)
            return
        changed = step.changes[0].annotation
        self._go_to(changed)
        self._after_change(f"{verb}: {step.words}, {SAVED}")

    def _go_to(self, annotation: Annotation) -> None:
        if annotation.source != self._list.opened:
            try:
                self._open(self.workspace.source(annotation.source))
            except SourceError:  # it is gone; what was undone is in the file all the same
                return
        cursor = self._view.cursor
        if cursor and annotation.span.of(cursor.article.text) == annotation.exact:
            self._view.cursor = cursor.select(annotation.span)

    def _try(self, change: Callable[[], object]) -> bool:
        try:
            change()
        except ReaderError as error:
            self._tell(one_line(str(error)), is_error=True)
            self.notify(one_line(str(error)), severity="error", timeout=10, markup=False)
            return False
        return True

    def _after_change(self, message: str, brief: str = "") -> None:
        self._at_rest = SAVED
        self._show_annotations()
        self._tell(message, brief=brief)

    def _show_annotations(self) -> None:
        self._show_counts()
        if cursor := self._view.cursor:
            self._view.annotations = self.workspace.annotations_of(cursor.article)
            self._status.place = place_words(cursor, self._under_cursor(cursor))

    def _show_counts(self) -> None:
        self._known = self.workspace.annotations
        self._list.counts = self.workspace.counts()

    def _look_around(self) -> None:
        """Another reader, a command or an editor may have changed the annotations."""
        try:
            changed = self.workspace.store.refresh()
        except ReaderError as error:
            if str(error) != self._complaint:  # once, not twice a second
                self._complaint = str(error)
                self.notify(one_line(str(error)), severity="error", timeout=20, markup=False)
        else:
            if self._complaint:
                self._complaint = ""
                self._tell("annotations.json can be read again")
            if changed:
                self._say_what_changed()
        self._reread()

    def _say_what_changed(self) -> None:
        before = len(self._known)
        self._show_annotations()
        fewer = before - len(self._known)
        if self.workspace.store.is_missing:
            self._tell("annotations.json is gone: the next change writes it again", is_error=True)
        elif fewer > 0:
            self._tell(f"another program removed {_tags(fewer)} from annotations.json", is_error=True)

    def _reread(self) -> bool:
        """Whether the open source was changed by another program; it is then shown as it is now."""
        cursor = self._view.cursor
        if cursor is None:
            self._try_again()
            return False
        try:
            article = self.workspace.article(cursor.article.source)
        except SourceError as error:
            if str(error) != self._source_complaint:
                self._source_complaint = str(error)
                self._tell(f"cannot be tagged now: {one_line(str(error))}", is_error=True)
            return True
        self._source_complaint = ""
        if article is cursor.article:
            return False
        self._view.show(article, cursor.passage.start, self.workspace.annotations_of(article))
        self._tell("the source was changed by another program, and read again", is_error=True)
        return True

    def _try_again(self) -> None:
        """A source that could not be shown, once its file has changed."""
        if self._unreadable and self.workspace.signature(self._unreadable[0]) != self._unreadable[1]:
            self._open(self._unreadable[0])

    # The rest

    def on_unmount(self) -> None:
        for number in ENDING:
            asyncio.get_running_loop().remove_signal_handler(number)
        self.parting_words += self._save_state()

    def _remember(self) -> None:
        """Now and then, for the case that the program cannot say goodbye."""
        self._keep_place()
        if self.workspace.state != self._remembered:
            self._save_state()

    def _save_state(self) -> list[str]:
        """What went wrong, if something did."""
        self._keep_place()
        self.workspace.state.theme = self.theme
        self._remembered = copy.deepcopy(self.workspace.state)
        try:
            self.workspace.save_state()
        except OSError as error:
            return [f"reader: your place could not be remembered: {error}"]
        return []


def _tags(number: int) -> str:
    return "1 tag" if number == 1 else f"{number} tags"


def _nothing_to_read(workspace: Workspace) -> str:
    folder = visible(str(workspace.place.sources.resolve()))
    return (
        f"There is nothing to read in\n{folder}\n\n"
        "Put .txt or .md files into it, or start with another folder:\n"
        "    reader FOLDER\n\n"
        "`reader --demo` opens a sample. ctrl+q quits."
    )
