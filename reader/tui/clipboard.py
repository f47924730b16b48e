"""A passage for the clipboard: through the terminal (OSC 52), and through the desktop where pyperclip is installed."""

from textual.app import App

from reader.text.cursor import Cursor
from reader.text.sanitize import sanitize, sanitize_line

MOST = 100_000  # code points: terminals drop what is longer


def copy(app: App[None], cursor: Cursor) -> str:
    """Copies the cursor's passage with where it is from; returns what to say of it."""
    exact = cursor.passage.of(cursor.article.text)
    if len(exact) > MOST:
        return f"not copied: {len(exact):,} characters are more than a terminal takes ({MOST:,})"
    text = quoted(cursor)
    app.copy_to_clipboard(text)
    way = "" if _by_desktop(text) else " by the terminal"
    return f"copied {len(exact):,} characters and their source{way}"


def quoted(cursor: Cursor) -> str:
    """`“…” — title, id`, with nothing in it that a shell would obey when it is pasted there."""
    article = cursor.article
    lines = cursor.passage.of(article.text).splitlines()
    exact = "\n".join(sanitize(line.replace("\t", "    ")) for line in lines)
    return f"“{exact.strip()}” — {sanitize_line(article.title)}, {sanitize(article.source.id)}"


def _by_desktop(text: str) -> bool:
    try:
        import pyperclip
    except ImportError:
        return False
    try:
        pyperclip.copy(text)
    except pyperclip.PyperclipException:  # no desktop, as over ssh
        return False
    return True
