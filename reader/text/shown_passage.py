"""The shown text of a passage, for lists that know nothing of its source but the passage."""

import re
from functools import lru_cache

from reader.system.lazy_pattern import lazy_pattern
from reader.text.article import blocks_of
from reader.text.sanitize import sanitize_line
from reader.text.source import MARKDOWN_SUFFIXES

ONE_LINE = 300  # code points of which a line shows the beginning
REMEMBERED = 2000  # passages that are not read anew, as a list is drawn again with each key
_MARKUP = lazy_pattern(r"[*_`\[\]<>&~\\|#]|^\s*[-+=]", re.MULTILINE)  # without any of these, Markdown is plain text
_REFERENCE = lazy_pattern(r"\[([^\[\]\n]+)\]\[([^\[\]\n]*)\]")
_CODE = lazy_pattern(r"`[^`\n]*`")
_STRONG = ("**", "__")


def shown_passage(source: str, passage: str) -> str:
    """Return a passage on one line, safe to show, and without Markdown markup if its source is Markdown.

    Args:
        source: The id of the source.
        passage: The text of the passage, as the source has it.
    """
    if not source.lower().endswith(MARKDOWN_SUFFIXES) or not _MARKUP.search(passage):
        return sanitize_line(passage)
    return _rendered(passage)


def shown_beginning(source: str, passage: str) -> str:
    """Return `shown_passage` of the beginning of a passage, for a line that has room for no more."""
    return shown_passage(source, passage[:ONE_LINE])


@lru_cache(REMEMBERED)
def _rendered(passage: str) -> str:
    text = passage.strip()
    # The target of a link is elsewhere in the source; its words are shown if there is any target.
    labels = dict.fromkeys(label or words for words, label in _REFERENCE.findall(text))
    blocks, _ = blocks_of("\n\n".join([text, *(f"[{label}]: <#>" for label in labels)]), is_markdown=True)
    shown = " ".join(block.rendered for block in blocks)
    prose = _CODE.sub("", text)
    for mark in _STRONG:
        if prose.count(mark) % 2:  # the other one of the pair stands outside the passage
            shown = shown.replace(mark, "")
    return sanitize_line(shown).strip()
