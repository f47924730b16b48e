"""A document of sections and items, and the ways to write it: Markdown and HTML."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from reader.formats.html_markup import attributes, escaped, page_head
from reader.formats.html_style import STYLE

LOWEST = 6  # the lowest level of a heading
_MARKUP = re.compile(r"[\\`*_\[\]<>#|~$&]|^[+-]|^\d+(?=[.)])")
_STYLE = """\
blockquote{margin:0 0 .25rem;padding-left:1rem;border-left:3px solid var(--quote);font-style:italic;max-width:42rem}
.item{padding:0;margin:0 0 1.25rem;max-width:46rem;break-inside:avoid}
.item p{margin:0 0 .25rem}
dl{margin:0;display:grid;grid-template-columns:fit-content(12rem) minmax(0,1fr);gap:.1rem 1rem;
font:.9rem/1.5 system-ui,sans-serif}
dt{color:var(--quiet);overflow-wrap:anywhere}
@media (max-width:36rem){dl{display:block}dd{padding-left:1rem}}
dd{grid-column:2;margin:0;overflow-wrap:anywhere}
"""


@dataclass(frozen=True, slots=True)
class Detail:
    """A line about an item.

    Attributes:
        label: The label, such as `source`.
        words: The words.
        url: An address to which the words lead; empty for none.
    """

    label: str
    words: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class Item:
    """An item in a section: words, with lines about them.

    Attributes:
        words: The words.
        is_quoted: Whether they are the words of a source.
        details: The lines.
    """

    words: str
    is_quoted: bool = False
    details: Sequence[Detail] = ()


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a document.

    Attributes:
        title: The heading.
        summary: A sentence below it; may be empty.
        items: The items in it.
        sections: The sections in it, after the items.
    """

    title: str
    summary: str = ""
    items: Sequence[Item] = ()
    sections: Sequence["Section"] = field(default=())


# Markdown


def markdown(document: Section) -> Iterator[str]:
    """Yield a document as Markdown; the words of sources are escaped."""
    yield from _markdown(document, 1)


def _markdown(section: Section, level: int) -> Iterator[str]:
    yield f"{'#' * min(level, LOWEST)} {_plain(section.title)}\n\n"
    if section.summary:
        yield f"{_plain(section.summary)}\n\n"
    for item in section.items:
        yield f"> {_plain(item.words)}\n\n" if item.is_quoted else f"**{_plain(item.words)}**\n\n"
        lines = [f"- {_plain(each.label)}: {_linked(each)}\n" for each in item.details]
        yield "".join([*lines, "\n"] if lines else [])
    for each in section.sections:
        yield from _markdown(each, level + 1)


def _linked(detail: Detail) -> str:
    return f"<{detail.url}>" if detail.url == detail.words else _plain(detail.words)


def _plain(words: str) -> str:
    line = " ".join(words.split())
    return _MARKUP.sub(lambda match: f"{match[0]}\\" if match[0].isdigit() else f"\\{match[0]}", line)


# HTML


def html(document: Section) -> Iterator[str]:
    """Yield a document as a page in one file, which needs no script and loads nothing."""
    contents = "".join(
        f'<li><a href="#part{number}">{escaped(each.title)}</a></li>' for number, each in enumerate(document.sections)
    )
    yield page_head(document.title, STYLE + _STYLE)
    yield f"<header>\n<h1>{escaped(document.title)}</h1>\n<p>{escaped(document.summary)}</p>\n</header>\n"
    yield f'<nav aria-label="Contents"><ul>{contents}</ul></nav>\n<main>\n'
    for number, each in enumerate(document.sections):
        yield f'<section aria-labelledby="part{number}">\n'
        yield from _html(each, 2, f"part{number}")
        yield "</section>\n"
    yield "</main>\n<footer><p>Made with reader.</p></footer>\n</body>\n</html>\n"


def _html(section: Section, level: int, id: str = "") -> Iterator[str]:
    name = f"h{min(level, LOWEST)}"
    yield f"<{name}{attributes({'id': id})}>{escaped(section.title)}</{name}>\n"
    if section.summary:
        yield f'<p class="about">{escaped(section.summary)}</p>\n'
    for item in section.items:
        words = escaped(" ".join(item.words.split()))
        shown = f"<blockquote>{words}</blockquote>" if item.is_quoted else f"<p><strong>{words}</strong></p>"
        lines = "".join(_html_details(item.details))
        yield f'<div class="item">{shown}{f"<dl>{lines}</dl>" if lines else ""}</div>\n'
    for each in section.sections:
        yield from _html(each, level + 1)


def _html_details(details: Sequence[Detail]) -> Iterator[str]:
    """Yield the lines about an item: a term, and one description or several."""
    for label, group in groupby(details, key=lambda each: each.label):
        yield f"<dt>{escaped(label)}</dt>{''.join(f'<dd>{_html_words(each)}</dd>' for each in group)}"


def _html_words(detail: Detail) -> str:
    words = escaped(" ".join(detail.words.split()))
    return f"<a{attributes({'href': detail.url, 'rel': 'noreferrer'})}>{words}</a>" if detail.url else words
