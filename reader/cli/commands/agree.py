"""The command `reader agree`, which measures agreement between annotators and lists their disagreements."""

import argparse
import json
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING, Any

from reader.cli.common import open_workspace, say
from reader.errors import UsageError

if TYPE_CHECKING:
    from reader.reports.agreement import Suggested
    from reader.workflows.compare_people import Team


def arguments(command: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    command.add_argument(
        "others",
        nargs="*",
        type=Path,
        metavar="OTHER",
        help="one workspace, whose annotators are compared; or a workspace, annotations file or export for each person",
    )
    command.add_argument(
        "--creator",
        action="append",
        default=[],
        metavar="NAME",
        help="an annotator of one workspace; repeatable (default: everyone who tagged there)",
    )
    command.add_argument(
        "--with-reader",
        action="store_true",
        help="include the tags that `reader suggest --accept` set unseen, whose creator is reader",
    )
    command.add_argument(
        "--without-suggested",
        action="store_true",
        help="leave out every passage for which somebody accepted a suggestion",
    )
    command.add_argument(
        "--topmost",
        action="store_true",
        help="count a nested tag as its topmost tag: claim/number as claim",
    )
    command.add_argument("--json", action="store_true", help="print one JSON document with all measures")


def run(options: argparse.Namespace) -> int:
    """Print the measures and the disagreements; return 1 if an export had tags that could not be read."""
    from reader.text.sanitize import escape_unseen
    from reader.workflows.compare_people import creators, others

    _name_workspace(options)
    workspace = open_workspace(options)
    if options.others:
        team = others(workspace, options.others, with_reader=options.with_reader)
    else:
        team = creators(workspace, options.creator, with_reader=options.with_reader)
    if options.without_suggested:
        team = team.without_suggested()
    if options.topmost:
        team = team.with_topmost_tags()
    if len(team.people) < 2:
        raise UsageError(
            "nothing to compare: name two or more workspaces, annotations files or exports, or two annotators of one"
        )
    if options.json:
        print(escape_unseen(json.dumps(_document(team), ensure_ascii=False, indent=2)))
    else:
        print(*_lines(team), sep="\n")
    say(*team.problems)
    if team.left_out:
        say(f"reader: tags left out because their place in the sources is uncertain: {team.left_out}")
    if team.unseen:
        say(f"reader: tags by reader left out, as nobody has looked at them: {team.unseen} (--with-reader counts them)")
    say(*team.refused)
    return 1 if team.refused else 0


def _name_workspace(options: argparse.Namespace) -> None:
    """Return the workspace with the sources: the only folder named, or else the first of several."""
    folder = next((path for path in options.others if path.is_dir()), None)
    if options.workspace is None:
        options.workspace = folder
        if options.others == [folder]:  # the annotators of this workspace are compared
            options.others = []
    if options.others and options.creator:
        raise UsageError("name either files and folders or annotators of one workspace (--creator), not both")
    if len(options.others) == 1:  # it is compared with the workspace
        options.others = [options.workspace or Path(), *options.others]


def _groups(team: "Team") -> list[tuple[str, ...]]:
    """Return the names of each pair, and of everyone if there are more than two."""
    names = tuple(team.people)
    return [*combinations(names, 2), *([names] if len(names) > 2 else [])]


def _suggested(team: "Team") -> dict[tuple[str, ...], "Suggested"]:
    """Return messages about accepted suggestions for each group; none if nobody has accepted any."""
    from reader.reports.agreement import Suggested

    counts = team.suggested
    if not any(counts.values()):
        return {}
    without = team.without_suggested()
    return {group: Suggested(counts, without.measures(group)) for group in _groups(team)}


def _lines(team: "Team") -> Iterator[str]:
    from reader.reports.agreement import disagreement_lines, field_table, measures_table

    suggested = _suggested(team)
    for group in _groups(team):
        yield from measures_table(group, team.measures(group), suggested.get(group))
        yield ""
        if len(group) == 2 and (fields := team.field_measures(*group)):
            yield from field_table(fields)
            yield ""
    disagreements = team.disagreements
    yield f"sources {len(team.extents)}, disagreements {len(disagreements)}"
    yield from disagreement_lines(tuple(team.people), disagreements)


def _document(team: "Team") -> dict[str, Any]:
    from reader.reports.agreement import disagreement_record, field_record, measures_record

    names = tuple(team.people)
    groups = [(group, tag, each) for group in _groups(team) for tag, each in team.measures(group).items()]
    suggested = _suggested(team)
    return {
        "people": [*names],
        "sources": [*team.extents],
        "left_out": team.left_out,
        "unseen": team.unseen,
        "suggested": team.suggested,
        "measures": [measures_record(*each, suggested.get(each[0])) for each in groups],
        "fields": [field_record(pair, each) for pair in combinations(names, 2) for each in team.field_measures(*pair)],
        "disagreements": [disagreement_record(names, place) for place in team.disagreements],
    }
