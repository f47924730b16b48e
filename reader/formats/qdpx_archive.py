"""The zip of a REFI-QDA project: its files, in whatever case and folder a program wrote them."""

import io
import lzma
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING
from urllib.parse import unquote

from reader.formats.carried_text import decode_text
from reader.formats.format import FormatError
from reader.formats.qda_elements import NotXMLError, parse_xml
from reader.system.files import open_lines

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

PROJECT_SUFFIX = ".qde"
MAX_UNPACKED = 1 << 28  # bytes that are unpacked from one zip, unless it is large itself
MAX_RATIO = 100  # of the unpacked size to the zip's; texts have a ratio of 10 at most
_IS_ENCRYPTED = 1  # in the flags of an entry
# Errors of zipfile, and of the libraries that it unpacks with, for data that is not as it should be.
_DAMAGED = (zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, OSError, RuntimeError, ValueError, IndexError)


class UnreadableEntryError(ValueError):
    """A file in the zip is missing, encrypted, damaged or too large; the message names it."""


class ProjectArchive:
    """The files in a zip, found by the references of the project in it.

    The standard asks for `project.qde` and `sources/`. NVivo writes `Sources/`, ATLAS.ti names the project after
    itself, and a folder packed by hand has everything one level deeper.
    """

    def __init__(self, archive: zipfile.ZipFile, size: int) -> None:
        """Index the files of an open zip of this size in bytes."""
        entries = [each for each in archive.infolist() if not each.filename.endswith(("/", "\\"))]
        self._archive, self._left = archive, max(MAX_UNPACKED, MAX_RATIO * size)
        self._entries: dict[str, zipfile.ZipInfo] = {}
        self._by_name: dict[str, list[zipfile.ZipInfo]] = {}
        for each in entries:
            path = _normalised(each.filename)
            self._entries.setdefault(path, each)
            self._by_name.setdefault(path.rpartition("/")[2], []).append(each)
        self._last = ("", "")  # the name and text of the file that was read last, as several sources may share one

    def project_name(self) -> str | None:
        """Return the normalised name of the project's own file; None unless there is exactly one."""
        found = [each for each in self._entries if each.endswith(PROJECT_SUFFIX) and not _is_resource_fork(each)]
        depth = min((each.count("/") for each in found), default=0)
        found = [each for each in found if each.count("/") == depth]
        standard = [each for each in found if each.rpartition("/")[2] == "project.qde"]
        candidates = standard or found
        return candidates[0] if len(candidates) == 1 else None

    def project(self) -> "Element":
        """Return the root element of the project.

        Raises:
            FormatError: There is no project, or it cannot be read.
        """
        name = self.project_name()
        if name is None:
            raise FormatError("not a REFI-QDA project: it needs one project.qde")
        try:
            root = parse_xml(self._unpacked(self._entries[name]))
        except UnreadableEntryError as error:
            raise FormatError(str(error)) from error
        except NotXMLError as error:
            raise FormatError(f"{self._entries[name].filename}: not a REFI-QDA project: {error}") from error
        if root.tag != "Project":
            raise FormatError(f"not a REFI-QDA project: it is a {root.tag}")
        return root

    def text(self, reference: str) -> str:
        """Return the text that a reference such as `internal://name.txt` leads to, with its byte-order mark.

        A reference to a file outside the zip (`relative://`, a path) is looked up inside by its name, never followed.

        Raises:
            UnreadableEntryError: It leads nowhere, or to a file that cannot be read.
        """
        entry = self._find(reference)
        if entry.filename != self._last[0]:
            self._last = entry.filename, _decoded(self._unpacked(entry), entry.filename)
        return self._last[1]

    def _find(self, reference: str) -> zipfile.ZipInfo:
        path = _normalised(reference.partition("://")[2] or reference).lstrip("/")
        folder = str(PurePosixPath(self.project_name() or "").parent).removeprefix(".")
        for each in dict.fromkeys((path, unquote(path))):
            for place in (f"sources/{each}", each):
                if found := self._entries.get(f"{folder}/{place}".lstrip("/")):
                    return found
            if len(named := self._by_name.get(each.rpartition("/")[2], [])) == 1:
                return named[0]
        raise UnreadableEntryError(f"its text {reference or '(no path)'} is not in the project")

    def _unpacked(self, entry: zipfile.ZipInfo) -> bytes:
        if entry.flag_bits & _IS_ENCRYPTED:
            raise UnreadableEntryError(f"{entry.filename}: it is encrypted; save the project without a password")
        try:
            with self._archive.open(entry) as file:
                data = file.read(self._left + 1)
        except _DAMAGED as error:
            raise UnreadableEntryError(f"{entry.filename}: it is damaged ({error})") from error
        if len(data) > self._left:
            raise UnreadableEntryError(f"{entry.filename}: the project unpacks to more than {MAX_UNPACKED >> 20} MiB")
        self._left -= len(data)
        return data


@contextmanager
def open_project(path: Path) -> Iterator[ProjectArchive]:
    """Open the zip of a project.

    Raises:
        FormatError: The file is not a zip, or its content cannot be found.
        OSError: The file cannot be read.
    """
    with open_lines(path) as file:
        try:
            archive = zipfile.ZipFile(file)
        except _DAMAGED as error:
            raise FormatError(f"not a REFI-QDA project: {error}") from error
        with archive:
            yield ProjectArchive(archive, file.seek(0, io.SEEK_END))


def _normalised(path: str) -> str:
    return path.replace("\\", "/").removeprefix("./").lower()


def _is_resource_fork(path: str) -> bool:
    """Return whether macOS added a file, such as `__MACOSX/._project.qde`."""
    return path.rpartition("/")[2].startswith("._")


def _decoded(data: bytes, name: str) -> str:
    try:
        return decode_text(data)
    except UnicodeDecodeError as error:
        raise UnreadableEntryError(f"{name}: it is neither UTF-8 nor UTF-16") from error
