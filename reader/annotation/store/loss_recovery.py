"""Decisions on losses: to bring annotations back, or to accept that they are gone."""

import time
from collections.abc import Callable, Collection

from reader.annotation.model.annotation import now
from reader.annotation.model.revision import Document, DocumentOrNone, restored, revision
from reader.annotation.store.checkpoints import CheckpointWriter
from reader.annotation.store.entries import Edit, EntryKind, Record, new_id
from reader.annotation.store.history import Step
from reader.annotation.store.losses import NONE, Loss, OpenLosses, counted_losses
from reader.annotation.store.working_copy import WorkingCopy

ATTEMPTS, MOMENT = 100, 0.01  # how often, and after how many seconds, to look again while another program is writing


class LossRecovery:
    """The losses of a store that wait for a decision, and the decisions.

    Every method is safe on any thread, and may read the whole log if another program wrote the file.
    """

    def __init__(
        self,
        copy: WorkingCopy,
        checkpoints: CheckpointWriter,
        commit: Callable[[Callable[[], Record | None]], Record | None],
    ) -> None:
        self._copy, self._checkpoints, self._commit = copy, checkpoints, commit

    @property
    def is_whole(self) -> bool:
        """True if `find` would find nothing, as far as is known without looking."""
        return self._copy.losses.is_whole or not self._copy.is_read

    def find(self) -> OpenLosses:
        """Return what the log knows and the file lacks, or holds in an older state.

        Raises:
            StoreError: The file cannot be used.
        """
        self._copy.read()
        if self._copy.losses.is_whole:
            return NONE
        for _ in range(ATTEMPTS):  # else what another program wrote just now would count as lost
            if self._copy.look():
                return self._copy.losses.find()
            time.sleep(MOMENT)
        return NONE

    def find_and_note(self) -> OpenLosses:
        """Return the same as `find`, and note in the log what is needed to find all of it next time."""
        losses = self.find()
        self._checkpoints.save_notes()
        return losses

    def note_dropped(self) -> None:
        """Note in the log what another program took out of the file, if nobody has looked since."""
        if self._copy.losses.has_dropped:
            self.find_and_note()

    def restore(self, ids: Collection[str] | None = None, author: str = "") -> Step:
        """Bring annotations back, as one step that one undo takes back.

        Args:
            ids: The ids of the losses to bring back; None means all.
            author: Who does it.

        Returns:
            The step; it has no changes if they are all back already.

        Raises:
            StoreError: The file cannot be used.
        """
        chosen = self._chosen(ids)

        def make() -> Record | None:
            back = [(loss, edit) for loss in chosen if (edit := self._bring_back(loss))]
            words = f"brought back {counted_losses([loss for loss, _ in back])}"
            return Record(new_id(), now(), author, words, tuple(edit for _, edit in back)) if back else None

        return self._step(make)

    def accept(self, ids: Collection[str] | None = None, author: str = "") -> Step:
        """Accept the file without these annotations: nobody is asked about them again. One undo brings them back.

        Args:
            ids: The ids of the losses to accept; None means all.
            author: Who does it.

        Raises:
            StoreError: The file cannot be used.
        """
        chosen = self._chosen(ids)
        edits = tuple(Edit(loss.number, loss.document, loss.here) for loss in chosen)
        words = f"accepted the loss of {counted_losses(chosen)}"
        record = Record(new_id(), now(), author, words, edits, kind=EntryKind.ACCEPTED)
        step = self._step(lambda: record if edits else None)
        if not self.find():
            self._checkpoints.settle()
        return step

    def _chosen(self, ids: Collection[str] | None) -> list[Loss]:
        return [loss for loss in self.find() if ids is None or loss.id in ids]

    def _step(self, make: Callable[[], Record | None]) -> Step:
        record = self._commit(make)
        return Step.of(record) if record else Step("", ())

    def _bring_back(self, loss: Loss) -> Edit | None:
        documents = self._copy.documents
        here = documents.document(loss.id)
        if here is not None and (not loss.is_older or revision(here) >= revision(loss.document)):
            return None  # somebody else was quicker
        return documents.set(loss.id, _revived(loss.document, here), loss.number)


def _revived(document: Document, here: DocumentOrNone) -> Document:
    """Return a lost document as the latest revision."""
    if here is None:
        return restored(document, None)
    return {**here, **document, "revision": max(revision(document), revision(here)) + 1}
