"""Where a workspace lies: the folder of a path that was named, its sources and its annotations."""

import stat
from dataclasses import dataclass
from pathlib import Path

from reader.errors import UsageError
from reader.settings import FILE_NAME
from reader.text.folder import SUFFIXES

SOURCES = "seeds"
ANNOTATIONS = "annotations.json"


@dataclass(frozen=True, slots=True)
class WorkspacePaths:
    """Where a workspace's parts lie. `only`: the one file that was asked for, if it makes a workspace by itself."""

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


def locate_workspace(path: Path, sources: Path | None = None, annotations: Path | None = None) -> WorkspacePaths:
    """The workspace that a folder, or a file to read, belongs to. Raises UsageError if there is no such thing."""
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
    """The user's settings, and those of the workspace in a folder, which override them."""
    from platformdirs import user_config_path

    return user_config_path("reader", appauthor=False) / FILE_NAME, folder / FILE_NAME


def _is_folder(path: Path) -> bool:
    try:
        mode = path.stat().st_mode
    except FileNotFoundError as error:
        raise UsageError(f"{path}: there is no such folder or file, nor a command (`reader --help`)") from error
    except OSError as error:
        raise UsageError(f"{path}: it cannot be opened: {error.strerror}") from error
    return stat.S_ISDIR(mode)


def _folder_of(file: Path) -> tuple[Path, Path | None]:
    """A file below `seeds` opens its workspace; any other one is a workspace of its own, whatever lies beside it."""
    if file.suffix.lower() not in SUFFIXES:
        raise UsageError(f"{file}: a source is a .txt or .md file; rename it, or name a folder")
    for parent in file.absolute().parents:
        if parent.name == SOURCES:
            return parent.parent, None
    return file.parent, file
