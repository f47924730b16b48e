"""A document that was ingested, and the Markdown source that it becomes."""

import json
import os
import re
import unicodedata
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import chain, count
from pathlib import Path

from reader.errors import ReaderError
from reader.system.durable_files import replace_file
from reader.text.sanitize import sanitize_line

STEM_LENGTH = 60  # characters of a file's name, at most
_MARKUP = re.compile(r"[\\`*_\[\]<>&~|]")  # characters that have a meaning anywhere in Markdown


@dataclass(frozen=True, slots=True)
class IngestedDocument:
    """A document with its text as Markdown.

    Attributes:
        title: The title of the document.
        text: The text, as Markdown.
        url: The web address that it came from, or the name of a file.
        date: The date of publication, ISO 8601; empty if it is unknown.
        notes: Sentences about what was left out, guessed or could not be read.
        front_matter: Lines of front matter that the document has of its own.
    """

    title: str
    text: str
    url: str
    date: str = ""
    notes: tuple[str, ...] = ()
    front_matter: tuple[str, ...] = ()

    def markdown(self) -> str:
        """Return the whole source: front matter and text. The document's own front matter is unchanged."""
        fields = {"title": self.title, "url": self.url, "date": self.date, "retrieved": _today()}
        own = {line.partition(":")[0].rstrip().lower() for line in self.front_matter}
        ours = [front_matter_line(name, value) for name, value in fields.items() if value and name not in own]
        return "\n".join(["---", *self.front_matter, *ours, "---", "", self.text.strip(), ""])

    def save(self, folder: Path) -> Path:
        """Write the source under a new name made from the title; a file is never replaced.

        Raises:
            ReaderError: The file cannot be written.
        """
        suffixes = chain([""], (f"-{number}" for number in count(2)))
        files = (folder / f"{_slug(self.title)}{suffix}.md" for suffix in suffixes)
        file = next(file for file in files if not os.path.lexists(file))
        try:
            replace_file(file, self.markdown().encode("utf-8", "replace"), mode=0o644)
        except OSError as error:
            raise ReaderError(f"{file}: cannot be written: {error.strerror}") from error
        return file


def escape_markdown(line: str) -> str:
    """Return a line of plain text as Markdown that renders as exactly that text."""
    return escape_start(escape_inline(line.lstrip()))


def escape_inline(text: str) -> str:
    """Escape text so that nothing has a meaning in Markdown, except at the beginning of a line."""
    return _MARKUP.sub(lambda mark: "\\" + mark.group(), text)


def escape_start(line: str) -> str:
    """Escape the first characters of a line, so that they have no meaning in Markdown."""
    number = len(line) - len(line.lstrip("0123456789"))
    starts = (".", ")") if number else ("#", "+", "=", "-")
    return f"{line[:number]}\\{line[number:]}" if line.startswith(starts, number) else line


def _slug(title: str) -> str:
    plain = unicodedata.normalize("NFKC", title).casefold()
    words = "-".join(re.findall(r"\w+", plain))
    whole = words[: STEM_LENGTH + 1].rpartition("-")[0] if len(words) > STEM_LENGTH else words
    return (whole or words[:STEM_LENGTH]).strip("-_") or "untitled"


def front_matter_line(name: str, value: str) -> str:
    """Return a line of front matter with a value quoted for YAML, in which every string of JSON is valid."""
    return f"{name}: {json.dumps(sanitize_line(value), ensure_ascii=False)}"


def _today() -> str:
    return datetime.now(UTC).date().isoformat()
