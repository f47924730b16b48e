"""Sanitizing: making text from anywhere safe to show, code point by code point.

No control character in an article, a file name or a note may reach the terminal, and no character may be invisible.
The data keeps the original text; only what is drawn or printed is sanitized.
"""

import re

from reader.system.lazy_pattern import lazy_pattern

_JOINERS = "\u200c\u200d"
_NEVER = (
    "\x00-\x1f\x7f-\x9f"  # C0, DEL, C1
    "\u00ad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"  # Cf, separators
    "\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180d\u180f\u3164\uffa0\ufff0-\ufff8\U0001bca0-\U0001bca3\U0001d173-\U0001d17a"
    "\ud800-\udfff\ufdd0-\ufdef"  # surrogates, noncharacters
    + "".join(f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(0, 0x110000, 0x10000))
    + "\U000e0000-\U000e0fff"  # tag characters
)
_UNSAFE = lazy_pattern(
    f"[{_NEVER}]"
    # A joiner is legitimate between two characters beyond Latin (emoji, Arabic, Indic scripts).
    f"|(?<![^\x00-\u02ff\\s{_JOINERS}])[{_JOINERS}]|[{_JOINERS}](?![^\x00-\u02ff\\s{_JOINERS}])"
    # So is a variation selector after one; elsewhere it could only hide something.
    "|(?<![^\x00-\u00a8\u00aa-\u00ad\u00af-\u02ff\\s\ufe00-\ufe0f])(?<![0-9#*])[\ufe00-\ufe0f]"
)
_SUSPECT = lazy_pattern(f"[{_NEVER}{_JOINERS}\ufe00-\ufe0f]")
_CONTROLS = lazy_pattern("[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]")
_LINE_ENDS = frozenset("\u2028\u2029")
_ZERO_WIDTH = lazy_pattern("[\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202c\u2060-\u206f\ufeff]")


def sanitize(text: str) -> str:
    """Return a text of the same length with a visible mark for every control or invisible character.

    C0 controls become U+2400 to U+241F, DEL becomes U+2421, and separators of lines U+2424. Characters without a width,
    marks of direction among them, become a middle dot, and the rest (C1 controls, tag characters, surrogates,
    noncharacters) becomes U+FFFD.
    """
    if text.isascii() and text.isprintable():  # as most texts are; the patterns take longer
        return text
    return _UNSAFE.sub(_mark, text) if _SUSPECT.search(text) else text


def _mark(match: re.Match[str]) -> str:
    character = match.group()
    code = ord(character)
    if code < 0x20:
        return chr(0x2400 + code)
    if code == 0x7F:
        return "\u2421"
    if character in _LINE_ENDS:
        return "\u2424"
    return "\u00b7" if _ZERO_WIDTH.match(character) else "\ufffd"


def sanitize_line(text: str) -> str:
    """Sanitize a text for a title or message: on one line, with each run of white space as one blank."""
    return sanitize(" ".join(text.split()))


def sanitize_lines(text: str) -> str:
    """Sanitize a text for a terminal line by line: tabs stay, and so do line ends, each as a line feed."""
    lines = text.replace("\r\n", "\n").split("\n")
    return "\n".join("\t".join(map(sanitize, line.split("\t"))) for line in lines)


def escape_for_terminal(json: str) -> str:
    """Return equivalent JSON in which DEL, C1 and bidi controls, which act on a terminal, are escaped."""
    return _CONTROLS.sub(_escaped, json)


def escape_unseen(json: str) -> str:
    """Return equivalent JSON in which all characters that `sanitize` would replace are escaped."""
    return _UNSAFE.sub(lambda match: match.group() if match.group() in "\t\n\r" else _escaped(match), json)


def _escaped(match: re.Match[str]) -> str:
    units = match.group().encode("utf-16-be", "surrogatepass")
    return "".join(f"\\u{units[at : at + 2].hex()}" for at in range(0, len(units), 2))
