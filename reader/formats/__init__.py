"""Interchange formats: one module each, one registry."""

from collections.abc import Callable, Iterable
from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reader.formats.corpus import Corpus

Writer = Callable[["Corpus"], Iterable[str]]

# The name on the command line, and the module with a `write` that is imported when it is asked for.
_MODULES = {"json": "reader.formats.own"}

FORMATS = tuple(_MODULES)


def writer(name: str) -> Writer:
    """The function that turns a corpus into pieces of text in that format. Raises KeyError for an unknown name."""
    write: Writer = import_module(_MODULES[name]).write
    return write
