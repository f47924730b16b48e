"""The output of `reader stats --table tags`: how many annotations each tag has, by source and by person."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from reader.reports.chosen_tags import ChosenTags
from reader.reports.columns import GAP, aligned, cell_width, cut_to_width
from reader.reports.csv_output import csv_of
from reader.settings.tag_names import BETWEEN, last_part, tags_above, topmost
from reader.text.counted import counted
from reader.text.sanitize import sanitize_line

COLUMNS = ("tag", "source", "person", "annotations", "with_nested")
MOST_ROWS = 20  # rows of each table for people; the others are counted
WIDTH = 80  # columns of a table for people, where there is no terminal
MOST_NAME = 30  # cells of the name of a tag or a source
MOST_HEAD = 14  # cells of the name of a person or a tag over a column
NOBODY = "(nobody)"  # the person of annotations that name none


@dataclass(frozen=True, slots=True)
class Cell:
    """The annotations counted together: those with one tag, in one source, by one person."""

    tag: str
    source: str
    person: str


@dataclass(frozen=True, slots=True)
class TagTable:
    """The numbers of annotations of each tag in each source by each person.

    Attributes:
        own: The number with exactly this tag.
        nested: The number with the tag or one nested in it.
    """

    own: Counter[Cell]
    nested: Counter[Cell]

    @classmethod
    def of(cls, chosen: Iterable[ChosenTags]) -> "TagTable":
        """Count the chosen annotations, including those without a place."""
        own, nested = Counter[Cell](), Counter[Cell]()
        for here in chosen:
            for each in here.annotations:
                own[Cell(each.tag, here.source, each.creator)] += 1
        for cell, number in own.items():
            for tag in (cell.tag, *tags_above(cell.tag)):
                nested[Cell(tag, cell.source, cell.person)] += number
        return cls(own, nested)

    def records(self) -> Iterator[dict[str, Any]]:
        """Yield a record for each tag, source and person, in the order of their names."""
        for cell in sorted(self.nested, key=lambda each: (each.tag, each.source, each.person)):
            counts = {"annotations": self.own[cell], "with_nested": self.nested[cell]}
            yield {"tag": cell.tag, "source": cell.source, "person": cell.person, **counts}

    def csv(self, *, raw: bool = False) -> str:
        """Return the records as CSV, as `csv_of` does."""
        return csv_of(COLUMNS, self.records(), raw=raw)

    def lines(self, width: int = 0) -> Iterator[str]:
        """Yield two tables for people: of the tags by person, and of the sources by tag, the most frequent first.

        Args:
            width: The columns of the terminal; 0 if there is none.
        """
        if not self.own:
            yield "no tags"
            return
        width = max(width or WIDTH, WIDTH // 2)
        yield from _by_person(self, width)
        yield ""
        yield from _by_source(self, width)


# For people


def _by_person(table: TagTable, width: int) -> Iterator[str]:
    totals, own = _sums(table.nested, lambda cell: cell.tag), _sums(table.own, lambda cell: cell.tag)
    people = _sums(table.own, lambda cell: cell.person)
    by_person = _sums(table.nested, lambda cell: (cell.tag, cell.person))
    sources = Counter(tag for tag, _ in {(cell.tag, cell.source) for cell in table.nested})
    has_nested = totals != own
    ranked = [tag for tag, _ in _ranked(totals)]
    tags, left = _tree(ranked[:MOST_ROWS], totals), ranked[MOST_ROWS:]
    rows = [
        [
            _indented(tag),
            *([_number(own[tag])] if has_nested else []),
            _number(totals[tag]),
            _number(sources[tag]),
        ]
        for tag in tags
    ]
    total = _number(own.total())
    last = ["all", *([total] if has_nested else []), total, _number(len({cell.source for cell in table.own}))]
    head = ["tag", *(["alone", "with nested"] if has_nested else ["all"]), "sources"]
    counts = [{person: by_person[tag, person] for person in people} for tag in tags]
    yield from _table([head, *rows, last], [*counts, people], people, width)
    if left:
        yield _more(len(left), "tag", sum(own[tag] for tag in left))


def _by_source(table: TagTable, width: int) -> Iterator[str]:
    sources, tags = _sums(table.own, lambda cell: cell.source), _sums(table.own, lambda cell: topmost(cell.tag))
    by_tag = _sums(table.own, lambda cell: (cell.source, topmost(cell.tag)))
    shown = [id for id, _ in _ranked(sources)[:MOST_ROWS]]
    rows = [["source", "all"], *([_end_of(id), _number(sources[id])] for id in shown)]
    counts = [{tag: by_tag[id, tag] for tag in tags} for id in shown]
    rows.append(["all", _number(sources.total())])
    yield from _table(rows, [*counts, tags], tags, width)
    if left := len(sources) - len(shown):
        rest = sources.total() - sum(sources[id] for id in shown)
        yield _more(left, "source", rest)


def _table(
    rows: Sequence[list[str]], counts: Sequence[dict[str, int] | Counter[str]], columns: Counter[str], width: int
) -> list[str]:
    """Return a table with as many columns as there is room for, the most frequent first; the others are summed.

    Args:
        rows: The head, and the first cells of each row.
        counts: For each row but the head, the number in each column.
        columns: The columns with their frequencies.
        width: The cells of a row.
    """
    names = [name for name, _ in _ranked(columns)]
    lead = max(cell_width(line) for line in aligned(rows))
    widths = [max(cell_width(_head(name)), *(len(_number(each[name])) for each in counts)) + len(GAP) for name in names]
    fitting = 0
    while fitting < len(names):
        others = len(f"{len(names):,} others") + len(GAP) if fitting + 1 < len(names) else 0
        if lead + sum(widths[: fitting + 1]) + others > width:
            break
        fitting += 1
    shown, rest = names[:fitting], names[fitting:]
    more = [counted(len(rest), "other")] if rest else []
    head = [*rows[0], *map(_head, shown), *more]
    made = [
        [*row, *(_number(each[name]) for name in shown), *([_number(sum(each[name] for name in rest))] if rest else [])]
        for row, each in zip(rows[1:], counts, strict=True)
    ]
    return aligned([head, *made])


def _tree(tags: Sequence[str], totals: Counter[str]) -> list[str]:
    """Return tags in the order of their numbers, each followed by those that are nested in it in the same order."""

    def place(tag: str) -> list[tuple[int, str]]:
        return [(-totals[each], each) for each in (*list(tags_above(tag))[::-1], tag)]

    return sorted(tags, key=place)


def _sums(cells: Counter[Cell], key: Callable[[Cell], Any]) -> Counter[Any]:
    found = Counter[Any]()
    for cell, number in cells.items():
        found[key(cell)] += number
    return found


def _ranked(counts: Counter[str]) -> list[tuple[str, int]]:
    return sorted(counts.items(), key=lambda each: (-each[1], each[0]))


def _indented(tag: str) -> str:
    return "  " * tag.count(BETWEEN) + _name(last_part(tag))


def _name(text: str) -> str:
    return cut_to_width(sanitize_line(text), MOST_NAME)


def _end_of(id: str) -> str:
    """Return the end of a path, which distinguishes it from others in its folder."""
    return cut_to_width(sanitize_line(id)[::-1], MOST_NAME)[::-1]


def _head(name: str) -> str:
    return cut_to_width(sanitize_line(name) or NOBODY, MOST_HEAD)


def _more(number: int, what: str, annotations: int) -> str:
    """Return the line that counts what a table leaves out: `3 more tags: 12 annotations`."""
    return f"{counted(number, f'more {what}')}: {counted(annotations, 'annotation')}"


def _number(number: int) -> str:
    return f"{number:,}" if number else "·"
