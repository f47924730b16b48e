"""The package of an EPUB: its pages in order, and its facts on the book.

Elements are found by their name alone, as some programs write a namespace of their own, or none.
"""

import html
import re
import unicodedata
from collections.abc import Iterator
from xml.etree import ElementTree

_PACKAGE = "application/oebps-package+xml"
_XML_NAMES = ("amp", "lt", "gt", "quot", "apos")
_ENTITY = re.compile(r"&(\w+);")
_DATE = re.compile(r"-?\d{4}(?!\d)")
_EVENT = "{http://www.idpf.org/2007/opf}event"


def parse_book_xml(text: str, path: str) -> ElementTree.Element:
    """Parse a file of XML, in which names of HTML may stand for characters; raise ValueError if it is damaged."""
    try:
        return ElementTree.fromstring(_ENTITY.sub(_character, text.strip()))
    except ElementTree.ParseError as error:
        raise ValueError(f"{path} is damaged: {error}") from error


def _character(entity: re.Match[str]) -> str:
    return entity[0] if entity[1] in _XML_NAMES else html.unescape(entity[0])


def package_path(container: ElementTree.Element) -> str:
    """Return the path of the package that a container names; empty if it names none."""
    roots = container.findall(".//{*}rootfile")
    packages = [each for each in roots if each.get("media-type") == _PACKAGE]
    return next((each.get("full-path", "") for each in (*packages, *roots)), "")


def folded(path: str) -> str:
    """Return a path in the form in which it is compared, without case and in one composition of accents."""
    return unicodedata.normalize("NFC", path.replace("\\", "/")).casefold()


def book_title(package: ElementTree.Element) -> str:
    """Return the first title of a book that is not empty; else empty."""
    return next(filter(None, (words for _, words in _metadata(package, "title"))), "")


def publication_date(package: ElementTree.Element) -> str:
    """Return the date of publication; empty if the package has only dates of changes to the file."""
    dates = [(element.get(_EVENT, ""), words) for element, words in _metadata(package, "date") if _DATE.match(words)]
    return next((words for wanted in ("publication", "") for event, words in dates if event == wanted), "")


def _metadata(package: ElementTree.Element, name: str) -> Iterator[tuple[ElementTree.Element, str]]:
    for element in package.iterfind(f".//{{*}}{name}"):
        yield element, " ".join("".join(element.itertext()).split())
