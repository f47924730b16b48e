"""The clipboard: a passage reaches it through the terminal (OSC 52), and the desktop if pyperclip is installed."""

from collections.abc import Callable, Sequence
from typing import Any

from textual.app import App

from reader.text.cursor import Cursor
from reader.text.quotation_marks import in_marks
from reader.text.sanitize import sanitize, sanitize_line

LONGEST = 100_000  # code points: terminals drop longer texts


def copy(app: App[Any], cursor: Cursor) -> str:
    """Copy the cursor's passage and its source; return a message about it."""
    exact = cursor.passage.of(cursor.article.text)
    return _copied(app, len(exact), lambda: cited_passage(cursor), f"{len(exact):,} characters with their source")


def copy_lines(app: App[Any], lines: Sequence[str], what: str) -> str:
    """Copy lines that are safe to show; return a message that says what was copied."""
    text = "\n".join(lines)
    return _copied(app, len(text), lambda: text, what)


def _copied(app: App[Any], length: int, text: Callable[[], str], what: str) -> str:
    """Copy a text, unless it is so long that terminals drop it."""
    if length > LONGEST:
        return f"not copied: {length:,} characters, but terminals take {LONGEST:,} at most"
    made = text()
    app.copy_to_clipboard(made)
    return f"copied {what}{'' if _copy_to_desktop(made) else ', via the terminal'}"


def cited_passage(cursor: Cursor) -> str:
    """Return `“…” — title, id` for a passage, without anything that a shell would obey if it were pasted there."""
    article = cursor.article
    lines = cursor.passage.of(article.text).splitlines()
    exact = "\n".join(sanitize(line.replace("\t", "    ")) for line in lines)
    return f"{in_marks(exact.strip())} — {sanitize_line(article.title)}, {sanitize(article.source.id)}"


def _copy_to_desktop(text: str) -> bool:
    try:
        import pyperclip
    except ImportError:
        return False
    try:
        pyperclip.copy(text)
    except pyperclip.PyperclipException:  # no desktop, as over ssh
        return False
    return True
