"""Where a long Markdown text can be cut so that each part, parsed alone, gives the blocks that it has in the whole."""

import re
from collections.abc import Iterator

LEAST = 4096  # code points of a part, if it can be helped

# A line that starts at the margin after a blank one ends whatever was open, but for what these begin.
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
# `^` and `$` know "\n" only: a text with other line ends is cut at fewer places, and at no wrong one.
_MARK = re.compile(rf"{_BLANK}|{_FENCE}|^ {{0,3}}(?:{_HTML})", re.MULTILINE | re.IGNORECASE)


def part_starts(text: str, start: int) -> Iterator[int]:
    """Where the parts after the first begin. start: where the content does, after front matter."""
    last = 0
    while mark := _MARK.search(text, start):
        start = _end(text, mark)
        if mark["blank"] is not None and start - last >= LEAST:
            yield start
            last = start


def _end(text: str, mark: re.Match[str]) -> int:
    """Past a blank line, or past what a fence or HTML holds: nothing in it is a place to cut."""
    if mark["blank"] is not None:
        return mark.end()
    if fence := mark["fence"]:
        closing = re.compile(rf"^ {{0,3}}{re.escape(fence[0])}{{{len(fence)},}}[ \t]*\r?$", re.MULTILINE)
    else:
        closing = _ENDS[mark.lastgroup or ""][1]
    found = closing.search(text, mark.end())
    return found.end() if found else len(text)
