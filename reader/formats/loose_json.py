"""Values in other programs' JSON, which may be missing, null, or of the wrong type."""

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any

# The keys under which programs name the file that a text came from, in the order in which they are believed.
SOURCE_KEYS = ("source", "filename", "file_name", "file", "path", "url")
LARGEST = 2**53  # the largest number that every program reads exactly
_LONGEST_NAME = 1000  # code points
_IN_UTC = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z")


def mapping(value: Any) -> dict[str, Any]:
    """Return an object, or an empty one for anything else."""
    return value if isinstance(value, dict) else {}


def sequence(value: Any) -> list[Any]:
    """Return a list; a single value becomes a list of one, and null an empty list."""
    return value if isinstance(value, list) else [] if value is None else [value]


def offset(value: Any, name: str) -> int:
    """Return an offset, which may be written as `3`, `3.0` or `"3"`.

    Raises:
        ValueError: It is not a whole number; the message begins with its name.
    """
    if isinstance(value, bool):
        raise ValueError(f"{name} is {value}, not a number")
    try:
        number = value if isinstance(value, int) else float(value)
        if number == int(number) and abs(number) <= LARGEST:
            return int(number)
    except (TypeError, ValueError, OverflowError):
        pass
    raise ValueError(f"{name} is {_shown(value)}, not a whole number")


def label(value: Any) -> str:
    """Return the name of a label; older programs write its number.

    Raises:
        ValueError: It is not a name at all.
    """
    if isinstance(value, str) and value:
        return value
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    raise ValueError(f"its label is {_shown(value)}, not a name")


def is_blank(value: Any) -> bool:
    """Return whether a value is null, or an empty text, list or object."""
    return value is None or value in ("", [], {})


def lines(value: Any) -> str:
    """Return a text, or the texts of a list on a line each."""
    return "\n".join(str(each) for each in sequence(value) if each is not None)


def source_name(*places: Any) -> str:
    """Return the name of the file that a text came from, from the first of some objects that has one."""
    for place in places:
        for key in SOURCE_KEYS:
            value = mapping(place).get(key)
            if key == "source" and isinstance(value, str | int) and not isinstance(value, bool) and str(value):
                return str(value)  # reader's own id, whatever characters are in it
            if isinstance(value, str) and value.strip() and len(value) < _LONGEST_NAME and "\n" not in value:
                return value
    return ""


def time(value: Any) -> str:
    """Return a time as text; it may be given in seconds since 1970 or in a list.

    Anything else is kept for a message.
    """
    if isinstance(value, list) and len(value) == 1:
        (value,) = value
    if isinstance(value, int | float) and not isinstance(value, bool):
        try:
            return datetime.fromtimestamp(value, UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
        except (ValueError, OverflowError, OSError):
            return _shown(value)
    return value if isinstance(value, str) else "" if is_blank(value) else _shown(value)


def utc(time: str) -> str:
    """Return a time in UTC, as ISO 8601 with `Z`; empty if it is not a time. A time without a zone counts as UTC."""
    for parse in (datetime.fromisoformat, parsedate_to_datetime):
        try:
            found = parse(time.strip())
            found = found.replace(tzinfo=UTC) if found.tzinfo is None else found.astimezone(UTC)
        except (ValueError, OverflowError):
            continue
        return time if _IN_UTC.fullmatch(time) else found.isoformat().replace("+00:00", "Z")
    return ""


def without_nulls(value: Mapping[str, Any]) -> dict[str, Any]:
    """Return an object without the keys whose value is null, as libraries write it for a key that a row lacks."""
    return {key: each for key, each in value.items() if each is not None}


def _shown(value: Any) -> str:
    shown = "null" if value is None else repr(value)
    return shown if len(shown) < 60 else shown[:57] + "..."
