"""The cache: entries kept between starts, as lines of JSON with a checksum, each a matter of a millisecond.

Nothing of worth is in it: without it all is found again.
"""

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from zlib import crc32

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
    data = BytesIO()  # join() would hold all lines twice
    data.write(_HEADING)
    data.writelines(_lines(entries))
    replace_file(file, data.getvalue())


def _lines(entries: Entries) -> Iterator[bytes]:
    for start in range(0, len(entries), SLICE):
        some = [index for index in range(len(entries))[start : start + SLICE] if is_utf8(entries.ids[index])]
        columns = [[column[index] for index in some] for column in (entries.ids, entries.titles, entries.stamps)]
        body = msgspec.json.encode(columns)
        yield b"%08x %s\n" % (crc32(body), body)


def load_entries(file: Path) -> Iterator[Columns]:
    """As far as the file is whole; what is missing is found again."""
    try:
        with file.open("rb") as lines:
            if lines.readline() != _HEADING:
                return
            for line in lines:
                checksum, _, body = line.rstrip(b"\n").partition(b" ")
                if checksum != b"%08x" % crc32(body):
                    return
                yield msgspec.json.decode(body, type=Columns)
    except OSError:
        return
