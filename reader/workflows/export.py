"""Export: a workspace's annotations in a file, or a folder, of another program."""

import os
import shutil
from collections.abc import Generator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, NamedTuple

from reader.errors import ReaderError, UsageError
from reader.formats.corpus import ExportScope
from reader.formats.format import Format, Losses, Options
from reader.formats.verified_output import aside, check, put, written
from reader.system.files import same_file
from reader.workspace import Workspace
from reader.workspace.corpus_builder import corpus_in_steps


class JobProgress(NamedTuple):
    """How far long work has come; total: 0 where nobody knows."""

    done: int
    total: int
    words: str


@dataclass(frozen=True, slots=True)
class Exported:
    """What an export came to.

    format: its name. sources, annotations: that were written, and read back. problems: sources that could not be read.
    losses: what the format cannot hold, and how many of it.
    """

    format: str
    sources: int
    annotations: int
    losses: Mapping[str, int]
    problems: tuple[str, ...]

    @property
    def report(self) -> list[str]:
        """For people; nothing if all is as it was."""
        if not self.losses:
            return list(self.problems)
        lost = "; ".join(f"{what}: {count}" for what, count in self.losses.items())
        return [*self.problems, f"{self.format} cannot hold as it is here: {lost}"]


Steps = Generator[JobProgress, None, Exported]
EVERYTHING, PLAIN = ExportScope(), Options()


def export(
    workspace: Workspace, format: Format, target: Path, choice: ExportScope = EVERYTHING, options: Options = PLAIN
) -> Steps:
    """Writes a file or a folder; one that is there is written over (`is_taken` tells). Closing it before its end leaves
    all as it was.

    Raises what `written_to` does, UsageError for a target of the workspace itself, and OSError.
    """
    refuse(workspace, format, target)
    with aside(target.absolute().parent) as folder:
        exported = yield from written_to(folder, workspace, format, choice, options)
        put(folder, target, is_folder=format.is_folder)
    return exported


def written_to(
    folder: Path, workspace: Workspace, format: Format, choice: ExportScope = EVERYTHING, options: Options = PLAIN
) -> Steps:
    """Fills an empty folder, and reads back what is in it then.

    Raises UsageError for what the format cannot do, and FormatError if something is read back otherwise.
    """
    _refuse_options(format, options)
    problems, losses, total = list[str](), Losses(), len(workspace.sources)
    steps = corpus_in_steps(workspace, problems)
    while True:
        try:
            yield JobProgress(next(steps), total, "sources read")
        except StopIteration as end:
            corpus = choice.of(end.value)
            break
    if options.suggestions:
        for number, _ in enumerate(workspace.suggestions.gather_evidence(), 1):
            yield JobProgress(number, total, "sources compared")
    losses.update(format.losses(corpus))
    for number, _ in enumerate(written(format, corpus, options, losses, folder), 1):
        yield JobProgress(number, 0, "files written")
    count = check(format, corpus, options, folder if format.is_folder else next(folder.iterdir()))
    return Exported(format.name, len(corpus.sources), count, dict(+losses), tuple(problems))


def copy(folder: Path, stream: BinaryIO) -> None:
    """The one file that is in a folder, to a stream."""
    with next(folder.iterdir()).open("rb") as file:
        shutil.copyfileobj(file, stream)


def is_taken(format: Format, target: Path) -> bool:
    """Whether something is there that a person should be asked about."""
    return target.exists() and not (format.is_folder and target.is_dir() and not any(target.iterdir()))


def refuse(workspace: Workspace, format: Format, target: Path) -> None:
    """Raises ReaderError for a target that must not be written to."""
    if any(same_file(target, own) for own in [*workspace.files, workspace.sources.folder]):
        raise ReaderError(f"{target}: this is a file of the workspace itself; name another one")
    sources = os.path.realpath(workspace.sources.folder)
    if format.is_folder and Path(os.path.realpath(target)).is_relative_to(sources):
        raise ReaderError(f"{target}: in the sources folder its files would be taken for sources; name one elsewhere")
    if target.exists() and target.is_dir() is not format.is_folder:
        wanted, found = ("a folder", "a file") if format.is_folder else ("a file", "a folder")
        raise ReaderError(f"{target}: it is {found}, and {format.name} is {wanted}; name another one")


def _refuse_options(format: Format, options: Options) -> None:
    if options.unit not in format.units:
        known = ", ".join(format.units)
        raise UsageError(f"{format.name}: its offsets do not count {options.unit} (they can count: {known})")
    if options.suggestions and not format.has_suggestions:
        raise UsageError(f"{format.name}: it knows no suggestions; leave --suggestions out")
    if options.raw and format.name != "csv":
        raise UsageError(f"{format.name}: only csv has cells to guard; leave --raw out")
