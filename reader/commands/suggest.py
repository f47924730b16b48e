"""`reader suggest`: the tags that the program would set, and why."""

import argparse
from typing import TYPE_CHECKING

from reader.commands.common import json_arguments, open_workspace, print_lines, save, say

if TYPE_CHECKING:
    from reader.insight.suggestion import Suggestion
    from reader.text.article import Article

READER = "reader"  # the creator of what nobody looked at


def arguments(command: argparse.ArgumentParser) -> None:
    json_arguments(command)
    command.add_argument("--tag", metavar="TAG", help="only of this tag")
    command.add_argument("--source", metavar="ID", help="only in this source; by its id, or its path")
    command.add_argument("--sure", action="store_true", help="only those that are nearly always right")
    command.add_argument("--accept", choices=["sure"], help="tag all sure ones, as one step that one undo takes back")


def run(options: argparse.Namespace) -> int:
    workspace, problems = open_workspace(options), list[str]()
    if options.tag:
        workspace.must_know(options.tag)
    problems += filter(None, workspace.gather_evidence())
    articles = [workspace.article(workspace.source(options.source))] if options.source else workspace.articles([])
    accepted = []
    for article in articles:
        found = [each for each in workspace.suggestions_of(article) if _is_meant(each, options)]
        if options.accept:
            accepted += workspace.accepted(article, found, READER)
        else:
            _show(article, found, as_json=options.json)
    if options.accept:
        workspace.add(accepted)
        save(workspace)
        print(f"{len(accepted)} tagged")
    say(*problems)
    return 0


def _is_meant(suggestion: "Suggestion", options: argparse.Namespace) -> bool:
    is_sure_enough = suggestion.is_sure or not (options.sure or options.accept)
    return is_sure_enough and options.tag in (None, suggestion.tag)


def _show(article: "Article", found: list["Suggestion"], *, as_json: bool) -> None:
    from reader.text.visible import one_line, visible

    if as_json:
        print_lines(each.record(article.text) for each in found)
        return
    for each in found:
        mark = "sure" if each.is_sure else f"{each.score:.2f}"
        words = one_line(each.span.of(article.text)), "; ".join(each.reasons)
        print(f"{visible(each.source)}\t{each.span.start}\t{each.span.end}\t{each.tag}\t{mark}", *words, sep="\t")
