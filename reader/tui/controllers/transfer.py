"""Transfer: tags are exported to files for other programs, and imported from them."""

from collections.abc import Callable, Generator, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from reader.errors import ReaderError
from reader.text.counted import counted
from reader.text.sanitize import sanitize_line
from reader.tui.commands import Command
from reader.tui.consent import SEVERAL
from reader.tui.edits import SAVED, Edits
from reader.tui.fresh_start import FreshStart
from reader.tui.jobs import Jobs
from reader.tui.main_screen import MainScreen
from reader.tui.phrases import without_code_marks
from reader.tui.prompt_history import PromptHistory
from reader.tui.session import Changes, Session
from reader.tui.status import StatusModel

if TYPE_CHECKING:
    from reader.tui.export_form import ExportRequest
    from reader.tui.export_work import Forecast, Written
    from reader.tui.screens.export_choice import ExportChoice
    from reader.tui.screens.file_picker import FilePicker, Picked
    from reader.tui.screens.transfer import TransferScreen
    from reader.workflows.codebook_import import CodebookImport
    from reader.workflows.export import JobProgress
    from reader.workflows.imported import Imported

Result = TypeVar("Result")  # what a job returns
MOST_REMARKS = 8  # lines of remarks before an import is confirmed
SHOW_EVERY = 0.1  # seconds between reports of progress


class TransferController:
    """Asks what to export or import and which file to use, runs the job, and shows its report."""

    def __init__(
        self,
        session: Session,
        screen: MainScreen,
        jobs: Jobs,
        status: StatusModel,
        edits: Edits,
        fresh_start: FreshStart,
    ) -> None:
        self._session, self._screen, self._jobs, self._status = session, screen, jobs, status
        self._edits, self._fresh_start, self._workspace = edits, fresh_start, session.workspace
        session.changed.subscribe(self._changed)

    def commands(self) -> list[Command]:
        """Return the commands that export and import."""
        return [
            Command("export", self._ask_what_to_export, needs_annotations=True),
            Command("report", self._ask_for_report, needs_annotations=True),
            Command("import_file", self._ask_for_import, needs_annotations=True),
        ]

    def _changed(self, changes: Changes) -> None:
        """Say below an open report what was done since, such as an undo."""
        if not (changes.message and self._screen.has_screen_over):
            return
        from reader.tui.screens.transfer import TransferScreen

        if isinstance(screen := self._screen.on_top, TransferScreen):
            screen.add(changes.message, hint=_keys_for(has_entries=screen.has_entries))

    # Choosing what to transfer, and the file

    def _ask_for_report(self) -> None:
        from reader.tui.export_form import REPORT

        self._ask_what_to_export(REPORT.name)

    def _ask_what_to_export(self, kind: str = "") -> None:
        """Open the dialog, with a kind of export chosen or else the one that was chosen last."""
        from reader.formats import all_formats
        from reader.tui.export_form import ExportForm, kinds_of
        from reader.tui.screens.export_choice import ExportChoice

        problems: list[str] = []
        kinds = kinds_of(list(all_formats(problems)))
        self._say(problems)
        workspace = self._workspace
        tags, folder, state = workspace.settings.tags, workspace.paths.folder, workspace.state
        form = ExportForm(kinds, tags, workspace.creator, folder, state.choices, self._sources())
        form.chosen = next((number for number, each in enumerate(kinds) if each.name == kind), form.chosen)
        choice = ExportChoice(form, self._session.keymap.groups["Export"])
        choice.asked.subscribe(lambda request: self._export(choice, request))
        choice.changed.subscribe(lambda request: self._foresee(choice, request))
        choice.wants_file.subscribe(lambda _: self._name_file(choice))
        self._screen.open_over(choice)
        # While a key waits, very many are not looked through.
        self._jobs.call(
            "people", lambda: sorted({each.creator for each in workspace.annotations}), on_done=choice.show_people
        )

    def _foresee(self, choice: "ExportChoice", request: "ExportRequest") -> None:
        """Find out in the background what will be written, and show it in the dialog."""
        from reader.tui.export_work import forecast

        def show(found: "Forecast | None") -> None:
            if found:
                choice.expect(found.words)

        def complain(error: ReaderError | OSError) -> None:
            choice.message = sanitize_line(str(error))

        self._jobs.run(
            "foresee",
            forecast(self._workspace, request),
            exclusive=True,
            on_progress=show,
            on_done=show,
            on_error=complain,
        )

    def _sources(self) -> dict[str, Sequence[str]]:
        """Return the ids of the sources whose tags can be exported alone."""
        from reader.tui.export_form import ALL, DONE, HERE

        article, marks = self._session.reading.article, self._workspace.done.marks
        done = [id for id in marks.mine if marks.is_done(id)]
        return {ALL: (), HERE: [article.source.id] if article else (), DONE: done}

    def _say(self, problems: Sequence[str]) -> None:
        """Show problems with the formats of other packages."""
        if problems:
            self._status.set_status(sanitize_line("; ".join(problems)), is_error=True)

    def _name_file(self, choice: "ExportChoice") -> None:
        """Let another file be named for the chosen format."""

        def take(picker: "FilePicker", picked: "Picked") -> None:
            picker.dismiss()
            choice.take_file(picked.path)

        self._pick(f"export as {sanitize_line(choice.form.kind.name)}", str(choice.form.path), take)

    def _ask_for_import(self) -> None:
        history = PromptHistory(self._workspace.state, "import")
        self._pick("import", f"{self._workspace.paths.folder}/", self._import, history)

    def _pick(
        self,
        title: str,
        path: str,
        use: "Callable[[FilePicker, Picked], None]",
        history: PromptHistory | None = None,
    ) -> None:
        from reader.tui.screens.file_picker import FilePicker

        picker = FilePicker(title, path, self._jobs, history)

        def use_or_complain(picked: "Picked") -> None:
            try:
                use(picker, picked)
            except (ReaderError, OSError) as error:
                picker.message = sanitize_line(str(error))

        picker.picked.subscribe(use_or_complain)
        self._screen.open_over(picker)

    def _import(self, picker: "FilePicker", picked: "Picked") -> None:
        from reader.formats import detect_format
        from reader.workflows.import_ import import_

        problems: list[str] = []
        format = detect_format(picked.path, problems)
        picker.dismiss()
        self._say(problems)
        title = f"import of {sanitize_line(picked.path.name)} ({sanitize_line(format.name)})"
        look = partial(import_, self._workspace, picked.path, format, dry_run=True)
        take = partial(import_, self._workspace, picked.path, format)
        report = partial(self._report_import, picked.path.name)
        self._run(title, look, partial(self._ask_to_take, title, partial(self._run, title, take, report), report))

    def _ask_to_take(
        self,
        title: str,
        take: Callable[[], object],
        report: "Callable[[TransferScreen, Imported], object]",
        screen: "TransferScreen",
        found: "Imported",
    ) -> None:
        """Ask whether to import the content of a file, now that it has been counted; if there is none, say so."""
        from reader.workflows.imported import BEFOREHAND

        if not (found.new or found.changed or found.names):
            report(screen, found)
            return
        screen.dismiss()
        first, *others = map(without_code_marks, found.report_with(BEFOREHAND))
        tags, names = len(found.new) + len(found.changed), found.names
        parts = [*([counted(tags, "tag")] if tags else []), *([f"{names:,} joined names"] if names else [])]
        what = f"import {' and '.join(parts)}"
        reason = f"{title}: {first}. One undo takes all of it back."
        self._edits.consent.ask(what, reason, take, others[:MOST_REMARKS])

    def _export(self, choice: "ExportChoice", request: "ExportRequest") -> None:
        from reader.tui.export_work import must_ask, write

        try:
            exists = must_ask(self._workspace, request)
        except (ReaderError, OSError) as error:
            choice.message = str(error)
            return
        if exists and not request.overwrites:
            choice.ask_to_overwrite()
            return
        choice.form.remember()
        choice.dismiss()
        path = request.path
        title = f"export to {sanitize_line(path.name)} ({sanitize_line(request.kind.name)})"

        def report(screen: "TransferScreen", written: "Written") -> None:
            screen.report(written.lines, hint="o opens it · esc back")
            self._status.set_status(written.said)
            screen.opened.subscribe(lambda _: self._open(path))
            if request.opens:
                self._open(path)

        self._run(title, partial(write, self._workspace, request), report)

    def _open(self, path: Path) -> None:
        """Open what was written, in the background."""
        from reader.tui.desktop import open_in_desktop

        self._jobs.call("open file", lambda: open_in_desktop(path), on_error=self._edits.report)

    # Running the job

    def _run(
        self,
        title: str,
        begin: "Callable[[], Generator[JobProgress, None, Result]]",
        then: "Callable[[TransferScreen, Result], object]",
    ) -> None:
        """Run a job on a screen of its own, and go on with its result there."""
        from reader.tui.screens.transfer import TransferScreen

        screen = TransferScreen(title)
        self._screen.open_over(screen)
        job = self._jobs.run(
            "transfer",
            begin(),
            keys_wait=True,
            pause=0.0,
            every=SHOW_EVERY,
            on_progress=screen.show_progress,
            on_done=partial(then, screen),
            on_error=lambda error: screen.report([str(error)], hint="esc back", is_error=True),
        )
        screen.stopped.subscribe(lambda _: job.cancel())

    def _report_import(self, origin: str, screen: "TransferScreen", result: "Imported") -> None:
        """Show the result of importing a file named `origin`, and let the entries of its codebook be added."""
        from reader.workflows.imported import IN_APP

        if result.new or result.changed:
            self._edits.announce_all(f"imported: {result.report[0]}, {SAVED} · u undoes")
        first, *others = result.report_with(IN_APP)
        can_undo = bool(result.new or result.changed or result.names)
        hint = _keys_for(has_entries=bool(result.without_entry), can_undo=can_undo)
        lines = [f"{first}, {self._edits.saved}" if can_undo else first, *others]
        screen.report(lines, hint=hint, can_undo=can_undo)
        if result.without_entry:
            screen.has_entries = True
            what = f"add {counted(len(result.without_entry), 'tag')} to the codebook"
            take = partial(self._take_entries, origin, screen, result)
            screen.entries_taken.subscribe(lambda _: self._edits.consent.ask_in_burst(SEVERAL, what, take))

    # Entries for the codebook

    def _take_entries(self, origin: str, screen: "TransferScreen", result: "Imported") -> None:
        """Add the tags of a file with their entries to reader.toml, once, and report on each."""
        if not screen.has_entries:
            return
        screen.has_entries = False
        from reader.workflows.codebook_import import import_codebook

        def taken(done: "CodebookImport") -> None:
            hint = "u undoes · esc reads the settings again" if done.new else "esc back"
            screen.report([done.summary, *done.report], hint=hint, can_undo=bool(done.new))
            if done.new:
                news = f"{done.summary}, saved"
                screen.stopped.subscribe(lambda _: self._screen.app.call_later(self._fresh_start.begin, news))

        def take() -> "CodebookImport":
            done = import_codebook(self._workspace.paths, result.entries)
            self._workspace.codebook.note_added(done.added, origin)
            return done

        self._jobs.call(
            "add entries",
            take,
            keys_wait=True,
            on_done=taken,
            on_error=lambda error: screen.report([str(error)], hint="esc back", is_error=True),
        )


def _keys_for(*, has_entries: bool, can_undo: bool = False) -> str:
    """Return what the keys do on the report of an import."""
    keys = {"c adds the tags to the codebook": has_entries, "u undoes": can_undo, "esc back": True}
    return " · ".join(words for words, is_offered in keys.items() if is_offered)
