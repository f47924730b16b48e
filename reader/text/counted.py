"""Numbers with their nouns, and lists of names, for messages and reports."""

from collections.abc import Sequence

NAMED = 8  # names in a message, unless the caller says otherwise


def counted(number: int, noun: str, plural: str = "") -> str:
    """Return a number with its noun: `1 match`, `1,204 sources`, `2 people`.

    Args:
        number: The number.
        noun: The noun for one.
        plural: The noun for several; `matches` and `sources` are derived from the noun for one.
    """
    several = plural or (f"{noun}es" if noun.endswith("ch") else f"{noun}s")
    return f"{number:,} {noun if number == 1 else several}"


def listed(names: Sequence[str], most: int = NAMED) -> str:
    """Return the first few names for a message, and how many more there are: `a, b, c and 1,204 more`."""
    more = f" and {len(names) - most:,} more" if len(names) > most else ""
    return f"{', '.join(names[:most])}{more}"
