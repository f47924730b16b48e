"""The sources folder: finding the files below it that are sources, with as few system calls as possible."""

import os
import stat
from collections.abc import Generator, Iterator
from itertools import islice
from pathlib import Path

from reader.text.source import MARKDOWN_SUFFIXES, Source

SUFFIXES = (".txt", *MARKDOWN_SUFFIXES)
DOCUMENTS = (".html", ".htm", ".xhtml", ".mhtml", ".mht", ".eml", ".pdf", ".epub")  # what sources are made of
BATCH = 1000  # entries, which take some milliseconds

Ids = list[str]


def find_sources(folder: Path) -> list[Source]:
    """Return the sources below a folder, ordered by id. Hidden folders and links to folders are not entered."""
    problems: dict[str, str] = {}
    ids = [id for batch in walk(folder, problems) for id in batch]
    return [Source(id, folder, problems.get(id, "")) for id in ids]


def documents_in(folder: Path) -> list[Path]:
    """Return the files of a folder that can be turned into sources; none if it cannot be read."""
    try:
        entries = sorted(folder.iterdir())
    except OSError:
        return []
    return [path for path in entries if path.suffix.lower() in DOCUMENTS and path.is_file()]


def walk(folder: Path, problems: dict[str, str], limit: int | None = None) -> Iterator[Ids]:
    """Yield the ids of the sources below a folder, in order and in batches. An empty batch is a chance to stop.

    A folder is sorted with the `/` after its name and listed when its turn comes, so all ids come out in order.

    Args:
        folder: The sources folder.
        problems: Receives, by id, the reason why a source cannot be opened. A folder that cannot be listed counts as
            a source whose id ends in `/`.
        limit: The number of entries that are looked at in each folder; None for all.
    """
    root = Path(os.path.realpath(folder))
    waiting = yield from _entries(folder, "", root, problems, limit)
    while waiting:
        batch: Ids = []
        while waiting and len(batch) < BATCH and (waiting[-1] in problems or waiting[-1][-1] != "/"):
            batch.append(waiting.pop())
        yield batch
        if waiting and waiting[-1][-1] == "/":
            waiting += yield from _entries(folder, waiting.pop(), root, problems, limit)


def _entries(
    folder: Path, below: str, root: Path, problems: dict[str, str], limit: int | None
) -> Generator[Ids, None, Ids]:
    """Return the ids of the sources and folders in a folder, in reverse order; yield after each batch of entries."""
    found = []
    try:
        with os.scandir(folder / below) as entries:
            for number, entry in enumerate(islice(entries, limit), start=1):
                if id := _id_of(entry, below):
                    found.append(id)
                    if id[-1] != "/" and (problem := _problem_of(entry, id, root)):
                        problems[id] = problem
                if number % BATCH == 0:
                    yield []
    except OSError as error:
        id = below or "./"
        problems[id] = f"the folder cannot be listed: {error.strerror}"
        found = [id]
    return sorted(found, reverse=True)


def _id_of(entry: os.DirEntry[str], below: str) -> str:
    """Return the id of a source or of a folder to enter; empty for any other entry."""
    name = entry.name
    if name.startswith("."):
        return ""
    if entry.is_dir(follow_symlinks=False):
        return f"{below}{name}/"
    if not name.lower().endswith(SUFFIXES) or (entry.is_symlink() and _leads_to_folder(entry)):
        return ""
    return below + name


def _problem_of(entry: os.DirEntry[str], id: str, root: Path) -> str:
    """Return the reason why a source cannot be opened, or an empty text.

    For most files no system call is needed, because the entry knows that it is a file.
    """
    if is_utf8(id) and entry.is_file(follow_symlinks=False):
        return ""
    return _problem(id, Path(entry), root)


def _problem(id: str, path: Path, root: Path) -> str:
    if not is_utf8(id):
        return "its name is not UTF-8: rename the file"
    try:
        real = Path(os.path.realpath(path, strict=True))
        mode = real.stat().st_mode
    except OSError as error:
        return f"it cannot be read: {error.strerror}"
    if not real.is_relative_to(root):
        return "it is a link to a file outside the sources folder"
    return "" if stat.S_ISREG(mode) else "it is not a regular file"


def is_utf8(name: str) -> bool:
    """Return True if a name can be encoded as UTF-8; a file name of invalid bytes cannot."""
    try:
        return name.isascii() or bool(name.encode("utf-8"))
    except UnicodeEncodeError:
        return False


def source_at(folder: Path, id: str) -> Source:
    """Return a source with its present problem, which may differ from when the folder was listed."""
    return Source(id, folder, _problem(id, folder / id, Path(os.path.realpath(folder))))


def find_source(folder: Path, id: str) -> Source | None:
    """Return the source with an id without listing the folder; None if a listing would not contain it."""
    *parents, name = id.split("/")
    if not name.lower().endswith(SUFFIXES) or not all(part and part[0] != "." for part in (*parents, name)):
        return None
    inside = Path(os.path.realpath(folder), *parents)
    try:
        is_listed = os.path.realpath(inside) == str(inside) and os.path.lexists(inside / name)
        return source_at(folder, id) if is_listed and not _leads_to_folder(inside / name) else None
    except ValueError:  # no file name can hold a NUL or half a surrogate pair
        return None


def _leads_to_folder(path: os.PathLike[str]) -> bool:
    return os.path.isdir(path)  # noqa: PTH112 (pathlib's version raises if access is denied)
