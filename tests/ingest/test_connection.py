"""Connections to web servers: which addresses are allowed, and that every step has an end."""

import http.client
import socket
import time
from collections.abc import Iterator

import pytest

from reader.ingest.connection import Deadline, ForbiddenAddressError, TimedSocket, request

SOON = Deadline(float("inf"))


def answers(monkeypatch: pytest.MonkeyPatch, *ips: str) -> None:
    """Make every name stand for these addresses."""
    found = [(socket.AF_INET6 if ":" in ip else socket.AF_INET, 1, 6, "", (ip, 1)) for ip in ips]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: found)


@pytest.mark.parametrize(
    ("address", "named", "ips"),
    [
        ("http://harbour.example/", "harbour.example", ["127.0.0.1"]),
        ("http://harbour.example/", "harbour.example", ["192.0.0.8", "::1"]),
        ("http://harbour.example/", "harbour.example", ["93.184.215.14", "10.0.0.1"]),
        ("http://localhost/", "harbour.example", ["127.0.0.1"]),
        ("http://127.0.0.1/", "harbour.example", ["127.0.0.1"]),
        ("http://2130706433/", "harbour.example", ["127.0.0.1"]),
        ("http://127.0.0.2/", "127.0.0.1", ["127.0.0.2"]),
        ("https://[::ffff:10.0.0.1]/", "10.0.0.1", ["::ffff:10.0.0.1"]),
    ],
)
def test_a_private_address_that_nobody_named_is_not_connected_to(
    address: str, named: str, ips: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    answers(monkeypatch, *ips)
    monkeypatch.setattr(socket, "socket", lambda *_: pytest.fail("a connection was made"))
    with pytest.raises(ForbiddenAddressError, match="is a private address, which is read only if you name it"):
        request(address, named, SOON)


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "nas", "wiki.internal", "printer.local"])
def test_a_private_address_that_was_named_is_connected_to(host: str, monkeypatch: pytest.MonkeyPatch) -> None:
    answers(monkeypatch, "127.0.0.1")  # port 1, where nobody listens
    with pytest.raises(ConnectionRefusedError):
        request(f"http://{host}/", host, SOON)


def test_the_next_address_is_tried_if_one_does_not_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        place = server.getsockname()
        found = [(socket.AF_INET, 1, 6, "", ("127.0.0.1", 1)), (socket.AF_INET, 1, 6, "", place)]
        monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: found)
        monkeypatch.setattr(http.client.HTTPConnection, "getresponse", lambda self: self)
        asked = request("http://localhost/a?b", "localhost", SOON)
        peer, _ = server.accept()
        with peer:
            lines = peer.recv(999).decode().split("\r\n")
        asked.close()
    assert lines[:2] == ["GET /a?b HTTP/1.1", f"Host: localhost:{80}".removesuffix(":80")]
    assert "Accept-Encoding: gzip, deflate" in lines


def test_a_proxy_is_asked_for_what_is_public_or_was_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("no_proxy", "")
    with socket.create_server(("127.0.0.1", 0)) as server:
        monkeypatch.setenv("http_proxy", f"http://ann:pw@127.0.0.1:{server.getsockname()[1]}")
        monkeypatch.setattr(http.client.HTTPConnection, "getresponse", lambda self: self)
        asked = request("http://harbour.example/a", "harbour.example", SOON)
        peer, _ = server.accept()
        with peer:
            lines = peer.recv(999).decode().split("\r\n")
        asked.close()
        with pytest.raises(ForbiddenAddressError):
            request("http://10.0.0.1/", "harbour.example", SOON)
    assert lines[0] == "GET http://harbour.example/a HTTP/1.1"
    assert "Host: harbour.example" in lines
    assert "Proxy-Authorization: Basic YW5uOnB3" in lines


@pytest.fixture
def pair() -> Iterator[tuple[socket.socket, socket.socket]]:
    near, far = socket.socketpair()
    with near, far:
        yield near, far


def test_a_server_that_sends_a_byte_now_and_then_does_not_hold_a_download(
    pair: tuple[socket.socket, socket.socket], monkeypatch: pytest.MonkeyPatch
) -> None:
    near, far = pair
    clock = iter([0.0, 100.0, 119.0, 120.0])
    monkeypatch.setattr(time, "monotonic", lambda: next(clock))
    timed = TimedSocket(near, Deadline.after(120))
    file = timed.makefile("rb")
    timed.close()  # as http.client does when it hands the file on
    for byte in (b"a", b"b"):
        far.sendall(byte)
        assert file.read1(9) == byte
    assert near.gettimeout() == 1
    far.sendall(b"c")
    with pytest.raises(TimeoutError, match="it took too long"):
        file.read1(9)
    file.close()
    assert near.fileno() == -1


def test_a_socket_without_a_file_is_closed_at_once(pair: tuple[socket.socket, socket.socket]) -> None:
    TimedSocket(pair[0], SOON).close()
    assert pair[0].fileno() == -1


def test_one_step_takes_no_longer_than_half_a_minute(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(time, "monotonic", lambda: 5.0)
    assert Deadline.after(120).step() == 30
    assert Deadline.after(29).step() == 29
    with pytest.raises(TimeoutError):
        Deadline.after(0).step()
