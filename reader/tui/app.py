"""The application: it alone changes the store; its widgets say what was asked and show what is."""

from collections.abc import Callable, Sequence
from concurrent.futures import Future
from typing import TYPE_CHECKING

from textual import work

from reader.annotation.model.annotation import Annotation
from reader.annotation.store.history import Step
from reader.errors import SourceError
from reader.system.threads import run_now
from reader.text.sanitize import sanitize_line
from reader.tui.controllers.echoes import Echoing
from reader.tui.controllers.navigation import Location, spot_of
from reader.tui.controllers.sources import tags
from reader.tui.controllers.store_sync import MANY
from reader.tui.controllers.transfer import Exchanging

if TYPE_CHECKING:
    from reader.tui.screens.adjudication import Adjudicate
    from reader.tui.screens.review import Review
    from reader.tui.widgets.tag_list import TagList


class ReaderApp(Echoing):
    """Tags what the keys ask for."""

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

    def action_untag(self) -> None:
        annotation = self._nearest("there is no tag under the cursor to remove")
        if annotation and self._try(lambda: self.workspace.untag(annotation)):
            self._after_change(f"removed {annotation.tag}, {self._kept} · u brings it back")

    def action_annotate(self) -> None:
        annotation = self._nearest("there is no tag under the cursor to write on: tag the passage first")
        if annotation is None:
            return
        from reader.tui.screens.note_editor import NoteEditor

        editor = NoteEditor(annotation.tag, annotation.exact, annotation.note)
        self.push_screen(editor, lambda note: self._annotate(annotation, note))

    def _annotate(self, annotation: Annotation, note: str | None) -> None:
        if note is None or note == annotation.note:
            return
        if self._try(lambda: self.workspace.note(annotation, note)):
            self._after_change(f"{'noted' if note else 'removed the note'}, {self._kept}")

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
            self._take_moved(verb, run_now(move))

    @work(thread=True, group="change")
    def _move_beside(self, verb: str, move: Callable[[], Step | None]) -> None:
        self.call_from_thread(self._take_moved, verb, run_now(move))

    def _take_moved(self, verb: str, moving: "Future[Step | None]") -> None:
        """The cursor goes to what changed, into another source too."""
        if not self._try(moving.result):
            return
        step = moving.result()
        if step is None:
            self._tell("there is nothing to undo" if verb == "undid" else "there is nothing to do again", is_error=True)
            return
        self._go_to_one_of([change.annotation for change in step.changes])
        self._after_change(f"{verb}: {step.description}, {self._kept}")
        self._look_soon()  # it may have been a dismissal

    def _go_to_one_of(self, changed: Sequence[Annotation]) -> None:
        """Of what changed in several sources none is more to the point than the others."""
        here = [each for each in changed if each.source == self._list.opened]
        if here or len({each.source for each in changed}) == 1:
            self._go_to((here or changed)[0])

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

    # The list of tags

    def on_tag_list_asked(self, message: "TagList.Asked") -> None:
        found, what = message.annotations, tags(len(message.annotations))
        match message.decision:
            case "open":
                self._visit(spot_of(found[0]))
                self._leave_aside(closes=False)
            case "leave":
                self._leave_aside(closes=False)
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
        changing = run_now(change)
        self.call_from_thread(self._take_changed, changing, words)

    def _take_changed(self, changing: "Future[object]", words: str) -> None:
        if self._try(changing.result):
            self._show_annotations()
            self._after_change(f"{words}, {self._kept} · u undoes")

    def _ask_for_note(self, found: Sequence[Annotation]) -> None:
        from reader.tui.screens.note_editor import NoteEditor

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
            self._after_change(f"took {sanitize_line(', '.join(people)) or 'nothing'}, {self._kept} · u undoes")
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
        self._visit(Location(message.place.source, message.place.span))

    def on_exchanging_took(self, message: Exchanging.Took) -> None:
        self._show_annotations()
        self._after_change(f"imported: {message.words}, {self._kept} · u undoes")
