"""Exchanging: tags go into files of other programs, and come from them, over the article."""

from collections.abc import Callable, Generator
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING

from textual import work
from textual.message import Message
from textual.worker import get_current_worker

from reader.errors import ReaderError
from reader.text.sanitize import sanitize_line
from reader.tui.controllers.adjudication import Deciding

if TYPE_CHECKING:
    from reader.tui.screens.export_choice import ExportRequest
    from reader.tui.screens.file_picker import FilePicker
    from reader.tui.screens.transfer import Transfer
    from reader.workflows.export import Exported, JobProgress
    from reader.workflows.import_ import Imported

    Steps = Generator[JobProgress, None, Exported] | Generator[JobProgress, None, Imported]

SHOW_EVERY = 0.1  # seconds between looks at how far it is


class Exchanging(Deciding):
    """What an import has changed is shown in app.py."""

    _wish: "ExportRequest | None" = None  # what is exported; None while a file is chosen to be imported

    class Took(Message):
        """An import has added tags, in so many words."""

        def __init__(self, words: str) -> None:
            super().__init__()
            self.words = words

    def _show_review(self, message: str = "") -> None:
        super()._show_review(message)
        if message and len(self.screen_stack) > 1:
            from reader.tui.screens.transfer import Transfer

            if isinstance(self.screen, Transfer):
                self.screen.hint(message)

    def action_export(self) -> None:
        from reader.formats import all_formats
        from reader.tui.screens.export_choice import ExportChoice

        try:
            formats = list(all_formats())
        except ReaderError as error:  # another package's
            self._tell(sanitize_line(str(error)), is_error=True)
            return
        tags, keys = self._settings.tags, self.keymap.groups["Export"]
        self.push_screen(ExportChoice(formats, tags, self.workspace.creator, keys), self._choose_target)

    def _choose_target(self, wish: "ExportRequest | None") -> None:
        if wish:
            path = self.workspace.paths.folder / wish.format.file
            self._pick(f"export as {sanitize_line(wish.format.name)}", str(path), wish)

    def action_import_file(self) -> None:
        self._pick("import", f"{self.workspace.paths.folder}/", None)

    def _pick(self, title: str, path: str, wish: "ExportRequest | None") -> None:
        from reader.tui.screens.file_picker import FilePicker

        self._wish = wish
        self.push_screen(FilePicker(title, path))

    def on_file_picker_picked(self, message: "FilePicker.Picked") -> None:
        from reader.tui.screens.file_picker import FilePicker

        if not isinstance(self.screen, FilePicker):
            return
        try:
            self._take_path(self.screen, message.path, is_sure=message.is_sure)
        except (ReaderError, OSError) as error:
            self.screen.message = sanitize_line(str(error))

    def _take_path(self, picker: "FilePicker", path: Path, *, is_sure: bool) -> None:
        from reader.formats import detect_format
        from reader.workflows.export import export, is_taken, refuse
        from reader.workflows.import_ import import_

        workspace, wish = self.workspace, self._wish
        if wish is None:
            format = detect_format(path)
            picker.dismiss()
            title = f"import of {sanitize_line(path.name)} ({sanitize_line(format.name)})"
            self._transfer(title, lambda: import_(workspace, path, format))
            return
        refuse(workspace, wish.format, path)
        if is_taken(wish.format, path) and not is_sure:
            picker.ask("it is there:")
            return
        picker.dismiss()
        title = f"export to {sanitize_line(path.name)} ({sanitize_line(wish.format.name)})"
        self._transfer(title, lambda: export(workspace, wish.format, path, wish.choice, wish.options))

    def _transfer(self, title: str, begin: "Callable[[], Steps]") -> None:
        from reader.tui.screens.transfer import Transfer

        screen = Transfer(title)
        self.push_screen(screen)
        self._run_beside(screen, begin)

    @work(thread=True, group="transfer")
    def _run_beside(self, screen: "Transfer", begin: "Callable[[], Steps]") -> None:
        worker, steps, shown = get_current_worker(), begin(), monotonic()
        try:
            while not (worker.is_cancelled or screen.stop.is_set()):
                progress = next(steps)
                if monotonic() > shown + SHOW_EVERY:
                    self.call_from_thread(screen.tell, progress)
                    shown = monotonic()
            steps.close()
        except StopIteration as end:
            self.call_from_thread(self._report, screen, end.value)
        except (ReaderError, OSError) as error:
            self.call_from_thread(screen.report, [str(error)], hint="esc back", is_error=True)

    def _report(self, screen: "Transfer", result: "Exported | Imported") -> None:
        from reader.workflows.export import Exported

        if isinstance(result, Exported):
            words = f"{result.annotations:,} tags of {result.sources:,} sources are written, and were read back."
            screen.report([words, *_losses(result), *result.problems], hint="esc back")
            self._tell(f"exported {result.annotations:,} tags")
            return
        screen.report(result.report, hint="u takes it back · esc back")
        if result.new or result.changed:
            self.post_message(self.Took(result.report[0]))


def _losses(exported: "Exported") -> list[str]:
    lost = [f"  {what}: {count:,}" for what, count in exported.losses.items()]
    return ["", f"{exported.format} cannot hold as it is here:", *lost] if lost else []
