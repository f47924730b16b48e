"""The command `reader report`, which writes a report for an editor."""

import argparse
from pathlib import Path

from reader.cli.common import confirm, open_workspace, say, workspace_argument
from reader.errors import ReaderError


def arguments(command: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    workspace_argument(command)
    command.add_argument(
        "--part",
        action="append",
        choices=("quotes", "claims", "story"),
        default=[],
        help="quotes by person with their verdicts, claims, or what the sources tell; repeatable (default: all)",
    )
    command.add_argument("--format", choices=("markdown", "html"), help="default: by the name of the file, or markdown")
    command.add_argument("-o", "--output", type=Path, metavar="FILE", help="the file (default: standard output)")
    command.add_argument("--force", action="store_true", help="replace an existing file")
    command.add_argument(
        "--filter", default="", metavar="TERMS", help="report only these quotes and claims, such as 'rating:refuted'"
    )


def run(options: argparse.Namespace) -> int:
    """Write the report."""
    from reader.reports.editor.document import html, markdown
    from reader.reports.editor.report import Part, report
    from reader.system.durable_files import replace_file
    from reader.text.sanitize import sanitize_lines

    workspace, problems = open_workspace(options), list[str]()
    parts = [Part(each) for each in options.part] or list(Part)
    target: Path | None = options.output
    is_html = options.format == "html" if options.format else bool(target and target.suffix in (".html", ".htm"))
    document = report(workspace, parts, problems, options.filter)
    text = "".join((html if is_html else markdown)(document))
    say(*problems)
    if target is None:
        print(sanitize_lines(text), end="")
        return 0
    if target.exists() and not options.force and not confirm(f"{target} exists. Replace it?"):
        raise ReaderError(f"{target}: it exists and was left as it is; --force replaces it")
    try:
        replace_file(target, text.encode("utf-8", "replace"), mode=0o644)
    except OSError as error:
        raise ReaderError(f"{target}: it cannot be written: {error.strerror}") from error
    return 0
