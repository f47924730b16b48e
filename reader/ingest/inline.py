"""The text inside a block of a page, and the Markdown that it becomes.

While a block is read, its marks are in the text as private characters of Unicode.
"""

import re
import unicodedata
from enum import StrEnum

from reader.ingest.document import escape_inline, escape_start
from reader.text.scripts import EAST_ASIAN


class InlineMark(StrEnum):
    """A mark in the text of a block where something begins, ends or breaks."""

    EMPHASIS = "\ufdd0"
    EMPHASIS_END = "\ufdd1"
    STRONG = "\ufdd2"
    STRONG_END = "\ufdd3"
    CODE = "\ufdd4"
    CODE_END = "\ufdd5"
    BREAK = "\ufdd6"
    STRIKE = "\ufdd7"
    STRIKE_END = "\ufdd8"


_IGNORED = re.compile("[\ufdd0-\ufdef\u00ad]")  # what a page must not contain, and hints where a word may be divided
_MARKS = re.compile("[\ufdd0-\ufdef]")
_CODE = re.compile("\ufdd4([^\ufdd4\ufdd5]*)\ufdd5")
_SPANS = {
    "**": re.compile("\ufdd2( ?)([^\ufdd2\ufdd3]*?)( ?)\ufdd3"),
    "~~": re.compile("\ufdd7( ?)([^\ufdd7\ufdd8]*?)( ?)\ufdd8"),
    "*": re.compile("\ufdd0( ?)([^\ufdd0\ufdd1]*?)( ?)\ufdd1"),
}
_WRAPPED = re.compile(f"(?<=[{EAST_ASIAN}])[ \t\r]*\n\\s*(?=[{EAST_ASIAN}])")
_SIGNS = ("So", "Sk", "Cf", "Mn", "Me")  # categories of Unicode: symbols, and what changes them
_SIGN_CLASSES = frozenset({"emoji", "wp-smiley", "smiley", "latex", "tex"})
_BESIDE = 16  # characters among which the neighbour of a span is looked for, as others may be marks
_SUPERSCRIPTS = str.maketrans("0123456789+-=()ni−", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿⁱ⁻")
_NOTE = re.compile(r"(?:\d{1,4}|[*†‡§¶]{1,3}|[a-z]|[ivxl]{1,5})(?:[,–-]\s?\d{1,4})*\)?")


def clean(text: str) -> str:
    """Return text of a page without the characters used as marks, and without soft hyphens."""
    return _IGNORED.sub("", text)


def unwrapped(text: str) -> str:
    """Return text without line ends between ideographs or kana, where browsers show no blank."""
    return _WRAPPED.sub("", text) if "\n" in text else text


def sign_of(values: dict[str, str]) -> str:
    """Return the text of a picture that replaces a character in a line, such as an emoji; empty for any other."""
    alt, hint = values.get("alt", "").strip(), values.get("class", "").lower().split()
    is_sign = all(unicodedata.category(character) in _SIGNS for character in alt)
    return clean(alt) if is_sign or not _SIGN_CLASSES.isdisjoint(hint) else ""


def plain(text: str) -> str:
    """Return the words of a block, with a space between them."""
    return " ".join(_MARKS.sub(" " if InlineMark.BREAK in text else "", text).split())


def to_markdown(text: str) -> str:
    """Return the text of a block as Markdown; its lines end where the page breaks them."""
    lines = (" ".join(line.split()) for line in text.split(InlineMark.BREAK))
    rendered = (escape_start(_line(line)) for line in lines if _MARKS.sub("", line).strip())
    return "\\\n".join(rendered)


def _line(line: str) -> str:
    pieces = _CODE.split(line)
    pieces[1::2] = map(_code, pieces[1::2])
    pieces[0::2] = map(escape_inline, pieces[0::2])
    joined = "".join(pieces)
    for mark, spans in _SPANS.items():
        joined = spans.sub(lambda span, mark=mark: _span(span, mark), joined)  # type: ignore[misc]
    return " ".join(_MARKS.sub("", joined).split())


def _code(text: str) -> str:
    words = _MARKS.sub("", text).strip()
    if not words or "`" in words:
        return escape_inline(text)
    return f"{' ' * text.startswith(' ')}`{words}`{' ' * text.endswith(' ')}"


def _span(span: re.Match[str], mark: str) -> str:
    """Put marks of emphasis around a span, unless Markdown would not recognise them there."""
    before, words, after = span.groups()
    around = (
        _MARKS.sub("", span.string[max(0, span.start() - _BESIDE) : span.start()] + before)[-1:]
        + _MARKS.sub("", after + span.string[span.end() : span.end() + _BESIDE])[:1]
    )
    content = _MARKS.sub("", words)
    is_plain = content[:1].isalnum() and content[-1:].isalnum()
    if not content or not (is_plain or not any(character.isalnum() for character in around)):
        return before + words + after
    return f"{before}{mark}{words}{mark}{after}"


def is_note_reference(words: str) -> bool:
    """Return whether the text of a link is only the number or sign of a note."""
    return bool(re.fullmatch(r"[\[(]?(?:\d{1,4}|[*†‡§¶]{1,3})[\])]?|[⁰¹²³⁴⁵⁶⁷⁸⁹]+", words))


def note_reference(text: str, before: str, *, is_link: bool) -> str:
    """Return raised text: in brackets if it refers to a note, else in superscript characters if they exist.

    Args:
        text: The raised text.
        before: The text before it.
        is_link: Whether it leads to another place in the page.
    """
    words = plain(text)
    is_after_stop = before.rstrip()[-1:] in tuple(".,;:!?…”’»“\"')")
    if _NOTE.fullmatch(words) and (is_link or (is_after_stop and words[:1].isdigit())):
        return f"[{words}]"
    return raised(words) or text


def raised(words: str) -> str:
    """Return words in superscript characters; empty if not all of them have one."""
    characters = words.translate(_SUPERSCRIPTS)
    return characters if words and not any(character in words for character in characters) else ""
