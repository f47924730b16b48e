"""Files that are damaged: never an exception but the store's own, never a write, and what is whole is saved."""

import contextlib
import itertools
from collections.abc import Iterator
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from reader.annotation.store.file_format import decode, encode, text_chunks
from reader.annotation.store.repair import Repair
from reader.annotation.store.salvage import salvage
from reader.annotation.store.store import Store
from reader.errors import StoreError

DOCUMENTS = 100
WHOLE_SHARE = 0.99  # of the documents that stand whole in what is left of a cut file

ODD = [
    b"", b" ", b"null", b"[]", b"{}", b"0", b'""', b"{", b"\xff\xfe", b"\xef\xbb\xbf{}", b"\0" * 5000,
    b"SQLite format 3\0", b'{"a": {}, "a": {}}', b'{"annotations": {}}x',
    b'{"annotations": {"1": {"id": "a", "id": "b"}}}',
    b'{"annotations": {"1": {"start": 1e400}}}', b'{"annotations": {"1": {"start": NaN}}}',
    b'{"annotations": {"1": {"start": -Infinity}}}', b'{"annotations": {"1": {"start": 1' + b"0" * 5000 + b"}}}",
    b'{"annotations": {"01": {}}}', b'{"annotations": {"1": []}}', b'{"annotations": {"99999999999999999999": {}}}',
    b'{"annotations": {"1": {"id": "\\ud800"}}}', b'{"annotations": {"1": {"id": "a\0"}}}',
    b'{"about": {"1": {"format": 99}}}', b'{"about": {"1": {}}}', b"[" * 100_000, b'{"a":' * 100_000,
    b'{"annotations": {"1": ' + b'{"a":' * 100_000, b'{"1": {' * 100_000,
]  # fmt: skip


def document(number: int) -> dict[str, object]:
    return {
        "id": f"id{number}", "source": "one.txt", "start": number, "end": number + 9, "exact": f"“text {number}”\n",
        "prefix": '{"7": {', "suffix": '": {"8": {}', "tag": "quote", "note": "ä" * (number % 20), "revision": 1,
    }  # fmt: skip


def a_file() -> bytes:
    texts = {n: encode(document(n)) for n in range(1, DOCUMENTS + 1)}
    return b"".join(text_chunks({"about": {1: encode({"format": 1})}, "annotations": texts}))


def damaged(data: bytes, random: Random) -> bytes:
    """Cut, flipped bits, zeros, a piece doubled, lost or from elsewhere."""
    start = random.randrange(len(data))
    end = min(len(data), start + random.choice((1, 20, 512, 4096)))
    kind = random.randrange(6)
    if kind == 0:
        return data[:start]
    if kind == 1:
        return data[:start] + bytes([data[start] ^ 1 << random.randrange(8)]) + data[start + 1 :]
    if kind == 2:
        return data[:start] + bytes(end - start) + data[end:]
    if kind == 3:
        return data[:end] + data[start:]
    if kind == 4:
        return data[:start] + data[end:]
    return data[:start] + random.randbytes(end - start) + data[end:]


def problem(content: bytes, folder: Path) -> str:
    """What goes wrong with a file of that content; empty if nothing does."""
    path = folder / "annotations.json"
    path.write_bytes(content)
    try:
        try:
            Store(path).close()
        except StoreError:
            with contextlib.suppress(StoreError):  # a newer format
                assert Repair(path).salvaged.count <= DOCUMENTS + 1
    except Exception as error:  # noqa: BLE001
        return f"{type(error).__name__}: {error}"
    others = [each.name for each in folder.iterdir() if each != path]
    return "" if path.read_bytes() == content and not others else f"it was written to: {others}"


def problem_of_a_cut(data: bytes, end: int) -> str:
    """Whether the documents that are whole before a cut are found, as they were."""
    texts, _ = salvage(data[:end])
    found = {decode(text)["id"]: decode(text) for text in texts.get("annotations", {}).values()}
    whole = data[:end].count(b"\n    }") - 1 if end > 60 else 0  # one is in the table `about`
    if any(found[id] != document(int(id[2:])) for id in found):
        return "a document was changed"
    return "" if len(found) >= WHOLE_SHARE * whole else f"{len(found)} of {whole} documents"


def trials() -> Iterator[str]:
    """Without end: odd files, a cut at each byte in turn, damage of all kinds."""
    data, random = a_file(), Random(0)
    with TemporaryDirectory() as name:
        for content in ODD:
            what = problem(content, Path(name))
            yield what and f"{content[:30]!r}: {what}"
        for number in itertools.count():
            what = problem(damaged(data, random), Path(name))
            yield what and f"damage {number}: {what}"
            end = number * 997 % len(data)
            what = problem_of_a_cut(data, end)
            yield what and f"cut at {end}: {what}"
