"""The background of terminals, dark or light, as last reported; kept in the user's state folder."""

import json
import re
from collections.abc import Mapping
from pathlib import Path

import msgspec

from reader.system.durable_files import make_private_folder, replace_file
from reader.system.files import read_own
from reader.workspace.reading_state import state_folder

MOST_BYTES = 1 << 16
MOST_TERMINALS = 50
DARK_NUMBERS = frozenset({0, 1, 2, 3, 4, 5, 6, 8})  # the dark ones of the sixteen colours, as vim has it


def background_file() -> Path:
    """Return the file that says which terminals are dark."""
    return state_folder() / "backgrounds.json"


def terminal_name(environment: Mapping[str, str]) -> str:
    """Return a name for a kind of terminal and its colours, from the environment."""
    kind = environment.get("TERM_PROGRAM") or environment.get("TERM", "")
    return f"{kind} {environment.get('COLORFGBG', '')}".strip()


def is_probably_dark(environment: Mapping[str, str]) -> bool:
    """Guess whether the terminal is dark: as last reported, else by COLORFGBG, else dark."""
    remembered = _load().get(terminal_name(environment))
    return _says_dark(environment.get("COLORFGBG", "")) if remembered is None else remembered


def remember_background(environment: Mapping[str, str], *, is_dark: bool) -> None:
    """Keep the terminal's report for the next start.

    Raises:
        OSError: It cannot be written.
    """
    known, name = _load(), terminal_name(environment)
    if known.get(name) is is_dark:
        return
    known.pop(name, None)
    kept = dict([*known.items(), (name, is_dark)][-MOST_TERMINALS:])
    file = background_file()
    make_private_folder(file.parent)
    replace_file(file, json.dumps(kept, indent=1).encode())


def _load() -> dict[str, bool]:
    try:
        return msgspec.json.decode(read_own(background_file(), MOST_BYTES), type=dict[str, bool])
    except (OSError, msgspec.DecodeError, RecursionError):
        return {}


def _says_dark(colours: str) -> bool:
    """Return whether COLORFGBG, such as `15;0` or `0;default;15`, names a dark background in its last number."""
    number = re.search(r"(?:^|;)(\d{1,3})$", colours)
    return number is None or int(number[1]) in DARK_NUMBERS
