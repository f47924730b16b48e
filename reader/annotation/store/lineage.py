"""The relation of an annotations file to the log beside it: whether the log's last checkpoint wrote just this file."""

from pathlib import Path

from reader.annotation.store.annotations_file import Contents
from reader.annotation.store.entries import Checkpoint
from reader.annotation.store.journal import Log, Tail


def is_written_by(checkpoint: Checkpoint | None, contents: Contents) -> bool:
    """Return whether a checkpoint wrote just this file, wherever it was copied to since."""
    if checkpoint is None or contents.signature is None:
        return False
    return contents.signature == checkpoint.signature or contents.digest == (checkpoint.digest or None)


def tail_since_version(log: Log, checkpoint: Checkpoint | None, contents: Contents) -> Tail | None:
    """Return what the log has that an older version of the file lacks, if file and log were copied at two moments.

    Beside a log that was not copied, an older version of the file was put there on purpose, as by `git checkout`.

    Args:
        log: The log.
        checkpoint: Its last checkpoint.
        contents: The file, which that checkpoint did not write.

    Returns:
        None if the log was not copied, or if it does not know the file.
    """
    if checkpoint is None or contents.is_empty or checkpoint.log in (0, log.inode):
        return None
    upto = _upto(log, contents.digest)
    return None if upto is None else log.tail(upto)


def taken_in(path: Path, number: int) -> str:
    """Return a message that says what `tail_since_version` did."""
    steps = "1 step that only the log has is" if number == 1 else f"{number:,} steps that only the log has are"
    return f"{path}: this copy is older than the log beside it: {steps} added"


def _upto(log: Log, digest: str) -> int | None:
    """Return the byte of the log before which a version of the file holds everything; None for an unknown version."""
    was_seen = False
    for _, entry in log.backwards():
        if isinstance(entry, Checkpoint):
            if was_seen or entry.digest == digest:
                return entry.upto
            was_seen = entry.was == digest
    return 0 if was_seen else None
