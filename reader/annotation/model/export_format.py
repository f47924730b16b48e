"""The format of our own exports, which imports and merges check before they trust the offsets in a file."""

from typing import Any

from reader.text.sanitize import sanitize_line

EXPORT_FORMAT, EXPORT_UNIT = 1, "code point"  # the version, and what offsets count
LONGEST = 100  # code points of another format in a message


def other_format(format: Any, unit: Any) -> str:
    """Return a message about an export of another version or with other offsets; empty if it can be read."""
    if (format, unit) == (EXPORT_FORMAT, EXPORT_UNIT):
        return ""
    shown = sanitize_line(f"{format} ({unit})"[:LONGEST])
    return f"its export format is {shown}, not {EXPORT_FORMAT} ({EXPORT_UNIT}); use a newer version of reader"
