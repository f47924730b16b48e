"""Changing: a change is tried, kept and shown; what other programs change is seen and shown, too."""

from collections.abc import Callable, Iterable, Sequence

from textual import work

from reader.annotation.model.annotation import Annotation
from reader.annotation.store.history import Change
from reader.errors import ReaderError, SourceError
from reader.text.cursor import Cursor
from reader.text.passages import Unit
from reader.text.sanitize import sanitize_line
from reader.tui.controllers.sources import tags
from reader.tui.controllers.transfer import Exchanging
from reader.workspace import Workspace

LOOK_AROUND = 0.5  # seconds between looks at whether another program changed the annotations
MANY = 500  # annotations whose change a key need not wait for


class Changing(Exchanging):
    """Keeps the screen and the store the same; what is changed is said in app.py and the parts above this one."""

    def __init__(self, workspace: Workspace, source: str | None = None, target: str = "") -> None:
        super().__init__(workspace, source, target)
        self._complaint = ""  # what was last said of annotations.json
        self._source_complaint = ""  # and of the open source
        self._known = 0  # annotations when they were last shown
        self._notices: set[str] = set()  # of the store, that were said
        self._missed = 0  # how often in a row annotations.json was not there when it was looked at
        self._is_looking = False  # whether a thread takes in what other programs did

    def on_mount(self) -> None:
        self._show_counts()
        self.set_interval(LOOK_AROUND, self._look_around)
        self.call_later(self._say_what_is_wrong)

    def _all_found(self) -> None:
        super()._all_found()
        if self.workspace.store.is_read:
            self._look_for_gone()

    def _all_read(self) -> None:
        self._show_annotations()
        self._say_notices()
        if self._knows_all:
            self._look_for_gone()

    def _look_for_gone(self) -> None:
        if gone := self.workspace.gone():
            self._tell(f"{tags(gone)} of sources that are gone: press R", is_error=True)
            self._find_renamed()

    def _say_what_is_wrong(self) -> None:
        for problem in self.workspace.settings.problems:
            self.notify(sanitize_line(problem), severity="warning", timeout=10, markup=False)
        self._say_notices()

    def _say_notices(self) -> None:
        """What was found in the store, once each."""
        for notice in dict.fromkeys(self.workspace.store.notices):
            if notice not in self._notices:
                self._notices.add(notice)
                self.notify(sanitize_line(notice), severity="warning", timeout=10, markup=False)

    # What is changed here

    def _try(self, change: Callable[[], object]) -> bool:
        try:
            change()
        except ReaderError as error:
            self._tell(sanitize_line(str(error)), is_error=True)
            self.notify(sanitize_line(str(error)), severity="error", timeout=10, markup=False)
            return False
        return True

    def _after_change(self, message: str, brief: str = "") -> None:
        self._show_kept()
        self._show_changes(self.workspace.changed)
        self._tell(message, brief=brief)
        self._show_review(message)

    def _show_changes(self, changes: Sequence[Change]) -> None:
        """Only what changed: there may be very many others. All of them, where a place has to be looked for."""
        cursor = self._view.cursor
        if cursor is None or any(each.after and each.after.digest != cursor.article.digest for each in changes):
            self._show_annotations()
            return
        here = [each for each in changes if each.annotation.source == cursor.article.source.id]
        if len(here) > MANY:
            self._anchor(cursor.article)
        else:
            self._view.change_annotations((each.annotation.id, each.after) for each in here)
        self._show_counts({self.workspace.anchoring.name_now(each.annotation.source) for each in changes})
        self._show_place(cursor)
        self._list_tags()

    def _after_tag(self, cursor: Cursor) -> Cursor:
        here = cursor.select(cursor.passage)
        return here.next(Unit.SENTENCE) if self.workspace.settings.after_tag == "next" else here

    def _nearest(self, complaint: str) -> Annotation | None:
        found = self._under_cursor(self._view.cursor) if self._view.cursor else []
        if not found:
            self._tell(complaint, is_error=True)
        return found[0] if found else None

    # What other programs do

    def _show_annotations(self) -> None:
        self._show_counts()
        if cursor := self._view.cursor:
            self._view.show_annotations(self._annotations_of(cursor.article))
            self._show_place(cursor)
        self._list_tags()
        self._show_review()

    def _show_counts(self, of: Iterable[str] | None = None) -> None:
        """of: the sources in which something changed, if that is known."""
        store = self.workspace.store
        self._known = len(store)
        self._list.show_counts(self.workspace.counts(), of, is_counted=store.is_read)

    def _look_around(self) -> None:
        """Another reader, a command or an editor may have changed the annotations, or the open source."""
        if not self._is_looking:
            if self.workspace.store.has_news:
                self._is_looking = True
                self._look_at_news()
            elif self._complaint:
                self._complaint = ""
                self._tell("annotations.json can be read again")
        self._say_if_it_is_gone()
        self._reread()

    @work(thread=True, group="news")
    def _look_at_news(self) -> None:
        """Off the screen's thread: a file with very many annotations takes a second to read."""
        try:
            changed = self.workspace.store.refresh()
        except ReaderError as error:
            self.call_from_thread(self._complain, str(error))
        else:
            self.call_from_thread(self._take_news, bool(changed))
        self._is_looking = False

    def _complain(self, problem: str) -> None:
        """Once, not twice a second."""
        if problem != self._complaint:
            self._complaint = problem
            self.notify(sanitize_line(problem), severity="error", timeout=20, markup=False)

    def _take_news(self, is_changed: bool) -> None:
        if is_changed:
            self._say_what_changed()
            self._say_notices()

    def _say_what_changed(self) -> None:
        before = self._known
        self._show_annotations()
        fewer = before - self._known
        if fewer > 0:
            self._tell(f"another program removed {tags(fewer)} from annotations.json", is_error=True)

    def _say_if_it_is_gone(self) -> None:
        """Once, at the second look: a first tag is in the log a moment earlier than in the file."""
        self._missed = self._missed + 1 if self.workspace.store.is_missing else 0
        if self._missed == 2:
            self._tell("annotations.json is gone: the next change writes it again", is_error=True)

    def _reread(self) -> bool:
        """Whether the open source was changed by another program; it is then shown as it is now."""
        cursor = self._view.cursor
        if cursor is None:
            self._try_again()
            return False
        source, desk = cursor.article.source, self.workspace.loader
        if desk.is_current(cursor.article):
            self._source_complaint = ""
            return False
        if self._opening and not self._opening.done():
            return True
        opening = desk.opening(source)
        if not opening.done():
            self._tell("the source was changed by another program, and is read again", is_error=True)
            self._follow(source, opening)
            return True
        try:
            article = opening.result()
        except SourceError as error:
            if str(error) != self._source_complaint:
                self._source_complaint = str(error)
                self._tell(f"cannot be tagged now: {sanitize_line(str(error))}", is_error=True)
            return True
        self._source_complaint = ""
        if article is cursor.article:
            return False
        self._show(article)
        self._show_review()
        self._tell("the source was changed by another program, and read again", is_error=True)
        return True

    # Sources with another name

    @work(thread=True, group="renamed")
    def _find_renamed(self) -> None:
        """Off the screen's thread: it reads the sources that have no tags."""
        if self.workspace.find_renamed():
            self.call_from_thread(self._take_renamed)

    def _take_renamed(self) -> None:
        self._show_annotations()
        if gone := self.workspace.gone():
            self._tell(f"{tags(gone)} of sources that are gone: press R", is_error=True)
        elif cursor := self._view.cursor:
            self._say_what_is_odd(cursor.article)
