"""Cache files: a heading, then lines that each begin with a checksum.

Such a file only holds what can be computed again, so a damaged one is no loss.
"""

from collections.abc import Iterable, Iterator
from io import BufferedReader, BytesIO, FileIO
from pathlib import Path
from typing import cast
from zlib import crc32

from reader.system.durable_files import make_private_folder, replace_file
from reader.system.files import open_own

LONGEST = 1 << 28  # bytes of one line


def save_lines(file: Path, heading: bytes, bodies: Iterable[bytes]) -> None:
    """Write a cache file, replacing the one that is there.

    Args:
        file: The file; its folder is made if it is missing.
        heading: The first line, which names the version of the contents. Without a line end.
        bodies: The other lines, without line ends.

    Raises:
        OSError: The file cannot be written.
    """
    make_private_folder(file.parent)
    data = BytesIO()  # join() would hold all lines twice
    data.write(heading + b"\n")
    data.writelines(b"%08x %s\n" % (crc32(body), body) for body in bodies)
    replace_file(file, data.getvalue())


def load_lines(file: Path, heading: bytes) -> Iterator[bytes]:
    """Yield the lines of a cache file up to the first damaged one; nothing if its heading is a different one.

    A file that is not a regular one, or that belongs to another user, has no lines. A line longer than any
    that is saved ends the lines of a file.
    """
    try:
        with open_own(file) as raw, BufferedReader(cast(FileIO, raw)) as lines:
            if lines.readline(LONGEST) != heading + b"\n":
                return
            while line := lines.readline(LONGEST):
                checksum, _, body = line.rstrip(b"\n").partition(b" ")
                if checksum != b"%08x" % crc32(body):
                    return
                yield body
    except OSError:
        return
