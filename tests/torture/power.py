"""Power cuts on ext4: the file system's image is copied while a program writes to it. Needs root and loop devices."""

import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from . import kills
from .script import Model, small

SIZE = 12 << 20  # bytes of the file system
LONGEST = 0.15  # seconds that a program writes


class CannotMountError(Exception):
    """Why there can be no file system to cut the power of."""


def _run(*command: str | Path) -> None:
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode:
        raise CannotMountError(f"{command[0]}: {done.stderr.strip()}")


@contextmanager
def mounted(image: Path, folder: Path) -> Iterator[None]:
    _run("mount", "-o", "loop", image, folder)
    try:
        yield
    finally:
        _run("umount", folder)


def problem(folder: Path, random: Random) -> str:
    """What is wrong after one power cut."""
    image, copy, place = folder / "image", folder / "copy", folder / "mounted"
    path = place / "annotations.json"
    place.mkdir(exist_ok=True)
    image.unlink(missing_ok=True)
    with image.open("wb") as file:
        file.truncate(SIZE)
    _run("mkfs.ext4", "-q", "-F", image)
    with small(random.choice((0, 2000))):
        with mounted(image, place):
            seconds, seed = random.uniform(0.01, LONGEST), random.randrange(1 << 30)
            models = kills.killed(path, Model({}), seed, seconds, lambda: shutil.copyfile(image, copy))
        with mounted(copy, place):
            return kills.problem(path, *models)[0] if models else "the program failed"


def trials(seed: int = 0) -> Iterator[str]:
    """Without end. Raises CannotMountError where there can be none."""
    random = Random(seed)
    with TemporaryDirectory() as folder:
        while True:
            yield problem(Path(folder), random)
