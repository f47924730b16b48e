"""Losses: what the log knows and annotations.json lacks, without a step that removed it.

An editor that writes back an old copy, a synchronisation, `git checkout` and an accident look the same: the file is
sound and has less than it had. So none of them is trusted. Whatever is missing is kept, reported and offered until a
person brings it back or accepts that it is gone.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from reader.annotation.model.annotation import Annotation, from_document
from reader.annotation.model.revision import Document, DocumentOrNone
from reader.annotation.model.row import is_row, to_row
from reader.errors import StoreError
from reader.text.counted import counted

AFTER = ">"  # begins a time when the loss came later, not at that time


class Loss(NamedTuple):
    """An annotation or another record that the file lacks, or holds in an older state than the log knows.

    Attributes:
        document: The last state that is known.
        number: The document's key in TinyDB's table.
        here: The older state in the file; None if the annotation is missing.
    """

    document: Document
    number: int
    here: DocumentOrNone = None

    @property
    def annotation(self) -> Annotation:
        """The annotation as it was before it was lost, or a stand-in for a row of another table."""
        return to_row(self.document).stand_in if is_row(self.document) else from_document(self.document)

    @property
    def id(self) -> str:
        """The annotation's id."""
        id: str = self.document["id"]
        return id

    @property
    def is_older(self) -> bool:
        """True if the annotation is there, but in an older state."""
        return self.here is not None

    @property
    def is_tag(self) -> bool:
        """True for a tag; false for a row of another table, such as joined names, and for a dismissed suggestion."""
        return not is_row(self.document) and "dismissed" not in self.document


@dataclass(slots=True, eq=False, repr=False)
class OpenLosses:
    """All losses that wait for a decision.

    Attributes:
        by_id: The losses by the annotation's id.
        since: When the file lost them; UTC, ISO 8601, after `AFTER` if all that is known is that it was later. Empty
            if nothing is lost.
    """

    by_id: Mapping[str, Loss] = field(default_factory=dict)
    since: str = ""

    def __len__(self) -> int:
        return len(self.by_id)

    def __iter__(self) -> Iterator[Loss]:
        return iter(self.by_id.values())

    @property
    def summary(self) -> str:
        """A sentence without its full stop, such as `it lacks 2 tags that the log knows, since 2026-07-30 14:05`."""
        missing, older = [each for each in self if not each.is_older], [each for each in self if each.is_older]
        parts = [f"lacks {counted_losses(missing)} that the log beside it knows"] if missing else []
        parts += [f"has {counted_losses(older)} in an older state than the log beside it knows"] if older else []
        return f"it {' and '.join(parts)},{_since_words(self.since)}".rstrip(",")


NONE = OpenLosses()


def counted_losses(losses: Collection[Loss]) -> str:
    """Return how many tags and other records were lost: `2 tags`, `2 tags and 1 other record`, `1 record`."""
    tags = sum(loss.is_tag for loss in losses)
    return counted_records(tags, len(losses) - tags)


def counted_records(tags: int, others: int) -> str:
    """Return a number of tags and of other records: `2 tags`, `2 tags and 1 other record`, `1 record`."""
    if tags and others:
        return f"{counted(tags, 'tag')} and {counted(others, 'other record')}"
    return counted(others, "record") if others else counted(tags, "tag")


def since_time(changed: int | None, last_at: str) -> str:
    """Return when a file lost something.

    Args:
        changed: When the file was changed last, in nanoseconds; None if there is no file.
        last_at: When it was still whole; UTC, ISO 8601.
    """
    if changed is not None:
        at = datetime.fromtimestamp(changed / 1e9, UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
        if at > last_at:  # else somebody put an old file there, with its old time
            return at
    return AFTER + last_at


def refuse_empty(path: Path, losses: OpenLosses) -> None:
    """Refuse an empty file if it should have anything.

    Raises:
        StoreError: It should.
    """
    if losses:
        raise StoreError(
            f"{path}: it is empty, and the log beside it knows {counted_losses(losses.by_id.values())}. "
            "The file was left as it is: `reader restore --all` brings them back, "
            "`reader restore --none` starts over without them."
        )


def _since_words(since: str) -> str:
    """Return in local time since when something is lost, such as `since 2026-07-30 14:05`."""
    try:
        at = datetime.fromisoformat(since.removeprefix(AFTER)).astimezone()
    except ValueError:
        return ""
    words = "since some time after" if since.startswith(AFTER) else "since"
    return f" {words} {at:%Y-%m-%d %H:%M}"
