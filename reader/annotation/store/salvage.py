"""What is whole in a damaged file: every document that can be read by itself, wherever it stands."""

import json
import re

from reader.annotation.model.annotation import from_document
from reader.annotation.store.documents import TABLE, table_of
from reader.annotation.store.file_format import NUMBER, Document, Texts, encode, strict

_HEAD = re.compile(
    r'"(?P<number>[0-9]{1,18})"\s*:\s*(?=\{)|"(?P<table>(?:[^"\\\n]|\\.)*)"\s*:\s*\{(?=\s*"[0-9]{1,18}"\s*:\s*\{)'
)
WINDOW = 1 << 14  # characters that are looked at first: an error is found sooner in few
_LONGEST_WORD = 30  # characters: of what JSON has besides texts
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
            _add(found.setdefault(_home(document) or table, {}), head["number"], document)
    return found, broken


def _document_at(text: str, start: int) -> tuple[Document | None, int]:
    """The document that begins there, if it is whole, and where to look on."""
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
                return None, start + 1
            size *= 16
        except ValueError:  # a key that stands twice, bytes that are not UTF-8
            return None, start + 1
        else:
            return document, start + length


def _is_cut(error: json.JSONDecodeError, window: str) -> bool:
    """Whether it may be the end of the window that is wrong, and not the document."""
    return error.msg.startswith("Unterminated string") or error.pos > len(window) - _LONGEST_WORD


def _home(document: Document) -> str:
    """The table of an annotation or dismissal, also if the name that stands over it is damaged; empty for others."""
    try:
        return table_of(from_document(document))
    except ValueError:
        return ""


def _add(table: dict[int, bytes], number: str, document: Document) -> None:
    """Under another number if its own is no number for TinyDB, or taken."""
    wanted = int(number)
    if not NUMBER.fullmatch(number) or wanted in table:
        wanted = max(table, default=0) + 1
    table[wanted] = encode(document)


_DECODER = json.JSONDecoder()
