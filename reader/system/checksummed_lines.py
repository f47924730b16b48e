"""A cache's file: a heading, then lines that each have a checksum. Nothing of worth is in it."""

from collections.abc import Iterable, Iterator
from io import BytesIO
from pathlib import Path
from zlib import crc32

from reader.system.durable_files import replace_file


def save_lines(file: Path, heading: bytes, bodies: Iterable[bytes]) -> None:
    """heading, bodies: without line ends in them. Raises OSError if it cannot be written."""
    file.parent.mkdir(parents=True, exist_ok=True)
    data = BytesIO()  # join() would hold all lines twice
    data.write(heading + b"\n")
    data.writelines(b"%08x %s\n" % (crc32(body), body) for body in bodies)
    replace_file(file, data.getvalue())


def load_lines(file: Path, heading: bytes) -> Iterator[bytes]:
    """The bodies, as far as the file is whole; none if it has another heading."""
    try:
        with file.open("rb") as lines:
            if lines.readline() != heading + b"\n":
                return
            for line in lines:
                checksum, _, body = line.rstrip(b"\n").partition(b" ")
                if checksum != b"%08x" % crc32(body):
                    return
                yield body
    except OSError:
        return
