"""Where the annotations lie, and what belongs to them."""

import os
from pathlib import Path


class Paths:
    """The file itself, whatever link leads to it, and the hidden folder beside it with all that belongs to it."""

    def __init__(self, path: Path) -> None:
        self.file = Path(os.path.realpath(path))
        self.folder = self.file.with_name(f".{self.file.name}.reader")
        self.log = self.folder / "log"
        self.lock = self.folder / "lock"  # held to add to the log, and to put a new file in place
        self.folding = self.folder / "folding"  # held by who writes the next file
        self.next = self.folder / "next"
        self.backups = self.folder / "backups"
