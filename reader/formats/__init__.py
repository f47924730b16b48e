"""Interchange formats: one module each, one registry that other packages can join."""

from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from reader.errors import UsageError
from reader.text.sanitize import sanitize

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint

    from reader.formats.format import Format

GROUP = "reader.formats"
HEAD = 4096  # bytes that a format is recognised by

# The name on the command line, and where its `Format` is; a module is imported when it is asked for. A file is of the
# first one that recognises it.
_OWN = {
    "json": "reader.formats.reader_json:JSON",
    "w3c": "reader.formats.w3c:W3C",
    "label-studio": "reader.formats.label_studio:LABEL_STUDIO",
    "prodigy": "reader.formats.prodigy:PRODIGY",
    "doccano": "reader.formats.doccano:DOCCANO",
    "spacy": "reader.formats.spacy:SPACY",
    "brat": "reader.formats.brat:BRAT",
    "csv": "reader.formats.csv_table:CSV",
    "refi-qda": "reader.formats.refi_qda:REFI_QDA",
    "markdown": "reader.formats.markdown_notes:MARKDOWN",
}


def format_names() -> tuple[str, ...]:
    """Of all formats: ours, and those of installed packages."""
    return tuple(dict.fromkeys([*_OWN, *_others()]))


def format_by_name(name: str) -> "Format":
    """Raises UsageError for an unknown name, and for a package's that is none."""
    from reader.formats.format import Format

    if name in _OWN:
        module, _, attribute = _OWN[name].partition(":")
        found = getattr(import_module(module), attribute)
    elif name in (others := _others()):
        found = others[name].load()
    else:
        raise UsageError(f"{sanitize(name)}: there is no such format (known: {', '.join(format_names())})")
    if not isinstance(found, Format):
        raise UsageError(f"{sanitize(name)}: its package gives no reader.formats.format.Format: ask who made it")
    return found


def all_formats() -> Iterator["Format"]:
    return map(format_by_name, format_names())


def detect_format(path: Path) -> "Format":
    """The format of a file or folder. Raises UsageError if it is of none, and OSError if it cannot be read."""
    from reader.system.files import read_regular

    head = "" if path.is_dir() else read_regular(path, 0, HEAD).decode("utf-8", "replace").lstrip("\ufeff \t\r\n")
    for each in all_formats():
        if each.read and each.recognises(path, head):
            return each
    raise UsageError(f"{path}: what format it is cannot be told; --format says it ({', '.join(format_names())})")


def _others() -> "dict[str, EntryPoint]":
    from importlib.metadata import entry_points  # the app, which imports this module, starts without it

    return {each.name: each for each in entry_points(group=GROUP) if each.name not in _OWN}
