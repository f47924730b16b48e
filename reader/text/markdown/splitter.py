"""Splitting a long Markdown text into parts that, parsed alone, give the same blocks as in the whole."""

import re
from collections.abc import Iterator

from reader.system.lazy_pattern import lazy_pattern

LEAST = 4096  # code points of a part; only the last one may be shorter
SLICE = 1 << 18  # code points searched at once
LONGEST_END = len("</textarea>")  # code points of the longest of `_ENDS`

# A line at the margin, after a blank one, ends every open block except those that begin with these.
_BLANK = r"(?P<blank>^[ \t]*(?:\r\n|\r|\n)(?=[^\s>*+\-0-9]))"
_FENCE = r"^ {0,3}(?P<fence>`{3,}(?=[^`\r\n]*\r?$)|~{3,})"
_ENDS = {
    "raw": (r"<(?:script|pre|style|textarea)\b", re.compile(r"</(?:script|pre|style|textarea)>", re.IGNORECASE)),
    "comment": (r"<!--", re.compile(r"-->")),
    "instruction": (r"<\?", re.compile(r"\?>")),
    "cdata": (r"<!\[CDATA\[", re.compile(r"\]\]>")),
    "declaration": (r"<![A-Za-z]", re.compile(r">")),
}
_HTML = "|".join(f"(?P<{name}>{begins})" for name, (begins, _) in _ENDS.items())
# `^` and `$` only know "\n": a text with other line ends is split at fewer places, but never at a wrong one.
_MARK = lazy_pattern(rf"{_BLANK}|{_FENCE}|^ {{0,3}}(?:{_HTML})", re.MULTILINE | re.IGNORECASE)


def split_points(text: str, start: int) -> Iterator[int]:
    """Yield the offsets at which the second part and all after it begin.

    Args:
        text: The whole text.
        start: The offset of the content, after the front matter.
    """
    last, at = 0, _line_from(text, start)
    while at < len(text):  # line by line: a search through all of it would hold the interpreter, and with it the screen
        mark = _MARK.match(text, at)
        if mark is None:
            at = _line_from(text, at + 1)
            continue
        end = _end(text, mark)
        if mark["blank"] is not None and end - last >= LEAST:
            yield end
            last = end
        at = _line_from(text, end)


def _line_from(text: str, offset: int) -> int:
    """Return the first beginning of a line from an offset on; the text's length if there is none."""
    if offset == 0 or text[offset - 1 : offset] == "\n":
        return offset
    return text.find("\n", offset) + 1 or len(text)


def _end(text: str, mark: re.Match[str]) -> int:
    """Return the end of a blank line, of fenced code or of HTML: nothing within them is a split point."""
    if mark["blank"] is not None:
        return mark.end()
    if fence := mark["fence"]:
        closing = re.compile(rf" {{0,3}}{re.escape(fence[0])}{{{len(fence)},}}[ \t]*\r?$", re.MULTILINE)
        at = _line_from(text, mark.end())
        while at < len(text) and not (found := closing.match(text, at)):
            at = _line_from(text, at + 1)
        return found.end() if at < len(text) and found else len(text)
    return _html_end(_ENDS[mark.lastgroup or ""][1], text, mark.end())


def _html_end(closing: re.Pattern[str], text: str, start: int) -> int:
    while start < len(text):
        if found := closing.search(text, start, start + SLICE + LONGEST_END):
            return found.end()
        start += SLICE
    return len(text)
