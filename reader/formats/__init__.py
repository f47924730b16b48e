"""Interchange formats: one module each, and a registry that installed packages can extend."""

from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from reader.errors import UsageError
from reader.text.sanitize import sanitize

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint

    from reader.formats.format import Format

ENTRY_POINT_GROUP = "reader.formats"
_BLANK = "\ufeff \t\r\n"  # before the content of a file

# The names that --format takes, and where each Format is. A module is imported when its format is asked for.
# The order matters: `detect_format` returns the first format that recognises a file.
_BUILT_IN = {
    "json": "reader.formats.reader_json:JSON",
    "html": "reader.formats.html_page:HTML",
    "w3c": "reader.formats.w3c:W3C",
    "label-studio": "reader.formats.label_studio:LABEL_STUDIO",
    "prodigy": "reader.formats.prodigy:PRODIGY",
    "doccano": "reader.formats.doccano:DOCCANO",
    "spacy": "reader.formats.spacy:SPACY",
    "brat": "reader.formats.brat:BRAT",
    "csv": "reader.formats.csv_table:CSV",
    "refi-qda": "reader.formats.refi_qda:REFI_QDA",
    "qdc": "reader.formats.qdc:QDC",
    "tei": "reader.formats.tei:TEI",
    "claimreview": "reader.formats.claim_review:CLAIM_REVIEW",
    "conll": "reader.formats.conll_plus:CONLL",
    "markdown": "reader.formats.markdown_notes:MARKDOWN",
    "text": "reader.formats.cleaned_text:TEXT",
    "boilerplate": "reader.formats.boilerplate_lines:BOILERPLATE_LINES",
}

# Those of them that say by `Format.read` that they cannot be imported, known without importing them.
_EXPORTED_ONLY = frozenset({"html", "tei", "claimreview", "conll", "markdown", "text", "boilerplate"})


def format_names() -> tuple[str, ...]:
    """Return the names of all formats: the built-in ones first, then those of installed packages."""
    return tuple(dict.fromkeys([*_BUILT_IN, *_plugins()]))


def imported_names() -> tuple[str, ...]:
    """Return the names of the formats that can be imported; a plug-in may turn out not to provide one."""
    return tuple(name for name in format_names() if name not in _EXPORTED_ONLY)


def format_by_name(name: str) -> "Format":
    """Return a format by the name that --format takes.

    Raises:
        UsageError: The name is unknown, or the package behind it does not provide a `Format`.
    """
    from reader.formats.format import Format

    if name in _BUILT_IN:
        module, _, attribute = _BUILT_IN[name].partition(":")
        found = getattr(import_module(module), attribute)
        assert isinstance(found, Format)
        return found
    if name not in (plugins := _plugins()):
        raise UsageError(f"{sanitize(name)}: unknown format; choose one of {', '.join(format_names())}")
    from reader.formats.plugins import load

    return load(name, plugins[name])


def all_formats(problems: "list[str] | None" = None) -> Iterator["Format"]:
    """Yield every format, in the order of `format_names`.

    Args:
        problems: Gets a message about each plug-in that cannot be used, which is left out. Without it, such a plug-in
            is an error.

    Raises:
        UsageError: A plug-in cannot be used, and nobody asked for messages.
    """
    for name in format_names():
        try:
            yield format_by_name(name)
        except UsageError as error:
            if problems is None:
                raise
            problems.append(str(error))


def detect_format(path: Path, problems: "list[str] | None" = None) -> "Format":
    """Return the format of a file or folder, judged by all of its content.

    Args:
        path: The file or folder.
        problems: Gets a message about each plug-in that cannot be used, which is left out in any case.

    Raises:
        UsageError: No format recognises it.
        OSError: It cannot be read.
    """
    from reader.formats.outline import outline
    from reader.system.files import read_regular

    problems = [] if problems is None else problems
    data = b"" if path.is_dir() else read_regular(path)
    text = _as_text(data)
    try:
        for each in all_formats(problems):
            try:
                if each.read and each.recognises(path, text):
                    return each
            except UsageError as error:  # of a plug-in
                problems.append(str(error))
    finally:
        outline.cache_clear()
    from reader.formats.unrecognised import reason

    if why := reason(path, data):
        raise UsageError(f"{path}: unrecognised format: {why}")
    raise UsageError(f"{path}: unrecognised format; name it with --format ({', '.join(imported_names())})")


def _as_text(data: bytes) -> str:
    """Return a file as text in the encoding that its first bytes show; of a zip only the beginning."""
    from reader.text.source import detect_encoding

    return (data[:4] if data.startswith(b"PK") else data).decode(detect_encoding(data), "replace").lstrip(_BLANK)


def _plugins() -> "dict[str, EntryPoint]":
    """Find the formats of installed packages, by name; a plug-in cannot replace a built-in format."""
    from importlib.metadata import entry_points  # slow to import, and the app imports this module at start

    return {each.name: each for each in entry_points(group=ENTRY_POINT_GROUP) if each.name not in _BUILT_IN}
