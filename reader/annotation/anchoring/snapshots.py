"""Snapshots: each version of a text that was annotated, compressed in a file beside the annotations."""

import re
import threading
import time
import zlib
from collections.abc import Callable, Collection
from pathlib import Path

from reader.system.durable_files import replace_file
from reader.system.files import read_regular

LARGE = 1 << 18  # code points; a larger text is compressed on a thread of its own
LARGEST = 1 << 30  # bytes of text that are decompressed at most
SLICE = 1 << 20  # code points compressed at a time
STALE = 30 * 86400  # seconds for which a version that no annotation names is kept

_DIGEST = re.compile("[0-9a-f]{64}")


class Snapshots:
    """Stores texts by the digests of their sources, in `.annotations.json.reader/snapshots/DIGEST.z`.

    Nothing on the disk makes it raise: without a version, anchoring is only less certain.
    """

    def __init__(self, annotations: Path) -> None:
        real = annotations.resolve()
        self.folder = real.with_name(f".{real.name}.reader") / "snapshots"
        self._last = ""  # the digest that was saved last, or is being saved

    def text(self, digest: str) -> str | None:
        """Return the text of a version; None if it was not kept or is damaged."""
        if not _DIGEST.fullmatch(digest):  # it comes from a file and becomes a path
            return None
        decompressor = zlib.decompressobj()
        try:
            text = decompressor.decompress(read_regular(self._file(digest)), LARGEST).decode("utf-8", "surrogatepass")
        except (OSError, zlib.error, UnicodeDecodeError):
            return None
        return text if decompressor.eof else None

    def keep(self, digest: str, text: str, named: Callable[[], Collection[str]]) -> None:
        """Save a version unless it is there, and delete versions that no annotation has named for a month.

        Args:
            digest: The digest of the source.
            text: Its text.
            named: Returns the digests that annotations name.
        """
        if digest == self._last or self._file(digest).exists():
            return
        self._last = digest
        if len(text) < LARGE:
            self._write(digest, text, named())
        else:
            threading.Thread(target=self._write, args=(digest, text, named())).start()

    def _write(self, digest: str, text: str, named: Collection[str]) -> None:
        try:
            self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            replace_file(self._file(digest), _compressed(text))
            self._drop_stale(named)
        except OSError:
            return  # the tag itself is on disk; only anchoring is less certain

    def _drop_stale(self, named: Collection[str]) -> None:
        for file in self.folder.glob("*.z"):
            if file.stem not in named and time.time() - file.stat().st_mtime > STALE:
                file.unlink(missing_ok=True)

    def _file(self, digest: str) -> Path:
        return self.folder / f"{digest}.z"


def _compressed(text: str) -> bytes:
    """Compress a text slice by slice, so that it is not held twice and the interpreter is never held for long."""
    compressor = zlib.compressobj()
    slices = (text[start : start + SLICE] for start in range(0, len(text), SLICE))
    compressed = [compressor.compress(each.encode("utf-8", "surrogatepass")) for each in slices]
    return b"".join([*compressed, compressor.flush()])
