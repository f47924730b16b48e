"""Documents as they are stored, for callers who need more than annotations tell."""

from dataclasses import fields
from typing import Any

from reader.annotation.model.annotation import Dismissal
from reader.annotation.model.field_spans import digests_in
from reader.annotation.store.file_format import Document
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

    def foreign(self, id: str) -> dict[str, Any]:
        """Return what other programs have put into the document with an id, by name."""
        with self._copy.mutex:
            return foreign_members(self._copy.documents.document(id) or {})


def foreign_members(document: Document) -> dict[str, Any]:
    """Return the members of an annotation's document that no annotation has."""
    return {name: value for name, value in document.items() if name not in _KNOWN}
