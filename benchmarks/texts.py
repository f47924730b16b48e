"""What is read in the measurements: prose made from a seed, as text, Markdown and EPUB; folders of it; titles; tags.

Everything is made once and kept; a change of what is made needs a new VERSION.
"""

import random
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import cycle
from pathlib import Path

from benchmarks.epub import write_epub
from benchmarks.tags import write_tags

VERSION = 1
FIRST = "Quillmarsh woke"  # the first words of the first paragraph, and nowhere else
LAST = "Endmarsh"  # a word of the last paragraph, and nowhere else
SHORT = 600  # bytes of a source among thousands

WHO = ("The council", "A harbour pilot", "The ferry company", "An inspector", "The union", "A court", "The minister")
DID = ("delayed", "approved", "questioned", "cancelled", "published", "defended", "read out")
WHAT = (
    "the new timetable",
    "a plan for the quay",
    "the budget",
    "three contracts",
    "the survey",
    "a repair of the dam",
)
WHEN = ("on Monday", "after a long night", "for the second time", "without a vote", "in a letter", "last week")
WHY = ("because the costs had doubled", "although nobody had asked", "while ships waited outside", "as promised in May")
NAMES = ("Ann Berg", "Tomas Lind", "Dr. Weiss", "Mr. Okafor", "Ines Duarte", "J. K. Moor")


@dataclass(frozen=True, slots=True)
class Text:
    """A file or folder to open; `first` is on the screen when it can be read, `last` when its end is."""

    path: Path
    first: str = FIRST
    last: str = LAST

    def reset(self) -> None:
        """Takes back what was tagged in it."""
        folder = self.path if self.path.is_dir() else self.path.parent
        for left in folder.glob(".annotations.json*"):
            shutil.rmtree(left) if left.is_dir() else left.unlink()
        (folder / "annotations.json").unlink(missing_ok=True)
        if (pristine := folder / "pristine.json").exists():
            shutil.copy(pristine, folder / "annotations.json")


def sentences(chance: random.Random) -> list[str]:
    """A stock to draw from; one in four is a quotation."""
    stock = []
    for number in range(2000):
        parts = [chance.choice(each) for each in (WHO, DID, WHAT, WHEN, WHY)]
        claim = f"{' '.join(parts)}, and {chance.randrange(2, 900)} people came"
        spoken = f"“{claim},” {chance.choice(NAMES)} said."
        stock.append(spoken if number % 4 == 0 else f"{claim}.")
    return stock


def prose(size: int, seed: int = 7) -> Iterator[str]:
    """A headline and paragraphs, together about `size` bytes."""
    chance = random.Random(seed)
    stock = sentences(chance)
    yield "The ferry town that would not wait for its bridge"
    yield f"{FIRST} early that day. {' '.join(chance.choices(stock, k=3))}"
    while size > 0:
        paragraph = " ".join(chance.choices(stock, k=chance.randrange(2, 6)))
        size -= len(paragraph.encode()) + 2
        yield paragraph
    yield f"Nobody in {LAST} was surprised."


def marked_up(paragraphs: Iterator[str]) -> Iterator[str]:
    """The same as Markdown: sections, emphasis, block quotes and lists."""
    forms = cycle(("{}", "{}", "> {}", "*Now:* {}", "- {}", "## What the papers said\n\n{}"))
    yield f"# {next(paragraphs)}"
    yield next(paragraphs)
    yield from (form.format(paragraph) for form, paragraph in zip(forms, paragraphs, strict=False))


class Texts:
    """The texts, kept in a folder. Whatever is asked for is made if it is not there yet."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder / f"texts-{VERSION}"

    def article(self, size: int, kind: str = "txt", tags: int = 0) -> Text:
        """One article of about `size` bytes; `kind` is txt, md or epub."""

        def make(folder: Path) -> None:
            paragraphs = marked_up(prose(size)) if kind == "md" else prose(size)
            path = folder / f"article.{kind}"
            if kind == "epub":
                write_epub(path, paragraphs)
                return
            path.write_text("\n\n".join(paragraphs) + "\n", "utf-8")
            write_tags(folder / "pristine.json", [path], tags)

        return Text(self._made(f"article-{kind}-{size}-{tags}", make) / f"article.{kind}")

    def sources(self, count: int) -> Text:
        """A folder of short sources, a thousand to a subfolder."""

        def make(folder: Path) -> None:
            body = "\n\n".join([*prose(SHORT)][1:]) + "\n"
            for number, title in enumerate(titles(count)):
                path = folder / f"{number // 1000:03}" / f"{number:06}.txt"
                path.parent.mkdir(exist_ok=True)
                path.write_text(f"{title}\n\n{body}", "utf-8")

        return Text(self._made(f"sources-{count}", make), last=f"{count - 1:06}")

    def titles(self, count: int) -> Text:
        """The titles of the same sources, a line each."""

        def make(folder: Path) -> None:
            (folder / "titles.txt").write_text("\n".join(titles(count)) + "\n", "utf-8")

        return Text(self._made(f"titles-{count}", make) / "titles.txt", f"{0:06}", f"{count - 1:06}")

    def tagged(self, sources: int, tags: int) -> Text:
        """A folder of articles of 10 KB that hold many tags together."""

        def make(folder: Path) -> None:
            paths = [folder / f"{number:06}.txt" for number in range(sources)]
            for seed, path in enumerate(paths):
                path.write_text("\n\n".join(prose(10_000, seed)) + "\n", "utf-8")
            write_tags(folder / "pristine.json", paths, tags)

        return Text(self._made(f"tagged-{sources}-{tags}", make))

    def _made(self, name: str, make: Callable[[Path], None]) -> Path:
        folder = self._folder / name
        if not folder.exists():
            unfinished = folder.with_suffix(".unfinished")
            shutil.rmtree(unfinished, ignore_errors=True)
            unfinished.mkdir(parents=True)
            make(unfinished)
            unfinished.rename(folder)
        return folder


def titles(count: int) -> Iterator[str]:
    chance = random.Random(count)
    for number in range(count):
        who, did, what = chance.choice(WHO), chance.choice(DID), chance.choice(WHAT)
        yield f"{number:06} {who.removeprefix('The ').removeprefix('A ')} {did} {what}"
