"""What an importer makes of a file: the passages that it took, and what it rejected and left out, with their places."""

from pathlib import Path
from typing import NamedTuple

from reader.formats.format import Format, ImportedRecord, LeftOut, Options, RejectedRecord


class Outcome(NamedTuple):
    """The records of one file: `(words, tag)`, `(where, why)` and `(where, what)`."""

    taken: list[tuple[str, str]]
    rejected: list[tuple[str, str]]
    left_out: list[tuple[str, str]]


def outcome(format: Format, path: Path, options: Options | None = None) -> Outcome:
    """Read a file, and sort what comes out of it."""
    assert format.read
    found = Outcome([], [], [])
    for each in format.read(path, options or Options()):
        match each:
            case ImportedRecord():
                found.taken.append((each.annotation.exact, each.annotation.tag))
            case RejectedRecord():
                found.rejected.append((each.where, each.why))
            case LeftOut():
                found.left_out.append((each.where, each.what))
    return found


def taken(format: Format, path: Path) -> list[ImportedRecord]:
    """Read a file, and return the records that were taken."""
    assert format.read
    return [each for each in format.read(path, Options()) if isinstance(each, ImportedRecord)]
