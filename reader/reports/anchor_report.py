"""The output of `reader check`: where every annotation, and the end of every link, is in its source now."""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from reader.annotation.anchoring.anchor import Anchored
from reader.annotation.anchoring.status import Status
from reader.text.counted import counted
from reader.text.sanitize import sanitize_line

NEEDS_A_PERSON = frozenset({Status.REVIEW, Status.ORPHAN})


def anchor_record(anchored: Anchored) -> dict[str, Any]:
    """Return an annotation as a JSON object, with `text[start:end] == exact`; all three are None for an orphan."""
    placed = anchored.placed
    place = {name: getattr(placed, name) if placed else None for name in ("start", "end", "exact")}
    now = anchored.present
    return {"id": now.id, "source": now.source, "status": anchored.status.value, **place}


def anchor_lines(found: Sequence[Anchored]) -> Iterator[str]:
    """Yield a line for each annotation that a person should look at, then the number of each status."""
    for each in found:
        if not each.status.is_sure:
            old, now = each.annotation, each.present
            new = f"\t{sanitize_line(now.exact)}" if each.placed and now.exact != old.exact else ""
            yield f"{each.status}\t{old.id}\t{sanitize_line(now.source)}\t{sanitize_line(old.exact)}{new}"
    yield _counts(found, "annotation")


def end_record(anchored: Anchored) -> dict[str, Any]:
    """Return the end of a link as a JSON object: `id` is the annotation that has the link, `link` the link."""
    owner, _, link = anchored.annotation.id.partition(" ")
    return {**anchor_record(anchored), "id": owner, "link": link, "type": anchored.annotation.tag}


def end_lines(found: Sequence[Anchored]) -> Iterator[str]:
    """Yield a line for each end of a link that a person should look at, then the number of each status."""
    for each in found:
        if not each.status.is_sure:
            old, now = each.annotation, each.present
            owner = old.id.partition(" ")[0]
            columns = (f"link {old.tag}", now.source, old.exact)
            yield "\t".join([each.status.value, owner, *map(sanitize_line, columns)])
    if found:
        yield _counts(found, "end of a link", "ends of links")


def _counts(found: Sequence[Anchored], noun: str, plural: str = "") -> str:
    counts = Counter(each.status for each in found)
    parts = ", ".join(f"{counts[status]} {status}" for status in Status if counts[status])
    return counted(len(found), noun, plural) + (f": {parts}" if parts else "")
