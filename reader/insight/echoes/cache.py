"""The cache: sketches kept between starts, as lines of JSON with a checksum, one a source.

Nothing of worth is in it: without it all is sketched again.
"""

from array import array
from collections.abc import Iterator, Mapping
from io import BytesIO
from pathlib import Path
from sys import intern
from typing import NamedTuple
from zlib import crc32

import msgspec

from reader.annotation.files import replace_file
from reader.insight.echoes.sketch import Sentence, Sketch
from reader.text.folder import is_utf8
from reader.text.span import Span
from reader.version import VERSION

Stamp = tuple[int, int]  # size and time of a file

# Another version may see other words, sentences or boilerplate.
_HEADING = msgspec.json.encode(["sketches of sources", "reader", VERSION, 1]) + b"\n"


class Kept(NamedTuple):
    """A sketch in plain values. ends: as lengths. sentences: first, end, and the span."""

    source: str
    stamp: Stamp
    words: str
    starts: list[int]
    lengths: list[int]
    blocks: list[tuple[int, int]]
    sentences: list[tuple[int, int, int, int]]


def save_sketches(file: Path, sketches: Mapping[str, tuple[Stamp, Sketch]]) -> None:
    """Raises OSError if it cannot be written."""
    file.parent.mkdir(parents=True, exist_ok=True)
    data = BytesIO()
    data.write(_HEADING)
    for stamp, sketch in sketches.values():
        if is_utf8(sketch.source):
            body = msgspec.json.encode(_packed(stamp, sketch))
            data.write(b"%08x %s\n" % (crc32(body), body))
    replace_file(file, data.getvalue())


def load_sketches(file: Path) -> Iterator[tuple[Stamp, Sketch]]:
    """As far as the file is whole; what is missing is sketched again."""
    try:
        with file.open("rb") as lines:
            if lines.readline() != _HEADING:
                return
            for line in lines:
                checksum, _, body = line.rstrip(b"\n").partition(b" ")
                if checksum != b"%08x" % crc32(body):
                    return
                yield _unpacked(msgspec.json.decode(body, type=Kept))
    except OSError:
        return


def _packed(stamp: Stamp, sketch: Sketch) -> Kept:
    lengths = [end - start for start, end in zip(sketch.starts, sketch.ends, strict=True)]
    sentences = [(each.first, each.end, *each.span) for each in sketch.sentences]
    return Kept(
        sketch.source, stamp, " ".join(sketch.words), list(sketch.starts), lengths, list(sketch.blocks), sentences
    )


def _unpacked(kept: Kept) -> tuple[Stamp, Sketch]:
    ends = array("Q", map(int.__add__, kept.starts, kept.lengths))
    sentences = [Sentence(first, end, Span(*span)) for first, end, *span in kept.sentences]
    words = list(map(intern, kept.words.split(" "))) if kept.words else []
    return kept.stamp, Sketch(kept.source, words, array("Q", kept.starts), ends, kept.blocks, sentences)
