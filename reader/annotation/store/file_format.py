"""The text of a TinyDB file: one line a field, documents in order of their number, so that a change is a small diff.

A document is kept as the bytes that it has in the file. Reading takes the file apart where one document ends and the
next begins, and writing puts it together again: neither builds nor dumps the whole as one value, which at 100,000
documents would hold the interpreter, and with it the screen, for a second.
"""

import json
import math
import re
from collections.abc import Iterator
from typing import Any

import msgspec

Document = dict[str, Any]
Texts = dict[str, dict[int, bytes]]  # by table and number; as in the file, without its place in it

NUMBER = re.compile(r"0|[1-9][0-9]{0,17}")
PIECE = 500  # documents that are put together at a time

_TABLE = re.compile(rb'(?:\A\{|(?<=\}),)\n  ("(?:[^"\\\n]|\\.)*"): \{')
_DOCUMENT = re.compile(rb'(?:(?<=\{)|(?<=\}),)\n    "(0|[1-9][0-9]{0,17})": \{')
_END = b"\n    }"


def encode(document: Document) -> bytes:
    """A document as it stands in the file."""
    try:
        text = msgspec.json.format(msgspec.json.encode(document), indent=2)
    except (UnicodeEncodeError, OverflowError):  # a lone surrogate: as \ud800, which only json writes
        text = json.dumps(document, ensure_ascii=False, indent=2).encode("utf-8", "backslashreplace")
    return text.replace(b"\n", b"\n    ")


def decode(text: bytes) -> Document:
    """A document that `encode` made, or `parse` found to be sound."""
    try:
        document: Document = msgspec.json.decode(text)
    except (msgspec.DecodeError, UnicodeDecodeError):
        document = json.loads(text)
    return document


def pieces(texts: Texts) -> Iterator[bytes]:
    """The whole file, piece by piece."""
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


def parse(data: bytes) -> Texts:
    """Raises ValueError, which says what and where, if the file is not TinyDB's."""
    try:
        return _take_apart(data)
    except _OtherLayoutError:
        return _parse_whole(data)


def documents_with(data: bytes, table: str, field: str, value: str) -> dict[int, bytes]:
    """The documents of a table that have this value in a field, found without a look at the others.

    None of them, where a file is not laid out as ours.
    """
    found: dict[int, bytes] = {}
    start = data.find(b"\n  %b: {\n" % _string(table))  # on one line it is empty
    end = data.find(b"\n  }", start)  # no document has less than four blanks before its own
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
    """The file is not laid out as ours: it may be sound all the same."""


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
    """The documents that follow, and where their table has ended."""
    table: dict[int, bytes] = {}
    while head := _DOCUMENT.match(data, position):
        start, number = head.end() - 1, int(head[1])
        position = start + 2 if data.startswith(b"{}", start) else data.find(_END, start) + len(_END)
        if position < start or number in table:
            raise _OtherLayoutError
        table[number] = _sound(data[start:position])
    end = b"\n  }" if table else b"}"
    if not data.startswith(end, position):
        raise _OtherLayoutError
    return table, position + len(end)


def _sound(text: bytes) -> bytes:
    """What was cut out between two documents is one, if it can be decoded by itself."""
    try:
        document = msgspec.json.decode(text)
        if encode(document) == text:  # then no key can stand in it twice
            return text
    except (ValueError, RecursionError):
        pass  # the strict way tells
    return encode(_alone(text))


def _alone(text: bytes) -> Any:
    try:
        return strict(text)
    except ValueError as error:  # the whole file tells where
        raise _OtherLayoutError from error


def _parse_whole(data: bytes) -> Texts:
    tables = strict(data)
    for problem in _problems(tables):
        raise ValueError(f"it is JSON, but not a TinyDB file: {problem}")
    return {
        name: {int(number): encode(document) for number, document in table.items()} for name, table in tables.items()
    }


def strict(data: bytes) -> Any:
    """Raises ValueError also for what `json` lets pass: a key that stands twice, numbers that are not finite."""
    try:
        return json.loads(
            data.decode("utf-8"), object_pairs_hook=_distinct, parse_constant=_not_finite, parse_float=_finite
        )
    except UnicodeDecodeError as error:
        raise ValueError(f"it is not UTF-8 (byte 0x{data[error.start]:02X} at {error.start})") from error
    except json.JSONDecodeError as error:
        raise ValueError(f"it is not JSON: {error.msg} in line {error.lineno}, column {error.colno}") from error
    except RecursionError as error:
        raise ValueError("it is nested too deeply") from error


def _distinct(pairs: list[tuple[str, Any]]) -> Document:
    found = dict(pairs)
    if len(found) != len(pairs):
        names = [name for name, _ in pairs]
        raise ValueError(f"it has the key {next(name for name in names if names.count(name) > 1)!r} twice")
    return found


def _not_finite(constant: str) -> None:
    raise ValueError(f"it has a number that JSON does not know: {constant}")


def _finite(number: str) -> float:
    if math.isinf(found := float(number)):
        _not_finite(number)
    return found


def _problems(tables: Any) -> Iterator[str]:
    if not isinstance(tables, dict):
        yield f"it holds {type(tables).__name__} instead of tables"
        return
    for name, table in tables.items():
        if not isinstance(table, dict):
            yield f"its table {name!r} is no object"
            continue
        for number, document in table.items():
            if not NUMBER.fullmatch(number):
                yield f"the table {name!r} has a document under {number!r}, which is no number"
            elif not isinstance(document, dict):
                yield f"document {number} of the table {name!r} is no object"
