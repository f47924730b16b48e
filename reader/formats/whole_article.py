"""Notes on a whole article: the memo of a document in other programs, an annotation of its first line here."""

import re

from reader.annotation.model.annotation import Annotation
from reader.text.span import Span

MEMO = "memo"  # the tag
_FRONT_MATTER = re.compile(r"\ufeff?---[ \t]*\r?\n(?=[\w-]+[ \t]*:)(?:[^\n]*\n)*?---[ \t]*(?:\r?\n|\Z)")
_FIRST_LINE = re.compile(r"[#*=_\s\ufeff>-]*+(?P<words>[^\s#](?:[^\r\n]*[^\s#])?)")


def first_line(text: str) -> Span | None:
    """Return the span of the first line with text, without the marks of a heading; None if there is none."""
    front_matter = _FRONT_MATTER.match(text)
    found = _FIRST_LINE.match(text, front_matter.end() if front_matter else 0)
    return Span(*found.span("words")) if found else None


def is_on_whole(annotation: Annotation, text: str) -> bool:
    """Return whether an annotation is no more than a note on the whole article."""
    return (
        annotation.tag == MEMO
        and bool(annotation.note.strip("\ufeff \n\r\t"))
        and not annotation.note.startswith("\ufeff")
        and not annotation.fields
        and annotation.span == first_line(text)
    )
