"""The output of `reader restore`: the tags that annotations.json has lost."""

from collections.abc import Iterator
from typing import Any

from reader.annotation.store.losses import Loss, OpenLosses
from reader.text.sanitize import sanitize_line


def loss_record(loss: Loss) -> dict[str, Any]:
    """Return a loss as a JSON object: the annotation as it was, and whether it is missing or older."""
    return {"status": _status(loss), **loss.document}


def loss_lines(losses: OpenLosses) -> Iterator[str]:
    """Yield a line for each loss."""
    for loss in losses:
        was = loss.annotation
        columns = (_status(loss), was.id, was.source, was.tag, was.exact, was.note)
        yield "\t".join(sanitize_line(column) for column in columns)


def _status(loss: Loss) -> str:
    return "older" if loss.is_older else "missing"
