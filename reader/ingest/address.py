"""Web addresses: how they are encoded in requests, and which hosts they may lead to."""

import ipaddress
import re
import unicodedata
from urllib.parse import SplitResult, quote, urljoin, urlsplit

from reader.errors import ReaderError

SCHEMES = ("http", "https")
_DOTS = str.maketrans("。．｡", "...")
_KEPT = "/!$&'()*+,;=:@%~-._?"  # what a path or query may contain unencoded; `%` may be part of an encoding
_NOT_IN_HOSTS = re.compile(r"[\s\x00-\x1f\x7f#%/:<>?@\[\\\]^|]")
_LOCAL_ENDS = (".localhost", ".local", ".internal", ".lan", ".home", ".home.arpa", ".intranet", ".corp", ".test")


def is_web_address(name: str) -> bool:
    """Return whether a name is an address with http or https, and not a file."""
    return name.lstrip().lower().startswith(tuple(f"{scheme}://" for scheme in SCHEMES))


def wire_address(address: str) -> str:
    """Return an address in ASCII and without its fragment: the host in Punycode, the rest percent-encoded as UTF-8.

    Raises:
        ReaderError: It is not an http or https address, has no host, or has a name and password.
    """
    try:
        parts = urlsplit(address.strip())
        host, port = parts.hostname or "", parts.port
    except ValueError as error:
        raise ReaderError(f"{address}: this is not a web address: {error}") from error
    if parts.scheme not in SCHEMES:
        raise ReaderError(f"{address}: only files and addresses with http or https can be added")
    if parts.username is not None:
        raise ReaderError(f"{address}: addresses with a name and password are not read; save the page and add the file")
    if not host:
        raise ReaderError(f"{address}: cannot be downloaded: no host given")
    netloc = _wire_host(host, address) + (f":{port}" if port is not None else "")
    return SplitResult(parts.scheme, netloc, _encoded(parts.path) or "/", _encoded(parts.query), "").geturl()


def joined(base: str, reference: str) -> str:
    """Return the address that a redirect in the document `base` leads to, encoded for requests; raise ReaderError."""
    try:
        return wire_address(urljoin(base, reference.strip()))
    except ValueError as error:
        raise ReaderError(f"{base}: it leads to {reference}, which is not a web address") from error


def host_of(address: str) -> str:
    """Return the host of a wire address, in lower case and without the brackets of IPv6."""
    return urlsplit(address).hostname or ""


def is_private(address: str) -> bool:
    """Return whether an IP address is not one of the public internet: loopback, private, link-local and the like."""
    ip = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(ip, ipaddress.IPv6Address):
        embedded = ip.ipv4_mapped or ip.sixtofour or (ip.teredo or (None, None))[1] or _behind_nat64(ip)
        if embedded is not None:
            return is_private(str(embedded))
    return not ip.is_global or ip.is_multicast


def names_private(host: str) -> bool:
    """Return whether a host, as typed, is the name of a private computer or a private IP address."""
    try:
        return is_private(host)
    except ValueError:
        last = host.rstrip(".").rpartition(".")[2]
        is_number = last.isdigit() or last.startswith("0x")  # 127.1 and 0x7f000001 are addresses, too
        return is_number or "." not in host.rstrip(".") or host.rstrip(".").endswith(_LOCAL_ENDS)


def _behind_nat64(ip: ipaddress.IPv6Address) -> ipaddress.IPv4Address | None:
    is_nat64 = ip in ipaddress.ip_network("64:ff9b::/96")
    return ipaddress.IPv4Address(int(ip) & 0xFFFF_FFFF) if is_nat64 else None


def _encoded(text: str) -> str:
    return quote(text, safe=_KEPT)


def _wire_host(host: str, address: str) -> str:
    if ":" in host:
        return f"[{host}]"
    labels = host.translate(_DOTS).split(".")
    encoded = ".".join(map(_wire_label, labels))
    if _NOT_IN_HOSTS.search(encoded) or any(len(label) > 63 for label in encoded.split(".")):
        raise ReaderError(f"{address}: this is not a web address: there is no host called {host}")
    return encoded


def _wire_label(label: str) -> str:
    """Return a part of a host's name as UTS 46 spells it, with `ß` and `ς` as letters of their own."""
    plain = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", label).lower())
    return plain if plain.isascii() else f"xn--{plain.encode('punycode').decode('ascii')}"
