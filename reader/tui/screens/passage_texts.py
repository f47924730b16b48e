"""The texts of passages as a review shows them: on one line, with the words that changed between signs."""

from collections.abc import Sequence

from reader.annotation.model.annotation import Annotation
from reader.text.sanitize import sanitize_line
from reader.text.span import Span
from reader.tui.article.rows import fit

LONGEST = 1200  # code points of a passage that are shown
Marks = tuple[Sequence[Span], str, str]  # changed words, the sign around them, and their style


def as_one_line(text: str) -> str:
    """Return as much of a passage, on one line, as is shown."""
    return fit(sanitize_line(text[: 2 * LONGEST]), LONGEST)


def context_of(annotation: Annotation) -> tuple[str, str]:
    """Return the text before and after a passage, as the annotation recorded it."""
    return annotation.prefix, annotation.suffix


def marked(text: str, marks: Marks, style: str) -> list[tuple[str, str]]:
    """Return a passage in pieces with their styles; each run of changed words is between two signs."""
    spans, sign, changed = marks
    pieces, at = list[tuple[str, str]](), 0
    for start, end in _joined(spans, text):
        pieces += [(text[at:start], style), (f"{sign}{text[start:end]}{sign}", f"{style} {changed}")]
        at = end
    return [*pieces, (text[at:], style)]


def _joined(spans: Sequence[Span], text: str) -> list[Span]:
    """Return spans of words, joined where only blanks are between them."""
    joined: list[Span] = []
    for span in spans:
        if joined and not text[joined[-1].end : span.start].strip():
            joined[-1] = Span(joined[-1].start, span.end)
        else:
            joined.append(span)
    return joined


def edge(text: str) -> str:
    """Return context on one line, with the blanks at its edges, which `sanitize_line` removes."""
    blank = " "
    return f"{blank * text[:1].isspace()}{sanitize_line(text)}{blank * text[-1:].isspace()}"
