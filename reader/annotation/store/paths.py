"""The paths of the annotations file and of the files that belong to it."""

import os
from pathlib import Path


class Paths:
    """The annotations file, with links resolved, and the hidden folder beside it that holds everything else.

    Attributes:
        file: The annotations file itself.
        folder: The hidden folder.
        log: Every step ever done.
        lock: Locked to add to the log, and to put a new file in place.
        checkpoint_lock: Locked by whoever writes the next file.
        codebook_lock: Locked by whoever changes the codebook together with annotations.
        import_lock: Locked by whoever imports.
        next: The next file, while it is being written.
        backups: The folder of backups.
    """

    def __init__(self, path: Path) -> None:
        self.file = Path(os.path.realpath(path))
        self.folder = self.file.with_name(f".{self.file.name}.reader")
        self.log = self.folder / "log"
        self.lock = self.folder / "lock"
        self.checkpoint_lock = self.folder / "folding"
        self.codebook_lock = self.folder / "codebook"
        self.import_lock = self.folder / "importing"
        self.next = self.folder / "next"
        self.backups = self.folder / "backups"
