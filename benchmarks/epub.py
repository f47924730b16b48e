"""The smallest EPUB that a reader of books opens: one chapter."""

import zipfile
from collections.abc import Iterable
from html import escape
from pathlib import Path

CONTAINER = """<?xml version="1.0"?>
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
<rootfiles><rootfile full-path="content.opf" media-type="application/oebps-package+xml"/></rootfiles>
</container>"""
PACKAGE = """<?xml version="1.0"?>
<package version="2.0" xmlns="http://www.idpf.org/2007/opf" unique-identifier="id">
<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">
<dc:title>An article</dc:title><dc:identifier id="id">article</dc:identifier><dc:language>en</dc:language>
</metadata>
<manifest>
<item id="toc" href="toc.ncx" media-type="application/x-dtbncx+xml"/>
<item id="text" href="text.xhtml" media-type="application/xhtml+xml"/>
</manifest>
<spine toc="toc"><itemref idref="text"/></spine>
</package>"""
CONTENTS = """<?xml version="1.0"?>
<ncx xmlns="http://www.daisy.org/z3986/2005/ncx/" version="2005-1"><head/><docTitle><text>An article</text></docTitle>
<navMap><navPoint id="one" playOrder="1"><navLabel><text>Text</text></navLabel><content src="text.xhtml"/></navPoint>
</navMap></ncx>"""
CHAPTER = """<?xml version="1.0"?>
<html xmlns="http://www.w3.org/1999/xhtml"><head><title>An article</title></head><body>
{}
</body></html>"""


def write_epub(path: Path, paragraphs: Iterable[str]) -> None:
    body = "\n".join(f"<p>{escape(paragraph)}</p>" for paragraph in paragraphs)
    with zipfile.ZipFile(path, "w") as book:
        book.writestr("mimetype", "application/epub+zip")  # first and not compressed: how the format is recognised
        book.writestr("META-INF/container.xml", CONTAINER)
        book.writestr("content.opf", PACKAGE)
        book.writestr("toc.ncx", CONTENTS)
        book.writestr("text.xhtml", CHAPTER.format(body))
