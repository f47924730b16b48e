"""How far a workspace is read and tagged, for `reader stats`."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from reader.reports.source_list import cells_of
from reader.settings import Tag
from reader.text.sanitize import sanitize_line
from reader.workspace import Workspace
from reader.workspace.progress import Progress, progress

CHART = 30  # letters of the longest bar
WIDEST = 40  # code points of a source's name


@dataclass(frozen=True, slots=True)
class Row:
    """A source, or all. tags: how many of each, those without a place not among them."""

    source: str
    progress: Progress
    tags: Counter[str]

    @property
    def record(self) -> dict[str, Any]:
        return {"source": self.source or None, **asdict(self.progress), "tags": dict(self.tags)}


def rows(workspace: Workspace, problems: list[str]) -> Iterator[Row]:
    """One a source that can be read, and at the end that of all, which has no name."""
    workspace.anchoring.find_renamed()
    read, all_of_them = workspace.state.read, Row("", Progress(), Counter())
    for article in workspace.articles(problems):
        annotations = workspace.annotations.of(article)
        id = article.source.id
        row = Row(id, progress(article, annotations, read.get(id, 0.0)), Counter(each.tag for each in annotations))
        all_of_them = Row("", all_of_them.progress + row.progress, all_of_them.tags + row.tags)
        yield row
    yield all_of_them


def table(found: Sequence[Row], tags: Sequence[Tag]) -> str:
    """For people: aligned columns, and a bar of tags with a letter for so many of them. Without colours."""
    *sources, total = found
    most = max([row.tags.total() for row in sources], default=0)
    each = max(1, -(-most // CHART))  # tags that a letter stands for
    lines = [["source", "sentences", "seen", "tagged", "tags"]]
    lines += [[*_numbers(row), _bar(row.tags, tags, each)] for row in sources]
    lines.append([*_numbers(total), ", ".join(f"{total.tags[tag.name]} {tag.name}" for tag in tags)])
    widths = [max(cells_of(line[column]) for line in lines) for column in range(4)]
    text = "".join(_aligned(line, widths) for line in lines)
    return f"{text}\na letter stands for {each} tags\n" if each > 1 else text


def _numbers(row: Row) -> list[str]:
    done = row.progress
    name = sanitize_line(row.source) or "all"
    name = name if len(name) <= WIDEST else name[: WIDEST - 1] + "…"
    return [name, str(done.sentences), _share(done.seen, done), _share(done.tagged, done)]


def _share(number: int, of: Progress) -> str:
    return f"{number} {100 * number // max(1, of.sentences):3}%"


def _bar(counts: Counter[str], tags: Sequence[Tag], each: int) -> str:
    """What somebody else's settings name is a dot."""
    known = {tag.name: tag.letter for tag in tags}
    return "".join(letter * -(-counts[name] // each) for name, letter in known.items()) + "·" * (
        -(-sum(number for name, number in counts.items() if name not in known) // each)
    )


def _aligned(line: Sequence[str], widths: Sequence[int]) -> str:
    first, *numbers, last = line
    cells = [first + " " * (widths[0] - cells_of(first))]
    cells += [number.rjust(width) for number, width in zip(numbers, widths[1:], strict=True)]
    return "  ".join([*cells, last]).rstrip() + "\n"
