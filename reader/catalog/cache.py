"""The cache: entries between starts, as lines of JSON that each take a millisecond. Nothing of worth is in it."""

from collections.abc import Iterator
from pathlib import Path

import msgspec

from reader.annotation.files import replace_file
from reader.catalog.entries import SLICE, Entries
from reader.text.folder import is_utf8
from reader.version import VERSION

Columns = tuple[list[str], list[str], list[int]]

# Another version may have another rule for titles.
_HEADING = msgspec.json.encode(["titles of sources", "reader", VERSION]) + b"\n"


def save_entries(file: Path, entries: Entries) -> None:
    """Raises OSError if it cannot be written."""
    file.parent.mkdir(parents=True, exist_ok=True)
    replace_file(file, b"".join(_lines(entries)))


def _lines(entries: Entries) -> Iterator[bytes]:
    yield _HEADING
    kept = [index for index, id in enumerate(entries.ids) if is_utf8(id)]
    for start in range(0, len(kept), SLICE):
        some = kept[start : start + SLICE]
        columns = [[column[index] for index in some] for column in (entries.ids, entries.titles, entries.stamps)]
        yield msgspec.json.encode(columns) + b"\n"


def load_entries(file: Path) -> Iterator[Columns]:
    """As far as the file is whole; what is missing is found again."""
    try:
        with file.open("rb") as lines:
            if lines.readline() != _HEADING:
                return
            for line in lines:
                columns = msgspec.json.decode(line, type=Columns)
                if len({len(column) for column in columns}) != 1 or not all(-(2**63) <= n < 2**63 for n in columns[2]):
                    return
                yield columns
    except (OSError, UnicodeError, msgspec.DecodeError):
        return
