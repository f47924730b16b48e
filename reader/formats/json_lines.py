"""Reading JSON Lines: a record on each line, or in a list; a line that cannot be read does not stop the others."""

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

from reader.formats.carried_text import undecodable
from reader.formats.format import FormatError, Records, RejectedRecord, parse_each, parse_one
from reader.formats.json_io import decode_json
from reader.system.files import read_regular

_LINE_END = re.compile(rb"\r\n|\n|\r")  # JSON never has one within a string


def parse_lines(path: Path, parse: Callable[[str, Any], Records]) -> Records:
    """Parse the records of a file one by one, as `parse_each` does; blank lines are skipped.

    Raises:
        FormatError: Nothing in the file is JSON.
    """
    data = _as_utf8(read_regular(path), path)
    listed = _listed(data)
    yield from parse_each(listed, "record", parse) if listed is not None else _parse_lines(data, path, parse)


def _as_utf8(data: bytes, path: Path) -> bytes:
    encoding = json.detect_encoding(data)
    if encoding in ("utf-8", "utf-8-sig"):
        return data.removeprefix(b"\xef\xbb\xbf")
    try:
        return data.decode(encoding).encode("utf-8", "surrogatepass")
    except UnicodeDecodeError as error:
        raise FormatError(f"{path}: {undecodable(error)}") from error


def _listed(data: bytes) -> list[Any] | None:
    """Return the records of a file that is one list, or one object on several lines; None if it is neither."""
    head, lines = data.lstrip()[:1], data.strip().count(b"\n")
    if head == b"[" or (head == b"{" and lines and not _is_json(_LINE_END.split(data, 1)[0])):
        try:
            value = decode_json(data)
        except ValueError:
            return None
        if isinstance(value, dict):
            return [value]
        return value if isinstance(value, list) and not _is_pair(value) else None
    return None


def _is_json(line: bytes) -> bool:
    try:
        decode_json(line)
    except ValueError:
        return False
    return True


def _is_pair(value: list[Any]) -> bool:
    """Return whether a list is one record: a text and an object with its entities."""
    return len(value) == 2 and isinstance(value[0], str) and isinstance(value[1], dict)


def _parse_lines(data: bytes, path: Path, parse: Callable[[str, Any], Records]) -> Records:
    first_error, is_json = "", False
    for number, line in enumerate(_LINE_END.split(data), 1):
        if not line.strip():
            continue
        where = f"line {number}"
        try:
            value = decode_json(line)
        except ValueError as error:
            first_error = first_error or f"invalid JSON in {where}: {error}"
            yield RejectedRecord(where, f"invalid JSON: {error}")
        else:
            is_json = True
            yield from parse_one(where, value, parse)
    if first_error and not is_json:
        raise FormatError(f"{path}: {first_error}")
