"""Small documents of the kinds that `reader add` takes: a web page, a PDF, an EPUB."""

import io
import zipfile

PAGE = """<html><head><title>Ferry runs again | The Pier</title>
<meta property="article:published_time" content="2024-05-06T10:00:00Z"></head><body>
<nav><a href="/">Home</a> <a href="/news">News</a></nav>
<article><h1>Ferry runs again</h1>
<p>The ferry to the island runs again from Monday, the harbour office said in a notice on its door this week.</p>
<h2>Old engine</h2>
<p>It had lain in the yard for *eight* weeks while its engine was taken apart, cleaned and put together again.</p>
</article><footer>Share this page</footer></body></html>"""


def a_pdf(*lines: str, information: str = "") -> bytes:
    """One page, as small as a PDF can be, with information such as `/Title (Tides)`."""
    words = " ".join(f"({line}) Tj T*" for line in lines)
    content = f"BT /F 12 Tf 14 TL 50 700 Td {words} ET"
    objects = [
        "<</Type/Catalog/Pages 2 0 R>>",
        "<</Type/Pages/Kids[3 0 R]/Count 1>>",
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>",
        f"<</Length {len(content)}>>stream\n{content}\nendstream",
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        f"<<{information}>>",
    ]
    data, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(data))
        data += f"{number} 0 obj{body}endobj\n".encode()
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    info = "/Info 6 0 R" if information else ""
    trailer = f"trailer<</Size 7/Root 1 0 R{info}>>\nstartxref\n{len(data)}\n%%EOF"
    return data + f"xref\n0 7\n0000000000 65535 f \n{table}{trailer}".encode()


def an_epub(title: str = "Tides", **pages: str) -> bytes:
    """A book with a package in a folder; pages in the order of its spine, with their paths below that folder."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as book:
        book.writestr(
            "META-INF/container.xml",
            '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container">'
            '<rootfiles><rootfile full-path="book/package.opf"/></rootfiles></container>',
        )
        items = "".join(f'<item id="{name}" href="{name}.xhtml"/>' for name in pages)
        spine = "".join(f'<itemref idref="{name}"/>' for name in pages)
        book.writestr(
            "book/package.opf",
            '<package xmlns="http://www.idpf.org/2007/opf" xmlns:dc="http://purl.org/dc/elements/1.1/">'
            f"<metadata><dc:title>{title}</dc:title><dc:date>2020-01-02</dc:date></metadata>"
            f"<manifest>{items}</manifest><spine>{spine}</spine></package>",
        )
        for name, page in pages.items():
            book.writestr(f"book/{name}.xhtml", f"<html><head><title>x</title></head><body>{page}</body></html>")
    return file.getvalue()
