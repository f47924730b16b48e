"""What is whole in a damaged file: every document that can be read by itself, wherever it stands."""

import json
import re

from reader.annotation.layout import NUMBER, Document, Texts, encode, strict

TABLE = "annotations"  # what a document belongs to whose table cannot be told

_HEAD = re.compile(
    r'"(?P<number>[0-9]{1,18})"\s*:\s*(?=\{)|"(?P<table>(?:[^"\\\n]|\\.)*)"\s*:\s*\{(?=\s*"[0-9]{1,18}"\s*:\s*\{)'
)
_DEEP = 1000  # characters that are skipped where the nesting is too deep to be a document's


def salvage(data: bytes) -> tuple[Texts, int]:
    """The documents that are whole, and how many others were begun. Takes any bytes."""
    text = data.decode("utf-8", "surrogateescape")
    found: Texts = {}
    table, position, broken = TABLE, 0, 0
    while head := _HEAD.search(text, position):
        position = head.end()
        if head["table"] is not None:
            table = head["table"]
            continue
        document, position = _document_at(text, position)
        if document is None:
            broken += 1
        else:
            _add(found.setdefault(table, {}), head["number"], document)
    return found, broken


def _document_at(text: str, start: int) -> tuple[Document | None, int]:
    """The document that begins there, if it is whole, and where to look on."""
    try:
        _, end = _DECODER.raw_decode(text, start)
        document = strict(text[start:end].encode("utf-8"))
    except RecursionError:
        return None, start + _DEEP
    except ValueError:  # also for bytes that are not UTF-8
        return None, start + 1
    return document, end


def _add(table: dict[int, bytes], number: str, document: Document) -> None:
    """Under another number if its own is no number for TinyDB, or taken."""
    wanted = int(number)
    if not NUMBER.fullmatch(number) or wanted in table:
        wanted = max(table, default=0) + 1
    table[wanted] = encode(document)


_DECODER = json.JSONDecoder()
