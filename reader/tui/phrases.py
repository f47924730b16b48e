"""Messages in the form for the screen: the names of sources, and commands without back-ticks."""

from collections.abc import Sequence

from reader.system.lazy_pattern import lazy_pattern
from reader.text.sanitize import sanitize_line

CODE = lazy_pattern("`([^`]*)`")
NAMED = 3  # sources that are named in a message; the others are counted


def without_code_marks(message: str) -> str:
    """Return a message without the back-ticks around a command, which only a page or a shell needs."""
    return CODE.sub(r"\1", message)


def names(sources: Sequence[str]) -> str:
    """Return the names of sources, the first of them if there are many: `a.txt, b.txt, c.txt and 4 more`."""
    more = f" and {len(sources) - NAMED:,} more" if len(sources) > NAMED else ""
    return ", ".join(map(sanitize_line, sources[:NAMED])) + more
