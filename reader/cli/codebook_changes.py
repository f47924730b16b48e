"""The subcommands of `reader codebook` that change a tag: rename, merge and retire."""

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, cast

from reader.cli.common import confirm, open_workspace, program, save, say
from reader.errors import ReaderError, UsageError

if TYPE_CHECKING:
    from reader.workspace.codebook_rules import How
    from reader.workspace.codebook_service import CodebookPlan
    from reader.workspace.workspace import Workspace

CHANGES = {"rename": "TAG NEW", "merge": "TAG INTO", "retire": "TAG"}  # each change, and its arguments


def arguments(command: argparse.ArgumentParser) -> None:
    """Declare the options of the subcommands."""
    group = command.add_argument_group("rename, merge and retire")
    group.add_argument("--into", metavar="TAG", help="with retire: give its annotations this tag instead")
    group.add_argument("--dry-run", action="store_true", help="print what would be changed, and change nothing")
    group.add_argument("--yes", action="store_true", help="change it without asking first")


def is_change(words: Sequence[str]) -> bool:
    """Return whether words are a subcommand, and not a workspace."""
    return bool(words) and words[0] in CHANGES


def change(options: argparse.Namespace) -> int:
    """Say what a change would do, and make it if the user agrees.

    Raises:
        UsageError: Tags are missing or too many, or the change is impossible.
        ReaderError: The user did not agree.
    """
    from reader.reports.codebook_change import done_lines, plan_lines, question
    from reader.workspace.location import settings_files

    how, *names = options.words
    options.path = _workspace_after(how, names)
    if options.into and how != "retire":
        raise UsageError("--into belongs to retire; with rename and merge, write the second tag after the first")
    workspace = open_workspace(options)
    tag, into = names[0], (names[1:] or [options.into or ""])[0]
    plan = workspace.codebook.plan(cast("How", how), tag, into)
    user_file, _ = settings_files(workspace.paths.folder)
    if plan.is_empty:
        print(f"{question(plan)}: already done")
        return 0
    if options.dry_run:
        print(*plan_lines(plan, user_file), "nothing was changed", sep="\n")
        return 0
    if not options.yes:
        say(*plan_lines(plan, user_file))
        if not confirm(f"{question(plan)}?"):
            raise ReaderError("nothing was changed; --yes changes it without asking, --dry-run only counts")
    done = _carried_out(workspace, plan)
    print(*done_lines(done, user_file), f"{program()} undo takes this back, as does u in the application", sep="\n")
    return 0


def _workspace_after(how: str, names: list[str]) -> Path | None:
    """Split the workspace that may follow the tags off their names; raise UsageError if a tag is missing."""
    takes = CHANGES[how].split()
    rest = names[len(takes) :]
    usage = f"reader codebook {how} takes {' and '.join(takes)}, and WORKSPACE after that"
    if len(names) < len(takes) or len(rest) > 1:
        raise UsageError(usage)
    if rest and not Path(rest[0]).exists():
        hint = "; --into TAG gives the annotations another tag" if how == "retire" else ""
        raise UsageError(f"{rest[0]}: there is no such workspace; {usage}{hint}")
    names[len(takes) :] = []
    return Path(rest[0]) if rest else None


def _carried_out(workspace: "Workspace", plan: "CodebookPlan") -> "CodebookPlan":
    done = workspace.codebook.carry_out(plan)
    save(workspace)
    return done
