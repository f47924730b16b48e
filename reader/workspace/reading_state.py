"""Where a person was: the last source, the place in each, how much was read. Never in the workspace itself."""

import hashlib
import json
from dataclasses import asdict, dataclass, field
from pathlib import Path

import msgspec

from reader.system.durable_files import replace_file


@dataclass(slots=True)
class ReadingState:
    """source: the id of the one that was open. theme: the chosen one, if it is not that of the settings.

    widths: of panes, by name, in cells, as they were chosen. suggestions: which are shown: `sure`, `all` or `off`.

    By source id: places: the offset of the cursor. tops: that of the first character in sight.
    read: the furthest that the cursor came, as a share of the article (0 to 1).
    """

    source: str = ""
    theme: str = ""
    widths: dict[str, int] = field(default_factory=dict)
    suggestions: str = "sure"
    places: dict[str, int] = field(default_factory=dict)
    tops: dict[str, int] = field(default_factory=dict)
    read: dict[str, float] = field(default_factory=dict)


def state_file(workspace: Path) -> Path:
    """In the user's state folder, one file a workspace."""
    from platformdirs import user_state_path

    return user_state_path("reader", appauthor=False) / f"{_name(workspace)}.json"


def cache_file(workspace: Path) -> Path:
    """In the user's cache folder, one file a workspace."""
    from platformdirs import user_cache_path

    return user_cache_path("reader", appauthor=False) / f"{_name(workspace)}.jsonl"


def _name(workspace: Path) -> str:
    return hashlib.sha256(bytes(workspace.resolve())).hexdigest()[:16]


def load_state(file: Path) -> ReadingState:
    """The state as it was saved; a new one if there is none or it cannot be used: nothing of worth is in it."""
    try:
        return msgspec.json.decode(file.read_bytes(), type=ReadingState)
    except (OSError, msgspec.DecodeError):
        return ReadingState()


def save_state(file: Path, state: ReadingState) -> None:
    """Raises OSError if it cannot be written."""
    file.parent.mkdir(parents=True, exist_ok=True)
    replace_file(file, json.dumps(asdict(state), ensure_ascii=False, indent=1).encode("utf-8", "replace"))
