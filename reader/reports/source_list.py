"""The output of `reader list`: the sources of a workspace with their counts."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from reader.annotation.anchoring.status import Status
from reader.annotation.model.annotation import Annotation
from reader.errors import SourceError
from reader.settings import Tag
from reader.text.article import read_article
from reader.text.sanitize import sanitize
from reader.text.source import Source
from reader.workspace.workspace import Workspace

MAX_NAME = 48  # code points of a source's id that the table shows


@dataclass(frozen=True, slots=True)
class SourceEntry:
    """One source in the list.

    Attributes:
        source: The id of the source.
        title: Its title; empty if it cannot be read.
        tags: The number of annotations of each tag, orphans included.
        orphans: The number of annotations whose passage was not found.
        problem: The reason why the source cannot be read; otherwise empty.
    """

    source: str
    title: str
    tags: Counter[str]
    orphans: int
    problem: str

    @property
    def record(self) -> dict[str, Any]:
        """The entry as a JSON object."""
        return {
            "source": self.source,
            "title": self.title,
            "tags": dict(self.tags),
            "orphans": self.orphans,
            "problem": self.problem or None,
        }


def list_sources(workspace: Workspace) -> list[SourceEntry]:
    """Return an entry for each source in order of id, then for each missing source that still has annotations."""
    workspace.anchoring.find_renamed()
    by_source = workspace.annotations.by_source()
    entries = [_entry(workspace, source, by_source.pop(source.id, [])) for source in workspace.sources]
    return entries + [
        SourceEntry(id, "", Counter(each.tag for each in annotations), len(annotations), "the source is gone")
        for id, annotations in by_source.items()
    ]


def _entry(workspace: Workspace, source: Source, annotations: Sequence[Annotation]) -> SourceEntry:
    tags = Counter(annotation.tag for annotation in annotations)
    try:
        article = read_article(source)
    except SourceError as error:
        return SourceEntry(source.id, "", tags, len(annotations), error.reason)
    orphans = sum(each.status is Status.ORPHAN for each in workspace.anchoring.of(article))
    return SourceEntry(source.id, article.title, tags, orphans, "")


def source_table(entries: Sequence[SourceEntry], tags: Iterable[Tag]) -> str:
    """Return a table with aligned columns, safe to show in a terminal."""
    names = [tag.name for tag in tags]
    rows = [["source", *names, "title"]]
    rows += [[_cut(sanitize(e.source)), *(str(e.tags[name] or "·") for name in names), _title(e)] for e in entries]
    widths = [max(cell_width(row[column]) for row in rows) for column in range(len(names) + 1)]
    lines = []
    for first, *counts, last in rows:
        numbers = [count.rjust(width) for count, width in zip(counts, widths[1:], strict=True)]
        lines.append("  ".join([first + " " * (widths[0] - cell_width(first)), *numbers, last]).rstrip() + "\n")
    return "".join(lines)


def _cut(name: str) -> str:
    return name if len(name) <= MAX_NAME else name[: MAX_NAME - 1] + "…"


def cell_width(text: str) -> int:
    """Return the width of a text in terminal cells."""
    if text.isascii():
        return len(text)
    from wcwidth import wcswidth

    return max(0, wcswidth(text))


def _title(entry: SourceEntry) -> str:
    orphans = f" [{entry.orphans} orphans]" if entry.orphans else ""
    return (f"! {entry.problem}" if entry.problem else entry.title) + orphans
