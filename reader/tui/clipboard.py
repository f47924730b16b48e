"""The clipboard: a passage reaches it through the terminal (OSC 52), and the desktop if pyperclip is installed."""

from textual.app import App

from reader.text.cursor import Cursor
from reader.text.sanitize import sanitize, sanitize_line

LONGEST = 100_000  # code points: terminals drop longer texts


def copy(app: App[None], cursor: Cursor) -> str:
    """Copy the cursor's passage and its source; return a message that says so."""
    exact = cursor.passage.of(cursor.article.text)
    if len(exact) > LONGEST:
        return f"not copied: {len(exact):,} characters, but terminals take {LONGEST:,} at most"
    text = quoted(cursor)
    app.copy_to_clipboard(text)
    way = "" if _copy_to_desktop(text) else ", via the terminal"
    return f"copied {len(exact):,} characters with their source{way}"


def quoted(cursor: Cursor) -> str:
    """Return `“…” — title, id` for a passage, with nothing in it that a shell would obey when it is pasted there."""
    article = cursor.article
    lines = cursor.passage.of(article.text).splitlines()
    exact = "\n".join(sanitize(line.replace("\t", "    ")) for line in lines)
    return f"“{exact.strip()}” — {sanitize_line(article.title)}, {sanitize(article.source.id)}"


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
