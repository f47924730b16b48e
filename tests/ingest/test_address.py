"""Web addresses on the wire, and which of them are private."""

import pytest

from reader.errors import ReaderError
from reader.ingest.address import is_private, is_web_address, joined, names_private, wire_address


@pytest.mark.parametrize(
    ("address", "wire"),
    [
        ("http://example.org", "http://example.org/"),
        (" HTTP://Example.ORG/A#b ", "http://example.org/A"),
        ("http://example.org/straße ü", "http://example.org/stra%C3%9Fe%20%C3%BC"),
        ("http://example.org/a%20b?c=%C3%BC&d=e f", "http://example.org/a%20b?c=%C3%BC&d=e%20f"),
        ("https://Straße.de:8443/", "https://xn--strae-oqa.de:8443/"),
        ("http://bücher.example", "http://xn--bcher-kva.example/"),
        ("http://例え。jp/", "http://xn--r8jz45g.jp/"),
        ("http://[::1]:80/", "http://[::1]:80/"),
    ],
)
def test_an_address_is_spelled_in_ascii(address: str, wire: str) -> None:
    assert wire_address(address) == wire
    assert wire_address(wire) == wire


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("ftp://example.org/", "only files and addresses with http or https can be added"),
        ("http:///a", "no host given"),
        ("http://a b/", "there is no host called a b"),
        ("http://℀.example/", "this is not a web address"),
        ("http://[::1", "this is not a web address: Invalid IPv6 URL"),
        ("http://example.org:99999/", "this is not a web address: Port out of range"),
        ("http://example.org\\@evil.example/", "name and password|not a web address"),
        ("http://ann:secret@example.org/", "addresses with a name and password are not read"),
        (f"http://{'ü' * 70}.example/", "this is not a web address"),
    ],
)
def test_what_is_not_an_address_is_refused(address: str, words: str) -> None:
    with pytest.raises(ReaderError, match=words):
        wire_address(address)


def test_a_redirect_is_relative_to_its_page() -> None:
    assert joined("http://example.org/a/b?c", " ../ü ") == "http://example.org/%C3%BC"
    assert joined("http://example.org/a", "//example.com/b") == "http://example.com/b"
    assert joined("http://example.org/a", "") == "http://example.org/a"


@pytest.mark.parametrize(
    ("name", "found"), [("HTTP://x", True), ("https://x", True), ("httpx", False), ("a.txt", False)]
)
def test_a_name_is_an_address_or_a_file(name: str, found: bool) -> None:
    assert is_web_address(name) == found


PRIVATE = (
    "127.0.0.1 127.9.9.9 10.1.2.3 172.16.0.1 192.168.0.1 169.254.169.254 100.64.0.1 0.0.0.0 255.255.255.255 224.0.0.1 "
    "192.0.2.1 ::1 :: fe80::1 fe80::1%eth0 fd00::1 ff02::1 ::ffff:10.0.0.1 64:ff9b::7f00:1 2002:7f00:1:: 2001:db8::1"
)


@pytest.mark.parametrize("ip", PRIVATE.split())
def test_an_ip_address_is_private(ip: str) -> None:
    assert is_private(ip)


@pytest.mark.parametrize("ip", ["8.8.8.8", "93.184.215.14", "2606:4700::1111", "::ffff:8.8.8.8", "64:ff9b::808:808"])
def test_an_ip_address_is_public(ip: str) -> None:
    assert not is_private(ip)


@pytest.mark.parametrize(
    ("host", "found"),
    [
        ("localhost", True), ("127.0.0.1", True), ("127.1", True), ("2130706433", True), ("0x7f.1", True),
        ("::1", True),         ("nas", True), ("wiki.local", True), ("wiki.local.", True), ("x.home.arpa", True),
        ("example.org", False), ("8.8.8.8", False), ("localhost.example.org", False), ("mylocal.example", False),
    ],
)  # fmt: skip
def test_a_typed_name_is_that_of_a_private_computer(host: str, found: bool) -> None:
    assert names_private(host) == found
