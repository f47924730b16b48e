"""The sources of a workspace with their counts, for `reader list`."""

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
from reader.workspace import Workspace

WIDEST = 48  # code points of a source's name that the table shows


@dataclass(frozen=True, slots=True)
class Entry:
    """tags: how many annotations of each tag, orphans among them. problem: why it cannot be read, or empty."""

    source: str
    title: str
    tags: Counter[str]
    orphans: int
    problem: str

    @property
    def record(self) -> dict[str, Any]:
        return {
            "source": self.source,
            "title": self.title,
            "tags": dict(self.tags),
            "orphans": self.orphans,
            "problem": self.problem or None,
        }


def listing(workspace: Workspace) -> list[Entry]:
    """An entry a source, in order of id; at the end those that are gone and still have annotations."""
    workspace.anchoring.find_renamed()
    by_source = workspace.annotations.by_source()
    entries = [_entry(workspace, source, by_source.pop(source.id, [])) for source in workspace.sources]
    return entries + [
        Entry(id, "", Counter(each.tag for each in annotations), len(annotations), "the source is gone")
        for id, annotations in by_source.items()
    ]


def _entry(workspace: Workspace, source: Source, annotations: Sequence[Annotation]) -> Entry:
    tags = Counter(annotation.tag for annotation in annotations)
    try:
        article = read_article(source)
    except SourceError as error:
        return Entry(source.id, "", tags, len(annotations), error.reason)
    orphans = sum(each.status is Status.ORPHAN for each in workspace.anchoring.of(article))
    return Entry(source.id, article.title, tags, orphans, "")


def table(entries: Sequence[Entry], tags: Iterable[Tag]) -> str:
    """For people: aligned columns, safe to show in a terminal."""
    names = [tag.name for tag in tags]
    rows = [["source", *names, "title"]]
    rows += [[_cut(sanitize(e.source)), *(str(e.tags[name] or "·") for name in names), _words(e)] for e in entries]
    widths = [max(cells_of(row[column]) for row in rows) for column in range(len(names) + 1)]
    lines = []
    for first, *counts, last in rows:
        numbers = [count.rjust(width) for count, width in zip(counts, widths[1:], strict=True)]
        lines.append("  ".join([first + " " * (widths[0] - cells_of(first)), *numbers, last]).rstrip() + "\n")
    return "".join(lines)


def _cut(name: str) -> str:
    return name if len(name) <= WIDEST else name[: WIDEST - 1] + "…"


def cells_of(text: str) -> int:
    """How many cells of a terminal it takes."""
    if text.isascii():
        return len(text)
    from wcwidth import wcswidth

    return max(0, wcswidth(text))


def _words(entry: Entry) -> str:
    orphans = f" [{entry.orphans} orphans]" if entry.orphans else ""
    return (f"! {entry.problem}" if entry.problem else entry.title) + orphans
