"""Snapshots: the texts that were annotated, one file a version, beside the annotations."""

import re
import threading
import time
import zlib
from collections.abc import Callable, Collection
from pathlib import Path

from reader.system.durable_files import replace_file
from reader.system.files import read_regular

LARGE = 1 << 18  # code points; a larger text is compressed on a thread
LARGEST = 1 << 30  # bytes of a text that is unpacked
SLICE = 1 << 20  # code points packed at a time
STALE = 30 * 86400  # seconds that a version which no annotation names any more is kept

_DIGEST = re.compile("[0-9a-f]{64}")


class Snapshots:
    """The texts by the digests of their sources: `.annotations.json.reader/snapshots/DIGEST.z`.

    Nothing here ever raises for what is on the disk: a version that is missing only makes anchoring weaker.
    """

    def __init__(self, annotations: Path) -> None:
        real = annotations.resolve()
        self.folder = real.with_name(f".{real.name}.reader") / "snapshots"
        self._last = ""  # the version that was kept last, or is being kept

    def text(self, digest: str) -> str | None:
        """The text of a version; None if it was not kept, or is damaged."""
        if not _DIGEST.fullmatch(digest):  # it comes from a file, and becomes a path
            return None
        unpacker = zlib.decompressobj()
        try:
            text = unpacker.decompress(read_regular(self._file(digest)), LARGEST).decode("utf-8", "surrogatepass")
        except (OSError, zlib.error, UnicodeDecodeError):
            return None
        return text if unpacker.eof else None

    def keep(self, digest: str, text: str, named: Callable[[], Collection[str]]) -> None:
        """Keeps a version, once. `named` gives the digests of all annotations; others are dropped after a month."""
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
            replace_file(self._file(digest), _packed(text))
            self._drop_stale(named)
        except OSError:
            return  # the tag itself is on disk

    def _drop_stale(self, named: Collection[str]) -> None:
        for file in self.folder.glob("*.z"):
            if file.stem not in named and time.time() - file.stat().st_mtime > STALE:
                file.unlink(missing_ok=True)

    def _file(self, digest: str) -> Path:
        return self.folder / f"{digest}.z"


def _packed(text: str) -> bytes:
    """Slice by slice, so that a large text is not held twice, nor the interpreter for long."""
    packer = zlib.compressobj()
    slices = (text[start : start + SLICE] for start in range(0, len(text), SLICE))
    packed = [packer.compress(each.encode("utf-8", "surrogatepass")) for each in slices]
    return b"".join([*packed, packer.flush()])
