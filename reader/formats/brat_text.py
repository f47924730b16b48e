"""The texts of brat: the names of their files, and the parts that a passage has in them."""

import re

from reader.text.source import MARKDOWN_SUFFIXES
from reader.text.span import Span

# A stretch without tabs or line breaks; these are the line breaks of str.splitlines, which brat uses.
_LINE = re.compile("[^\t\n\r\v\f\x1c-\x1e\x85\u2028\u2029]+")
_SUFFIXES = (".txt", *MARKDOWN_SUFFIXES)


def fragments(text: str, span: Span) -> list[Span]:
    """Split a passage into trimmed parts of one line each, as brat allows no line break or tab in a fragment."""
    found = []
    for match in _LINE.finditer(text, *span):
        start = match.start() + len(match[0]) - len(match[0].lstrip())
        if part := Span(start, start + len(match[0].strip())):
            found.append(part)
    return found


def stem_for_source(id: str) -> str:
    """Return the name of a source's two files without `.txt` and `.ann`; `source_for_stem` is its inverse."""
    stem = id.removesuffix(".txt")
    return id if stem.lower().endswith(_SUFFIXES) else stem


def source_for_stem(stem: str) -> str:
    """Return the source id that `stem_for_source` turned into a stem."""
    return stem if stem.lower().endswith(_SUFFIXES) else f"{stem}.txt"
