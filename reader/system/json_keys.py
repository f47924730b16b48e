"""Keys of JSON objects: the json module silently keeps the last value of a repeated key."""

from typing import Any


def distinct(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Return the members of an object, as `object_pairs_hook` of the json module.

    Raises:
        ValueError: A key occurs twice; the message names it.
    """
    found = dict(pairs)
    if len(found) != len(pairs):
        names = [name for name, _ in pairs]
        raise ValueError(f"it has the key {next(name for name in names if names.count(name) > 1)!r} twice")
    return found
