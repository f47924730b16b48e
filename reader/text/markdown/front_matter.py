"""YAML front matter at the top of a Markdown text: where it ends, and its title."""

import re

from reader.system.lazy_pattern import lazy_pattern
from reader.text.markdown.lines import Lines

_KEY = lazy_pattern(r"[\w-]+[ \t]*:")
_QUOTED = lazy_pattern(r'"((?:[^"\\]|\\.)*)"' + r"|'((?:[^']|'')*)'")


def closing_line(lines: Lines) -> int:
    """Return the number of the line that closes the front matter; 0 if there is none.

    A thematic break at the top does not open front matter: no blank line may follow it, and there must be a `key:`.
    """
    count = len(lines.spans)
    if lines[0].rstrip() != "---" or count < 3 or not lines[1].strip():
        return 0
    closing = next((line for line in range(1, count) if lines[line].rstrip() == "---"), 0)
    return closing if any(_KEY.match(lines[line]) for line in range(1, closing)) else 0


def split_front_matter(text: str) -> tuple[list[str], str]:
    """Return the lines of the front matter, without the dashes around it, and the text after it."""
    lines = Lines(text, 0, len(text))
    closing = closing_line(lines)
    if not closing:
        return [], text
    return [span.of(text) for span in lines.spans[1:closing]], text[lines.spans[closing].end :]


def title_in(front_matter: str) -> str:
    """Return the value of `title:`; empty if there is none, or if it is on the lines below (`title: >`)."""
    return value_in(front_matter, "title")


def value_in(front_matter: str, key: str) -> str:
    """Return the value of a key on a line of its own; empty if there is none, or if it is on the lines below."""
    found = re.search(rf"^{re.escape(key)}[ \t]*:[ \t]*(\S.*)", front_matter, re.MULTILINE | re.IGNORECASE)
    return _scalar(found[1]) if found else ""


def _scalar(value: str) -> str:
    """Return a YAML scalar on one line, quoted or plain."""
    if quoted := _QUOTED.match(value):
        double, single = quoted.groups(default="")
        return re.sub(r"\\(.)", r"\1", double) + single.replace("''", "'")
    return "" if value[0] in "|>#" else value.split(" #")[0]
