"""The command `reader verify`, which compares quotations with what was said."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from reader.cli.common import json_arguments, open_workspace, print_lines, say
from reader.errors import SourceError, UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reader.insight.quote_check.verdict import Checked
    from reader.text.article import Article
    from reader.workspace.quote_check_service import QuoteCheckService
    from reader.workspace.workspace import Workspace


def arguments(command: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    json_arguments(command)
    command.add_argument(
        "--originals",
        type=Path,
        metavar="DIR",
        help="the folder with the originals (default: the sources in folders named originals, and those with the"
        " line role: original in their front matter)",
    )
    command.add_argument("--source", metavar="ID", help="check the quotations of this source only")
    command.add_argument("--strict", action="store_true", help="fail for shortened quotations, too")


def run(options: argparse.Namespace) -> int:
    """Print the verdict on each quotation; return 1 if one should not be published as it is."""
    from reader.reports.quote_check import is_fault, quote_report, summary

    workspace = open_workspace(options)
    service = _service(workspace, options.originals)
    problems, verdicts, articles = list[str](), list["Checked"](), 0
    for article, found in _checked(workspace, service, options.source, problems):
        articles += 1
        verdicts += found
        if options.json:
            print_lines(each.record() for each in found)
        else:
            print(*quote_report(article, found), sep="", end="")
    if not options.json:
        print(summary(verdicts, articles, len(service.originals)))
    say(*service.problems, *problems)
    return int(any(is_fault(each, is_strict=options.strict) for each in verdicts))


def _service(workspace: "Workspace", folder: Path | None) -> "QuoteCheckService":
    from reader.workspace.quote_check_service import QuoteCheckService

    if folder is None:
        service = workspace.quote_check
    elif folder.is_dir():
        service = QuoteCheckService(workspace.paths, workspace.sources, workspace.annotations, folder)
    else:
        raise UsageError(f"--originals: {folder} is not a folder")
    for _ in service.find():
        pass
    return service


def _checked(
    workspace: "Workspace", service: "QuoteCheckService", only: str | None, problems: list[str]
) -> "Iterator[tuple[Article, list[Checked]]]":
    """Yield each article with the verdicts on its quotations."""
    for source in [workspace.source(only)] if only else workspace.sources:
        if not only and service.is_original(source):
            continue
        try:
            article = workspace.article(source)
        except SourceError as error:
            problems.append(str(error))
            continue
        yield article, service.with_lesser_evidence(article, service.check(article))
