"""The sentences around a passage, so that it is shown whole and not cut off in the middle of a word."""

from reader.text.sentences import sentence_spans
from reader.text.span import Span

REACH = 2000  # code points on each side of a passage that are looked at
MORE = 1  # sentences before and after those that the passage is in


def sentences_around(text: str, span: Span) -> tuple[str, str]:
    """Return the text before a passage and after it: the rest of its sentences, and one more sentence on each side.

    Sentences end with the line, as every line of plain text is a block; if a passage is a whole line, the lines before
    and after it are included.
    """
    before, after = text[max(0, span.start - REACH) : span.start], text[span.end : span.end + REACH]
    start = _line_start(before)
    end = _line_end(after)
    line = before[start:] + span.of(text) + after[:end]
    here = Span(len(before) - start, len(line) - end)
    sentences = list(sentence_spans(line))
    touched = [number for number, each in enumerate(sentences) if each.overlaps(here)]
    if not touched:
        return before[start:], after[:end]
    first, last = max(0, touched[0] - MORE), min(len(sentences) - 1, touched[-1] + MORE)
    return line[sentences[first].start : here.start], line[here.end : sentences[last].end]


def _line_start(before: str) -> int:
    """Return where the last line of a text begins; if it is empty, where the line before it begins."""
    stripped = before.rstrip()
    return max(stripped.rfind("\n"), stripped.rfind("\r")) + 1


def _line_end(after: str) -> int:
    """Return where the first line of a text ends; if it is empty, where the next line ends."""
    at = len(after) - len(after.lstrip())
    found = [place for place in (after.find("\n", at), after.find("\r", at)) if place >= 0]
    return min(found, default=len(after))
