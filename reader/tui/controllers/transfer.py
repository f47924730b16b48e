"""Transfer: tags are exported to files for other programs, and imported from them."""

from collections.abc import Callable, Generator, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from reader.errors import ReaderError
from reader.text.sanitize import sanitize_line
from reader.tui.commands import Command
from reader.tui.edits import SAVED, Edits, count_tags
from reader.tui.jobs import Jobs
from reader.tui.main_screen import MainScreen
from reader.tui.prompt_history import PromptHistory
from reader.tui.session import Changes, Session
from reader.tui.status import StatusModel

if TYPE_CHECKING:
    from reader.tui.export_form import ExportRequest
    from reader.tui.screens.export_choice import ExportChoice
    from reader.tui.screens.file_picker import FilePicker, Picked
    from reader.tui.screens.transfer import TransferScreen
    from reader.workflows.export import Exported, JobProgress
    from reader.workflows.imported import Imported

    Steps = Generator[JobProgress, None, Exported | Imported]

SHOW_EVERY = 0.1  # seconds between reports of progress


class TransferController:
    """Asks what to export or import and for the file, runs the job, and shows its report."""

    def __init__(self, session: Session, screen: MainScreen, jobs: Jobs, status: StatusModel, edits: Edits) -> None:
        self._session, self._screen, self._jobs, self._status = session, screen, jobs, status
        self._edits, self._workspace = edits, session.workspace
        session.changed.subscribe(self._changed)

    def commands(self) -> list[Command]:
        """Return the commands that export and import."""
        return [
            Command("export", self._ask_what_to_export, needs_annotations=True),
            Command("import_file", self._ask_for_import, needs_annotations=True),
        ]

    def _changed(self, changes: Changes) -> None:
        """Show on an open report what was undone."""
        if not (changes.message and self._screen.has_screen_over):
            return
        from reader.tui.screens.transfer import TransferScreen

        if isinstance(screen := self._screen.on_top, TransferScreen):
            screen.hint(changes.message)

    # Choosing what to transfer, and the file

    def _ask_what_to_export(self) -> None:
        from reader.formats import all_formats
        from reader.tui.export_form import Counted, ExportForm
        from reader.tui.screens.export_choice import ExportChoice

        problems: list[str] = []
        formats = list(all_formats(problems))
        self._say(problems)
        workspace = self._workspace
        tags, folder, state = workspace.settings.tags, workspace.paths.folder, workspace.state
        form = ExportForm(formats, tags, workspace.creator, folder, state.choices, self._sources())
        choice = ExportChoice(form, self._session.keymap.groups["Export"])
        choice.asked.subscribe(lambda request: self._export(choice, request))
        choice.wants_file.subscribe(lambda _: self._name_file(choice))
        self._screen.open_over(choice)
        # Very many are not counted while somebody waits for a key.
        self._jobs.call("count", lambda: Counted.of(workspace.annotations), on_done=choice.show_counted)

    def _sources(self) -> dict[str, Sequence[str]]:
        """Return the ids of the sources whose tags can be exported alone."""
        from reader.tui.export_form import ALL, DONE, HERE

        article, marks = self._session.reading.article, self._workspace.done.marks
        done = [id for id in marks.mine if marks.is_done(id)]
        return {ALL: (), HERE: [article.source.id] if article else (), DONE: done}

    def _say(self, problems: Sequence[str]) -> None:
        """Show what is wrong with the formats of other packages."""
        if problems:
            self._status.set_status(sanitize_line("; ".join(problems)), is_error=True)

    def _name_file(self, choice: "ExportChoice") -> None:
        """Let another file be named for the chosen format."""

        def take(picker: "FilePicker", picked: "Picked") -> None:
            picker.dismiss()
            choice.take_file(picked.path)

        format = choice.form.format
        self._pick(f"export as {sanitize_line(format.name)}", str(choice.form.path), take)

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
        self._run(title, lambda: import_(self._workspace, picked.path, format))

    def _export(self, choice: "ExportChoice", request: "ExportRequest") -> None:
        from reader.workflows.export import check_target, export, would_overwrite

        format, path = request.format, request.path
        try:
            check_target(self._workspace, format, path)
            exists = would_overwrite(format, path)
        except (ReaderError, OSError) as error:
            choice.message = str(error)
            return
        if exists and not request.overwrites:
            choice.ask_to_overwrite()
            return
        choice.form.remember()
        choice.dismiss()
        title = f"export to {sanitize_line(path.name)} ({sanitize_line(format.name)})"
        steps = partial(export, self._workspace, format, path, request.scope, request.options)
        self._run(title, steps, then=partial(self._open, path) if request.opens else None)

    def _open(self, path: Path) -> None:
        """Open what was written, beside the screen."""
        from reader.tui.desktop import open_in_desktop

        self._jobs.call("open file", lambda: open_in_desktop(path), on_error=self._edits.report)

    # Running the job

    def _run(self, title: str, begin: "Callable[[], Steps]", then: Callable[[], object] | None = None) -> None:
        """Run a job, show its report, and do something more once it is done."""
        from reader.tui.screens.transfer import TransferScreen

        def done(result: "Exported | Imported") -> None:
            self._report(screen, result)
            if then:
                then()

        screen = TransferScreen(title)
        self._screen.open_over(screen)
        job = self._jobs.run(
            "transfer",
            begin(),
            keys_wait=True,
            pause=0.0,
            every=SHOW_EVERY,
            on_progress=screen.show_progress,
            on_done=done,
            on_error=lambda error: screen.report([str(error)], hint="esc back", is_error=True),
        )
        screen.stopped.subscribe(lambda _: job.cancel())

    def _report(self, screen: "TransferScreen", result: "Exported | Imported") -> None:
        from reader.workflows.export import Exported

        if isinstance(result, Exported):
            sources = "1 source" if result.sources == 1 else f"{result.sources:,} sources"
            verified = ", read back and verified" if result.is_verified else ""
            summary = f"{count_tags(result.annotations)} from {sources} written{verified}."
            screen.report([summary, *_losses(result), *result.problems], hint="esc back")
            self._status.set_status(f"exported {count_tags(result.annotations)}")
            return
        screen.report(result.report, hint="u undoes · esc back")
        if result.new or result.changed:
            self._edits.announce_all(f"imported: {result.report[0]}, {SAVED} · u undoes")


def _losses(exported: "Exported") -> list[str]:
    lost = [f"  {loss}: {count:,}" for loss, count in exported.losses.items()]
    return ["", f"{exported.format} does not keep:", *lost] if lost else []
