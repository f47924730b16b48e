"""A server on loopback, with what `reader add` takes and what it does not."""

import gzip
import threading
import zlib
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from tests.support.documents import PAGE, an_epub

ANSWERS = {
    "/page": ("text/html; charset=utf-8", PAGE.encode()),
    "/tides.epub": ("application/epub+zip", an_epub(two="<h1>Second</h1><p>And on.</p>", one="<p>Last.</p>")),
    "/note.txt": ("text/plain", b"A note\n# not a heading\nEach line is a paragraph.\n"),
    "/latin.txt": ("text/plain; charset=iso-8859-1", "Größe\n".encode("latin-1")),
    "/latin.html": ("text/html; charset=iso-8859-1", PAGE.replace("yard", "Höfe").encode("latin-1")),
    "/note.md": ("text/markdown", b"# A note\n\n*Words*.\n"),
    "/typed": ("text/markdown", b"# A note\n\n*Words*.\n"),
    "/typeless.md": ("application/octet-stream", b"# A note\n\n*Words*.\n"),
    "/image": ("image/png", b"\x89PNG\r\n\0\0"),
}
NOTE = b"A note\n\nIts words.\n"
# Answers with headers of their own, and no others.
BARE: dict[str, tuple[dict[str, str], bytes]] = {
    "/gzip": ({"Content-Encoding": "gzip"}, gzip.compress(NOTE)),
    "/members": ({"Content-Encoding": "x-gzip"}, gzip.compress(NOTE[:9]) + gzip.compress(NOTE[9:]) + b"\0\0"),
    "/deflate": ({"Content-Encoding": "deflate"}, zlib.compress(NOTE)),
    "/raw-deflate": ({"Content-Encoding": "deflate"}, zlib.compress(NOTE, wbits=-15)),
    "/twice": ({"Content-Encoding": "gzip, deflate"}, zlib.compress(gzip.compress(NOTE))),
    "/identity": ({"Content-Encoding": "identity"}, NOTE),
    "/brotli": ({"Content-Encoding": "br"}, NOTE),
    "/not-packed": ({"Content-Encoding": "gzip"}, NOTE),
    "/cut-gzip": ({"Content-Encoding": "gzip"}, gzip.compress(NOTE)[:-9]),
    "/bomb": ({"Content-Encoding": "gzip"}, gzip.compress(bytes(1_000_000))),
    "/short": ({"Content-Type": "text/plain", "Content-Length": "99"}, NOTE),
    "/chunked": ({"Transfer-Encoding": "chunked"}, b"5\r\nA not\r\n3\r\ne.\n\r\n0\r\n\r\n"),
    "/cut-chunk": ({"Transfer-Encoding": "chunked"}, b"5\r\nA not\r\n30\r\ne."),
    "/typeless": ({}, PAGE.encode()),
    "/typeless-words": ({}, NOTE),
    "/quoted": ({"Content-Type": 'text/plain; charset="UTF-8"'}, NOTE),
    "/stra%C3%9Fe": ({"Content-Type": "text/plain"}, NOTE),
    "/refresh": ({}, b"<html><head><meta http-equiv=refresh content='0; url=note.txt'></head>On its way</html>"),
    "/refresh-pages": ({}, b"<html><base href='/deep/er/'><meta http-equiv=refresh content='0;../../note.txt'></html>"),
    "/refresh-loop": ({}, b"<html><meta http-equiv=refresh content='0; url=/refresh-loop?again'></html>"),
    "/refresh-file": ({}, b"<html><meta http-equiv=refresh content='0; url=file:///etc/passwd'></html>"),
}
REDIRECTS = {
    "/away": "file:///etc/passwd",
    "/moved.txt": "/note.txt",
    "/letters": "/stra\xc3\x9fe",  # UTF-8, as servers send it
    "/loop": "/loop",
    "/inside": "http://localhost:1/",
    "/metadata": "http://169.254.169.254/latest",
    "/password": "http://ann:secret@example.org/",
    "/nowhere": "http://[::1",
}


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    close_connection = True

    def end_headers(self) -> None:
        self.send_header("Connection", "close")
        super().end_headers()

    def do_GET(self) -> None:
        if self.path in REDIRECTS:
            self.send_response(302)
            self.send_header("Location", REDIRECTS[self.path])
            self.end_headers()
            return
        path = self.path.partition("?")[0]
        if path in BARE:
            headers, data = BARE[path]
            self.send_response(200)
            for name, value in headers.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(data)
            return
        if self.path not in ANSWERS:
            self.send_error(404)
            return
        kind, data = ANSWERS[self.path]
        self.send_response(200)
        self.send_header("Content-Type", kind)
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *_: object) -> None:
        """Nothing on the tests' screen."""


@pytest.fixture(scope="session")
def site() -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()
