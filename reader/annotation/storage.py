"""TinyDB's Storage of ours: the plain JSON file that any TinyDB opens, read with care and replaced whole."""

import contextlib
import errno
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tinydb.storages import Storage

from reader.annotation.files import is_read_only, locked, replace_file
from reader.disk import Signature, read_regular, signature
from reader.errors import StoreError

Tables = dict[str, dict[str, dict[str, Any]]]


class WholeFileStorage(Storage):
    """Reads and writes an annotations file.

    A file that is not TinyDB's is refused by StoreError and left as it is. Writes need a
    `transaction`: it holds the lock, so that what another process wrote is read before, and
    makes one write of many.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._seen: Signature | None = None
        self._tables: Tables | None = None
        self._whole = b""  # what was last read or written, to go back to: TinyDB changes tables in place
        self._in_transaction = False
        self._changed = False

    @property
    def has_changed_outside(self) -> bool:
        """Whether the file is another one than what was read or written last."""
        return self._signature() != self._seen

    def read(self) -> Tables | None:
        """All tables; None, as TinyDB wants it, if there is no file or an empty one."""
        if not self._in_transaction and self.has_changed_outside:
            self._load()
        return self._tables

    def write(self, data: Tables) -> None:
        if not self._in_transaction:
            raise RuntimeError("a write needs a transaction")
        self._tables, self._changed = data, True

    @contextlib.contextmanager
    def transaction(self) -> Iterator[None]:
        """What is written in it is on disk when it ends, or nothing of it is, and StoreError says why."""
        try:
            with locked(self.path):
                self._load()
                self._in_transaction, self._changed = True, False
                yield
                if self._changed:
                    self._save()
        except OSError as error:
            self._go_back()
            raise _not_saved(self.path, error) from error
        except BaseException:
            self._go_back()
            raise
        finally:
            self._in_transaction = False

    def _signature(self) -> Signature | None:
        try:
            return signature(self.path)
        except OSError as error:
            raise _unreadable(self.path, error) from error

    def _load(self) -> None:
        seen = self._signature()
        if seen is not None and seen == self._seen:
            return
        whole = _read(self.path)
        if whole or not self._tables:  # a file that vanished or was emptied is written again from memory
            self._tables, self._whole = parse_tables(self.path, whole), whole
        self._seen = seen

    def _save(self) -> None:
        if is_read_only(self.path):
            raise StoreError(f"{self.path}: not saved: the file is read-only (`chmod u+w` lifts that)")
        whole = dump(self._tables or {})
        replace_file(self.path, whole)
        self._seen, self._whole = signature(self.path), whole

    def _go_back(self) -> None:
        self._tables = parse_tables(self.path, self._whole)


def dump(tables: Tables) -> bytes:
    """One line a field and documents in order of their number: a change of one tag is a small diff."""
    ordered = {name: dict(sorted(table.items(), key=lambda item: int(item[0]))) for name, table in tables.items()}
    text = json.dumps(ordered, ensure_ascii=False, indent=2) + "\n"
    return text.encode("utf-8", "backslashreplace")  # a lone surrogate: JSON writes it as \ud800


def _read(path: Path) -> bytes:
    try:
        return read_regular(path)
    except FileNotFoundError:
        return b""
    except OSError as error:
        raise _unreadable(path, error) from error


def parse_tables(path: Path, data: bytes) -> Tables | None:
    """None if there is nothing. Raises StoreError, which names the path, if it is not TinyDB's."""
    if not data:
        return None
    tables = _parse(path, data)
    for problem in _problems(tables):
        raise _refused(path, f"it is JSON, but not a TinyDB file: {problem}")
    return tables  # type: ignore[no-any-return]


def _parse(path: Path, data: bytes) -> Any:
    try:
        return json.loads(data.decode("utf-8"), object_pairs_hook=_distinct, parse_constant=_not_finite)
    except UnicodeDecodeError as error:
        raise _refused(path, f"it is not UTF-8 (byte 0x{data[error.start]:02X} at {error.start})") from error
    except json.JSONDecodeError as error:
        raise _refused(path, f"it is not JSON: {error.msg} in line {error.lineno}, column {error.colno}") from error
    except RecursionError as error:
        raise _refused(path, "it is nested too deeply") from error
    except ValueError as error:
        raise _refused(path, str(error)) from error


def _not_saved(path: Path, error: OSError) -> StoreError:
    hint = ""
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        hint = f"; {path.parent} must be writable, or `--annotations FILE` keeps the tags elsewhere"
    return StoreError(f"{path}: not saved: {error.strerror or error}{hint}")


def _unreadable(path: Path, error: OSError) -> StoreError:
    return StoreError(f"{path}: it cannot be read: {error.strerror}; `--annotations FILE` uses another file")


def _refused(path: Path, reason: str) -> StoreError:
    return StoreError(
        f"{path}: {reason}. The file was left as it is: mend it or put a copy that is whole in its place, "
        "or move it away to begin anew; `--annotations FILE` uses another one."
    )


def _distinct(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        names = [name for name, _ in pairs]
        raise ValueError(f"it has the key {next(name for name in names if names.count(name) > 1)!r} twice")
    return found


def _not_finite(constant: str) -> None:
    raise ValueError(f"it has a number that JSON does not know: {constant}")


def _problems(tables: Any) -> Iterator[str]:
    if not isinstance(tables, dict):
        yield f"it holds {type(tables).__name__} instead of tables"
        return
    for name, table in tables.items():
        if not isinstance(table, dict):
            yield f"its table {name!r} is no object"
            continue
        for number, document in table.items():
            if not re.fullmatch(r"0|[1-9][0-9]{0,17}", number):
                yield f"the table {name!r} has a document under {number!r}, which is no number"
            elif not isinstance(document, dict):
                yield f"document {number} of the table {name!r} is no object"
