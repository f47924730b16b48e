"""The tags of HTML in a text: hiding them from a search for quotations, and the parts that they divide a text into."""

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

_ATTRIBUTES = r"(?:[^<>\"']|\"[^\"<]{0,300}\"|'[^'<]{0,300}'){0,300}"
_RAW = "script|style|textarea|pre|svg|math"
_BLOCKS = (
    "address|article|aside|blockquote|body|br|button|caption|center|dd|details|dialog|div|dl|dt|fieldset|figcaption|figure"
    "|footer|form|h[1-6]|head|header|hr|html|iframe|label|legend|li|link|main|menu|meta|nav|noscript|ol|optgroup|option|p"
    "|picture|section|select|source|summary|table|tbody|td|template|tfoot|th|thead|title|tr|ul|video"
)
COMMENT = r"<!--.*?(?:-->|\Z)|<[!?][^<>]{0,300}>"
RAW_ELEMENT = rf"<(?P<raw>{_RAW})\b{_ATTRIBUTES}>.*?(?:</(?P=raw)\s*>|\Z)"


class HtmlPart(NamedTuple):
    """A part `[start, end)` of HTML: prose with only inline tags such as `<b>`, or a script, a comment and the like."""

    start: int
    end: int
    is_prose: bool


def html_parts(text: str) -> list[HtmlPart]:
    """Return the parts of HTML that hold text, in order: the text between the tags of blocks, and raw elements.

    A text of tags only is one raw part.
    """
    parts: list[HtmlPart] = []
    here = 0
    for mark in _boundaries().finditer(text):
        parts.append(HtmlPart(here, mark.start(), is_prose=True))
        if mark["raw"] or mark["comment"]:
            parts.append(HtmlPart(*mark.span(), is_prose=False))
        here = mark.end()
    parts.append(HtmlPart(here, len(text), is_prose=True))
    found = [part for part in parts if not part.is_prose or _has_words(text[part.start : part.end])]
    return found or [HtmlPart(0, len(text), is_prose=False)]


def without_tags(text: str) -> str:
    """Return a text of the same length with blanks in place of tags, and with quotation marks in place of `<q>`."""
    return _tag().sub(_blanks, text) if "<" in text else text


def tags(text: str) -> Iterator[re.Match[str]]:
    """Yield the tags in a text; `name` is that of the element, and `slash` is empty in an opening tag."""
    return _tag().finditer(text)


def _has_words(text: str) -> bool:
    return any(map(str.isalnum, without_tags(text)))


def _blanks(tag: re.Match[str]) -> str:
    width = len(tag[0])
    if tag["name"].lower() == "q":
        return " " * (width - 1) + "”" if tag["slash"] else "“" + " " * (width - 1)
    return " " * width


@cache
def _tag() -> re.Pattern[str]:
    return re.compile(rf"<(?P<slash>/?)(?P<name>[A-Za-z][\w:-]*){_ATTRIBUTES}>")


@cache
def _boundaries() -> re.Pattern[str]:
    blocks = rf"</?(?:{_BLOCKS})\b{_ATTRIBUTES}>"
    return re.compile(rf"(?P<comment>{COMMENT})|{RAW_ELEMENT}|{blocks}", re.IGNORECASE | re.DOTALL)
