"""Snapshots: each version of a text that was annotated, compressed in a file beside the annotations."""

import codecs
import threading
import time
import zlib
from collections import deque
from collections.abc import Callable, Collection, Iterable, Iterator
from pathlib import Path

from reader.system.durable_files import make_private_folder, replace_file
from reader.system.files import read_own
from reader.system.lazy_pattern import lazy_pattern

LARGE = 1 << 18  # code points; a larger text is compressed on a thread of its own
LONGEST = 1 << 24  # code points of a text that is compared with another one
LARGEST = 4 * LONGEST  # bytes of such a text
SLICE = 1 << 20  # code points compressed at a time
STALE = 30 * 86400  # seconds for which a version that no annotation names is kept

_DIGEST = lazy_pattern("[0-9a-f]{64}")


class Snapshots:
    """Stores texts by the digests of their sources, in `.annotations.json.reader/snapshots/DIGEST.z`.

    Nothing on the disk makes it raise: without a version, anchoring is only less certain.

    Attributes:
        waits_at_end: Whether the program ends only when a large text has been written. If not, a text that was not
            written is kept with the next tag in it.
    """

    def __init__(self, annotations: Path) -> None:
        real = annotations.resolve()
        self.folder = real.with_name(f".{real.name}.reader") / "snapshots"
        self.waits_at_end = True
        self._last = ""  # the digest that was saved last, or is being saved

    def text(self, digest: str) -> str | None:
        """Return the text of a version; None if it was not kept, is damaged, or is too long to compare."""
        try:
            return _decoded(_decompressed(self._packed(digest), LARGEST))
        except (OSError, zlib.error, ValueError):
            return None

    def is_longer(self, digest: str, size: int) -> bool:
        """Return whether the text of a version has more bytes than a size; False if it cannot be used."""
        try:
            deque(_decompressed(self._packed(digest), size), maxlen=0)
        except _TooLongError:
            return True
        except (OSError, zlib.error, ValueError):
            return False
        return False

    def _packed(self, digest: str) -> bytes:
        if not _DIGEST.fullmatch(digest):  # it comes from a file and becomes a path
            raise ValueError("it is not a digest")
        return read_own(self._file(digest), LARGEST + SLICE)  # what cannot be compressed becomes a little longer

    def keep(self, digest: str, text: str, named: Callable[[], Collection[str]]) -> None:
        """Save a version unless it is there, and delete versions that no annotation has named for a month.

        Args:
            digest: The digest of the source.
            text: Its text.
            named: Returns the digests that annotations name; it is asked only if there is an old version.
        """
        if digest == self._last or self._file(digest).exists():
            return
        self._last = digest
        if len(text) < LARGE:
            self._write(digest, text, named)
        else:
            write = threading.Thread(target=self._write, args=(digest, text, named), daemon=not self.waits_at_end)
            write.start()

    def _write(self, digest: str, text: str, named: Callable[[], Collection[str]]) -> None:
        try:
            for folder in (self.folder.parent, self.folder):
                make_private_folder(folder)
            replace_file(self._file(digest), _compressed(text))
            self._drop_stale(named)
        except OSError:
            return  # the tag itself is on disk; only anchoring is less certain

    def _drop_stale(self, named: Callable[[], Collection[str]]) -> None:
        old = [file for file in self.folder.glob("*.z") if time.time() - file.lstat().st_mtime > STALE]
        kept = named() if old else ()  # it takes long where there are many annotations
        for file in old:
            if file.stem not in kept:
                file.unlink(missing_ok=True)

    def _file(self, digest: str) -> Path:
        return self.folder / f"{digest}.z"


class _TooLongError(ValueError):
    """A text has more bytes than are wanted."""


def _decompressed(packed: bytes, most: int) -> Iterator[bytes]:
    """Decompress a text slice by slice, so that it cannot grow to gigabytes and never blocks the interpreter for long.

    Raises:
        ValueError: It has more than `most` bytes, or is not whole.
    """
    decompressor, size = zlib.decompressobj(), 0
    while not decompressor.eof:
        data = decompressor.decompress(packed, SLICE)
        packed, size = decompressor.unconsumed_tail, size + len(data)
        if size > most:
            raise _TooLongError(f"it is longer than {most:,} bytes")
        if not (packed or decompressor.eof or data):
            raise ValueError("it is not whole")
        yield data


def _decoded(slices: Iterable[bytes]) -> str:
    """Decode a text slice by slice, up to the longest text that is compared; CPython appends to `text` in place.

    Raises:
        ValueError: It is longer, or it is not UTF-8.
    """
    decoder, text = codecs.getincrementaldecoder("utf-8")("surrogatepass"), ""
    for data in slices:
        text += decoder.decode(data)
        if len(text) > LONGEST:
            raise _TooLongError(f"it is longer than {LONGEST:,} code points")
    return text + decoder.decode(b"", final=True)


def _compressed(text: str) -> bytes:
    """Compress a text slice by slice, so that it is not held twice and the interpreter is never held for long."""
    compressor = zlib.compressobj()
    slices = (text[start : start + SLICE] for start in range(0, len(text), SLICE))
    compressed = [compressor.compress(each.encode("utf-8", "surrogatepass")) for each in slices]
    return b"".join([*compressed, compressor.flush()])
