"""Mutated pages, books, PDF and texts for `reader add`: each is refused, or nothing of it is lost in silence.

`python -m tests.torture.documents [--count 5000] [--seed 0]` prints what went wrong, and how many were taken.
"""

import argparse
import random
import re
import sys
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from reader.errors import ReaderError
from reader.ingest.ingest import ingest

from .document_shapes import MARK, SHAPES, Shape

GAPS = re.compile(r"[\s\\>|]")  # an end tag in the middle of a word parts it, which loses nothing
SLOW = 20.0  # seconds, after which something is said to hang
TOKENS = (
    b"<", b">", b"</p>", b"<p>", b"<!--", b"-->", b"<![CDATA[", b"]]>", b"<script>", b"</div>", b"<table><tr><td>",
    b"<li>", b"<meta charset=x>", b"<meta charset=utf-16>", b"&#0;", b"&#xD800;", b"&amp", b"<base href=http://[>",
    b"<svg/>", b"<title>", b"<q>", b"<sup>", b"<pre>", b"\xff\xfe", b"\xef\xbb\xbf", b"\0", b"\x80", b"\r", b"\x1b[2J",
    b"%PDF-", b"PK\x03\x04", b"encoding='utf-7'", b"0 R", b"/Length 9", b"endobj", b"stream", b"/Kids[", b"<<", b">>",
    b"(", b")", b"-1", b"99999999999", b"xmlns=''", b"<!DOCTYPE a [<!ENTITY b 'c'>]>", b"\xed\xa0\x80", b"../", b"%00",
    b"<![", b"<!", b"<?", b"</", b"<![if !IE]>", b"&#x", b"--!>",
)  # fmt: skip


def mutated(data: bytes, chance: random.Random) -> bytes:
    """Changes bytes in one to three places."""
    for _ in range(chance.choice((1, 1, 1, 2, 3))):
        start = chance.randrange(len(data) + 1)
        size = chance.choice((1, 1, 2, 5, 20, 200))
        before, piece, after = data[:start], data[start : start + size], data[start + size :]
        data = chance.choice(CHANGES)(before, piece, after, chance)
    return data


def _flipped(before: bytes, piece: bytes, after: bytes, chance: random.Random) -> bytes:
    bit = 1 << chance.randrange(8)
    return before + bytes(byte ^ bit for byte in piece[:1]) + piece[1:] + after


def _renumbered(before: bytes, piece: bytes, after: bytes, chance: random.Random) -> bytes:
    number = str(chance.choice((0, 1, 7, -1, 65536, 10**12))).encode()
    return before + re.sub(rb"\d+", number, piece + after, count=1)


CHANGES = (
    _flipped,
    _renumbered,
    lambda before, _, after, __: before + after,
    lambda before, piece, after, _: before + piece * 2 + after,
    lambda before, piece, after, chance: before + chance.choice(TOKENS) + piece + after,
    lambda before, _, after, chance: before + chance.choice(TOKENS) + after,
    lambda before, piece, after, chance: before + chance.randbytes(len(piece)) + after,
    lambda before, piece, after, _: before + after[:50] + piece + after[50:],
    lambda before, _, __, ___: before,
)


def trials(seed: int = 0) -> Iterator[str]:
    """Yields what went wrong with each mutated document; empty if nothing did."""
    with tempfile.TemporaryDirectory() as folder:
        number = 0
        while True:
            shape = SHAPES[number % len(SHAPES)]
            chance = random.Random(f"{seed} {number}")
            data = shape.mutated(partial(mutated, chance=chance), chance)
            yield tried(shape, data, Path(folder), number)
            number += 1


OUTCOMES: Counter[str] = Counter()


def tried(shape: Shape, data: bytes, folder: Path, number: int) -> str:
    """Adds one document, and says what went wrong."""
    file = folder / f"{shape.name}{shape.suffix}"
    file.write_bytes(data)
    begin = time.monotonic()
    try:
        document = ingest(str(file))
        source = document.markdown()
        source.encode()
    except ReaderError:
        OUTCOMES[f"{shape.name}: refused"] += 1
        return ""
    except Exception:  # noqa: BLE001 - this is what is looked for
        return f"{number} {shape.name}: should not have happened: {traceback.format_exc()[-700:]}"
    if time.monotonic() - begin > SLOW:
        return f"{number} {shape.name}: took {time.monotonic() - begin:.0f} seconds"
    missing = shape.marks(data) - set(MARK.findall(GAPS.sub("", source)))
    if missing and not document.notes:
        return f"{number} {shape.name}: lost in silence: {sorted(missing)}"
    OUTCOMES[f"{shape.name}: {'taken, loss said' if missing else 'taken'}"] += 1
    return ""


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.torture.documents", description=__doc__)
    parser.add_argument("--count", type=int, default=5000)
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args()
    problems = [problem for problem, _ in zip(trials(options.seed), range(options.count), strict=False) if problem]
    print(*problems, *(f"{count:6} {outcome}" for outcome, count in sorted(OUTCOMES.items())), sep="\n")
    print(f"{options.count} documents, {len(problems)} bad")
    return int(bool(problems))


if __name__ == "__main__":
    sys.exit(main())
