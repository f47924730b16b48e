"""Connections to web servers: to addresses that are allowed, and never for longer than a deadline."""

import base64
import http.client
import io
import socket
import ssl
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, cast
from urllib.parse import SplitResult, unquote, urlsplit
from urllib.request import getproxies, proxy_bypass

from reader.ingest.address import is_private, names_private
from reader.version import VERSION

_STEP = 30.0  # seconds that one step may take: finding the address, connecting, waiting for the next bytes
_HEADERS = {
    "User-Agent": f"reader-tui/{VERSION}",
    "Accept": "*/*",
    "Accept-Encoding": "gzip, deflate",
    "Connection": "close",
}
_PORTS = {"http": 80, "https": 443}


class ForbiddenAddressError(OSError):
    """A private address that the person did not name."""


@dataclass(frozen=True, slots=True)
class Deadline:
    """The moment by which a download must be over, on the clock of `time.monotonic`."""

    end: float

    @classmethod
    def after(cls, seconds: float) -> "Deadline":
        """Return the deadline a number of seconds from now."""
        return cls(time.monotonic() + seconds)

    def step(self) -> float:
        """Return how many seconds the next step may take; raise TimeoutError if there are none left."""
        left = self.end - time.monotonic()
        if left <= 0:
            raise TimeoutError("it took too long")
        return min(left, _STEP)


def request(address: str, named_host: str, deadline: Deadline) -> http.client.HTTPResponse:
    """Ask for a page, through the proxy of the environment if there is one for its address.

    Args:
        address: The wire address of the page.
        named_host: The host that the person typed: only this one may be private, and only if it is named as such.
        deadline: The deadline of the whole download.

    Returns:
        The answer, whose body has not been read. Closing it closes the connection.

    Raises:
        OSError: There is no such server, it does not answer in time, or it is private.
        http.client.HTTPException: The answer is not HTTP.
    """
    parts = urlsplit(address)
    host = parts.hostname or ""
    may_be_private = host == named_host and names_private(host)
    proxy = getproxies().get(parts.scheme, "")
    if not proxy or proxy_bypass(parts.netloc):
        return _ask(_direct(parts, may_be_private, deadline), parts._replace(scheme="", netloc="").geturl())
    if names_private(host) and not may_be_private:
        raise _forbidden(host, host)
    return _ask_proxy(parts, urlsplit(proxy if "://" in proxy else f"http://{proxy}"), deadline)


def _ask(
    connection: http.client.HTTPConnection, target: str, headers: Mapping[str, str] = MappingProxyType({})
) -> http.client.HTTPResponse:
    try:
        connection.request("GET", target, headers={**_HEADERS, **headers})
        return connection.getresponse()
    except BaseException:
        connection.close()
        raise


def _direct(parts: SplitResult, may_be_private: bool, deadline: Deadline) -> http.client.HTTPConnection:
    host, port = parts.hostname or "", parts.port or _PORTS[parts.scheme]
    plain = _first_that_answers(list(_allowed(host, port, may_be_private)), deadline)
    connection = http.client.HTTPConnection(host, port)
    connection.default_port = _PORTS[parts.scheme]  # the header Host does not repeat the default port
    encrypted = _encrypted(plain, host, deadline) if parts.scheme == "https" else plain
    connection.sock = TimedSocket(encrypted, deadline)
    return connection


def _ask_proxy(parts: SplitResult, proxy: SplitResult, deadline: Deadline) -> http.client.HTTPResponse:
    host, port, step = proxy.hostname or "", proxy.port or _PORTS["http"], deadline.step()
    authorization = {}
    if proxy.username is not None:
        pair = f"{unquote(proxy.username)}:{unquote(proxy.password or '')}"
        authorization["Proxy-Authorization"] = f"Basic {base64.b64encode(pair.encode()).decode()}"
    if parts.scheme == "https":
        connection: http.client.HTTPConnection = http.client.HTTPSConnection(host, port, timeout=step)
        connection.set_tunnel(parts.hostname or "", parts.port or _PORTS["https"], authorization)
        target, headers = parts._replace(scheme="", netloc="").geturl(), {}
    else:
        connection = http.client.HTTPConnection(host, port, timeout=step)
        target, headers = parts.geturl(), authorization
    connection.connect()
    connection.sock = TimedSocket(connection.sock, deadline)
    return _ask(connection, target, headers)


class TimedSocket:
    """A connected socket as `http.client` uses it, each step of which ends before the deadline."""

    def __init__(self, connected: socket.socket, deadline: Deadline) -> None:
        self._socket, self._deadline, self._has_file = connected, deadline, False

    def sendall(self, data: bytes) -> None:
        """Send bytes."""
        self._socket.settimeout(self._deadline.step())
        self._socket.sendall(data)

    def makefile(self, _mode: str) -> io.BufferedReader:
        """Return a file for reading, which closes the socket when it is closed."""
        self._has_file = True
        return io.BufferedReader(_TimedReader(self._socket, self._deadline))

    def close(self) -> None:
        """Close the socket, unless there is a file that does."""
        if not self._has_file:
            self._socket.close()


class _TimedReader(io.RawIOBase):
    """The bytes that a socket receives."""

    def __init__(self, connected: socket.socket, deadline: Deadline) -> None:
        self._socket, self._deadline = connected, deadline

    def readable(self) -> bool:
        """Return that it can be read."""
        return True

    def readinto(self, buffer: Any) -> int:
        """Wait for bytes, for no longer than the deadline allows."""
        self._socket.settimeout(self._deadline.step())
        return self._socket.recv_into(buffer)

    def close(self) -> None:
        """Close the socket."""
        self._socket.close()
        super().close()


def _allowed(host: str, port: int, may_be_private: bool) -> Iterator[tuple[socket.AddressFamily, tuple[str, int]]]:
    """Find the IP addresses of a host, all of which must be allowed, so that none can lead elsewhere."""
    for family, _, _, _, place in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM):
        if is_private(str(place[0])) and not may_be_private:
            raise _forbidden(host, str(place[0]))
        yield family, cast(tuple[str, int], place)


def _forbidden(host: str, ip: str) -> ForbiddenAddressError:
    what = ip if host == ip else f"{host} ({ip})"
    return ForbiddenAddressError(
        f"{what} is a private address, which is read only if you name it: add that address itself, or save the page"
    )


def _first_that_answers(
    places: list[tuple[socket.AddressFamily, tuple[str, int]]], deadline: Deadline
) -> socket.socket:
    problem = OSError("no address was found")
    for family, place in places:
        attempt = socket.socket(family, socket.SOCK_STREAM)
        try:
            attempt.settimeout(deadline.step())
            attempt.connect(place)
        except OSError as error:
            attempt.close()
            problem = error
        else:
            return attempt
    raise problem


def _encrypted(plain: socket.socket, host: str, deadline: Deadline) -> ssl.SSLSocket:
    try:
        plain.settimeout(deadline.step())
        return ssl.create_default_context().wrap_socket(plain, server_hostname=host)
    except OSError:
        plain.close()
        raise
