"""Documents as they are stored, for those who must know what annotations do not tell."""

from collections.abc import Sequence
from dataclasses import fields

from reader.annotation.model.annotation import Dismissal
from reader.annotation.model.field_spans import digests_in
from reader.annotation.store.working_copy import WorkingCopy

_KNOWN = {field.name for field in fields(Dismissal)}


class AsStored:
    """Looks into the documents of a store. Every method is safe on any thread."""

    def __init__(self, copy: WorkingCopy) -> None:
        self._copy = copy

    @property
    def outdated(self) -> set[str]:
        """The ids of the annotations and dismissals that are stored with a former name of their tag."""
        with self._copy.mutex:
            return set(self._copy.documents.index.outdated)

    @property
    def digests(self) -> set[str]:
        """The digests of the texts by which annotations and dismissals are found again."""
        with self._copy.mutex:
            index = self._copy.documents.index
            annotations, dismissals = index.in_order, tuple(index.all_dismissed)
        of_parts = (digest for each in annotations if each.fields or each.links for digest in digests_in(each))
        return {each.digest for each in (*annotations, *dismissals)}.union(of_parts)

    def foreign(self, id: str) -> Sequence[str]:
        """Return the names of what other programs have put into the document with an id."""
        with self._copy.mutex:
            return [name for name in self._copy.documents.document(id) or () if name not in _KNOWN]
