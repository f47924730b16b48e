"""The cache of a catalog: its entries, kept between starts as lines of JSON that each take a millisecond.

Without the cache everything is found again.
"""

from collections.abc import Iterator
from pathlib import Path

import msgspec

from reader.system.checksummed_lines import load_lines, save_lines
from reader.text.folder import is_utf8
from reader.version import VERSION
from reader.workspace.catalog.entries import ARTICLE, ORIGINAL, SLICE, UNKNOWN, Entries

Columns = tuple[list[str], list[str], list[int], list[int]]  # ids, titles, stamps, roles

# Another version may have another rule for titles. The number is that of this file format.
_HEADING = msgspec.json.encode(["titles of sources", "reader", VERSION, 3])


def save_entries(file: Path, entries: Entries) -> None:
    """Save the entries.

    Raises:
        OSError: They cannot be written.
    """
    save_lines(file, _HEADING, _lines(entries))


def _lines(entries: Entries) -> Iterator[bytes]:
    columns = entries.ids, entries.titles, entries.stamps, entries.roles
    for start in range(0, len(entries), SLICE):
        some = [index for index in range(len(entries))[start : start + SLICE] if is_utf8(entries.ids[index])]
        yield msgspec.json.encode([[column[index] for index in some] for column in columns])


def load_entries(file: Path) -> Iterator[Columns]:
    """Yield the entries in parts, as far as the file is whole; what is missing is found again."""
    for body in load_lines(file, _HEADING):
        try:
            columns = msgspec.json.decode(body, type=Columns)
        except (msgspec.DecodeError, RecursionError):
            return
        if len({len(column) for column in columns}) != 1 or not set(columns[3]) <= {UNKNOWN, ARTICLE, ORIGINAL}:
            return
        yield columns
