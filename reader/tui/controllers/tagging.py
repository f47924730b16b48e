"""Tagging: tags and notes are added and removed, undone and redone."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Literal

from reader.annotation.model.annotation import Annotation
from reader.annotation.store.history import Step
from reader.errors import ConflictError, ReaderError
from reader.text.counted import counted
from reader.text.cursor import Cursor
from reader.text.passages import Unit
from reader.text.sanitize import sanitize_line
from reader.tui.commands import Command
from reader.tui.edits import MANY, NOTHING, OTHER_NOTE, Edits
from reader.tui.fresh_start import FreshStart
from reader.tui.main_screen import MainScreen
from reader.tui.opening import Opening
from reader.tui.session import Changes, Session
from reader.tui.status import StatusModel
from reader.tui.suggestion_session import said_to_speak

if TYPE_CHECKING:
    from reader.insight.suggestion import Suggestion

Verb = Literal["undo", "redo"]
KNOWN = object()  # stands for the first step where none is needed


class TaggingController:
    """Tags the passage under the cursor, and undoes changes of tags."""

    def __init__(
        self,
        session: Session,
        screen: MainScreen,
        status: StatusModel,
        edits: Edits,
        opening: Opening,
        fresh_start: FreshStart,
        tag_chosen: Callable[[str], bool],
    ) -> None:
        """Take the services, and the function that tags the chosen matches; it returns False if there are none."""
        self._session, self._screen, self._status = session, screen, status
        self._edits, self._opening, self._workspace = edits, opening, session.workspace
        self._fresh_start, self._tag_chosen = fresh_start, tag_chosen
        session.changed.subscribe(self._changed)

    def commands(self) -> list[Command]:
        """Return the commands that tag, write notes, and undo."""
        return [
            Command("tag", self.tag, needs_annotations=True),
            Command("untag", self.untag, needs_annotations=True),
            Command("annotate", self.write_note, needs_annotations=True),
            Command("undo", self.undo, needs_annotations=True),
            Command("redo", self.redo, needs_annotations=True),
        ]

    def tag(self, name: str) -> None:
        """Tag the chosen matches, or else the passage under the cursor.

        If the passage already has this tag by the same person, the tag is removed.
        """
        if self._tag_chosen(name):
            return
        cursor = self._session.reading.cursor
        if cursor is None or not cursor.passage:
            self._status.set_status("no passage here to tag", is_error=True)
            return
        self._opening.forget_complaint()
        if self._opening.reread():  # an offset must never refer to a text that the file no longer has
            return
        if same := self._own_tag(cursor, name):
            message, short = f"removed {name}, {{saved}} · u brings it back", f"{name} removed, {{saved}}"
            self._edits.make(lambda: self._workspace.annotations.untag(same), message, short=short)
            return
        suggested = self._session.reading.suggested(name)
        step = self._edits.attempt(lambda: self._add(cursor, name, suggested))
        if step:
            who = said_to_speak(step.changes[0].annotation, suggested)
            self._session.reading.cursor = self._after_tag(cursor)
            message = f"tagged {name}{who}, {{saved}} · u undoes, ctrl+q quits"
            self._edits.announce(step, message, short=f"{name}{who} {{saved}}, u undoes, ctrl+q quits")

    def _add(self, cursor: Cursor, name: str, suggested: "Suggestion | None") -> Step:
        """Tag the passage; if it is suggested, with the speaker shown for it."""
        values = self._workspace.suggestions.values(cursor.article, suggested) if suggested else None
        return self._workspace.annotations.tag(cursor.article, cursor.passage, name, fields=values)

    def _own_tag(self, cursor: Cursor, name: str) -> Annotation | None:
        """Return this person's tag of this name on exactly the passage; None if there is none."""
        creator, alike = self._workspace.creator, self._session.reading.annotations.alike(cursor.passage, name)
        return max((each for each in alike if each.creator == creator), key=lambda each: each.created, default=None)

    def _after_tag(self, cursor: Cursor) -> Cursor:
        here = cursor.select(cursor.passage)
        return here.next(Unit.SENTENCE) if self._workspace.settings.after_tag == "next" else here

    def _nearest(self, complaint: str) -> Annotation | None:
        under = self._session.reading.under_cursor()
        if not under:
            self._status.set_status(complaint, is_error=True)
            return None
        return under[0]

    def untag(self) -> None:
        """Remove the nearest tag under the cursor."""
        if annotation := self._nearest("no tag here to remove"):
            message = f"removed {annotation.tag}, {{saved}} · u brings it back"
            self._edits.make(lambda: self._workspace.annotations.untag(annotation), message)

    def _changed(self, changes: Changes) -> None:
        """Remember the tag just set: a note is meant for it even if the cursor has gone on."""
        if not changes.message or self._screen.has_screen_over:
            return  # another program made the change, or it was not made in the article
        change = changes.changes[0] if changes.changes and len(changes.changes) == 1 else None
        reading = self._session.reading
        latest = reading.just_set
        is_new = change is not None and (change.before is None or (latest and latest.id == change.annotation.id))
        reading.remember_set(change.after if change and is_new else None)

    def write_note(self) -> None:
        """Open the note editor for the tag that was set just now, or else for the nearest one under the cursor."""
        annotation = self._session.reading.just_set or self._nearest("no tag here to annotate: tag the passage first")
        if annotation:
            self._edit_note(annotation, annotation.note)

    def _edit_note(self, annotation: Annotation, text: str) -> None:
        """Open the note editor with the note, or with unsaved text."""
        from reader.text.shown_passage import shown_beginning
        from reader.tui.screens.note_editor import NoteEditor

        editor = NoteEditor(f"this {annotation.tag}", shown_beginning(annotation.source, annotation.exact), text)
        self._screen.open_over(editor, lambda note: self._save_note(annotation, note))

    def _save_note(self, annotation: Annotation, note: str | None) -> None:
        """Save a note; if that fails, or would replace an unseen one, continue typing."""
        if note is None or note == annotation.note:
            return
        (now,) = self._edits.now([annotation])
        message = "note {saved}" if note else "note removed, {saved}"
        if now.note != annotation.note:
            self._edits.report(ConflictError(OTHER_NOTE))
            self._edit_note(now, note)
        elif not self._edits.make(lambda: self._workspace.annotations.note(now, note), message):
            self._edit_note(now, note)

    # Undo

    def undo(self) -> None:
        """Undo this person's last step."""
        self._look_back("undo")

    def redo(self) -> None:
        """Redo the step that was undone last."""
        self._look_back("redo")

    def _look_back(self, verb: Verb) -> None:
        """Find out what would be undone or redone: in a job, if much of the history has to be read for it."""
        if self._edits.is_refused():
            return  # the step to undo is not complete yet
        steps = self._workspace.annotations.look_back(redo=verb == "redo")
        if next(steps, KNOWN) is KNOWN:
            self._move_in_history(verb)
        else:
            self._edits.prepare_beside(steps, f"looking for what to {verb} …", lambda: self._move_in_history(verb))

    def _move_in_history(self, verb: Verb) -> None:
        """Undo or redo a step, in a job if it changes very many annotations."""
        annotations = self._workspace.annotations
        move, number = (
            (annotations.undo, annotations.to_undo()) if verb == "undo" else (annotations.redo, annotations.to_redo())
        )
        self._edits.consent.ask_in_burst(
            number, f"{verb} {counted(number, 'tag')}", lambda: self._move(verb, move, number)
        )

    def _move(self, verb: Verb, move: Callable[[], Step | None], number: int) -> None:
        try:
            in_codebook = self._move_in_codebook(verb)
        except ReaderError as error:
            self._edits.report(error)
            return
        if in_codebook:
            self._edits.change_beside(in_codebook, lambda done: self._show_in_codebook(verb, *done))
            return
        if number > MANY:
            self._edits.change_beside(move, lambda step: self._show_moved(verb, step))
            return
        step = self._edits.attempt(lambda: move() or NOTHING)
        if step:
            self._show_moved(verb, None if step is NOTHING else step)

    def _move_in_codebook(self, verb: Verb) -> Callable[[], tuple[Step | None, Sequence[object]]] | None:
        """Return the job that first changes the codebook, or finishes what a crash interrupted; None if none is needed.

        Raises:
            ReaderError: A file of the codebook cannot be read or has a mistake.
        """
        if not self._workspace.annotations.has_undone_rows:
            return None
        codebook = self._workspace.codebook
        if verb == "redo":
            return codebook.redo if codebook.is_next_to_redo else None
        return codebook.finish_undo if codebook.is_half_undone else None

    def _show_moved(self, verb: Verb, step: Step | None) -> None:
        """Go to the changed annotation, also in another source, and announce the step."""
        if step is None:
            self._status.set_status(f"nothing to {verb}", is_error=True)
            return
        if step.rows and self._workspace.codebook.concerns(step):
            self._follow_in_codebook(verb, step)
            return
        if changed := step.annotation_changes:
            self._go_to_one_of([change.annotation for change in changed])
        elif sources := {source for each in step.rows if (source := each.row.text("source"))}:
            self._open_one_of(sources)
        self._edits.announce(step, f"{'undone' if verb == 'undo' else 'redone'}: {step.description} ({{saved}})")

    def _show_in_codebook(self, verb: Verb, step: Step | None, files: Sequence[object]) -> None:
        """Show what a redo, or the end of an undo, did to the codebook."""
        if step is None or not self._workspace.codebook.concerns(step):
            self._show_moved(verb, step)
            return
        news = self._news(verb, step)
        self._edits.announce_all(news)
        self._begin_again(news, files)

    def _follow_in_codebook(self, verb: Verb, step: Step) -> None:
        """Change the codebook in a job as the annotations were changed, and restart with it."""
        news, codebook = self._news(verb, step), self._workspace.codebook
        self._edits.announce_all(news)

        def follow() -> tuple[Sequence[object], str] | ReaderError:
            try:
                return codebook.follow(step), codebook.unchanged_name(step)
            except ReaderError as error:
                return error

        def go_on(done: tuple[Sequence[object], str] | ReaderError) -> None:
            if isinstance(done, ReaderError):
                self._edits.announce_all("")  # the annotations are as they were before
                self._edits.report(done)
            else:
                self._begin_again(news, *done)

        self._edits.change_beside(follow, go_on)

    def _news(self, verb: Verb, step: Step) -> str:
        return f"{'undone' if verb == 'undo' else 'redone'}: {sanitize_line(step.description)}, {self._edits.saved}"

    def _begin_again(self, news: str, files: Sequence[object], unchanged: str = "") -> None:
        """Restart with the codebook if one of its files changed; else say which name was kept."""
        self._status.set_status(f"{news} · {unchanged}" if unchanged else news)
        if files:
            self._screen.app.call_later(self._fresh_start.begin, news)

    def _go_to_one_of(self, changed: Sequence[Annotation]) -> None:
        """Go to the first change in the open source, or else in the other one; stay if there are several others."""
        opened = self._screen.sources.opened
        here = [each for each in changed if each.source == opened]
        if here or len({each.source for each in changed}) == 1:
            self._go_to((here or changed)[0])

    def _open_one_of(self, sources: set[str]) -> None:
        """Open the source that a step is about, such as one that was marked as done; stay if there are several."""
        if len(sources) == 1 and self._screen.sources.opened not in sources:
            self._opening.open_named(*sources, complains=False)

    def _go_to(self, annotation: Annotation) -> None:
        is_open = annotation.source == self._screen.sources.opened
        if not is_open and not self._opening.open_named(annotation.source, complains=False):
            return  # the source is missing; annotations.json was changed even so
        reading = self._session.reading
        placed = reading.annotations.get(annotation.id) or annotation
        if reading.cursor and placed.span.of(reading.cursor.article.text) == placed.exact:
            reading.cursor = reading.cursor.select(placed.span)
