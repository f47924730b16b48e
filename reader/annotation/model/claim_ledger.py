"""The claim ledger: a row for each statement that claims make, in one source or in several.

Claims make the same statement if somebody has linked them by `same-as`, or if they are of one passage. A claim is an
annotation whose tag has the field `rating`, a choice.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from reader.annotation.model.annotation import Annotation
from reader.annotation.model.links import ABOUT_CLAIMS, SAME, Link, links_of
from reader.settings import Tag
from reader.settings.fields import RATING, WORDING
from reader.settings.tag_names import nearest
from reader.text.shown_passage import shown_passage

OPEN = "open"  # the rating of a claim that nobody has rated
MOST_SOURCES = 1 << 32  # more sources than any row can have


@dataclass(frozen=True, slots=True)
class ClaimRow:
    """A statement, and the claims that make it.

    Attributes:
        claims: The claims, in order of place.
    """

    claims: tuple[Annotation, ...]

    @property
    def id(self) -> str:
        """The id of the first claim, which tells the row from others."""
        return self.claims[0].id

    @property
    def ratings(self) -> list[str]:
        """The ratings of its claims, each once; several if they differ."""
        return list(dict.fromkeys(rating_of(each) for each in self.claims))

    @property
    def wordings(self) -> list[str]:
        """The wordings that its claims have, each once."""
        return list(dict.fromkeys(filter(None, (_text(each, WORDING) for each in self.claims))))

    @property
    def statement(self) -> str:
        """The statement in plain words: the first wording, or else the first passage as a page shows it."""
        return next(iter(self.wordings), "") or claim_words(self.claims[0])

    @property
    def sources(self) -> list[str]:
        """The ids of the sources that make the statement."""
        return list(dict.fromkeys(each.source for each in self.claims))

    @property
    def people(self) -> list[str]:
        """The names of those who tagged its claims."""
        return list(dict.fromkeys(each.creator for each in self.claims))

    @property
    def evidence(self) -> list[tuple[Annotation, Link]]:
        """The links that bear on the statement, each with its claim."""
        return [(each, link) for each in self.claims for link in links_of(each) if link.type in ABOUT_CLAIMS]


def claim_words(claim: Annotation) -> str:
    """Return the passage of a claim as a page shows it."""
    return shown_passage(claim.source, claim.exact)


def rating_of(claim: Annotation) -> str:
    """Return the rating of a claim; `open` if nobody has rated it."""
    return _text(claim, RATING) or OPEN


def rated_tags(tags: Iterable[Tag]) -> frozenset[str]:
    """Return the names of the tags whose annotations are claims."""
    return frozenset(tag.name for tag in tags if (field := tag.field(RATING)) and field.type == "choice")


def claim_rows(annotations: Iterable[Annotation], tags: Collection[str]) -> list[ClaimRow]:
    """Return the ledger, in order of the first claim of each row.

    Args:
        annotations: Annotations in order of place.
        tags: The names of the tags whose annotations are claims; those of tags that are nested in them are, too.
    """
    claims = {each.id: each for each in annotations if nearest(each.tag, tags) in tags}
    leaders = {id: id for id in claims}
    order = {id: number for number, id in enumerate(claims)}
    for one, other in _same(claims.values(), claims.keys()):
        first, second = sorted((_leader(leaders, one), _leader(leaders, other)), key=order.__getitem__)
        leaders[second] = first
    rows: dict[str, list[Annotation]] = {}
    for id, claim in claims.items():
        rows.setdefault(_leader(leaders, id), []).append(claim)
    return [ClaimRow(tuple(row)) for row in rows.values()]


def by_rating(rows: Iterable[ClaimRow], ratings: Sequence[str]) -> list[ClaimRow]:
    """Return rows in the order of their ratings, then those that more sources tell first.

    Args:
        rows: The rows.
        ratings: The ratings in order; any other comes last.
    """
    return sorted(rows, key=lambda row: rank_of(row, ratings))


def rank_of(row: ClaimRow, ratings: Sequence[str]) -> int:
    """Return the number by which a row is put into the order of its rating, then of its sources."""
    rank = min(ratings.index(each) if each in ratings else len(ratings) for each in row.ratings)
    return rank * MOST_SOURCES - min(len(row.sources), MOST_SOURCES - 1)


def _same(claims: Iterable[Annotation], known: Collection[str]) -> Iterator[tuple[str, str]]:
    passages: dict[tuple[str, int, int], str] = {}
    for claim in claims:
        yield claim.id, passages.setdefault((claim.source, claim.start, claim.end), claim.id)
        for link in links_of(claim):
            if link.type == SAME and link.annotation_id in known:
                yield claim.id, link.annotation_id


def _leader(leaders: dict[str, str], id: str) -> str:
    while leaders[id] != id:
        leaders[id] = leaders[leaders[id]]
        id = leaders[id]
    return id


def _text(claim: Annotation, field: str) -> str:
    value = claim.fields.get(field)
    return value if isinstance(value, str) else ""
