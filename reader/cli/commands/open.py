"""The command `reader open`, which runs the application; the default command."""

import contextlib
import os
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, cast

from reader.cli.commands import COMMANDS
from reader.cli.common import annotator, named_workspace, program, save, say
from reader.errors import SourceError, UsageError

if TYPE_CHECKING:
    import argparse

    from reader.tui.app import ReaderApp
    from reader.workspace.workspace import Workspace


PATIENCE = 0.03  # seconds to wait for the article before the first frame: enough for a few megabytes


def arguments(command: "argparse.ArgumentParser") -> None:
    """Declare the arguments."""
    command.add_argument(
        "path", nargs="?", type=Path, metavar="FOLDER | FILE | -", help="the workspace, one source, or - for a pipe"
    )
    command.add_argument("--no-mouse", action="store_true", help="leave the mouse to the terminal, to select text")
    command.add_argument("--demo", action="store_true", help="open a copy of the sample: in FOLDER, or a temporary one")


def default_options(arguments: list[str]) -> "argparse.Namespace":
    """Return the options for `reader` or `reader PATH` without the parser, which would take a tenth of a start."""
    path = Path(arguments[0]) if arguments else None
    wanted = dict.fromkeys(("workspace", "sources", "annotations", "annotator"))
    return cast("argparse.Namespace", SimpleNamespace(run=run, path=path, no_mouse=False, demo=False, **wanted))


def run(options: "argparse.Namespace") -> int:
    """Run the application and return its exit status."""
    if options.demo:
        return _read_sample(options)
    if str(options.path) == "-":
        return _read_stdin(options)
    path = options.path
    workspace = named_workspace(options, reads=False, opens_empty=True)  # the app shows messages about it
    wanted = workspace.source(str(path)).id if path and path.is_file() else None
    _need_terminal()
    has_no_paths = not (options.workspace or options.sources or options.annotations)
    target = str(path or Path()) if has_no_paths else ""
    return _run_app(options, workspace, wanted, target)


def _read_sample(options: "argparse.Namespace") -> int:
    from reader.cli.demo import read_sample
    from reader.workspace.location import locate_workspace
    from reader.workspace.workspace import Workspace

    if options.workspace or options.sources or options.annotations:
        raise UsageError("--demo opens a workspace of its own; leave out the other, or name a new folder after --demo")
    _need_terminal()
    creator = annotator(options)

    def read(folder: Path) -> int:
        return _run_app(options, Workspace(locate_workspace(folder), creator=creator))

    return read_sample(options.path, read)


def _read_stdin(options: "argparse.Namespace") -> int:
    from reader.cli.stdin import read_keys_from_terminal, save_stdin
    from reader.workspace.location import locate_workspace
    from reader.workspace.workspace import Workspace

    file = save_stdin()
    read_keys_from_terminal()
    _need_terminal()
    status = _run_app(options, Workspace(locate_workspace(file), creator=annotator(options)))
    say(f"The text is saved in {file}, with your tags beside it; to export them: {program()} export {file}")
    return status


def _run_app(options: "argparse.Namespace", workspace: "Workspace", source: str | None = None, target: str = "") -> int:
    """Run the application, and start it again whenever its codebook changes."""
    app = _run_once(options, workspace, source, target)
    while news := app.fresh_start.news:
        from reader.workspace.workspace import Workspace

        workspace = Workspace(workspace.paths, creator=annotator(options), reads=False, opens_empty=True)
        app = _run_once(options, workspace, None, target, news)
    if app.next_arguments:
        same = ["--no-mouse"] * options.no_mouse + [f"--creator={options.annotator}"] * bool(options.annotator)
        options.next = [*app.next_arguments, *same]
    return app.return_code or 0


def _run_once(
    options: "argparse.Namespace", workspace: "Workspace", source: str | None, target: str, news: str = ""
) -> "ReaderApp":
    _show_words(workspace, source)
    from reader.tui.startup.light_asyncio import import_asyncio

    import_asyncio()
    from reader.tui.app import ReaderApp
    from reader.tui.startup.process import run_silently

    sys.setswitchinterval(0.0005)  # seconds, so that a thread that reads or counts does not keep a key waiting
    app = ReaderApp(workspace, source, target)
    app.fresh_start.tell(news)
    run_silently(app, has_mouse=not options.no_mouse)
    if not app.fresh_start.news:
        say(*app.parting_words)
    if app.crash:
        from reader.system.crash_log import log_crash

        say(*log_crash(app.crash))
    if app.refused:
        raise app.refused
    save(workspace)
    return app


def _show_words(workspace: "Workspace", source: str | None) -> None:
    """Paint the words of the article before Textual is imported, which takes most of the start."""
    opening = workspace.open_soon(source)
    if "TEXTUAL_DRIVER" in os.environ:  # it runs in something other than a terminal, such as a browser
        return
    with contextlib.suppress(SourceError, TimeoutError):  # the application shows either
        if opening and (article := opening.result(PATIENCE)):
            from reader.tui.startup.first_words import show_first_words

            show_first_words(article, workspace.settings, workspace.state)


def _need_terminal() -> None:
    if "TEXTUAL_DRIVER" in os.environ:  # a browser is the terminal
        return
    streams = (sys.stdin, sys.stdout)
    if not all(stream and stream.isatty() for stream in streams) or os.environ.get("TERM") == "dumb":
        raise UsageError(
            "reading and tagging needs a terminal; these commands work without one: "
            f"{', '.join(name for name in COMMANDS if name != 'open')} (see reader --help)"
        )
