"""The command `reader check`, which shows where every annotation is in its source now."""

import argparse

from reader.cli.common import json_arguments, open_workspace, print_lines, say

arguments = json_arguments


def run(options: argparse.Namespace) -> int:
    """Print the annotations that need a review; return 1 if there are any, or damaged records."""
    from reader.reports.anchor_report import NEEDS_A_PERSON, anchor_lines, anchor_record, end_lines, end_record
    from reader.reports.invalid import invalid_lines, invalid_records
    from reader.reports.losses import loss_lines, loss_record
    from reader.system.threads import run_to_end
    from reader.workspace.corpus_builder import build_corpus

    workspace, problems = open_workspace(options), list[str]()
    found, losses = build_corpus(workspace, problems).annotations, workspace.store.losses.find()
    ends = run_to_end(workspace.link_ends.found()) if any(each.annotation.links for each in found) else []
    invalid = {each.annotation.id: list(workspace.fields.problems(each.annotation)) for each in found}
    if options.json:
        records = [*map(loss_record, losses), *map(anchor_record, found), *map(end_record, ends)]
        print_lines([*records, *invalid_records(found, invalid)])
    else:
        print(*loss_lines(losses), *anchor_lines(found), *end_lines(ends), *invalid_lines(found, invalid), sep="\n")
    say(*problems, *workspace.store.notices)
    needs_a_person = (
        losses or workspace.store.kept_aside or any(each.status in NEEDS_A_PERSON for each in (*found, *ends))
    )
    return 1 if needs_a_person else 0
