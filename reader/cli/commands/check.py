"""The command `reader check`, which shows where every annotation stands in its source now."""

import argparse

from reader.cli.common import json_arguments, open_workspace, print_lines, say

arguments = json_arguments


def run(options: argparse.Namespace) -> int:
    """Print the annotations that need a review; return 1 if there are any, or damaged records."""
    from reader.reports.anchor_report import NEEDS_A_PERSON, anchor_lines, anchor_record
    from reader.reports.losses import loss_lines, loss_record
    from reader.workspace.corpus_builder import build_corpus

    workspace, problems = open_workspace(options), list[str]()
    found, losses = build_corpus(workspace, problems).annotations, workspace.store.losses.find()
    if options.json:
        print_lines([*map(loss_record, losses), *map(anchor_record, found)])
    else:
        print(*loss_lines(losses), *anchor_lines(found), sep="\n")
    say(*problems, *workspace.store.notices)
    needs_a_person = losses or workspace.store.kept_aside or any(each.status in NEEDS_A_PERSON for each in found)
    return 1 if needs_a_person else 0
