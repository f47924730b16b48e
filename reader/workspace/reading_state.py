"""The reading state of a person: the last source, the place in each, how much was read.

It is kept in the user's state folder, never in the workspace.
"""

import hashlib
import json
from dataclasses import asdict, dataclass, field
from pathlib import Path

import msgspec

from reader.system.durable_files import make_private_folder, replace_file
from reader.system.files import read_own

MOST_BYTES = 1 << 25  # bytes of the file: a hundred for each place in 100,000 sources, and some more
MOST_TYPED = 50  # texts that are kept of each kind of prompt
MOST_CHARACTERS = 500  # characters of each of them
LARGEST_NUMBER = 1 << 40  # cells or code points


@dataclass(slots=True)
class ReadingState:
    """The state of one workspace, as one person left it.

    Attributes:
        source: The id of the source that was open last.
        theme: The theme that was chosen; empty for the one in the settings.
        widths: The widths of panes that were changed, in cells, by the pane's name.
        suggestions: The suggestions that are shown: `sure`, `all` or `off`.
        places: The offset of the cursor, by source id.
        tops: The offset of the first character in sight, by source id.
        read: The furthest place that the cursor reached, by source id, as a share of the article from 0 to 1.
        is_exact: Whether case, accents and marks matter in searches and filters.
        choices: The choices made in dialogs, by name.
        typed: The texts typed into prompts, the newest last, by the kind of prompt.
        speakers: The speakers that were chosen for suggested quotes, the newest last, by a key of the quote.
    """

    source: str = ""
    theme: str = ""
    widths: dict[str, int] = field(default_factory=dict)
    suggestions: str = "sure"
    places: dict[str, int] = field(default_factory=dict)
    tops: dict[str, int] = field(default_factory=dict)
    read: dict[str, float] = field(default_factory=dict)
    is_exact: bool = False
    choices: dict[str, str] = field(default_factory=dict)
    typed: dict[str, list[str]] = field(default_factory=dict)
    speakers: dict[str, str] = field(default_factory=dict)


def state_folder() -> Path:
    """Return the user's state folder."""
    from platformdirs import user_state_path

    return user_state_path("reader", appauthor=False)


def state_file(workspace: Path) -> Path:
    """Return the file in the user's state folder that holds the state of a workspace."""
    return state_folder() / f"{_name(workspace)}.json"


def marks_file(sources: Path) -> Path:
    """Return the file in the user's state folder that holds the marks in a folder of sources."""
    return state_file(sources).with_suffix(".marks.json")


def cache_file(workspace: Path) -> Path:
    """Return the file in the user's cache folder that belongs to a workspace."""
    from platformdirs import user_cache_path

    return user_cache_path("reader", appauthor=False) / f"{_name(workspace)}.jsonl"


def _name(workspace: Path) -> str:
    return hashlib.sha256(bytes(workspace.resolve())).hexdigest()[:16]


def load_state(file: Path) -> ReadingState:
    """Return the saved state, without impossible values; a new one if it cannot be used."""
    try:
        return _sound(msgspec.json.decode(read_own(file, MOST_BYTES), type=_Stored))
    except (OSError, msgspec.DecodeError, RecursionError):
        return ReadingState()


class _Stored(msgspec.Struct):
    """The state as stored in the file; its numbers are unchecked."""

    source: str = ""
    theme: str = ""
    widths: dict[str, float] = {}
    suggestions: str = "sure"
    places: dict[str, float] = {}
    tops: dict[str, float] = {}
    read: dict[str, float] = {}
    is_exact: bool = False
    choices: dict[str, str] = {}
    typed: dict[str, list[str]] = {}
    speakers: dict[str, str] = {}


def _sound(stored: _Stored) -> ReadingState:
    read = {id: share for id, share in stored.read.items() if 0 <= share <= 1}
    widths, places, tops = map(_whole, (stored.widths, stored.places, stored.tops))
    typed = {kind: [text[:MOST_CHARACTERS] for text in texts[-MOST_TYPED:]] for kind, texts in stored.typed.items()}
    return ReadingState(
        source=stored.source,
        theme=stored.theme,
        widths=widths,
        suggestions=stored.suggestions,
        places=places,
        tops=tops,
        read=read,
        is_exact=stored.is_exact,
        choices=stored.choices,
        typed=typed,
        speakers=stored.speakers,
    )


def _whole(numbers: dict[str, float]) -> dict[str, int]:
    return {name: int(number) for name, number in numbers.items() if 0 <= number <= LARGEST_NUMBER}


def save_state(file: Path, state: ReadingState) -> None:
    """Save the state.

    Raises:
        OSError: It cannot be written.
    """
    make_private_folder(file.parent)
    replace_file(file, json.dumps(asdict(state), ensure_ascii=False, indent=1).encode("utf-8", "replace"))
