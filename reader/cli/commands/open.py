"""The command `reader open`, which runs the application; the default command."""

import contextlib
import os
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, cast

from reader.cli.commands import COMMANDS
from reader.cli.common import annotator, named_workspace, save, say
from reader.errors import SourceError, UsageError

if TYPE_CHECKING:
    import argparse

    from reader.workspace.workspace import Workspace


PATIENCE = 0.03  # seconds to wait for the article before the first frame: enough for a few megabytes


def arguments(command: "argparse.ArgumentParser") -> None:
    """Declare the arguments."""
    command.add_argument(
        "path", nargs="?", type=Path, metavar="FOLDER | FILE | -", help="the workspace, one source, or - for a pipe"
    )
    command.add_argument("--no-mouse", action="store_true", help="leave the mouse to the terminal, to select text")
    command.add_argument("--demo", action="store_true", help="open a fresh copy of the sample")


def default_options(arguments: list[str]) -> "argparse.Namespace":
    """Return what the parser makes of `reader` or `reader PATH`; importing and making it takes a tenth of a start."""
    path = Path(arguments[0]) if arguments else None
    wanted = dict.fromkeys(("workspace", "sources", "annotations", "annotator"))
    return cast("argparse.Namespace", SimpleNamespace(run=run, path=path, no_mouse=False, demo=False, **wanted))


def run(options: "argparse.Namespace") -> int:
    """Run the application and return its exit status."""
    from reader.workspace.location import locate_workspace
    from reader.workspace.workspace import Workspace

    if options.demo:
        if options.path or options.workspace or options.sources or options.annotations:
            raise UsageError("--demo opens a workspace of its own; leave out the other one")
        _need_terminal()
        from reader.workspace.demo import fresh_copy

        folder = fresh_copy()
        status = _run_app(
            Workspace(locate_workspace(folder), creator=annotator(options)), has_mouse=not options.no_mouse
        )
        say(f"The sample with your tags is in {folder}")
        return status
    if str(options.path) == "-":
        return _read_stdin(annotator(options), has_mouse=not options.no_mouse)
    path = options.path
    workspace = named_workspace(options, reads=False, opens_empty=True)  # the app shows messages about it
    wanted = workspace.source(str(path)).id if path and path.is_file() else None
    _need_terminal()
    has_no_paths = not (options.workspace or options.sources or options.annotations)
    target = str(path or Path()) if has_no_paths else ""
    return _run_app(workspace, wanted, target, has_mouse=not options.no_mouse)


def _read_stdin(creator: str, *, has_mouse: bool) -> int:
    from reader.cli.stdin import read_keys_from_terminal, save_stdin
    from reader.workspace.location import locate_workspace
    from reader.workspace.workspace import Workspace

    file = save_stdin()
    read_keys_from_terminal()
    _need_terminal()
    status = _run_app(Workspace(locate_workspace(file), creator=creator), has_mouse=has_mouse)
    say(f"The text is saved in {file}, with your tags beside it; to export them: reader export {file}")
    return status


def _run_app(workspace: "Workspace", source: str | None = None, target: str = "", *, has_mouse: bool) -> int:
    _show_words(workspace, source)
    from reader.tui.app import ReaderApp
    from reader.tui.startup.process import run_silently

    sys.setswitchinterval(0.0005)  # seconds, so that a thread that reads or counts does not keep a key waiting
    app = ReaderApp(workspace, source, target)
    run_silently(app, has_mouse=has_mouse)
    say(*app.parting_words)
    if app.crash:
        from reader.system.crash_log import log_crash

        say(*log_crash(app.crash))
    if app.refused:
        raise app.refused
    save(workspace)
    return app.return_code or 0


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
