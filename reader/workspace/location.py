"""The paths of a workspace: its folder, sources and annotations, found from a path that somebody named."""

import stat
from pathlib import Path
from typing import NamedTuple

from reader.errors import UsageError
from reader.settings import FILE_NAME
from reader.text.folder import DOCUMENTS, SUFFIXES

SOURCES = "seeds"
ANNOTATIONS = "annotations.json"


class WorkspacePaths(NamedTuple):
    """The paths of a workspace's parts.

    Attributes:
        folder: The workspace itself.
        sources: The folder of its sources.
        annotations: The annotations file; there need not be one yet.
        only: The one file that was opened, if it makes a workspace by itself.
    """

    folder: Path
    sources: Path
    annotations: Path
    only: Path | None = None

    @property
    def source_root(self) -> Path:
        """The folder that the ids of sources are relative to."""
        return self.only.parent if self.only else self.sources

    @property
    def scope(self) -> Path:
        """The sources folder, or the one file: state and caches are kept for each of these."""
        return self.only or self.sources

    def command(self, name: str) -> str:
        """Return how a shell runs a command on this workspace, such as `reader log articles`."""
        from shlex import quote  # only messages need these

        from reader.text.sanitize import sanitize

        path = str(self.only or self.folder)
        return f"reader {name}" if path == "." else f"reader {name} {sanitize(quote(path))}"


def locate_workspace(path: Path, sources: Path | None = None, annotations: Path | None = None) -> WorkspacePaths:
    """Find the workspace that a folder, or a file to read, belongs to.

    Args:
        path: The folder or file.
        sources: Another folder for the sources.
        annotations: Another file for the annotations.

    Raises:
        UsageError: There is no such folder or file, or it cannot be a workspace.
    """
    only = None
    folder = path
    if not _is_folder(path):
        folder, only = _folder_of(path)
    if sources is not None and not _is_folder(sources):
        raise UsageError(f"{sources}: the sources must be a folder")
    if sources is None:
        sources = folder / SOURCES if only is None and (folder / SOURCES).is_dir() else folder
    return WorkspacePaths(folder, sources, annotations or folder / ANNOTATIONS, only)


def settings_files(folder: Path) -> tuple[Path, Path]:
    """Return the settings file of the user, and that of a workspace, which overrides it."""
    from platformdirs import user_config_path

    return user_config_path("reader", appauthor=False) / FILE_NAME, folder / FILE_NAME


def _is_folder(path: Path) -> bool:
    try:
        mode = path.stat().st_mode
    except FileNotFoundError as error:
        from reader.similar import similar_path

        similar = similar_path(path)
        hint = f"did you mean {similar}?" if similar else "check its name, or make the folder first"
        raise UsageError(f"{path}: there is no such folder or file: {hint}") from error
    except OSError as error:
        raise UsageError(f"{path}: it cannot be opened: {error.strerror}") from error
    return stat.S_ISDIR(mode)


def _folder_of(file: Path) -> tuple[Path, Path | None]:
    """Return the workspace folder for a file, and the file itself if it is a workspace of its own.

    A file below `seeds` opens the workspace there; any other file is opened alone, even if there are others beside it.
    """
    if file.suffix.lower() not in SUFFIXES:
        is_document = file.suffix.lower() in DOCUMENTS
        hint = f"reader add {file} turns it into one" if is_document else "rename it, or name a folder"
        raise UsageError(f"{file}: a source is a .txt or .md file: {hint}")
    for parent in file.absolute().parents:
        if parent.name == SOURCES:
            return parent.parent, None
    return file.parent, file
