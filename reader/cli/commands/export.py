"""The command `reader export`, which writes sources and annotations in a format for other programs."""

import argparse
import sys
from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING

from reader.cli.common import open_workspace, say, say_unknown_values, workspace_argument
from reader.cli.output import ask_to_replace, is_terminal, output_path
from reader.errors import UsageError
from reader.system.files import is_stream

if TYPE_CHECKING:
    from reader.formats.format import Format
    from reader.workspace.workspace import Workspace


def arguments(command: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    from reader.formats import format_names
    from reader.formats.offset_units import OffsetUnit

    workspace_argument(command)
    names = format_names()
    command.add_argument(
        "--format", choices=names, default="json", metavar="FORMAT", help=f"{', '.join(names)} (default: json)"
    )
    command.add_argument("-o", "--output", type=Path, metavar="PATH", help="file or folder (default: standard output)")
    command.add_argument("--force", action="store_true", help="replace an existing file or folder")
    for name, metavar, which in (
        ("tag", "TAG", "with this tag or one nested in it (=TAG: only the tag itself)"),
        ("source", "ID", "in this source"),
        ("creator", "NAME", "by this annotator"),
        ("status", "STATUS", "with this status"),
    ):
        words = f"export only annotations {which}; repeatable"
        command.add_argument(f"--{name}", action="append", default=[], metavar=metavar, help=words)
    command.add_argument(
        "--filter",
        default="",
        metavar="TERMS",
        help="export only annotations that match, such as 'speaker:lee', or sources that do, such as 'done:yes'",
    )
    command.add_argument(
        "--verdicts", action="store_true", help="include verdicts of the quote check that nobody has kept yet"
    )
    command.add_argument(
        "--suggestions",
        action="store_true",
        help="include suggestions, as predictions; in texts, leave out what is suggested as boilerplate",
    )
    command.add_argument(
        "--unit",
        type=OffsetUnit,
        choices=list(OffsetUnit),
        default=OffsetUnit.CODE_POINTS,
        help="count offsets in this unit",
    )
    command.add_argument(
        "--url", default="", metavar="URL", help="with claimreview: the address of the page that will show the reviews"
    )
    command.add_argument(
        "--no-story",
        dest="story",
        action="store_false",
        help="with html: leave out the table of what several sources say",
    )
    command.add_argument(
        "--raw",
        action="store_true",
        help="with csv: leave cells as they are, even if a spreadsheet would take them for formulas",
    )


def run(options: argparse.Namespace) -> int:
    """Write the export, and print what the format does not keep."""
    from reader.formats import format_by_name
    from reader.formats.corpus import ExportScope
    from reader.formats.format import Options
    from reader.formats.verified_output import unwritable
    from reader.system.threads import run_to_end
    from reader.workflows.export import export, export_to_stream

    workspace, format = open_workspace(options), format_by_name(options.format)
    chosen = (_with_nested(options.tag, workspace), options.source, options.creator, options.status)
    choice = ExportScope(*map(frozenset, chosen))
    settings = Options(
        options.unit, options.raw, options.suggestions, options.url, options.verdicts, has_story=options.story
    )
    workspace.store.checkpoint()
    target = _target(options, workspace, format)
    if options.filter:
        from reader.reports.export_scope import narrowed

        choice = narrowed(workspace, choice, options.filter)
        say_unknown_values(workspace, options.filter)
    try:
        if target and not is_stream(target):
            exported = run_to_end(export(workspace, format, target, choice, settings))
            if sys.stderr.isatty():  # a script takes silence to mean that everything was kept
                first, *others = exported.summary
                say(f"{target}: {first}", *(f"  {line}" for line in others))
        else:
            with target.open("wb") if target else nullcontext(sys.stdout.buffer) as stream:
                exported = run_to_end(export_to_stream(workspace, format, stream, choice, settings))
            if target is None and sys.stdout.isatty():
                say(f"reader: {exported.summary[0]}; -o FILE writes this to a file")
    except OSError as error:
        if target is None:
            raise
        raise unwritable(target, error) from error
    say(*exported.report, *workspace.store.notices)
    return 0


def _with_nested(chosen: list[str], workspace: "Workspace") -> list[str]:
    """Return the chosen tags and those nested in them; `=claim` means claim alone."""
    from reader.annotation.model.tag_names import ALONE
    from reader.settings.tag_names import BETWEEN, is_within

    alone = [name.removeprefix(ALONE) for name in chosen if name.startswith(ALONE)]
    names = {tag.name for tag in workspace.settings.tags}.union(*workspace.annotations.counts().values())
    others = [name.removesuffix(BETWEEN) for name in chosen if not name.startswith(ALONE)]
    return [*alone, *others, *(name for name in names if any(is_within(name, each) for each in others))]


def _target(options: argparse.Namespace, workspace: "Workspace", format: "Format") -> Path | None:
    """Return the path to write to, or None for standard output; raise ReaderError if it must not be written to."""
    from reader.workflows.export import check_target, would_overwrite

    target = output_path(options.output)
    if target is None:
        if format.is_folder or (format.is_binary and sys.stdout.isatty()):
            raise _needs_name(format)
        return None
    check_target(workspace, format, target)
    if format.is_binary and is_terminal(target):
        raise _needs_name(format)
    if would_overwrite(format, target) and not is_stream(target):
        ask_to_replace(target, force=options.force)
    return target


def _needs_name(format: "Format") -> UsageError:
    kind = "a folder" if format.is_folder else "a binary file"
    return UsageError(f"{format.name} is written as {kind}: name it, for example -o {format.file}")
