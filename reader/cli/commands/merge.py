"""The command `reader merge`, which merges other people's annotations into the workspace."""

import argparse
from pathlib import Path

from reader.cli.common import open_workspace, save, say


def arguments(command: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    command.add_argument(
        "others",
        nargs="+",
        type=Path,
        metavar="OTHER",
        help="a workspace, annotations file or export, merged into the current folder; where that is not a workspace, "
        "into the first folder named",
    )
    command.add_argument("--dry-run", action="store_true", help="print what would be merged, and change nothing")


def run(options: argparse.Namespace) -> int:
    """Merge, and print each change, the conflicts and the counts; return 1 if something could not be merged."""
    from reader.collaboration.git.textconv import format_annotation, format_record
    from reader.text.sanitize import sanitize
    from reader.workflows.compare_people import merge_workspaces

    _name_workspace(options)
    workspace = open_workspace(options)
    before = len(workspace.annotations) + len(workspace.store.dismissals)
    joined = merge_workspaces(workspace, options.others, is_trial=options.dry_run)
    parts = (("added", joined.added), ("changed", joined.changed), ("removed", joined.removed))
    for word, changes in parts:
        for change in changes:
            print(f"{word}: {format_annotation(change.annotation)}")
    for row in joined.rows:
        word = "changed" if row.before and row.after else "added" if row.after else "removed"
        print(f"{word}: {format_record(row.row)}")
    for name, record, words in joined.conflicts:
        print(f"conflict with {sanitize(name)}: {format_record(record)}: {words}")
    kept = before - len(joined.changed) - len(joined.removed)
    counts = [*((word, len(changes)) for word, changes in parts), ("kept", kept), ("conflicts", len(joined.conflicts))]
    counts += [("equal", joined.equal)] if joined.equal else []
    print(", ".join(f"{word} {count}" for word, count in counts))
    if not options.dry_run:
        save(workspace)
    say(*joined.problems, *workspace.store.notices, *joined.refused)
    return 1 if joined.refused else 0


def _name_workspace(options: argparse.Namespace) -> None:
    """Use the first folder as the workspace to merge into if the current folder is not one."""
    first, *others = options.others
    if options.workspace is None and others and first.is_dir() and not _is_workspace(Path(), options.others):
        options.workspace, options.others = first, others


def _is_workspace(folder: Path, others: list[Path]) -> bool:
    """Return whether a folder has tags, settings or sources of its own, besides those in other folders."""
    from reader.settings import FILE_NAME
    from reader.text.folder import find_sources
    from reader.workspace.location import ANNOTATIONS, SOURCES

    if any((folder / name).exists() for name in (ANNOTATIONS, SOURCES, FILE_NAME)):
        return True
    elsewhere = [path.resolve() for path in others]
    paths = (source.path.resolve() for source in find_sources(folder))
    return any(not any(path.is_relative_to(other) for other in elsewhere) for path in paths)
