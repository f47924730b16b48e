"""`reader suggest`: the tags that the program would set."""

import argparse

from reader.commands.common import json_arguments, open_workspace, print_lines, say

arguments = json_arguments


def run(options: argparse.Namespace) -> int:
    from reader.insight.suggest import suggestions
    from reader.text.visible import one_line, visible

    workspace, problems = open_workspace(options), list[str]()
    for article in workspace.articles(problems):
        for each in suggestions(article):
            if options.json:
                print_lines([each.record(article.text)])
            else:
                mark = "sure" if each.is_sure else f"{each.score:.2f}"
                words = one_line(each.span.of(article.text)), "; ".join(each.reasons)
                print(
                    f"{visible(each.source)}\t{each.span.start}\t{each.span.end}\t{each.tag}\t{mark}", *words, sep="\t"
                )
    say(*problems)
    return 0
