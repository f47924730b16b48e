"""Serving the application to a browser, with textual-serve's server behind a guard of our own.

Anyone who can talk to the server can read the sources and change the tags, as if at the keyboard. So every request
needs the token and has to come from our own page: another site in the same browser can neither read nor send anything.
"""

import asyncio
import html
import secrets
import shlex
import socket
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from pathlib import Path
from string import Template
from typing import Any

from aiohttp import WSCloseCode, WSMsgType, web
from textual_serve.server import Server

from reader.web.page_process import PageProcess

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]

PAGE = Path(__file__).with_name("page.html")
SCRIPT = Path(__file__).with_name("page.js")
SAFE = {
    "Content-Security-Policy": (
        "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
        "frame-ancestors 'none'; base-uri 'none'; form-action 'none'"
    ),
    "Referrer-Policy": "no-referrer",  # the token is in the first address
    "X-Content-Type-Options": "nosniff",
    "Cache-Control": "no-store",
}
WARNING = "Anyone who has this address can read the sources and change the tags. Press ctrl+c to stop."
HEARTBEAT = 15.0  # seconds between two questions whether a page is still there
LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})


class Guard:
    """Checks every request: it must be for this host, come from this host's page, and carry the token.

    Attributes:
        hosts: The values of the Host header that are accepted.
        token: The secret in the address that `reader serve` prints.
        cookie: The name of the cookie that holds the token after the first request.
    """

    def __init__(self, host: str, port: int) -> None:
        """Make a new token for the server at this address."""
        names = LOOPBACK if host in LOOPBACK else {host}
        self.hosts = frozenset(f"[{name}]:{port}" if ":" in name else f"{name}:{port}" for name in names)
        self.token = secrets.token_urlsafe(24)
        self.cookie = f"reader-{port}"  # the port is in the name, because cookies are shared between ports

    def refusal(self, request: web.Request) -> str:
        """Return the reason why a request is refused, or an empty string if it is allowed."""
        if request.host not in self.hosts:
            return "wrong address: open the one that reader serve printed"
        origin = request.headers.get("Origin")
        if (origin or request.path == "/ws") and origin != f"http://{request.host}":
            return "this request comes from a page that is not reader's own"
        if not secrets.compare_digest(self._token_of(request).encode(), self.token.encode()):
            return "the token is missing or wrong: open the address that reader serve printed"
        return ""

    def _token_of(self, request: web.Request) -> str:
        return request.query.get("token") or request.cookies.get(self.cookie, "")


class BrowserServer(Server):
    """A server that runs a process of the application for each open page.

    Attributes:
        guard: The check of every request.
        address: The address to open, with the token.
    """

    def __init__(self, command: Sequence[str], host: str, listener: socket.socket, title: str) -> None:
        """Take the command that each page runs, and a socket that listens on the host."""
        port = listener.getsockname()[1]
        super().__init__(shlex.join(command), host, port, title)
        self._program, self._pages = command, set[web.WebSocketResponse]()
        self._listener = listener
        self.guard = Guard(host, port)
        self.address = f"http://{f'[{host}]' if ':' in host else host}:{port}/?token={self.guard.token}"

    def serve(self, debug: bool = False) -> None:
        """Serve until ctrl+c, without logging requests: their addresses contain the token."""
        self.debug = debug
        web.run_app(self._make_app(), sock=self._listener, print=self._print_address, access_log=None)

    def _print_address(self, *_words: object) -> None:
        print(self.address, WARNING, sep="\n", flush=True)

    async def _make_app(self) -> web.Application:
        app = await super()._make_app()
        app.router.add_get("/page.js", self._handle_script)
        app.middlewares.append(self._guard)
        app.on_response_prepare.append(_add_safe_headers)
        return app

    async def on_startup(self, app: web.Application) -> None:
        """Print nothing, instead of textual-serve's greeting."""

    async def on_shutdown(self, app: web.Application) -> None:  # noqa: ARG002 (textual-serve passes it)
        """Close all pages, so that the process of each ends."""
        for page in list(self._pages):
            await page.close(code=WSCloseCode.GOING_AWAY)

    async def handle_websocket(self, request: web.Request) -> web.WebSocketResponse:
        """Run a process for an open page, until either ends."""
        page = web.WebSocketResponse(heartbeat=HEARTBEAT)
        await page.prepare(request)
        process = await PageProcess.start(self._program, request.query)
        self._pages.add(page)
        drawing = asyncio.create_task(_draw(process, page))
        try:
            async for message in page:
                if message.type is WSMsgType.TEXT and (answer := process.take(message.data)):
                    await page.send_json(answer)
        finally:
            self._pages.discard(page)
            drawing.cancel()
            await process.end()
        return page

    @web.middleware
    async def _guard(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        if refusal := self.guard.refusal(request):
            raise web.HTTPForbidden(text=f"{refusal}\n")
        return await handler(request)

    async def handle_index(self, request: web.Request) -> Any:
        """Return the page, with the token in a cookie."""
        page = Template(PAGE.read_text("utf-8")).substitute(title=html.escape(self.title), host=request.host)
        response = web.Response(text=page, content_type="text/html")
        response.set_cookie(self.guard.cookie, self.guard.token, httponly=True, samesite="Strict")
        return response

    async def _handle_script(self, _request: web.Request) -> web.StreamResponse:
        """Return the script that gives the terminal the keyboard."""
        return web.FileResponse(SCRIPT)


async def _draw(process: PageProcess, page: web.WebSocketResponse) -> None:
    """Send a page the output and messages of its process, and close it when the process ends."""
    with suppress(ConnectionError):
        async for sent in process.sent():
            await (page.send_bytes(sent) if isinstance(sent, bytes) else page.send_str(sent))
    await page.close()


async def _add_safe_headers(_request: web.Request, response: web.StreamResponse) -> None:
    response.headers.update(SAFE)
