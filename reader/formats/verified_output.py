"""Verified output of an export: written to a temporary folder, read back and compared, then moved into place."""

import errno
import json
import os
import shutil
import tempfile
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any, BinaryIO

from reader.annotation.model.annotation import Annotation
from reader.annotation.model.link_targets import linked_id
from reader.errors import ReaderError
from reader.formats.carried_text import uuid_of
from reader.formats.codebook_entry import CodebookEntry, as_read, entry_of
from reader.formats.corpus import Corpus
from reader.formats.format import (
    Format,
    FormatError,
    ImportedEntry,
    ImportedRecord,
    Losses,
    Options,
    OutputFile,
    RejectedRecord,
)
from reader.formats.properties import bare
from reader.system.durable_files import Disk
from reader.text.sanitize import sanitize, sanitize_line

PREFIX = ".export-"  # begins a temporary folder's name
HINTS = {
    errno.ENOENT: "name a file in an existing folder",
    errno.ENOTDIR: "name a file in an existing folder",
    errno.EACCES: "name a file in a folder that you may write to",
    errno.EROFS: "name a file in a folder that you may write to",
    errno.ENOSPC: "make room, and export again",
    errno.EDQUOT: "make room, and export again",
    errno.ENAMETOOLONG: "choose a shorter name",
}


@contextmanager
def temporary_folder(target: Path | None) -> Iterator[Path]:
    """Make a folder for an export, and remove it afterwards; errors name the target instead of the folder.

    Args:
        target: The path that the export will have; the folder is made beside it. None makes it among the system's
            temporary files.

    Raises:
        ReaderError: Something could not be written.
    """
    parent = target.absolute().parent if target else Path(tempfile.gettempdir())
    folder = None
    try:
        folder = Path(tempfile.mkdtemp(prefix=PREFIX, dir=parent))
        yield folder
    except OSError as error:
        raise unwritable(target or parent, error) from error
    except FormatError as error:
        raise FormatError(str(error).replace(str(folder), str(target or parent))) from error
    finally:
        if folder:
            shutil.rmtree(folder, ignore_errors=True)


def unwritable(target: Path, error: OSError) -> ReaderError:
    """Return the message that a target cannot be written, and why."""
    hint = HINTS.get(error.errno or 0)
    return ReaderError(f"{target}: it cannot be written: {error.strerror or error}{f'; {hint}' if hint else ''}")


def write_files(format: Format, corpus: Corpus, options: Options, losses: Losses, folder: Path) -> Iterator[Path]:
    """Write the files of an export into a folder, and yield the path of each once it is written.

    A single file is then on disk (fsync); for many files, waiting for the disk each time would take too long.
    """
    for file in format.write(corpus, options, losses):
        path = folder / file.name
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("wb") as out:
            _write_chunks(out, file)
            if not format.is_folder:
                out.flush()
                os.fsync(out.fileno())
        yield path


def _write_chunks(out: BinaryIO, file: OutputFile) -> None:
    for chunk in file.chunks:
        out.write(chunk if isinstance(chunk, bytes) else chunk.encode("utf-8", "backslashreplace"))


def verify(format: Format, corpus: Corpus, options: Options, path: Path) -> int:
    """Read an export back, and return how many annotations it holds.

    Place, text, tag, note, creator, fields and links of each are compared, as far as the format can hold them, and so
    are the entries of the codebook. A format that cannot be read back is not checked.

    Raises:
        FormatError: What was read back differs from the corpus.
    """
    preserved = [(each, back) for each, back in format.preserved_of(corpus) if back]
    if format.read is None:
        return len(preserved)
    places = {
        name: _place(back)
        for each, back in preserved
        for name in (back.id, each.annotation.id, uuid_of(each.annotation.id))
    }
    expected = Counter(_compared(back, places) for _, back in preserved)
    records, entries = list[ImportedRecord](), dict[str, CodebookEntry]()
    for each in format.read(path, replace(options, is_unchanged=True)):
        if isinstance(each, RejectedRecord):
            place = f"{sanitize(each.where)}: {sanitize(each.why)}"
            raise FormatError(f"{format.name}: the export cannot be read back ({place}); nothing was exported")
        if isinstance(each, ImportedRecord):  # anything else is a suggestion or a row of another table
            records.append(each)
        elif isinstance(each, ImportedEntry):
            entries[each.entry.name] = each.entry
    if entries or format.is_codebook:
        _verify_entries(format, corpus, entries)
    places = {name: _place(each.annotation) for each in records for name in (each.handle, each.annotation.id)}
    found = Counter(_compared(each.annotation, places) for each in records)
    if found != expected:
        wrong = next(iter((expected - found) or (found - expected)))
        raise FormatError(
            f"{format.name}: {(expected - found).total()} of {expected.total()} annotations are not the same when read "
            f"back; nothing was exported. The first: {sanitize_line(str(wrong))[:200]}"
        )
    return expected.total()


def _verify_entries(format: Format, corpus: Corpus, found: Mapping[str, CodebookEntry]) -> None:
    for entry in as_read([entry_of(tag) for tag in corpus.codebook]):
        if found.get(entry.name) != entry:
            name = sanitize_line(entry.name)
            raise FormatError(
                f"{format.name}: the entry of {name} is not the same when read back; nothing was exported"
            )


def _place(each: Annotation) -> str:
    return f"{each.source} {each.start} {each.end} {each.tag}"


def _compared(each: Annotation, places: Mapping[str, str]) -> tuple[object, ...]:
    """Return the parts of an annotation that are compared.

    Args:
        each: The annotation.
        places: The places of all annotations, by the names that links use for them.
    """
    fields = links = ""  # few have any, and writing them out takes longer than all the rest
    if each.fields:
        fields = json.dumps({name: bare(value) for name, value in each.fields.items()}, sort_keys=True)
    if each.links:
        links = json.dumps(sorted(json.dumps(_link(link, places), sort_keys=True) for link in each.links.values()))
    return each.source, each.start, each.end, each.exact, each.tag, each.note, each.creator, fields, links


def _link(link: Any, places: Mapping[str, str]) -> Any:
    target = linked_id(link)
    return {**link, "to": places.get(target, target)} if target else link


def move_into_place(folder: Path, target: Path, *, is_folder: bool) -> None:
    """Move the files of an export from a temporary folder to its target, each in one step (rename).

    Files of the same name are replaced and keep their mode; other files in a target folder stay. A link in the place of
    a file is replaced.

    Raises:
        OSError: They cannot be moved, or (ELOOP) a link in the target folder leads out of it.
    """
    target = Path(os.path.realpath(target))
    files = [each for each in folder.rglob("*") if each.is_file()]
    places = [target / each.relative_to(folder) if is_folder else target for each in files]
    if is_folder:
        target.mkdir(exist_ok=True)
    for place in places:
        if is_folder and not Path(os.path.realpath(place.parent)).is_relative_to(target):
            raise OSError(errno.ELOOP, "a link leads out of the folder there", str(place.parent))
    for file, place in zip(files, places, strict=True):
        place.parent.mkdir(parents=True, exist_ok=True)
        mode = None if place.is_symlink() else Disk().mode(place)
        if mode is not None:  # else it keeps the mode that the umask gave it
            file.chmod(mode)
        Disk().replace(file, place)
    Disk().sync_folder(target if is_folder else target.parent)
