"""The command `reader suggest`, which lists the tags that the program suggests, with reasons."""

import argparse
from collections.abc import Iterator
from typing import TYPE_CHECKING

from reader.cli.common import json_arguments, open_workspace, print_lines, save, say

if TYPE_CHECKING:
    from reader.insight.suggestion import Suggestion
    from reader.text.article import Article
    from reader.text.source import Source
    from reader.workspace.workspace import Workspace


def arguments(command: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    json_arguments(command)
    command.add_argument("--tag", metavar="TAG", help="list suggestions of this tag only")
    command.add_argument("--source", metavar="ID", help="list suggestions in this source only, by its id or path")
    command.add_argument("--sure", action="store_true", help="list only suggestions that are nearly always right")
    command.add_argument(
        "--accept", choices=["sure"], help="accept all sure suggestions, as one step that undo reverts"
    )
    command.add_argument("--dask", metavar="ADDRESS", help="compute on the workers of this Dask scheduler")


def run(options: argparse.Namespace) -> int:
    """Print or accept the suggestions."""
    from reader.annotation.model.twins import READER

    workspace, problems = open_workspace(options), list[str]()
    if options.tag:
        from reader.workspace.checks import check_tag

        check_tag(workspace.settings, options.tag)
    only = workspace.source(options.source) if options.source else None
    everything = _by_dask(workspace, options.dask, problems) if options.dask else _here(workspace, only, problems)
    accepted = []
    for article, suggested in everything:
        if only and article.source != only:
            continue
        found = [each for each in suggested if _is_meant(each, options)]
        if options.accept:
            accepted += workspace.suggestions.to_annotations(article, found, READER)
        else:
            _show(article, found, as_json=options.json)
    if options.accept:
        workspace.suggestions.add(accepted)
        save(workspace)
        print(f"{len(accepted)} tagged")
    say(*problems)
    return 0


Found = Iterator[tuple["Article", list["Suggestion"]]]


def _here(workspace: "Workspace", only: "Source | None", problems: list[str]) -> Found:
    """Yield the suggestions of each article in turn."""
    problems += filter(None, workspace.suggestions.gather_evidence())
    for article in [workspace.article(only)] if only else workspace.sources.articles_to_read([]):
        yield article, workspace.suggestions.of(article)


def _by_dask(workspace: "Workspace", address: str, problems: list[str]) -> Found:
    """Yield the suggestions of all articles, computed in batches by the workers of a Dask scheduler."""
    from reader.insight.batch_engine import engine

    articles = list(workspace.sources.articles_to_read(problems))
    with engine(address) as each:
        yield from zip(articles, workspace.suggestions.of_all(articles, each), strict=True)


def _is_meant(suggestion: "Suggestion", options: argparse.Namespace) -> bool:
    is_sure_enough = suggestion.is_sure or not (options.sure or options.accept)
    return is_sure_enough and options.tag in (None, suggestion.tag)


def _show(article: "Article", suggestions: list["Suggestion"], *, as_json: bool) -> None:
    from reader.text.sanitize import sanitize, sanitize_line

    if as_json:
        print_lines(each.record(article.text) for each in suggestions)
        return
    for each in suggestions:
        mark = "sure" if each.is_sure else f"{each.score:.2f}"
        words = [sanitize_line(each.span.of(article.text)), "; ".join(each.reasons)]
        if found := each.attribution:
            cue = f" · {found.cue.of(article.text)}" if found.cue else ""
            words.append(sanitize_line(f"{found.name}{cue}"))
        print(f"{sanitize(each.source)}\t{each.span.start}\t{each.span.end}\t{each.tag}\t{mark}", *words, sep="\t")
