"""The claims of a workspace: the ledger, and rating and joining its rows, each time as one step."""

from collections import defaultdict
from collections.abc import Sequence
from typing import TYPE_CHECKING

from reader.annotation.model.annotation import Annotation
from reader.annotation.model.claim_ledger import ClaimRow, by_rating, claim_rows, rated_tags
from reader.annotation.model.links import SAME, to_annotation
from reader.annotation.store.history import Step
from reader.errors import ReaderError
from reader.settings import Settings
from reader.settings.fields import RATING
from reader.workspace.annotations import Annotations
from reader.workspace.field_service import FieldService

if TYPE_CHECKING:
    from reader.insight.echoes.index import EchoIndex


class ClaimService:
    """Knows the claims of a workspace.

    Attributes:
        tags: The names of the tags whose annotations are claims.
        ratings: The ratings that a claim can have, in order.
    """

    def __init__(self, settings: Settings, annotations: Annotations, fields: FieldService) -> None:
        self._annotations, self._fields = annotations, fields
        self.tags = rated_tags(settings.tags)
        found = (field for tag in settings.tags if tag.name in self.tags and (field := tag.field(RATING)))
        self.ratings = list(dict.fromkeys(choice.value for field in found for choice in field.choices))

    def rows(self, annotations: Sequence[Annotation] | None = None) -> list[ClaimRow]:
        """Return the ledger, ordered by rating and then by the number of sources.

        Args:
            annotations: The annotations that it is made of, in order of place; None for all.
        """
        found = self._annotations.in_order if annotations is None else annotations
        return by_rating(claim_rows(found, self.tags), self.ratings)

    def offers(self, rows: Sequence[ClaimRow], echoes: "EchoIndex") -> dict[str, list[ClaimRow]]:
        """Find rows that may make the same statement, since a claim of one is a sure echo of a claim of the other.

        Args:
            rows: The ledger.
            echoes: The echoes of all sources.

        Returns:
            By the id of a row, the rows that it may be the same as.
        """
        places = defaultdict[str, list[tuple[Annotation, ClaimRow]]](list)
        for row in rows:
            for claim in row.claims:
                places[claim.source].append((claim, row))
        found: dict[str, list[ClaimRow]] = {}
        for row in rows:
            others = {
                other.id: other
                for claim in row.claims
                for echo in echoes.echoes_of(claim.source, claim.span)
                if echo.is_sure
                for there, other in places[echo.there.source]
                if other is not row and echo.there.shares(there.span)
            }
            if others:
                found[row.id] = list(others.values())
        return found

    def rate(self, rows: Sequence[ClaimRow], rating: str) -> Step:
        """Rate this person's claims in some rows; a row without one first gets a claim of this person's.

        Raises:
            ReaderError: A claim cannot have this rating.
        """
        return self._fields.set([claim for row in rows for claim in self.changed(row)], {RATING: rating})

    def changed(self, row: ClaimRow) -> Sequence[Annotation]:
        """Return the claims that are changed with a row: this person's, or the first if there are none."""
        return [claim for claim in row.claims if self._fields.is_own(claim)] or row.claims[:1]

    def join(self, rows: Sequence[ClaimRow]) -> Step:
        """Confirm that several rows make the same statement, by links from this person's claims if there are any.

        Raises:
            ReaderError: There are fewer than two rows.
        """
        if len(rows) < 2:
            raise ReaderError("one row alone cannot be joined: choose two or more with space")
        first, *others = (self.changed(row)[0] for row in rows)
        pairs = [self._pair(first, other) for other in others]
        return self._fields.link_all([(claim, to_annotation(to)) for claim, to in pairs], SAME)

    def _pair(self, first: Annotation, other: Annotation) -> tuple[Annotation, Annotation]:
        """Return the two claims, this person's first, so that no claim of another person is copied."""
        return (first, other) if self._fields.is_own(first) or not self._fields.is_own(other) else (other, first)
