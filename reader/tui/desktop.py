"""Files that are opened in the desktop's own programs."""

import shutil
import subprocess
import sys
from pathlib import Path

from reader.errors import ReaderError
from reader.text.sanitize import sanitize_line


def open_in_desktop(file: Path) -> None:
    """Open a file or folder in the desktop's program for it; any thread may call this.

    Raises:
        ReaderError: There is no desktop, or it cannot open the file.
    """
    opener = "open" if sys.platform == "darwin" else "xdg-open"
    program = shutil.which(opener)
    if program is None:
        raise ReaderError(f"{sanitize_line(str(file))} was written, but cannot be opened: {opener} is missing")
    command = [program, str(file.absolute())]  # a name may begin with a dash
    nothing = subprocess.DEVNULL
    found = subprocess.run(command, stdin=nothing, stdout=nothing, stderr=nothing, start_new_session=True, check=False)
    if found.returncode:
        raise ReaderError(f"{sanitize_line(str(file))} was written, but {opener} could not open it")
