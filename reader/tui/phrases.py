"""The names of sources, as several messages have them."""

from collections.abc import Sequence

from reader.text.sanitize import sanitize_line

NAMED = 3  # sources that are named in a message; the others are counted


def names(sources: Sequence[str]) -> str:
    """Return the names of sources, the first of them if there are many: `a.txt, b.txt, c.txt and 4 more`."""
    more = f" and {len(sources) - NAMED:,} more" if len(sources) > NAMED else ""
    return ", ".join(map(sanitize_line, sources[:NAMED])) + more
