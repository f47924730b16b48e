"""The columns of tables that count tags: one for each tag, or fewer if the codebook is large."""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence

from reader.settings.tag_names import is_within, nearest, topmost

MOST = 12  # columns of tags in a table for people
OTHERS = "others"  # the column of all that have none


def tag_columns(tags: Sequence[str], used: Iterable[Counter[str]] = ()) -> list[str]:
    """Return the names of the columns for tags: all of them if they are few, else the topmost ones.

    If there are still too many, the most used ones have a column each, and one column is for the rest.
    A tag that is not in the codebook comes last; no tag that is used is left out.

    Args:
        tags: The names of the tags, in the order of the codebook.
        used: The counts that the table has.
    """
    used = list(used)
    known = set(tags)
    lacking = {name for counts in used for name, number in counts.items() if number and not _column(name, known)}
    tags = [*tags, *sorted(lacking)]
    if len(tags) <= MOST:
        return tags
    top = list(dict.fromkeys(map(topmost, tags)))
    if len(top) <= MOST:
        return top
    sums = Counter[str]()
    for counts in used:
        sums.update(grouped(counts, top))
    kept = sorted((name for name in top if sums[name]), key=lambda name: -sums[name])[: MOST - 1]
    columns = [name for name in top if name in kept]
    return [*columns, OTHERS] if sum(sums[name] for name in columns) < sums.total() else columns


def grouped(counts: Counter[str], columns: Sequence[str]) -> Counter[str]:
    """Return counts by column: a tag without one is counted with the nearest tag above it that has one, or as “other”.

    A tag in no column is left out, unless there is a column for others.
    """
    known, found = set(columns), Counter[str]()
    for name, number in counts.items():
        found[_column(name, known) or OTHERS] += number
    return found


def _column(name: str, known: Collection[str]) -> str:
    """Return which of some tags a tag is counted with: itself or the nearest one above; empty if it has none."""
    found = nearest(name, known)
    return found if found in known else ""


def count_within(counts: Counter[str], tag: str) -> int:
    """Return the number of annotations with a tag or one that is nested in it."""
    return sum(number for name, number in counts.items() if is_within(name, tag))
