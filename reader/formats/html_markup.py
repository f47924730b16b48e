"""Texts and attributes as HTML: all text is escaped, and characters that HTML forbids are replaced."""

import re
from collections.abc import Mapping

_SIGNS = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;"}
_ESCAPED = re.compile("[&<>\"']")
# Most texts and attributes are nothing but these characters, which stay as they are.
_PLAIN = re.compile("[\t\n -!#-%(-;=?-~\xa0-\u2029\u202f-\u2065\u206a-\ud7ff\ue000-\ufdcf\ufdf0-\ufffd]*")
# Characters that HTML cannot hold, or that would change what stands beside them: controls, non-characters, and the
# marks that turn the direction of text. Each is replaced by one sign, so that offsets stay.
_UNSAFE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"
    "|[\U0001fffe\U0001ffff\U0002fffe\U0002ffff\U0003fffe\U0003ffff\U0004fffe\U0004ffff\U0005fffe\U0005ffff]"
    "|[\U0006fffe\U0006ffff\U0007fffe\U0007ffff\U0008fffe\U0008ffff\U0009fffe\U0009ffff\U000afffe\U000affff]"
    "|[\U000bfffe\U000bffff\U000cfffe\U000cffff\U000dfffe\U000dffff\U000efffe\U000effff\U000ffffe\U000fffff]"
    "|[\U0010fffe\U0010ffff]"
)


_POLICY = "default-src 'none'; style-src 'unsafe-inline'"


def page_head(title: str, style: str) -> str:
    """Return the beginning of a page in one file, up to its body: it needs no script and loads nothing."""
    return (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{escaped(_POLICY)}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="referrer" content="no-referrer">\n<meta name="color-scheme" content="light dark">\n'
        f"<title>{escaped(title)}</title>\n<style>\n{style}</style>\n</head>\n<body>\n"
    )


def escaped(text: str) -> str:
    """Return a text for an element or an attribute in quotation marks."""
    return text if _PLAIN.fullmatch(text) else _ESCAPED.sub(lambda match: _SIGNS[match[0]], _UNSAFE.sub("\ufffd", text))


def count_unsafe(text: str) -> int:
    """Count the characters of a text that are replaced."""
    return len(_UNSAFE.findall(text)) - text.count("\r")


def attributes(values: Mapping[str, str]) -> str:
    """Return attributes; those that are empty are left out."""
    return "".join(f' {name}="{escaped(value)}"' for name, value in values.items() if value)
