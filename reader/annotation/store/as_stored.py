"""Documents as they are stored, for those who must know what annotations do not tell."""

from collections.abc import Sequence
from dataclasses import fields

from reader.annotation.model.annotation import Dismissal
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

    def foreign(self, id: str) -> Sequence[str]:
        """Return the names of what other programs have put into the document with an id."""
        with self._copy.mutex:
            return [name for name in self._copy.documents.document(id) or () if name not in _KNOWN]
