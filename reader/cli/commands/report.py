"""The command `reader report`, which writes a report for an editor."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from reader.cli.common import open_workspace, say, say_unknown_values, workspace_argument
from reader.cli.output import ask_to_replace, is_terminal, output_path
from reader.system.files import is_stream

if TYPE_CHECKING:
    from reader.workspace.workspace import Workspace


def arguments(command: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    workspace_argument(command)
    command.add_argument(
        "--part",
        action="append",
        choices=("quotes", "claims", "story"),
        default=[],
        help="quotes (by person, with verdicts), claims, or story (what the sources say); repeatable (default: all)",
    )
    command.add_argument("--format", choices=("markdown", "html"), help="default: by the ending of FILE, or markdown")
    command.add_argument(
        "-o", "--output", type=Path, metavar="FILE", help="the file to write (default: standard output)"
    )
    command.add_argument("--force", action="store_true", help="replace an existing file")
    for name, metavar, which in (("source", "ID", "this source"), ("creator", "NAME", "the tags of this annotator")):
        words = f"report only on {which}; repeatable"
        command.add_argument(f"--{name}", action="append", default=[], metavar=metavar, help=words)
    command.add_argument(
        "--filter",
        default="",
        metavar="TERMS",
        help="report only quotes and claims that match, such as 'rating:refuted'",
    )


def run(options: argparse.Namespace) -> int:
    """Write the report."""
    from reader.formats.corpus import ExportScope
    from reader.reports.editor.document import html, markdown
    from reader.reports.editor.report import ReportPart, report

    workspace, problems = open_workspace(options), list[str]()
    target = _target(options, workspace)
    is_html = options.format == "html" if options.format else bool(target and target.suffix in (".html", ".htm"))
    scope = ExportScope(sources=frozenset(options.source), creators=frozenset(options.creator))
    parts = [ReportPart(each) for each in options.part] or list(ReportPart)
    document = report(workspace, parts, problems, options.filter, scope=scope)
    say_unknown_values(workspace, options.filter)
    text = "".join((html if is_html else markdown)(document))
    if target is None:
        print(text, end="")
    else:
        _write(target, text)
    say(*problems, *workspace.store.notices)
    return 0


def _target(options: argparse.Namespace, workspace: "Workspace") -> Path | None:
    """Return the file to write to, or None for standard output; raise ReaderError if it must not be written to."""
    target = output_path(options.output)
    if target is None or is_stream(target):
        return target
    from reader.workflows.report_file import check_report_place

    check_report_place(workspace, target)
    if target.exists():
        ask_to_replace(target, force=options.force)
    return target


def _write(target: Path, text: str) -> None:
    """Write the report to a file or a stream; a terminal gets it with control characters made visible."""
    from reader.text.sanitize import sanitize_lines
    from reader.workflows.report_file import write_report

    if is_stream(target):
        shown = sanitize_lines(text) if is_terminal(target) else text
        target.write_bytes(shown.encode("utf-8", "replace"))
    else:
        write_report(target, text)
