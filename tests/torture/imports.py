"""Mutated files of every program that an import reads.

`python -m tests.torture.imports --count 5000` makes that many for each shape. Half of them have one value replaced or
left out; then every record in the file must be taken, rejected or left out under its place, all others taken, and
nothing may stop the import. The other half has wrong bytes; then nothing may happen but an error that says so, and no
file is silently empty. It prints what went wrong, and exits with 1 if anything did.
"""

import argparse
import copy
import json
import os
import random
import shutil
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from reader.errors import ReaderError
from reader.formats import detect_format, format_by_name
from reader.formats.format import Format, ImportedRecord, Options, Record, Records
from reader.formats.left_over import CONTRADICTED, UNREAD_TIMES
from reader.formats.offset_units import OffsetUnit
from reader.system.threads import run_to_end
from reader.workflows.import_ import import_
from reader.workspace.location import locate_workspace
from reader.workspace.workspace import Workspace

from .import_documents import TEXTS, Document, Path_
from .import_shapes import SHAPES

JUNK: list[Any] = [
    None, True, False, 0, -1, 7, 1e400, float("nan"), 2**63, 0.5, "", " ", "x", "7", "\ud800", "\x00\x1b[31m",
    "é" * 300, "2026-01-02", "/text()[1]", "https://x.org/a.txt", [], {}, [None], [[]], [7, "x"], {"a": 1},
    {"start": "x"}, [{}], {"id": None}, [{"start": 0, "end": 2, "label": "x"}],
]  # fmt: skip
NOTHING = object()  # a value that is left out, rather than replaced
BLANK: tuple[Any, ...] = (None, "", " ", [], {}, [[]], [None])


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=5000, help="of files for each shape")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", choices=SHAPES)
    options = parser.parse_args()
    found = 0
    os.environ["XDG_STATE_HOME"] = os.devnull
    for name in [options.only] if options.only else SHAPES:
        problems = [what for what in trials(name, options.count, options.seed) if what]
        print(f"{name}: {options.count} files, {len(problems)} problems", flush=True)
        print(*(f"    {each}" for each in sorted(set(problems))[:20]), sep="\n", end="\n" if problems else "")
        found += len(problems)
    return 1 if found else 0


def trials(name: str, count: int, seed: int = 1) -> Iterator[str]:
    """Yield what is wrong after each of some mutated files of a shape, or nothing."""
    with tempfile.TemporaryDirectory(prefix="imports-") as folder:
        (sources := Path(folder, "here", "seeds")).mkdir(parents=True)
        for source, text in TEXTS.items():
            (sources / source).write_bytes(text.encode())
        workspace = Workspace(locate_workspace(sources.parent), creator="me")
        for number in range(count):
            rng = random.Random(f"{name} {seed} {number}")
            (place := Path(folder, "in")).mkdir()
            mutate = _one_value if number % 2 else _some_bytes
            problem = mutate(rng, SHAPES[name][1](rng), _Import(workspace, SHAPES[name][0]), place)
            yield f"{problem} (--seed {seed}, number {number})" if problem else ""
            shutil.rmtree(place)


class _Import:
    """An import that is tried out, and what it read."""

    def __init__(self, workspace: Workspace, name: str) -> None:
        self._workspace, self.name = workspace, name
        self.records: list[Record] = []
        self.error = ""

    def run(self, path: Path, unit: OffsetUnit = OffsetUnit.CODE_POINTS) -> str:
        """Return what should not have happened."""
        format = format_by_name(self.name)
        try:
            detect_format(path)
        except (ReaderError, OSError):
            pass
        except Exception as error:  # noqa: BLE001 - whatever it is, it is found
            return f"recognising it: {error!r}"[:200]
        try:
            imported = run_to_end(import_(self._workspace, path, self._recording(format), Options(unit), dry_run=True))
        except (ReaderError, OSError) as error:
            self.error = str(error)
            return "" if self.error.strip() else "an error without words"
        except Exception as error:  # noqa: BLE001
            return f"importing it: {error!r}"[:200]
        taken = len(imported.new) + len(imported.changed) + imported.same + len(imported.differing)
        left_out = [
            each for each in imported.left_out if each.what not in (UNREAD_TIMES, CONTRADICTED)
        ]  # of records that are taken
        if len(self.records) != taken + len(imported.rejected) + len(left_out) + len(imported.entries):
            return f"{len(self.records)} records became {imported.report}"
        return "\n".join(self._misplaced())

    def _recording(self, format: Format) -> Format:
        def read(path: Path, options: Options) -> Records:
            assert format.read
            for each in format.read(path, options):
                self.records.append(each)
                yield each

        return replace(format, read=read)

    def _misplaced(self) -> Iterator[str]:
        for each in self.records:
            if not isinstance(each, ImportedRecord) or each.text is None or each.annotation.start < 0 or each.doubt:
                continue
            if each.text[each.annotation.start : each.annotation.end] != each.annotation.exact:
                yield f"{each.where}: other words than at its offsets"


def _one_value(rng: random.Random, document: Document, tried: _Import, folder: Path) -> str:
    """Replace or leave out one value, and return what is wrong with the import."""
    content = copy.deepcopy(document.content)
    path = rng.choice([each for each in _paths(content) if not _is_name(tried.name, each)])
    inner = content
    for step in path[:-1]:
        inner = inner[step]
    if tried.name == "refi-qda" and isinstance(inner[path[-1]], list | dict):
        value: Any = NOTHING  # in XML, a value is a text, and never stands for an element
    else:
        value = rng.choice([NOTHING, *JUNK] if isinstance(inner, dict) else JUNK)
    if value is NOTHING:
        inner[path[-1]] = None
        if isinstance(inner, dict):
            del inner[path[-1]]
    else:
        inner[path[-1]] = copy.deepcopy(value)
    problem = tried.run(document.put(folder, content))
    shown = f"{'/'.join(map(str, path))} = {'nothing' if value is NOTHING else json.dumps(value)[:40]}"
    if problem := problem or _missing(document, path, value, tried):
        return f"{shown}: {problem}"
    return ""


def _missing(document: Document, path: Path_, value: Any, tried: _Import) -> str:
    """Name a record that is neither taken nor rejected nor left out, and a neighbour that is not taken."""
    if tried.error:  # a value near the top may make it another file; one deep inside must not stop the rest
        return f"stopped: {tried.error}"[:200] if any(_begins(path, each) for each in document.records) else ""
    found = {each.where for each in tried.records}
    linked = [each.where for each in tried.records if isinstance(each, ImportedRecord) and each.annotation.links]
    words = {(each.annotation.exact, each.annotation.tag) for each in tried.records if isinstance(each, ImportedRecord)}
    for record, where in document.records.items():
        is_blank = value is NOTHING or value in BLANK
        if record in document.relations and any(each.startswith(where.rpartition(", ")[0] or where) for each in linked):
            continue  # it is a link
        if not _begins(record, path):
            if where not in found and not any(each.startswith(f"{where}, ") for each in found):
                return f"nothing is said of {where}"
        elif not is_blank and not any(each.startswith(where.partition(", ")[0]) or len(path) == 1 for each in found):
            return f"nothing is said of {where}, or of what it was in"
    for record, passage in document.passages.items():
        if not _shares(record, path) and passage not in words:
            return f"{document.records[record]} is not taken"
    return ""


def _begins(path: Path_, start: Path_) -> bool:
    return path[: len(start)] == start


def _shares(record: Path_, path: Path_) -> bool:
    """Return whether a value may say something about a record: it is in the same line or object, or about them all."""
    if isinstance(path[0], str):
        return len(path) == 1 or path[0] != record[0] or bool(path[1] == record[1])
    return bool(path[0] == record[0])


def _is_name(format: str, path: Path_) -> bool:
    """Return whether places are called by a value, or it is the kind of an element."""
    if format == "refi-qda":
        return isinstance(path[-1], int) or (path[-1] in ("name", "") and path[0] == "sources")
    if format == "w3c":
        return path[:1] == ("items",) and len(path) == 2  # lists in lists are one list, which changes the numbers
    return format == "brat" and path[1:] in ((), (0,), (2,))


def _paths(value: Any, before: Path_ = ()) -> list[Path_]:
    """Return the paths of all values inside of a value."""
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    found: list[Path_] = []
    for key, each in items:
        found += [(*before, key), *_paths(each, (*before, key))]
    return found


def _some_bytes(rng: random.Random, document: Document, tried: _Import, folder: Path) -> str:
    """Change some bytes, and return what is wrong with the import."""
    path = document.put(folder, document.content)
    file = rng.choice(sorted(each for each in path.rglob("*") if each.is_file())) if path.is_dir() else path
    data = bytearray(file.read_bytes())
    for _ in range(rng.choice((1, 1, 2, 8))):
        at = rng.randrange(len(data) + 1)
        match rng.randrange(6):
            case 0:
                del data[at:]
            case 1:
                del data[at : at + rng.randint(1, 9)]
            case 2:
                data[at:at] = rng.randbytes(rng.randint(1, 4))
            case 3:
                data[at:at] = rng.choice((b"\xef\xbb\xbf", b"\n", b"\r", b'"', b"{", b"]", b"\x00", b"null", b"\xff"))
            case 4:
                data[at : at + 1] = bytes([rng.randrange(256)])
            case 5:
                other = rng.randrange(len(data) + 1)
                data[at:at] = data[other : other + rng.randint(1, 40)]
    file.write_bytes(data)
    if problem := tried.run(path, rng.choice(list(OffsetUnit))):
        return problem
    is_empty = not data.strip(b"\xef\xbb\xbf \r\n") or (tried.name == "csv" and len(data.splitlines()) < 2)
    is_silent = document.records and not tried.records and not tried.error and not is_empty
    return f"nothing is said of {bytes(data)[:200]!r}" if is_silent else ""


if __name__ == "__main__":
    sys.exit(main())
