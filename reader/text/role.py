"""The role of a source: an article to read, or an original in which quoted words are looked for."""

import re

from reader.system.lazy_pattern import lazy_pattern

FOLDER = "originals"

_FRONT_MATTER = lazy_pattern(r"\ufeff?---[^\S\r\n]*\r?\n(.*?)\r?\n---[^\S\r\n]*(?:\r?\n|\Z)", re.DOTALL)
_ROLE = lazy_pattern(r"^role[ \t]*:[ \t]*[\"']?original[\"']?[ \t]*\r?$", re.MULTILINE | re.IGNORECASE)


def is_in_originals(id: str) -> bool:
    """Return whether a source lies in a folder named `originals`, at any depth."""
    return FOLDER in id.split("/")[:-1] if FOLDER in id else False


def is_original(id: str, text: str) -> bool:
    """Return whether a source is an original: by its folder, or by `role: original` in its front matter.

    Args:
        id: The id of the source.
        text: Its text, or the beginning of it.
    """
    if is_in_originals(id):
        return True
    if not text.startswith(("---", "\ufeff---")):
        return False
    front = _FRONT_MATTER.match(text)
    return bool(front and _ROLE.search(front[1]))
