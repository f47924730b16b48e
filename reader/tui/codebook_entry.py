"""The entry of a tag in the codebook, as labelled lines: what it means, when to use it, and when not."""

from collections.abc import Iterator
from typing import NamedTuple

from reader.settings import Settings, Tag

MOST_EXAMPLES = 5


class EntryLine(NamedTuple):
    """A line of an entry: a label, and the text."""

    label: str
    text: str


LACKING = EntryLine(
    "entry", "none: the codebook lacks this tag; the palette (:) renames it, or merges it into another one"
)


def describe_tag(tag: Tag, settings: Settings) -> Iterator[EntryLine]:
    """Yield the lines of a tag's entry, without those that would be empty."""
    above, more = settings.tag(tag.parent), len(tag.examples) - MOST_EXAMPLES
    lines = [
        ("meaning", tag.description),
        ("when", tag.when),
        ("not", tag.when_not),
        *(("e.g.", example) for example in tag.examples[:MOST_EXAMPLES]),
        ("", f"and {more:,} more, which reader codebook lists" if more > 0 else ""),
        ("part of", ": ".join(filter(None, (above.name, above.description))) if above else ""),
        ("formerly", ", ".join(tag.formerly)),
        ("retired", "it is no longer offered; passages that have it keep it" if tag.is_retired else ""),
    ]
    yield from (EntryLine(label, text) for label, text in lines if text)
