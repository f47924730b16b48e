"""JSON as the formats write and read it: UTF-8, with control characters escaped."""

import json
import math
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from reader.formats.carried_text import undecodable
from reader.formats.format import FormatError
from reader.system.files import read_regular
from reader.system.json_keys import distinct
from reader.text.sanitize import escape_for_terminal

Shape = TypeVar("Shape")

ITEMS_PER_CHUNK = 200


def compact_json(value: Any) -> str:
    """Encode a value on one line."""
    try:
        return escape_for_terminal(msgspec.json.encode(value).decode("utf-8"))
    except UnicodeEncodeError:  # a lone surrogate: only json can write it, as \ud800
        return json.dumps(value)


def indented_json(value: Any, depth: int = 0) -> str:
    """Encode a value with an indent of two, and lines after the first indented by `depth` more."""
    try:
        text = escape_for_terminal(msgspec.json.format(msgspec.json.encode(value), indent=2).decode("utf-8"))
    except UnicodeEncodeError:
        text = json.dumps(value, indent=2)
    return text.replace("\n", "\n" + " " * depth) if depth else text


def json_list_chunks(name: str, items: Iterable[Any], depth: int) -> Iterator[str]:
    """Yield `"name": [items]` in chunks, as a member of an object whose members are indented by `depth`."""
    yield f'{" " * depth}"{name}": ['
    inner, batch, separator = " " * (depth + 2), list[str](), ""
    for item in items:
        batch.append(f"{separator}\n{inner}{indented_json(item, depth + 2)}")
        separator = ","
        if len(batch) == ITEMS_PER_CHUNK:
            yield "".join(batch)
            batch.clear()
    yield "".join(batch)
    yield f"\n{' ' * depth}]" if separator else "]"


def read_json(path: Path) -> Any:
    """Decode a JSON file.

    Raises:
        FormatError: The file is not valid JSON; the message says where.
    """
    try:
        return decode_json(read_regular(path))
    except ValueError as error:
        raise FormatError(f"{path}: invalid JSON: {error}") from error


def decode_json(data: bytes) -> Any:
    """Decode JSON. A number that is not finite, which our files cannot hold, becomes its text.

    Raises:
        ValueError: It is not valid, or has a key twice; the message says where it is damaged, or which key it is.
    """
    try:
        return json.loads(
            data.removeprefix(b"\xef\xbb\xbf"), object_pairs_hook=distinct, parse_float=_float, parse_constant=str
        )
    except RecursionError as error:
        raise ValueError("lists and objects are nested too deeply") from error
    except UnicodeDecodeError as error:
        raise ValueError(undecodable(error)) from error
    except ValueError as error:
        if "integer string conversion" in str(error):
            raise ValueError("it has a number of thousands of digits") from error
        raise


def _float(number: str) -> float | str:
    found = float(number)
    return found if math.isfinite(found) else number
