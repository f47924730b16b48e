"""A server on loopback, with what `reader add` takes and what it does not."""

import threading
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
REDIRECTS = {"/away": "file:///etc/passwd", "/moved.txt": "/note.txt"}


class Handler(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        if self.path in REDIRECTS:
            self.send_response(302)
            self.send_header("Location", REDIRECTS[self.path])
            self.end_headers()
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
