"""The command `reader echoes`, which lists statements that several sources report, and the story matrix."""

import argparse

from reader.cli.common import json_arguments, open_workspace, print_lines, say
from reader.errors import ReaderError


def arguments(command: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    json_arguments(command)
    command.add_argument("--source", metavar="ID", help="list the echoes of this source only")
    command.add_argument("--matrix", action="store_true", help="print the story matrix (the default without --json)")
    command.add_argument("--dask", metavar="ADDRESS", help="compute on the workers of this Dask scheduler")


def run(options: argparse.Namespace) -> int:
    """Print the story matrix or the echoes."""
    from reader.insight.batch_engine import engine
    from reader.insight.echoes.index import find_echoes
    from reader.insight.echoes.story_matrix import build_matrix
    from reader.reports.story_matrix import echo_lines, story_matrix_lines
    from reader.workspace.story import echo_index

    workspace, problems = open_workspace(options), list[str]()
    only = workspace.source(options.source).id if options.source else None
    articles = {article.source.id: article for article in workspace.sources.articles_to_read(problems)}
    if only is not None and only not in articles:
        raise ReaderError(*problems or [f"{only}: this is an original; only articles have echoes"])
    texts = {id: article.text for id, article in articles.items()}
    with engine(options.dask) as each:
        index = echo_index(workspace, list(articles.values()), each)
        found = each(find_echoes, index.sources, index) if only is None else index.echoes_in(only)
    if options.matrix or not (options.json or options.source):
        matrix = build_matrix(index, found, list(articles.values()))
        records, lines = matrix.records(texts), story_matrix_lines(matrix, articles, texts)
    else:
        records, lines = (echo.record(texts) for echo in found), echo_lines(found, texts)
    if options.json:
        print_lines(records)
    else:
        print(*lines, sep="\n")
    say(*problems)
    return 0
