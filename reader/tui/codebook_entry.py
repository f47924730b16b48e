"""The entry of a tag in the codebook, as labelled lines: what it means, when to use it, and when not."""

from collections.abc import Iterator
from typing import NamedTuple

from reader.settings import Settings, Tag


class EntryLine(NamedTuple):
    """A line of an entry: a word for what it tells, and the text."""

    label: str
    text: str


def entry_of(tag: Tag, settings: Settings) -> Iterator[EntryLine]:
    """Yield the lines of a tag's entry, without those that would be empty."""
    if tag.description:
        yield EntryLine("meaning", tag.description)
    if above := settings.tag(tag.name.rpartition("/")[0]):
        yield EntryLine("part of", f"{above.name}: {above.description}" if above.description else above.name)
