"""The command `reader import`, which adds the annotations in another program's file."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from reader.cli.common import open_workspace, save, say, workspace_argument
from reader.errors import ReaderError, UsageError

if TYPE_CHECKING:
    from reader.formats.format import Format
    from reader.workflows.imported import Imported
    from reader.workspace.workspace import Workspace


def arguments(command: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    from reader.formats import imported_names
    from reader.formats.offset_units import OffsetUnit

    command.add_argument("file", type=Path, metavar="FILE", help="the file or folder that the other program exported")
    workspace_argument(command)
    names = imported_names()
    command.add_argument(
        "--format", choices=names, metavar="FORMAT", help=f"{', '.join(names)} (default: recognised by the content)"
    )
    command.add_argument(
        "--unit",
        type=OffsetUnit,
        choices=list(OffsetUnit),
        help="the unit of offsets (default: code points, unless words in the file show another one)",
    )
    command.add_argument(
        "--raw", action="store_true", help="csv: the file was written with --raw, so no cell is guarded"
    )
    command.add_argument(
        "--map",
        type=Path,
        metavar="MAP",
        help="the folder that --format text wrote, or its map.json, if the offsets refer to its texts",
    )
    command.add_argument(
        "--update", action="store_true", help="also update annotations that are here under the same id"
    )
    command.add_argument(
        "--codebook",
        action="store_true",
        help="refi-qda: also add tags with their entries to reader.toml; with --update, change those that differ",
    )
    command.add_argument("--dry-run", action="store_true", help="print what would be imported, and change nothing")


def run(options: argparse.Namespace) -> int:
    """Add the new annotations, and print how many there were; return 1 if a tagged passage could not be imported."""
    from dataclasses import replace

    workspace = open_workspace(options)
    try:
        format = _format(options)
        imported = _imported(workspace, format, options)
    except OSError as error:
        raise ReaderError(f"{options.file}: it cannot be read: {error.strerror}") from error
    save(workspace)
    takes_entries = options.codebook or format.is_codebook
    if takes_entries:
        unknown = tuple(name for name in imported.unknown_tags if name not in imported.without_entry)
        imported = replace(imported, without_entry=(), unknown_tags=unknown)  # these tags get their entries now
    lead = f"{options.file} ({format.name}){' would import' if options.dry_run else ''}: "
    first, *others = [*imported.report, *workspace.store.notices]
    if not format.is_codebook:
        say(f"{lead}{first}", *others)
        others = []
    if takes_entries:
        from reader.workflows.codebook_import import import_codebook

        paths = workspace.paths
        taken = import_codebook(paths, imported.entries, update=options.update, dry_run=options.dry_run)
        if not options.dry_run:
            workspace.codebook.note_added(taken.added, options.file.name)
            save(workspace)
        say(f"{lead}{taken.summary}", *taken.report, *others)
    return 1 if imported.rejected else 0


def _format(options: argparse.Namespace) -> "Format":
    """Return the format that was named or recognised; raise UsageError if it cannot be imported."""
    from reader.formats import detect_format, format_by_name

    problems: list[str] = []
    format = format_by_name(options.format) if options.format else detect_format(options.file, problems)
    say(*problems)
    if format.read is None:
        raise UsageError(f"{format.name}: this format can only be exported, not imported")
    return format


def _imported(workspace: "Workspace", format: "Format", options: argparse.Namespace) -> "Imported":
    from reader.formats.format import Options
    from reader.formats.offset_units import OffsetUnit
    from reader.formats.text_map import read_maps
    from reader.system.threads import run_to_end
    from reader.workflows.import_ import import_

    steps = import_(
        workspace,
        options.file,
        format,
        Options(options.unit or OffsetUnit.CODE_POINTS, options.raw, is_unit_certain=options.unit is not None),
        update=options.update,
        dry_run=options.dry_run,
        maps=read_maps(options.map) if options.map else None,
    )
    return run_to_end(steps)
