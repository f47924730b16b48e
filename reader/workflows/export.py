"""Exporting a workspace's annotations to a file or folder in the format of another program."""

import os
import shutil
from collections import Counter
from collections.abc import Generator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO, NamedTuple

from reader.annotation.model.field_values import is_url
from reader.annotation.model.tag_columns import grouped, tag_columns
from reader.errors import ReaderError, UsageError
from reader.formats.corpus import Corpus, ExportScope
from reader.formats.format import Format, Losses, Options
from reader.formats.verified_output import move_into_place, temporary_folder, verify, write_files
from reader.system.files import is_stream, leads_out_of, same_file
from reader.system.threads import with_steps_as
from reader.text.counted import counted, listed
from reader.text.folder import SUFFIXES
from reader.text.sanitize import escape_unseen, sanitize, sanitize_lines
from reader.workspace.corpus_builder import corpus_in_steps
from reader.workspace.workspace import Workspace


class JobProgress(NamedTuple):
    """The progress of a long job.

    Attributes:
        done: The number of steps done.
        total: The total number of steps, or 0 if it is unknown.
        words: The words for what is counted, such as "sources read".
    """

    done: int
    total: int
    words: str


@dataclass(frozen=True, slots=True)
class Exported:
    """The result of an export.

    Attributes:
        format: The name of the format.
        sources: The number of sources that were written.
        annotations: The number of annotations that were written.
        losses: What the format does not keep, with numbers.
        problems: A message for each source that could not be read.
        tags: The number of annotations of each tag.
        is_verified: True if they were read back and compared, which requires a format that can be imported.
        remarks: Further messages of the format about what it wrote.
        entries: The number of entries of the codebook, if that alone was written.
    """

    format: str
    sources: int
    annotations: int
    losses: Mapping[str, int]
    problems: tuple[str, ...]
    tags: Mapping[str, int] = field(default_factory=dict)
    is_verified: bool = True
    remarks: tuple[str, ...] = ()
    entries: int = 0

    @property
    def summary(self) -> list[str]:
        """The counts of what was written, on a line or two: `3 tags of 2 sources`, `quote 2, claim 1`."""
        if self.entries:
            return [f"{counted(self.entries, 'tag')} of the codebook"]
        annotations = counted(self.annotations, "tag")
        sources = counted(self.sources, "source")
        columns = tag_columns(list(self.tags), [Counter(self.tags)])
        shown = grouped(Counter(self.tags), columns)
        counts = ", ".join(f"{tag} {shown[tag]:,}" for tag in columns)
        return [f"{annotations} of {sources}", *([sanitize(counts)] if counts else [])]

    @property
    def report(self) -> list[str]:
        """Messages about what was left out; empty if everything was kept."""
        lost = "; ".join(f"{what}: {count}" for what, count in self.losses.items())
        return [*self.problems, *self.remarks, *([f"not kept by {self.format}: {lost}"] if lost else [])]


Steps = Generator[JobProgress, None, Exported]
EVERYTHING, PLAIN = ExportScope(), Options()


def export(
    workspace: Workspace, format: Format, target: Path, choice: ExportScope = EVERYTHING, options: Options = PLAIN
) -> Steps:
    """Write a file or a folder, in steps, replacing an existing one (see `would_overwrite`).

    Closing the generator before its end leaves everything as it was.

    Args:
        workspace: The workspace to export.
        format: The format to write.
        target: The path of the file or folder.
        choice: The annotations to export.
        options: The options of the format.

    Raises:
        UsageError: The format does not support the options.
        FormatError: Something that was read back differs from what was written.
        ReaderError: The target must not be written to, or cannot be.
    """
    check_target(workspace, format, target)
    check_is_no_stream(target)
    with temporary_folder(target) as folder:
        exported = yield from _write_and_verify(folder, workspace, format, choice, options)
        move_into_place(folder, target, is_folder=format.is_folder)
    return exported


def export_to_stream(
    workspace: Workspace,
    format: Format,
    stream: BinaryIO,
    choice: ExportScope = EVERYTHING,
    options: Options = PLAIN,
) -> Steps:
    """Write a file to a stream, in steps, once it has been verified; raise as `export` does.

    Raises:
        OSError: The stream cannot be written.
    """
    with temporary_folder(None) as folder:
        exported = yield from _write_and_verify(folder, workspace, format, choice, options)
        written = next(folder.iterdir()).open("rb")  # the open file can still be read when the folder is gone
    with written:
        _copy_to_stream(written, stream, is_json=format.file.rpartition(".")[2].startswith("json"))
    return exported


def _write_and_verify(
    folder: Path, workspace: Workspace, format: Format, choice: ExportScope, options: Options
) -> Steps:
    """Write an export into an empty folder, in steps, and compare what is read back; raise as `export` does."""
    _check_options(format, options)
    problems, losses, total = list[str](), Losses(), len(workspace.sources)
    steps = corpus_in_steps(workspace, problems)
    corpus = choice.select((yield from with_steps_as(steps, lambda read: JobProgress(read, total, "sources read"))))
    if options.verdicts:
        corpus = yield from _with_verdicts(workspace, corpus)
    if options.suggestions:
        for number, _ in enumerate(workspace.suggestions.gather_evidence(), 1):
            yield JobProgress(number, total, "sources compared")
    losses.update(format.losses(corpus))
    losses.update({} if format.is_codebook else _foreign(workspace, corpus))
    for number, _ in enumerate(write_files(format, corpus, options, losses, folder), 1):
        yield JobProgress(number, 0, "files written")
    count = verify(format, corpus, options, folder if format.is_folder else next(folder.iterdir()))
    is_verified = format.read is not None
    found = Counter(each.present.tag for each in corpus.annotations)
    tags = {tag: found[tag] for tag in dict.fromkeys([*corpus.tags, *sorted(found)]) if found[tag]}
    if sum(tags.values()) != count:  # a format without orphans leaves some out
        tags = {}
    return Exported(
        format.name,
        len(corpus.sources),
        count,
        dict(+losses),
        tuple(problems),
        tags,
        is_verified,
        tuple(losses.remarks),
        len(corpus.codebook) if format.is_codebook else 0,
    )


def _foreign(workspace: Workspace, corpus: Corpus) -> dict[str, int]:
    """Count the annotations to which other programs have added something, under a name that says what."""
    foreign = workspace.store.as_stored.foreign
    found = [members for each in corpus.annotations if (members := foreign(each.annotation.id))]
    names = listed(sorted({name for members in found for name in members}))
    return {f"what other programs added to tags ({names})": len(found)} if found else {}


def _with_verdicts(workspace: Workspace, corpus: Corpus) -> Generator[JobProgress, None, Corpus]:
    from reader.workflows.with_verdicts import with_verdicts

    steps = with_verdicts(workspace, corpus)
    return (yield from with_steps_as(steps, lambda number: JobProgress(number, 0, "quotations checked")))


def _copy_to_stream(written: BinaryIO, stream: BinaryIO, *, is_json: bool) -> None:
    """Copy a file to a stream; a terminal gets it with control characters made visible."""
    if not stream.isatty():
        shutil.copyfileobj(written, stream)
        return
    make_visible = escape_unseen if is_json else sanitize_lines
    for line in written:
        stream.write(make_visible(line.decode("utf-8")).encode("utf-8"))
    stream.flush()


def would_overwrite(format: Format, target: Path) -> bool:
    """Return whether an export would replace something, so that the user should be asked first."""
    return target.exists() and not (format.is_folder and target.is_dir() and not any(target.iterdir()))


def check_target(workspace: Workspace, format: Format, target: Path) -> None:
    """Raise ReaderError if an export must not be written to this path."""
    check_place(workspace, target, format.name, is_folder=format.is_folder)


def check_place(workspace: Workspace, target: Path, name: str, *, is_folder: bool = False) -> None:
    """Raise ReaderError if something must not be written to a path.

    Args:
        workspace: The workspace of the data.
        target: The path.
        name: The name of what is written, for messages.
        is_folder: Whether it is a folder of files.
    """
    if leads_out_of(workspace.paths.folder, target):
        real = sanitize(os.path.realpath(target))
        raise ReaderError(f"{target}: a link in this path leads out of the workspace, to {real}; name that path itself")
    if any(same_file(target, own) for own in [*workspace.files, workspace.sources.folder]):
        raise ReaderError(f"{target}: this file belongs to the workspace itself; name another one")
    sources = os.path.realpath(workspace.sources.folder)
    if is_folder and Path(os.path.realpath(target)).is_relative_to(sources):
        raise ReaderError(f"{target}: in the sources folder, its files would become sources; name a folder elsewhere")
    if target.exists() and target.is_dir() is not is_folder:
        wanted, found = ("a folder", "a file") if is_folder else ("a file", "a folder")
        raise ReaderError(f"{target}: it is {found}, but {name} needs {wanted}; name another one")


def check_is_no_stream(target: Path) -> None:
    """Raise ReaderError if a path is a pipe or a device: replacing it by a file would destroy it."""
    if is_stream(target):
        raise ReaderError(f"{target}: it is a pipe or a device, and cannot be replaced; name a file")


def would_become_source(workspace: Workspace, target: Path) -> bool:
    """Return whether a file at this path would be read as a source of the workspace."""
    sources = os.path.realpath(workspace.sources.folder)
    return target.name.lower().endswith(SUFFIXES) and Path(os.path.realpath(target)).is_relative_to(sources)


def _check_options(format: Format, options: Options) -> None:
    if options.unit not in format.units:
        known = ", ".join(format.units)
        raise UsageError(f"{format.name}: offsets cannot be in {options.unit}; --unit can be {known}")
    if options.suggestions and not format.has_suggestions:
        raise UsageError(f"{format.name}: this format has no suggestions; leave out --suggestions")
    if options.url and format.name != "claimreview":
        raise UsageError(f"{format.name}: --url is for claimreview only; leave it out")
    if options.url and not is_url(options.url):
        raise UsageError(f"{sanitize(options.url)}: links must be http, https or mailto; write the whole address")
    if options.verdicts and not format.holds_verdicts:
        raise UsageError(f"{format.name}: this format does not keep verdicts; leave out --verdicts")
    if not options.has_story and format.name != "html":
        raise UsageError(f"{format.name}: --no-story is for html only; leave it out")
    if options.raw and format.name != "csv":
        raise UsageError(f"{format.name}: --raw is for csv only; leave it out")
