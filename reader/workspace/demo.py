"""The sample workspace that comes with the program: copied to a folder, kept or removed."""

import shutil
import tempfile
from pathlib import Path

from reader.errors import ReaderError, UsageError

PACKAGED = Path(__file__).with_name("sample")  # in an installed package
CHECKOUT = Path(__file__).parents[2]  # in a checkout of the project
ORIGINALS = Path(__file__).with_name("sample_originals")  # with which the quotations of the sample can be compared
NAME = "reader-sample"  # the name of the folder with the copy


def fresh_copy() -> Path:
    """Copy the sample into a new temporary folder, and return that folder."""
    folder = Path(tempfile.mkdtemp(prefix="reader-demo-"))
    _copy_to(folder)
    return folder


def copy_in(folder: Path) -> None:
    """Make a folder with a copy of the sample; one that has a copy already is left as it is.

    Raises:
        UsageError: There is something else in the folder.
        ReaderError: The folder cannot be made.
    """
    if _has_sample(folder):
        return
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if any(folder.iterdir()):
            raise UsageError(f"{folder}: there is something else in this folder; name a new one for the sample")
        _copy_to(folder)
    except OSError as error:
        raise ReaderError(f"{folder}: the sample cannot be copied there: {error.strerror}") from error


def place_to_keep(home: Path) -> Path:
    """Return the folder in which a copy is kept, which does not exist yet."""
    folder, number = home / NAME, 1
    while folder.exists():
        number += 1
        folder = home / f"{NAME}-{number}"
    return folder


def keep_copy(copy: Path, folder: Path) -> None:
    """Move a temporary copy to the folder in which it is kept.

    Raises:
        ReaderError: It cannot be moved; it is still where it was.
    """
    try:
        shutil.move(copy, folder)
    except (OSError, shutil.Error) as error:
        reason = getattr(error, "strerror", None) or error
        raise ReaderError(f"{folder}: the sample cannot be kept there: {reason}; it is still in {copy}") from error


def remove(copy: Path) -> None:
    """Remove a temporary copy."""
    shutil.rmtree(copy, ignore_errors=True)


def _copy_to(folder: Path) -> None:
    origin = _origin()
    shutil.copytree(origin / "seeds", folder / "seeds")
    shutil.copytree(ORIGINALS, folder / "seeds" / "originals")
    shutil.copy(origin / "annotations.json", folder)


def _has_sample(folder: Path) -> bool:
    """Return whether every source of the sample is in a folder."""
    return all((folder / "seeds" / each.name).is_file() for each in (_origin() / "seeds").iterdir())


def _origin() -> Path:
    return PACKAGED if PACKAGED.is_dir() else CHECKOUT
