"""Salvage: every document of a damaged file that can be read by itself, wherever it stands."""

import json
import re

from reader.annotation.model.annotation import from_document
from reader.annotation.model.row import is_row
from reader.annotation.store.documents import TABLE, table_of
from reader.annotation.store.file_format import NUMBER, Document, Texts, encode, strict

_HEAD = re.compile(
    r'"(?P<number>[0-9]{1,18})"\s*:\s*(?=\{)|"(?P<table>(?:[^"\\\n]|\\.)*)"\s*:\s*\{(?=\s*"[0-9]{1,18}"\s*:\s*\{)'
)
WINDOW = 1 << 14  # characters tried first: the fewer there are, the sooner an error is found
_LONGEST_WORD = 30  # characters of the longest thing in JSON that is not a string
_DEEP = 1000  # characters to skip where the nesting is too deep for a document


def salvage(data: bytes) -> tuple[Texts, int]:
    """Return the documents that are whole, and how many others were begun; takes any bytes."""
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
            _add(found.setdefault(_home(document) or table, {}), head["number"], document)
    return found, broken


def _document_at(text: str, start: int) -> tuple[Document | None, int]:
    """Return the document that begins at `start`, or None if it is not whole, and where to go on."""
    size = WINDOW
    while True:
        window = text[start : start + size]
        try:
            _, length = _DECODER.raw_decode(window)
            document = strict(window[:length].encode("utf-8"))
        except RecursionError:
            return None, start + _DEEP
        except json.JSONDecodeError as error:
            if start + size >= len(text) or not _is_cut(error, window):
                return None, start
            size *= 16
        except ValueError:  # a duplicate key, or bytes that are not UTF-8
            return None, start
        else:
            return document, start + length


def _is_cut(error: json.JSONDecodeError, window: str) -> bool:
    """Return whether the error may come from the end of the window, and not from the document."""
    return error.msg.startswith("Unterminated string") or error.pos > len(window) - _LONGEST_WORD


def _home(document: Document) -> str:
    """Return the table that a document belongs in, even if the table's name is damaged; "" if that is unknown."""
    if is_row(document):
        return str(document["table"])
    try:
        return table_of(from_document(document))
    except ValueError:
        return ""


def _add(table: dict[int, bytes], number: str, document: Document) -> None:
    """Add a document under its number; under a new one if TinyDB cannot use that number, or if it is taken."""
    wanted = int(number)
    if not NUMBER.fullmatch(number) or wanted in table:
        wanted = max(table, default=0) + 1
    table[wanted] = encode(document)


_DECODER = json.JSONDecoder()
