"""Inline Markdown: from markdown-it's tokens, which have no positions, to runs, which do.

Tokens follow each other in the content without overlaps, and each one's width is known: of text and HTML from their
content, of emphasis and escapes from their markup, and of links and images from the `width` that the parser notes
(markdown_it_internals). So one walk over the tokens finds the position of each.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from reader.system.lazy_pattern import lazy_pattern
from reader.text.block import Run, line_runs
from reader.text.sanitize import sanitize
from reader.text.span import Span

if TYPE_CHECKING:
    from markdown_it.token import Token

Style = frozenset[str]

_BREAK = lazy_pattern(r" *\\?\n[ \t]*")
_LINE_BREAK = lazy_pattern(r"<br\b[^<>]*>\Z", re.IGNORECASE)
_STYLES = {"em": "emphasis", "strong": "strong", "s": "strike", "link": "link"}


class Stretch(NamedTuple):
    """A stretch of content that is the same in the source: `text[source : source + end - start]`."""

    start: int
    end: int
    source: int


class InlineContent:
    r"""The content of an inline token, mapped to the source.

    Args:
        text: The whole source.
        content: The text that markdown-it parses: lines without their prefixes, or a cell of a table.
        stretches: The parts of the content that are the same in the source, in order. Between two of them is one unit:
            a line break with the indent after it, or the `|` that a cell writes as `\|`.
    """

    def __init__(self, text: str, content: str, stretches: Sequence[Stretch]) -> None:
        self.text, self.content, self._stretches = text, content, stretches
        self._starts = [stretch.start for stretch in stretches]

    def source(self, offset: int) -> int:
        """Return the source offset of an offset in the content."""
        stretch = self._stretches[self._index(offset)]
        return stretch.source + offset - stretch.start

    def runs(self, start: int, end: int, style: Style) -> Iterator[Run]:
        """Yield the runs that render `content[start:end]` unchanged, on one line."""
        while start < end:
            index = self._index(start)
            stretch = self._stretches[index]
            if start < stretch.end:
                stop = min(end, stretch.end)
                yield from line_runs(self.text, self.source(start), self.source(stop), style)
            elif index + 1 < len(self._stretches):
                stop = self._starts[index + 1]
                if start == stretch.end:
                    rendered = " " if self.content[start] == "\n" else self.content[start:stop]
                    yield self.atom(rendered, start, stop, style)
            else:
                return
            start = stop

    def atom(self, rendered: str, start: int, end: int, style: Style) -> Run:
        """Return the run that renders `content[start:end]` as another text."""
        return Run(rendered, self.source(start), self.source(end), style, atom=True)

    def _index(self, offset: int) -> int:
        return bisect_right(self._starts, offset) - 1


class _Element(NamedTuple):
    """An open element, such as emphasis or a link: its start in the content, and the number of runs before it."""

    start: int
    runs: int
    style: Style


class Inline:
    """The rendered children of an inline token: `runs` and `markup`, as in Block.

    Args:
        content: The content, mapped to the source.
        tokens: The tokens of the content.
        style: The style of all of it.
        line_break: What a tag `<br>` is rendered as.
    """

    def __init__(
        self, content: InlineContent, tokens: Sequence["Token"], style: Style = frozenset(), line_break: str = "\n"
    ) -> None:
        self.runs: list[Run] = []
        self.markup: list[tuple[Span, Span]] = []
        self._content, self._line_break = content, line_break
        self._open = [_Element(0, 0, style)]
        self._walk(tokens, 0)

    @property
    def _style(self) -> Style:
        return self._open[-1].style

    def _walk(self, tokens: Sequence["Token"], here: int) -> None:
        for token in tokens:
            if token.nesting > 0:
                here = self._opened(token, here)
            elif token.nesting < 0:
                here = self._closed(token, here)
            else:
                here = self._leaf(token, here)

    def _opened(self, token: "Token", here: int) -> int:
        name = token.type.removesuffix("_open")
        self._enter(here, _STYLES.get(name, name))
        return here + (1 if name == "link" else len(token.markup))

    def _closed(self, token: "Token", here: int) -> int:
        if "width" in token.meta:
            end = self._open[-1].start + int(token.meta["width"])
        else:
            end = here + (1 if token.type == "link_close" else len(token.markup))
        self._leave(end)
        return end

    def _enter(self, start: int, style: str) -> None:
        self._open.append(_Element(start, len(self.runs), self._style | {style}))

    def _leave(self, end: int) -> None:
        """Close an element; one that renders nothing leaves no markup."""
        element = self._open.pop()
        inside = self.runs[element.runs :]
        if inside:
            outer = Span(self._content.source(element.start), self._content.source(end))
            self.markup.append((outer, Span(inside[0].start, inside[-1].end)))

    def _leaf(self, token: "Token", here: int) -> int:
        match token.type:
            case "text_special":
                return self._special(token, here)
            case "softbreak" | "hardbreak":
                return self._break(token, here)
            case "code_inline":
                return self._code(token, here)
            case "image":
                return self._image(token, here)
            case "html_inline" if _LINE_BREAK.match(token.content):
                return self._line_break_tag(token, here)
            case "html_inline":
                return self._literal(here, here + len(token.content), self._style | {"html"})
            case _:
                return self._literal(here, here + len(token.content), self._style)

    def _literal(self, start: int, end: int, style: Style) -> int:
        self.runs += self._content.runs(start, end, style)
        return end

    def _special(self, token: "Token", here: int) -> int:
        """Render an escape or an entity; a backslash before a letter is just a backslash."""
        end = here + len(token.markup)
        if token.content == token.markup:
            return self._literal(here, end, self._style)
        # `&#10;` is white space and must not become a line break.
        rendered = " " if token.content in "\t\n\f\r" else sanitize(token.content)
        self.runs.append(self._content.atom(rendered, here, end, self._style))
        return end

    def _break(self, token: "Token", here: int) -> int:
        found = _BREAK.match(self._content.content, here)
        end = found.end() if found else here
        if self.runs and self.runs[-1].end == self._content.source(end):
            return end  # it was rendered with the `<br>` before it
        self.runs.append(self._content.atom("\n" if token.type == "hardbreak" else " ", here, end, self._style))
        return end

    def _line_break_tag(self, token: "Token", here: int) -> int:
        """Render `<br>`, and the line end after it, as a line break."""
        end = here + len(token.content)
        found = _BREAK.match(self._content.content, end)
        shown = found.end() if found else end
        self.runs.append(self._content.atom(self._line_break, here, shown, self._style))
        return end

    def _code(self, token: "Token", here: int) -> int:
        """Render a code span, from which markdown-it strips one blank on both sides if it has them."""
        start = here + len(token.markup)
        end = start + len(token.content)
        source = self._content.content
        stripped = source[start:end].replace("\n", " ") != token.content or not source.startswith(token.markup, end)
        close = end + 2 * stripped + len(token.markup)
        self._enter(here, "code")
        self._literal(start + stripped, end + stripped, self._style)
        self._leave(close)
        return close

    def _image(self, token: "Token", here: int) -> int:
        """Render an image as its description."""
        end = here + int(token.meta["width"])
        before = len(self.runs)
        self._enter(here, "image")
        self._walk(token.children or (), here + len("!["))
        if not any(run.rendered.strip() for run in self.runs[before:]):
            self.runs[before:] = [self._content.atom("[image]", here, end, self._style)]
        self._leave(end)
        return end
