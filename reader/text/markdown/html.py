"""HTML blocks in Markdown: their headings count as headings, and the rest is shown as it is."""

import html
import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from reader.system.lazy_pattern import lazy_pattern
from reader.text.block import Kind, Run
from reader.text.sanitize import sanitize
from reader.text.span import Span
from reader.text.tags import COMMENT, RAW_ELEMENT, tags

_ENTITY = lazy_pattern(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});|\s+")


class HtmlBlock(NamedTuple):
    """A block of HTML: `level` is that of a heading; the rest is as in Block."""

    kind: Kind
    runs: Sequence[Run]
    level: int = 0
    markup: Sequence[tuple[Span, Span]] = ()


def html_blocks(runs: Sequence[Run]) -> Iterator[HtmlBlock]:
    """Yield the blocks of the HTML that `runs` show, in order.

    A heading is shown without its tags, unless it has no text. In a comment or a script it does not count.
    """
    rendered = "".join(run.rendered for run in runs)
    here = 0
    for found in _headings().finditer(rendered) if "</h" in rendered.lower() else ():
        if not found["level"]:
            continue
        inside = _heading_runs(runs_between(runs, *found.span("content")))
        if inside.runs:
            yield from _literal(runs, here, found.start())
            yield HtmlBlock(Kind.HEADING, inside.runs, int(found["level"]), inside.markup)
            here = found.end()
    yield from _literal(runs, here, len(rendered))


@cache
def _headings() -> re.Pattern[str]:
    heading = r"<h(?P<level>[1-6])\b[^<>]{0,1000}>(?P<content>(?:(?!<h[1-6]\b).){0,2000}?)</h(?P=level)\s*>"
    return re.compile(rf"{COMMENT}|{RAW_ELEMENT}|{heading}", re.IGNORECASE | re.DOTALL)


def _literal(runs: Sequence[Run], start: int, end: int) -> Iterator[HtmlBlock]:
    piece = runs_between(runs, start, end)
    while piece and not piece[0].rendered.strip():
        piece = piece[1:]
    while piece and not piece[-1].rendered.strip():
        piece = piece[:-1]
    if piece:
        yield HtmlBlock(Kind.HTML, piece)


def runs_between(runs: Sequence[Run], start: int, end: int) -> list[Run]:
    """Return the runs that show the rendered code points `[start, end)` of all runs; an atom is never cut."""
    found, here = list[Run](), 0
    for run in runs:
        first, last = max(0, start - here), min(len(run.rendered), end - here)
        if first < last:
            whole = run.atom or run.start == run.end or (first, last) == (0, len(run.rendered))
            found.append(
                run if whole else Run(run.rendered[first:last], run.start + first, run.start + last, run.style)
            )
        here += len(run.rendered)
    return found


def _heading_runs(runs: Sequence[Run]) -> HtmlBlock:
    """Return the runs of a heading without the tags in it, with its entities and line breaks as atoms."""
    rendered = "".join(run.rendered for run in runs)
    shown, markup, here = list[Run](), list[tuple[Span, Span]](), 0
    opened: list[tuple[str, int, int]] = []  # the name of an element, its start in the source, and the runs before it
    for tag in tags(rendered):
        shown += _words(runs_between(runs, here, tag.start()))
        span = _source(runs_between(runs, *tag.span()))
        if not tag["slash"]:
            opened.append((tag["name"].lower(), span.start, len(shown)))
        elif opened and opened[-1][0] == tag["name"].lower():
            _, start, before = opened.pop()
            if inside := shown[before:]:
                markup.append((Span(start, span.end), Span(inside[0].start, inside[-1].end)))
        here = tag.end()
    shown += _words(runs_between(runs, here, len(rendered)))
    shown = _squeezed(shown)
    while shown and not shown[0].rendered.strip():
        del shown[0]
    while shown and not shown[-1].rendered.strip():
        del shown[-1]
    kept = Span(shown[0].start, shown[-1].end) if shown else Span(0, 0)
    return HtmlBlock(Kind.HEADING, shown, markup=[pair for pair in markup if kept.covers(pair[1])])


def _words(runs: Sequence[Run]) -> Iterator[Run]:
    for run in runs:
        if run.atom:
            yield Run(" ", run.start, run.end, run.style, atom=True)
            continue
        here = 0
        for entity in _ENTITY.finditer(run.rendered):
            if here < entity.start():
                yield Run(run.rendered[here : entity.start()], run.start + here, run.start + entity.start(), run.style)
            meaning = html.unescape(entity[0])
            rendered = " " if meaning.isspace() else sanitize(meaning) or "\ufffd"
            yield Run(rendered, run.start + entity.start(), run.start + entity.end(), run.style, atom=True)
            here = entity.end()
        if here < len(run.rendered):
            yield Run(run.rendered[here:], run.start + here, run.end, run.style)


def _squeezed(runs: Sequence[Run]) -> list[Run]:
    """Return runs in which one blank stands for each stretch of white space, also if tags were in it."""
    found: list[Run] = []
    for run in runs:
        if run.rendered == " " and found and found[-1].rendered == " ":
            run = found.pop()._replace(end=run.end)
        found.append(run)
    return found


def _source(runs: Sequence[Run]) -> Span:
    return Span(runs[0].start, runs[-1].end)
