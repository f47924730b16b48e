"""What is measured: which programs, with which texts, by which keys. The order is that of the report."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from benchmarks.figures import (
    CURSOR_DOWN,
    FILTER,
    HELD,
    NEXT,
    PAGE_DOWN,
    PAGE_DOWN_LATE,
    RESIZE,
    TAG,
    TO_THE_END,
)
from benchmarks.programs import (
    LISTS,
    MARKED_UP,
    PLAIN,
    PYTHON,
    READERS,
    READERS_LIST,
    READERS_OF_MARKDOWN,
    SAMPLE,
    Program,
    command,
)
from benchmarks.texts import Text, Texts

GROUPS = ("start", "article", "markdown", "list", "tags", "commands")
IN_ARTICLE = (PAGE_DOWN, HELD, RESIZE, TO_THE_END, PAGE_DOWN_LATE, NEXT, TAG)
IN_MARKDOWN = (PAGE_DOWN, HELD, TO_THE_END, PAGE_DOWN_LATE)
ON_SCREEN = 40  # as many titles need no scrolling: keys come to the end at once
IN_LIST = (CURSOR_DOWN, HELD, TO_THE_END, FILTER)


@dataclass(frozen=True, slots=True)
class Sizes:
    """Bytes of the articles and tags in each; sources in the lists; tags in a folder of `tagged` sources."""

    sample: int = 10_000
    articles: tuple[tuple[int, int], ...] = ((1_000_000, 1_000), (10_000_000, 10_000), (100_000_000, 10_000))
    markdown: tuple[int, ...] = (1_000_000, 10_000_000)
    lists: tuple[int, ...] = (10, 10_000, 100_000)
    tagged: int = 1_000
    tags: tuple[int, ...] = (0, 1_000, 100_000)
    exported: int = 10_000


TINY = Sizes(10_000, ((100_000, 10), (200_000, 20)), (100_000,), (10, 200), 3, (20,), 20)


@dataclass(frozen=True, slots=True)
class Case:
    """Programs in turn on one text. `text` makes it, for the kind that a program reads."""

    group: str
    name: str
    programs: tuple[Program, ...]
    text: Callable[[Texts, str], Text]
    steps: tuple[str, ...] = ()
    has_screen: bool = True


def cases(sizes: Sizes) -> Iterator[Case]:
    """Within a group from small to large: who is too slow for one is not tried with the next."""
    yield Case("start", sample(sizes), (*READERS, *SAMPLE), lambda texts, kind: texts.article(sizes.sample, kind))
    for size, tags in sizes.articles:
        yield Case("article", article(size, tags), (*READERS, *PLAIN), _article(size, tags), IN_ARTICLE)
    for size in sizes.markdown:
        yield Case("markdown", markdown(size), (*READERS_OF_MARKDOWN, *MARKED_UP), _article(size), IN_MARKDOWN)
    for count in sizes.lists:
        steps = IN_LIST if count > ON_SCREEN else ()
        yield Case("list", sources(count), (*READERS_LIST, *LISTS), _sources(count), steps)
    for count in sizes.tags:
        yield Case("tags", tags_in(count, sizes.tagged), READERS, _tagged(sizes.tagged, count), (TO_THE_END, NEXT, TAG))
    for argument in ("--version", "export"):
        exported = _tagged(sizes.tagged, sizes.exported)
        name = f"reader {argument}" if argument == "--version" else f"reader {argument}, {sizes.exported:,} tags"
        yield Case("commands", name, (command(argument), PYTHON), exported, has_screen=False)


# Texts

Make = Callable[[Texts, str], Text]


def _article(size: int, tags: int = 0) -> Make:
    return lambda texts, kind: texts.article(size, kind, tags)


def _sources(count: int) -> Make:
    return lambda texts, kind: texts.titles(count) if kind == "titles" else texts.sources(count)


def _tagged(sources: int, tags: int) -> Make:
    return lambda texts, _kind: texts.tagged(sources, tags)


# Names


def sample(sizes: Sizes) -> str:
    return f"article of {_bytes(sizes.sample)}"


def article(size: int, tags: int) -> str:
    return f"article of {_bytes(size)}, {tags:,} tags"


def markdown(size: int) -> str:
    return f"Markdown of {_bytes(size)}"


def sources(count: int) -> str:
    return f"{count:,} sources"


def tags_in(count: int, sources: int) -> str:
    return f"{count:,} tags in {sources:,} sources"


def _bytes(size: int) -> str:
    return f"{size // 1_000_000} MB" if size >= 1_000_000 else f"{size // 1000} KB"
