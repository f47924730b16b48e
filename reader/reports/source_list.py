"""The output of `reader list`: the sources of a workspace with their counts."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from reader.reports.chosen_tags import GONE, ChosenTags, chosen_tags
from reader.reports.columns import GAP, cell_width, cut_middle, cut_to_width, padded
from reader.reports.selection import Selection
from reader.text.role import is_original
from reader.text.sanitize import sanitize, sanitize_line
from reader.workspace.workspace import Workspace

MAX_NAME = 48  # cells of a source's id, or of the names of who is done, in the table
LEAST_NAME, LEAST_TITLE = 12, 10  # cells of an id and of a title, however narrow the terminal is


@dataclass(frozen=True, slots=True)
class SourceEntry:
    """One source in the list.

    Attributes:
        source: The id of the source.
        title: Its title; empty if it cannot be read.
        counts: The number of annotations in each column of the selection, orphans included.
        orphans: The number of annotations whose passage was not found.
        problem: The reason why the source cannot be read; otherwise empty.
        done: The people who are done with it as it is now.
        done_before: The people who were done with it before it changed.
        is_original: Whether it is an original, in which quoted words are looked for.
        told: Facts that the filter and the order asked for, such as the suggestions left.
    """

    source: str
    title: str
    counts: Counter[str]
    orphans: int
    problem: str
    done: Sequence[str] = ()
    done_before: Sequence[str] = ()
    is_original: bool = False
    told: Mapping[str, str | int] = field(default_factory=dict)

    def record(self, selection: Selection) -> dict[str, Any]:
        """Return the entry as a JSON object; without `done` if nobody is."""
        return {
            "source": self.source,
            "title": self.title,
            **dict(selection.records(self.counts)),
            "orphans": self.orphans,
            "problem": self.problem or None,
            **({"done": list(self.done)} if self.done else {}),
            **({"done_before_it_changed": list(self.done_before)} if self.done_before else {}),
            **({"role": "original"} if self.is_original else {}),
            **self.told,
        }

    @property
    def done_by(self) -> str:
        """The people who are done with the source, in a few words."""
        return done_by(self.done, self.done_before)


def list_sources(workspace: Workspace, selection: Selection) -> list[SourceEntry]:
    """Return an entry for each source, the originals last, then for each missing source that still has annotations.

    Args:
        workspace: The workspace.
        selection: The sources to list, their order, and the annotations to count.

    Raises:
        UsageError: There is no such column or order.
    """
    entries = [_entry(workspace, chosen, selection) for chosen in chosen_tags(workspace, selection)]
    entries.sort(key=lambda entry: (entry.problem == GONE, entry.is_original))
    return selection.ordered(entries, lambda entry: entry.source, lambda entry: entry.counts)


def _entry(workspace: Workspace, chosen: ChosenTags, selection: Selection) -> SourceEntry:
    id, article, counts = chosen.source, chosen.article, selection.counts(chosen.annotations)
    told = selection.tell(id) if chosen.problem != GONE else {}
    if article is None:
        return SourceEntry(id, "", counts, chosen.orphans, chosen.problem, told=told)
    marks = workspace.done.marks
    done, before = marks.people(id, article.digest), marks.people_before(id, article.digest)
    role = is_original(id, article.text)
    return SourceEntry(id, article.title, counts, chosen.orphans, "", done, before, role, told)


def source_table(entries: Sequence[SourceEntry], selection: Selection, width: int = 0) -> str:
    """Return a table with aligned columns, safe to show in a terminal; with a column for who is done if anybody is.

    Args:
        entries: The sources.
        selection: The columns.
        width: The most cells of a row, to which titles are cut; 0 for no limit.
    """
    names, counted = selection.shown([entry.counts for entry in entries])
    has_done = any(entry.done_by for entry in entries)
    longest = max(LEAST_NAME, min(MAX_NAME, width // 3)) if width else MAX_NAME
    told = list(dict.fromkeys(name for entry in entries for name in entry.told))
    rows = [["source", *map(sanitize_line, names), *told, *(["done"] if has_done else []), "title"]]
    for e, numbers_of in zip(entries, counted, strict=True):
        done = [cut_to_width(e.done_by or "·", MAX_NAME)] if has_done else []
        counts = [str(numbers_of[name] or "·") for name in names]
        asked = [str(e.told.get(name) or "·") for name in told]
        rows.append([cut_middle(sanitize(e.source), longest), *counts, *asked, *done, _title(e)])
    starts = [f"{line}{GAP}" for line in padded([row[:-1] for row in rows])]
    room = max(LEAST_TITLE, width - cell_width(starts[0]))
    titles = (cut_to_width(title, room) if width else title for *_, title in rows)
    return "".join(f"{start}{title}".rstrip() + "\n" for start, title in zip(starts, titles, strict=True))


def done_by(done: Sequence[str], before: Sequence[str]) -> str:
    """Return who is done with a source, or was before it changed: `Ann, Bob (changed)`; empty if nobody was."""
    return sanitize(", ".join([*done, *(f"{name} (changed)" for name in before)]))


def _title(entry: SourceEntry) -> str:
    orphans = f" [{entry.orphans} orphans]" if entry.orphans else ""
    return (f"! {entry.problem}" if entry.problem else entry.title) + orphans
