"""Describing a file that no format recognises, if its first bytes tell what it is."""

import re
import zipfile
from io import BytesIO
from pathlib import Path

from reader.formats.csv_import import missing_columns

_PACKED = {
    b"\x1f\x8b": "gzip", b"BZh": "bzip2", b"\xfd7zXZ": "xz", b"\x28\xb5\x2f\xfd": "zstd", b"7z\xbc\xaf": "7z",
    b"Rar!": "rar",
}  # fmt: skip
_ZIPS = (b"PK\x03\x04", b"PK\x05\x06")
_DOCUMENTS = (b"%pdf", b"<!doctype html", b"<html")
_HEAD = 8192  # bytes from which an encoding is recognised
_OURS = "annotations.json"
_TABLE = re.compile(rb'"annotations"\s*:\s*\{')
_SHORTEST = 8  # bytes needed to recognise UTF-16


def reason(path: Path, data: bytes) -> str:
    """Return what a file or folder is and what to do with it, for people; empty if that cannot be told.

    Args:
        path: The file or folder.
        data: The whole file.
    """
    if path.is_dir():
        return "a workspace: reader merge takes the tags in it" if (path / _OURS).exists() else ""
    head = data[:_HEAD].lstrip(b"\xef\xbb\xbf \t\r\n")
    if not head:
        return "the file is empty"
    if data.startswith(_ZIPS):
        return _of_zip(data)
    for mark, name in _PACKED.items():
        if data.startswith(mark):
            return f"the file is compressed ({name}): unpack it, and import what is in it"
    if head.lower().startswith(_DOCUMENTS):
        return "a document to read, not tags: reader add makes a source of it"
    if b"\0" in head:
        is_utf16 = _is_utf16(head)
        return "it looks like UTF-16 without a byte-order mark: save it as UTF-8" if is_utf16 else "a binary file"
    if head.startswith(b"{") and _TABLE.search(head):
        return "an annotations file of reader: reader merge takes the tags in it"
    missing = missing_columns(head.decode("utf-8", "replace"))
    return f"a table without columns that are needed: {', '.join(sorted(missing))}" if missing else ""


def _is_utf16(head: bytes) -> bool:
    """Return whether most of each second byte is zero and none of the others, as in Latin text."""
    halves = head[::2], head[1::2]
    is_long = len(head) >= _SHORTEST
    return is_long and any(half.count(0) * 2 > len(half) for half in halves) and not all(0 in half for half in halves)


def _of_zip(data: bytes) -> str:
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            names = archive.namelist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        return "a zip that is damaged or not complete: copy or export it again"
    projects = [name for name in names if name.lower().endswith(".qde")]
    if len(projects) > 1:
        return f"a zip with {len(projects)} REFI-QDA projects: keep one of them in it"
    return "a zip without a REFI-QDA project: unpack it, and import what is in it"
