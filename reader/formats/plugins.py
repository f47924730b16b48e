"""Formats of installed packages: whatever they raise becomes an error that names them, instead of a crash."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from importlib.metadata import EntryPoint
from typing import Any

from reader.errors import ReaderError, UsageError
from reader.formats.format import Format, FormatError
from reader.text.sanitize import sanitize, sanitize_line


def load(name: str, entry: EntryPoint) -> Format:
    """Load the format of a package, with its functions guarded.

    Raises:
        UsageError: The package cannot be imported, or does not provide a `Format`.
    """
    try:
        found = entry.load()
    except Exception as error:
        raise UsageError(_message(name, error)) from error
    if not isinstance(found, Format):
        raise UsageError(
            f"{sanitize(name)}: this plug-in does not provide a reader.formats.format.Format; report it to its author"
        )
    read = None if found.read is None else _guarded_steps(name, found.read)
    recognises = _guarded(name, found.recognises)
    return replace(found, read=read, write=_guarded_steps(name, found.write), recognises=recognises)


def _message(name: str, error: Exception) -> str:
    said = sanitize_line(f"{type(error).__name__}: {error}")[:200]
    return f"{sanitize(name)}: this plug-in failed ({said}) and was left out; report it to its author"


def _guarded(name: str, call: Callable[..., Any]) -> Callable[..., Any]:
    def guarded(*arguments: Any) -> Any:
        try:
            return call(*arguments)
        except Exception as error:
            raise UsageError(_message(name, error)) from error

    return guarded


def _guarded_steps(name: str, call: Callable[..., Iterator[Any]]) -> Callable[..., Iterator[Any]]:
    """Guard a generator, which may fail at any step; errors meant for people pass unchanged."""

    def guarded(*arguments: Any) -> Iterator[Any]:
        try:
            yield from call(*arguments)
        except (ReaderError, OSError):
            raise
        except Exception as error:
            raise FormatError(_message(name, error)) from error

    return guarded
