"""What lies at a web address or in a file, as bytes."""

import http.client
import urllib.error
import urllib.request
from dataclasses import dataclass
from pathlib import Path

from reader.errors import ReaderError
from reader.system.files import read_regular
from reader.version import VERSION

MOST = 100_000_000  # bytes
PATIENCE = 30  # seconds without an answer
SCHEMES = ("http://", "https://")


@dataclass(frozen=True, slots=True)
class Fetched:
    """url: a web address, or a file's name.

    kind: the media type that the server named, without parameters; empty for a file.
    """

    data: bytes
    url: str
    kind: str = ""
    charset: str = ""


def fetch(name: str) -> Fetched:
    """Raises ReaderError if it cannot be had, or is too large."""
    if name.lower().startswith(SCHEMES):
        return _from_web(name)
    if "://" in name:
        raise ReaderError(f"{name}: only http and https addresses, and files, can be added")
    path = Path(name)
    try:
        data = read_regular(path, 0, MOST + 1)
    except OSError as error:
        raise ReaderError(f"{name}: it cannot be read: {error.strerror}") from error
    return Fetched(_limited(data, name), path.name)  # where it lies is nobody else's business


def _from_web(url: str) -> Fetched:
    try:
        request = urllib.request.Request(url, headers={"User-Agent": f"reader-tui/{VERSION}", "Accept": "*/*"})
        with _opener().open(request, timeout=PATIENCE) as answer:
            headers = answer.headers
            data = _limited(answer.read(MOST + 1), url)
            return Fetched(data, answer.url, headers.get_content_type(), headers.get_content_charset() or "")
    except urllib.error.HTTPError as error:
        raise ReaderError(f"{url}: the server says {error.code} {error.reason}") from error
    except (OSError, http.client.HTTPException, ValueError) as error:
        reason = getattr(error, "reason", None) or error
        raise ReaderError(f"{url}: it cannot be had: {reason}") from error


def _opener() -> urllib.request.OpenerDirector:
    """Without the ways to files and FTP, which a redirect could lead to."""
    opener = urllib.request.OpenerDirector()
    for handler in (
        urllib.request.ProxyHandler,
        urllib.request.HTTPHandler,
        urllib.request.HTTPSHandler,
        urllib.request.HTTPRedirectHandler,
        urllib.request.HTTPDefaultErrorHandler,
        urllib.request.HTTPErrorProcessor,
        urllib.request.UnknownHandler,
    ):
        opener.add_handler(handler())
    return opener


def _limited(data: bytes, name: str) -> bytes:
    if len(data) > MOST:
        raise ReaderError(f"{name}: it is larger than {MOST // 1_000_000} MB: save the part that is wanted as a file")
    return data
