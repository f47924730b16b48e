"""An export on its way to the disk: written aside, read back and checked, and only then put where it is to be."""

import os
import shutil
import tempfile
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from reader.annotation.model.annotation import Annotation
from reader.formats.corpus import Corpus
from reader.formats.format import File, Format, FormatError, Losses, Options, RejectedRecord
from reader.system.durable_files import Disk
from reader.text.sanitize import sanitize, sanitize_line


@contextmanager
def aside(beside: Path | None) -> Iterator[Path]:
    """A new folder in this one, or where the system has such; gone afterwards."""
    folder = Path(tempfile.mkdtemp(prefix=".export-", dir=beside))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def written(format: Format, corpus: Corpus, options: Options, losses: Losses, folder: Path) -> Iterator[Path]:
    """The files that a format makes of a corpus, each when it is on the disk."""
    for file in format.write(corpus, options, losses):
        path = folder / file.name
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("wb") as out:
            _fill(out, file)
            if not format.is_folder:  # of a folder of many files each would wait for the disk
                out.flush()
                os.fsync(out.fileno())
        yield path


def _fill(out: BinaryIO, file: File) -> None:
    for piece in file.pieces:
        out.write(piece if isinstance(piece, bytes) else piece.encode("utf-8", "backslashreplace"))


def check(format: Format, corpus: Corpus, options: Options, written: Path) -> int:
    """Reads back what was written: how many annotations it has. Raises FormatError if they are not those of the corpus.

    Each has its own place, text, tag and note, as far as the format can hold them; the offsets of a format that
    carries the text count in that text.
    """
    meant = Counter(_said(each) for each in map(format.fit, corpus.annotations) if each)
    if format.read is None:
        return meant.total()
    found: Counter[tuple[object, ...]] = Counter()
    for each in format.read(written, options):
        if isinstance(each, RejectedRecord):
            raise FormatError(
                f"{format.name}: what was written is refused, {sanitize(each.where)}: {sanitize(each.why)}"
            )
        found[_said(each.annotation)] += 1
    if found != meant:
        wrong = next(iter((meant - found) or (found - meant)))
        raise FormatError(
            f"{format.name}: {(meant - found).total()} of {meant.total()} annotations are read back otherwise than "
            f"they were written, and nothing was exported; the first: {sanitize_line(str(wrong))[:200]}"
        )
    return meant.total()


def _said(each: Annotation) -> tuple[object, ...]:
    return each.source, each.start, each.end, each.exact, each.tag, each.note, each.creator


def put(folder: Path, target: Path, *, is_folder: bool) -> None:
    """Puts what was written aside into its place; files of the same names are replaced, each at one stroke."""
    target = Path(os.path.realpath(target))
    if is_folder:
        target.mkdir(exist_ok=True)
    umask = os.umask(0)
    os.umask(umask)
    for file in [each for each in folder.rglob("*") if each.is_file()]:
        place = target / file.relative_to(folder) if is_folder else target
        if is_folder:
            place.parent.mkdir(parents=True, exist_ok=True)
        kept = Disk().mode(place)
        file.chmod(0o666 & ~umask if kept is None else kept)
        Disk().replace(file, place)
    Disk().sync_folder(target if is_folder else target.parent)
