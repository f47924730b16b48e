"""Documents as they are found: each sentence has a word of its own, by which its loss can be seen."""

import contextlib
import io
import random
import re
import zipfile
from collections.abc import Callable
from dataclasses import dataclass

from tests.support.documents import an_epub

MARK = re.compile(r"wq\d+x")
UNSEEN = ["script", "style", "title", "noscript", "template", "svg", "select", "textarea", "iframe", "object"]
Change = Callable[[bytes], bytes]


@dataclass(frozen=True, slots=True)
class Shape:
    """name, suffix: those of its file. data: its bytes. marks: the words of its own that a mutated copy still shows."""

    name: str
    suffix: str
    data: bytes
    marks: Callable[[bytes], set[str]]
    in_archive: bool = False

    def mutated(self, change: Change, chance: random.Random) -> bytes:
        """Returns a mutated copy; of an archive, more often one of its files is changed than the archive itself."""
        if not self.in_archive or chance.random() < 0.2:
            return change(self.data)
        out = io.BytesIO()
        with zipfile.ZipFile(io.BytesIO(self.data)) as book, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as copy:
            chosen = chance.choice(book.namelist())
            for name in book.namelist():
                content = book.read(name)
                if name != chosen or chance.random() < 0.95:
                    copy.writestr(name, change(content) if name == chosen else content)
        return out.getvalue()


def sentence(number: int) -> str:
    return f"Boat wq{number}x came in from the sea that night, and “nobody”, the pilot said, was hurt on the größte."


def plain_marks(encoding: str) -> Callable[[bytes], set[str]]:
    """Marks whose bytes are all there, wherever a character can begin."""
    width = len("x".encode(encoding))

    def marks(data: bytes) -> set[str]:
        places = {f"wq{number}x": data.find(f"wq{number}x".encode(encoding)) for number in range(40)}
        return {mark for mark, at in places.items() if at >= 0 and at % width == 0}

    return marks


def page_marks(page: bytes) -> set[str]:
    """Marks that a browser would show, as another parser than ours reads the page."""
    from lxml import etree, html

    try:
        root = html.document_fromstring(page)
    except (etree.ParserError, ValueError):
        return set()
    etree.strip_elements(root, *UNSEEN, etree.Comment, with_tail=False)
    return {mark for text in root.itertext() for mark in MARK.findall(text)}


def book_marks(data: bytes) -> set[str]:
    """Marks on the pages that can be unpacked."""
    found: set[str] = set()
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as book:
            for name in book.namelist():
                if name.endswith("html"):
                    with contextlib.suppress(Exception):  # whatever is wrong, it cannot be unpacked
                        found |= page_marks(book.read(name))
    except Exception:  # noqa: BLE001 - as above
        return set()
    return found


ARTICLE = (
    f"<h1>Boats</h1><p>{sentence(1)}</p><p>{sentence(2)} He said <q>we wait wq3x</q> twice.</p>"
    f"<h2>At nine wq4x</h2><p>{sentence(5)}<sup><a href='#n1'>1</a></sup> {sentence(6)}</p>"
    "<ul><li><a href='/a'>Rope wq7x</a></li><li>Chain wq8x &amp; more<ol start=3><li>Inner wq9x</li></ol></li></ul>"
    f"<blockquote><p>{sentence(10)}</p><p>{sentence(11)}</p></blockquote>"
    "<pre>if wq12x:\n    run()</pre><dl><dt>Pier wq13x</dt><dd>A long thing wq14x in the sea</dd></dl>"
    "<table><tr><th>Boat wq15x</th><th>Hour wq16x</th></tr><tr><td>One wq17x</td><td>Ten wq18x</td></tr></table>"
    f"<p>{sentence(19)} <em>So wq20x</em> &mdash; all.</p><p>{sentence(21)}</p>"
)
HEAD = '<meta charset="utf-8"><title>Boats</title><link rel="canonical" href="/boats"><style>p{color:red}</style>'
PAGE = (
    f'<!doctype html><html lang="en"><head>{HEAD}</head><body>'
    '<nav><a href="/">Home</a></nav><script>let a = "<p>";</script>'
    f"<main><article>{ARTICLE}</article></main><!-- end --><footer>© Us</footer></body></html>"
)
TEXT = "\n\n".join(map(sentence, range(1, 12))) + "\n"


def a_book() -> bytes:
    pages = {
        f"p{number}": f"<h1>Part wq{number}x</h1><p>{sentence(number + 10)}</p><p>{sentence(number + 20)}</p>"
        for number in range(3)
    }
    return an_epub(**pages, article=ARTICLE.replace("start=3", 'start="3"'))


def a_pdf_of_pages() -> bytes:
    """Three pages with a running head, uncompressed, as a mutation has to be able to reach them."""
    objects = {1: "<</Type/Catalog/Pages 2 0 R>>", 2: "<</Type/Pages/Kids[4 0 R 6 0 R 8 0 R]/Count 3>>"}
    objects[3] = "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>"
    for page in range(3):
        lines = [
            "Boats",
            *(f"Line wq{page * 10 + line}x of the log, and what the pilot-" for line in range(8)),
            str(page + 1),
        ]
        content = "BT /F 11 Tf 14 TL 60 700 Td " + " ".join(f"({line}) Tj T*" for line in lines) + " ET"
        number = 4 + 2 * page
        parts = f"/Parent 2 0 R/MediaBox[0 0 612 792]/Contents {number + 1} 0 R/Resources<</Font<</F 3 0 R>>>>"
        objects[number] = f"<</Type/Page{parts}>>"
        objects[number + 1] = f"<</Length {len(content)}>>stream\n{content}\nendstream"
    data, places = b"%PDF-1.4\n", {}
    for number, body in objects.items():
        places[number] = len(data)
        data += f"{number} 0 obj{body}endobj\n".encode()
    table = "".join(f"{places[number]:010} 00000 n \n" for number in sorted(places))
    end = f"trailer<</Size {len(objects) + 1}/Root 1 0 R>>\nstartxref\n{len(data)}\n%%EOF"
    return data + f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}{end}".encode()


SHAPES = (
    Shape("page", ".html", PAGE.encode(), page_marks),
    Shape("old page", ".html", PAGE.replace("utf-8", "iso-8859-1").encode("cp1252"), page_marks),
    Shape("book", ".epub", a_book(), book_marks, in_archive=True),
    Shape("pdf", ".pdf", a_pdf_of_pages(), plain_marks("ascii")),
    Shape("text", ".txt", TEXT.encode(), plain_marks("utf-8")),
    Shape("wide text", ".txt", TEXT.encode("utf-16"), plain_marks("utf-16-le")),
    Shape("markdown", ".md", f"# Boats\n\n{TEXT}".encode(), plain_marks("utf-8")),
    Shape(
        "own front matter", ".md", f"---\ntitle: {sentence(38)}\nby: wq39x\n---\n{TEXT}".encode(), plain_marks("utf-8")
    ),
)
