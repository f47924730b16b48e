"""The command `reader verify`, which compares quotations with what was said."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from reader.cli.common import json_arguments, open_workspace, print_lines, save, say
from reader.errors import SourceError, UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reader.insight.quote_check.verdict import Checked
    from reader.text.article import Article
    from reader.workspace.quote_check_service import QuoteCheckService
    from reader.workspace.verdict_service import ToKeep
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
    command.add_argument(
        "--keep",
        action="store_true",
        help="keep each verdict on the tag of its quotation, with a link to the original, as one step",
    )


def run(options: argparse.Namespace) -> int:
    """Print the verdict on each quotation; return 1 if one should not be published unchanged."""
    from reader.reports.quote_check import is_fault, quote_report, verdict_summary

    workspace = open_workspace(options)
    service = _service(workspace, options.originals)
    problems, verdicts, articles = list[str](), list["Checked"](), 0
    keeper = _Keeper(workspace, service) if options.keep else None
    for article, found in _checked(workspace, service, options.source, problems):
        articles += 1
        verdicts += found
        if keeper:
            keeper.add(article, found)
        if options.json:
            print_lines(each.record() for each in found)
        else:
            print(*quote_report(article, found), sep="", end="")
    if not options.json:
        print(verdict_summary(verdicts, articles, len(service.originals)))
    say(*service.problems, *problems)
    if keeper:
        say(keeper.keep())
        save(workspace)
    return int(any(is_fault(each, is_strict=options.strict) for each in verdicts))


class _Keeper:
    """Gathers the verdicts on tagged quotations, and finally keeps them.

    Raises:
        UsageError: The originals are not among the sources, so that no link can lead to them.
    """

    def __init__(self, workspace: "Workspace", service: "QuoteCheckService") -> None:
        from reader.workspace.verdict_service import VerdictService

        sources = workspace.sources
        if any(each.source not in sources.by_id for each in service.originals):
            raise UsageError("--keep: the originals must be among the sources, in a folder named originals")
        self._annotations, self._fields = workspace.annotations, workspace.fields
        self._verdicts = VerdictService(sources, workspace.anchoring, self._annotations, workspace.fields, service)
        self._wanted, self._without = list["ToKeep"](), 0

    def add(self, article: "Article", found: "list[Checked]") -> None:
        """Add the verdicts found in an article."""
        from reader.annotation.model.span_index import SpanIndex

        tags = SpanIndex(self._annotations.of(article))
        self._wanted += self._verdicts.to_keep(tags, found, article.digest)
        compared = (each for each in found if each.verdict != "not-compared")
        self._without += sum(self._verdicts.quote_on(tags, each.span) is None for each in compared)

    def keep(self) -> str:
        """Keep the verdicts, and return a message about it."""
        number, without = len(self._wanted), self._without
        others = sum(not self._fields.is_own(each.quote) for each in self._wanted)
        if number:
            self._verdicts.keep(self._wanted)
        kept = f"kept {number:,} {'verdict' if number == 1 else 'verdicts'}"
        if others:
            kept += f", {others:,} of them on tags of your own beside those of other people"
        if not without:
            return kept
        return f"{kept}; {without:,} {'quotation has' if without == 1 else 'quotations have'} no tag to keep one on"


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
