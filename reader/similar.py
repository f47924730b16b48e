"""Suggestions of what was probably meant by an unknown name, for error messages."""

from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path

LIKENESS = 0.6  # likeness of two names, from 0 to 1, from which one may stand for the other
LIKENESS_OF_PATHS = 0.75  # the same for paths, which may have only their suffix in common


def similar_name(name: str, known: Iterable[str]) -> str:
    """Return the known name that is most similar to another one; empty if none is similar."""
    return _most_similar(name, {each: each for each in known}, LIKENESS)


def similar_path(path: Path) -> str:
    """Return the path of the file or folder whose name is most similar to a missing one's; empty if none is."""
    names = dict[str, str]()
    with suppress(OSError):
        for each in path.parent.iterdir():
            names |= {each.stem: each.name, each.name: each.name}
    similar = _most_similar(path.name, names, LIKENESS_OF_PATHS)
    return str(path.with_name(similar)) if similar else ""


def _most_similar(name: str, known: Mapping[str, str], likeness: float) -> str:
    """Return the value of the most similar key, ignoring case."""
    from difflib import get_close_matches  # rarely needed, and as slow to import as a whole command

    by_folded = {key.casefold(): value for key, value in known.items()}
    similar = get_close_matches(name.casefold(), by_folded, 1, likeness)
    return by_folded[similar[0]] if similar else ""
