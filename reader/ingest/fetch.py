"""The bytes of a file or a web address."""

import http.client
import zlib
from dataclasses import dataclass
from email.message import Message
from pathlib import Path

from reader.errors import ReaderError
from reader.ingest.address import host_of, is_web_address, joined, wire_address
from reader.ingest.connection import Deadline, request
from reader.system.files import read_regular

MAX_BYTES = 100_000_000  # bytes of a file or page, packed and unpacked
MAX_SECONDS = 120.0  # seconds for a page with all its redirects
MAX_REDIRECTS = 10
_REDIRECTS = (301, 302, 303, 307, 308)
_SLICE = 1 << 16  # bytes read at a time
_GZIP_OR_ZLIB = 32 + zlib.MAX_WBITS
_GZIP = b"\x1f\x8b"
_PACKINGS = {"gzip": _GZIP_OR_ZLIB, "x-gzip": _GZIP_OR_ZLIB, "deflate": _GZIP_OR_ZLIB}


@dataclass(frozen=True, slots=True)
class FetchedFile:
    """The bytes of a file or web page, with facts on them.

    Attributes:
        data: The bytes.
        url: The web address, after redirects, or the name of the file without its folder.
        media_type: The type that the server named, without parameters; empty for a file, or if it named none.
        charset: The encoding that the server named; empty if it named none.
        title: The subject of the e-mail that it is the text of; empty if it has none, and for anything else.
    """

    data: bytes
    url: str
    media_type: str = ""
    charset: str = ""
    title: str = ""


class Fetcher:
    """Reads one file, or downloads one page with the redirects that lead to it.

    Private addresses are read only if the person named them, so the fetcher knows which host was named, and keeps one
    deadline and one count of redirects for everything that follows.
    """

    def __init__(self, name: str) -> None:
        self.name = name
        self._is_web = is_web_address(name)
        self._named_host = host_of(wire_address(name)) if self._is_web else ""
        self._deadline = Deadline.after(MAX_SECONDS)
        self._redirects = 0

    def fetch(self) -> FetchedFile:
        """Read the file, or download the page.

        Raises:
            ReaderError: It cannot be read, takes too long, or is larger than `MAX_BYTES`.
        """
        if self._is_web:
            return self._download(wire_address(self.name))
        if "://" in self.name:
            raise ReaderError(f"{self.name}: only files and addresses with http or https can be added")
        path = Path(self.name)
        try:
            data = read_regular(path, 0, MAX_BYTES + 1)
        except (OSError, ValueError) as error:
            raise ReaderError(f"{self.name}: cannot be read: {getattr(error, 'strerror', error)}") from error
        _check_size(data, self.name)
        return FetchedFile(data, path.name)  # the folder stays private

    def follow(self, page: FetchedFile, reference: str) -> FetchedFile:
        """Download the page that another one names as its successor; raise ReaderError as `fetch` does."""
        return self._download(self._redirected(page.url, reference))

    def _download(self, address: str) -> FetchedFile:
        try:
            while True:
                with request(address, self._named_host, self._deadline) as answer:
                    if answer.status not in _REDIRECTS or not (reference := answer.headers.get("Location")):
                        return _received(answer, address)
                    address = self._redirected(address, _as_utf_8(reference), f"the server answered {answer.status}")
        except (OSError, http.client.HTTPException, ValueError) as error:
            reason = getattr(error, "strerror", None) or error or type(error).__name__
            raise ReaderError(f"{address}: cannot be downloaded: {reason}") from error

    def _redirected(self, address: str, reference: str, because: str = "the page") -> str:
        self._redirects += 1
        if self._redirects > MAX_REDIRECTS:
            raise ReaderError(f"{self.name}: it was redirected more than {MAX_REDIRECTS} times; try its final address")
        try:
            return joined(address, reference)
        except ReaderError as error:
            raise ReaderError(f"{address}: {because} and leads to an address that is not allowed: {error}") from error


def fetch(name: str) -> FetchedFile:
    """Read a file, or download from an http or https address; raise ReaderError as `Fetcher.fetch` does."""
    return Fetcher(name).fetch()


def _received(answer: http.client.HTTPResponse, address: str) -> FetchedFile:
    if not 200 <= answer.status < 300:
        raise ReaderError(f"{address}: the server answered {answer.status} {answer.reason}")
    headers = answer.headers
    data = _unpacked(_body(answer, address), headers.get("Content-Encoding", ""), address)
    is_typed = "Content-Type" in headers  # without the header the library says text/plain
    media_type = headers.get_content_type() if is_typed else ""
    return FetchedFile(data, address, media_type, _charset(headers))


def _body(answer: http.client.HTTPResponse, address: str) -> bytes:
    """Read a body, and make sure that all of it came."""
    data, promised, is_cut = bytearray(), answer.length, False
    try:
        while part := answer.read(_SLICE):
            data += part
            _check_size(data, address)
    except http.client.IncompleteRead as error:
        data += error.partial
        is_cut = True
    if is_cut or len(data) < (promised or 0):
        of_all = f" of {promised:,}" if promised else ""
        raise ReaderError(f"{address}: the connection ended too early, after {len(data):,}{of_all} bytes; try again")
    return bytes(data)


def _unpacked(data: bytes, packings: str, address: str) -> bytes:
    """Decompress the bytes of a page, even if compression was not asked for."""
    for packing in reversed([each.strip().lower() for each in packings.split(",")]):
        if packing in _PACKINGS:
            data = _inflated(data, address, packing)
        elif packing not in ("", "identity"):
            raise ReaderError(
                f"{address}: the server compressed the page as {packing}, which is not read; save the page"
            )
    return data


def _inflated(data: bytes, address: str, packing: str) -> bytes:
    is_raw = packing == "deflate" and not (data[:1] and data[0] & 0x0F == 8 and int.from_bytes(data[:2]) % 31 == 0)
    unpacked = bytearray()
    try:
        while data:  # a gzip file may have several members
            member = zlib.decompressobj(-zlib.MAX_WBITS if is_raw else _PACKINGS[packing])
            unpacked += member.decompress(data, MAX_BYTES + 1 - len(unpacked))
            _check_size(unpacked, address)
            if not member.eof:
                raise ReaderError(f"{address}: the page is cut off; try again")
            data = member.unused_data if member.unused_data.startswith(_GZIP) else b""
    except zlib.error as error:
        raise ReaderError(
            f"{address}: the server says that it compressed the page as {packing}, but did not"
        ) from error
    return bytes(unpacked)


def _charset(headers: Message) -> str:
    charset = headers.get_param("charset")
    return charset if isinstance(charset, str) else ""


def _as_utf_8(header: str) -> str:
    """Return a header, which the library reads as Latin-1, as the UTF-8 that servers mean."""
    try:
        return header.encode("latin-1").decode("utf-8")
    except UnicodeError:
        return header


def _check_size(data: bytes | bytearray, name: str) -> None:
    if len(data) > MAX_BYTES:
        raise ReaderError(f"{name}: larger than {MAX_BYTES // 1_000_000} MB; save the part you want as a file")
