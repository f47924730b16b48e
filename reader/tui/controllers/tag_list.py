"""The tag list: shown beside the article, or in its place where there is little room."""

from collections.abc import Callable, Generator, Sequence
from functools import partial
from typing import TYPE_CHECKING

from reader.annotation.anchoring.status import Status as AnchorStatus
from reader.annotation.model.annotation import Annotation
from reader.annotation.store.history import Step
from reader.errors import ConflictError
from reader.settings.fields import VERDICT
from reader.text.counted import counted
from reader.text.sanitize import sanitize_line
from reader.tui.article.rows import fit
from reader.tui.commands import Command
from reader.tui.edits import MANY, OTHER_NOTE, Edits
from reader.tui.jobs import Jobs
from reader.tui.main_screen import MainScreen
from reader.tui.navigator import Navigator
from reader.tui.quote_checks import CHECKING, QuoteChecks
from reader.tui.session import Location, Session

if TYPE_CHECKING:
    from reader.tui.widgets.tag_list import TagList, TagListRequest

SHOWN = 100  # cells of a note that would be lost
Statuses = dict[str, AnchorStatus]  # by the id of the annotation


class TagListController:
    """Shows and hides the list, fills it with annotations, and does what it asks for."""

    def __init__(
        self,
        session: Session,
        screen: MainScreen,
        jobs: Jobs,
        edits: Edits,
        navigator: Navigator,
        checks: QuoteChecks,
    ) -> None:
        self._session, self._screen, self._jobs, self._checks = session, screen, jobs, checks
        self._edits, self._navigator, self._workspace = edits, navigator, session.workspace
        self._list: TagList | None = None  # made when it is first shown
        jobs.keys_wait_while(lambda: self._is_filtering)
        session.opened.subscribe(lambda _reading: self._show(is_anew=True))
        session.switched.subscribe(lambda _reading: self._show(is_anew=True))
        session.changed.subscribe(lambda _changes: self._show())
        screen.pane_focused.subscribe(lambda pane: self._show() if pane is self._list else None)
        checks.checked.subscribe(lambda _nothing: self._show())
        checks.told.subscribe(lambda _nothing: self._told())

    def commands(self) -> list[Command]:
        """Return the command that shows the list."""
        return [Command("tag_list", self.toggle, needs_annotations=True)]

    def toggle(self) -> None:
        """Open the list, or focus it; close it if it has the focus."""
        if self._screen.close_if_in_front(self._list):
            return
        tag_list = self._made()
        self._screen.open_side_panel(tag_list)
        self._show(is_anew=True)
        if tag_list.is_all:
            self._find_statuses()
        reading = self._session.reading
        if reading.cursor:
            near = [*reading.under_cursor(), reading.annotations.beside(reading.cursor.passage, 1)]
            tag_list.select(near[0].id if near[0] else "")

    @property
    def _is_open(self) -> bool:
        return self._screen.is_open(self._list)

    @property
    def _is_filtering(self) -> bool:
        """True if what the list is to show is not known yet."""
        if self._list is None or not self._is_open:
            return False
        lacks_statuses = self._list.filters_by_status and self._jobs.is_running("statuses")
        return lacks_statuses or self._lacks_verdicts or self._list.is_filtering

    def _made(self) -> "TagList":
        if self._list is None:
            from reader.tui.widgets.tag_list import TagList

            self._list = TagList(self._workspace.settings.tags, self._session.keymap, self._session.exact)
            self._list.title_of = self._title_of
            self._list.requested.subscribe(self._do)
            self._screen.add_filter(self._list, self._list.typing, self._list.chose)
        return self._list

    def _title_of(self, source: str) -> str:
        """Return the title of a source, with its path if others have the same; its id if the source is gone."""
        entries = self._workspace.sources.catalog.entries
        index = entries.index(source)
        if index is None:
            return source
        name = entries.name(index)
        return f"{entries.title(index)} ({name})" if name else entries.title(index)

    # Filling it

    def _show(self, *, is_anew: bool = False) -> None:
        """List all tags as they are stored, or the open article's tags at their present places.

        Args:
            is_anew: Whether to filter and order them as they are now; if not, the tags in sight stay where they are.
        """
        tag_list, article = self._list, self._session.reading.article
        if tag_list is None or not self._is_open:
            return
        tag_list.people, tag_list.done = self._workspace.people.people, self._workspace.done.marks
        self._show_verdicts(tag_list)
        if tag_list.is_all:
            tag_list.show(self._workspace.annotations.in_order, is_anew=is_anew)
        elif article:
            anchoring = self._workspace.anchoring
            found = [] if anchoring.is_slow(article) else anchoring.of(article)
            statuses = {each.annotation.id: each.status for each in found}
            tag_list.show([each.present for each in found], statuses, is_anew=is_anew)

    # Verdicts

    def _show_verdicts(self, tag_list: "TagList") -> None:
        """Give the list the known verdicts, and have the quote check find those that its filter asks for."""
        checks, is_wanted = self._checks, tag_list.filters_by_verdict
        if tag_list.is_all:
            if is_wanted or tag_list.order == VERDICT:
                checks.ask_everywhere()
            tag_list.verdicts = checks.everywhere
        else:
            is_quick = len(checks.found or ()) <= MANY
            tag_list.verdicts = checks.on_quotes() if is_wanted or is_quick else {}
        progress = (checks.progress if tag_list.is_all else "") or CHECKING
        tag_list.waiting = progress if is_wanted and tag_list.verdicts is None else ""

    def _told(self) -> None:
        """Show the verdicts of all sources, or the progress of the check."""
        if self._checks.progress and self._list:
            self._show_verdicts(self._list)
            self._list.refresh()
        else:
            self._show()

    @property
    def _lacks_verdicts(self) -> bool:
        """True if the filter asks for verdicts that are not known yet."""
        return self._list is not None and self._list.filters_by_verdict and self._list.verdicts is None

    def _switch_scope(self, tag_list: "TagList") -> None:
        tag_list.is_all = not tag_list.is_all
        self._show(is_anew=True)
        if tag_list.is_all:
            self._find_statuses()

    def _find_statuses(self) -> None:
        """Find the status of every tag, in a job that reads every source with tags."""

        def steps() -> Generator[None, None, Statuses]:
            statuses: Statuses = {}
            for some in self._workspace.anchoring.statuses():
                statuses |= some
                yield
            return statuses

        self._jobs.run("statuses", steps(), exclusive=True, pause=0.0, on_done=self._show_statuses)

    def _show_statuses(self, statuses: Statuses) -> None:
        if self._list and self._list.is_all:
            self._list.statuses = statuses

    # Doing what it asks for

    def _do(self, request: "TagListRequest") -> None:
        found = request.annotations
        match request.action:
            case "open":
                self._navigator.visit(Location.of_annotation(found[0]))
                self._screen.leave_side_panel(closes=False)
            case "leave":
                self._screen.leave_side_panel(closes=False)
            case "verdicts":
                self._show_verdicts(self._made())
            case "scope":
                self._switch_scope(self._made())
            case "card":
                self._session.card_wanted.emit(found)
            case "note":
                self._ask_for_note(found)
            case "remove":
                number = counted(len(found), "tag")
                untag = partial(self._workspace.annotations.untag, *found)
                self._change(found, f"remove {number}", untag, f"removed {number}")
            case "tag":
                others = [each for each in found if each.tag != request.tag]
                to = f"{counted(len(others), 'tag')} to {request.tag}"
                retag = partial(self._workspace.annotations.retag, others, request.tag)
                self._change(others, f"change {to}", retag, f"changed {to}")

    def _change(self, found: Sequence[Annotation], what: str, change: Callable[[], Step], message: str) -> None:
        """Change annotations; ask first if the key may not have been meant."""
        act = partial(self._make, found, change, message)
        self._edits.consent.ask_in_burst(len(found), what, act)

    def _make(self, found: Sequence[Annotation], change: Callable[[], Step], message: str) -> bool:
        self._made().choose_none()
        return self._edits.make_many(len(found), change, f"{message}, {{saved}} · u undoes")

    def _ask_for_note(self, found: Sequence[Annotation]) -> None:
        notes = {each.note for each in found}
        self._edit_note(found, notes.pop() if len(notes) == 1 else "")

    def _edit_note(self, found: Sequence[Annotation], text: str) -> None:
        from reader.text.shown_passage import shown_beginning
        from reader.tui.screens.note_editor import NoteEditor

        subject = f"this {found[0].tag}" if len(found) == 1 else counted(len(found), "tag")
        editor = NoteEditor(subject, shown_beginning(found[0].source, found[0].exact), text)
        self._screen.open_over(editor, lambda note: self._save_note(found, note))

    def _save_note(self, before: Sequence[Annotation], note: str | None) -> None:
        if note is None:
            return
        found = self._edits.now(before)
        if [each.note for each in found] != [each.note for each in before]:
            self._edits.report(ConflictError(OTHER_NOTE))
            self._edit_note(found, note)
            return
        tags = counted(len(found), "tag")
        what = f"add the note to {tags}" if note else f"remove the note from {tags}"
        message = f"added the note to {tags}" if note else f"removed the note from {tags}"
        write = partial(self._workspace.annotations.note_all, found, note)

        def save() -> None:
            if not self._make(found, write, message):
                self._edit_note(found, note)  # continue typing

        if reason := lost_notes([each.note for each in found], note):
            self._edits.consent.ask(what, reason, save)
        else:
            self._edits.consent.ask_in_burst(len(found), what, save)


def lost_notes(notes: Sequence[str], note: str) -> str:
    """Describe the notes that would be lost unseen if one note replaced them all; empty if none."""
    lost = [each for each in notes if each not in ("", note)]
    if not lost or len({*notes}) == 1:
        return ""
    if len(lost) == 1:
        return f"One of the tags has a note already, which would be lost: “{fit(sanitize_line(lost[0]), SHOWN)}”"
    kinds = len({*lost})
    which = "a note" if kinds == 1 else f"{kinds:,} different notes"
    return f"{len(lost):,} of the {len(notes):,} tags have {which} already, which would be lost."
