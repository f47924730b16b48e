"""The codes of a REFI-QDA project or codebook, read as tags with their entries."""

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, NamedTuple

from reader.formats.codebook_entry import CodebookEntry, fitted, parse_colour, parse_description
from reader.formats.format import ImportedEntry, LeftOut, Record
from reader.formats.qda_elements import description
from reader.formats.qda_tag_names import TagNames
from reader.settings.tag_names import BETWEEN, tag_above

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

RENAMED = "names of codes that no tag can have"
CUT = "descriptions of codes that are too long, cut"
CATEGORIES = "codes not meant for passages, which are ordinary tags here"
CHANGED = {RENAMED, CUT, CATEGORIES}  # and not left out
COLOURS = "colours that are not written as #rrggbb"
NO_CODES = {"Sources", "Notes", "Cases", "Links", "Users", "Variables", "Graphs"}  # parts of a project without codes
MemosOn = Callable[["Element"], list[str]]


class QdaCode(NamedTuple):
    """A code, in the order of the file.

    Attributes:
        element: Its element.
        name: Its name there.
        tag: The name of its tag here.
        above: The tag of the code above it; None if there is none.
    """

    element: "Element"
    name: str
    tag: str
    above: "QdaCode | None"

    @property
    def is_renamed(self) -> bool:
        """True if the tag cannot have the code's name, with the names of the codes above it."""
        name = " ".join(self.name.split())
        return self.tag != (f"{self.above.tag}{BETWEEN}{name}" if self.above else name)


def codes_in(root: "Element", *, is_ours: bool) -> list[QdaCode]:
    """Return all codes below an element, each after the one that it is nested in.

    Args:
        root: The root of a project or codebook.
        is_ours: Whether reader wrote it, so that names are taken as they are.
    """
    names, found = TagNames(), list[QdaCode]()
    waiting: list[tuple[Element, QdaCode | None]] = [(root, None)]
    while waiting:  # a file may be nested more deeply than Python's own stack is
        element, above = waiting.pop()
        if element.tag == "Code":
            name, parent = element.get("name", ""), above.tag if above else ""
            above = QdaCode(element, name, (names.as_is if is_ours else names.of)(name, parent), above)
            found.append(above)
        waiting += [(each, above) for each in reversed(element) if each.tag not in NO_CODES]
    return found


def entries_of(codes: list[QdaCode], memos_on: MemosOn, *, is_ours: bool) -> Iterator[Record]:
    """Yield the entry of each code, and report what an entry cannot hold.

    Args:
        codes: The codes, each after the one that it is nested in.
        memos_on: Finds the memos about an element.
        is_ours: Whether reader wrote the file.
    """
    colours = dict[str, str]()
    for code in codes:
        where = code.name.strip() or "a code without a name"
        said = _said_of(code, memos_on, is_ours=is_ours)
        colour = parse_colour(code.element.get("color", ""))
        inherited = colours.get(tag_above(code.tag), "")
        colours[code.tag] = colour or inherited
        entry = fitted(said)._replace(colour="" if colour == inherited else colour)
        yield ImportedEntry(where, entry)
        yield from (
            LeftOut(place, what, is_changed=what in CHANGED)
            for place, what in _lost_of(code, where, said)
            if not is_ours
        )


def _lost_of(code: QdaCode, where: str, said: CodebookEntry) -> Iterator[tuple[str, str]]:
    """Yield the losses in another program's code, with their place in the file."""
    if code.is_renamed:
        yield f"{where}, here {code.tag}", RENAMED
    if fitted(said) != said:
        yield where, CUT
    if code.element.get("isCodable", "").strip().lower() in ("false", "0"):
        yield where, CATEGORIES
    if (color := code.element.get("color", "").strip()) and not parse_colour(color):
        yield f"{where}, {color}", COLOURS


def _said_of(code: QdaCode, memos_on: MemosOn, *, is_ours: bool) -> CodebookEntry:
    """Return the entry of a code; a name that had to be changed becomes its meaning if it has no other."""
    entry = parse_description(code.tag, description(code.element), is_ours=is_ours)
    for memo in memos_on(code.element):
        if entry.meaning or entry.when:
            entry = entry._replace(when="\n\n".join(filter(None, (entry.when, memo.strip()))))
        else:
            of_memo = parse_description(code.tag, memo)
            entry = entry._replace(meaning=of_memo.meaning, when=of_memo.when)
    if code.is_renamed and code.name.strip() and not entry.meaning:
        entry = entry._replace(meaning=code.name.strip())
    return entry
