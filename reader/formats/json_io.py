"""JSON as the formats write and read it: UTF-8, with nothing in it that a terminal obeys."""

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from reader.formats.format import FormatError
from reader.system.files import open_lines, read_regular
from reader.text.sanitize import escape_for_terminal

Shape = TypeVar("Shape")

BATCH = 200  # items of a list that are one piece


def compact(value: Any) -> str:
    """On one line."""
    try:
        return escape_for_terminal(msgspec.json.encode(value).decode("utf-8"))
    except UnicodeEncodeError:  # a lone surrogate, which only json writes: as \ud800
        return json.dumps(value)


def indented(value: Any, depth: int = 0) -> str:
    """By two, and the lines after the first by `depth`, too."""
    try:
        text = escape_for_terminal(msgspec.json.format(msgspec.json.encode(value), indent=2).decode("utf-8"))
    except UnicodeEncodeError:
        text = json.dumps(value, indent=2)
    return text.replace("\n", "\n" + " " * depth) if depth else text


def listed(name: str, items: Iterable[Any], depth: int) -> Iterator[str]:
    """The piecewise text of `"name": [items]`, in an object that is indented by `depth`."""
    yield f'{" " * depth}"{name}": ['
    inner, batch, separator = " " * (depth + 2), list[str](), ""
    for item in items:
        batch.append(f"{separator}\n{inner}{indented(item, depth + 2)}")
        separator = ","
        if len(batch) == BATCH:
            yield "".join(batch)
            batch.clear()
    yield "".join(batch)
    yield f"\n{' ' * depth}]" if separator else "]"


def read_json(path: Path) -> Any:
    """Raises FormatError, with the place, if the file is no JSON."""
    return _decoded(read_regular(path), path, "")


def read_lines(path: Path) -> Iterator[Any]:
    """What each line of JSON Lines says."""
    with open_lines(path) as file:
        for number, line in enumerate(file, 1):
            yield _decoded(line, path, f" in line {number}")


def shaped(value: Any, kind: type[Shape]) -> Shape:
    """Raises ValueError, with the field, if it is of another shape than a msgspec.Struct; what is besides is left."""
    try:
        return msgspec.convert(value, kind)
    except msgspec.ValidationError as error:
        raise ValueError(str(error)) from error


def shaped_file(path: Path, kind: type[Shape]) -> Shape:
    """Raises FormatError if the file is no JSON, or of another shape."""
    try:
        return shaped(read_json(path), kind)
    except ValueError as error:
        raise FormatError(f"{path}: it is not of this format: {error}") from error


def _decoded(data: bytes, path: Path, where: str) -> Any:
    data = data.removeprefix(b"\xef\xbb\xbf")
    try:
        return msgspec.json.decode(data)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return _decoded_slowly(data, path, where)


def _decoded_slowly(data: bytes, path: Path, where: str) -> Any:
    """What only json reads, or the reason with its place."""
    try:
        return json.loads(data)
    except (ValueError, RecursionError) as error:
        raise FormatError(f"{path}: it is not JSON{where}: {error}") from error
