"""Articles that tests make of a text, and folders of sources."""

from pathlib import Path

from reader.text.article import Article, make_article
from reader.text.source import Decoded, Source


def an_article(text: str, name: str = "a.txt") -> Article:
    """Return an article with this text, of a file that is not there."""
    return make_article(Source(name, Path(name)), Decoded(text, "utf-8", ""))


def write(folder: Path, *names: str) -> None:
    """Write a short text into each of these files of a folder."""
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("Some text.")
