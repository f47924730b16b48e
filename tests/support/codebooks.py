"""Tags and entries for tests of codebooks: `as_tag(CodebookEntry("a", "what it is"))`."""

from collections.abc import Iterable

from reader.formats.codebook_entry import CodebookEntry
from reader.formats.format import ImportedEntry, Record
from reader.settings import Tag

RICH = """
[[tags]]
name = "trust"
key = "z"
meaning = "Trust in “media” & people <of all kinds>"
when = "If somebody says so.\\n\\nExample: is a word that an import must not take for a label."
when_not = "If it is hope:\\ttag that."
examples = ["I trust them.", "Who would not?\\nI do."]
colour = "#A1b2c3"

[[tags]]
name = "trust/press"
retired = true

[[tags]]
name = "trust/press/local papers"
colour = "violet"

[[tags]]
name = "信頼"
"""


def as_tag(entry: CodebookEntry) -> Tag:
    """A tag without a key of which the codebook says this."""
    name, meaning, when, when_not, examples, colour, is_retired = entry
    return Tag(
        name, "", "", meaning, "bold", colour, when=when, when_not=when_not, examples=examples, is_retired=is_retired
    )


def entries(records: Iterable[Record]) -> list[CodebookEntry]:
    """The entries of a codebook among what was read."""
    return [each.entry for each in records if isinstance(each, ImportedEntry)]
