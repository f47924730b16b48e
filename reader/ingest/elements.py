"""The elements of HTML: which of them begin a block, which are skipped, and what they add to the lines inside them."""

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser

from reader.text.abbreviations import word_set

HEADINGS = {f"h{level}": level for level in range(1, 7)}
LISTS = frozenset({"ul", "ol", "menu", "dir"})
VOID = word_set("area base br col embed frame hr img input link meta param source track wbr")
BLOCKS = frozenset(
    {
        *HEADINGS,
        *LISTS,
        *word_set(
            "address article aside blockquote body button caption center dd details dialog div dl dt fieldset"
            " figcaption figure footer form header hgroup hr html legend li main nav p pre search section summary"
            " table tbody td tfoot th thead tr"
        ),
    }
)
# Elements whose content nobody reads, or which people fill in.
SKIPPED = word_set(
    "annotation annotation-xml audio canvas datalist iframe noscript object optgroup option script select style svg"
    " template textarea title video"
)
_PARAGRAPH_ENDS = BLOCKS - {"html", "body"}
_IMPLIED = {
    "li": frozenset({"li", "p"}),
    "dt": frozenset({"dt", "dd", "p"}),
    "dd": frozenset({"dt", "dd", "p"}),
    "tr": frozenset({"tr", "td", "th", "p", "li"}),
    "td": frozenset({"td", "th", "p"}),
    "th": frozenset({"td", "th", "p"}),
    "tbody": frozenset({"tr", "td", "th", "tbody", "thead", "tfoot", "caption", "p"}),
    "option": frozenset({"option"}),
    "optgroup": frozenset({"option", "optgroup"}),
}
_NUMBERS = frozenset({"start", "value", "colspan", "rowspan"})  # attributes
_MAX_TAKEN = 100_000  # places that a table's cells take in the rows below their own
_MAX_SPAN = 100  # rows or columns that a cell may span
_UNSEEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)")
_NO_ROMAN = 4000
_ROMAN = {
    "m": 1000, "cm": 900, "d": 500, "cd": 400, "c": 100, "xc": 90, "l": 50, "xl": 40, "x": 10, "ix": 9, "v": 5, "iv": 4,
    "i": 1,
}  # fmt: skip
_MAX_NUMBER = 999_999_999  # the greatest number of a list item in Markdown


def parsable(page: str) -> str:
    """Return a page without parts that Python's parser refuses, or reads differently from browsers."""
    # A conditional comment, or a section that only XML knows, is a comment to browsers.
    return page.replace("<![", "<! [").replace("--!>", "-->")


def is_unseen(values: dict[str, str]) -> bool:
    """Return whether an element is not shown at first; the text of a formula that is a picture counts as shown."""
    return bool(_UNSEEN.search(values.get("style", "").lower())) and "math" not in values.get("class", "")


def items_of_lists(page: str) -> dict[tuple[int, int], int]:
    """Count the items of each ordered list, by its line and column; empty if no list is numbered backwards."""
    if not re.search(r"<ol\b[^<>]*\sreversed", page, re.IGNORECASE):
        return {}
    counter = _ItemCounter()
    counter.feed(page)
    return counter.items


class _ItemCounter(HTMLParser):
    """Counts items: a list that is numbered backwards begins with their number."""

    def __init__(self) -> None:
        super().__init__()
        self.items: dict[tuple[int, int], int] = {}
        self._open: list[tuple[int, int]] = []  # the places of the lists that are open

    def handle_starttag(self, tag: str, _attrs: list[tuple[str, str | None]]) -> None:
        """Open a list, or count an item."""
        if tag in LISTS:
            self._open.append(self.getpos())
            self.items[self._open[-1]] = 0
        elif tag == "li" and self._open:
            self.items[self._open[-1]] += 1

    def handle_endtag(self, tag: str) -> None:
        """Close a list."""
        if tag in LISTS and self._open:
            self._open.pop()


def closed_by(tag: str) -> frozenset[str]:
    """Return the elements that an element ends implicitly when it begins."""
    return _IMPLIED.get(tag, frozenset({"p"}) if tag in _PARAGRAPH_ENDS else frozenset())


@dataclass(slots=True)
class Grid:
    """The places that cells take in a table."""

    row: int = -1
    rows: int = 0
    columns: int = 0
    _taken: set[tuple[int, int]] = field(default_factory=set)
    _last_row: int = 0  # the number of the element that is the current row
    _column: int = 0  # the next one of this row

    def place(self, cell: "Element") -> None:
        """Give a cell the next free place of its row."""
        row = cell.parent.number if cell.parent else 0
        if row != self._last_row or self.row < 0:
            self.row, self._last_row, self._column = self.row + 1, row, 0
        column = self._column
        while (self.row, column) in self._taken:
            column += 1
        across, down = cell.number_of("colspan", 1, _MAX_SPAN), cell.number_of("rowspan", 1, _MAX_SPAN)
        if len(self._taken) < _MAX_TAKEN:
            self._taken |= {(self.row + y, column + x) for x in range(across) for y in range(1, down)}
        cell.cell, self._column = (self.row, column), column + across
        self.rows, self.columns = max(self.rows, self.row + 1), max(self.columns, column + across)


class Element:
    """An open element: a block, or an element around blocks."""

    def __init__(self, tag: str, number: int, values: dict[str, str], parent: "Element | None") -> None:
        self.tag, self.number, self.parent = tag, number, parent
        self.level = HEADINGS.get(tag, 0)
        self.id = values.get("id", "")
        self.language: str = values.get("lang") or values.get("xml:lang") or (parent.language if parent else "")
        self.is_hidden = False
        self.is_unseen = is_unseen(values)
        self.hint = " ".join((values.get("class", ""), values.get("id", ""), values.get("role", ""))).lower()
        self.table = Grid()
        self.cell: tuple[int, int] | None = None
        self._values = {name: value for name, value in values.items() if name in _NUMBERS}
        self.is_reversed = "reversed" in values
        self.next_number = self.number_of("start", 1, _MAX_NUMBER)
        self.letters = values.get("type", "") if tag == "ol" else ""
        self._marker = self._item_marker() if tag == "li" else ""
        self._is_begun = False

    def number_of(self, name: str, default: int, largest: int) -> int:
        """Return an attribute that is a number, from 1 to a limit; a list's can also be below 1."""
        value = self._values.get(name, "").strip()
        if not re.fullmatch(r"[+-]?\d{1,9}", value):
            return default
        return min(int(value) if name in ("start", "value") else max(int(value), 1), largest)

    def line_starts(self) -> tuple[str, str]:
        """Return what the element adds to the first line of a block inside it, and what to the following ones."""
        if self.tag == "blockquote":
            return "> ", "> "
        if not self._marker:
            return "", ""
        is_list = self._marker == "- " or self._marker[0].isdigit()  # Markdown has no other lists
        indent = " " * len(self._marker) if is_list else ""
        first, self._is_begun = (indent if self._is_begun else self._marker), True
        return first, indent

    def _item_marker(self) -> str:
        listed = self.parent
        while listed is not None and listed.tag not in LISTS:
            listed = listed.parent
        if listed is None or listed.tag != "ol":
            return "- "
        number = self.number_of("value", listed.next_number, _MAX_NUMBER)
        listed.next_number = number + (-1 if listed.is_reversed else 1)
        return f"{_numeral(number, listed.letters)}. "


def _numeral(number: int, letters: str) -> str:
    """Return the number of a list item in the style of its list: 3, c, C, iii or III."""
    numeral = ""
    if letters in ("a", "A"):
        while number > 0:
            number, letter = divmod(number - 1, 26)
            numeral = chr(ord("a") + letter) + numeral
    elif letters in ("i", "I") and number < _NO_ROMAN:
        for sign, value in _ROMAN.items():
            numeral, number = numeral + sign * (number // value), number % value
    return (numeral.upper() if letters.isupper() else numeral) or str(number)
