"""A change of the codebook in words: what it would do, before the user agrees, and what it has done."""

from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from reader.text.counted import counted
from reader.text.sanitize import sanitize, sanitize_line
from reader.text.shown_passage import shown_beginning
from reader.workspace.codebook_service import CodebookPlan

MOST_LISTED = 20  # sources, or annotations that stay apart
LONGEST = 60  # code points of a passage that are shown
_STAY = "stay beside such a tag, since they differ"
TO = {"rename": " to ", "merge": " into ", "retire": " and give its tags "}


def question(plan: CodebookPlan) -> str:
    """Describe a change in the imperative: `rename claim to assertion`."""
    return sanitize_line(f"{plan.how} {plan.tag}{TO[plan.how] if plan.into else ''}{plan.into}")


def change_summary(plan: CodebookPlan) -> str:
    """Return how many annotations have the tag, in how many sources and by how many people."""
    number, stays = len(plan.found), plan.how == "retire" and not plan.into
    if not number:
        return "no annotation has it" if stays else "no tags"
    sources, people = len(plan.count_by("source")), len(plan.count_by("creator"))
    kept = f"{counted(number, 'annotation')} {'keeps' if number == 1 else 'keep'} it"
    where = f"in {counted(sources, 'source')}, by {counted(people, 'person', 'people')}"
    return f"{kept if stays else counted(number, 'tag')}, {where}"


def plan_lines(plan: CodebookPlan, user_file: Path) -> Iterator[str]:
    """Yield what a change would do: the counts by person and source, what is united, and the files.

    Args:
        plan: The change.
        user_file: The file whose settings apply to every workspace.
    """
    yield f"{question(plan)}: {change_summary(plan)}"
    yield from people_lines(plan)
    yield from _count_lines(plan.count_by("source"))
    yield from outcome(plan)
    for each in plan.apart[:MOST_LISTED]:
        one = each.annotation
        yield f"  {one.id[:8]}  {sanitize_line(one.source)}: {shown_beginning(one.source, one.exact)[:LONGEST]}"
    yield from files_changed(plan, "would change", user_file)


def people_lines(plan: CodebookPlan) -> Iterator[str]:
    """Yield how many annotations of each person have the tag."""
    yield from _count_lines(plan.count_by("creator"))


def done_lines(plan: CodebookPlan, user_file: Path) -> Iterator[str]:
    """Yield what a change has done."""
    yield f"{sanitize(plan.description)}: {change_summary(plan)}"
    yield from outcome(plan)
    yield from files_changed(plan, "changed", user_file)


def outcome(plan: CodebookPlan) -> Iterator[str]:
    """Yield what happens to annotations besides the change of their tag."""
    move = plan.move
    if move.dismissed:
        yield f"{counted(len(move.dismissed), 'dismissed suggestion')} of it, too"
    if move.united:
        become = "becomes" if move.united == 1 else "become"
        yield f"{move.united:,} {become} one with a tag that is already there; nothing is lost"
    if move.apart:
        named = _named(Counter(name for each in move.apart for name in each.names))
        stay = "stays beside such a tag, since it differs" if len(move.apart) == 1 else _STAY
        yield f"{len(move.apart):,} {stay}: {named}"
    if move.given_way:
        dropped = counted(move.given_way, "dismissed suggestion")
        yield f"{dropped} dropped: the same person has tagged or dismissed the same passage"
    if plan.lacking:
        yield f"kept, though {sanitize(plan.into)} has no such fields: {_named(plan.lacking)}"


def files_changed(plan: CodebookPlan, verb: str, user_file: Path) -> Iterator[str]:
    """Yield which files of the codebook change.

    Args:
        plan: The change.
        verb: Words such as “would change” or “changed”.
        user_file: The file whose settings apply to every workspace.
    """
    for each in plan.files:
        everywhere = ", which applies to all your workspaces" if each.path == user_file else ""
        yield f"{verb} {sanitize(str(each.path))}{everywhere}"


def _count_lines(counts: Counter[str]) -> Iterator[str]:
    listed: Sequence[tuple[str, int]] = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    for name, number in listed[:MOST_LISTED]:
        yield f"{number:>8,}  {sanitize_line(name) or '(nobody)'}"
    if rest := listed[MOST_LISTED:]:
        yield f"{sum(number for _, number in rest):>8,}  in {len(rest):,} more"


def _named(counts: Counter[str]) -> str:
    return ", ".join(f"{sanitize_line(name)} {number:,}" for name, number in sorted(counts.items()))
