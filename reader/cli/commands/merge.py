"""The command `reader merge`, which merges other people's annotations into the workspace."""

import argparse
from pathlib import Path

from reader.cli.common import open_workspace, save, say


def arguments(command: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    command.add_argument(
        "others", nargs="+", type=Path, metavar="OTHER", help="a workspace, annotations file or export"
    )
    command.add_argument("--dry-run", action="store_true", help="print what would be merged, and change nothing")


def run(options: argparse.Namespace) -> int:
    """Merge, and print each change, the conflicts and the counts; 1 if something could not be taken."""
    from reader.collaboration.git.textconv import format_annotation, format_record
    from reader.text.sanitize import sanitize
    from reader.workflows.compare_people import merge_workspaces

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
