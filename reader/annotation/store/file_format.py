"""The text of a TinyDB file: one line per field, documents in order of number, so that a change is a small diff.

A document is kept as the bytes that it has in the file. Reading takes the file apart between documents, and writing
puts it together again: neither parses or dumps everything as one value, which at 100,000 documents would hold the
interpreter, and with it the screen, for a second.
"""

import codecs
import contextlib
import json
import math
from collections.abc import Iterator
from typing import Any

import msgspec

from reader.system.json_keys import distinct
from reader.system.lazy_pattern import lazy_pattern

Document = dict[str, Any]
Texts = dict[str, dict[int, bytes]]  # by table and number: each document as `encode` writes it

NUMBER = lazy_pattern(r"0|[1-9][0-9]{0,17}")
MOST_DIGITS = 4000  # digits of a number; Python reads up to 4,300
PIECE = 500  # documents that are put together at a time
SLICE = 1 << 17  # bytes that are taken apart at a time

_TABLE = lazy_pattern(rb'(?:\A\{|(?<=\}),)\n  ("(?:[^"\\\n]|\\.)*"): \{')
_DOCUMENT = lazy_pattern(rb'(?:(?<=\{)|(?<=\}),)\n    "(0|[1-9][0-9]{0,17})": \{')
_END = b"\n    }"
_RAWS = msgspec.json.Decoder(dict[str, msgspec.Raw])


def encode(document: Document) -> bytes:
    """Return the text of a document for the file."""
    try:
        text = msgspec.json.format(msgspec.json.encode(document), indent=2)
    except (UnicodeEncodeError, OverflowError):  # a lone surrogate or a large number, which only json writes
        text = json.dumps(document, ensure_ascii=False, indent=2).encode("utf-8", "backslashreplace")
    return text.replace(b"\n", b"\n    ")


def decode(text: bytes) -> Document:
    """Return the document of a text that `encode` or `parse` returned."""
    try:
        document: Document = msgspec.json.decode(text)
    except (msgspec.DecodeError, UnicodeDecodeError):
        document = json.loads(text)
    return document


def text_chunks(texts: Texts) -> Iterator[bytes]:
    """Yield the whole file, piece by piece."""
    yield b"{"
    for number, (name, table) in enumerate(texts.items()):
        yield b",\n  " if number else b"\n  "
        yield _string(name) + b": {"
        yield from _rows(table)
        yield b"\n  }" if table else b"}"
    yield b"\n}\n" if texts else b"}\n"


def _rows(table: dict[int, bytes]) -> Iterator[bytes]:
    numbers = sorted(table)
    for start in range(0, len(numbers), PIECE):
        rows = (b'\n    "%d": %b' % (number, table[number]) for number in numbers[start : start + PIECE])
        yield (b"," if start else b"") + b",".join(rows)


def _string(name: str) -> bytes:
    return json.dumps(name, ensure_ascii=False).encode("utf-8", "backslashreplace")


def parse(data: bytes, *, is_ours: bool = False) -> Texts:
    """Take an annotations file apart into the texts of its documents.

    Args:
        data: The bytes of the file.
        is_ours: Whether `pieces` is known to have made the file, so that no key can occur in it twice and every
            document is already as `encode` writes it. This is several times as fast.

    Raises:
        ValueError: The file is not TinyDB's; the message says what is wrong, and where.
    """
    if is_ours:
        with contextlib.suppress(ValueError, RecursionError):  # a lone surrogate, or damage: strict parsing says which
            return _take_ours_apart(data)
    try:
        return _take_apart(data)
    except _OtherLayoutError:
        return _parse_whole(data)


def documents_with(data: bytes, table: str, field: str, value: str) -> dict[int, bytes]:
    """Find the documents of a table that have this value in a field, without parsing the others.

    In a file that another program laid out, nothing is found.
    """
    found: dict[int, bytes] = {}
    start = data.find(b"\n  %b: {\n" % _string(table))  # on one line it is empty
    end = data.find(b"\n  }", start)  # a line within a document is indented by four blanks or more
    wanted = b"\n      %b: %b" % (_string(field), _string(value))
    position = data.find(wanted, start, end)
    while start >= 0 and position >= 0:
        before = data.rfind(b'\n    "', start, position)
        head = _DOCUMENT.match(data, before - data.startswith(b",", before - 1))
        position = data.find(_END, position, end) + len(_END)
        if not head or position < head.end():
            return {}
        found[int(head[1])] = data[head.end() - 1 : position]
        position = data.find(wanted, position, end)
    return found


class _OtherLayoutError(Exception):
    """The file is laid out differently from ours, or it is damaged: parsing it as a whole tells which."""


def _take_ours_apart(data: bytes) -> Texts:
    found: Texts = {}
    position = 0
    while head := _TABLE.match(data, position):
        table = found[strict(head[1])] = {}
        start = head.end()
        end = start if data.startswith(b"}", start) else data.index(b"\n  }", start)
        for part in _slices(data, start, end):
            table.update((int(number), bytes(raw)) for number, raw in _RAWS.decode(b"{%b}" % part).items())
        position = data.index(b"}", end) + 1
    if data[position:] != b"\n}\n":
        raise ValueError("it does not end as our files do")
    return found


def _slices(data: bytes, start: int, end: int) -> Iterator[bytes]:
    """Cut a table between documents into slices that are parsed within a millisecond."""
    while start < end:
        stop = data.find(_END + b",\n", start + SLICE, end)
        stop = end if stop < 0 else stop + len(_END)
        yield data[start:stop]
        start = stop + 1  # behind the comma


def _take_apart(data: bytes) -> Texts:
    found: Texts = {}
    position = 0
    while head := _TABLE.match(data, position):
        name = _alone(head[1])
        if name in found:
            raise _OtherLayoutError
        found[name], position = _table_at(data, head.end())
    if data[position:] != b"\n}\n":
        raise _OtherLayoutError
    return found


def _table_at(data: bytes, position: int) -> tuple[dict[int, bytes], int]:
    """Return the documents of a table, and where the table ends."""
    table: dict[int, bytes] = {}
    while head := _DOCUMENT.match(data, position):
        start, number = head.end() - 1, int(head[1])
        position = start + 2 if data.startswith(b"{}", start) else data.find(_END, start) + len(_END)
        if number in table:
            raise _OtherLayoutError
        table[number] = _sound(data[start:position])
    end = b"\n  }" if table else b"}"
    if not data.startswith(end, position):
        raise _OtherLayoutError
    return table, position + len(end)


def _sound(text: bytes) -> bytes:
    """Return the text of one document as `encode` writes it."""
    try:
        document = msgspec.json.decode(text)
        if encode(document) == text:  # then no key is in it twice
            return text
    except (ValueError, RecursionError):
        pass  # strict parsing says what is wrong
    return encode(_alone(text))


def _alone(text: bytes) -> Any:
    try:
        return strict(text)
    except ValueError as error:  # parsing the whole file says where
        raise _OtherLayoutError from error


def _parse_whole(data: bytes) -> Texts:
    tables = strict(data)
    for problem in _problems(tables):
        raise ValueError(f"it is JSON, but not a TinyDB file: {problem}")
    return {
        name: {int(number): encode(document) for number, document in table.items()} for name, table in tables.items()
    }


def strict(data: bytes) -> Any:
    """Parse JSON strictly, refusing what the standard library accepts.

    Raises:
        ValueError: It is not JSON in UTF-8, has a key twice, or a number that is not finite.
    """
    try:
        return json.loads(
            data.decode("utf-8"),
            object_pairs_hook=distinct,
            parse_constant=_not_finite,
            parse_float=_finite,
            parse_int=_short,
        )
    except UnicodeDecodeError as error:
        if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
            raise ValueError("it is in UTF-16: save it as UTF-8, without a byte-order mark") from error
        raise ValueError(f"it is not UTF-8 (byte 0x{data[error.start]:02X} at {error.start})") from error
    except json.JSONDecodeError as error:
        if data.startswith(codecs.BOM_UTF8):
            raise ValueError("it begins with a byte-order mark: save it as UTF-8 without one") from error
        raise ValueError(f"it is not JSON: {error.msg} in line {error.lineno}, column {error.colno}") from error
    except RecursionError as error:
        raise ValueError("it is nested too deeply") from error


def _not_finite(constant: str) -> None:
    raise ValueError(f"it has a number that JSON does not know: {constant}")


def _finite(number: str) -> float:
    if math.isinf(found := float(number)):
        _not_finite(number)
    return found


def _short(number: str) -> int:
    if len(number) > MOST_DIGITS:
        raise ValueError(f"it has a number of {len(number):,} digits")
    return int(number)


def _problems(tables: Any) -> Iterator[str]:
    if not isinstance(tables, dict):
        yield "it holds no tables"
        return
    for name, table in tables.items():
        if not isinstance(table, dict):
            yield f"its table {name!r} is not an object"
            continue
        for number, document in table.items():
            if not NUMBER.fullmatch(number):
                yield f"the table {name!r} has a document under {number!r}, which is not a number"
            elif not isinstance(document, dict):
                yield f"document {number} of the table {name!r} is not an object"
