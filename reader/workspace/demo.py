"""The sample workspace that comes with the program."""

import shutil
import tempfile
from pathlib import Path

PACKAGED = Path(__file__).with_name("sample")  # in an installed package
CHECKOUT = Path(__file__).parents[2]  # in a checkout of the project


def fresh_copy() -> Path:
    """Copy the sample into a new temporary folder, and return that folder."""
    origin = PACKAGED if PACKAGED.is_dir() else CHECKOUT
    folder = Path(tempfile.mkdtemp(prefix="reader-demo-"))
    shutil.copytree(origin / "seeds", folder / "seeds")
    shutil.copy(origin / "annotations.json", folder)
    return folder
