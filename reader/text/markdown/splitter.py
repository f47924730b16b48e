"""Splitting a long Markdown text where each part, parsed alone, gives the blocks that it has in the whole."""

import re
from collections.abc import Iterator

LEAST = 4096  # code points of a part; only the last one may be shorter

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
_MARK = re.compile(rf"{_BLANK}|{_FENCE}|^ {{0,3}}(?:{_HTML})", re.MULTILINE | re.IGNORECASE)


def split_points(text: str, start: int) -> Iterator[int]:
    """Yield the offsets at which the second part and all after it begin.

    Args:
        text: The whole text.
        start: The offset of the content, after the front matter.
    """
    last = 0
    while mark := _MARK.search(text, start):
        start = _end(text, mark)
        if mark["blank"] is not None and start - last >= LEAST:
            yield start
            last = start


def _end(text: str, mark: re.Match[str]) -> int:
    """Return the end of a blank line, of fenced code or of HTML: nothing within them is a split point."""
    if mark["blank"] is not None:
        return mark.end()
    if fence := mark["fence"]:
        closing = re.compile(rf"^ {{0,3}}{re.escape(fence[0])}{{{len(fence)},}}[ \t]*\r?$", re.MULTILINE)
    else:
        closing = _ENDS[mark.lastgroup or ""][1]
    found = closing.search(text, mark.end())
    return found.end() if found else len(text)
