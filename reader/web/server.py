"""Serves the application to a browser: textual-serve's server behind a guard of our own.

Whoever can talk to it can read the sources and change the tags, as if they sat at the keyboard. So it is for those who
know the token, in a page of its own making: another site that is open in the same browser can neither read nor send.
"""

import html
import secrets
import socket
from collections.abc import Awaitable, Callable
from pathlib import Path
from string import Template
from typing import Any

from aiohttp import web
from textual_serve.server import Server

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]

PAGE = Path(__file__).with_name("page.html")
SAFE = {
    "Content-Security-Policy": (
        "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
        "frame-ancestors 'none'; base-uri 'none'; form-action 'none'"
    ),
    "Referrer-Policy": "no-referrer",  # the token is in the first address
    "X-Content-Type-Options": "nosniff",
    "Cache-Control": "no-store",
}
WARNING = "Who has this address can read the sources and change the tags. ctrl+c ends it."
LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})


class Guard:
    """Lets in who asks for this host, from this host's page, with the token."""

    def __init__(self, host: str, port: int) -> None:
        names = LOOPBACK if host in LOOPBACK else {host}
        self.hosts = frozenset(f"[{name}]:{port}" if ":" in name else f"{name}:{port}" for name in names)
        self.token = secrets.token_urlsafe(24)
        self.cookie = f"reader-{port}"  # cookies do not tell ports apart

    def refusal(self, request: web.Request) -> str:
        """Why a request is refused; empty if it is not."""
        if request.host not in self.hosts:
            return "this is not the address that reader serves"
        origin = request.headers.get("Origin")
        if (origin or request.path == "/ws") and origin != f"http://{request.host}":
            return "this comes from another page than reader's own"
        if not secrets.compare_digest(self._shown(request).encode(), self.token.encode()):
            return "open the address that `reader serve` has printed: the token in it is missing or wrong"
        return ""

    def _shown(self, request: web.Request) -> str:
        return request.query.get("token") or request.cookies.get(self.cookie, "")


class BrowserServer(Server):
    """One process of the application for each page that is open."""

    def __init__(self, command: str, host: str, listener: socket.socket, title: str) -> None:
        port = listener.getsockname()[1]
        super().__init__(command, host, port, title)
        self._listener = listener
        self.guard = Guard(host, port)
        self.address = f"http://{f'[{host}]' if ':' in host else host}:{port}/?token={self.guard.token}"

    def serve(self, debug: bool = False) -> None:
        """Until ctrl+c. Without a log of requests, whose addresses have the token."""
        self.debug = debug
        web.run_app(self._make_app(), sock=self._listener, print=self._say_where, access_log=None)

    def _say_where(self, *_words: object) -> None:
        print(self.address, WARNING, sep="\n", flush=True)

    async def _make_app(self) -> web.Application:
        app = await super()._make_app()
        app.middlewares.append(self._let_in)
        app.on_response_prepare.append(_make_safe)
        return app

    async def on_startup(self, app: web.Application) -> None:
        """Without textual-serve's own greeting."""

    @web.middleware
    async def _let_in(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        if refusal := self.guard.refusal(request):
            raise web.HTTPForbidden(text=f"{refusal}\n")
        return await handler(request)

    async def handle_index(self, request: web.Request) -> Any:
        page = Template(PAGE.read_text("utf-8")).substitute(title=html.escape(self.title), host=request.host)
        response = web.Response(text=page, content_type="text/html")
        response.set_cookie(self.guard.cookie, self.guard.token, httponly=True, samesite="Strict")
        return response


async def _make_safe(_request: web.Request, response: web.StreamResponse) -> None:
    response.headers.update(SAFE)
