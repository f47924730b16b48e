"""The blocks of a page in HTML or XHTML, each with its text and the elements around it."""

import re
from collections import Counter
from dataclasses import dataclass
from html import escape
from html.parser import HTMLParser

from reader.ingest.elements import BLOCKS, SKIPPED, VOID, Element, closed_by, is_unseen, items_of_lists, parsable
from reader.ingest.html_table import as_table
from reader.ingest.inline import (
    InlineMark,
    clean,
    is_note_reference,
    note_reference,
    plain,
    sign_of,
    to_markdown,
    unwrapped,
)
from reader.ingest.mathml import Formulas
from reader.ingest.page_block import Page, PageBlock, cell_of
from reader.ingest.quote_elements import OpenQuotes

MAX_DEPTH = 200  # elements inside each other; browsers allow 512, and pages have some 50
_SECTION, _SECTION_END = "<![CDATA[", "]]>"
_STRUCK = dict.fromkeys(("del", "s", "strike"), (InlineMark.STRIKE, InlineMark.STRIKE_END))
_MARKED = {
    **_STRUCK,
    **dict.fromkeys(("em", "i", "cite", "var", "dfn"), (InlineMark.EMPHASIS, InlineMark.EMPHASIS_END)),
    **dict.fromkeys(("strong", "b"), (InlineMark.STRONG, InlineMark.STRONG_END)),
    **dict.fromkeys(("code", "kbd", "samp", "tt"), (InlineMark.CODE, InlineMark.CODE_END)),
}
_SHADOW = frozenset({"shadowrootmode", "shadowroot"})  # attributes of a template that is shown where it stands
_BLOCK_STYLE = re.compile(r"display\s*:\s*(?:block|flex|grid|table|list-item)\b")
_LINE_PARENTS = frozenset({"p", "li", "td", "th", "dt", "dd", "pre", "caption", "figcaption", "summary", "a"})


def read_page(text: str, *, with_emphasis: bool = True) -> Page:
    """Read a page of HTML or XHTML, however damaged."""
    page = parsable(_without_sections(text))
    parser = _BlockParser(with_emphasis, items_of_lists(page))
    parser.feed(page)
    return parser.finish()


@dataclass(slots=True)
class _Link:
    """An open link.

    Attributes:
        begin: The piece of the block's text at which it began.
        place: The id of the element that it leads to; empty if it leads to a whole page.
        is_note: Whether the page says that it refers to a note.
        is_raised: Whether it is in raised text.
    """

    begin: int
    place: str
    is_note: bool
    is_raised: bool


def _without_sections(text: str) -> str:
    """Return a page with XML's sections of plain text turned into ordinary text."""
    parts, at = list[str](), 0
    while (begin := text.find(_SECTION, at)) >= 0 and (end := text.find(_SECTION_END, begin)) >= 0:
        parts += text[at:begin], escape(text[begin + len(_SECTION) : end])
        at = end + len(_SECTION_END)
    return "".join((*parts, text[at:]))


class _BlockParser(HTMLParser):
    """Collects the text of a page, block by block, and keeps track of the elements that are open."""

    def __init__(self, with_emphasis: bool, items: dict[tuple[int, int], int]) -> None:
        super().__init__()
        self.page = Page()
        self._with_emphasis, self._items = with_emphasis, items
        self._open: list[Element] = []
        self._counts = Counter[str]()  # of the tags of these
        self._text: list[str] = []
        self._count = 0  # of elements so far
        self._skipped, self._skip_depth, self._skipped_text = "", 0, list[str]()
        self._is_drawing = self._is_concealed = False
        self._quotes, self._formulas = OpenQuotes(), Formulas()
        self._last_ended = ""  # the custom element that ended just now
        self._raised: list[tuple[int, bool]] = []  # where raised text began, and whether it is a link
        self._links: list[_Link] = []  # open links
        self._ruby = False

    # What the parser calls

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Start an element."""
        values = {name: value or "" for name, value in reversed(attrs)}
        if self._skipped:
            self._start_in_skipped(tag)
        if self._skipped:
            return
        # A page that was saved while a dialog was open says `aria-hidden` of all that lay behind it.
        is_decoration = values.get("aria-hidden") == "true" and tag not in BLOCKS
        is_skipped = tag in SKIPPED and _SHADOW.isdisjoint(values)
        self._is_concealed = not is_skipped and tag not in BLOCKS and (self._is_hidden(values) or is_unseen(values))
        if is_skipped or is_decoration or self._is_concealed:
            if tag not in VOID:
                self._skipped, self._skip_depth = tag, 1
        elif tag in BLOCKS:
            self._start_block(tag, values)
        else:
            self._start_inline(tag, values)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Start an element and end it at once."""
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        """End an element."""
        if self._skipped:
            self._is_drawing &= tag not in ("text", "foreignobject")
            self._skip_depth -= tag == self._skipped
            if not self._skip_depth:
                self.page.concealed += self._is_concealed * len("".join(self._skipped_text).split())
                self._skipped, self._skipped_text, self._is_drawing = "", [], False
        elif tag in BLOCKS:
            self._end_block(tag)
        else:
            self._end_inline(tag)

    def handle_data(self, data: str) -> None:
        """Add text to the current block."""
        text = clean(data) if self._is_in_pre() else unwrapped(clean(data))
        (self._skipped_text if self._skipped else self._text).append(text)
        if self._is_drawing:
            self.page.drawn += len(data.split())
        if not data.isspace():
            self._last_ended = ""

    def finish(self) -> Page:
        """End everything that is open, and count the words in markup without an end."""
        if re.match(r"<[a-zA-Z!/?]", self.rawdata) or self._skipped:
            self.page.lost += _words_in(self.rawdata)
        else:
            self.close()
        if self._skipped not in ("script", "style"):
            self.page.lost += len("".join(self._skipped_text).split())
        while self._open:
            self._end_block(self._open[-1].tag)
        self._flush()
        return self.page

    # Elements that are skipped, or hidden

    def _is_hidden(self, values: dict[str, str]) -> bool:
        """Return whether an element is hidden and not a note, which books show where it is referred to."""
        is_note = (
            "note" in f"{values.get('epub:type', '')} {values.get('role', '')}" or values.get("id") in self.page.notes
        )
        return values.get("hidden", "until-found").lower() != "until-found" and not is_note

    def _start_in_skipped(self, tag: str) -> None:
        """Notice the end of a skipped element that only the beginning of the next one ends."""
        self._is_drawing |= self._skipped == "svg" and tag in ("text", "foreignobject")
        self._skip_depth += tag == self._skipped and tag not in closed_by(tag)
        if self._skipped in closed_by(tag):
            self._skipped, self._skip_depth, self._skipped_text = "", 0, []

    # Blocks

    def _start_block(self, tag: str, values: dict[str, str]) -> None:
        self._flush()
        closing = closed_by(tag)
        while self._open and self._open[-1].tag in closing:
            self._counts[self._open.pop().tag] -= 1
        self._count += 1
        parent = self._open[-1] if self._open else None
        if tag == "ol" and "reversed" in values and self._items:
            values = {"start": str(self._items.get(self.getpos(), 1)), **values}
        element = Element(tag, self._count, values, parent)
        element.is_hidden = self._is_hidden(values)
        if tag in ("td", "th"):
            self._place_cell(element)
        if tag == "hr":
            return
        if len(self._open) < MAX_DEPTH:
            self._open.append(element)
            self._counts[tag] += 1

    def _end_block(self, tag: str) -> None:
        """End an element, and all that are open in it; an end tag without an element does nothing."""
        for depth in range(len(self._open) - 1, -1, -1) if self._counts[tag] else ():
            if self._open[depth].tag == tag:
                self._flush()
                ended = self._open[depth]
                self._counts.subtract(each.tag for each in self._open[depth:])
                del self._open[depth:]
                if tag == "table":
                    self._end_table(ended)
                return
            if self._open[depth].tag == "table" and tag not in ("body", "html"):
                return  # an end tag in a cell does not end what the table stands in
        if tag == "p":
            self._flush()  # browsers take it for an empty paragraph

    def _place_cell(self, cell: Element) -> None:
        table = next((each for each in reversed(self._open) if each.tag == "table"), None)
        if table:
            table.table.place(cell)

    def _end_table(self, table: Element) -> None:
        blocks = self.page.blocks
        begin = len(blocks)
        while begin and table in blocks[begin - 1].inside:
            begin -= 1
        blocks[begin:] = as_table(blocks[begin:], table)

    def _flush(self) -> None:
        """Add the current block, unless it is empty."""
        self._end_reading()
        self._formulas.forget()
        text, self._text = "".join(self._text), []
        self._raised = []
        for link in self._links if text else ():
            link.begin = 0  # where the next block begins
        if not text or text.isspace():
            return
        inside = tuple(self._open)
        is_code = any(each.tag == "pre" for each in inside)
        markdown = _fenced(text) if is_code else to_markdown(text)
        if not markdown:
            return
        first = rest = ""
        for element in inside:
            begin, follow = element.line_starts()
            first, rest = first + begin, rest + follow
        level = max((each.level for each in inside), default=0)
        if level and not is_code:
            first += "#" * level + " "
            markdown = re.sub(r"(#+)$", r"\\\1", markdown.replace("\\\n", " "))
        self.page.blocks.append(PageBlock(markdown, plain(text), first, rest, inside, cell_of(inside)))

    # Inside a block

    def _start_inline(self, tag: str, values: dict[str, str]) -> None:
        self._formulas.start(tag, self._text)
        is_block = ("-" in tag and tag == self._last_ended) or _BLOCK_STYLE.search(values.get("style", "").lower())
        if is_block and _LINE_PARENTS.isdisjoint(each.tag for each in self._open):
            self._flush()
        if tag == "br":
            self._break()
        elif tag == "q":
            self._text.append(self._quotes.start(self._open))
        elif tag == "a":
            self._start_link(values)
        elif tag == "sup":
            self._raised.append((len(self._text), any(link.place for link in self._links)))
        elif tag in ("rt", "rp"):
            self._end_reading()
            self._ruby = tag == "rt"
            self._text.append("（" if self._ruby else "")
            if tag == "rp":
                self._skipped, self._skip_depth = "rp", 1
        elif tag == "img":
            self._text.append(sign_of(values))
        elif tag in _MARKED and self._is_marked(tag):
            self._text.append(_MARKED[tag][0])

    def _end_inline(self, tag: str) -> None:
        self._formulas.end(tag, self._text)
        if "-" in tag:
            self._last_ended = tag
        if tag == "q":
            self._text.append(self._quotes.end(self._open))
        elif tag == "a" and self._links:
            self._end_link()
        elif tag == "sup" and self._raised:
            begin, is_link = self._raised.pop()
            before = "".join(self._text[max(0, begin - 8) : begin])
            self._text[begin:] = [note_reference("".join(self._text[begin:]), before, is_link=is_link)]
        elif tag in ("rt", "ruby"):
            self._end_reading()
        elif tag in _MARKED and self._is_marked(tag):
            self._text.append(_MARKED[tag][1])

    def _break(self) -> None:
        """End a line; two line ends in a row end the block."""
        if self._is_in_pre():
            self._text.append("\n")
        elif self._is_after_break():
            self._flush()
        else:
            self._text.append(InlineMark.BREAK)

    def _is_after_break(self) -> bool:
        last = next((piece for piece in reversed(self._text) if piece.strip()), "")
        return last == InlineMark.BREAK

    def _start_link(self, values: dict[str, str]) -> None:
        is_note = "noteref" in f"{values.get('epub:type', '')} {values.get('role', '')}"
        self._links.append(
            _Link(len(self._text), values.get("href", "").partition("#")[2], is_note, bool(self._raised))
        )
        if self._raised and (is_note or self._links[-1].place):
            self._raised[-1] = (self._raised[-1][0], True)

    def _end_link(self) -> None:
        link = self._links.pop()
        words = plain("".join(self._text[link.begin :]))
        if link.place and (link.is_note or link.is_raised or is_note_reference(words)):
            self.page.notes.add(link.place)
        if link.is_note and not link.is_raised and "[" not in words:
            self._text[link.begin :] = [note_reference(words, "", is_link=True)]

    def _end_reading(self) -> None:
        """End the reading of a character, which is put in parentheses."""
        if self._ruby:
            self._ruby = False
            if self._text[-1] == "（":
                self._text.pop()
            else:
                self._text.append("）")

    def _is_marked(self, tag: str) -> bool:
        """Return whether an element is marked in the text: text that is struck out always is, as it is not valid."""
        return (self._with_emphasis or tag in _STRUCK) and not self._is_in_pre()

    def _is_in_pre(self) -> bool:
        return any(each.tag == "pre" for each in self._open)


def _fenced(text: str) -> str:
    """Return lines of code as a block of code; empty if there are none."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").strip("\n").expandtabs(4)
    if not lines.strip():
        return ""
    longest = max((len(run) for run in re.findall("`+", lines)), default=0)
    fence = "`" * max(3, longest + 1)
    return f"{fence}\n{lines}\n{fence}"


def _words_in(markup: str) -> int:
    """Count the words of markup that never ends, but not those of the tag or script that it begins with."""
    begin = re.search(r"--|>|</", markup)
    return len(re.findall(r"\w+", re.sub(r"<[^>]*>?", " ", markup[begin.start() :]))) if begin else 0
