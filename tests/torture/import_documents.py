"""Documents of annotations before they are written, with the place of every record in them."""

import random
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

TEXTS = {
    "a.txt": "The mill stands by the river. It has not turned since spring, the owner says.\n",
    "b.txt": "😀 Forty boats left Łódź harbour; “none” came back — so café Ñandú claims.\r\nNobody asked why.\r\n",
    "c.txt": "日本の水車は止まった。 Twelve “experts” 👨‍👩‍👧 disagreed loudly, twice.",
}
Path_ = tuple[Any, ...]
Put = Callable[[Path, Any], Path]  # writes a document into a folder, and returns what to import


@dataclass
class Document:
    """A file before it is written.

    content: nested lists and objects. records: where each record is in the content, and what an import calls that
    place. passages: the words and tag of those records that are tagged passages. relations: those records that become a
    link of a passage beside them, if both of their ends are passages. put: writes the content.
    """

    content: Any
    put: Put
    records: dict[Path_, str] = field(default_factory=dict)
    passages: dict[Path_, tuple[str, str]] = field(default_factory=dict)
    relations: set[Path_] = field(default_factory=set)

    def add(
        self, path: Path_, where: str, passage: tuple[str, str] | None = None, *, is_relation: bool = False
    ) -> None:
        self.records[path] = where
        if is_relation:
            self.relations.add(path)
        if passage:
            self.passages[path] = passage


@dataclass(frozen=True)
class Passage:
    start: int
    end: int
    words: str
    tag: str


def passages(rng: random.Random, text: str) -> list[Passage]:
    """Return some words of a text, of which each stands there once."""
    words = [word for word in text.split() if len(word) > 2 and text.count(word) == 1]
    found = []
    for word in rng.sample(words, rng.randint(1, min(3, len(words)))):
        start = text.index(word)
        found.append(Passage(start, start + len(word), word, rng.choice(("quote", "claim", "other"))))
    return found


def put_text(name: str, content: Callable[[Any], str]) -> Put:
    def put(folder: Path, document: Any) -> Path:
        path = folder / name
        path.write_bytes(content(document).encode("utf-8", "replace"))
        return path

    return put


def some_texts(rng: random.Random) -> list[tuple[str, str]]:
    return rng.sample(sorted(TEXTS.items()), rng.randint(1, 3))
