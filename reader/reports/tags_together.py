"""The output of `reader stats --table together`: which tags occur together, in how many passages and sources."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from reader.annotation.model.annotation import position_key
from reader.annotation.model.nearby import NEAR, RelationName
from reader.annotation.model.tags_beside import Beside, tags_beside
from reader.reports.chosen_tags import ChosenTags
from reader.reports.columns import aligned, cut_middle
from reader.reports.csv_output import csv_of
from reader.reports.tag_table import MOST_NAME, MOST_ROWS, WIDTH
from reader.settings.tag_names import is_within, tags_above
from reader.text.sanitize import sanitize_line

COUNTED: tuple[RelationName, ...] = ("near", "overlaps", "in")
LEAST_NAME = 12  # cells of the name of a tag, however narrow the terminal is
NUMBERS = 40  # cells of the columns beside the two names
COLUMNS = ("tag", "relation", "other", "passages", "sources", "passages_alone", "sources_alone")


class TagPair(NamedTuple):
    """A tag whose passages are counted, another tag, and the relation between them."""

    tag: str
    relation: RelationName
    other: str


@dataclass(frozen=True, slots=True)
class Counts:
    """The numbers of passages, and of their sources, in which the tags of each pair stand together.

    Attributes:
        passages: The number of passages.
        sources: The number of sources.
    """

    passages: Counter[TagPair] = field(default_factory=Counter)
    sources: Counter[TagPair] = field(default_factory=Counter)

    def add(self, found: Counter[TagPair]) -> None:
        """Add the pairs of one more source."""
        self.passages.update(found)
        self.sources.update(found.keys())


@dataclass(frozen=True, slots=True)
class TagsTogether:
    """The number of passages of each tag that are beside passages of each other tag.

    A tag includes those nested in it, unless one of the two is nested in the other. The same tag twice on a passage is
        not a pair: the tags of a pair always differ.

    Attributes:
        nested: The counts of tags with all that are nested in them.
        alone: The counts of just these tags.
        distance: The most code points between two passages that are near.
    """

    nested: Counts
    alone: Counts
    distance: int = NEAR

    @classmethod
    def of(cls, chosen: Iterable[ChosenTags], distance: int = NEAR) -> "TagsTogether":
        """Count the chosen annotations; both tags of a pair must be chosen."""
        nested, alone = Counts(), Counts()
        for here in chosen:
            own, taken_in = Counter[TagPair](), Counter[TagPair]()
            for beside, number in tags_beside(sorted(here.placed, key=position_key), distance).items():
                own.update(dict.fromkeys(_pairs(beside), number))
                taken_in.update(dict.fromkeys(_nested_pairs(beside), number))
            alone.add(own)
            nested.add(taken_in)
        return cls(nested, alone, distance)

    def records(self) -> Iterator[dict[str, Any]]:
        """Yield a record for each pair, those that overlap most often first."""
        for tag, other in self._ranked():
            for relation in COUNTED:
                pair = TagPair(tag, relation, other)
                if self.nested.passages[pair]:
                    yield {
                        **pair._asdict(),
                        "passages": self.nested.passages[pair],
                        "sources": self.nested.sources[pair],
                        "passages_alone": self.alone.passages[pair],
                        "sources_alone": self.alone.sources[pair],
                    }

    def csv(self, *, raw: bool = False) -> str:
        """Return the records as CSV, as `csv_of` does."""
        return csv_of(COLUMNS, self.records(), raw=raw)

    def lines(self, width: int = 0) -> Iterator[str]:
        """Yield a table for people, of the pairs that overlap most often.

        Args:
            width: The columns of the terminal; 0 if there is none.
        """
        ranked = self._ranked()
        if not ranked:
            yield "no two tags occur together"
            return
        room = min(MOST_NAME, max(LEAST_NAME, ((width or WIDTH) - NUMBERS) // 2))
        rows = [["tag", "other tag", *COUNTED[1:], COUNTED[0]]]
        for tag, other in ranked[:MOST_ROWS]:
            cells = [self._cell(TagPair(tag, relation, other)) for relation in (*COUNTED[1:], COUNTED[0])]
            rows.append([cut_middle(sanitize_line(tag), room), cut_middle(sanitize_line(other), room), *cells])
        yield from aligned(rows, 2)
        if len(ranked) > MOST_ROWS:
            yield f"{len(ranked) - MOST_ROWS:,} more: --csv has all"
        yield ""
        yield "3 (2) means: 3 passages of the first tag, in 2 sources, overlap one of the"
        yield f"other tag, are inside one, or are near one: at most {self.distance:,} characters away"

    def _cell(self, pair: TagPair) -> str:
        passages = self.nested.passages[pair]
        return f"{passages:,} ({self.nested.sources[pair]:,})" if passages else "·"

    def _ranked(self) -> list[tuple[str, str]]:
        """Return the pairs of tags, the most frequent first: by overlaps, then one in the other, then near."""
        pairs = {(pair.tag, pair.other) for pair in self.nested.passages}

        def place(names: tuple[str, str]) -> tuple[int, int, int, str, str]:
            near, overlaps, inside = (-self.nested.passages[TagPair(names[0], each, names[1])] for each in COUNTED)
            return overlaps, inside, near, *names

        return sorted(pairs, key=place)


def _pairs(beside: Beside) -> set[TagPair]:
    """Return the pairs of exactly these tags."""
    return {TagPair(beside.tag, beside.relation, other) for other in beside.others}


def _nested_pairs(beside: Beside) -> set[TagPair]:
    """Return the pairs if each tag includes those nested in it."""
    found = _pairs(beside)
    others = {each for other in beside.others for each in (other, *tags_above(other))}
    for tag in (beside.tag, *tags_above(beside.tag)):
        outside = (other for other in others if not (is_within(tag, other) or is_within(other, tag)))
        found.update(TagPair(tag, beside.relation, other) for other in outside)
    return found
