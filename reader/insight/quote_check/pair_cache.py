"""Files that keep the index of an original between starts: a heading, then the sorted array."""

import sys
from array import array
from pathlib import Path
from zlib import crc32

from reader.insight.quote_check.pair_index import Pairs
from reader.system.durable_files import make_private_folder, replace_file
from reader.system.files import open_own
from reader.version import VERSION

MOST_BYTES = 1 << 30  # bytes of one file
_FORMAT = f"pairs of words reader {VERSION} 2 {sys.byteorder}"
_LONGEST_HEADING = 200  # bytes


def save_pairs(file: Path, digest: str, pairs: "array[int]") -> None:
    """Write the index of an original.

    Args:
        file: The file; its folder is made if it is missing.
        digest: SHA-256 of the original, which must be the same when the index is read.
        pairs: The index.

    Raises:
        OSError: The file cannot be written.
    """
    make_private_folder(file.parent)
    data = pairs.tobytes()
    replace_file(file, f"{_FORMAT} {digest} {crc32(data)}\n".encode() + data)


def load_pairs(file: Path, digest: str) -> Pairs | None:
    """Return the index of an original; None if the file is missing, damaged, or that of another text or version."""
    try:
        with open_own(file) as opened:
            data = opened.read(MOST_BYTES)
    except OSError:
        return None
    end = data.find(b"\n", 0, _LONGEST_HEADING)
    pairs = memoryview(data)[end + 1 :]  # not copied: it is as large as the text
    if len(pairs) % 8 or data[: max(end, 0)] != f"{_FORMAT} {digest} {crc32(pairs)}".encode():
        return None
    return pairs.cast("Q")
