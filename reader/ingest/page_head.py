"""The head of a page: its encoding, its base, its canonical address, and the one it refers to."""

import re
from dataclasses import dataclass, replace
from html.parser import HTMLParser

from reader.ingest.elements import parsable
from reader.ingest.labels import codec_of

HEAD = 65_536  # bytes in which all of this is looked for, unless the head itself is longer
LONGEST = 2_000_000  # bytes of a head, most of which are styles
_XML_ENCODING = re.compile(rb"""^\s*<\?xml[^>]{0,200}?\sencoding\s*=\s*["']([^"'>]{1,60})["']""")
_CHARSET = re.compile(r"""charset\s*=\s*["']?([^\s"';]+)""", re.IGNORECASE)
_BODY = re.compile(r"</head|<body", re.IGNORECASE)
_INERT = frozenset({"noscript", "template", "title", "textarea"})
_AT_ONCE = 30.0  # seconds: a page that stays for longer is meant to be read


@dataclass(frozen=True, slots=True)
class PageHead:
    """The parts of a head that matter here; each is empty if the page does not have it.

    Attributes:
        charset: The encoding that the page names.
        base: The address that others in the page are relative to.
        canonical: The canonical address of the page.
        successor: The address that a browser is sent on to.
    """

    charset: str = ""
    base: str = ""
    canonical: str = ""
    successor: str = ""


def declared_charset(data: bytes) -> str:
    """Return the encoding that a page names in its XML declaration or a meta element; empty if it names none."""
    xml = _XML_ENCODING.match(data[:HEAD])
    label = xml[1].decode("latin-1") if xml else read_page_head(data[:LONGEST].decode("latin-1")).charset
    # That the name could be read at all shows that the page has one byte for each letter of it.
    return "utf-8" if codec_of(label).startswith("utf-16") else label


def read_page_head(page: str) -> PageHead:
    """Read the head of a page, and the first `HEAD` characters in any case."""
    end = _BODY.search(page, 0, LONGEST)
    parser = _HeadParser()
    parser.feed(parsable(page[: max(HEAD, end.start() if end else 0)]))
    return parser.head


class _HeadParser(HTMLParser):
    """Reads meta, base and link elements, except those for browsers without scripts."""

    def __init__(self) -> None:
        super().__init__()
        self.head = PageHead()
        self._inert = ""  # the element that is open and whose content does not count

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Read an element of the head."""
        values = {name: value or "" for name, value in reversed(attrs)}
        if self._inert:
            return
        if tag in _INERT:
            self._inert = tag
        elif tag == "meta":
            self._read_meta(values)
        elif tag == "base" and not self.head.base:
            self.head = replace(self.head, base=values.get("href", ""))
        elif tag == "link" and "canonical" in values.get("rel", "").lower().split() and not self.head.canonical:
            self.head = replace(self.head, canonical=values.get("href", ""))

    def handle_endtag(self, tag: str) -> None:
        """Leave an element whose content does not count."""
        if tag == self._inert:
            self._inert = ""

    def _read_meta(self, values: dict[str, str]) -> None:
        kind, content = values.get("http-equiv", "").strip().lower(), values.get("content", "")
        charset = values.get("charset", "").strip()
        if kind == "content-type" and (named := _CHARSET.search(content)):
            charset = charset or named[1]
        if charset and not self.head.charset:
            self.head = replace(self.head, charset=charset)
        if kind == "refresh" and not self.head.successor:
            self.head = replace(self.head, successor=_successor(content))


def _successor(content: str) -> str:
    """Return the address in the content of a refresh, such as `0; url=/next`; empty if none, or after a long delay."""
    seconds = re.match(r"\s*(\d+(?:\.\d*)?|\.\d+)(?=[\s;,]|$)", content)
    if not seconds or float(seconds[1]) > _AT_ONCE:
        return ""
    rest = content[seconds.end() :].lstrip().removeprefix(";").removeprefix(",").lstrip()
    if rest[:3].lower() == "url" and rest[3:].lstrip().startswith("="):
        rest = rest[3:].lstrip()[1:].lstrip()
    return rest[1:].partition(rest[0])[0] if rest[:1] in ("'", '"') and rest else rest.strip()
