"""Tags for tests of codebooks: `as_tag(CodebookEntry("a", "what it is"))`."""

from reader.formats.codebook_entry import CodebookEntry
from reader.settings import Tag


def as_tag(entry: CodebookEntry) -> Tag:
    """A tag without a key of which the codebook says this."""
    name, meaning, when, when_not, examples, colour, is_retired = entry
    return Tag(
        name, "", "", meaning, "bold", colour, when=when, when_not=when_not, examples=examples, is_retired=is_retired
    )
