"""The parts of a PDF beside the text of its pages: filled fields of a form, comments, and attached files."""

from collections.abc import Iterator
from typing import Any

from reader.text.counted import counted
from reader.text.quotation_marks import in_marks

_COMMENTS = frozenset(
    {"/Text", "/FreeText", "/Highlight", "/Underline", "/Squiggly", "/StrikeOut", "/Stamp", "/Caret", "/Ink"}
)
_QUOTED = 60  # characters of a comment or field, in a message


def beside_pages(reader: Any, comments: list[str]) -> Iterator[str]:
    """Yield messages about what is left out of a PDF.

    Args:
        reader: The PDF, as pypdf reads it.
        comments: The comments on its pages.
    """
    form = _resolved(_resolved(reader.trailer.get("/Root", {})).get("/AcroForm", {}))
    filled = [each for field in _resolved(form.get("/Fields", [])) for each in _filled(_resolved(field), 0)]
    if filled:
        yield f"left out {counted(len(filled), 'filled field')} of a form, such as {_quoted(filled[0])}"
    if "/XFA" in form:
        yield "it has a form that only a few programs show; print it to a new PDF, and compare that with the text"
    if comments:
        yield f"left out {counted(len(comments), 'comment')}, such as {_quoted(comments[0])}"
    if attached := list(reader.attachments):
        yield f"left out {counted(len(attached), 'attached file')}, such as {_quoted(attached[0])}"


def comments_on(page: Any) -> list[str]:
    """Return the comments that somebody wrote on a page."""
    notes = [_resolved(each) for each in _resolved(page.get("/Annots") or [])]
    return [words for each in notes if each.get("/Subtype") in _COMMENTS and (words := _words(each.get("/Contents")))]


def _filled(field: Any, depth: int) -> Iterator[str]:
    """Yield the values of a field of a form and of those inside it, except buttons."""
    if depth > 20:
        return
    if field.get("/FT") != "/Btn" and (words := _words(field.get("/V"))):
        yield words
    for child in _resolved(field.get("/Kids") or []):
        yield from _filled(_resolved(child), depth + 1)


def _words(value: object) -> str:
    value = _resolved(value)
    return " ".join(value.split()) if isinstance(value, str) else ""


def _resolved(value: Any) -> Any:
    return value.get_object() if hasattr(value, "get_object") else value


def _quoted(words: str) -> str:
    return in_marks(words if len(words) <= _QUOTED else f"{words[:_QUOTED].rstrip()} …")
