"""The rows of the ledger that match a filter, in order, and the counts of its heading. Plain Python.

A job finds them in the background, in steps of milliseconds and from immutable snapshots.
"""

from collections.abc import Generator, Mapping, Sequence, Set
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Literal

from reader.annotation.model.annotation import Annotation
from reader.annotation.model.claim_ledger import OPEN, ClaimRow, claim_rows, rank_of
from reader.annotation.model.filter import Filter
from reader.text.sanitize import sanitize_line
from reader.tui.cell_widths import cell_len

Order = Literal["rating", "sources", "place"]
ORDERS: tuple[Order, ...] = ("rating", "sources", "place")
SLICE = 2000  # rows that are looked at in one step
NO_PLACES: Mapping[str, int] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class ClaimQuery:
    """A question for the rows to show.

    Attributes:
        annotations: All annotations in order of place.
        tags: The names of the tags whose annotations are claims.
        ratings: The ratings that a claim can have, in order.
        filter: The filter that a claim of each row must match; None shows all rows.
        order: The order of the rows.
        places: By the id of a claim, the place of its row until the list is reordered.
        rows: The ledger of these annotations if it is known; else None.
        whose: The person who must have tagged a claim of each row; None for everyone.
    """

    annotations: Sequence[Annotation]
    tags: frozenset[str]
    ratings: Sequence[str]
    filter: Filter | None = None
    order: Order = "rating"
    places: Mapping[str, int] = field(default_factory=lambda: NO_PLACES)
    rows: Sequence[ClaimRow] | None = None
    whose: str | None = None


@dataclass(frozen=True, slots=True)
class ClaimView:
    """The rows to show, and their counts.

    Attributes:
        ledger: All rows, in order of place.
        shown: The rows that match, in their order.
        ids: The ids of the rows that are shown.
        places: By the id of a claim, the number of its row in `shown`.
        sources: The number of sources of the rows that are shown.
        open: How many of these rows are open.
        widest_numbers: The cells of the longest text of `numbers_of`.
        widest_rating: The cells of the longest text of `ratings_of`.
        widest_people: The cells of the longest names of who tagged a row; 0 if one person tagged all.
    """

    ledger: Sequence[ClaimRow] = ()
    shown: Sequence[ClaimRow] = ()
    ids: Set[str] = frozenset()
    places: Mapping[str, int] = field(default_factory=lambda: NO_PLACES)
    sources: int = 0
    open: int = 0
    widest_numbers: int = 0
    widest_rating: int = 0
    widest_people: int = 0


def find_view(asked: ClaimQuery) -> Generator[None, None, ClaimView]:
    """Find what is to be shown, in steps."""
    ledger = asked.rows if asked.rows is not None else claim_rows(asked.annotations, asked.tags)
    yield
    shown = yield from _ordered((yield from _matching(_tagged_by(ledger, asked.whose), asked.filter)), asked)
    places, sources, people, ratings, ids = dict[str, int](), set[str](), set[str](), set[str](), set[str]()
    is_open = widest = 0
    for start in range(0, len(shown), SLICE):
        for number, row in enumerate(shown[start : start + SLICE], start):
            places |= {claim.id: number for claim in row.claims}
            ids.add(row.id)
            sources.update(row.sources)
            people.add(people_of(row))
            ratings.add(ratings_of(row))
            is_open += OPEN in row.ratings
            widest = max(widest, len(numbers_of(row)))
        yield
    widest_people = max(map(cell_len, people), default=0) if len(people) > 1 else 0
    widest_rating = max(map(cell_len, ratings), default=0)
    return ClaimView(ledger, shown, ids, places, len(sources), is_open, widest, widest_rating, widest_people)


def _tagged_by(ledger: Sequence[ClaimRow], whose: str | None) -> Sequence[ClaimRow]:
    """Return the rows with a claim tagged by a person."""
    return ledger if whose is None else [row for row in ledger if any(each.creator == whose for each in row.claims)]


def _matching(ledger: Sequence[ClaimRow], wanted: Filter | None) -> Generator[None, None, Sequence[ClaimRow]]:
    """Return the rows with a claim that matches a filter."""
    if wanted is None:
        return ledger
    yield from wanted.prepare()
    found = list[ClaimRow]()
    for start in range(0, len(ledger), SLICE):
        some = ledger[start : start + SLICE]
        claims = [claim for row in some for claim in row.claims]
        matching = {each.id for part in wanted.matching(claims, {}) for each in part}
        found += [row for row in some if any(claim.id in matching for claim in row.claims)]
        yield
    return found


def _ordered(rows: Sequence[ClaimRow], asked: ClaimQuery) -> Generator[None, None, Sequence[ClaimRow]]:
    """Return rows in the order of a query; rows that have a place there keep it."""
    last = len(asked.places)
    keys = list[int]()  # whole numbers sort fastest: nothing else runs meanwhile
    for start in range(0, len(rows), SLICE):
        keys += (_key(row, asked) for row in rows[start : start + SLICE])
        yield
    found = _by(keys, rows)
    if not asked.places:
        return found
    keys = []
    for start in range(0, len(found), SLICE):
        some = found[start : start + SLICE]
        keys += (min(asked.places.get(claim.id, last) for claim in row.claims) for row in some)
        yield
    return _by(keys, found)


def _by(keys: Sequence[int], rows: Sequence[ClaimRow]) -> Sequence[ClaimRow]:
    return [rows[number] for number in sorted(range(len(rows)), key=keys.__getitem__)]


def _key(row: ClaimRow, asked: ClaimQuery) -> int:
    if asked.order == "place":
        return 0
    return -len(row.sources) if asked.order == "sources" else rank_of(row, asked.ratings)


def ratings_of(row: ClaimRow) -> str:
    """Return the ratings of a row: `refuted`, or `open/refuted` where they differ."""
    return sanitize_line("/".join(row.ratings))


def people_of(row: ClaimRow) -> str:
    """Return the names of those who tagged a row."""
    return sanitize_line(", ".join(filter(None, row.people)))


def numbers_of(row: ClaimRow) -> str:
    """Return the numbers of sources and of links that bear on a statement; no zeroes."""
    sources, evidence = len(row.sources), len(row.evidence)
    told = f"{sources:,} sources" if sources > 1 else ""
    return " · ".join(filter(None, [told, f"{evidence:,} evid." if evidence else ""]))
