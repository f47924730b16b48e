"""Fields and links that are not valid, in the output of `reader check`."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from reader.annotation.anchoring.anchor import Anchored
from reader.text.sanitize import sanitize_line

Problems = Mapping[str, Sequence[str]]  # by the id of the annotation


def invalid_records(found: Sequence[Anchored], problems: Problems) -> Iterator[dict[str, Any]]:
    """Yield a JSON object for each field or link that is not valid."""
    for each in found:
        for problem in problems.get(each.annotation.id, ()):
            about = {"id": each.annotation.id, "source": each.present.source, "status": "invalid"}
            yield {**about, "problem": problem}


def invalid_lines(found: Sequence[Anchored], problems: Problems) -> Iterator[str]:
    """Yield a line for each field or link that is not valid, then their number if there are any."""
    records = list(invalid_records(found, problems))
    for each in records:
        yield "\t".join(sanitize_line(text) for text in (each["status"], each["id"], each["source"], each["problem"]))
    if records:
        yield f"{len(records)} with fields or links that are not valid: has:invalid finds them in the list of tags"
