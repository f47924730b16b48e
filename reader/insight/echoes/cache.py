"""The cache: sketches kept between starts, as lines of JSON, one a source.

Nothing of worth is in it: without it all is sketched again.
"""

from array import array
from collections.abc import Iterator, Mapping
from pathlib import Path
from sys import intern
from typing import NamedTuple

import msgspec

from reader.insight.echoes.tokenized_source import Sentence, Sketch
from reader.system.checksummed_lines import load_lines, save_lines
from reader.text.folder import is_utf8
from reader.text.span import Span
from reader.version import VERSION

Stamp = tuple[int, int]  # size and time of a file

# Another version may see other words, sentences or boilerplate.
_HEADING = msgspec.json.encode(["sketches of sources", "reader", VERSION, 1])


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
    kept = (_packed(stamp, sketch) for stamp, sketch in sketches.values() if is_utf8(sketch.source))
    save_lines(file, _HEADING, map(msgspec.json.encode, kept))


def load_sketches(file: Path) -> Iterator[tuple[Stamp, Sketch]]:
    """As far as the file is whole; what is missing is sketched again."""
    for body in load_lines(file, _HEADING):
        yield _unpacked(msgspec.json.decode(body, type=Kept))


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
