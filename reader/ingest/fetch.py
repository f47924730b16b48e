"""The bytes of a file or a web address."""

import http.client
import urllib.error
import urllib.request
from dataclasses import dataclass
from pathlib import Path

from reader.errors import ReaderError
from reader.system.files import read_regular
from reader.version import VERSION

MAX_BYTES = 100_000_000
TIMEOUT = 30  # seconds without an answer
SCHEMES = ("http://", "https://")


@dataclass(frozen=True, slots=True)
class FetchedFile:
    """The bytes of a file or web page, and what is known about them.

    Attributes:
        data: The bytes.
        url: The web address, after redirects, or the name of the file without its folder.
        media_type: The type that the server named, without parameters; empty for a file.
        charset: The encoding that the server named; empty if it named none.
    """

    data: bytes
    url: str
    media_type: str = ""
    charset: str = ""


def fetch(name: str) -> FetchedFile:
    """Read a file, or download from an http or https address.

    Raises:
        ReaderError: It cannot be read, or is larger than `MAX_BYTES`.
    """
    if name.lower().startswith(SCHEMES):
        return _download(name)
    if "://" in name:
        raise ReaderError(f"{name}: only files and addresses with http or https can be added")
    path = Path(name)
    try:
        data = read_regular(path, 0, MAX_BYTES + 1)
    except OSError as error:
        raise ReaderError(f"{name}: cannot be read: {error.strerror}") from error
    return FetchedFile(_limited(data, name), path.name)  # the folder stays private


def _download(url: str) -> FetchedFile:
    try:
        request = urllib.request.Request(url, headers={"User-Agent": f"reader-tui/{VERSION}", "Accept": "*/*"})
        with _opener().open(request, timeout=TIMEOUT) as answer:
            headers = answer.headers
            data = _limited(answer.read(MAX_BYTES + 1), url)
            return FetchedFile(data, answer.url, headers.get_content_type(), headers.get_content_charset() or "")
    except urllib.error.HTTPError as error:
        raise ReaderError(f"{url}: the server answered {error.code} {error.reason}") from error
    except (OSError, http.client.HTTPException, ValueError) as error:
        reason = getattr(error, "reason", None) or error
        raise ReaderError(f"{url}: cannot be downloaded: {reason}") from error


def _opener() -> urllib.request.OpenerDirector:
    """Make an opener without handlers for files and FTP, which a redirect could lead to."""
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
    if len(data) > MAX_BYTES:
        raise ReaderError(f"{name}: larger than {MAX_BYTES // 1_000_000} MB; save the part you want as a file")
    return data
