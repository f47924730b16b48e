"""Optional libraries: how to install them for the Python that runs this program."""

import sys
from pathlib import Path
from shlex import quote


def how_to_install(extra: str) -> str:
    """Return the command that installs an extra, such as `.venv/bin/python -m pip install 'reader-tui[add]'`."""
    python = Path(sys.executable)
    here = Path.cwd()
    shown = python.relative_to(here) if python.is_relative_to(here) else python
    return f"{quote(str(shown))} -m pip install 'reader-tui[{extra}]'"
