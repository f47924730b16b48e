"""`reader import`: annotations from a file of another program."""

import argparse
from pathlib import Path

from reader.cli.common import open_workspace, save, say
from reader.errors import ReaderError, UsageError


def arguments(command: argparse.ArgumentParser) -> None:
    from reader.formats import format_names
    from reader.formats.offset_units import OffsetUnit

    command.add_argument("file", type=Path, metavar="FILE", help="a file, or a folder, that was exported")
    command.add_argument("--format", choices=format_names(), help="default: what the file looks like")
    command.add_argument(
        "--unit", type=OffsetUnit, choices=list(OffsetUnit), default=OffsetUnit.CODE_POINTS, help="what offsets count"
    )
    command.add_argument("--raw", action="store_true", help="csv: cells were not guarded when they were written")
    command.add_argument("--update", action="store_true", help="take over changes of what is here with the same id")
    command.add_argument("--dry-run", action="store_true", help="only tell what would be imported")


def run(options: argparse.Namespace) -> int:
    from reader.formats import detect_format, format_by_name
    from reader.formats.format import Options
    from reader.system.threads import run_to_end
    from reader.workflows.import_ import import_

    workspace = open_workspace(options)
    try:
        format = format_by_name(options.format) if options.format else detect_format(options.file)
        if format.read is None:
            raise UsageError(f"{format.name}: nothing comes back from it (`reader export` writes it only)")
        settings = Options(options.unit, options.raw)
        imported = run_to_end(
            import_(workspace, options.file, format, settings, update=options.update, dry_run=options.dry_run)
        )
    except OSError as error:
        raise ReaderError(f"{options.file}: it cannot be read: {error.strerror}") from error
    save(workspace)
    say(f"{options.file} ({format.name}){' would import' if options.dry_run else ''}: {imported.report[0]}")
    say(*imported.report[1:], *workspace.store.notices)
    return 0
