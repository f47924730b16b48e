"""The application: it alone changes the store; its widgets say what was asked and show what is."""

from collections.abc import Callable, Sequence
from concurrent.futures import Future
from typing import TYPE_CHECKING

from textual import work

from reader.annotation.annotation import Annotation
from reader.annotation.history import Change, Step
from reader.background import at_once
from reader.errors import ReaderError, SourceError
from reader.text.cursor import Cursor
from reader.text.passages import Unit
from reader.text.visible import one_line
from reader.tui.exchanging import Exchanging
from reader.tui.moving import Spot, spot_of
from reader.tui.reading import tags
from reader.workspace import Workspace

if TYPE_CHECKING:
    from reader.tui.adjudicate import Adjudicate
    from reader.tui.review import Review
    from reader.tui.tag_list import TagList

MANY = 500  # annotations whose change a key need not wait for
LOOK_AROUND = 0.5  # seconds between looks at whether another program changed the annotations


class ReaderApp(Exchanging):
    """Tags what the keys ask for, and keeps the screen and the store the same."""

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
            self.notify(one_line(problem), severity="warning", timeout=10, markup=False)
        self._say_notices()

    def _say_notices(self) -> None:
        """What was found in the store, once each."""
        for notice in dict.fromkeys(self.workspace.store.notices):
            if notice not in self._notices:
                self._notices.add(notice)
                self.notify(one_line(notice), severity="warning", timeout=10, markup=False)

    # Tagging

    def action_tag(self, name: str) -> None:
        """Tags the passage under the cursor, or takes this very tag off it, if it is from the same person."""
        cursor = self._view.cursor
        if cursor is None or not cursor.passage:
            self._tell("there is no passage here to tag", is_error=True)
            return
        self._source_complaint = ""
        if self._reread():  # an offset must never be into another text than the file's
            return
        there = [each for each in self._under_cursor(cursor) if each.span == cursor.passage and each.tag == name]
        same = [each for each in there if each.creator == self.workspace.creator]
        if same:
            if self._try(lambda: self.workspace.untag(same[0])):
                self._after_change(f"removed {name}, {self._kept} · u brings it back", f"{name} removed, {self._kept}")
            return
        if self._try(lambda: self.workspace.tag(cursor.article, cursor.passage, name)):
            self._view.cursor = self._after_tag(cursor)
            brief = f"{name} {self._kept}, u undoes, ctrl+q quits"
            self._after_change(f"tagged {name}, {self._kept} · u undoes, ctrl+q quits", brief)

    def _after_tag(self, cursor: Cursor) -> Cursor:
        here = cursor.select(cursor.passage)
        return here.next(Unit.SENTENCE) if self.workspace.settings.after_tag == "next" else here

    def action_untag(self) -> None:
        annotation = self._nearest("there is no tag under the cursor to remove")
        if annotation and self._try(lambda: self.workspace.untag(annotation)):
            self._after_change(f"removed {annotation.tag}, {self._kept} · u brings it back")

    def action_annotate(self) -> None:
        annotation = self._nearest("there is no tag under the cursor to write on: tag the passage first")
        if annotation is None:
            return
        from reader.tui.note_editor import NoteEditor

        editor = NoteEditor(annotation.tag, annotation.exact, annotation.note)
        self.push_screen(editor, lambda note: self._annotate(annotation, note))

    def _annotate(self, annotation: Annotation, note: str | None) -> None:
        if note is None or note == annotation.note:
            return
        if self._try(lambda: self.workspace.note(annotation, note)):
            self._after_change(f"{'noted' if note else 'removed the note'}, {self._kept}")

    def _nearest(self, complaint: str) -> Annotation | None:
        found = self._under_cursor(self._view.cursor) if self._view.cursor else []
        if not found:
            self._tell(complaint, is_error=True)
        return found[0] if found else None

    def action_undo(self) -> None:
        self._move_in_history("undid", self.workspace.undo, self.workspace.to_undo())

    def action_redo(self) -> None:
        self._move_in_history("did again", self.workspace.redo, self.workspace.to_redo())

    def _move_in_history(self, verb: str, move: Callable[[], Step | None], number: int) -> None:
        """number: of annotations that change; very many do so off the screen's thread."""
        if number > MANY:
            self._tell("changing them …")
            self._move_beside(verb, move)
        else:
            self._take_moved(verb, at_once(move))

    @work(thread=True, group="change")
    def _move_beside(self, verb: str, move: Callable[[], Step | None]) -> None:
        self.call_from_thread(self._take_moved, verb, at_once(move))

    def _take_moved(self, verb: str, moving: "Future[Step | None]") -> None:
        """The cursor goes to what changed, into another source too."""
        if not self._try(moving.result):
            return
        step = moving.result()
        if step is None:
            self._tell("there is nothing to undo" if verb == "undid" else "there is nothing to do again", is_error=True)
            return
        changed = step.changes[0].annotation
        self._go_to(changed)
        self._after_change(f"{verb}: {step.words}, {self._kept}")

    def _go_to(self, annotation: Annotation) -> None:
        if annotation.source != self._list.opened:
            try:
                self._open(self.workspace.source(annotation.source))
            except SourceError:  # it is gone; what was undone is in the file all the same
                return
        cursor = self._view.cursor
        placed = self._view.annotations.get(annotation.id) or annotation
        if cursor and placed.span.of(cursor.article.text) == placed.exact:
            self._view.cursor = cursor.select(placed.span)

    def _try(self, change: Callable[[], object]) -> bool:
        try:
            change()
        except ReaderError as error:
            self._tell(one_line(str(error)), is_error=True)
            self.notify(one_line(str(error)), severity="error", timeout=10, markup=False)
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
        self._view.change_annotations((each.annotation.id, each.after) for each in here)
        self._show_counts()
        self._show_place(cursor)
        self._list_tags()

    # The list of tags

    def on_tag_list_asked(self, message: "TagList.Asked") -> None:
        found, what = message.annotations, tags(len(message.annotations))
        match message.decision:
            case "open":
                self._visit(spot_of(found[0]))
                self._leave_tag_list(closes=False)
            case "leave":
                self._leave_tag_list(closes=False)
            case "scope":
                self._switch_scope()
            case "note":
                self._ask_for_note(found)
            case "remove":
                self._change_listed(found, lambda: self.workspace.untag_all(found), f"removed {what}")
            case "tag":
                name = message.tag
                others = [each for each in found if each.tag != name]
                words = f"changed {tags(len(others))} to {name}"
                self._change_listed(others, lambda: self.workspace.retag(others, name), words)

    def _change_listed(self, found: Sequence[Annotation], change: Callable[[], object], words: str) -> None:
        """Very many at once are changed off the screen's thread."""
        if self._tag_list:
            self._tag_list.choose_none()
        if len(found) > MANY:
            self._tell("changing them …")
            self._change_beside(change, words)
        elif self._try(change):
            self._after_change(f"{words}, {self._kept} · u undoes")

    @work(thread=True, group="change")
    def _change_beside(self, change: Callable[[], object], words: str) -> None:
        changing = at_once(change)
        self.call_from_thread(self._take_changed, changing, words)

    def _take_changed(self, changing: "Future[object]", words: str) -> None:
        if self._try(changing.result):
            self._show_annotations()
            self._after_change(f"{words}, {self._kept} · u undoes")

    def _ask_for_note(self, found: Sequence[Annotation]) -> None:
        from reader.tui.note_editor import NoteEditor

        what = found[0].tag if len(found) == 1 else f"choice of {tags(len(found))}"
        notes = {each.note for each in found}
        editor = NoteEditor(what, found[0].exact, notes.pop() if len(notes) == 1 else "")
        self.push_screen(editor, lambda note: self._note_listed(found, note))

    def _note_listed(self, found: Sequence[Annotation], note: str | None) -> None:
        if note is not None:
            words = f"{'noted' if note else 'took the note off'} {tags(len(found))}"
            self._change_listed(found, lambda: self.workspace.note_all(found, note), words)

    # The source itself

    def action_edit(self) -> None:
        """Another program may change the source now, and for once the person knows which."""
        cursor = self._view.cursor
        if cursor is None:
            self._tell("there is no source open to edit", is_error=True)
            return
        from reader.tui.editor import edit

        source, before = cursor.article.source, cursor.article.digest
        line = cursor.article.text.count("\n", 0, cursor.passage.start) + 1
        if self._try(lambda: edit(self, source.path, line)):
            self._reread()
            is_same = self._view.cursor is not None and self._view.cursor.article.digest == before
            self._tell("the source is as it was" if is_same else "the source was changed, and read again")

    # Tags whose source changed

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

    def on_review_decided(self, message: "Review.Decided") -> None:
        first, number = message.found[0], len(message.found)
        what = first.annotation.tag if number == 1 else tags(number)
        match message.decision:
            case "confirm" if first.placed is None:
                self._show_review("it was not found: p puts it under the cursor")
            case "confirm":
                places = [each.placed for each in message.found if each.placed]
                if self._try(lambda: self.workspace.confirm(places)):
                    self._after_change(f"confirmed {what}, {self._kept} · u undoes")
            case "attach":
                self._put_under_cursor(first.annotation)
            case "remove":
                if self._try(lambda: self.workspace.untag(first.annotation)):
                    self._after_change(f"removed {what}, {self._kept} · u brings it back")
            case "visit":
                self.pop_screen()
                self._visit(spot_of(first.present))

    def _put_under_cursor(self, annotation: Annotation) -> None:
        cursor = self._view.cursor
        if cursor is None or not cursor.passage or self._reread():
            self._show_review("there is no passage under the cursor")
        elif self._try(lambda: self.workspace.attach(annotation, cursor.article, cursor.passage)):
            self._after_change(f"put {annotation.tag} on the passage, {self._kept} · u undoes")

    # What people disagree on

    def on_adjudicate_decided(self, message: "Adjudicate.Decided") -> None:
        adjudication, people = self._adjudication, message.people
        is_done = adjudication is not None and self._try(lambda: adjudication.decide(message.place, people))
        if is_done:
            self._after_change(f"took {one_line(', '.join(people)) or 'nothing'}, {self._kept} · u undoes")
        else:
            self._look_at_sides()
        if self._adjudicate:
            self._adjudicate.settled(message.place, is_done=is_done)

    def on_adjudicate_undone(self) -> None:
        self.action_undo()

    def on_adjudicate_all_taken(self, _message: "Adjudicate.AllTaken") -> None:
        """There may be very many: meanwhile nothing else is decided."""
        adjudication, self._adjudication = self._adjudication, None
        if adjudication and self._adjudicate:
            self._adjudicate.wait("taking them …")
            self._change_beside(adjudication.take_agreed, f"took {adjudication.agreed} that all agree on")

    def on_adjudicate_visited(self, message: "Adjudicate.Visited") -> None:
        self.pop_screen()
        self._visit(Spot(message.place.source, message.place.span))

    def on_exchanging_took(self, message: Exchanging.Took) -> None:
        self._show_annotations()
        self._after_change(f"imported: {message.words}, {self._kept} · u undoes")

    # What other programs do

    def _show_annotations(self) -> None:
        self._show_counts()
        if cursor := self._view.cursor:
            self._view.show_annotations(self._annotations_of(cursor.article))
            self._show_place(cursor)
        self._list_tags()
        self._show_review()

    def _show_counts(self) -> None:
        self._known = len(self.workspace.store)
        self._list.is_counted = self.workspace.store.is_read
        self._list.counts = self.workspace.counts()

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
            self.notify(one_line(problem), severity="error", timeout=20, markup=False)

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
        source, desk = cursor.article.source, self.workspace.desk
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
                self._tell(f"cannot be tagged now: {one_line(str(error))}", is_error=True)
            return True
        self._source_complaint = ""
        if article is cursor.article:
            return False
        self._show(article)
        self._show_review()
        self._tell("the source was changed by another program, and read again", is_error=True)
        return True
