"""The application: it alone changes the store; its widgets say what was asked and show what is."""

from collections.abc import Callable, Iterator

from textual import on, work
from textual.app import App, ComposeResult
from textual.containers import Horizontal
from textual.worker import get_current_worker

from reader.annotation.annotation import Annotation
from reader.annotation.history import Step
from reader.errors import ReaderError, SourceError
from reader.text.cursor import Cursor
from reader.text.passages import Unit
from reader.text.source import Source
from reader.text.visible import one_line, visible
from reader.tui.article_view import ArticleView
from reader.tui.dialogs import Help, NoteEditor
from reader.tui.keys import EVERYWHERE, PANES, SELECTION, SOURCES, TAGGING, Key, tag_keys
from reader.tui.lines import KeyLine, StatusLine
from reader.tui.source_list import SourceList
from reader.tui.theme import DARK, DARK_DEFAULTS, LIGHT, LIGHT_DEFAULTS
from reader.workspace import Workspace

# The order of the footer; as many as fit are shown.
FOOTER = ("undo", "help", "quit", "sources", "note", "range", "larger", "smaller")
TWO_PANES = 64  # cells from which there is room for both
LOOK_AROUND = 0.5  # seconds between looks at whether another program changed the annotations
SAVED = "saved"


class ReaderApp(App[None]):
    """Sources on the left, the article on the right, the keys at the bottom."""

    TITLE = "reader"
    CSS_PATH = "app.tcss"
    BINDINGS = [key.binding for key in EVERYWHERE]
    HORIZONTAL_BREAKPOINTS = [(0, "-one"), (TWO_PANES, "-two"), (120, "-wide")]

    def __init__(self, workspace: Workspace, source: str | None = None) -> None:
        super().__init__()
        self.workspace = workspace
        self.parting_words: list[str] = []
        self._wanted = source or workspace.state.source
        self._titles: dict[str, str] = {}
        self._problems: dict[str, str] = {}
        self._complaint = ""
        self._news_of: Cursor | None = None  # where the cursor stood when the status line told some news
        self._at_rest = ""  # what the status line says when nothing has just happened
        self.register_theme(DARK)
        self.register_theme(LIGHT)
        self.theme = DARK.name

    def get_theme_variable_defaults(self) -> dict[str, str]:
        return DARK_DEFAULTS if self.current_theme.dark else LIGHT_DEFAULTS

    def compose(self) -> ComposeResult:
        tags = self.workspace.settings.tags
        self._list = SourceList(self.workspace.sources, tags)
        self._view = ArticleView(tags, self.workspace.settings.measure)
        self._status, self._keys = StatusLine(), KeyLine()
        yield Horizontal(self._list, self._view)
        yield self._status
        yield self._keys

    def on_mount(self) -> None:
        self._focus(self._view)
        self._show_counts()
        self._list.read = self.workspace.state.read
        self._open_first()
        self.set_interval(LOOK_AROUND, self._look_around)
        self._read_titles()
        gone = self.workspace.gone
        if gone:
            self._tell(f"{_tags(gone)} of sources that are gone: `reader check`", is_error=True)
        for problem in (*self.workspace.settings.problems, *self.workspace.store.kept_aside):
            self.notify(one_line(problem), severity="warning", timeout=10, markup=False)

    # Sources

    def _open_first(self) -> None:
        sources = self.workspace.sources
        if not sources:
            self._view.show_message(_nothing_to_read(self.workspace))
            return
        wanted = next((source for source in sources if source.id == self._wanted), None)
        readable = (source for source in sources if not source.problem)
        self._open(wanted or next(readable, sources[0]))

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
            return
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

    def action_switch_pane(self) -> None:
        self._focus(self._list if self._view.has_focus else self._view)

    def _focus(self, pane: SourceList | ArticleView) -> None:
        self._show_panes(pane)
        pane.focus()

    def _show_panes(self, front: SourceList | ArticleView) -> None:
        """One pane at a time where two would be too narrow to read in."""
        for pane in (self._list, self._view):
            pane.display = pane is front or self.size.width >= TWO_PANES

    def on_resize(self) -> None:
        self._show_panes(self._list if self._list.has_focus else self._view)

    def on_descendant_focus(self) -> None:
        self._keys.keys = tuple(self._footer_keys())

    def _footer_keys(self) -> Iterator[Key]:
        if self._list.has_focus:
            yield from (key for key in (*SOURCES, *EVERYWHERE) if key.brief)
            return
        yield from tag_keys(self.workspace.settings.tags)
        briefs = {key.brief: key for key in (*TAGGING, *SELECTION, *PANES, *EVERYWHERE)}
        yield from (briefs[brief] for brief in FOOTER)

    # The cursor

    @on(ArticleView.Moved)
    def _cursor_moved(self, message: ArticleView.Moved) -> None:
        cursor = message.cursor
        self._status.place = self._place(cursor)
        if self._view.cursor is not self._news_of:  # the view's: keys run ahead of messages
            self._status.say(self._at_rest)
        self._note_progress(cursor)

    def _note_progress(self, cursor: Cursor) -> None:
        """By the sentence that the passage begins in: who selects the whole article has not read it."""
        whole = cursor.article.whole.end
        share = Cursor.at(cursor.article, cursor.head.start).head.end / whole if whole else 1.0
        read = self.workspace.state.read
        if share > read.get(cursor.article.source.id, 0.0):
            read[cursor.article.source.id] = share
            self._list.read = read

    def _place(self, cursor: Cursor) -> str:
        article = cursor.article
        number = article.sentence_number(cursor.head.start)
        parts = [f"sentence {number} of {article.sentence_count}"]
        if cursor.in_range:
            parts.append(f"range of {len(cursor.passage.of(article.text))} characters")
        return " · ".join([*parts, *_tag_words(self._under_cursor(cursor))])

    def _under_cursor(self, cursor: Cursor) -> list[Annotation]:
        """The annotations that touch the passage, the nearest to it first: the same span, then the shortest."""
        passage = cursor.passage
        touching = [each for each in self._view.annotations if each.span.overlaps(passage)]
        return sorted(touching, key=lambda each: (each.span != passage, each.end - each.start))

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
        same = [each for each in self._under_cursor(cursor) if each.span == cursor.passage and each.tag == name]
        if same:
            if self._try(lambda: self.workspace.untag(same[0])):
                self._after_change(f"removed {name}, {SAVED} · u brings it back")
            return
        if self._try(lambda: self.workspace.tag(cursor.article, cursor.passage, name)):
            self._view.cursor = self._after_tag(cursor)
            self._after_change(f"tagged {name}, {SAVED} · u undoes, ctrl+q quits")

    def _after_tag(self, cursor: Cursor) -> Cursor:
        here = cursor.select(cursor.passage)
        return here.next(Unit.SENTENCE) if self.workspace.settings.after_tag == "next" else here

    def action_untag(self) -> None:
        annotation = self._nearest("there is no tag under the cursor to remove")
        if annotation and self._try(lambda: self.workspace.untag(annotation)):
            self._after_change(f"removed {annotation.tag}, {SAVED} · u brings it back")

    @work
    async def action_annotate(self) -> None:
        annotation = self._nearest("there is no tag under the cursor to write on: tag the passage first")
        if annotation is None:
            return
        note = await self.push_screen_wait(NoteEditor(annotation.tag, annotation.exact, annotation.note))
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

    def _after_change(self, message: str) -> None:
        self._at_rest = SAVED
        self._show_annotations()
        self._tell(message)

    def _tell(self, message: str, *, is_error: bool = False) -> None:
        """In the status line, until the cursor moves on from where it is now."""
        self._news_of = self._view.cursor
        self._status.say(message, is_error=is_error)

    def _show_annotations(self) -> None:
        self._show_counts()
        if cursor := self._view.cursor:
            self._view.annotations = self.workspace.annotations_of(cursor.article)
            self._status.place = self._place(cursor)

    def _show_counts(self) -> None:
        self._list.counts = self.workspace.counts()

    def _look_around(self) -> None:
        """Another reader, a command or an editor may have changed the annotations."""
        try:
            changed = self.workspace.store.refresh()
        except ReaderError as error:
            if str(error) != self._complaint:  # once, not twice a second
                self._complaint = str(error)
                self.notify(one_line(str(error)), severity="error", timeout=20, markup=False)
            return
        self._complaint = ""
        if changed:
            self._show_annotations()

    # The rest

    def action_help(self) -> None:
        self.push_screen(Help(self.workspace.settings.tags))

    def on_unmount(self) -> None:
        self._keep_place()
        self.parting_words += self._save_state()

    def _save_state(self) -> list[str]:
        """What went wrong, if something did."""
        try:
            self.workspace.save_state()
        except OSError as error:
            return [f"reader: your place could not be remembered: {error}"]
        return []


def _tags(number: int) -> str:
    return "1 tag" if number == 1 else f"{number} tags"


def _tag_words(annotations: list[Annotation]) -> Iterator[str]:
    """`claim ×2 “a note”`: each tag once, in the order given."""
    for tag in dict.fromkeys(annotation.tag for annotation in annotations):
        notes = [annotation.note for annotation in annotations if annotation.tag == tag]
        times = f" ×{len(notes)}" if len(notes) > 1 else ""
        note = next((f" “{one_line(note)}”" for note in notes if note), "")
        yield f"{one_line(tag)}{times}{note}"


def _nothing_to_read(workspace: Workspace) -> str:
    folder = visible(str(workspace.place.sources.resolve()))
    return (
        f"There is nothing to read in\n{folder}\n\n"
        "Put .txt or .md files into it, or start with another folder:\n"
        "    reader FOLDER\n\n"
        "`reader --demo` opens a sample. ctrl+q quits."
    )
