"""Checkpoints: the annotations file is rewritten from memory, and the log says what the new file holds."""

import contextlib
from functools import partial

from reader.annotation.store.annotations_file import Digest
from reader.annotation.store.catching_up import catch_up_ahead
from reader.annotation.store.entries import UNKNOWN, Checkpoint
from reader.annotation.store.file_format import text_chunks
from reader.annotation.store.patience import HURRIED, PATIENT, Patience
from reader.annotation.store.working_copy import WorkingCopy
from reader.system.durable_files import PRIVATE, Disk


class CheckpointWriter:
    """Writes the checkpoints of a working copy."""

    def __init__(self, copy: WorkingCopy, disk: Disk) -> None:
        self._copy, self._disk = copy, disk

    def write(self, patience: Patience = PATIENT) -> None:
        """Rewrite the file if it lacks something, which also saves changes that may not be on disk.

        Others are kept waiting only while the new file is put in place.

        Raises:
            StoreError: The file is damaged now.
            OSError: It cannot be written; the log still has everything.
        """
        copy, paths = self._copy, self._copy.paths
        locked = partial(copy.locks.locked, patience.change)
        self._disk.make_folder(paths.folder)  # somebody may have deleted it
        catch_up_ahead(copy, patience)
        with self._disk.lock(paths.checkpoint_lock, patience.checkpoint):
            copy.read_again(locked, patience.checkpoint)
            if not copy.losses.is_settled:
                with locked():
                    copy.catch_up()
                copy.losses.find_all()
            with locked():
                copy.catch_up()
                if copy.unsaved or not copy.needs_checkpoint or copy.is_behind:
                    return
                self._save_notes()
                texts, checkpoint = copy.documents.texts, self._next()
            digest = Digest()
            self._disk.write(paths.next, digest.of(text_chunks(texts)), self._disk.mode(paths.file) or PRIVATE)
            with locked():
                copy.catch_up()
                if copy.signature == checkpoint.seen and not copy.is_behind:  # else the next checkpoint writes both
                    self._put_in_place(checkpoint._replace(digest=str(digest)))

    def save_notes(self) -> None:
        """Add to the log what it should know about the file, without a change; do nothing if that is impossible now."""
        copy = self._copy
        if copy.losses.notes:
            with contextlib.suppress(OSError), copy.locks.locked(HURRIED.change):
                copy.catch_up()
                self._save_notes()

    def settle(self) -> None:
        """Note in the log that the file is as it should be, after somebody accepted everything that it lacks."""
        copy = self._copy
        with contextlib.suppress(OSError), copy.locks.locked():  # without the note, the next start only looks once more
            copy.catch_up()
            if copy.signature and not (copy.needs_checkpoint or copy.unsaved or copy.is_behind):
                self._note(self._next()._replace(signature=copy.signature, digest=copy.digest))

    def _save_notes(self) -> None:
        copy = self._copy
        if copy.losses.notes:
            copy.place = copy.log.append(copy.losses.notes, copy.place, sync=False)
            copy.losses.notes = []

    def _next(self) -> Checkpoint:
        """Return a checkpoint of the documents, without signature and digest: the file is not written yet."""
        copy, found = self._copy, self._copy.losses.found
        lost, since = (None, "") if found is None else (len(found), found.since)
        return Checkpoint(
            copy.place.end, UNKNOWN, copy.is_restored or copy.has_pending_rows, copy.signature, was=copy.digest,
            lost=lost, since=since, log=copy.log.inode,
        )  # fmt: skip

    def _put_in_place(self, checkpoint: Checkpoint) -> None:
        copy, paths = self._copy, self._copy.paths
        if copy.signature:
            copy.backups.keep(paths.file)
        self._disk.replace(paths.next, paths.file)
        self._disk.sync_folder(paths.file.parent)
        signature = copy.file.signature
        assert signature is not None, "it was put there inside the lock"
        self._note(checkpoint._replace(signature=signature))

    def _note(self, checkpoint: Checkpoint) -> None:
        """Add a checkpoint to the log.

        The line is synced only if the log before it cannot be relied on: if it is lost, there is just more to read.
        """
        copy = self._copy
        copy.accept(checkpoint)
        copy.place = copy.log.append([checkpoint], copy.place, sync=bool(copy.in_doubt))
        copy.in_doubt.clear()
