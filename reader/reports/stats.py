"""The output of `reader stats`: how much of a workspace has been read and tagged."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, field, fields
from textwrap import wrap
from typing import Any

from reader.reports.columns import GAP, cell_width, cut_middle, padded
from reader.reports.csv_output import csv_of
from reader.reports.selection import Selection
from reader.reports.source_list import done_by
from reader.settings import Tag
from reader.text.sanitize import sanitize_line
from reader.workspace.progress import Progress, progress
from reader.workspace.workspace import Workspace

NO_KEY = "·"  # in place of the letter of a tag that has none
MAX_BAR = 30  # letters of the longest bar
TAGGED = "tag: "  # before what is counted, over a column of CSV
WIDTH = 80  # cells of a line; in a wider table the sums are below
FEW = 4  # tags whose sums are always in the table
MAX_NAME = 40  # cells of a source's id


@dataclass(frozen=True, slots=True)
class SourceStats:
    """The progress of one source, or of all together.

    Attributes:
        source: The id of the source; empty for all together.
        progress: The numbers of sentences in all, seen and tagged.
        counts: The number of annotations in each column of the selection; orphans do not count.
        done: The number of sources that each person is done with as they are now: 1 for one source.
        done_before: The number of sources that each person was done with before they changed.
    """

    source: str
    progress: Progress
    counts: Counter[str]
    done: Counter[str] = field(default_factory=Counter)
    done_before: Counter[str] = field(default_factory=Counter)

    def record(self, selection: Selection) -> dict[str, Any]:
        """Return the numbers as a JSON object; without `done` if nobody is."""
        done = {"done": self.done, "done_before_it_changed": self.done_before}
        return {
            "source": self.source or None,
            **asdict(self.progress),
            **dict(selection.records(self.counts)),
            **{name: dict(who) for name, who in done.items() if who},
        }

    def __add__(self, other: "SourceStats") -> "SourceStats":
        """Return the sum of the numbers, which belongs to no source."""
        progress, counts = self.progress + other.progress, self.counts + other.counts
        return SourceStats("", progress, counts, self.done + other.done, self.done_before + other.done_before)


def collect_stats(workspace: Workspace, selection: Selection, problems: list[str]) -> Iterator[SourceStats]:
    """Yield the numbers of each readable source that is not an original, then their total.

    Args:
        workspace: The workspace.
        selection: The sources, their order, and the annotations to count.
        problems: A list that gets a message for each source that cannot be read.
    """
    workspace.anchoring.find_renamed()
    rows, read, total = list[SourceStats](), workspace.state.read, SourceStats("", Progress(), Counter())
    marks = workspace.done.marks
    for article in workspace.sources.articles_to_read(problems):
        id = article.source.id
        if not selection.has_source(id):
            continue
        annotations = workspace.annotations.of(article)
        statuses = {each.annotation.id: each.status for each in workspace.anchoring.of(article)}
        counts = selection.counts(selection.choose(annotations, statuses))
        done = Counter(marks.people(id, article.digest))
        before = Counter(marks.people_before(id, article.digest))
        row = SourceStats(id, progress(article, annotations, read.get(id, 0.0)), counts, done, before)
        total += row
        rows.append(row)
    yield from selection.ordered(rows, lambda row: row.source, lambda row: row.counts)
    yield total


def stats_table(stats: Sequence[SourceStats], tags: Sequence[Tag], selection: Selection) -> str:
    """Return a table with aligned columns.

    A bar for each source has a letter for every tag, or for several tags; values of a field are counted in words. The
    sums of many tags are below the table.
    """
    *sources, total = stats
    most = 0 if selection.by else max([row.counts.total() for row in sources], default=0)
    each = max(1, -(-most // MAX_BAR))  # tags that a letter stands for
    has_done = any(row.done or row.done_before for row in sources)
    columns, (summed,) = selection.shown([total.counts])
    counted = sanitize_line(selection.by.name) if selection.by else "tags"
    lines = [["source", "sentences", "seen", "tagged", *(["done"] if has_done else []), counted]]
    for row in sources:
        counts = _in_words(row.counts, columns) if selection.by else _bar(row.counts, tags, each)
        lines.append([*_numbers(row), *_done(row, has_done), counts])
    of_all = _in_words(summed, columns, has_zeroes=selection.by is None) or "·"
    lines.append([*_numbers(total), *([_sum(total)] if has_done else []), of_all])
    starts = [f"{start}{GAP}" for start in padded([line[:-1] for line in lines])]
    if cell_width(starts[0]) + cell_width(of_all) > WIDTH and len(columns) > FEW:
        lines[-1][-1] = str(summed.total())
        below = ["", *wrap(of_all, WIDTH)]
    else:
        below = []
    if each > 1:
        below += ["", f"each letter stands for {each} tags"]
    rows = (f"{start}{line[-1]}".rstrip() for start, line in zip(starts, lines, strict=True))
    return "".join(f"{line}\n" for line in (*rows, *below))


def stats_csv(stats: Sequence[SourceStats], selection: Selection, *, raw: bool = False) -> str:
    """Return the numbers of each source as CSV, as `csv_of` does; the sums are left to the spreadsheet."""
    *sources, total = stats
    columns = selection.columns([total.counts])
    columns += sorted(name for name in total.counts if name not in columns)
    records = [
        {
            "source": row.source,
            **asdict(row.progress),
            "done": ", ".join(sorted(row.done)),
            **{f"{TAGGED}{name}": row.counts[name] for name in columns},
        }
        for row in sources
    ]
    numbers = (each.name for each in fields(Progress))
    return csv_of(["source", *numbers, "done", *(f"{TAGGED}{name}" for name in columns)], records, raw=raw)


def _numbers(row: SourceStats) -> list[str]:
    done = row.progress
    name = cut_middle(sanitize_line(row.source) or "all", MAX_NAME)
    return [name, str(done.sentences), _share(done.seen, done), _share(done.tagged, done)]


def _done(row: SourceStats, has_done: bool) -> list[str]:
    """Return the cell that names who is done with a source; none if there is no such column."""
    return [done_by(sorted(row.done), sorted(row.done_before)) or "·"] if has_done else []


def _sum(total: SourceStats) -> str:
    """Return how many sources each person is done with: `Ann 3, Bob 1`."""
    return sanitize_line(", ".join(f"{name} {number}" for name, number in sorted(total.done.items()))) or "·"


def _share(number: int, of: Progress) -> str:
    return f"{number} {100 * number // max(1, of.sentences):3}%"


def _in_words(counts: Counter[str], columns: Sequence[str], *, has_zeroes: bool = False) -> str:
    return ", ".join(f"{counts[name]} {sanitize_line(name)}" for name in columns if counts[name] or has_zeroes)


def _bar(counts: Counter[str], tags: Sequence[Tag], each: int) -> str:
    """Return a letter for every `each` tags; dots for those without a key, and for those that the settings lack."""
    letters = {tag.name: tag.key or tag.inherited_letter for tag in tags}
    sums = dict.fromkeys(filter(None, letters.values()), 0) | {NO_KEY: 0}
    for name, number in counts.items():
        sums[letters.get(name) or NO_KEY] += number
    return "".join(letter * -(-number // each) for letter, number in sums.items())
