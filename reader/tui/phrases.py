"""Phrases that several messages have: numbers with their noun, and the names of sources."""

from collections.abc import Sequence

from reader.text.sanitize import sanitize_line

NAMED = 3  # sources that are named in a message; the others are counted


def count(number: int, noun: str) -> str:
    """Return a number with its noun: `1 match`, `1,204 sources`."""
    plural = f"{noun}es" if noun.endswith("ch") else f"{noun}s"
    return f"{number:,} {noun if number == 1 else plural}"


def names(sources: Sequence[str]) -> str:
    """Return the names of sources, the first of them if there are many: `a.txt, b.txt, c.txt and 4 more`."""
    more = f" and {len(sources) - NAMED:,} more" if len(sources) > NAMED else ""
    return ", ".join(map(sanitize_line, sources[:NAMED])) + more
