"""A text that was gathered, and the Markdown source that it becomes."""

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

NAME = 60  # characters of a file's name
_MARKED = re.compile(r"[\\`*_\[\]<>&~|]")  # what means something anywhere in Markdown


@dataclass(frozen=True, slots=True)
class Document:
    """text: Markdown. url: where it is from, a web address, or a file's name. date: ISO 8601, as far as it is known."""

    title: str
    text: str
    url: str
    date: str = ""

    def markdown(self) -> str:
        """The whole source: front matter and text."""
        about = {"title": self.title, "url": self.url, "date": self.date, "retrieved": _today()}
        lines = [f"{name}: {_quoted(value)}\n" for name, value in about.items() if value]
        return f"---\n{''.join(lines)}---\n\n{self.text.strip()}\n"

    def save(self, folder: Path) -> Path:
        """Writes it under a name of its own; a file that is there is never replaced. Raises ReaderError."""
        names = chain([""], (f"-{number}" for number in count(2)))
        files = (folder / f"{_slug(self.title)}{name}.md" for name in names)
        file = next(file for file in files if not os.path.lexists(file))
        try:
            replace_file(file, self.markdown().encode("utf-8", "replace"), mode=0o644)
        except OSError as error:
            raise ReaderError(f"{file}: it cannot be written: {error.strerror}") from error
        return file


def escaped(line: str) -> str:
    """A line of plain text as Markdown that shows just that."""
    line = _MARKED.sub(lambda mark: "\\" + mark.group(), line.lstrip())
    number = len(line) - len(line.lstrip("0123456789"))
    starts = (".", ")") if number else ("#", "+", "=", "-")
    return f"{line[:number]}\\{line[number:]}" if line.startswith(starts, number) else line


def _slug(title: str) -> str:
    plain = unicodedata.normalize("NFKC", title).casefold()
    words = "-".join(re.findall(r"\w+", plain))[:NAME].strip("-_")
    return words or "untitled"


def _quoted(value: str) -> str:
    """JSON's texts are YAML's, too."""
    return json.dumps(sanitize_line(value), ensure_ascii=False)


def _today() -> str:
    return datetime.now(UTC).date().isoformat()
