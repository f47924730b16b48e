"""The cache of a catalog: its entries, kept between starts as lines of JSON that each take a millisecond.

Without it everything is found again.
"""

from collections.abc import Iterator
from pathlib import Path

import msgspec

from reader.system.checksummed_lines import load_lines, save_lines
from reader.text.folder import is_utf8
from reader.version import VERSION
from reader.workspace.catalog.entries import SLICE, Entries

Columns = tuple[list[str], list[str], list[int]]

# Another version may have another rule for titles.
_HEADING = msgspec.json.encode(["titles of sources", "reader", VERSION])


def save_entries(file: Path, entries: Entries) -> None:
    """Save the entries.

    Raises:
        OSError: They cannot be written.
    """
    save_lines(file, _HEADING, _lines(entries))


def _lines(entries: Entries) -> Iterator[bytes]:
    for start in range(0, len(entries), SLICE):
        some = [index for index in range(len(entries))[start : start + SLICE] if is_utf8(entries.ids[index])]
        columns = [[column[index] for index in some] for column in (entries.ids, entries.titles, entries.stamps)]
        yield msgspec.json.encode(columns)


def load_entries(file: Path) -> Iterator[Columns]:
    """Yield the entries in parts, as far as the file is whole; what is missing is found again."""
    for body in load_lines(file, _HEADING):
        try:
            columns = msgspec.json.decode(body, type=Columns)
        except (msgspec.DecodeError, RecursionError):
            return
        if len(set(map(len, columns))) != 1:
            return
        yield columns
